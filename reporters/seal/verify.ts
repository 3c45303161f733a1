import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv';
import { staysInside, type FileDigest } from './digest.ts';
import { isSignedBy, keyIdOf, STATEMENT_TYPE, type Envelope } from './envelope.ts';
import { MANIFEST_FILE, SIGNATURE_FILE, type Manifest } from './manifest.ts';
import { isEnvelope, isManifest, isStatement } from './shapes.ts';
import type { Statement } from './statement.ts';
import { contentsOf } from './walk.ts';

/** What a check of a bundle has found. */
export interface Verification {
  /** What is not as it was sealed, one line each. */
  readonly problems: readonly string[];
  /** What the bundle says of itself; undefined where its manifest cannot be read. */
  readonly manifest?: Manifest;
  readonly files: number;
  /**
   * `verified`: by the key that was given. `unchecked`: signed, but no key was given. `refused`: a problem says why.
   */
  readonly signature: 'verified' | 'unchecked' | 'unsigned' | 'refused';
}

/**
 * Compares every file of a bundle with its manifest and its signed statement. Uses no network and changes nothing.
 *
 * @param key the public key that the bundle should be signed with; without it the signature cannot be checked
 * @throws an error of node:fs where the folder cannot be read
 */
export function verifyBundle(folder: string, key?: KeyObject): Verification {
  const { files, strange } = contentsOf(folder);
  const has = (name: string) => files.some(({ path }) => path === name);
  const problems = strange.map((path) => `neither a file nor a folder (a symbolic link?): ${path}`);
  if (!has(MANIFEST_FILE)) problems.push(`removed: ${MANIFEST_FILE}`);
  const manifest = has(MANIFEST_FILE) ? parsed(folder, MANIFEST_FILE, isManifest, problems) : undefined;
  const own = new Set([MANIFEST_FILE, SIGNATURE_FILE]);
  if (manifest) {
    const listed = files.filter(({ path }) => !own.has(path));
    problems.push(...differences(listed, manifest.files, 'the manifest'));
  }
  const signed = has(SIGNATURE_FILE);
  const envelope = signed ? parsed(folder, SIGNATURE_FILE, isEnvelope, problems) : undefined;
  const statement = envelope && statementIn(envelope, problems);
  if (statement) {
    const sealed = files.filter(({ path }) => path !== SIGNATURE_FILE);
    const subjects = statement.subject.map(({ name, digest }) => ({ path: name, sha256: digest.sha256 }));
    problems.push(...differences(sealed, subjects, 'the signed statement'));
    if (manifest) problems.push(...lies(manifest, statement));
  }
  if (!signed && manifest?.signature.signed) {
    problems.push(`removed: ${SIGNATURE_FILE}, though the manifest says that the bundle is signed`);
  }
  if (signed && manifest?.signature.signed === false) {
    problems.push(`the manifest lies: it says unsigned, and there is a ${SIGNATURE_FILE}`);
  }
  const refusal = key && signatureProblem(envelope, key);
  if (refusal !== undefined) problems.push(refusal);
  return {
    problems: [...new Set(problems)],
    ...(manifest && { manifest }),
    files: files.length,
    signature: refusal === undefined ? stateOf(signed, key) : 'refused',
  };
}

function stateOf(signed: boolean, key: KeyObject | undefined): Verification['signature'] {
  if (key) return 'verified';
  return signed ? 'unchecked' : 'unsigned';
}

/** Why the envelope is not the key's; undefined where it is. */
function signatureProblem(envelope: Envelope | undefined, key: KeyObject): string | undefined {
  if (!envelope) return 'unsigned: there is no signature that the key could check';
  if (isSignedBy(envelope, key)) return undefined;
  const named = envelope.signatures.map(({ keyid = 'a key without a name' }: { keyid?: string }) => keyid);
  return named.includes(keyIdOf(key))
    ? 'wrong signature: the statement was changed after it was signed'
    : `signed by another key: ${named.join(', ')}, not ${keyIdOf(key)}`;
}

type Listed = Pick<FileDigest, 'path' | 'sha256'> & { readonly bytes?: number };

/** Files that are not as a list has them. */
function differences(found: readonly FileDigest[], listed: readonly Listed[], list: string): string[] {
  const here = new Map(found.map((file) => [file.path, file]));
  const names = new Set<string>();
  const problems: string[] = [];
  for (const { path, sha256, bytes } of listed) {
    const file = here.get(path);
    if (!staysInside(path)) problems.push(`${list} names a path that leaves the folder: ${path}`);
    else if (names.has(path)) problems.push(`${list} names a file twice: ${path}`);
    else if (!file) problems.push(`removed: ${path}`);
    else if (file.sha256 !== sha256) problems.push(`changed: ${path} (against ${list})`);
    else if (bytes !== undefined && bytes !== file.bytes)
      problems.push(`${list} lies about the size of ${path}`);
    names.add(path);
  }
  return [...problems, ...found.filter(({ path }) => !names.has(path)).map(({ path }) => `added: ${path}`)];
}

/** What the manifest says otherwise than the signed statement. */
function lies(manifest: Manifest, { predicate }: Statement): string[] {
  const [profile] = predicate.configuration;
  return [
    ...(manifest.result === predicate.result
      ? []
      : [`the manifest lies: its result is ${manifest.result}, the statement's is ${predicate.result}`]),
    ...(manifest.profile.sha256 === profile?.digest.sha256
      ? []
      : ['the manifest lies: its profile is another than the statement’s']),
  ];
}

function statementIn({ payload, payloadType }: Envelope, problems: string[]): Statement | undefined {
  if (payloadType !== STATEMENT_TYPE) {
    problems.push(`${SIGNATURE_FILE} holds no in-toto statement, but ${payloadType}`);
    return undefined;
  }
  return shaped(
    Buffer.from(payload, 'base64').toString(),
    isStatement,
    `the statement in ${SIGNATURE_FILE}`,
    problems,
  );
}

/** The file must be one that the walk has found: a link in its place may lead anywhere. */
function parsed<T>(
  folder: string,
  name: string,
  isShape: ValidateFunction<T>,
  problems: string[],
): T | undefined {
  return shaped(readFileSync(join(folder, name), 'utf8'), isShape, name, problems);
}

function shaped<T>(
  text: string,
  isShape: ValidateFunction<T>,
  what: string,
  problems: string[],
): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isShape(value)) return value;
  } catch {
    // The same as JSON of another shape.
  }
  problems.push(`${what} is not what Plumbline writes`);
  return undefined;
}
