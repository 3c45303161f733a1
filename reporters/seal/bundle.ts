import type { Output } from '../output.ts';
import type { Run } from '../run.ts';
import { digestOf } from './digest.ts';
import { envelopeOf } from './envelope.ts';
import { MANIFEST_FILE, manifestOf, SIGNATURE_FILE } from './manifest.ts';
import type { SigningKey } from './signing-key.ts';
import { statementOf } from './statement.ts';

/** The folder that holds a copy of every output and what makes changes to them evident. */
export const BUNDLE = 'bundle';

/**
 * The files of a bundle: the outputs, the manifest with their digests, and, with a key, the signed statement about all
 * of them. Paths are below the bundle. Equal runs and keys give equal bytes.
 */
export function bundleOf(run: Run, outputs: readonly Output[], key: SigningKey | undefined): Output[] {
  const files = outputs.map(digestOf).sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = jsonFile(MANIFEST_FILE, manifestOf(run, files, key?.id));
  if (!key) return [...outputs, manifest];
  // The manifest is a subject too, so that none of its words can be changed.
  const statement = statementOf(run, [...files, digestOf(manifest)]);
  const envelope = envelopeOf(Buffer.from(JSON.stringify(statement)), key.privateKey, key.id);
  return [...outputs, manifest, jsonFile(SIGNATURE_FILE, envelope)];
}

function jsonFile(path: string, value: unknown): Output {
  return { path, content: `${JSON.stringify(value, null, 2)}\n` };
}
