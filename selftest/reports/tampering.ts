import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../reporters/seal/digest.ts';
import { envelopeOf, type Envelope } from '../../reporters/seal/envelope.ts';
import type { Manifest } from '../../reporters/seal/manifest.ts';
import type { SigningKey } from '../../reporters/seal/signing-key.ts';
import { freshKey } from './sealed.ts';

function editManifest(folder: string, change: (manifest: Manifest) => object): void {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Manifest)));
}

function editEnvelope(folder: string, change: (envelope: Envelope) => object): void {
  const file = join(folder, 'statement.dsse.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Envelope)));
}

/** Replaces the signed statement by one that the key signs. */
function sign(folder: string, signer: SigningKey, change: (statement: object) => object): void {
  editEnvelope(folder, ({ payload }) => {
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as object;
    return envelopeOf(Buffer.from(JSON.stringify(change(statement))), signer.privateKey, signer.id);
  });
}

/** The key that every bundle here is signed with. */
export const key = freshKey();

/** What somebody does to a signed bundle, and what is said of it. */
export const TAMPERING: Readonly<Record<string, readonly [act: (folder: string) => void, says: RegExp]>> = {
  'changes a file': [
    (folder) => {
      writeFileSync(join(folder, 'audit.html'), '<!doctype html>!');
    },
    /^ {2}changed: audit\.html/m,
  ],
  'changes a file and keeps its size': [
    (folder) => {
      writeFileSync(join(folder, 'audit.html'), '<!doctype HTML>\n');
    },
    /^ {2}changed: audit\.html/m,
  ],
  'changes a file and its digest in the manifest': [
    (folder) => {
      const content = '{ "sample": false }\n';
      writeFileSync(join(folder, 'run.json'), content);
      editManifest(folder, (manifest) => ({
        ...manifest,
        files: [
          ...manifest.files.filter(({ path }) => path !== 'run.json'),
          digestOf({ path: 'run.json', content }),
        ],
      }));
    },
    /^ {2}changed: run\.json \(against the signed statement\)\n {2}changed: manifest\.json/m,
  ],
  'adds a file': [
    (folder) => {
      mkdirSync(join(folder, 'more'));
      writeFileSync(join(folder, 'more/notes.txt'), 'x');
    },
    /^ {2}added: more\/notes\.txt$/m,
  ],
  'adds a file that a reader might not see': [
    (folder) => {
      writeFileSync(join(folder, '.hidden\u001b[2K'), '');
    },
    /^ {2}added: \.hidden\\u\{1b\}\[2K$/m,
  ],
  'removes a file': [
    (folder) => {
      rmSync(join(folder, 'oscal/poam.json'));
    },
    /^ {2}removed: oscal\/poam\.json$/m,
  ],
  'renames a file': [
    (folder) => {
      renameSync(join(folder, 'audit.pdf'), join(folder, 'old.pdf'));
    },
    /^ {2}removed: audit\.pdf\n {2}added: old\.pdf$/m,
  ],
  'puts a symbolic link in the place of a file': [
    (folder) => {
      renameSync(join(folder, 'run.json'), `${folder}.json`);
      symlinkSync(`${folder}.json`, join(folder, 'run.json'));
    },
    /^ {2}neither a file nor a folder \(a symbolic link\?\): run\.json\n {2}removed: run\.json$/m,
  ],
  'puts a symbolic link to something endless in the place of the manifest': [
    (folder) => {
      rmSync(join(folder, 'manifest.json'));
      symlinkSync('/dev/zero', join(folder, 'manifest.json'));
    },
    /^ {2}removed: manifest\.json$/m,
  ],
  'has the manifest name a path outside': [
    (folder) => {
      editManifest(folder, (manifest) => ({
        ...manifest,
        files: [...manifest.files, { path: '../../secret', bytes: 0, sha256: '0'.repeat(64) }],
      }));
    },
    /^ {2}the manifest names a path that leaves the folder: \.\.\/\.\.\/secret$/m,
  ],
  'has the manifest tell another result': [
    (folder) => {
      editManifest(folder, (manifest) => ({ ...manifest, result: 'PASSED' }));
    },
    /^ {2}the manifest lies: its result is PASSED, the statement's is WARNED$/m,
  ],
  'has the manifest call it unsigned': [
    (folder) => {
      editManifest(folder, (manifest) => ({ ...manifest, signature: { signed: false } }));
    },
    /^ {2}the manifest lies: it says unsigned/m,
  ],
  'breaks the manifest': [
    (folder) => {
      writeFileSync(join(folder, 'manifest.json'), '{"files": 3}');
    },
    /^ {2}manifest\.json is not what Plumbline writes$/m,
  ],
  'takes the signature away': [
    (folder) => {
      rmSync(join(folder, 'statement.dsse.json'));
    },
    /^ {2}removed: statement\.dsse\.json, though the manifest says/m,
  ],
  'breaks the signature': [
    (folder) => {
      editEnvelope(folder, (envelope) => ({
        ...envelope,
        signatures: [{ keyid: key.id, sig: Buffer.alloc(64).toString('base64') }],
      }));
    },
    /^ {2}wrong signature: /m,
  ],
  'changes what was signed': [
    (folder) => {
      editEnvelope(folder, (envelope) => ({
        ...envelope,
        payload: Buffer.from(
          Buffer.from(envelope.payload, 'base64').toString().replace('WARNED', 'PASSED'),
        ).toString('base64'),
      }));
    },
    /^ {2}wrong signature: /m,
  ],
  'leaves an envelope without signatures': [
    (folder) => {
      editEnvelope(folder, (envelope) => ({ ...envelope, signatures: [] }));
    },
    /^ {2}statement\.dsse\.json is not what Plumbline writes$/m,
  ],
  'has the same key sign something of another type': [
    (folder) => {
      editEnvelope(folder, (envelope) => ({
        ...envelope,
        payloadType: 'text/plain',
      }));
    },
    /^ {2}statement\.dsse\.json holds no in-toto statement, but text\/plain$/m,
  ],
  'has the same key sign a statement about another profile': [
    (folder) => {
      sign(folder, key, (statement) => ({
        ...statement,
        predicate: { result: 'WARNED', configuration: [{ name: 'x', digest: { sha256: 'f'.repeat(64) } }] },
      }));
    },
    /^ {2}the manifest lies: its profile is another/m,
  ],
  'signs everything again with a key of their own': [
    (folder) => {
      sign(folder, freshKey(), (statement) => statement);
    },
    new RegExp(`^ {2}signed by another key: [0-9a-f]{64}, not ${key.id}$`, 'm'),
  ],
  'signs it with another key under the name of the right one': [
    (folder) => {
      sign(folder, { ...freshKey(), id: key.id }, (statement) => statement);
    },
    /^ {2}wrong signature: /m,
  ],
};
