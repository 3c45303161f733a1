import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keyIdOf } from './envelope.ts';

/** A key pair that was made, and where it is. */
export interface KeyPair {
  readonly privateFile: string;
  readonly publicFile: string;
  /** As {@link keyIdOf} makes it. */
  readonly keyid: string;
}

/**
 * Makes an ed25519 key pair in a folder: `private.pem` (PKCS #8, for its owner's eyes only) and `public.pem` (SPKI).
 *
 * @throws Error where either file is there: without the old public key, what it signed cannot be checked any more
 */
export function makeKeys(folder: string): KeyPair {
  const [privateFile, publicFile] = [
    join(resolve(folder), 'private.pem'),
    join(resolve(folder), 'public.pem'),
  ];
  for (const file of [privateFile, publicFile]) {
    if (existsSync(file)) throw new Error(`${file} is there already and stays as it is`);
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  write(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  write(publicFile, publicKey.export({ type: 'spki', format: 'pem' }), 0o644);
  return { privateFile, publicFile, keyid: keyIdOf(publicKey) };
}

function write(file: string, pem: string | Buffer, mode: number): void {
  // `wx` fails where somebody has put a file there meanwhile.
  writeFileSync(file, pem, { flag: 'wx', mode });
}
