import { ByteQueue } from './byte-queue.ts';

/** RFC 8446 §5.2. Before encryption 2^14 is the limit; servers that count the overhead in are not worth a quarrel. */
const maximumFragment = 2 ** 14 + 256;

/** A record as it stands on the wire, before anything is encrypted. */
export interface TlsRecord {
  readonly type: number;
  readonly fragment: Buffer;
}

/** The bytes are not TLS. The message says what they are, as a part of a sentence. */
export class MalformedTls extends Error {
  override name = 'MalformedTls';
}

/** Cuts a stream of bytes, in pieces of any size, into records (RFC 8446 §5.1). */
export class RecordReader {
  readonly #pending = new ByteQueue();

  /** How many bytes of a record that is not complete have come. */
  get pending(): number {
    return this.#pending.length;
  }

  /**
   * Yields the records that are complete once these bytes are added.
   *
   * @throws MalformedTls as soon as a header cannot be one of TLS; it does not wait for the record's length
   */
  *read(bytes: Buffer): Generator<TlsRecord> {
    this.#pending.append(bytes);
    while (this.#pending.length > 0) {
      const header = this.#pending.bytes;
      checkHeader(header);
      if (header.length < 5) return;
      const end = 5 + header.readUInt16BE(3);
      if (header.length < end) return;
      yield { type: header.readUInt8(0), fragment: this.#pending.take(end).subarray(5) };
    }
  }
}

function checkHeader(bytes: Buffer): void {
  const type = bytes.readUInt8(0);
  if (type < 20 || type > 24) throw new MalformedTls(notTls(bytes));
  if (bytes.length > 1 && bytes.readUInt8(1) !== 3) throw new MalformedTls(notTls(bytes));
  if (bytes.length < 5) return;
  const length = bytes.readUInt16BE(3);
  if (length > maximumFragment) {
    throw new MalformedTls(
      `a TLS record of ${length} bytes, where ${maximumFragment} is the most there can be`,
    );
  }
  if (length === 0) throw new MalformedTls('an empty TLS record in the handshake');
}

/** Names what came instead of TLS, where its first bytes tell. */
function notTls(bytes: Buffer): string {
  const text = bytes.toString('latin1', 0, 60);
  const line = JSON.stringify(text.split(/[\r\n]/, 1)[0]);
  if (text.startsWith('HTTP/')) return `plain HTTP (${line}), so this port does not speak TLS`;
  if (text.startsWith('SSH-')) return `an SSH banner (${line}), so this port does not speak TLS`;
  if (/^[\x20-\x7e\r\n\t]{3,}$/.test(text)) return `plain text (${line}), so this port does not speak TLS`;
  return `bytes that are not TLS (${bytes.toString('hex', 0, 16)})`;
}
