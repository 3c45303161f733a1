/** What one line of an observation says. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** More lines than these nobody reads in a report; run.json has them all. */
const LINES = 80;
const DEPTH = 6;

/**
 * What is known of an observation as lines of name and value: `versions, TLSv1.3: accepted`. Things of a kind that
 * differ in their outcome alone share a line each.
 */
export function factsOf(observation: Readonly<Record<string, unknown>>): {
  readonly facts: readonly Fact[];
  readonly more: number;
} {
  const facts = Object.entries(observation).flatMap(([name, value]) => linesOf(words(name), value, 1));
  return { facts: facts.slice(0, LINES), more: Math.max(0, facts.length - LINES) };
}

/** Everything of it that fits into one line. */
export function oneLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(oneLine).join(', ');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => `${words(name)} ${isMap(each) ? `(${oneLine(each)})` : oneLine(each)}`)
      .join(', ');
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null || value === undefined) return '–';
  return typeof value === 'number' ? `${Math.round(value * 1000) / 1000}` : scalar(value);
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function linesOf(name: string, value: unknown, depth: number): Fact[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  if (name === 'screenshots' && Array.isArray(value)) return [{ name, value: pictures(value) }];
  if (Array.isArray(value)) return listed(name, value, depth);
  if (typeof value !== 'object' || value === null || depth >= DEPTH || isShort(value))
    return [{ name, value: oneLine(value) }];
  return Object.entries(value).flatMap(([key, each]) => linesOf(`${name}, ${words(key)}`, each, depth + 1));
}

function listed(name: string, values: readonly unknown[], depth: number): Fact[] {
  const outcomes = values.map(outcomeOf);
  if (outcomes.every((outcome) => outcome !== undefined)) {
    return [...groups(outcomes)].map(([outcome, names]) => ({
      name: `${name}, ${outcome}`,
      value: names.join(', '),
    }));
  }
  if (values.every((value) => typeof value !== 'object' || value === null))
    return [{ name, value: oneLine(values) }];
  return values.flatMap((value, index) =>
    linesOf(`${name} ${index + 1}`, value, Array.isArray(value) ? DEPTH : depth + 1),
  );
}

interface NamedOutcome {
  readonly name: string;
  readonly outcome: string;
}

function outcomeOf(value: unknown): NamedOutcome | undefined {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('outcome' in value))
    return undefined;
  const { name, outcome } = value;
  return typeof name === 'string' && typeof outcome === 'string' ? { name, outcome } : undefined;
}

function groups(outcomes: readonly NamedOutcome[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, outcome } of outcomes) found.set(outcome, [...(found.get(outcome) ?? []), name]);
  return found;
}

/** A few values read better on one line. How long they are is for the target to choose, and decides nothing. */
function isShort(value: object): boolean {
  return leavesIn(value) <= 5;
}

function leavesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member: unknown) => sum + leavesIn(member), 0);
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Pictures stay in run.json: a page that only shows text can hide nothing. */
function pictures(values: readonly unknown[]): string {
  return `${values.length} (in run.json)`;
}

/** `subjectAltNames` → `subject alt names`; names in capitals stay as they are. */
function words(name: string): string {
  return /^[a-z]+([A-Z][a-z]+|\d+)*$/.test(name)
    ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : name;
}
