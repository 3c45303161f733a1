import type { ControlId } from './index.ts';

/** Every control of a run has exactly one of these. */
export type Status =
  'pass' | 'fail' | 'waived' | 'waiver-expired' | 'not-applicable' | 'not-evaluated' | 'error';

/** One way in which an observation differs from what the profile asks. */
export interface Finding {
  /** What was examined, e.g. `GET /health → 200`. */
  readonly subject: string;
  readonly expected: string;
  readonly observed: string;
}

/** What a probe saw, with every secret already redacted. `kind` names the probe. */
export interface Evidence {
  readonly kind: string;
  /** What was examined, e.g. `GET /health → 200`. */
  readonly subject: string;
  readonly [detail: string]: unknown;
}

/** What one test decided about one control. Crosses from the worker to the reporters as a test attachment. */
export interface Verdict {
  readonly control: ControlId;
  readonly status: Status;
  /** Why the status is what it is. Empty for a plain pass. */
  readonly reason: string;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  /** The target and the stack that was tested, as soon as they are known. */
  readonly target?: string;
  readonly stack?: string;
  /** Value of the target's `Server` field, to choose the remedy by. */
  readonly server?: string;
}

/** Name of the attachment that carries a {@link Verdict} as JSON. */
export const VERDICT_ATTACHMENT = 'plumbline-verdict';

/** Begins a line that a worker has for the person at the terminal. */
export const TOLD = 'Plumbline: ';
