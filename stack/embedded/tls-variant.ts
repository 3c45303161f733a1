import { constants, randomBytes } from 'node:crypto';
import type { Server as TlsServer, TlsOptions } from 'node:tls';
import type { TlsAlpnBehaviour } from '../behaviour/tls-alpn.ts';
import type { TlsSessionBehaviour } from '../behaviour/tls-sessions.ts';
import type { Behaviour } from '../behaviour.ts';

/** In what the TLS servers of one entry differ: Node settles it for a server, and here it depends on the client. */
export interface TlsVariant {
  readonly tickets: boolean;
  readonly alpn: boolean;
  /** Servers of different scope share neither ticket keys nor kept sessions. */
  readonly scope: 'own-names' | 'other-names';
}

/** The variant that a server is when all clients get the same. */
export function onlyVariant({ sessions }: Behaviour): TlsVariant {
  return { tickets: sessions.ticketVersions.length > 0, alpn: true, scope: 'own-names' };
}

/** Settings of a server that keeps sessions and renegotiates as the behaviour says. */
export function sessionOptions(
  { lifetimeSeconds, renegotiation }: TlsSessionBehaviour,
  { tickets }: TlsVariant,
): Pick<TlsOptions, 'sessionTimeout' | 'secureOptions'> {
  return {
    sessionTimeout: lifetimeSeconds,
    secureOptions:
      (tickets ? 0 : constants.SSL_OP_NO_TICKET) |
      (renegotiation === 'refuse' ? constants.SSL_OP_NO_RENEGOTIATION : 0),
  };
}

/** What such a server needs beside its settings. */
export function prepareServer(
  server: TlsServer,
  { sessions, alpn }: Pick<Behaviour, 'sessions' | 'alpn'>,
  variant: TlsVariant,
): void {
  if (sessions.ids) keepSessions(server);
  if (sessions.ticketKeys === 'renewed') {
    server.prependListener('connection', () => {
      server.setTicketKeys(randomBytes(48));
    });
  }
  chooseProtocols(server, alpn, variant);
}

const SESSIONS_KEPT = 100;

function keepSessions(server: TlsServer): void {
  const kept = new Map<string, Buffer>();
  server.on('newSession', (id, session, done) => {
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size >= SESSIONS_KEPT) kept.delete(oldest);
    kept.set(id.toString('hex'), session);
    done();
  });
  server.on('resumeSession', (id, done) => {
    done(null, kept.get(id.toString('hex')) ?? null);
  });
}

/** node:http2 takes no other protocols than its own as an option, so the server is told afterwards. */
function chooseProtocols(
  server: TlsServer,
  { protocols, foreign }: TlsAlpnBehaviour,
  { alpn }: TlsVariant,
): void {
  const preferred = [...foreign, ...protocols];
  const choose = ({ protocols: offered }: { protocols: readonly string[] }) =>
    preferred.find((protocol) => offered.includes(protocol));
  Object.assign(server, { ALPNProtocols: undefined, ALPNCallback: alpn ? choose : undefined });
}
