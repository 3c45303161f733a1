import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { catalogue, controlIds, type Control } from '../../controls/index.ts';
import { mutants } from '../../stack/mutants/index.ts';
import { DATABASE_MISTAKES } from '../native/postgres-mistakes.ts';
import { SOCKET_MISTAKES } from '../native/socket-mistakes.ts';

const HOUSE = join(import.meta.dirname, '../..');
const entries: [string, Control][] = Object.entries(catalogue);

/** The text of every TypeScript file below a folder of the project. */
function sources(folder: string): string[] {
  return readdirSync(join(HOUSE, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(HOUSE, folder, file), 'utf8'));
}

/** How often each text of a list occurs. */
function tally(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

type Schema = Readonly<Record<string, unknown>>;

const profileSchema = JSON.parse(readFileSync(join(HOUSE, 'profiles/schema.json'), 'utf8')) as Schema;

/** The schemas that a schema stands for: itself, what it refers to, its alternatives. */
function alternatives(schema: Schema): Schema[] {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const definitions = profileSchema['definitions'] as Record<string, Schema>;
    return alternatives(definitions[reference.replace('#/definitions/', '')] ?? {});
  }
  const branches = ['oneOf', 'anyOf', 'allOf'].map((keyword) => (schema[keyword] ?? []) as Schema[]).flat();
  return [schema, ...branches.flatMap(alternatives)];
}

/** Whether a profile can have an entry at a dotted path. */
function isInSchema(path: string): boolean {
  let here = [profileSchema];
  for (const key of path.split('.')) {
    here = here.flatMap(alternatives).flatMap((schema): Schema[] => {
      const entry = (schema['properties'] as Record<string, Schema> | undefined)?.[key];
      // An item of a list of words is an entry too: exposure.methods.TRACE.
      const words = (schema['items'] as Schema | undefined)?.['enum'] as string[] | undefined;
      // So is an entry of a map whose names the profile chooses: routes.echo.
      const any = schema['additionalProperties'];
      if (entry) return [entry];
      if (words?.includes(key)) return [{ const: key }];
      return typeof any === 'object' && any !== null ? [any as Schema] : [];
    });
  }
  return here.length > 0;
}

test.describe('The catalogue', () => {
  test('declares each id once, across all of its files', () => {
    const declared = sources('controls').flatMap((text) =>
      [...text.matchAll(/^ {2}'([^']+)': \{$/gm)].map(([, id = '']) => id),
    );
    expect([...tally(declared)].filter(([, count]) => count > 1)).toEqual([]);
    expect(declared.toSorted()).toEqual(controlIds.toSorted());
  });

  test('has every control decided by exactly one test', () => {
    const decided = sources('tests').flatMap((text) =>
      [...text.matchAll(/\bcontrol\('([^']+)'\)/g)].map(([, id = '']) => id),
    );
    expect([...tally(decided)].filter(([, count]) => count > 1)).toEqual([]);
    expect(decided.toSorted()).toEqual(controlIds.toSorted());
  });

  test('has every control killed by a mutant', () => {
    const killed = new Set<string>([
      ...Object.values(mutants).flatMap(({ kills }) => kills),
      // The mutants of the database are mistakes of a real PostgreSQL.
      ...DATABASE_MISTAKES.flatMap(({ fails }) => fails),
      // Those of the socket are mistakes of a service that has one; the embedded stack has none.
      ...SOCKET_MISTAKES.flatMap(({ fails }) => fails),
    ]);
    expect(controlIds.filter((id) => !killed.has(id))).toEqual([]);
  });

  for (const [id, control] of entries) {
    test(`describes ${id} completely`, () => {
      expect.soft(id).toMatch(/^[A-Z]+-[A-Z0-9]+-\d\d$/);
      expect.soft(control.title).not.toMatch(/\bshould\b|\.$/i);
      expect.soft(control.family).toMatch(/^[a-z][a-z-]*$/);
      expect.soft(control.why).toMatch(/\.$/);
      expect
        .soft(Object.keys(control.remedy).toSorted())
        .toEqual(['caddy', 'fastapi', 'fastify', 'haproxy', 'nginx']);
      for (const [product, remedy] of Object.entries(control.remedy)) {
        expect.soft(remedy, product).toMatch(/^\S[^\n]{8,}\S$/);
      }
      expect.soft(control.references.length).toBeGreaterThan(0);
      for (const section of [control.section].flat()) {
        expect.soft(isInSchema(section), section).toBe(true);
      }
    });
  }
});

test.describe('The mutants', () => {
  test('have names that no two files share', () => {
    const named = sources('stack/mutants').flatMap((text) =>
      [...text.matchAll(/^ {2}'?([a-z][\w-]*)'?: \{$/gm)].map(([, name = '']) => name),
    );
    expect([...tally(named)].filter(([, count]) => count > 1)).toEqual([]);
  });

  test('name controls that exist, and profiles that exist', () => {
    for (const [name, { kills, profile }] of Object.entries(mutants)) {
      expect
        .soft(
          kills.filter((id) => !controlIds.includes(id)),
          name,
        )
        .toEqual([]);
      expect.soft(new Set(kills).size, name).toBe(kills.length);
      const places = ['profiles', 'selftest/mutants/profiles'].map((place) =>
        join(HOUSE, place, `${profile}.yaml`),
      );
      expect
        .soft(
          places.filter((file) => existsSync(file)),
          name,
        )
        .toHaveLength(1);
    }
  });
});
