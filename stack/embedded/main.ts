// The embedded stack's process. It lives as long as the channel to its parent does.
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { application } from './application.ts';
import { issueIdentity } from './certificates.ts';
import type { Order, Report } from './message.ts';
import { plainEntry } from './plain-entry.ts';
import { tlsEntry } from './tls-entry.ts';

// However the parent ends, SIGKILL included, its end of the channel closes.
process.on('disconnect', () => {
  process.exit(0);
});

process.once('message', (order: Order) => {
  start(order).then(report, (problem: unknown) => {
    report({
      kind: 'failed',
      message: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem),
    });
  });
});

async function start({ behaviour, canary }: Order): Promise<Report> {
  const [identity, upstream] = await Promise.all([
    issueIdentity(behaviour.certificate),
    application(behaviour, canary).then(listen),
  ]);
  const https = await listen(await tlsEntry(behaviour, identity, `http://127.0.0.1:${upstream}`));
  const http = await listen(plainEntry(behaviour, https));
  return { kind: 'listening', httpsPort: https, httpPort: http, upstreamPort: upstream, ca: identity.ca };
}

async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

function report(message: Report): void {
  process.send?.(message);
}
