import { PREFIX } from './leftovers.ts';
import { run } from './programs.ts';
import { undoLater } from './undo.ts';

/** Where client and server are: two network namespaces with a cable between them, or this machine's loopback. */
export interface Network {
  /** What begins a command that runs there. */
  readonly client: readonly string[];
  readonly server: readonly string[];
  /** Names of the namespaces; absent on loopback. */
  readonly namespaces?: { readonly client: string; readonly server: string };
  /** Address of the server, and what it listens on. */
  readonly address: string;
  readonly bind: string;
}

export const LOOPBACK: Network = { client: [], server: [], address: '127.0.0.1', bind: '127.0.0.1' };

/** Addresses for documentation (RFC 5737), which lead nowhere else. */
const CABLE = { client: '192.0.2.1', server: '192.0.2.2' };

/** Makes two network namespaces with a veth pair between them. Throws Missing where this is not allowed. */
export function cabled(): Network {
  const [client, server] = [`${PREFIX}${process.pid}-a`, `${PREFIX}${process.pid}-b`];
  for (const name of [client, server]) {
    run('ip', ['netns', 'add', name]);
    undoLater(() => void run('ip', ['netns', 'del', name]));
  }
  run('ip', ['link', 'add', 'pl0', 'netns', client, 'type', 'veth', 'peer', 'name', 'pl0', 'netns', server]);
  for (const [name, address] of [
    [client, CABLE.client],
    [server, CABLE.server],
  ] as const) {
    run('ip', ['-n', name, 'address', 'add', `${address}/30`, 'dev', 'pl0']);
    run('ip', ['-n', name, 'link', 'set', 'pl0', 'up']);
    run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
  }
  return {
    client: ['ip', 'netns', 'exec', client],
    server: ['ip', 'netns', 'exec', server],
    namespaces: { client, server },
    address: CABLE.server,
    bind: '0.0.0.0',
  };
}
