import { expect, test } from '@playwright/test';
import { jsonOf, valuesOf, type Json } from './documents.ts';
import { DECIDED, everyStatus } from './every-status.ts';

const run = everyStatus();
const plan = jsonOf(run, 'oscal/assessment-plan.json');
const results = jsonOf(run, 'oscal/assessment-results.json');
const poam = jsonOf(run, 'oscal/poam.json');

/** Every key with which OSCAL points at something by its UUID, among those that we write. */
const REFERENCES = [
  'observation-uuid',
  'risk-uuid',
  'finding-uuid',
  'subject-uuid',
  'actor-uuid',
  'task-uuid',
  'activity-uuid',
  'component-uuid',
  'party-uuids',
];

const referencesIn = (document: Json) =>
  REFERENCES.flatMap((key) => valuesOf(document, key).flatMap((value) => value as string | string[]));

const every = (key: string, ...documents: Json[]) => documents.flatMap((document) => valuesOf(document, key));

test.describe('OSCAL', () => {
  test('points at nothing that is not there', () => {
    // Assessment results import the plan; a plan of action stands alone.
    const known = {
      plan: every('uuid', plan),
      results: every('uuid', results, plan),
      poam: every('uuid', poam),
    };
    expect(referencesIn(plan).filter((uuid) => !known.plan.includes(uuid))).toEqual([]);
    expect(referencesIn(results).filter((uuid) => !known.results.includes(uuid))).toEqual([]);
    expect(referencesIn(poam).filter((uuid) => !known.poam.includes(uuid))).toEqual([]);
    expect([plan, results, poam].map((document) => referencesIn(document).length > 0)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('knows every reference that it writes', () => {
    const keys = [plan, results, poam].flatMap((document) =>
      [...JSON.stringify(document).matchAll(/"([a-z-]+-uuids?)":/g)].map(([, key]) => key ?? ''),
    );
    expect([...new Set(keys)].sort()).toEqual([...REFERENCES].sort());
  });

  test('gives each thing an identifier of its own', () => {
    for (const document of [plan, results, poam]) {
      const ids = every('uuid', document);
      expect(ids.length).toBeGreaterThan(4);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('has the objectives, controls and roles that it names', () => {
    const objectives = every('parts', plan).flatMap((parts) => every('id', parts));
    expect(objectives).toEqual(run.controls.map(({ id }) => id));
    const named = [...every('objective-id', plan, results), ...every('target-id', results, poam)];
    expect(named.filter((id) => !objectives.includes(id))).toEqual([]);

    const selected = every('include-controls', plan).flatMap((controls) => every('control-id', controls));
    expect(selected.length).toBeGreaterThan(0);
    expect(every('control-id', plan, results).filter((id) => !selected.includes(id))).toEqual([]);

    const roles = every('roles', poam).flatMap((list) => every('id', list));
    expect(roles.sort()).toEqual(['approver', 'owner']);
    expect(every('role-id', poam, results).filter((id) => !roles.includes(id))).toEqual([]);
  });

  test('imports the plan that lies beside it, and the resource in the plan', () => {
    expect(every('import-ap', results)).toEqual([{ href: 'assessment-plan.json' }]);
    const [{ href } = { href: '' }] = every('import-ssp', plan) as { href: string }[];
    const resources = every('resources', plan).flatMap((list) => every('uuid', list));
    expect(resources).toContain(href.slice(1));
  });

  test('links each observation with the evidence of its control', () => {
    const observations = every('observations', results).flat() as {
      title: string;
      'relevant-evidence': Json;
    }[];
    expect(observations).toHaveLength(
      run.controls.filter(({ evidence, status }) => evidence.length > 0 || status === 'error').length,
    );
    for (const observation of observations) {
      const [href = ''] = every('href', observation['relevant-evidence']) as string[];
      const [, index] = /^\.\.\/run\.json#\/controls\/(\d+)$/.exec(href) ?? [];
      expect(observation.title).toContain(run.controls[Number(index)]?.title.split('`')[0]);
    }
  });

  test('keeps what is planned apart from what was looked at', () => {
    const excluded = (document: Json) =>
      every('exclude-objectives', document).flatMap((list) => every('objective-id', list));
    expect(excluded(plan).sort()).toEqual([...DECIDED['not-applicable']].sort());
    expect(excluded(results)).toHaveLength(run.totals['not-applicable'] + run.totals['not-evaluated']);
  });

  test('has an item with a risk for each control that is not satisfied, and for no other', () => {
    const items = every('poam-items', poam).flat() as { title: string }[];
    const open = run.controls.filter(({ status }) =>
      ['fail', 'waived', 'waiver-expired', 'error'].includes(status),
    );
    expect(items.map(({ title }) => title.split(':')[0])).toEqual(open.map(({ id }) => id));
    expect((every('risks', poam).flat() as { status: string }[]).map(({ status }) => status)).toEqual(
      open.map(
        ({ status }) =>
          ({ waived: 'deviation-approved', error: 'investigating' })[status as string] ?? 'open',
      ),
    );
    expect(every('risks', results)).toEqual(every('risks', poam));
    expect(every('findings', poam).flat()).toEqual(
      (every('findings', results).flat() as { target: { status: { state: string } } }[]).filter(
        ({ target }) => target.status.state === 'not-satisfied',
      ),
    );
  });

  test('names the owner and the end of a waiver', () => {
    const risks = every('risks', poam).flat() as { title: string; deadline?: string }[];
    const deadlines = Object.fromEntries(
      risks.flatMap(({ title, deadline }) =>
        deadline === undefined ? [] : [[title.split(':')[0] ?? '', deadline] as const],
      ),
    );
    // Of two waivers that cover a finding, the one that holds longest counts.
    expect(deadlines).toEqual({
      'HDR-HSTS-03': '2999-12-31T23:59:59Z',
      'HDR-HSTS-04': '2020-01-01T23:59:59Z',
      'HDR-HSTS-05': '2027-02-01T23:59:59Z',
    });
    expect(JSON.stringify(every('parties', poam))).toContain('web team');
    expect(every('responsible-roles', poam)).toHaveLength(3);
  });
});
