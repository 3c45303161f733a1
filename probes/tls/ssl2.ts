import { randomBytes } from 'node:crypto';
import { AnswerReader } from './answer.ts';
import type { Alert } from './alert.ts';
import { ByteQueue } from './byte-queue.ts';
import { MalformedTls } from './record.ts';
import { ssl2CipherKinds } from './suites.ts';
import { WireWriter } from './wire-writer.ts';

/** What a server answers to the CLIENT-HELLO of SSLv2: in its own protocol, or with an alert of TLS. */
export type Ssl2Answer =
  | { readonly cipherKinds: readonly number[] }
  /** The code of its ERROR message: 1 is NO-CIPHER-ERROR. */
  | { readonly error: number }
  | { readonly alert: Alert }
  /** The server took the message for a hello of TLS, which the field allows (RFC 5246 E.2), and chose a version. */
  | { readonly answered: number };

const messageTypes = { error: 0, clientHello: 1, serverHello: 4 };
const version = 0x0002;

/** Longest that a record of SSLv2 with a three-byte header can be. */
const maximumBytes = 2 + 2 ** 15;

/** A CLIENT-HELLO of SSLv2 with all cipher kinds (its specification, section 5.5.1). */
export function encodeSsl2Hello(): Buffer {
  const writer = new WireWriter();
  const kinds = [...ssl2CipherKinds.keys()];
  const challenge = randomBytes(16);
  // The high bit says that the header has two bytes.
  writer.uint16(0x8000 | (9 + 3 * kinds.length + challenge.length));
  writer.uint8(messageTypes.clientHello);
  writer.uint16(version);
  writer.uint16s([3 * kinds.length, 0, challenge.length]);
  for (const kind of kinds) {
    writer.uint8(kind >> 16);
    writer.uint16(kind & 0xffff);
  }
  writer.bytes(challenge);
  return writer.written;
}

/** Reads the answer to a CLIENT-HELLO of SSLv2, whatever pieces it comes in. */
export class Ssl2AnswerReader {
  readonly #pending = new ByteQueue();
  #tls: AnswerReader | undefined;

  /** As that of {@link AnswerReader}. */
  get warnings(): readonly Alert[] {
    return this.#tls?.warnings ?? [];
  }

  /** How many bytes of an incomplete answer have come. */
  get pending(): number {
    return this.#tls?.pending ?? this.#pending.length;
  }

  /**
   * Takes the next bytes and returns the answer as soon as it is complete.
   *
   * @throws MalformedTls where the bytes are an answer neither of SSLv2 nor of TLS
   */
  read(bytes: Buffer): Ssl2Answer | undefined {
    if (!this.#tls) {
      this.#pending.append(bytes);
      if (this.#pending.length < 2) return undefined;
      const head = this.#pending.bytes;
      const first = head.readUInt8(0);
      if (first < 0x80 && !isShortHeader(head)) this.#tls = new AnswerReader();
      else return this.#readRecord(head);
    }
    const answer = this.#tls.read(
      this.#pending.length > 0 ? this.#pending.take(this.#pending.length) : bytes,
    );
    if (!answer) return undefined;
    return 'alert' in answer ? answer : { answered: answer.hello.version };
  }

  #readRecord(head: Buffer): Ssl2Answer | undefined {
    const headerLength = head.readUInt8(0) >= 0x80 ? 2 : 3;
    const mask = headerLength === 2 ? 0x7fff : 0x3fff;
    const end = headerLength + (head.readUInt16BE(0) & mask);
    if (end > maximumBytes) throw new MalformedTls(`a record of ${end} bytes, which is too long`);
    if (head.length < end) return undefined;
    return parseMessage(head.subarray(headerLength, end));
  }
}

/** Whether a record with a three-byte header, thus with padding, begins here. TLS records begin with 20 to 24, then 3. */
function isShortHeader(head: Buffer): boolean {
  const type = head.readUInt8(0);
  // A hello is never padded, for nothing is encrypted yet: what begins otherwise is read as TLS, or named by it.
  return type === 0 && head.readUInt8(1) > 0;
}

function parseMessage(message: Buffer): Ssl2Answer {
  try {
    const type = message.readUInt8(0);
    if (type === messageTypes.error) return { error: message.readUInt16BE(1) };
    if (type !== messageTypes.serverHello || message.readUInt16BE(3) !== version) {
      throw new MalformedTls(`a message of type ${type} where the SERVER-HELLO of SSLv2 belongs`);
    }
    const certificateLength = message.readUInt16BE(5);
    const kindsLength = message.readUInt16BE(7);
    const kindsAt = 11 + certificateLength;
    if (kindsLength % 3 !== 0 || kindsAt + kindsLength + message.readUInt16BE(9) !== message.length) {
      throw new RangeError('lengths of a SERVER-HELLO');
    }
    const cipherKinds: number[] = [];
    for (let at = kindsAt; at < kindsAt + kindsLength; at += 3) cipherKinds.push(message.readUIntBE(at, 3));
    return { cipherKinds };
  } catch (error) {
    if (error instanceof RangeError)
      throw new MalformedTls('a message of SSLv2 whose fields do not add up', { cause: error });
    throw error;
  }
}
