import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keyIdOf } from './envelope.ts';
import { makeKeys } from './keys.ts';
import { SIGNING_KEY } from './signing-key.ts';
import { verifyBundle, type Verification } from './verify.ts';

/** What a command has to say, and its exit code. */
export interface Answer {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

const USAGE = `Usage:
  plumbline verify <bundle> [--key public.pem]   whether a bundle is as it was sealed; needs no network
  plumbline keys <folder>                        makes a key pair to sign bundles with
  plumbline help

Exit code of verify:
  0  every file is as it was sealed, and the signature is by the key
  1  something was changed, added or removed, or is not signed by the key
  2  it could not be told: no key was given, the bundle is unsigned, or something could not be read

A run is started with: npx playwright test --project=<profile>`;

/** A command line that asks for nothing we do. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Carries out a command line without its program's name. Everything that goes wrong is an answer too. */
export function command(args: readonly string[]): Answer {
  try {
    return carriedOut(args);
  } catch (problem) {
    // parseArgs has no class of its own for what it refuses.
    const { code = '', message } = problem as NodeJS.ErrnoException;
    const usage = problem instanceof UsageError || code.startsWith('ERR_PARSE_ARGS');
    const line = message.replace(/\n[^]*$/, '');
    return { code: 2, text: `plumbline: ${quoted(line)}${usage ? `\n\n${USAGE}` : ''}` };
  }
}

function carriedOut([name, ...rest]: readonly string[]): Answer {
  switch (name) {
    case 'verify':
      return verify(rest);
    case 'keys':
      return keys(rest);
    case 'help':
    case '--help':
    case '-h':
      return { code: 0, text: USAGE };
    case undefined:
      return { code: 2, text: USAGE };
    default:
      throw new UsageError(`there is no command ${name}`);
  }
}

/** The one argument that is no option. */
function only(positionals: readonly string[], what: string): string {
  const [first] = positionals;
  if (first === undefined || positionals.length > 1) throw new UsageError(what);
  return first;
}

function verify(args: string[]): Answer {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const folder = only(positionals, 'verify needs one bundle');
  const key = values.key === undefined ? undefined : publicKey(values.key);
  const found = verifyBundle(folder, key);
  const about = [`${folder}: ${found.files} files`, ...aboutRun(found)];
  const { code, lines } = judged(found, key);
  return { code, text: [...about, ...lines].map(quoted).join('\n') };
}

/** A private key would do for node:crypto too, and does not belong where bundles are read. */
function publicKey(file: string): KeyObject {
  const pem = readFileSync(file, 'utf8');
  if (pem.includes('PRIVATE KEY')) throw new Error(`${file} is a private key: give its public.pem`);
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw new Error(`${file} is no public key in PEM`);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`${file} is not an ed25519 key, but ${String(key.asymmetricKeyType)}`);
}

function aboutRun({ manifest }: Verification): string[] {
  if (!manifest) return [];
  const { profile, target, startedAt, completeness, result } = manifest;
  const where = target === '' ? 'no target' : target;
  return [
    `by its own word: profile ${profile.name}, ${where}, begun ${startedAt}, ${completeness}, ${result}`,
  ];
}

function judged(
  { problems, signature }: Verification,
  key: KeyObject | undefined,
): { readonly code: Answer['code']; readonly lines: readonly string[] } {
  if (problems.length > 0) {
    return { code: 1, lines: [...problems.map((problem) => `  ${problem}`), 'NOT AS IT WAS SEALED'] };
  }
  if (key && signature === 'verified') {
    return { code: 0, lines: [`VERIFIED: every file is as it was signed by ${keyIdOf(key)}`] };
  }
  const why =
    signature === 'unsigned'
      ? 'The files agree with their manifest, but the bundle is unsigned: whoever can change a file can change both.'
      : 'The files agree with each other, but the signature was not checked: give the signer’s public key with --key.';
  return { code: 2, lines: [why, 'NOT VERIFIED'] };
}

function keys(args: string[]): Answer {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const { privateFile, publicFile, keyid } = makeKeys(only(positionals, 'keys needs one folder'));
  const text = [
    `${privateFile}  is secret: whoever has it can sign`,
    `${publicFile}   is for everybody who verifies`,
    `key id ${keyid}`,
    `To sign runs: ${SIGNING_KEY}='\${file:${privateFile}}'`,
  ];
  return { code: 0, text: text.join('\n') };
}

/** Names of files and words of a manifest may hold anything: what a terminal would obey is shown as its code. */
function quoted(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
