import { outputsOf } from '../../reporters/outputs.ts';
import type { Run } from '../../reporters/run.ts';

const known = new WeakMap<Run, Map<string, string>>();

/** Formats that are text and derive from the run alone, by their path. */
export function documentsOf(run: Run): Map<string, string> {
  const documents =
    known.get(run) ??
    new Map(
      [...outputsOf({ run })]
        .filter(({ path }) => FORMATS.includes(path))
        .map(({ path, content }) => [path, Buffer.from(content).toString()]),
    );
  known.set(run, documents);
  return documents;
}

/** What this folder's proofs are about. */
export const FORMATS: readonly string[] = [
  'run.json',
  'summary.md',
  'oscal/assessment-plan.json',
  'oscal/assessment-results.json',
  'oscal/poam.json',
  'hdf.json',
  'results.sarif',
  'ctrf.json',
  'junit.xml',
  'metrics.prom',
];

/** One format of a run as text. Throws where there is none. */
export function textOf(run: Run, path: string): string {
  const text = documentsOf(run).get(path);
  if (text === undefined) throw new Error(`the run gives no ${path}`);
  return text;
}

/** Any JSON, to be walked. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON format of a run. */
export function jsonOf(run: Run, path: string): Json {
  return JSON.parse(textOf(run, path)) as Json;
}

/** Every value below that stands under the key, in order. */
export function valuesOf(node: Json, key: string): Json[] {
  if (node === null || typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap((each: Json) => valuesOf(each, key));
  return Object.entries(node as Record<string, Json>).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(value, key),
  ]);
}
