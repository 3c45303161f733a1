import { parseAlert, rejectsOffer, type Alert } from './alert.ts';
import { MalformedTls, RecordReader, type TlsRecord } from './record.ts';
import { parseServerHello, type ServerHello } from './server-hello.ts';

/** The first decisive message with which a server answers a ClientHello. */
export type Answer = { readonly alert: Alert } | { readonly hello: ServerHello };

const contentTypes = { alert: 21, handshake: 22 };
const handshakeTypes = { helloRequest: 0, serverHello: 2 };

/** Far more than a ServerHello and the warnings before it can need: an endless answer ends here. */
const maximumBytes = 2 ** 17;

/** Reads a server's answer as far as its first decisive message, whatever pieces it comes in. */
export class AnswerReader {
  /** Warnings before the decisive message (such as unrecognized_name), which the handshake may go on after. */
  readonly warnings: Alert[] = [];
  #records = new RecordReader();
  #alerts = Buffer.alloc(0);
  #handshake = Buffer.alloc(0);
  #bytesRead = 0;

  /** How many bytes of a message or record that is not complete have come. */
  get pending(): number {
    return this.#records.pending + this.#handshake.length + this.#alerts.length;
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
        this.#alerts = Buffer.concat([this.#alerts, fragment]);
        return this.#readAlerts();
      case contentTypes.handshake:
        this.#handshake = Buffer.concat([this.#handshake, fragment]);
        return this.#readHandshake();
      default:
        throw new MalformedTls(`a record of content type ${type}, which cannot come before a ServerHello`);
    }
  }

  #readAlerts(): Answer | undefined {
    while (this.#alerts.length >= 2) {
      const [level = 0, description = 0] = this.#alerts;
      this.#alerts = this.#alerts.subarray(2);
      const alert = parseAlert(level, description);
      if (!alert) throw new MalformedTls(`an alert of level ${level}, which does not exist`);
      if (alert.level === 'fatal' || rejectsOffer(alert)) return { alert };
      this.warnings.push(alert);
    }
    return undefined;
  }

  #readHandshake(): Answer | undefined {
    while (this.#handshake.length >= 4) {
      const type = this.#handshake.readUInt8(0);
      if (type !== handshakeTypes.serverHello && type !== handshakeTypes.helloRequest) {
        throw new MalformedTls(`a handshake message of type ${type} where the ServerHello belongs`);
      }
      const end = 4 + this.#handshake.readUIntBE(1, 3);
      if (this.#handshake.length < end) return undefined;
      const body = this.#handshake.subarray(4, end);
      this.#handshake = this.#handshake.subarray(end);
      // RFC 5246 §7.4.1.1: a client that is negotiating already ignores a HelloRequest.
      if (type === handshakeTypes.serverHello) return { hello: parseServerHello(body) };
    }
    return undefined;
  }
}
