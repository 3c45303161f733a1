import type { HttpEndpoint } from '../http/exchange.ts';
import { ProbeError } from '../problem.ts';
import { bytesOf, Channel, type TimedRequest } from './channel.ts';
import type { Side } from './paired.ts';

/** Where one side asks, and for what. */
export interface SideOrder {
  /** In words: `https on an open connection`. */
  readonly name: string;
  /** Where to connect; asked for each connection, so that each may come from an address of its own. */
  readonly endpoint: () => HttpEndpoint;
  readonly request: TimedRequest;
  readonly timeoutMs: number;
}

/** Servers close a connection after so many requests, nginx after 1000 and Apache after 100. */
const USES = 50;

/**
 * Requests one after the other on an open connection. It is replaced, outside the timed part, after so many uses; the
 * first request on it is not timed.
 */
export function openConnectionSide(order: SideOrder, uses = USES): Side {
  let channel: Channel | undefined;
  let bytes: Buffer = Buffer.alloc(0);
  let left = 0;
  return {
    name: order.name,
    prepare: async () => {
      if (channel && left > 0) return;
      channel?.close();
      const endpoint = order.endpoint();
      bytes = bytesOf(endpoint, order.request, { close: false });
      channel = await Channel.open(endpoint, order);
      await channel.ask(bytes, order.request, { last: false });
      left = uses;
    },
    request: async () => {
      left -= 1;
      await channel?.ask(bytes, order.request, { last: left === 0 });
    },
    close: () => channel?.close(),
  };
}

/** What is known of the server's sessions. */
interface Kept {
  /** The newest that may be resumed; undefined: none is offered. */
  session: Buffer | undefined;
}

/** A connection for each request: TCP, the TLS handshake where there is one, the request and its answer. */
export function newConnectionSide(order: SideOrder): Side {
  return { ...connecting(order, { session: undefined }, () => undefined), prepare: () => Promise.resolve() };
}

/** {@link newConnectionSide} that resumes the session of the connection before. */
export function resumedConnectionSide(order: SideOrder): Side {
  const kept: Kept = { session: undefined };
  const side = connecting(order, kept, ({ session }) => session);
  return {
    ...side,
    prepare: async () => {
      if (kept.session === undefined) await side.request();
      if (kept.session === undefined)
        throw new ProbeError(
          'tls',
          `${order.name}: nothing to resume was issued, so no resumption is timed.`,
        );
    },
  };
}

function connecting(
  order: SideOrder,
  kept: Kept,
  offered: (kept: Kept) => Buffer | undefined,
): Omit<Side, 'prepare'> {
  let open: Channel | undefined;
  return {
    name: order.name,
    request: async () => {
      const endpoint = order.endpoint();
      open = await Channel.open(endpoint, { timeoutMs: order.timeoutMs, session: offered(kept) });
      await open.ask(bytesOf(endpoint, order.request, { close: true }), order.request, { last: true });
      // TLS 1.3 sends tickets before the answer.
      kept.session = open.session ?? kept.session;
      open.close();
    },
    close: () => open?.close(),
  };
}
