import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Network } from './networks.ts';
import { Missing, run, start } from './programs.ts';
import { undoLater } from './undo.ts';

/** A tunnel between the two namespaces. */
export interface Tunnel {
  /** Address of the server inside it. */
  readonly address: string;
  /** `kernel` or `wireguard-go`. */
  readonly implementation: string;
  readonly pids: readonly number[];
}

/** Where wireguard-go puts the sockets for wg. */
const SOCKETS = '/run/wireguard';

const PORT = 51820;
const ADDRESSES = { client: '198.51.100.1', server: '198.51.100.2' };
const OUTER = { client: '192.0.2.1', server: '192.0.2.2' };
const DEVICES = { client: 'plwga', server: 'plwgb' };

/** Lays a WireGuard tunnel over the cable. Throws Missing where the machine does not allow it. */
export async function tunnel({ namespaces }: Network, folder: string): Promise<Tunnel> {
  if (!namespaces) throw new Missing('it takes network namespaces');
  const keys = { client: keyPair(), server: keyPair() };
  const implementation = isInKernel(namespaces.client) ? 'kernel' : 'wireguard-go';
  const pids: number[] = [];
  for (const [side, other] of [
    ['client', 'server'],
    ['server', 'client'],
  ] as const) {
    const [namespace, device] = [namespaces[side], DEVICES[side]];
    if (implementation === 'kernel') run('ip', ['-n', namespace, 'link', 'add', device, 'type', 'wireguard']);
    else pids.push(await userspace(namespace, device));
    const keyFile = join(folder, `${device}.key`);
    writeFileSync(keyFile, keys[side].secret, { mode: 0o600 });
    run('ip', [
      ...['netns', 'exec', namespace, 'wg', 'set', device, 'listen-port', `${PORT}`, 'private-key', keyFile],
      ...[
        'peer',
        keys[other].open,
        'allowed-ips',
        `${ADDRESSES[other]}/32`,
        'endpoint',
        `${OUTER[other]}:${PORT}`,
      ],
    ]);
    run('ip', ['-n', namespace, 'address', 'add', `${ADDRESSES[side]}/30`, 'dev', device]);
    run('ip', ['-n', namespace, 'link', 'set', device, 'up']);
  }
  return { address: ADDRESSES.server, implementation, pids };
}

function keyPair(): { readonly secret: string; readonly open: string } {
  const secret = run('wg', ['genkey']);
  return { secret, open: run('wg', ['pubkey'], secret).trim() };
}

function isInKernel(namespace: string): boolean {
  try {
    run('ip', ['-n', namespace, 'link', 'add', 'plprobe', 'type', 'wireguard']);
    run('ip', ['-n', namespace, 'link', 'del', 'plprobe']);
    return true;
  } catch (problem) {
    if (problem instanceof Missing) return false;
    throw problem;
  }
}

async function userspace(namespace: string, device: string): Promise<number> {
  run('wireguard-go', ['--version']);
  if (!existsSync(SOCKETS)) {
    mkdirSync(SOCKETS, { mode: 0o755 });
    undoLater(() => {
      rmdirSync(SOCKETS);
    });
  }
  const child = await start('wireguard-go', ['-f', device], ['ip', 'netns', 'exec', namespace]);
  // wg speaks to it through this socket.
  for (let wait = 0; wait < 100 && !existsSync(join(SOCKETS, `${device}.sock`)); wait++) await delay(50);
  if (!existsSync(join(SOCKETS, `${device}.sock`))) {
    throw new Missing('wireguard-go does not start: it takes /dev/net/tun and CAP_NET_ADMIN');
  }
  return child.pid ?? 0;
}
