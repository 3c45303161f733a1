import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { settleBranches } from './branches.ts';
import type { Problem } from './problem.ts';
import { keyPlace, nodeAt, placeOf, plain, type Node, type Path } from './tree.ts';
import { wordingOf } from './wording.ts';

let compiled: ValidateFunction | undefined;

/** Whether a text is a day of the calendar, as `2026-12-31`. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(`${text}T`);
}

/** Compiles the schema on first use, once per process. */
function validator(): ValidateFunction {
  compiled ??= new Ajv({
    strict: true,
    allowUnionTypes: true,
    allErrors: true,
    // Errors then carry the offending value and the schema that it broke.
    verbose: true,
    // A unit test holds the schema against its meta-schema; here that would cost more than all the rest.
    meta: false,
    validateSchema: false,
    // Both halve the time to compile, which every worker spends once.
    inlineRefs: false,
    code: { optimize: false },
    formats: { date: isDay },
  }).compile(JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as object);
  return compiled;
}

/** Drops what follows from a wrong type: a number where a word is due is no unknown word as well. */
function withoutEchoes(errors: ErrorObject[]): ErrorObject[] {
  const mistyped = new Set(
    errors.filter(({ keyword }) => keyword === 'type').map((error) => error.instancePath),
  );
  return errors.filter(({ keyword, instancePath }) => keyword === 'type' || !mistyped.has(instancePath));
}

/** Turns Ajv's JSON pointer into a path. Which of its steps are list indices only the tree knows. */
function pathOf(root: Node, pointer: string): Path {
  const path: (string | number)[] = [];
  for (const step of pointer.split('/').slice(1)) {
    const inList = Array.isArray(nodeAt(root, path).value);
    path.push(inList ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return path;
}

function problemOf(root: Node, error: ErrorObject): Problem {
  const path = pathOf(root, error.instancePath);
  const { message, key } = wordingOf(error, path);
  const node = nodeAt(root, path);
  return { at: key === undefined ? placeOf(node) : keyPlace(nodeAt(node, [key])), message };
}

/** Holds a merged profile against the schema and returns what is wrong, at the places where it was written. */
export function schemaProblems(root: Node): Problem[] {
  const validate = validator();
  if (validate(plain(root))) return [];
  return withoutEchoes(settleBranches(validate.errors ?? [])).map((error) => problemOf(root, error));
}
