import { parseAlert, rejectsOffer, type Alert } from './alert.ts';
import { ByteQueue } from './byte-queue.ts';
import { MalformedTls, RecordReader, type TlsRecord } from './record.ts';
import { parseServerHello, type ServerHello } from './server-hello.ts';
import { hasKeyExchange, parseServerKeyExchange, type ServerKeyExchange } from './server-key-exchange.ts';
import { cipherSuites } from './suites.ts';
import { versionCode } from './versions.ts';

/** What decides on a ClientHello: the server's alert, or its ServerHello and what belongs to it. */
export type Answer =
  | { readonly alert: Alert }
  | {
      readonly hello: ServerHello;
      /** Read where it was asked for and the chosen suite has one. */
      readonly keyExchange?: ServerKeyExchange;
      /** Why the key exchange could not be read, although the suite has one. */
      readonly keyExchangeProblem?: string;
    };

const contentTypes = { alert: 21, handshake: 22 };
const handshakeTypes = {
  helloRequest: 0,
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateStatus: 22,
};

/** Far more than the messages up to a ServerKeyExchange can need: an endless answer ends here. */
const maximumBytes = 2 ** 17;

/** Reads a server's answer as far as it decides, whatever pieces it comes in. */
export class AnswerReader {
  /** Warnings before the decisive message (such as unrecognized_name), which the handshake may go on after. */
  readonly warnings: Alert[] = [];
  readonly #withKeyExchange: boolean;
  readonly #records = new RecordReader();
  readonly #alerts = new ByteQueue();
  readonly #handshake = new ByteQueue();
  #bytesRead = 0;
  #hello: ServerHello | undefined;

  /** @param withKeyExchange read on behind the ServerHello to the ServerKeyExchange, where the suite has one */
  constructor({ withKeyExchange = false }: { withKeyExchange?: boolean } = {}) {
    this.#withKeyExchange = withKeyExchange;
  }

  /** How many bytes of a message or record that is not complete have come. */
  get pending(): number {
    return this.#records.pending + this.#handshake.length + this.#alerts.length;
  }

  /** The answer as it stands when no more can be read; undefined before the ServerHello. */
  partial(problem: string): Answer | undefined {
    return this.#hello && { hello: this.#hello, keyExchangeProblem: problem };
  }

  /**
   * Takes the next bytes and returns the answer as soon as it is complete.
   *
   * @throws MalformedTls where the bytes cannot be the answer to a ClientHello
   */
  read(bytes: Buffer): Answer | undefined {
    this.#bytesRead += bytes.length;
    for (const record of this.#records.read(bytes)) {
      const answer = this.#readRecord(record);
      if (answer) return answer;
    }
    if (this.#bytesRead > maximumBytes) {
      throw new MalformedTls(`more than ${maximumBytes} bytes without a complete first message`);
    }
    return undefined;
  }

  #readRecord({ type, fragment }: TlsRecord): Answer | undefined {
    switch (type) {
      case contentTypes.alert:
        this.#alerts.append(fragment);
        return this.#readAlerts();
      case contentTypes.handshake:
        this.#handshake.append(fragment);
        return this.#readHandshake();
      default:
        throw new MalformedTls(`a record of content type ${type}, which cannot come before a ServerHello`);
    }
  }

  #readAlerts(): Answer | undefined {
    while (this.#alerts.length >= 2) {
      const [level = 0, description = 0] = this.#alerts.take(2);
      const alert = parseAlert(level, description);
      if (!alert) throw new MalformedTls(`an alert of level ${level}, which does not exist`);
      if (alert.level === 'fatal' || rejectsOffer(alert)) {
        return this.partial(`the alert ${alert.name} (${alert.description}) in its place`) ?? { alert };
      }
      this.warnings.push(alert);
    }
    return undefined;
  }

  #readHandshake(): Answer | undefined {
    while (this.#handshake.length >= 4) {
      const { bytes } = this.#handshake;
      const type = bytes.readUInt8(0);
      this.#checkType(type);
      const end = 4 + bytes.readUIntBE(1, 3);
      if (bytes.length < end) return undefined;
      const answer = this.#readMessage(type, this.#handshake.take(end).subarray(4));
      if (answer) return answer;
    }
    return undefined;
  }

  #checkType(type: number): void {
    if (this.#hello || type === handshakeTypes.serverHello || type === handshakeTypes.helloRequest) return;
    throw new MalformedTls(`a handshake message of type ${type} where the ServerHello belongs`);
  }

  #readMessage(type: number, body: Buffer): Answer | undefined {
    // RFC 5246 §7.4.1.1: a client that is negotiating already ignores a HelloRequest.
    if (type === handshakeTypes.helloRequest) return undefined;
    if (this.#hello) return this.#readAfterHello(this.#hello, type, body);
    const hello = parseServerHello(body);
    if (!this.#withKeyExchange || !isFollowedByKeyExchange(hello)) return { hello };
    this.#hello = hello;
    return undefined;
  }

  #readAfterHello(hello: ServerHello, type: number, body: Buffer): Answer | undefined {
    switch (type) {
      case handshakeTypes.certificate:
      case handshakeTypes.certificateStatus:
        return undefined;
      case handshakeTypes.serverKeyExchange: {
        const suite = cipherSuites.get(hello.suite) ?? '';
        return { hello, keyExchange: parseServerKeyExchange(body, suite, hello.version) };
      }
      default:
        throw new MalformedTls(`a handshake message of type ${type} where the ServerKeyExchange belongs`);
    }
  }
}

function isFollowedByKeyExchange({ version, suite }: ServerHello): boolean {
  const name = cipherSuites.get(suite);
  return name !== undefined && version < versionCode('TLSv1.3') && hasKeyExchange(name);
}
