import { isDeepStrictEqual } from 'node:util';
import type { Severity, Status } from '../controls/index.ts';
import type { ControlResult, Run } from './run.ts';
import { FAILING, openSince, placeOf } from './history.ts';

/** One control in two runs. */
export interface ControlChange {
  /** Of the catalogue of the run that has it; one that is gone from the catalogue keeps its old id. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Undefined where the earlier run did not know the control. */
  readonly before: Status | undefined;
  /** Undefined where this run does not know the control any more. */
  readonly now: Status | undefined;
}

/** A failure that is older than this run. */
export interface OpenFailure extends ControlChange {
  /** When the first run began that is known to have found it: RFC 3339, UTC. */
  readonly since: string;
  /** Whole days from then to the start of this run. */
  readonly days: number;
}

type Waiver = Run['profile']['waivers'][number];

/** A waiver of the same control and scope that says something else than before. */
export interface WaiverChange {
  readonly before: Waiver;
  readonly now: Waiver;
  /** Names of what differs, e.g. `expires`. */
  readonly fields: readonly string[];
}

/** A value of the run that differs between the two. */
export interface Difference {
  readonly before: string;
  readonly now: string;
}

/** What changed between two runs. Each control is in one list at most; what stayed as it was is in none. */
export interface Comparison {
  /** The earlier run, enough to name it. */
  readonly before: Pick<Run, 'startedAt' | 'target' | 'completeness'> & { readonly profile: string };
  /** It fails now and is not known to have failed before; waived failures are among them. */
  readonly newFailures: readonly ControlChange[];
  /** It failed, and passes now. */
  readonly fixed: readonly ControlChange[];
  /** It failed, and still does; waived or not. */
  readonly stillFailing: readonly OpenFailure[];
  /** It failed, and this run cannot say: not evaluated, or an error. Not fixed. */
  readonly unknown: readonly OpenFailure[];
  /** Every other change of status, such as from pass to error. */
  readonly otherChanges: readonly ControlChange[];
  /** Controls that the earlier run did not know, and that do not fail. */
  readonly added: readonly ControlChange[];
  /** Controls that this run does not know any more. */
  readonly removed: readonly ControlChange[];
  readonly waivers: {
    readonly added: readonly Waiver[];
    readonly removed: readonly Waiver[];
    readonly changed: readonly WaiverChange[];
  };
  /** Sections of the profile, by name. */
  readonly sections: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  /** Undefined where both runs have the same. */
  readonly suite: Difference | undefined;
  /** What was tested: a URL, or a stack of ours by its kind, whose ports are new in every run. */
  readonly target: Difference | undefined;
  readonly profile: Difference | undefined;
  /** Plain sentences that a reader has to know before the lists; empty where the two runs are alike. */
  readonly caveats: readonly string[];
}

/**
 * What changed from an earlier run to this one. Runs of two targets or of two profiles are compared as well, since
 * that may be what is asked (staging with production), and the caveats say so first.
 */
export function compareRuns(run: Run, before: Run): Comparison {
  const earlier = new Map(before.controls.map((control) => [control.id as string, control]));
  const known = new Set(run.controls.map(({ id }) => id as string));
  const pairs = run.controls.map((now) => ({ now, was: earlier.get(now.id) }));
  const open = pairs.flatMap(({ now, was }) => {
    const since = was && openSince(was, before);
    return was && since !== undefined ? [{ now, was, since }] : [];
  });
  const others = pairs.filter(({ was }) => !was || openSince(was, before) === undefined);
  const openFailures = (wanted: (status: Status) => boolean): OpenFailure[] =>
    open
      .filter(({ now }) => wanted(now.status))
      .map(({ now, was, since }) => ({
        ...changeOf(now, was),
        since,
        days: daysBetween(since, run.startedAt),
      }));
  return {
    before: {
      startedAt: before.startedAt,
      target: before.target,
      completeness: before.completeness,
      profile: before.profile.name,
    },
    newFailures: others
      .filter(({ now }) => FAILING.has(now.status))
      .map(({ now, was }) => changeOf(now, was)),
    fixed: open.filter(({ now }) => now.status === 'pass').map(({ now, was }) => changeOf(now, was)),
    stillFailing: openFailures((status) => FAILING.has(status)),
    unknown: openFailures((status) => status === 'not-evaluated' || status === 'error'),
    otherChanges: [
      ...open.filter(({ now }) => now.status === 'not-applicable'),
      ...others.filter(({ now, was }) => was && !FAILING.has(now.status) && was.status !== now.status),
    ].map(({ now, was }) => changeOf(now, was)),
    added: others.filter(({ now, was }) => !was && !FAILING.has(now.status)).map(({ now }) => changeOf(now)),
    removed: before.controls.filter(({ id }) => !known.has(id)).map((was) => changeOf(undefined, was)),
    waivers: waiverChanges(run.profile.waivers, before.profile.waivers),
    sections: sectionChanges(run.profile.sections, before.profile.sections),
    suite: difference(before.suite.version, run.suite.version),
    target: difference(placeOf(before), placeOf(run)),
    profile: difference(before.profile.name, run.profile.name),
    caveats: caveatsOf(run, before),
  };
}

function changeOf(now: ControlResult | undefined, was?: ControlResult): ControlChange {
  const { id, title, severity } = (now ?? was) as ControlResult;
  return { id, title, severity, before: was?.status, now: now?.status };
}

const DAY_MS = 24 * 60 * 60 * 1000;

function daysBetween(from: string, to: string): number {
  return Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS));
}

function difference(before: string, now: string): Difference | undefined {
  return before === now ? undefined : { before, now };
}

/** A profile may hold several waivers of one control, for different subjects. */
function keyOf({ control, scope = [] }: Waiver): string {
  return JSON.stringify([control, ...scope.toSorted()]);
}

function waiverChanges(now: readonly Waiver[], before: readonly Waiver[]): Comparison['waivers'] {
  const earlier = new Map(before.map((waiver) => [keyOf(waiver), waiver]));
  const current = new Set(now.map(keyOf));
  const fields = ['reason', 'owner', 'approver', 'ticket', 'expires'] as const;
  return {
    added: now.filter((waiver) => !earlier.has(keyOf(waiver))),
    removed: before.filter((waiver) => !current.has(keyOf(waiver))),
    changed: now.flatMap((waiver) => {
      const was = earlier.get(keyOf(waiver));
      const changed = fields.filter((field) => was && !isDeepStrictEqual(was[field], waiver[field]));
      return was && changed.length > 0 ? [{ before: was, now: waiver, fields: changed }] : [];
    }),
  };
}

type Sections = Run['profile']['sections'];

function sectionChanges(now: Sections, before: Sections): Comparison['sections'] {
  const names = Object.keys(now);
  return {
    added: names.filter((name) => before[name] === undefined),
    removed: Object.keys(before).filter((name) => now[name] === undefined),
    changed: names.filter((name) => before[name] !== undefined && before[name] !== now[name]),
  };
}

function caveatsOf(run: Run, before: Run): string[] {
  const unlike = (word: string, was: string, is: string) =>
    was === is ? [] : [`The two runs are of different ${word}: ${was} before, ${is} now.`];
  const unfinished = (which: string, { completeness }: Run) =>
    completeness === 'complete'
      ? []
      : [`${which} is ${completeness}: what it did not look at counts neither as failing nor as fixed.`];
  return [
    ...unlike('profiles', before.profile.name, run.profile.name),
    ...unlike('targets', placeOf(before), placeOf(run)),
    ...(before.startedAt > run.startedAt ? ['The run compared with began later than this one.'] : []),
    ...unfinished('The earlier run', before),
    ...unfinished('This run', run),
  ];
}
