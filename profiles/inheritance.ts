import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ProfileError, shownPath, type Problem } from './problem.ts';
import { placeOf, readTree, type Node } from './tree.ts';

/** Keys that speak of one file only, so no other file inherits them. */
const OWN_KEYS = ['extends', 'name', 'description'];

/**
 * Whether a child's entry replaces the inherited one instead of merging with it. One header field has one
 * expectation: merged from two files, `value` and `absent` would contradict each other, and a policy would
 * hold directives that neither file shows.
 */
function replacesWhole(path: readonly string[]): boolean {
  return path[0] === 'headers' && path.length === (path[1] === 'additional' ? 3 : 2);
}

/** Lays a child over its parent: maps merge deeply, the rest replaces, `null` removes what is inherited. */
function merge(parent: Node, child: Node, path: readonly string[]): Node {
  if (!(parent.value instanceof Map) || !(child.value instanceof Map) || replacesWhole(path)) return child;
  const merged = new Map(parent.value);
  for (const [name, entry] of child.value) {
    const inherited = merged.get(name);
    if (!inherited) merged.set(name, entry);
    else if (entry.value === null) merged.delete(name);
    else merged.set(name, merge(inherited, entry, [...path, name]));
  }
  return { ...child, value: merged };
}

function without(root: Node, keys: readonly string[]): Node {
  if (!(root.value instanceof Map)) return root;
  return { ...root, value: new Map([...root.value].filter(([name]) => !keys.includes(name))) };
}

/** Returns the nodes that name the parents of a profile. */
function parentsOf(root: Node): Node[] {
  const entry = root.value instanceof Map ? root.value.get('extends') : undefined;
  if (!entry) return [];
  return Array.isArray(entry.value) ? entry.value : [entry];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Returns the file that an entry of `extends` names; `descent` is how we came here, root first. */
function parentFile(entry: Node, descent: readonly string[]): string {
  const fail = (message: string): never => {
    throw new ProfileError([{ at: placeOf(entry), message }]);
  };
  if (typeof entry.value !== 'string') return fail('extends must be a path or a list of paths');
  const file = resolve(dirname(entry.at.file), entry.value);
  if (!isFile(file)) return fail(`extends names "${entry.value}", which does not exist`);
  if (descent.includes(file)) {
    const cycle = [...descent.slice(descent.indexOf(file)), file].map(shownPath).join(' → ');
    return fail(`extends makes a cycle: ${cycle}`);
  }
  return file;
}

function read(file: string, descent: readonly string[], problems: Problem[]): Node {
  const { root, problems: own } = readTree(file);
  problems.push(...own);
  const line = [...descent, file];
  const parents = parentsOf(root).map((entry) => read(parentFile(entry, line), line, problems));
  return [...parents.map((parent) => without(parent, OWN_KEYS)), root].reduce((below, above) =>
    merge(below, above, []),
  );
}

/**
 * Reads a profile and everything that it extends, as one tree without `extends`. What is wrong but does not hinder reading on
 * is in `problems`.
 * @param file absolute path.
 * @throws {ProfileError} for a missing or empty file, invalid YAML, and a cycle in `extends`.
 */
export function readMerged(file: string): { root: Node; problems: Problem[] } {
  if (!isFile(file)) {
    throw new ProfileError([{ at: { file, line: 1, column: 1 }, message: 'no such file' }]);
  }
  const problems: Problem[] = [];
  return { root: without(read(file, [], problems), ['extends']), problems };
}
