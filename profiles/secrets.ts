import { readFileSync } from 'node:fs';
import type { LoadedProfile } from './defaults.ts';
import { readMerged } from './inheritance.ts';
import { ProfileError, type Position } from './problem.ts';
import { nodeAt, placeOf, shownKey, type Path } from './tree.ts';

/** A place in a profile where a secret belongs that is kept elsewhere. */
export interface SecretReference {
  /** As written: `${env:NAME}` or `${file:/run/secrets/name}`. */
  text: string;
  source: 'env' | 'file';
  /** Name of the variable, or path of the file. */
  name: string;
  /** The entry that holds it: `routes.login.json.password`. */
  key: string;
  at: Position;
}

/** A profile whose secrets are in place, and their values, which no output may show. */
export interface ResolvedProfile {
  profile: LoadedProfile;
  values: string[];
}

const REFERENCE = /\$\{(env|file):([^}]*)\}/g;

type Replace = (text: string, path: Path) => string;

/** Returns a copy of a value with every text in it replaced. */
function mapText(value: unknown, replace: Replace, path: Path = []): unknown {
  if (typeof value === 'string') return replace(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapText(item, replace, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, mapText(entry, replace, [...path, key])]),
  );
}

/** Returns every reference to a secret in a loaded profile, with the place where it was written. */
export function secretReferences(profile: LoadedProfile): SecretReference[] {
  const found: (Omit<SecretReference, 'at'> & { path: Path })[] = [];
  mapText(profile, (text, path) => {
    for (const [reference, source, name = ''] of text.matchAll(REFERENCE)) {
      found.push({
        text: reference,
        source: source as SecretReference['source'],
        name,
        key: shownKey(path),
        path,
      });
    }
    return text;
  });
  if (found.length === 0) return [];
  // The places are read again here, so that profiles stay plain data.
  const { root } = readMerged(profile.file);
  return found.map(({ path, ...reference }) => ({ ...reference, at: placeOf(nodeAt(root, path)) }));
}

/** Returns the secret that a reference names, without the space around it in a file; undefined where there is none. */
function lookUp(
  { source, name }: Pick<SecretReference, 'source' | 'name'>,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (source === 'env') return env[name];
  try {
    return readFileSync(name, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * Looks up a secret that a setting names, by a text that is one reference and nothing else.
 * @returns where it is kept, in words, and its value, which is undefined where there is none; undefined where the text
 *   is no reference
 */
export function lookUpReference(
  text: string,
  env: NodeJS.ProcessEnv,
): { readonly place: string; readonly value: string | undefined } | undefined {
  const [, source, name] = /^\$\{(env|file):([^}]+)\}$/.exec(text) ?? [];
  if (source === undefined || name === undefined) return undefined;
  const reference = { source: source as SecretReference['source'], name };
  return { place: placeOfSecret(reference), value: lookUp(reference, env) };
}

function placeOfSecret({ source, name }: Pick<SecretReference, 'source' | 'name'>): string {
  return source === 'env' ? `environment variable ${name}` : `file ${name}`;
}

function missing({ key, at, ...secret }: SecretReference) {
  return { at, message: `${key} needs the ${placeOfSecret(secret)}, which is missing or empty` };
}

/**
 * Puts the secrets into a loaded profile, as late as possible: what it returns belongs in requests only.
 * @throws {ProfileError} with every reference that names nothing, or something empty.
 */
export function resolveSecrets(
  profile: LoadedProfile,
  env: NodeJS.ProcessEnv = process.env,
): ResolvedProfile {
  const secrets = secretReferences(profile).map((reference) => ({
    reference,
    value: lookUp(reference, env),
  }));
  const unresolved = secrets.filter(({ value }) => !value).map(({ reference }) => missing(reference));
  if (unresolved.length > 0) throw new ProfileError(unresolved);
  const values = new Map(secrets.map(({ reference, value }) => [reference.text, value ?? '']));
  const filled = mapText(profile, (text) =>
    text.replace(REFERENCE, (reference) => values.get(reference) ?? reference),
  );
  return { profile: filled as LoadedProfile, values: [...new Set(values.values())] };
}
