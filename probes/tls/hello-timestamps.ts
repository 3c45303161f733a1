import { ProbeError } from '../problem.ts';
import { encodeClientHello } from './client-hello.ts';
import { peerOf, serverName, type Endpoint } from './endpoint.ts';
import { exchangeHello } from './hello-exchange.ts';
import { timestampList, type Timestamp } from './timestamps.ts';
import { versionCode } from './versions.ts';

/** Timestamps that come in a ServerHello. Serialisable. */
export interface HelloTimestamps {
  readonly kind: 'tls-timestamps';
  readonly endpoint: Endpoint;
  /** False: the server does not speak TLS 1.2, and what TLS 1.3 carries is encrypted. */
  readonly seen: boolean;
  readonly timestamps: readonly Timestamp[];
}

/** signed_certificate_timestamp (RFC 6962 §3.3.1). */
const extensionType = 18;

/**
 * Asks for signed certificate timestamps in a TLS 1.2 ClientHello and reads those of the ServerHello. Node's own
 * handshakes neither ask nor tell.
 *
 * @throws ProbeError where the server does not answer, or with a ServerHello that cannot be read
 */
export async function askTimestamps(
  endpoint: Endpoint,
  { timeoutMs }: { timeoutMs: number },
): Promise<HelloTimestamps> {
  const hello = asking(encodeClientHello('TLSv1.2', serverName(endpoint)));
  const { result, received } = await exchangeHello(endpoint, hello, timeoutMs);
  if ('failure' in result) throw new ProbeError('malformed', result.failure);
  const seen = 'hello' in result && result.hello.version === versionCode('TLSv1.2');
  const list = seen ? timestampsOf(received, peerOf(endpoint)) : undefined;
  return { kind: 'tls-timestamps', endpoint, seen, timestamps: list ? timestampList(list) : [] };
}

/** The ClientHello with one more, empty extension; the three lengths around it grow by as much. */
function asking(hello: Buffer): Buffer {
  const extension = Buffer.from([0, extensionType, 0, 0]);
  const changed = Buffer.concat([hello, extension]);
  // Record header, message header, version and random come before the session id, suites and compression.
  let at = 5 + 4 + 2 + 32;
  at += 1 + changed.readUInt8(at);
  at += 2 + changed.readUInt16BE(at);
  at += 1 + changed.readUInt8(at);
  for (const place of [3, at]) changed.writeUInt16BE(changed.readUInt16BE(place) + extension.length, place);
  changed.writeUIntBE(changed.readUIntBE(6, 3) + extension.length, 6, 3);
  return changed;
}

/** The extension's content; undefined where the ServerHello has none. */
function timestampsOf(received: Buffer, peer: string): Buffer | undefined {
  const message = handshakeBytes(received);
  try {
    const body = message.subarray(4, 4 + message.readUIntBE(1, 3));
    const block = body.subarray(35 + body.readUInt8(34) + 3);
    for (let at = 2; at < block.length;) {
      const end = at + 4 + block.readUInt16BE(at + 2);
      if (end > block.length) throw new RangeError('cut short');
      if (block.readUInt16BE(at) === extensionType) return block.subarray(at + 4, end);
      at = end;
    }
    return undefined;
  } catch (cause) {
    throw new ProbeError('too-large', `${peer} sent a ServerHello that is longer than is kept.`, { cause });
  }
}

/** What is there of handshake messages; of the last record only a part may have been kept. */
function handshakeBytes(received: Buffer): Buffer {
  const fragments: Buffer[] = [];
  for (let at = 0; at + 5 <= received.length;) {
    const end = at + 5 + received.readUInt16BE(at + 3);
    if (received.readUInt8(at) === 22) fragments.push(received.subarray(at + 5, end));
    at = end;
  }
  return Buffer.concat(fragments);
}
