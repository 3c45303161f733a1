import type { ControlId } from '../../controls/index.ts';
import type { Fault } from '../behaviour.ts';

/** A stack with exactly one defect, the controls that must catch it, and the words they must fail with. */
export interface Mutant {
  /** Name of the profile that the defective stack is held against; all but the first two are there for mutants only. */
  readonly profile:
    | 'staging'
    | 'development'
    | 'other-redirects'
    | 'secure-prefix'
    | 'single-page'
    | 'entry'
    | 'essentials'
    | 'failures'
    | 'fields'
    | 'forwarding'
    | 'limits'
    | 'load'
    | 'mutual'
    | 'older'
    | 'origins'
    | 'pages'
    | 'policy'
    | 'tiers'
    | 'uploads'
    | 'shared-origins'
    | 'transport'
    | 'certificates'
    | 'resuming'
    | 'strict-names'
    | 'latency'
    | 'latency-handshakes'
    | 'latency-fields'
    | 'latency-edge'
    | 'latency-limits'
    | 'latency-mutual';
  readonly fault: Fault;
  /** Every one of these must fail, and no other control may. */
  readonly kills: readonly [ControlId, ...ControlId[]];
  /** Matches a finding, `subject: observed`, of each control that is killed. */
  readonly because: RegExp;
}
