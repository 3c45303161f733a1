import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { Network } from './networks.ts';
import { freePort, Missing, run, start } from './programs.ts';
import { undoLater } from './undo.ts';

/** A forwarded port. */
export interface Forwarding {
  /** Port on 127.0.0.1 where the client is. */
  readonly port: number;
  readonly pids: readonly number[];
}

/** sshd wants it where it runs as root. */
const SEPARATION = '/run/sshd';

/** Forwards a port of the client's loopback to one of the server's through OpenSSH, with keys and files of its own. */
export async function forward(network: Network, folder: string, servicePort: number): Promise<Forwarding> {
  const at = (name: string) => join(folder, name);
  for (const name of ['host', 'user']) run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  const [daemonPort, port] = [await freePort(), await freePort()];
  const { username, uid } = userInfo();
  writeFileSync(at('authorized'), readFileSync(at('user.pub')), { mode: 0o600 });
  const hostKey = readFileSync(at('host.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  writeFileSync(at('known'), `[${network.address}]:${daemonPort} ${hostKey}\n`);
  writeFileSync(
    at('sshd.conf'),
    [
      `ListenAddress ${network.address}:${daemonPort}`,
      `HostKey ${at('host')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
      `PidFile none`,
      `AllowUsers ${username}`,
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UsePAM no',
      // The folder above is the system's for temporary files, which everybody may write to.
      'StrictModes no',
      'AllowTcpForwarding local',
      `PermitOpen 127.0.0.1:${servicePort}`,
      '',
    ].join('\n'),
  );
  if (uid === 0 && !existsSync(SEPARATION)) {
    mkdirSync(SEPARATION, { mode: 0o755 });
    undoLater(() => {
      rmdirSync(SEPARATION);
    });
  }
  run('/usr/sbin/sshd', ['-t', '-f', at('sshd.conf')]);
  const daemon = await start('/usr/sbin/sshd', ['-D', '-e', '-f', at('sshd.conf')], network.server);
  await delay(300);
  const client = await start(
    'ssh',
    [
      ...['-F', 'none', '-N', '-p', `${daemonPort}`, '-i', at('user'), '-l', username],
      ...['-L', `127.0.0.1:${port}:127.0.0.1:${servicePort}`],
      ...[
        '-o',
        `UserKnownHostsFile=${at('known')}`,
        '-o',
        'GlobalKnownHostsFile=none',
        '-o',
        'BatchMode=yes',
      ],
      ...['-o', 'IdentitiesOnly=yes', '-o', 'IdentityAgent=none', '-o', 'ExitOnForwardFailure=yes'],
      ...['-o', 'StrictHostKeyChecking=yes', network.address],
    ],
    network.client,
  );
  await delay(700);
  for (const { exitCode } of [daemon, client]) {
    if (exitCode !== null) throw new Missing('OpenSSH did not forward the port; its words are above');
  }
  if (network.client.length === 0) await accepted(port);
  return { port, pids: [daemon.pid ?? 0, client.pid ?? 0] };
}

async function accepted(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
}
