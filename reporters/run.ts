import {
  catalogue,
  controlIds,
  type Control,
  type ControlId,
  type Severity,
  type Status,
  type Verdict,
} from '../controls/index.ts';
import type { ProfileIdentity } from '../profiles/index.ts';

/** How the run was started, so that it can be repeated. Nothing in it is secret. */
export interface Execution {
  /** `process.version`, e.g. `v20.20.2`. */
  readonly node: string;
  /** Operating system and processor, e.g. `linux x64`. */
  readonly platform: string;
  /** What stood behind `npx playwright test`, without what only chooses a shard or where output goes. */
  readonly arguments: readonly string[];
  /** Settings that say what was tested, e.g. `PLUMBLINE_TARGET`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One control of a run. */
export interface ControlResult extends Pick<Verdict, 'reason' | 'evidence'> {
  readonly id: ControlId;
  readonly title: string;
  readonly family: string;
  readonly severity: Severity;
  readonly status: Status;
  /** What was expected where it did not hold, one entry per finding. */
  readonly expected: readonly string[];
  /** What was observed instead: `GET /health → 200: …`, one entry per finding. */
  readonly observed: readonly string[];
  readonly durationMs: number;
  /** When the first run began that is known to have found the failure that is still open; absent where this is it. */
  readonly failingSince?: string;
}

/** One execution of one profile. Every report is derived from it; its schema is run.schema.json. */
export interface Run {
  readonly suite: { readonly name: string; readonly version: string };
  readonly profile: ProfileIdentity;
  readonly execution: Execution;
  /** URL of the target; empty where none was reached. */
  readonly target: string;
  readonly stack: string;
  /** The target's `Server` field; empty where it sent none. */
  readonly server: string;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** `partial`: at least one control was not looked at. `interrupted`: the run was ended from outside. */
  readonly completeness: 'complete' | 'partial' | 'interrupted';
  readonly totals: Readonly<Record<Status, number>>;
  readonly controls: readonly ControlResult[];
}

/** A verdict together with the time its test took. */
export interface TimedVerdict {
  readonly verdict: Verdict;
  readonly durationMs: number;
}

/** What a run is made of. */
export interface RunParts {
  readonly suite: Run['suite'];
  readonly profile: Run['profile'];
  readonly execution: Execution;
  readonly verdicts: readonly TimedVerdict[];
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly interrupted: boolean;
}

/** Worst first: where several tests decide one control, the worst status counts. */
const STATUSES: readonly Status[] = [
  'fail',
  'waiver-expired',
  'error',
  'waived',
  'not-evaluated',
  'not-applicable',
  'pass',
];

/** Reason of a control that no test of the run decided. */
export const LEFT_OUT = 'left out of this run by the command line';
const INTERRUPTED = 'the run was interrupted before this control';

/** The run: every control of the catalogue exactly once, totals that add up. */
export function buildRun(parts: RunParts): Run {
  const { suite, profile, execution, verdicts, startedAt, finishedAt, interrupted } = parts;
  const byControl = new Map<ControlId, TimedVerdict[]>();
  for (const timed of verdicts) {
    const { control } = timed.verdict;
    byControl.set(control, [...(byControl.get(control) ?? []), timed]);
  }
  const controls = controlIds.map((id) => resultOf(id, byControl.get(id) ?? [], interrupted));
  const known = (key: 'target' | 'stack' | 'server') =>
    verdicts.map(({ verdict }) => verdict[key]).find((value) => value !== undefined) ?? '';
  return {
    suite,
    profile,
    execution,
    target: known('target'),
    stack: known('stack'),
    server: known('server'),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    completeness: completenessOf(controls, interrupted),
    totals: totalsOf(controls),
    controls,
  };
}

function resultOf(id: ControlId, verdicts: readonly TimedVerdict[], interrupted: boolean): ControlResult {
  const { title, family, severity }: Control = catalogue[id];
  const [worst] = verdicts.toSorted(
    (a, b) => STATUSES.indexOf(a.verdict.status) - STATUSES.indexOf(b.verdict.status),
  );
  const findings = verdicts.flatMap(({ verdict }) => verdict.findings);
  return {
    id,
    title,
    family,
    severity,
    status: worst?.verdict.status ?? 'not-evaluated',
    reason: worst?.verdict.reason ?? (interrupted ? INTERRUPTED : LEFT_OUT),
    expected: findings.map(({ expected }) => expected),
    observed: findings.map(({ subject, observed }) => `${subject}: ${observed}`),
    evidence: verdicts.flatMap(({ verdict }) => verdict.evidence),
    durationMs: verdicts.reduce((sum, { durationMs }) => sum + durationMs, 0),
  };
}

function completenessOf(controls: readonly ControlResult[], interrupted: boolean): Run['completeness'] {
  if (interrupted) return 'interrupted';
  return controls.some(({ status }) => status === 'not-evaluated') ? 'partial' : 'complete';
}

function totalsOf(controls: readonly ControlResult[]): Record<Status, number> {
  const totals = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  for (const { status } of controls) totals[status] += 1;
  return totals;
}

/** Whether nothing that was evaluated stands against the target: all of it passed or is validly waived. */
export function isClean({ totals }: Run): boolean {
  return totals.fail === 0 && totals.error === 0 && totals['waiver-expired'] === 0;
}

/** Whether a run may exit with 0: it is clean, and something was evaluated. */
export function isConforming(run: Run): boolean {
  return isClean(run) && run.totals.pass + run.totals.waived > 0;
}
