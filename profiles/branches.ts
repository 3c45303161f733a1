import type { AnySchemaObject, ErrorObject } from 'ajv';

/** Returns the branches of the `oneOf` that an error is about. */
export function branchesOf(error: ErrorObject): AnySchemaObject[] {
  return error.schema as AnySchemaObject[];
}

/** Returns the keys that a branch knows. */
export function keysOf(branch: AnySchemaObject): string[] {
  return Object.keys((branch['properties'] ?? {}) as object);
}

/** Whether a value looks meant for a branch: a map with one of its keys, or anything else of its type. */
function isMeantFor(branch: AnySchemaObject, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return branch['type'] === typeof value;
  return keysOf(branch).some((key) => key in value);
}

/** Returns the branches for which a value looks meant, by index. */
export function meantBranches(error: ErrorObject): number[] {
  return [...branchesOf(error).entries()]
    .filter(([, branch]) => isMeantFor(branch, error.data))
    .map(([index]) => index);
}

function isBelow(error: ErrorObject, prefix: string, instancePath: string): boolean {
  return error.schemaPath.startsWith(prefix) && `${error.instancePath}/`.startsWith(`${instancePath}/`);
}

/**
 * Reduces what Ajv reports about alternatives to what a reader can use: the errors of the one branch that was
 * meant, or the error of the `oneOf` itself where no branch or more than one was.
 */
export function settleBranches(errors: ErrorObject[]): ErrorObject[] {
  return errors
    .filter(({ keyword }) => keyword === 'oneOf')
    .reduce((left, alternatives) => {
      const { schemaPath, instancePath } = alternatives;
      const [meant, ...others] = meantBranches(alternatives);
      const settled = meant !== undefined && others.length === 0;
      return left.filter((error) => {
        if (error === alternatives) return !settled;
        if (!isBelow(error, `${schemaPath}/`, instancePath)) return true;
        return settled && isBelow(error, `${schemaPath}/${meant}/`, instancePath);
      });
    }, errors);
}
