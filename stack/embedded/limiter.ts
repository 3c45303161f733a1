import type { EnforcedLimit } from '../behaviour/rate-limits.ts';
import type { Clock } from './clock.ts';

/** Whether a request may pass, and what its client has left. Times in milliseconds. */
export interface Admission {
  readonly allowed: boolean;
  /** Requests that may follow at once. */
  readonly remaining: number;
  /** Until the whole budget is back; of windows, until they end. */
  readonly resetMs: number;
  /** Until one request more may pass. */
  readonly retryMs: number;
}

/** The client's requests in this window, which began with the first of them. */
interface Window {
  readonly startedAt: number;
  readonly count: number;
}

/** What is in a bucket: tokens that are left, or of a leaky bucket the room. */
interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Counts requests by the clock, with the four algorithms that a profile can name. */
export class Limiter {
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  readonly #logs = new Map<string, readonly number[]>();
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a request from the budget of this name, where it has one left. */
  take(budget: string, limit: EnforcedLimit): Admission {
    switch (limit.algorithm) {
      case 'fixed-window':
        return this.#inWindow(budget, limit);
      case 'sliding-window':
        return this.#inLog(budget, limit);
      // Tokens that flow in, or water that flows out: the same count from either end.
      case 'token-bucket':
      case 'leaky-bucket':
        return this.#fromBucket(budget, limit);
    }
  }

  #inWindow(budget: string, limit: EnforcedLimit): Admission {
    const now = this.#clock.now();
    const lengthMs = windowMs(limit);
    const known = this.#windows.get(budget);
    const current = known && now < known.startedAt + lengthMs ? known : { startedAt: now, count: 0 };
    const allowed = current.count < limit.capacity;
    const count = current.count + (allowed ? 1 : 0);
    this.#windows.set(budget, { ...current, count });
    const endsMs = current.startedAt + lengthMs - now;
    return { allowed, remaining: limit.capacity - count, resetMs: endsMs, retryMs: allowed ? 0 : endsMs };
  }

  #inLog(budget: string, limit: EnforcedLimit): Admission {
    const now = this.#clock.now();
    const lengthMs = windowMs(limit);
    const recent = (this.#logs.get(budget) ?? []).filter((at) => at + lengthMs > now);
    const allowed = recent.length < limit.capacity;
    const counted = allowed ? [...recent, now] : recent;
    this.#logs.set(budget, counted);
    const endsMs = (counted[0] ?? now) + lengthMs - now;
    return {
      allowed,
      remaining: limit.capacity - counted.length,
      resetMs: endsMs,
      retryMs: allowed ? 0 : endsMs,
    };
  }

  #fromBucket(budget: string, limit: EnforcedLimit): Admission {
    const now = this.#clock.now();
    const perTokenMs = windowMs(limit) / limit.limit;
    const known = this.#buckets.get(budget) ?? { tokens: limit.capacity, at: now };
    const filled = Math.min(limit.capacity, known.tokens + (now - known.at) / perTokenMs);
    const allowed = filled >= 1;
    const tokens = allowed ? filled - 1 : filled;
    this.#buckets.set(budget, { tokens, at: now });
    return {
      allowed,
      remaining: Math.floor(tokens),
      resetMs: (limit.capacity - tokens) * perTokenMs,
      retryMs: Math.max(0, 1 - tokens) * perTokenMs,
    };
  }
}

function windowMs({ windowSeconds, slowness }: EnforcedLimit): number {
  return windowSeconds * slowness * 1000;
}
