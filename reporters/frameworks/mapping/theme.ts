import type { ControlId } from '../../../controls/index.ts';
import type { asvs } from '../asvs.ts';
import type { gdpr } from '../gdpr.ts';
import type { hipaa } from '../hipaa.ts';
import type { iso27001 } from '../iso-27001.ts';
import type { nist80053 } from '../nist-800-53.ts';
import type { pciDss } from '../pci-dss.ts';
import type { soc2 } from '../soc2.ts';

/** The start of control ids: one control, a subject, or all that begin with the same word. */
export type Controls =
  | ControlId
  | (ControlId extends `${infer Word}-${infer Subject}-${string}` ? Word | `${Word}-${Subject}` : never);

/** Requirement ids by framework; one that its framework does not have is a compile error. */
export interface Requirements {
  readonly soc2?: readonly (keyof typeof soc2.requirements)[];
  readonly hipaa?: readonly (keyof typeof hipaa.requirements)[];
  readonly 'pci-dss'?: readonly (keyof typeof pciDss.requirements)[];
  readonly gdpr?: readonly (keyof typeof gdpr.requirements)[];
  readonly asvs?: readonly (keyof typeof asvs.requirements)[];
  readonly 'nist-800-53'?: readonly (keyof typeof nist80053.requirements)[];
  readonly 'iso-27001'?: readonly (keyof typeof iso27001.requirements)[];
}

/**
 * What a group of controls has to do with requirements. A control may be in several themes and has all that they say;
 * where one says direct and another supporting, direct counts.
 */
export interface Theme {
  readonly controls: readonly Controls[];
  /** What a control observes is what the requirement asks, or a part of it. */
  readonly direct?: Requirements;
  /** It helps; the requirement asks for more, or for something else. */
  readonly supporting?: Requirements;
}
