import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { HeaderField } from '../http/exchange.ts';
import { keyHash, ownIdentity } from './certificate.ts';

/** What is answered at one path, whatever the host. */
export interface ServedPage {
  readonly contentType: string;
  readonly body: string;
  /** Fields beside Content-Type. Default none. */
  readonly headers?: readonly HeaderField[];
}

/**
 * Fields that keep a page of the target from refusing ours for another reason than its Content-Security-Policy: an
 * embedder policy of require-corp takes only what carries them.
 */
const EMBEDDABLE: readonly HeaderField[] = [
  ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
];

/** Pages of our own on loopback, over https and http, for a browser that is told to find other hosts here. */
export class PageServer {
  /** Authority of the https listener, `127.0.0.1:41234`; the plain one is beside it. */
  readonly secure: string;
  readonly plain: string;
  /** Hash of the certificate's key, for the browser to trust. */
  readonly keyHash: string;
  readonly #servers: readonly Server[];
  readonly #sockets: Set<Socket>;
  readonly #pages: Map<string, ServedPage>;
  readonly #asked: Set<string>;

  private constructor(
    servers: readonly [Server, Server],
    hash: string,
    { pages, asked, sockets }: Pick<ServerState, 'pages' | 'asked' | 'sockets'>,
  ) {
    const [secure, plain] = servers;
    this.secure = authorityOf(secure);
    this.plain = authorityOf(plain);
    this.keyHash = hash;
    this.#servers = servers;
    this.#pages = pages;
    this.#asked = asked;
    this.#sockets = sockets;
  }

  /** Starts both listeners on free ports of 127.0.0.1. */
  static async start(): Promise<PageServer> {
    const state: ServerState = { pages: new Map(), asked: new Set(), sockets: new Set() };
    const identity = await ownIdentity();
    const answer = responder(state);
    const servers: [Server, Server] = [https.createServer(identity, answer), http.createServer(answer)];
    for (const server of servers) {
      server.on('connection', (socket: Socket) => {
        state.sockets.add(socket);
        socket.once('close', () => state.sockets.delete(socket));
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
    }
    return new PageServer(servers, keyHash(identity.cert), state);
  }

  /** From now on this path is answered so, with 200, for every host and method. */
  serve(path: string, page: ServedPage): void {
    this.#pages.set(path, page);
  }

  /** Whether anybody asked for this path and query. */
  wasAsked(target: string): boolean {
    return this.#asked.has(target);
  }

  /** Ends both listeners and every connection. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => once(server.close(), 'close')));
  }
}

interface ServerState {
  readonly pages: Map<string, ServedPage>;
  readonly asked: Set<string>;
  readonly sockets: Set<Socket>;
}

function responder({ pages, asked }: ServerState): http.RequestListener {
  return (request, response) => {
    request.resume(); // what a form sends is of no interest
    const target = request.url ?? '/';
    asked.add(target);
    const page = pages.get(target.replace(/\?.*$/, ''));
    const fields = page
      ? [['Content-Type', page.contentType], ['Cache-Control', 'no-store'], ...(page.headers ?? [])]
      : [];
    response.writeHead(page ? 200 : 404, fields.flat()).end(page?.body);
  };
}

/** Makes a page one that every other page may load. */
export function embeddable(page: ServedPage): ServedPage {
  return { ...page, headers: [...EMBEDDABLE, ...(page.headers ?? [])] };
}

function authorityOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
