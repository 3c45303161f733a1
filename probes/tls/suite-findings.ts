import type { AcceptedSuite, SuiteList } from './posture.ts';
import { byPreference, suiteName } from './suites.ts';
import type { Acceptance } from './verdict.ts';

/** A hello of the enumeration: what was offered, in which order, and what the server chose. */
interface Step {
  readonly offered: readonly number[];
  readonly chosen: number;
}

/** With fewer suites a server's own order can look like the client's by chance. */
const conclusive = 5;

/** The suites that a server has chosen in one version, and by whose preference. */
export class SuiteFindings {
  readonly #suites = new Map<number, AcceptedSuite>();
  readonly #steps: Step[] = [];

  get codes(): readonly number[] {
    return [...this.#suites.keys()];
  }

  /** Takes the server's choice. `comparable`: all that remained was offered, so that the choice tells of an order. */
  add({ hello, keyExchange }: Acceptance, offered: readonly number[], comparable = true): void {
    this.#suites.set(hello.suite, {
      name: suiteName(hello.suite),
      code: hello.suite,
      ...(keyExchange && { keyExchange: keyExchange.keyExchange }),
    });
    if (comparable) this.#steps.push({ offered, chosen: hello.suite });
  }

  /**
   * The offer that tells whose preference decides, where the choices so far do not: all accepted suites, with the
   * one that the server chose first at the end. Undefined where the choices tell, or there is only one suite.
   */
  get decidingOffer(): readonly number[] | undefined {
    const [first] = this.#steps;
    if (!first || this.#suites.size < 2 || !this.#followsClient()) return undefined;
    if (this.#steps.length >= conclusive) return undefined;
    return [...this.codes.filter((code) => code !== first.chosen), first.chosen];
  }

  /**
   * All suites and whose preference decides.
   *
   * @param deciding what the server chose of {@link decidingOffer}
   */
  list(ending: { complete: true } | { complete: false; reason: string }, deciding?: number): SuiteList {
    const order = this.#order(deciding);
    const suites = [...this.#suites.values()];
    if (order === 'client')
      suites.sort((a, b) => byPreference.indexOf(a.code) - byPreference.indexOf(b.code));
    return { suites, order, ...ending };
  }

  #order(deciding: number | undefined): SuiteList['order'] {
    if (this.#suites.size < 2) return 'unknown';
    if (!this.#followsClient()) return 'server';
    const offer = this.decidingOffer;
    if (!offer) return 'client';
    if (deciding === undefined) return 'unknown';
    return deciding === offer[0] ? 'client' : 'server';
  }

  /** Whether each choice was the first of all that the server accepts, in an order that changed from hello to hello. */
  #followsClient(): boolean {
    return this.#steps.every(
      ({ offered, chosen }) => offered.find((code) => this.#suites.has(code)) === chosen,
    );
  }
}
