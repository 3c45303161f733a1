import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { missingEngine, startEngine } from './engine.ts';
import { freePort } from './ports.ts';
import { writeConfiguration } from './fill-in.ts';
import type { Workspace } from './stack.ts';

const PEBBLE = { name: 'Pebble', binary: '/usr/bin/pebble', package: 'pebble' } as const;
/** Comes with Pebble, and is its name server here. */
const NAMES = {
  name: "Pebble's name server",
  binary: '/usr/bin/pebble-challtestsrv',
  package: 'pebble',
} as const;
const CERTBOT = { name: 'certbot', binary: '/usr/bin/certbot', package: 'certbot' } as const;

/** Seconds; Let's Encrypt's certificates hold for 90 days. */
const VALIDITY_SECONDS = 90 * 86_400;

const CERTBOT_LIMIT_MS = 60_000;

/** An ACME authority, and the certbot that gets an nginx its certificate from there. */
export interface Acme {
  /** PEM of the root that the authority's certificates lead to. */
  readonly ca: string;
  /**
   * Runs certbot to its end, with the settings of `stack/certbot/cli.ini`.
   *
   * @param args for example `['certonly']`
   * @throws where it fails or takes more than a minute, with what it said
   */
  certbot(args: readonly string[]): Promise<void>;
}

/** Why there is no ACME here, and what brings it; undefined where there is. */
export function missingAcme(): string | undefined {
  return missingEngine(PEBBLE) ?? missingEngine(NAMES) ?? missingEngine(CERTBOT);
}

/**
 * Starts an ACME authority that fetches its challenges from a plain-http entry on this machine, and sets certbot up for
 * the nginx in the workspace, whose configuration is production.conf.
 *
 * Throws where Pebble or certbot is not installed, and where Pebble does not start, with what it said.
 */
export async function startAcme(workspace: Workspace, httpPort: number): Promise<Acme> {
  const missing = missingAcme();
  if (missing !== undefined) throw new Error(missing);
  const { folder } = workspace;
  // All are held before one is let go, so they differ.
  const [acmePort, rootsPort, tlsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const own = await issueIdentity(ordinaryCertificate);
  const ownCa = join(folder, 'pebble-ca.pem');
  const settings = {
    listenAddress: `127.0.0.1:${acmePort}`,
    managementListenAddress: `127.0.0.1:${rootsPort}`,
    certificate: join(folder, 'pebble.pem'),
    privateKey: join(folder, 'pebble-key.pem'),
    httpPort,
    // For challenges of another kind: nobody listens there.
    tlsPort,
    certificateValidityPeriod: VALIDITY_SECONDS,
  };
  const file = join(folder, 'pebble.json');
  await Promise.all([
    writeFile(file, JSON.stringify({ pebble: settings })),
    writeFile(settings.certificate, own.chain),
    writeFile(settings.privateKey, own.key, { mode: 0o600 }),
    writeFile(ownCa, own.ca),
    // nginx works as somebody else, and reads the challenges there.
    mkdir(join(folder, 'certbot'), { mode: 0o755 }),
    writeConfiguration(folder, { file: 'certbot/deploy-nginx.sh', values: { folder }, changes: [] }),
  ]);
  const cliFile = await writeConfiguration(folder, {
    file: 'certbot/cli.ini',
    values: { folder, acmePort },
    changes: [],
  });
  const env = {
    PEBBLE_VA_NOSLEEP: '1',
    // Each order is validated anew, by a challenge of its own; half of them are not otherwise.
    PEBBLE_AUTHZREUSE: '0',
    PEBBLE_WFE_NONCEREJECT: '0',
  };
  const resolver = await startNames(workspace);
  const args = ['-config', file, '-dnsserver', resolver];
  const pebble = await startEngine({ ...PEBBLE, args, folder, port: acmePort, env });
  workspace.onStop(() => pebble.stop());
  const ending = new AbortController();
  workspace.onStop(() => {
    ending.abort();
  });
  return {
    ca: await rootOf(rootsPort, own.ca),
    certbot: (args) =>
      runCertbot([...args, '--config', cliFile], {
        env: { PATH: process.env['PATH'], HOME: folder, REQUESTS_CA_BUNDLE: ownCa },
        signal: ending.signal,
      }),
  };
}

/**
 * Starts a name server for which every name is 127.0.0.1: Pebble asks the first address of a name alone, and for
 * localhost that may be ::1.
 *
 * @returns its address and port
 */
async function startNames(workspace: Workspace): Promise<string> {
  const { folder } = workspace;
  const [port, managementPort] = await Promise.all([freePort(), freePort()]);
  const settings = {
    dns01: `127.0.0.1:${port}`,
    defaultIPv4: '127.0.0.1',
    management: `127.0.0.1:${managementPort}`,
    // Neither other addresses nor the servers that answer challenges.
    defaultIPv6: '',
    http01: '',
    https01: '',
    tlsalpn01: '',
  };
  const args = Object.entries(settings).map(([name, value]) => `-${name}=${value}`);
  const names = await startEngine({ ...NAMES, args, folder, port });
  workspace.onStop(() => names.stop());
  return settings.dns01;
}

/** The root that Pebble has made for itself at its start, PEM. */
async function rootOf(port: number, ca: string): Promise<string> {
  const dispatcher = new Agent({ connect: { ca } });
  try {
    const { statusCode, body } = await request(`https://localhost:${port}/roots/0`, { dispatcher });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`Pebble does not tell its root: ${statusCode} ${text}`);
    return text;
  } finally {
    await dispatcher.close();
  }
}

async function runCertbot(
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly signal: AbortSignal },
): Promise<void> {
  try {
    await promisify(execFile)(CERTBOT.binary, args, {
      ...options,
      timeout: CERTBOT_LIMIT_MS,
      killSignal: 'SIGKILL',
    });
  } catch (problem) {
    const { stdout = '', stderr = '' } = problem as { stdout?: string; stderr?: string };
    throw new Error(`certbot ${args[0] ?? ''} failed: ${stdout}${stderr}`, { cause: problem });
  }
}
