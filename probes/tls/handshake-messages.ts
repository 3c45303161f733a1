import { createDecipheriv, createHmac } from 'node:crypto';
import { RecordReader } from './record.ts';

/** A handshake message (RFC 8446 §4) without its header. */
export interface HandshakeMessage {
  readonly type: number;
  readonly body: Buffer;
}

const contentTypes = { changeCipherSpec: 20, handshake: 22, applicationData: 23 };
const ENDING = new Map([
  ['TLSv1.2', 14], // ServerHelloDone
  ['TLSv1.3', 20], // Finished
]);
const TAG_BYTES = 16;

/**
 * The messages of a server's first flight, as far as its last one.
 *
 * @param received every byte that the server sent
 * @param secret SERVER_HANDSHAKE_TRAFFIC_SECRET of a TLS 1.3 handshake with a suite of AES-GCM
 * @returns undefined where the flight is not complete
 * @throws MalformedTls where the bytes are not TLS
 */
export function serverFlight(
  version: 'TLSv1.2' | 'TLSv1.3',
  received: Buffer,
  secret?: Buffer,
): HandshakeMessage[] | undefined {
  const plain: Buffer[] = [];
  const decrypt = secret && decrypterFor(secret);
  for (const { type, fragment } of new RecordReader().read(received)) {
    if (type === contentTypes.handshake) plain.push(fragment);
    else if (type === contentTypes.applicationData) {
      const content = decrypt?.(fragment);
      if (!content) break;
      plain.push(content);
    } else if (type === contentTypes.changeCipherSpec && version === 'TLSv1.2') break;
  }
  const messages = split(Buffer.concat(plain));
  return messages.some(({ type }) => type === ENDING.get(version)) ? messages : undefined;
}

function split(bytes: Buffer): HandshakeMessage[] {
  const messages: HandshakeMessage[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUIntBE(at + 1, 3);
    if (end > bytes.length) break;
    messages.push({ type: bytes.readUInt8(at), body: bytes.subarray(at + 4, end) });
    at = end;
  }
  return messages;
}

/** RFC 8446 §5.2 and §7.3: undoes record after record; undefined for one that another key protects. */
function decrypterFor(secret: Buffer): (record: Buffer) => Buffer | undefined {
  const [hash, keyBytes, cipher] =
    secret.length === 48
      ? (['sha384', 32, 'aes-256-gcm'] as const)
      : (['sha256', 16, 'aes-128-gcm'] as const);
  const key = expand(hash, secret, 'key', keyBytes);
  const iv = expand(hash, secret, 'iv', 12);
  let sequence = 0;
  return (record) => {
    const nonce = Buffer.from(iv);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence++) >>> 0, 8);
    const header = Buffer.from([
      contentTypes.applicationData,
      3,
      3,
      record.length >> 8,
      record.length & 0xff,
    ]);
    const decipher = createDecipheriv(cipher, key, nonce);
    decipher.setAAD(header).setAuthTag(record.subarray(-TAG_BYTES));
    try {
      const inner = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()]);
      const last = inner.findLastIndex((byte) => byte !== 0);
      return inner[last] === contentTypes.handshake ? inner.subarray(0, last) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** HKDF-Expand-Label of RFC 8446 §7.1, with an empty context. */
function expand(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0])]);
  // One round of HKDF-Expand (RFC 5869 §2.3) is enough for keys that are no longer than the hash.
  const block = createHmac(hash, secret)
    .update(info)
    .update(Buffer.from([1]))
    .digest();
  return block.subarray(0, length);
}
