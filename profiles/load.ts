import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { capacityProblems } from './capacity.ts';
import { withDefaults, type LoadedProfile } from './defaults.ts';
import { readMerged } from './inheritance.ts';
import { ProfileError, type Position, type Problem } from './problem.ts';
import type { Profile } from './profile.ts';
import { suggestion } from './suggestion.ts';
import { isKnownPolicy, knownPolicies } from './tls-policy.ts';
import { keyPlace, nodeAt, placeOf, plain, type Node } from './tree.ts';
import { schemaProblems } from './validation.ts';

const EXTENSION = '.yaml';

/** Returns the entries of a map of the profile; none where it is missing or no map. */
function entriesOf(node: Node | undefined): [string, Node][] {
  return node?.value instanceof Map ? [...node.value] : [];
}

function nameProblems(root: Node, file: string): Problem[] {
  const expected = basename(file, EXTENSION);
  const node = nodeAt(root, ['name']);
  if (typeof node.value !== 'string' || node.value === expected) return [];
  return [{ at: keyPlace(node), message: `name must be "${expected}", like the file, not "${node.value}"` }];
}

/** Places where a profile names routes: as the keys of a map, as the items of a list, or one alone. */
const ROUTE_NAMES = [
  ['rateLimits', 'routes'],
  ['rateLimits', 'exempt'],
  ['bodyLimit', 'routes'],
  ['cors', 'routes'],
  ['clientCertificates', 'route'],
  ['localSocket', 'route'],
  ['latency', 'route'],
  ['latency', 'overhead', 'rateLimiter', 'route'],
  ['capacity', 'route'],
] as const;

function routeNameProblems(root: Node): Problem[] {
  const routes = entriesOf(child(root, 'routes')).map(([name]) => name);
  return ROUTE_NAMES.flatMap((path) =>
    namesIn(path.reduce<Node | undefined>(child, root))
      .filter(({ name }) => !routes.includes(name))
      .map(({ name, at }) => ({
        at,
        message: `${path.join('.')} names the unknown route "${name}"${suggestion(name, routes)}`,
      })),
  );
}

function child(node: Node | undefined, key: string): Node | undefined {
  return node?.value instanceof Map ? node.value.get(key) : undefined;
}

function namesIn(node: Node | undefined): { name: string; at: Position }[] {
  if (Array.isArray(node?.value)) {
    return node.value.flatMap((item) =>
      typeof item.value === 'string' ? [{ name: item.value, at: placeOf(item) }] : [],
    );
  }
  if (typeof node?.value === 'string') return [{ name: node.value, at: placeOf(node) }];
  return entriesOf(node).map(([name, entry]) => ({ name, at: keyPlace(entry) }));
}

function policyProblems(root: Node): Problem[] {
  const node = child(child(root, 'tls'), 'policy');
  if (!node || typeof node.value !== 'string' || isKnownPolicy(node.value)) return [];
  const message = `tls.policy "${node.value}" is not known: there are ${knownPolicies.join(', ')}`;
  return [{ at: placeOf(node), message }];
}

function waiverProblems(root: Node, knownControls: readonly string[]): Problem[] {
  const waivers = nodeAt(root, ['waivers']).value;
  if (!Array.isArray(waivers)) return [];
  return waivers.flatMap((waiver, index) => {
    const control = nodeAt(waiver, ['control']);
    if (typeof control.value !== 'string' || knownControls.includes(control.value)) return [];
    const message = `waivers[${index}] names the unknown control "${control.value}"`;
    return [{ at: placeOf(control), message: message + suggestion(control.value, knownControls) }];
  });
}

/**
 * Reads a profile, resolves what it extends, validates the result and fills in the defaults. References to
 * secrets stay as they are.
 * @param knownControls ids that waivers may name; without it they are not checked.
 * @throws {ProfileError} with every problem that was found.
 */
export function loadProfile(file: string, knownControls?: readonly string[]): LoadedProfile {
  const path = resolve(file);
  const { root, problems } = readMerged(path);
  problems.push(
    ...schemaProblems(root),
    ...nameProblems(root, path),
    ...routeNameProblems(root),
    ...policyProblems(root),
    ...capacityProblems(root),
  );
  if (knownControls) problems.push(...waiverProblems(root, knownControls));
  if (problems.length > 0) throw new ProfileError(problems);
  return withDefaults(path, plain(root) as Omit<Profile, 'extends'>);
}

/**
 * Returns the runnable profiles of a folder: its YAML files, sorted, as paths below `folder`. Those in its
 * sub-folders are there to be extended. Throws a ProfileError where there is no such folder.
 */
export function listProfiles(folder: string): string[] {
  if (!existsSync(folder)) {
    const at = { file: resolve(folder), line: 1, column: 1 };
    throw new ProfileError([
      { at, message: 'there is no such folder: start the run where the profiles are' },
    ]);
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION))
    .map((entry) => join(folder, entry.name))
    .sort();
}
