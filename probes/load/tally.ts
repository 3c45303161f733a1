import type { LoadAnswer, LoadOrder, LoadStop, LostRequest } from './load.ts';

/** So many failures in a row end the load; of more connections each has to have failed twice. */
const ROW = 20;

/** Counts what becomes of requests, and knows when the load has to end. */
export class Tally {
  readonly #order: LoadOrder;
  readonly #begin = performance.now();
  readonly #answers: LoadAnswer[] = [];
  readonly #lost: LostRequest[] = [];
  /** When those were sent that are not answered yet. */
  readonly #open: number[] = [];
  readonly #timer: NodeJS.Timeout;
  #end: (() => void) | undefined;
  #row = 0;
  #failures = 0;
  #stop: LoadStop | undefined;
  #closed = false;

  constructor(order: LoadOrder) {
    this.#order = order;
    this.#timer = setInterval(() => {
      this.#close();
    }, 20);
  }

  /** Milliseconds since the warm-up ended; before that, less than 0. */
  now(): number {
    return performance.now() - this.#begin - this.#order.warmUpSeconds * 1000;
  }

  /** What to do when the load is over. */
  onEnd(end: () => void): void {
    this.#end = end;
  }

  send(sentAt: number): void {
    if (!this.#closed) this.#open.push(sentAt);
  }

  /** The request counts as never sent. */
  forget(sentAt: number): void {
    const index = this.#open.indexOf(sentAt);
    if (index >= 0) this.#open.splice(index, 1);
  }

  answer(answer: LoadAnswer): void {
    if (this.#closed) return;
    this.forget(answer.sentAt);
    this.#answers.push(answer);
    if (answer.status === this.#order.status) this.#row = 0;
    else if (answer.status === 429) this.#stopNow('limited', 'a request was answered with 429');
    else this.#fail('failing', `with ${answer.status}`);
  }

  lose(lost: LostRequest): void {
    if (this.#closed) return;
    this.forget(lost.sentAt);
    this.#lost.push(lost);
    this.#fail('lost', `without an answer (${lost.how})`);
  }

  /** Everything that was sent in the time that is measured; where the load was stopped, everything. */
  end() {
    clearInterval(this.#timer);
    const stop = this.#stop;
    const lengthMs = this.#order.seconds * 1000;
    const counts = ({ sentAt }: { readonly sentAt: number }) =>
      stop !== undefined || (sentAt >= 0 && sentAt < lengthMs);
    const open = this.#open.map((sentAt) => ({ sentAt, how: 'timeout' }));
    return {
      answers: this.#answers.filter(counts),
      lost: [...this.#lost, ...(stop ? [] : open)].filter(counts),
      stop,
      measuredSeconds: stop ? stop.afterMs / 1000 : this.#order.seconds,
    };
  }

  #fail(kind: 'failing' | 'lost', how: string): void {
    this.#row++;
    this.#failures++;
    const requests = this.#answers.length + this.#lost.length;
    if (this.#row >= Math.max(ROW, 2 * this.#order.connections)) {
      this.#stopNow(kind, `${this.#row} requests in a row failed, the last ${how}`);
    } else if (this.#order.isHopeless(this.#failures, requests)) {
      this.#stopNow('hopeless', `${this.#failures} of ${requests} requests failed, the last ${how}`);
    }
  }

  #stopNow(kind: LoadStop['kind'], because: string): void {
    const afterMs = this.now() + this.#order.warmUpSeconds * 1000;
    this.#stop = { kind, afterMs, because };
    this.#over();
  }

  /** Ends the load when its time is up and every request of that time is answered, or has had its time. */
  #close(): void {
    const { seconds, timeoutMs } = this.#order;
    const since = this.now() - seconds * 1000;
    if (since < 0 || this.#closed) return;
    const waiting = this.#open.some((sentAt) => sentAt >= 0 && sentAt < seconds * 1000);
    if (!waiting || since > timeoutMs) this.#over();
  }

  #over(): void {
    this.#closed = true;
    this.#end?.();
  }
}
