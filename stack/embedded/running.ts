import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Behaviour } from '../behaviour.ts';
import { application } from './application.ts';
import type { ClientCertificates, TwinKind } from '../target.ts';
import { issueIdentity } from './certificates.ts';
import { listenOnOtherAddress } from './certificate-serving.ts';
import { issueClients } from './client-authority.ts';
import { movableClock, type Clock } from './clock.ts';
import { plantCanary } from './exposed.ts';
import { redirectOnward, type EntryPorts } from './onward.ts';
import { plainEntry } from './plain-entry.ts';
import { portSniffer } from './port-sniffer.ts';
import { quicResponder } from './quic-responder.ts';
import { tlsEntry } from './tls-entry.ts';
import { twinBehaviour } from './twins.ts';

/** A stack that listens. */
export interface RunningStack {
  readonly ports: { readonly httpsPort: number; readonly httpPort: number; readonly upstreamPort: number };
  /** PEM of the authority that issued its certificate. */
  readonly ca: string;
  /** The addresses on which the TLS entry listens. */
  readonly addresses: readonly string[];
  /** Certificates for its clients, where it asks for any. */
  readonly clients?: ClientCertificates;
  readonly clock: Clock;
  /** Opens an entry that lacks one thing, in front of the same upstream, and returns its port. */
  openTwin(kind: TwinKind): Promise<number>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** Starts upstream, TLS entry and plain entry, each on a free loopback port. */
export async function openStack(ordered: Behaviour, canary: string): Promise<RunningStack> {
  const behaviour = plantCanary(ordered, canary);
  const clock = movableClock();
  const listeners = new Listeners();
  const [identity, clients, upstream] = await Promise.all([
    issueIdentity(behaviour.certificate),
    issueClients(behaviour.clientCertificates),
    application(behaviour).then((app) => listeners.listen(app)),
  ]);
  const trusting = { ...identity, ...(clients && { clientTrust: clients.trust }) };
  const surroundings = { upstream: `http://127.0.0.1:${upstream}`, clock };
  const tls = await tlsEntry(behaviour, trusting, surroundings);
  const ports: EntryPorts = { https: 0, http: 0 };
  redirectOnward(tls, behaviour.onward, ports);
  ports.https = await (behaviour.plain.tlsPort === 'serve'
    ? listeners.listenForBoth(tls)
    : listeners.listen(tls));
  const other = await listenOnOtherAddress(behaviour.certificate, identity, {
    main: tls.server,
    port: ports.https,
  });
  if (other) listeners.add(other.server);
  if (behaviour.http3.listens) listeners.closeLater(await quicResponder(ports.https, behaviour.http3));
  ports.http = await listeners.listen(plainEntry(behaviour, ports.https));
  return {
    ports: { httpsPort: ports.https, httpPort: ports.http, upstreamPort: upstream },
    ca: identity.ca,
    addresses: ['127.0.0.1', ...(other ? [other.address] : [])],
    ...(clients && { clients: clients.issued }),
    clock,
    openTwin: async (kind) => {
      const own = kind === 'plain-http' ? undefined : trusting;
      return listeners.listen(await tlsEntry(twinBehaviour(behaviour, kind), own, surroundings));
    },
    close: () => listeners.close(),
  };
}

/** The servers of one stack and the connections that they have open. */
class Listeners {
  readonly #apps: FastifyInstance[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #others: { close(): void }[] = [];

  async listen(app: FastifyInstance): Promise<number> {
    this.#apps.push(app);
    this.#watch(app.server);
    await app.listen({ host: '127.0.0.1', port: 0 });
    return portOf(app.server);
  }

  async listenForBoth(tls: FastifyInstance): Promise<number> {
    this.#apps.push(tls);
    await tls.ready();
    const sniffer = portSniffer(tls.server);
    await once(sniffer.listen(0, '127.0.0.1'), 'listening');
    this.add(sniffer);
    return portOf(sniffer);
  }

  /** Takes charge of a server that listens. */
  add(server: Server): void {
    this.#watch(server);
    this.#others.push(server);
  }

  /** What {@link close} ends beside the servers. */
  closeLater(other: { close(): void }): void {
    this.#others.push(other);
  }

  async close(): Promise<void> {
    // The next stack may take the port that this one leaves: nobody must be left talking to this one.
    for (const socket of this.#sockets) socket.destroy();
    for (const other of this.#others) other.close();
    await Promise.all(this.#apps.map((app) => app.close()));
  }

  #watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
