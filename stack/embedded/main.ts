// The embedded stack's process. It lives as long as the channel to its parent does.
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { application } from './application.ts';
import { issueIdentity } from './certificates.ts';
import { plantCanary } from './exposed.ts';
import type { Order, Report } from './message.ts';
import { redirectOnward, type EntryPorts } from './onward.ts';
import { plainEntry } from './plain-entry.ts';
import { portSniffer } from './port-sniffer.ts';
import { tlsEntry } from './tls-entry.ts';

// However the parent ends, SIGKILL included, its end of the channel closes.
process.on('disconnect', () => {
  process.exit(0);
});

// Ctrl-C reaches every process of the terminal, and checks that are under way still need their target.
process.on('SIGINT', () => undefined);

process.once('message', (order: Order) => {
  start(order).then(report, (problem: unknown) => {
    report({
      kind: 'failed',
      message: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem),
    });
  });
});

async function start({ behaviour: ordered, canary }: Order): Promise<Report> {
  const behaviour = plantCanary(ordered, canary);
  const [identity, upstream] = await Promise.all([
    issueIdentity(behaviour.certificate),
    application(behaviour).then(listen),
  ]);
  const tls = await tlsEntry(behaviour, identity, `http://127.0.0.1:${upstream}`);
  const ports: EntryPorts = { https: 0, http: 0 };
  redirectOnward(tls, behaviour.onward, ports);
  ports.https = await (behaviour.plain.tlsPort === 'serve' ? listenForBoth(tls) : listen(tls));
  ports.http = await listen(plainEntry(behaviour, ports.https));
  return {
    kind: 'listening',
    httpsPort: ports.https,
    httpPort: ports.http,
    upstreamPort: upstream,
    ca: identity.ca,
  };
}

async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return portOf(app.server);
}

async function listenForBoth(tls: FastifyInstance): Promise<number> {
  await tls.ready();
  const sniffer = portSniffer(tls.server);
  await once(sniffer.listen(0, '127.0.0.1'), 'listening');
  return portOf(sniffer);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function report(message: Report): void {
  process.send?.(message);
}
