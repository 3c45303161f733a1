import { wantsName } from './alert.ts';
import { AnswerReader } from './answer.ts';
import { encodeClientHello, type HelloOffer } from './client-hello.ts';
import { ConnectionPool } from './connection-pool.ts';
import { peerOf, serverName, type Endpoint } from './endpoint.ts';
import { groupName } from './groups.ts';
import { exchangeHello, type Failure, type HelloExchange } from './hello-exchange.ts';
import type { PostureExchange, PostureSettings } from './posture.ts';
import { schemeName } from './signature-schemes.ts';
import { encodeSsl2Hello, Ssl2AnswerReader, type Ssl2Answer } from './ssl2.ts';
import { suiteName } from './suites.ts';
import { judgeAnswer, type Verdict } from './verdict.ts';

/** Evidence of each exchange keeps this much of both sides: there are many. */
const evidenceBytes = 96;

/** The whole of an inquiry may take this many times what one connection may. */
const patience = 4;

/** Asks one server question after question, each on a connection of its own, and remembers what was said. */
export class Inquiry {
  readonly exchanges: PostureExchange[] = [];
  /** How many connections were made so far. */
  connections = 0;
  readonly #endpoint: Endpoint;
  readonly #pool: ConnectionPool;
  readonly #timeoutMs: number;
  readonly #endsAt: number;
  readonly #serverName: string | undefined;
  #address: string | undefined;

  constructor(endpoint: Endpoint, { timeoutMs, connections = 8 }: PostureSettings) {
    this.#endpoint = endpoint;
    this.#pool = new ConnectionPool(connections);
    this.#timeoutMs = timeoutMs;
    this.#endsAt = performance.now() + patience * timeoutMs;
    this.#serverName = serverName(endpoint);
    this.#address = endpoint.address;
  }

  /** Names the server in reasons. */
  get peer(): string {
    return peerOf(this.#endpoint);
  }

  /**
   * Sends a ClientHello and says what the server made of it. Before TLS 1.3 the answer is read as far as the key
   * exchange.
   *
   * @param question what it is to find out, for the evidence
   */
  async ask(question: string, offer: HelloOffer): Promise<Verdict> {
    const verdict = await this.#asked(question, offer);
    if (offer.version !== 'SSLv3' || verdict.outcome === 'accepted' || !wantsName(verdict.alert))
      return verdict;
    // Who insists on a name has not come to the version.
    return this.#asked(`${question} with a name`, { ...offer, namedInSsl3: true });
  }

  async #asked(question: string, offer: HelloOffer): Promise<Verdict> {
    const exchange = await this.#exchange(
      () => encodeClientHello({ ...offer, serverName: this.#serverName }),
      () => new AnswerReader({ withKeyExchange: true }),
    );
    const verdict = judgeAnswer(exchange.result, offer, this.peer);
    this.#record(question, exchange, describeVerdict(verdict));
    return verdict;
  }

  /** Sends a CLIENT-HELLO of SSLv2. */
  async askSsl2(): Promise<Ssl2Answer | Failure> {
    const exchange = await this.#exchange(encodeSsl2Hello, () => new Ssl2AnswerReader());
    this.#record('SSLv2', exchange, describeSsl2(exchange.result));
    return exchange.result;
  }

  #exchange<Answer extends object>(
    hello: () => Buffer,
    reader: () => Parameters<typeof exchangeHello<Answer>>[3],
  ): Promise<HelloExchange<Answer>> {
    return this.#pool.run(async () => {
      const timeoutMs = Math.min(this.#timeoutMs, Math.ceil(this.#endsAt - performance.now()));
      if (timeoutMs <= 0) return this.#timeIsUp();
      const endpoint = { ...this.#endpoint, ...(this.#address !== undefined && { address: this.#address }) };
      this.connections++;
      const exchange = await exchangeHello(endpoint, hello(), timeoutMs, reader());
      // One name can stand for several servers; an inquiry is about one, and looks the name up once.
      this.#address ??= exchange.remoteAddress;
      return exchange;
    });
  }

  #timeIsUp(): HelloExchange<never> {
    const failure = `${this.peer} took so long to answer that the time for all questions (${patience * this.#timeoutMs} ms) was up.`;
    const nothing = Buffer.alloc(0);
    return { result: { failure, problem: 'timeout' }, sent: nothing, received: nothing, receivedBytes: 0 };
  }

  #record(question: string, exchange: HelloExchange<unknown>, conclusion: string): void {
    const { sent, received, receivedBytes } = exchange;
    this.exchanges.push({
      question,
      conclusion,
      sent: sent.toString('hex', 0, evidenceBytes),
      sentBytes: sent.length,
      received: received.toString('hex', 0, evidenceBytes),
      receivedBytes,
    });
  }
}

function describeVerdict(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'accepted': {
      const { hello, keyExchange } = verdict;
      const group = keyExchange?.group ?? hello.group;
      const scheme = keyExchange?.signatureScheme;
      const parts = [
        suiteName(hello.suite),
        ...(group === undefined ? [] : [groupName(group)]),
        ...(keyExchange?.keyExchange.type === 'dh' ? [`DH of ${keyExchange.keyExchange.bits} bits`] : []),
        ...(scheme === undefined ? [] : [schemeName(scheme)]),
      ];
      return `chose ${parts.join(', ')}`;
    }
    case 'refused':
      return verdict.alert
        ? `alert ${verdict.alert.name} (${verdict.alert.description})`
        : `answered with ${verdict.answered}`;
    case 'inconclusive':
      return verdict.reason;
  }
}

function describeSsl2(answer: Ssl2Answer | Failure): string {
  if ('failure' in answer) return answer.failure;
  if ('cipherKinds' in answer) return `SERVER-HELLO with ${answer.cipherKinds.length} cipher kinds`;
  if ('error' in answer) return `ERROR ${answer.error}`;
  if ('answered' in answer) return `answered with version 0x${answer.answered.toString(16).padStart(4, '0')}`;
  return `alert ${answer.alert.name} (${answer.alert.description})`;
}
