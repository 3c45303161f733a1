import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from '@playwright/test';
import { buildRun, type Run } from '../../reporters/run.ts';
import { bundleOf } from '../../reporters/seal/bundle.ts';
import { keyIdOf } from '../../reporters/seal/envelope.ts';
import type { SigningKey } from '../../reporters/seal/signing-key.ts';
import type { Status } from '../../controls/index.ts';
import { SAMPLE } from '../unit/run-sample.ts';

/** A run in which HSTS has this status, and nothing else was looked at. */
export function sampleRun(status: Status, interrupted = false): Run {
  return buildRun({
    ...SAMPLE,
    verdicts: [
      {
        verdict: { control: 'HDR-HSTS-01', status, reason: '', findings: [], evidence: [] },
        durationMs: 1,
      },
    ],
    interrupted,
  });
}

/** A fresh ed25519 key pair. */
export function freshKey(): SigningKey & { readonly publicKey: KeyObject; readonly privatePem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { privateKey, publicKey, privatePem, id: keyIdOf(publicKey) };
}

export const OUTPUTS = [
  { path: 'run.json', content: '{ "sample": true }\n' },
  { path: 'audit.html', content: '<!doctype html>\n' },
  { path: 'oscal/poam.json', content: '{}\n' },
  { path: 'audit.pdf', content: new Uint8Array([37, 80, 68, 70, 0, 255]) },
] as const;

/** Writes a bundle of {@link OUTPUTS} into a folder of the running test, and tells the folder. */
export function writtenBundle(key?: SigningKey): string {
  const folder = test.info().outputPath(`bundle-${process.hrtime.bigint()}`);
  for (const { path, content } of bundleOf(sampleRun('pass'), OUTPUTS, key)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
