import { controlIds, type ControlId } from '../../controls/index.ts';
import type { ControlResult, Run } from '../run.ts';
import { FAILING } from '../history.ts';
import { asvs } from './asvs.ts';
import type { Backing, Framework, FrameworkId, FrameworkView, RequirementView, Says } from './framework.ts';
import { gdpr } from './gdpr.ts';
import { hipaa } from './hipaa.ts';
import { iso27001 } from './iso-27001.ts';
import { certificates } from './mapping/certificates.ts';
import { database } from './mapping/database.ts';
import { exposure } from './mapping/exposure.ts';
import { limits } from './mapping/limits.ts';
import { origins } from './mapping/origins.ts';
import { pages } from './mapping/pages.ts';
import type { Controls, Requirements, Theme } from './mapping/theme.ts';
import { tls } from './mapping/tls.ts';
import { transport } from './mapping/transport.ts';
import { unmapped } from './mapping/unmapped.ts';
import { nist80053 } from './nist-800-53.ts';
import { pciDss } from './pci-dss.ts';
import { soc2 } from './soc2.ts';

export type { FrameworkId, FrameworkView } from './framework.ts';

/** In the order in which reports show them. */
export const frameworks: readonly Framework[] = [soc2, hipaa, pciDss, gdpr, asvs, nist80053, iso27001];

const THEMES: readonly Theme[] = [
  ...transport,
  ...pages,
  ...origins,
  ...limits,
  ...exposure,
  ...tls,
  ...certificates,
  ...database,
];

/** Requirements of one framework that a control is mapped to, direct and supporting apart, in the framework's order. */
export interface MappedRequirements {
  readonly direct: readonly string[];
  readonly supporting: readonly string[];
}

/** What a control is mapped to in a framework; both lists are empty where it is mapped to nothing there. */
export function requirementsOf(control: ControlId, framework: FrameworkId): MappedRequirements {
  return mappings().get(control)?.get(framework) ?? { direct: [], supporting: [] };
}

/** Why a control is mapped to no requirement of any framework; undefined where it is mapped to one. */
export function reasonUnmapped(control: ControlId): string | undefined {
  return unmapped.find(({ controls }) => covers(controls, control))?.reason;
}

/** The run as evidence for each framework. */
export function frameworkViews({ controls }: Run): FrameworkView[] {
  return frameworks.map(({ requirements, ...framework }) => {
    const direct = byRequirement(controls, (id) => requirementsOf(id, framework.id).direct);
    const supporting = byRequirement(controls, (id) => requirementsOf(id, framework.id).supporting);
    const views = Object.entries(requirements).map(([id, requirement]) => ({
      id,
      ...requirement,
      direct: backing(direct.get(id) ?? []),
      supporting: backing(supporting.get(id) ?? []),
    }));
    return {
      ...framework,
      requirements: views,
      totals: { direct: totals(views, 'direct'), supporting: totals(views, 'supporting') },
    };
  });
}

/** A control is covered by the start of its id, up to a hyphen or its end. */
function covers(starts: readonly Controls[], id: ControlId): boolean {
  return starts.some((start) => id === start || id.startsWith(`${start}-`));
}

type Mapping = ReadonlyMap<FrameworkId, MappedRequirements>;

let known: ReadonlyMap<ControlId, Mapping> | undefined;

/** The same for every run, so it is made once. */
function mappings(): ReadonlyMap<ControlId, Mapping> {
  known ??= new Map(controlIds.map((id) => [id, mappingOf(id)]));
  return known;
}

function mappingOf(control: ControlId): Mapping {
  const themes = THEMES.filter(({ controls }) => covers(controls, control));
  const named = (kind: 'direct' | 'supporting', id: FrameworkId) =>
    new Set<string>(themes.flatMap((theme) => requirementsIn(theme[kind], id)));
  return new Map(
    frameworks.map(({ id, requirements }) => {
      const direct = named('direct', id);
      const supporting = named('supporting', id);
      const order = Object.keys(requirements);
      return [
        id,
        {
          direct: order.filter((each) => direct.has(each)),
          supporting: order.filter((each) => supporting.has(each) && !direct.has(each)),
        },
      ];
    }),
  );
}

function requirementsIn(requirements: Requirements | undefined, id: FrameworkId): readonly string[] {
  return requirements?.[id] ?? [];
}

function byRequirement(
  controls: readonly ControlResult[],
  mappedTo: (id: ControlId) => readonly string[],
): ReadonlyMap<string, readonly ControlResult[]> {
  const members = new Map<string, ControlResult[]>();
  for (const control of controls) {
    for (const requirement of mappedTo(control.id)) {
      const known = members.get(requirement);
      if (known) known.push(control);
      else members.set(requirement, [control]);
    }
  }
  return members;
}

function backing(members: readonly ControlResult[]): Backing {
  return {
    says: saidBy(members),
    partly: members.some(({ status }) => status === 'not-evaluated' || status === 'error'),
    controls: members.map(({ id, status }) => ({ id, status })),
  };
}

function saidBy(controls: readonly ControlResult[]): Says {
  if (controls.some(({ status }) => FAILING.has(status))) return 'contradicts';
  return controls.some(({ status }) => status === 'pass') ? 'supports' : 'not looked at';
}

function totals(views: readonly RequirementView[], kind: 'direct' | 'supporting'): Record<Says, number> {
  const count = (says: Says) =>
    views.filter((view) => view[kind].controls.length > 0 && view[kind].says === says).length;
  return {
    supports: count('supports'),
    contradicts: count('contradicts'),
    'not looked at': count('not looked at'),
  };
}
