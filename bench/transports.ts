// npx tsx bench/transports.ts
// What TLS, mutual TLS, a Unix socket, an SSH tunnel and WireGuard cost over plain TCP, in one interleaved run. It takes
// Debian's openssl, openssh-server, openssh-client, wireguard-tools, wireguard-go and iproute2; what is missing is not
// evaluated. As root it works in two network namespaces with a cable between them, otherwise on loopback without
// WireGuard. Writes results/transports.json, .md and .svg.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { issue } from './transports/certificates.ts';
import { chart } from './transports/chart.ts';
import type { ClientOrder, ClientResult, Way } from './transports/client.ts';
import { figures } from './transports/figures.ts';
import { PREFIX, removeLeftovers } from './transports/leftovers.ts';
import { cabled, LOOPBACK, type Network } from './transports/networks.ts';
import { endLater, Missing } from './transports/programs.ts';
import { markdown, type NotEvaluated, type Report } from './transports/report.ts';
import type { ServerOrder, ServerPorts } from './transports/server.ts';
import { forward } from './transports/ssh.ts';
import { undoAll, undoLater } from './transports/undo.ts';
import { tunnel } from './transports/wireguard.ts';

const PLAN = { rounds: 3_000, slices: 21, sliceMs: 400, connections: 8 };

/** Forks a file inside a network. */
function forked(file: string, prefix: readonly string[]) {
  const [program, ...rest] = [...prefix, process.execPath];
  const path = fileURLToPath(new URL(`transports/${file}`, import.meta.url));
  // fork() takes one program; what runs it elsewhere comes before Node and its own options.
  const child = fork(path, [], { execPath: program, execArgv: [...rest, ...process.execArgv] });
  endLater(child);
  return child;
}

/** The answer of a child to its order. Throws where it ends instead. */
async function answerOf<T>(child: ReturnType<typeof fork>, order: object): Promise<T> {
  const abort = new AbortController();
  const message = once(child, 'message', abort).then(([said]) => said as T);
  const end = once(child, 'exit', abort).then(([code]): never => {
    throw new Error(`a process of the bench ended with ${String(code)}`);
  });
  child.send(order);
  try {
    return await Promise.race([message, end]);
  } finally {
    abort.abort();
    await Promise.allSettled([message, end]);
  }
}

function network(left: NotEvaluated[]): Network {
  try {
    return cabled();
  } catch (problem) {
    if (!(problem instanceof Missing)) throw problem;
    left.push({ name: 'network namespaces', reason: problem.message });
    return LOOPBACK;
  }
}

async function bench(): Promise<Report> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  undoLater(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const left: NotEvaluated[] = [];
  const loadBefore = loadavg()[0] ?? NaN;
  const net = network(left);
  const authority = issue(folder, [net.address]);
  const socket = join(folder, 'service.sock');
  const server = forked('server.ts', net.server);
  const order: ServerOrder = { bind: net.bind, socket, authority };
  const { plain, tls, mutual } = await answerOf<ServerPorts>(server, order);
  const pids = [server.pid ?? 0];
  const { ca, client } = authority;
  const ways: Way[] = [
    { name: 'Plain TCP', url: `http://${net.address}:${plain}/`, pids },
    { name: 'TLS', url: `https://${net.address}:${tls}/`, ca, pids },
    { name: 'Mutual TLS', url: `https://${net.address}:${mutual}/`, ca, client, pids },
    { name: 'Unix socket', url: 'http://localhost/', socket, pids },
  ];
  const add = async (name: string, way: () => Promise<Omit<Way, 'name'>>) => {
    try {
      ways.push({ name, ...(await way()) });
    } catch (problem) {
      if (!(problem instanceof Missing)) throw problem;
      left.push({ name, reason: problem.message });
    }
  };
  await add('SSH tunnel', async () => {
    const ssh = await forward(net, folder, plain);
    return { url: `http://127.0.0.1:${ssh.port}/`, pids: [...pids, ...ssh.pids] };
  });
  let wireguard = 'not evaluated';
  await add('WireGuard', async () => {
    const laid = await tunnel(net, folder);
    wireguard = laid.implementation;
    return { url: `http://${laid.address}:${plain}/`, pids: [...pids, ...laid.pids] };
  });
  process.stderr.write(`measuring ${ways.map(({ name }) => name).join(', ')}\n`);
  const asked: ClientOrder = { ...PLAN, ways };
  const result = await answerOf<ClientResult>(forked('client.ts', net.client), asked);
  return {
    setting: {
      ...PLAN,
      node: process.versions.node,
      cores: availableParallelism(),
      loadBefore,
      loadAfter: loadavg()[0] ?? NaN,
      network: net.namespaces ? 'two network namespaces with a veth pair' : 'loopback',
      wireguard,
    },
    measured: figures(
      ways.map(({ name }) => name),
      result,
    ),
    notEvaluated: left,
  };
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    process.exitCode = 130;
    void undoAll();
  });
}

try {
  const report = await bench();
  mkdirSync('results', { recursive: true });
  writeFileSync('results/transports.json', `${JSON.stringify(report, undefined, 2)}\n`);
  writeFileSync('results/transports.md', markdown(report));
  writeFileSync('results/transports.svg', chart(report.measured));
  process.stdout.write(markdown(report));
} catch (problem) {
  // Interrupted, it has taken its processes from under itself.
  if (process.exitCode !== 130) throw problem;
} finally {
  await undoAll();
}
