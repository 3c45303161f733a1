import type { AddressInfo } from 'node:net';
import { internalService } from '../node/internal.ts';
import { freePort } from './ports.ts';
import { writeConfiguration, type Change } from './fill-in.ts';
import { writeMutualMaterial } from './mutual-material.ts';
import { CADDY, HAPROXY, NGINX } from './products.ts';
import type { NativeStarter } from './stack.ts';
import type { Versioned } from './version.ts';

type Product = Versioned & {
  /** Below `stack/`. */
  readonly configuration: string;
  /** How it runs in the foreground. */
  readonly args: (folder: string, file: string) => readonly string[];
};

/** What can stand in front of the service. */
export const internalEntries = {
  nginx: {
    ...NGINX,
    configuration: 'nginx/internal.conf',
    args: (folder, file) => ['-p', folder, '-c', file],
  },
  haproxy: {
    ...HAPROXY,
    configuration: 'haproxy/internal.cfg',
    args: (_folder, file) => ['-db', '-f', file],
  },
  caddy: {
    ...CADDY,
    configuration: 'caddy/internal.Caddyfile',
    args: (_folder, file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
} as const satisfies Record<string, Product>;

export type InternalEntry = keyof typeof internalEntries;

/** Starts the profile internal: mutual TLS with a configuration of its own, changed as told, before a Node service. */
export function internal(entry: InternalEntry, changes: readonly Change[] = []): NativeStarter {
  const { configuration, args, ...product }: Product = internalEntries[entry];
  return async (workspace) => {
    const { folder } = workspace;
    const service = internalService();
    workspace.onStop(() => service.close());
    await service.listen({ host: '127.0.0.1', port: 0 });
    const { port: upstreamPort } = service.server.address() as AddressInfo;
    const { ca, clients } = await writeMutualMaterial(folder);
    const port = await freePort();
    const file = await writeConfiguration(folder, {
      file: configuration,
      values: { folder, port, upstreamPort },
      changes,
    });
    await workspace.start({ ...product, args: args(folder, file), folder, port });
    return {
      url: `https://localhost:${port}`,
      stack: 'native',
      https: { scheme: 'https', host: 'localhost', port, address: '127.0.0.1' },
      ca,
      clients,
      active: true,
    };
  };
}
