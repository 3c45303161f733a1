import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { loadProfile } from '../../profiles/index.ts';
import { behaviourFor, startEmbedded, withFault, type Fault } from '../../stack/index.ts';
import { identity, pemOf, type Identity } from '../unit/tls-servers.ts';
import { workingDirectory } from './run-suite.ts';

/** Settings with which the suite finds a target that it did not start. */
type TargetSettings = Readonly<Record<'PLUMBLINE_TARGET' | 'PLUMBLINE_HTTP' | 'PLUMBLINE_CA', string>>;

interface TargetFixtures {
  /** Starts a server of one's own and tells its port. */
  serve: (server: net.Server, host?: string) => Promise<number>;
  /** Starts the embedded stack of a profile, with a defect, as if it were somebody's own. */
  defective: (profile: string, fault: Fault) => Promise<TargetSettings>;
}

interface TargetWorkerFixtures {
  /** A self-signed certificate for localhost, 127.0.0.1 and ::1, and the file that holds it. */
  trusted: { identity: Identity; pem: { cert: string; key: string } };
}

/** Tests of runs against targets that the suite did not start. Whatever was started is stopped after the test. */
export const test = base.extend<TargetFixtures, TargetWorkerFixtures>({
  trusted: [
    async ({}, use) => {
      const own = await identity({
        subject: 'CN=localhost',
        ca: true,
        names: [
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
          { type: 'ip', value: '::1' },
        ],
      });
      await use({ identity: own, pem: pemOf(own) });
    },
    { scope: 'worker' },
  ],
  serve: async ({}, use) => {
    const sockets = new Set<net.Socket>();
    const servers: net.Server[] = [];
    await use(async (server, host = '127.0.0.1') => {
      servers.push(server);
      server.on('connection', (socket: net.Socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined);
      });
      server.listen(0, host);
      await once(server, 'listening');
      return (server.address() as net.AddressInfo).port;
    });
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  },
  defective: async ({}, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (profile, fault) => {
      const name = /^name: (\S+)/m.exec(profile)?.[1] ?? '';
      const folder = workingDirectory({ [`profiles/${name}.yaml`]: profile });
      const behaviour = behaviourFor(loadProfile(join(folder, 'profiles', `${name}.yaml`)));
      const stack = await startEmbedded(withFault(behaviour, fault));
      stops.push(() => stack.stop());
      const { target } = stack;
      const caFile = join(folder, 'ca.pem');
      writeFileSync(caFile, target.ca ?? '');
      return {
        PLUMBLINE_TARGET: target.url,
        PLUMBLINE_HTTP: `http://localhost:${target.http?.port ?? 0}`,
        PLUMBLINE_CA: caFile,
      };
    });
    await Promise.all(stops.map((stop) => stop()));
  },
});

export { expect } from '@playwright/test';

export const CONFORMING_HSTS = 'max-age=31536000; includeSubDomains';

/** A small https application: a page with HSTS at `/`, 404 elsewhere. */
export function conformingServer(pem: { cert: string; key: string }, fields: http.OutgoingHttpHeaders = {}) {
  return https.createServer(pem, (request, response) => {
    response.writeHead(request.url === '/' ? 200 : 404, {
      'Strict-Transport-Security': CONFORMING_HSTS,
      'Content-Type': 'text/plain; charset=utf-8',
      ...fields,
    });
    response.end('hello\n');
  });
}

/** A plain-http entry that sends everything to https. */
export function redirectingServer(httpsPort: number): http.Server {
  return http.createServer((request, response) => {
    response.writeHead(301, { Location: `https://localhost:${httpsPort}${request.url ?? '/'}` }).end();
  });
}
