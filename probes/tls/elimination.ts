import type { NamedDecision, NamedOutcome } from './posture.ts';
import type { Acceptance, Doubt, Refusal, Verdict } from './verdict.ts';

/** How an enumeration ends: the server refused the rest, did not say, or nothing remained to be offered. */
export type Ending = Refusal | Doubt | { readonly outcome: 'exhausted' };

/** Values of one kind: those that the server has chosen, and those that it may yet choose. */
export class Candidates {
  readonly accepted: number[] = [];
  #remaining: readonly number[];
  #ending: Ending | undefined;
  #repeats = false;

  constructor(values: readonly number[], accepted: readonly number[] = []) {
    this.accepted.push(...accepted);
    this.#remaining = values.filter((value) => !accepted.includes(value));
  }

  get remaining(): readonly number[] {
    return this.#remaining;
  }

  /** How the enumeration ended; undefined as long as it goes on. */
  get ending(): Ending | undefined {
    return this.#ending ?? (this.#remaining.length === 0 ? { outcome: 'exhausted' } : undefined);
  }

  /** What is not chosen yet, then what is: to server that follows the client all of it is one offer in a new order. */
  get newestFirst(): readonly number[] {
    return [...this.#remaining, ...this.accepted];
  }

  /** Takes the server's choice. Returns false, and ends, where it is none of those that remain. */
  take(value: number | undefined, describe: (value: number) => string): boolean {
    if (value !== undefined && this.#remaining.includes(value)) {
      this.note(value);
      return true;
    }
    const said =
      value === undefined ? 'did not name its choice' : `chose ${describe(value)}, which was not offered`;
    this.end({ outcome: 'inconclusive', reason: `The server ${said}.` });
    return false;
  }

  /** Takes a choice that the server made in answer to another question. */
  note(value: number | undefined): void {
    if (value === undefined) return;
    this.#repeats = this.accepted.includes(value);
    if (!this.#remaining.includes(value)) return;
    this.accepted.push(value);
    this.#remaining = this.#remaining.filter((other) => other !== value);
  }

  /** A server that follows the client has begun to repeat itself, so what remains is probably refused. */
  get saturated(): boolean {
    return this.#repeats && this.accepted.length > 1;
  }

  end(ending: Ending): void {
    this.#ending ??= ending;
  }

  /** The decision on each value. What remains at the end shares the answer to the last offer. */
  decisions(values: readonly number[], name: (value: number) => string): NamedDecision[] {
    return values.map((code) => ({ name: name(code), code, ...this.#decision(code) }));
  }

  #decision(code: number): NamedOutcome {
    if (this.accepted.includes(code)) return { outcome: 'accepted' };
    const ending = this.ending;
    if (ending?.outcome === 'refused') {
      return { outcome: 'refused', ...(ending.alert && { alert: ending.alert }) };
    }
    return {
      outcome: 'inconclusive',
      reason: ending?.outcome === 'inconclusive' ? ending.reason : 'It was not offered.',
    };
  }
}

/** One of two kinds of values that a hello offers together. */
export interface Dimension {
  readonly candidates: Candidates;
  /** Reads the server's choice from its answer. */
  readonly choice: (acceptance: Acceptance) => number | undefined;
  readonly name: (value: number) => string;
}

/**
 * Finds all values of two independent kinds that a server accepts, with few connections: each hello offers what
 * remains of both, and each answer removes one value of either. When the server refuses, what it refuses is told
 * by offering one kind alone beside values of the other that it is known to accept.
 *
 * @param ask offers these values of both kinds
 */
export async function eliminate(
  ask: (first: readonly number[], second: readonly number[]) => Promise<Verdict>,
  first: Dimension,
  second: Dimension,
): Promise<void> {
  const refused = second.candidates.saturated ? undefined : await eliminateTogether(ask, first, second);
  const a = first.candidates;
  const b = second.candidates;
  const before = b.accepted.length;
  await eliminateAlone((values) => ask(knownGood(a), values), second);
  // What remained of the second kind was acceptable after all, so the refusal was meant for the first.
  if (refused && b.accepted.length > before) a.end(refused);
  await eliminateAlone((values) => ask(values, knownGood(b)), first);
}

/** Returns the refusal that ended it, or undefined where one kind came to its end. */
async function eliminateTogether(
  ask: (first: readonly number[], second: readonly number[]) => Promise<Verdict>,
  first: Dimension,
  second: Dimension,
): Promise<Refusal | undefined> {
  const a = first.candidates;
  const b = second.candidates;
  while (!a.ending && !b.ending) {
    const verdict = await ask(a.remaining, b.remaining);
    if (verdict.outcome === 'refused') return verdict;
    if (verdict.outcome === 'inconclusive') {
      a.end(verdict);
      b.end(verdict);
      return undefined;
    }
    a.take(first.choice(verdict), first.name);
    b.take(second.choice(verdict), second.name);
  }
  return undefined;
}

/** Offers what remains of one kind until the server refuses. */
export async function eliminateAlone(
  ask: (values: readonly number[]) => Promise<Verdict>,
  { candidates, choice, name }: Dimension,
): Promise<void> {
  while (!candidates.ending) {
    const verdict = await ask(candidates.remaining);
    if (verdict.outcome === 'accepted') candidates.take(choice(verdict), name);
    else candidates.end(verdict);
  }
}

function knownGood({ accepted, remaining }: Candidates): readonly number[] {
  return accepted.length > 0 ? accepted : remaining;
}
