import type { ErrorObject } from 'ajv';
import { branchesOf, keysOf, meantBranches } from './branches.ts';
import { suggestion } from './suggestion.ts';
import { shownKey, type Path } from './tree.ts';

/** What to tell about one validation error. */
export interface Wording {
  message: string;
  /** Key of the offending map that the message is about, where it is about one. */
  key?: string;
}

const typeNames: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  object: 'a map',
  string: 'a string',
};

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : JSON.stringify(value);
}

function parameter(error: ErrorObject, name: string): string {
  return String((error.params as Record<string, unknown>)[name]);
}

function example(error: ErrorObject): string {
  return String((error.parentSchema as { examples: unknown[] }).examples[0]);
}

function unknownKey(key: string, candidates: readonly string[], path: Path): Wording {
  const place = path.length > 0 ? ` in ${shownKey(path)}` : '';
  return { key, message: `unknown key "${key}"${place}${suggestion(key, candidates)}` };
}

/** Words the error of a `oneOf`: the value fits none of its branches, or is a mixture of some. */
function alternatives(error: ErrorObject, path: Path): Wording {
  const branches = branchesOf(error);
  const names = branches.flatMap(({ required }) => (required ?? []) as string[]);
  const choice = names.map((name) => `"${name}"`).join(', ');
  const isMap = typeof error.data === 'object' && !Array.isArray(error.data);
  const [first] = isMap ? Object.keys(error.data as object) : [];
  const name = shownKey(path);
  if (names.length === 0) {
    const types = branches.map((branch) =>
      branch['const'] === true ? 'true' : typeNames[String(branch['type'])],
    );
    return { message: `${name} must be ${types.join(' or ')}, not ${shownValue(error.data)}` };
  }
  if (meantBranches(error).length > 1) return { message: `${name} takes only one of ${choice}` };
  if (!isMap) {
    return { message: `${name} must be a map with one of ${choice}, not ${shownValue(error.data)}` };
  }
  if (first === undefined) return { message: `${name} lacks one of ${choice}` };
  return unknownKey(first, branches.flatMap(keysOf), path);
}

/** What a value must be, by the keyword that it broke. */
const demands: Record<string, (error: ErrorObject) => string> = {
  type: (error) => typeNames[parameter(error, 'type')] ?? parameter(error, 'type'),
  const: (error) => parameter(error, 'allowedValue'),
  exclusiveMinimum: (error) => `more than ${parameter(error, 'limit')}`,
  minimum: (error) => `at least ${parameter(error, 'limit')}`,
  maximum: (error) => `at most ${parameter(error, 'limit')}`,
  pattern: (error) => `written like ${example(error)}`,
  format: (error) => `a ${parameter(error, 'format')} such as ${example(error)}`,
};

/** Words one error of Ajv (made with `verbose`) about the value at a path. */
export function wordingOf(error: ErrorObject, path: Path): Wording {
  const name = shownKey(path);
  if (error.data === null) {
    return { message: `${name} is empty, and there is no inherited entry that it could remove` };
  }
  const demand = demands[error.keyword];
  if (demand) return { message: `${name} must be ${demand(error)}, not ${shownValue(error.data)}` };
  switch (error.keyword) {
    case 'additionalProperties': {
      const candidates = error.parentSchema ? keysOf(error.parentSchema) : [];
      return unknownKey(parameter(error, 'additionalProperty'), candidates, path);
    }
    case 'required':
      return { message: `${name || 'the profile'} lacks "${parameter(error, 'missingProperty')}"` };
    case 'enum': {
      const allowed = (error.params as { allowedValues: string[] }).allowedValues;
      return {
        message: `${name} cannot be ${shownValue(error.data)}${suggestion(error.data as string, allowed)}`,
      };
    }
    case 'oneOf':
      return alternatives(error, path);
    default:
      // The schema's remaining bounds, minItems and minLength, are always 1.
      return { message: `${name} must not be empty` };
  }
}
