import type { Socket } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import { ProbeError } from '../problem.ts';
import { authorityOf, peerOf } from './authority.ts';
import { openConnection, type Connection } from './connection.ts';
import { Deadline } from './deadline.ts';
import type { HeaderField, HttpEndpoint, HttpExchange, HttpRequest } from './exchange.ts';
import { responseProblem } from './response-problem.ts';
import { readResponse, type ReceivedResponse } from './response-reader.ts';
import { Wire } from './wire.ts';

/** Generous, so that a large but ordinary head is judged and not refused. */
const maxHeaderBytes = 256 * 1024;

/** Fields that are sent unless the caller gives its own. */
function defaultHeaders(endpoint: HttpEndpoint): HeaderField[] {
  return [
    ['host', authorityOf(endpoint)],
    ['accept-encoding', 'identity'],
  ];
}

/** The request as undici takes it. */
export function dispatchOptions(endpoint: HttpEndpoint, request: HttpRequest): Dispatcher.DispatchOptions {
  const given = request.headers ?? [];
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const missing = defaultHeaders(endpoint).filter(([name]) => !names.has(name));
  return {
    method: request.method,
    path: request.path,
    headers: [...missing, ...given].flat(),
    body: request.body ?? null,
  };
}

/** A client on a connection that is open already: for one request, or for one after the other. */
export function clientOn(wire: Wire, endpoint: HttpEndpoint, { keepAlive }: { keepAlive: boolean }): Client {
  return new Client(`${endpoint.scheme}://${authorityOf(endpoint)}`, {
    // 0 is no keep-alive, 1 is no pipelining.
    pipelining: keepAlive ? 1 : 0,
    maxHeaderSize: maxHeaderBytes,
    // The deadline covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (_, done) => {
      // undici asks for a Socket and uses it as the Duplex that it is. It does not expect the answer within the call.
      queueMicrotask(() => {
        // undici asks again, and for ever, for a connection that is gone.
        if (wire.destroyed) done(new Error('the connection is closed'), null);
        else done(null, wire as unknown as Socket);
      });
    },
  });
}

/** What was sent and what came back over the wire. */
export function observation(
  endpoint: HttpEndpoint,
  request: HttpRequest,
  wire: Wire,
  received: ReceivedResponse,
): Pick<HttpExchange, 'subject' | 'request' | 'response'> {
  const { statusText = '', httpVersion = '' } = wire.statusLine ?? {};
  return {
    subject: `${request.method} ${request.path} → ${received.status}`,
    request: {
      method: request.method,
      url: `${endpoint.scheme}://${authorityOf(endpoint)}${request.path}`,
      headers: wire.requestHeaders,
      bodyBytes: Buffer.byteLength(request.body ?? ''),
    },
    response: { ...received, statusText, httpVersion },
  };
}

/** The ProbeError for what undici reports. */
export function exchangeProblem(
  error: Error,
  endpoint: HttpEndpoint,
  wire: Wire,
  { waitingFor }: Deadline,
): ProbeError {
  const { receivedTls } = wire;
  return responseProblem(error, { peer: peerOf(endpoint), waitingFor, receivedTls, maxHeaderBytes });
}

async function converse(
  endpoint: HttpEndpoint,
  request: HttpRequest,
  { socket }: Connection,
  deadline: Deadline,
): Promise<Pick<HttpExchange, 'subject' | 'request' | 'response'>> {
  const wire = new Wire(socket);
  // An idle connection that the server closes just as it is reused would look like a failure, and every exchange has
  // to stand alone as evidence.
  const client = clientOn(wire, endpoint, { keepAlive: false });
  try {
    const received = await readResponse(client, dispatchOptions(endpoint, request), deadline);
    return observation(endpoint, request, wire, received);
  } catch (error) {
    throw exchangeProblem(error as Error, endpoint, wire, deadline);
  } finally {
    await client.destroy();
    wire.destroy();
  }
}

/**
 * Sends one HTTP/1.1 request on a connection of its own and reads the response. Redirects are not followed, interim
 * responses are skipped, nothing is decompressed. An untrusted certificate is recorded, not refused. A server that
 * closes after the response head, or sends a body without end, still gives an exchange: its body is `truncated`.
 *
 * @param options `timeoutMs`: milliseconds for the whole exchange, from the name lookup to the end of the body
 * @throws ProbeError when there is no complete response head, or the body does not end in time; also (`local`) for
 * what undici will not send, such as CONNECT, Transfer-Encoding, Expect or a false Content-Length: see `rawExchange`
 */
export async function exchange(
  endpoint: HttpEndpoint,
  request: HttpRequest,
  { timeoutMs }: { timeoutMs: number },
): Promise<HttpExchange> {
  if (request.method === 'CONNECT') {
    throw new ProbeError(
      'local',
      'CONNECT asks for a tunnel, not for a response; rawExchange() can send it.',
    );
  }
  const startedAt = performance.now();
  const deadline = new Deadline(timeoutMs, peerOf(endpoint));
  try {
    const connection = await openConnection(endpoint, endpoint.scheme === 'https', deadline);
    const conversation = await converse(endpoint, request, connection, deadline);
    const { remoteAddress, localAddress, tls } = connection;
    return {
      kind: 'http',
      ...conversation,
      remoteAddress,
      localAddress,
      ...(tls ? { tls } : {}),
      durationMs: performance.now() - startedAt,
    };
  } finally {
    deadline.clear();
  }
}
