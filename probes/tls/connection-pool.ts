import { setTimeout as delay } from 'node:timers/promises';
import type { HelloExchange } from './hello-exchange.ts';

/** How long the pause before a repeated connection is at first; it doubles each time. */
const firstPauseMs = 50;

/** How often one connection is tried again. */
const maximumRepeats = 3;

/** How often connections are tried again altogether: a server may turn every one away. */
const maximumRepeatsAltogether = 12;

/** Limits how many connections there are at a time, and makes them fewer when a server starts to turn them away. */
export class ConnectionPool {
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #open = 0;
  #repeats = 0;
  #answered = false;

  /** @param limit how many connections there may be at a time */
  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  /**
   * Makes a connection as soon as there is room.
   *
   * Where the server has answered before and turns this connection away, it is tried again after a pause, and
   * from then on half as many are made at a time.
   */
  async run<Answer>(connect: () => Promise<HelloExchange<Answer>>): Promise<HelloExchange<Answer>> {
    for (let repeats = 0; ; repeats++) {
      await this.#enter();
      let exchange;
      try {
        exchange = await connect();
      } finally {
        this.#leave();
      }
      if (exchange.receivedBytes > 0) this.#answered = true;
      if (!wasTurnedAway(exchange) || !this.#mayRepeat(repeats)) return exchange;
      this.#repeats++;
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      await delay(firstPauseMs * 2 ** repeats);
    }
  }

  #mayRepeat(repeats: number): boolean {
    return this.#answered && repeats < maximumRepeats && this.#repeats < maximumRepeatsAltogether;
  }

  async #enter(): Promise<void> {
    if (this.#open >= this.#limit) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      return;
    }
    this.#open++;
  }

  #leave(): void {
    this.#open--;
    while (this.#open < this.#limit) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#open++;
      next();
    }
  }
}

/** Refused, or closed before a byte came: what servers and firewalls do that have enough connections. */
function wasTurnedAway({ result, receivedBytes }: HelloExchange<unknown>): boolean {
  if (receivedBytes > 0 || typeof result !== 'object' || result === null || !('problem' in result))
    return false;
  return result.problem === 'refused' || result.problem === 'closed';
}
