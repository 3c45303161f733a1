import http2 from 'node:http2';
import tls from 'node:tls';
import { ProbeError } from '../problem.ts';
import { authorityOf, peerOf } from './authority.ts';
import { openConnection, type Connection } from './connection.ts';
import { connectionProblem } from './connection-problem.ts';
import { Deadline } from './deadline.ts';
import type { HeaderField, HttpEndpoint, HttpExchange, HttpRequest } from './exchange.ts';

const keptBodyBytes = 64 * 1024;
const readBodyBytes = 1024 * 1024;

/** A request whose body is made while it is sent, so that its size costs no memory. */
export interface H2Request extends Omit<HttpRequest, 'body'> {
  /** Sent without a Content-Length unless the caller gives one. */
  body?: Iterable<Uint8Array>;
  /** Sent as `:authority`. Default: that of the endpoint. */
  authority?: string;
}

interface Received {
  status: number;
  headers: HeaderField[];
  kept: Buffer[];
  bodyBytes: number;
}

/** Field names are in lower case in HTTP/2, and pseudo-header fields come first (RFC 9113 §8.2, §8.3). */
function fieldsOf(
  endpoint: HttpEndpoint,
  { method, path, headers = [], authority = authorityOf(endpoint) }: H2Request,
): HeaderField[] {
  return [
    [':method', method],
    [':scheme', endpoint.scheme],
    [':authority', authority],
    [':path', path],
    ...headers.map(([name, value]): HeaderField => [name.toLowerCase(), value]),
  ];
}

/** Fields of one name as a list, which is how node:http2 takes repeated ones. */
function grouped(fields: readonly HeaderField[]): http2.OutgoingHttpHeaders {
  const groups: Record<string, string[]> = {};
  for (const [name, value] of fields) (groups[name] ??= []).push(value);
  return Object.fromEntries(
    Object.entries(groups).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}

function pairs(raw: readonly string[]): HeaderField[] {
  return Array.from({ length: raw.length / 2 }, (_, i): HeaderField => [
    raw[2 * i] ?? '',
    raw[2 * i + 1] ?? '',
  ]);
}

/** Writes the body piece by piece, no faster than flow control allows, until the stream is over. */
function send(
  stream: http2.ClientHttp2Stream,
  body: Iterable<Uint8Array>,
  sent: (bytes: number) => void,
): void {
  const pieces = body[Symbol.iterator]();
  const next = () => {
    if (stream.destroyed || stream.writableEnded) return;
    const { value, done } = pieces.next() as IteratorResult<Uint8Array, undefined>;
    if (done === true) {
      stream.end();
      return;
    }
    stream.write(value, (error) => {
      if (error) return;
      sent(value.length);
      next();
    });
  };
  next();
}

/** The response of a stream. A stream that ends after its response head, however it ends, has given one. */
function read(stream: http2.ClientHttp2Stream, deadline: Deadline, peer: string): Promise<Received> {
  return new Promise((resolve, reject) => {
    let received: Received | undefined;
    deadline.onExpiry(reject);
    // node:http2 hands the fields as they came to a third parameter that its types do not mention.
    stream.on(
      'response',
      (...[headers, , raw]: [http2.IncomingHttpHeaders, number, (readonly string[])?]) => {
        deadline.waitingFor = 'the response body';
        const fields = pairs(raw ?? []).filter(([name]) => !name.startsWith(':'));
        received = { status: Number(headers[':status']), headers: fields, kept: [], bodyBytes: 0 };
      },
    );
    stream.on('data', (chunk: Buffer) => {
      if (!received) return;
      if (received.bodyBytes < keptBodyBytes) received.kept.push(chunk);
      received.bodyBytes += chunk.length;
      if (received.bodyBytes >= readBodyBytes) resolve(received);
    });
    stream.on('end', () => {
      if (received) resolve(received);
    });
    // The reason is in the code that the stream was closed with.
    stream.on('error', () => undefined);
    stream.on('close', () => {
      if (received) resolve(received);
      else
        reject(
          new ProbeError(
            'closed',
            `${peer} closed the HTTP/2 stream without a response (${errorOf(stream)}).`,
          ),
        );
    });
  });
}

/** Error codes by number (RFC 9113 §7). */
const errorNames = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

function errorOf({ rstCode }: http2.ClientHttp2Stream): string {
  return errorNames[rstCode] ?? `code ${rstCode}`;
}

async function converse(
  endpoint: HttpEndpoint,
  request: H2Request,
  { socket }: Connection,
  deadline: Deadline,
): Promise<Pick<HttpExchange, 'subject' | 'request' | 'response'>> {
  const origin = `${endpoint.scheme}://${authorityOf(endpoint)}`;
  const session = http2.connect(origin, { createConnection: () => socket });
  const failed = new Promise<never>((_, reject) => session.on('error', reject));
  failed.catch(() => undefined); // an error of a session that is over
  const fields = fieldsOf(endpoint, request);
  let bodyBytes = 0;
  try {
    const stream = session.request(grouped(fields), { endStream: request.body === undefined });
    const answered = read(stream, deadline, peerOf(endpoint));
    if (request.body) {
      send(stream, request.body, (bytes) => {
        bodyBytes += bytes;
      });
    }
    const { kept, ...received } = await Promise.race([answered, failed]);
    const cut = !stream.readableEnded || stream.rstCode !== http2.constants.NGHTTP2_NO_ERROR;
    const truncated = cut || received.bodyBytes > keptBodyBytes;
    const bytes = Buffer.concat(kept).subarray(0, keptBodyBytes);
    const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: truncated });
    return {
      subject: `${request.method} ${request.path} → ${received.status}`,
      request: { method: request.method, url: `${origin}${request.path}`, headers: fields, bodyBytes },
      response: { ...received, statusText: '', httpVersion: '2', body, truncated },
    };
  } finally {
    session.destroy();
  }
}

/**
 * Sends one request over HTTP/2 on a connection of its own and reads the response; undefined where the server does not
 * choose `h2` in the handshake (RFC 9113 §3.2). `bodyBytes` of the request counts what had gone out when the response
 * was complete.
 *
 * @param options `timeoutMs`: milliseconds for everything
 * @throws ProbeError when the connection cannot be opened, or ends without a response
 */
export async function h2Exchange(
  endpoint: HttpEndpoint,
  request: H2Request,
  { timeoutMs }: { timeoutMs: number },
): Promise<HttpExchange | undefined> {
  const startedAt = performance.now();
  const deadline = new Deadline(timeoutMs, peerOf(endpoint));
  try {
    const connection = await openConnection(endpoint, true, deadline, ['h2', 'http/1.1']);
    const { socket, ...facts } = connection;
    if (!(socket instanceof tls.TLSSocket) || socket.alpnProtocol !== 'h2') {
      socket.destroy();
      return undefined;
    }
    const seen = await converse(endpoint, request, connection, deadline);
    return { kind: 'http', ...seen, ...facts, durationMs: performance.now() - startedAt };
  } catch (error) {
    throw connectionProblem(error as Error, peerOf(endpoint), deadline.waitingFor);
  } finally {
    deadline.clear();
  }
}
