import type { ControlId, Status } from '../../controls/index.ts';

/** The frameworks that a run is read for. */
export type FrameworkId = 'soc2' | 'hipaa' | 'pci-dss' | 'gdpr' | 'asvs' | 'nist-800-53' | 'iso-27001';

/** One requirement of a framework, in our words. */
interface Requirement {
  readonly words: string;
  /** ASVS alone: the verification level from which it is asked. */
  readonly level?: 1 | 2 | 3;
  /** How much of it a test from outside can decide, where that is known: all, a part, or nothing more than evidence. */
  readonly reach?: 'full' | 'partial' | 'evidence';
  /** Said where the id or what it asks was not checked against a copy of the framework. */
  readonly confidence?: 'from memory';
}

/** A framework, as far as our controls have to do with it. */
export interface Framework {
  readonly id: FrameworkId;
  readonly name: string;
  readonly edition: string;
  /** Against what the ids were checked, and whose text it is. */
  readonly source: string;
  /** Printed with every view: this is evidence, and no verdict. */
  readonly statement: string;
  /** What of the framework cannot be judged from outside. */
  readonly beyond: readonly string[];
  /** What regular runs that are kept are evidence for by themselves, whatever they find. */
  readonly regularRuns: readonly { readonly id: string; readonly words: string }[];
  readonly requirements: Readonly<Record<string, Requirement>>;
}

/** What the controls that are mapped to a requirement say together. */
export type Says = 'supports' | 'contradicts' | 'not looked at';

/** The controls of one kind of mapping, and what they say. */
export interface Backing {
  /** One failure contradicts, waived or not; otherwise one pass supports. */
  readonly says: Says;
  /** Whether some of the controls ended as an error or were not evaluated, so that this is not the whole picture. */
  readonly partly: boolean;
  readonly controls: readonly { readonly id: ControlId; readonly status: Status }[];
}

export interface RequirementView extends Requirement {
  readonly id: string;
  /** Controls that decide the requirement, or a part of it. */
  readonly direct: Backing;
  /** Controls that only help: the requirement asks for more, or for something else. */
  readonly supporting: Backing;
}

/** A run, read for one framework. */
export interface FrameworkView extends Omit<Framework, 'requirements'> {
  /** In the framework's own order. Each has at least one control. */
  readonly requirements: readonly RequirementView[];
  /** How many requirements each says of, direct and supporting apart; those without such controls are in neither. */
  readonly totals: Readonly<Record<'direct' | 'supporting', Readonly<Record<Says, number>>>>;
}
