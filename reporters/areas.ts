import type { Severity, Status } from '../controls/index.ts';
import type { ControlResult, Run } from './run.ts';

/** What a group of controls shows. */
export type GroupVerdict =
  /** A control fails, or a waiver has run out. */
  | 'fails'
  /** Nothing fails, but a control ended as an error: it could not be observed. */
  | 'undecided'
  /** All that was evaluated passed or is validly waived, and at least one is waived. */
  | 'waived'
  /** All that was evaluated passed. */
  | 'holds'
  /** Nothing was evaluated, and something could have been. */
  | 'not-evaluated'
  /** The profile declares nothing that the group is about. */
  | 'not-applicable';

/** How a group of controls stands. */
export interface GroupScore {
  readonly verdict: GroupVerdict;
  /** Whole points of 100, rounded down; undefined where no control of the group was decided. */
  readonly score: number | undefined;
  /** Weight of the controls that passed, and of all that count. */
  readonly earned: number;
  readonly possible: number;
  /** How many controls have each status, all seven. */
  readonly counts: Readonly<Record<Status, number>>;
  /** Whether no control of the group was left out or kept from being evaluated. */
  readonly complete: boolean;
}

/** One family of the catalogue. */
interface FamilyScore extends GroupScore {
  readonly family: string;
}

export type AreaId = 'api-security' | 'tls' | 'database' | 'secrets' | 'rate-limiting';

/** One of the five areas, with its families in the order of the catalogue. */
interface AreaScore extends GroupScore {
  readonly id: AreaId;
  readonly title: string;
  /** What the area means here: one sentence. */
  readonly about: string;
  readonly families: readonly FamilyScore[];
}

export interface Scores {
  readonly areas: readonly AreaScore[];
  /** The same arithmetic over every control of the run, not a mean of the areas. */
  readonly total: GroupScore;
}

/** The areas of the hardening report of October 2025, and what each means for a test from outside. */
const AREAS: Readonly<Record<AreaId, { title: string; about: string; families: readonly string[] }>> = {
  'api-security': {
    title: 'API security',
    about: 'What answers tell browsers, who may read them, and what the entry hands on to the application.',
    families: ['headers', 'cookies', 'csp', 'browser', 'cors', 'proxy'],
  },
  tls: {
    title: 'TLS/HTTPS',
    about:
      'How data travels: redirects, HSTS, TLS, certificates on both sides, local sockets, and what it costs.',
    families: ['redirects', 'hsts', 'tls', 'certificate', 'client-certificates', 'local-socket', 'latency'],
  },
  database: {
    title: 'Database',
    about: 'How the database is reached, by whom, what it encrypts and what its audit log holds.',
    families: ['database'],
  },
  secrets: {
    title: 'Secrets',
    about: 'What reaches the outside that should not. How secrets are stored cannot be seen from there.',
    families: ['exposure'],
  },
  'rate-limiting': {
    title: 'Rate limiting',
    about: 'Limits on how often and how much, and what the target answers under load.',
    families: ['rate-limits', 'body-limits', 'request-head', 'capacity'],
  },
};

/** What a control counts for: each step of severity twice the one below. */
const WEIGHTS: Readonly<Record<Severity, number>> = { critical: 8, high: 4, medium: 2, low: 1 };

/** How scores are counted, in the words that reports print below them. */
export const ARITHMETIC =
  'A score is 100 × the weight of the controls that passed ÷ the weight of all that count, rounded down. ' +
  `A control weighs ${WEIGHTS.critical} where it is critical, ${WEIGHTS.high} high, ${WEIGHTS.medium} medium, ${WEIGHTS.low} low. ` +
  'A failure earns nothing, and neither does one that is waived or a control that ended as an error. ' +
  'Controls that do not apply or were not evaluated are left out of both sums, and their numbers stand beside the score. ' +
  'Where no control was decided there is no score. ' +
  'The total is counted over all controls alike; it is not the mean of the areas.';

/** Verdict and score of each family, of each of the five areas and of the whole run. See {@link ARITHMETIC}. */
export function scoresOf({ controls }: Run): Scores {
  const areas = (Object.keys(AREAS) as AreaId[]).map((id) => {
    const { title, about, families } = AREAS[id];
    const members = families.map((family) => controls.filter((control) => control.family === family));
    return {
      id,
      title,
      about,
      ...groupScore(members.flat()),
      families: families.map((family, index) => ({ family, ...groupScore(members[index] ?? []) })),
    };
  });
  return { areas, total: groupScore(controls) };
}

/** How any group of controls stands. */
function groupScore(controls: readonly ControlResult[]): GroupScore {
  const counts = countsOf(controls);
  const weightOf = (statuses: ReadonlySet<Status>) =>
    controls.reduce((sum, { severity, status }) => sum + (statuses.has(status) ? WEIGHTS[severity] : 0), 0);
  const earned = weightOf(EARNING);
  const possible = weightOf(COUNTING);
  const decided = controls.some(({ status }) => COUNTING.has(status) && status !== 'error');
  return {
    verdict: verdictOf(counts),
    score: decided ? Math.floor((100 * earned) / possible) : undefined,
    earned,
    possible,
    counts,
    complete: counts['not-evaluated'] === 0,
  };
}

const EARNING: ReadonlySet<Status> = new Set<Status>(['pass']);
/** An error counts: a target would otherwise gain by not answering. */
const COUNTING: ReadonlySet<Status> = new Set<Status>(['pass', 'fail', 'waived', 'waiver-expired', 'error']);

function countsOf(controls: readonly ControlResult[]): Record<Status, number> {
  const counts: Record<Status, number> = {
    pass: 0,
    fail: 0,
    waived: 0,
    'waiver-expired': 0,
    'not-applicable': 0,
    'not-evaluated': 0,
    error: 0,
  };
  for (const { status } of controls) counts[status] += 1;
  return counts;
}

function verdictOf(counts: Readonly<Record<Status, number>>): GroupVerdict {
  if (counts.fail + counts['waiver-expired'] > 0) return 'fails';
  if (counts.error > 0) return 'undecided';
  if (counts.waived > 0) return 'waived';
  if (counts.pass > 0) return 'holds';
  return counts['not-evaluated'] > 0 ? 'not-evaluated' : 'not-applicable';
}
