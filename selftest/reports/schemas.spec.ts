import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { default as AjvDraft04 } from 'ajv-draft-04';
import { default as addFormats } from 'ajv-formats';
import type { Run } from '../../reporters/run.ts';
import { HOUSE } from '../runs/run-suite.ts';
import { jsonOf, type Json } from './documents.ts';
import { everyStatus } from './every-status.ts';

const OFFICIAL = join(HOUSE, '../shared/schemas');
const MISSING = 'the official schemas are not part of the project';

/** Runs at the edges: nothing decided, everything decided, nothing reached. */
const RUNS: Readonly<Record<string, Run>> = {
  'every status': everyStatus(),
  'nothing decided': everyStatus({ verdicts: [], interrupted: true }),
};

/** The schema of each format, below the folder of the official schemas. */
const SCHEMAS = [
  ['oscal/assessment-plan.json', 'oscal/oscal_assessment-plan_schema-1.2.1.json'],
  ['oscal/assessment-results.json', 'oscal/oscal_assessment-results_schema-1.2.1.json'],
  ['oscal/poam.json', 'oscal/oscal_poam_schema-1.2.1.json'],
  ['hdf.json', 'hdf/exec-json.json'],
  ['results.sarif', 'sarif/sarif-schema-2.1.0.json'],
  ['ctrf.json', 'ctrf/ctrf.schema.json'],
] as const;

type Schema = Readonly<Record<string, unknown>>;

function schemaAt(path: string): Schema {
  return JSON.parse(readFileSync(join(OFFICIAL, path), 'utf8')) as Schema;
}

/** What is wrong with a document, one line per problem. */
function problemsOf(document: Json, schema: Schema): string[] {
  const isValid = compiled(schema);
  isValid(document);
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const OPTIONS: Options = { allErrors: true, strict: false };

/** SARIF alone still has a schema of draft-04. */
function compiled(schema: Schema): ValidateFunction {
  if (schema['$schema'] === 'http://json-schema.org/draft-04/schema#') {
    const old = new AjvDraft04.default(OPTIONS);
    addFormats.default(old);
    return old.compile(schema);
  }
  const ajv = new Ajv(OPTIONS);
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** The schema with every object closed that lists its properties. */
function closed<T>(node: T): T {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((each: unknown) => closed(each)) as T;
  const entries = Object.entries(node).map(([key, value]: [string, unknown]) => [key, closed(value)]);
  return {
    ...(Object.fromEntries(entries) as T),
    ...('properties' in node && { additionalProperties: false }),
  };
}

test.describe('The official schema accepts', () => {
  test.skip(!existsSync(OFFICIAL), MISSING);

  for (const [path, schema] of SCHEMAS) {
    test(path, () => {
      const official = schemaAt(schema);
      expect(problemsOf(jsonOf(RUNS['every status'] as Run, path), official)).toEqual([]);
      // A schema that accepts anything would prove nothing.
      expect(problemsOf({}, official)).not.toEqual([]);
    });
  }

  for (const [path, schema] of SCHEMAS.filter(([path]) => path !== 'oscal/poam.json')) {
    test(`${path} of a run in which nothing was decided`, () => {
      expect(problemsOf(jsonOf(RUNS['nothing decided'] as Run, path), schemaAt(schema))).toEqual([]);
    });
  }

  test('of HDF no field that it does not know', () => {
    const strict = closed(schemaAt('hdf/exec-json.json'));
    const document = jsonOf(RUNS['every status'] as Run, 'hdf.json') as Readonly<Record<string, Json>>;
    expect(problemsOf(document, strict)).toEqual([]);
    expect(problemsOf({ ...document, unknown: 1 }, strict)).not.toEqual([]);
  });
});

test('A run with nothing to do has no plan of action, which OSCAL does not allow to be empty', () => {
  expect(() => jsonOf(RUNS['nothing decided'] as Run, 'oscal/poam.json')).toThrow('gives no oscal/poam.json');
});
