import type { AddressInfo } from 'node:net';
import { ordinaryCertificate } from '../behaviour/certificate.ts';
import { issueIdentity } from '../embedded/certificates.ts';
import { votingApi, type ApiSettings } from '../node/api.ts';
import type { NativeStarter } from './stack.ts';

/** Starts the voting API: a Node application that ends TLS itself, for https alone. */
export function api(settings: ApiSettings): NativeStarter {
  return async (workspace) => {
    const { key, chain, ca } = await issueIdentity({ ...ordinaryCertificate, names: ['localhost'] });
    const app = await votingApi(settings, { key, cert: chain });
    workspace.onStop(() => app.close());
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    return {
      url: `https://localhost:${port}`,
      stack: 'native',
      https: { scheme: 'https', host: 'localhost', port, address: '127.0.0.1' },
      ca,
      active: true,
    };
  };
}
