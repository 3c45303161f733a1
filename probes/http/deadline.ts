import { ProbeError } from '../problem.ts';

/** One time limit for everything that an exchange waits for, so that a slow server cannot stretch it step by step. */
export class Deadline {
  readonly timeoutMs: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #waitingFor = 'the name lookup';

  /** @param peer what the timeout's message names: `127.0.0.1:8443` */
  constructor(timeoutMs: number, peer: string) {
    this.timeoutMs = timeoutMs;
    this.#timer = setTimeout(() => {
      const message = `${peer}: ${this.#waitingFor} did not complete within ${timeoutMs} ms.`;
      this.#controller.abort(new ProbeError('timeout', message));
    }, timeoutMs);
  }

  /** What is being waited for now: `the TLS handshake`. */
  get waitingFor(): string {
    return this.#waitingFor;
  }

  set waitingFor(what: string) {
    this.#waitingFor = what;
  }

  /** Calls `listener` once with a ProbeError when the time is up, also when it is up already. */
  onExpiry(listener: (error: ProbeError) => void): void {
    const { signal } = this.#controller;
    const report = () => {
      listener(signal.reason as ProbeError);
    };
    if (signal.aborted) report();
    else signal.addEventListener('abort', report, { once: true });
  }

  /** Ends the deadline; call it when the exchange is over, whatever its end. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}
