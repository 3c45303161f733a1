import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { digestOf } from '../../reporters/seal/digest.ts';
import { envelopeOf, type Envelope } from '../../reporters/seal/envelope.ts';
import type { Manifest } from '../../reporters/seal/manifest.ts';
import { command, type Answer } from '../../reporters/seal/command.ts';
import type { SigningKey } from '../../reporters/seal/signing-key.ts';
import { HOUSE } from '../runs/run-suite.ts';
import { freshKey, writtenBundle } from './sealed.ts';

const key = freshKey();

/** The public key as a file of the running test. */
function publicFile(of: { readonly publicKey: typeof key.publicKey } = key): string {
  const file = test.info().outputPath(`public-${process.hrtime.bigint()}.pem`);
  writeFileSync(file, of.publicKey.export({ type: 'spki', format: 'pem' }));
  return file;
}

const verify = (folder: string, ...more: string[]): Answer => command(['verify', folder, ...more]);

function edit<T>(folder: string, name: string, change: (value: T) => unknown): void {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as T), null, 2));
}

/** Replaces the signed statement by one that the key signs. */
function sign(folder: string, signer: SigningKey, change: (statement: object) => object): void {
  edit<Envelope>(folder, 'statement.dsse.json', ({ payload }) => {
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as object;
    return envelopeOf(Buffer.from(JSON.stringify(change(statement))), signer.privateKey, signer.id);
  });
}

/** What somebody does to a signed bundle, and what is said of it. */
const TAMPERING: Readonly<Record<string, readonly [act: (folder: string) => void, says: RegExp]>> = {
  'changes a file': [
    (folder) => writeFileSync(join(folder, 'audit.html'), '<!doctype html>!'),
    /^ {2}changed: audit\.html/m,
  ],
  'changes a file and keeps its size': [
    (folder) => writeFileSync(join(folder, 'audit.html'), '<!doctype HTML>\n'),
    /^ {2}changed: audit\.html/m,
  ],
  'changes a file and its digest in the manifest': [
    (folder) => {
      const content = '{ "sample": false }\n';
      writeFileSync(join(folder, 'run.json'), content);
      edit<Manifest>(folder, 'manifest.json', (manifest) => ({
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
    (folder) => writeFileSync(join(folder, '.hidden\u001b[2K'), ''),
    /^ {2}added: \.hidden\\u\{1b\}\[2K$/m,
  ],
  'removes a file': [
    (folder) => rmSync(join(folder, 'oscal/poam.json')),
    /^ {2}removed: oscal\/poam\.json$/m,
  ],
  'renames a file': [
    (folder) => renameSync(join(folder, 'audit.pdf'), join(folder, 'old.pdf')),
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
      edit<Manifest>(folder, 'manifest.json', (manifest) => ({
        ...manifest,
        files: [...manifest.files, { path: '../../secret', bytes: 0, sha256: '0'.repeat(64) }],
      }));
    },
    /^ {2}the manifest names a path that leaves the folder: \.\.\/\.\.\/secret$/m,
  ],
  'has the manifest tell another result': [
    (folder) => {
      edit<Manifest>(folder, 'manifest.json', (manifest) => ({ ...manifest, result: 'PASSED' }));
    },
    /^ {2}the manifest lies: its result is PASSED, the statement's is WARNED$/m,
  ],
  'has the manifest call it unsigned': [
    (folder) => {
      edit<Manifest>(folder, 'manifest.json', (manifest) => ({ ...manifest, signature: { signed: false } }));
    },
    /^ {2}the manifest lies: it says unsigned/m,
  ],
  'breaks the manifest': [
    (folder) => writeFileSync(join(folder, 'manifest.json'), '{"files": 3}'),
    /^ {2}manifest\.json is not what Plumbline writes$/m,
  ],
  'takes the signature away': [
    (folder) => rmSync(join(folder, 'statement.dsse.json')),
    /^ {2}removed: statement\.dsse\.json, though the manifest says/m,
  ],
  'breaks the signature': [
    (folder) => {
      edit<Envelope>(folder, 'statement.dsse.json', (envelope) => ({
        ...envelope,
        signatures: [{ keyid: key.id, sig: Buffer.alloc(64).toString('base64') }],
      }));
    },
    /^ {2}wrong signature: /m,
  ],
  'changes what was signed': [
    (folder) => {
      edit<Envelope>(folder, 'statement.dsse.json', (envelope) => ({
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
      edit<Envelope>(folder, 'statement.dsse.json', (envelope) => ({ ...envelope, signatures: [] }));
    },
    /^ {2}statement\.dsse\.json is not what Plumbline writes$/m,
  ],
  'has the same key sign something of another type': [
    (folder) => {
      edit<Envelope>(folder, 'statement.dsse.json', (envelope) => ({
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

test.describe('Verification', () => {
  test('accepts a bundle that nobody has touched, and only by its key', () => {
    const folder = writtenBundle(key);
    const { code, text } = verify(folder, '--key', publicFile());
    expect(text).toMatch(
      /^.+: 6 files\nby its own word: profile staging, .+, partial, WARNED\nVERIFIED: every file is as it was signed by [0-9a-f]{64}$/,
    );
    expect(code).toBe(0);
  });

  for (const [what, [act, says]] of Object.entries(TAMPERING)) {
    test(`tells where somebody ${what}`, () => {
      const folder = writtenBundle(key);
      act(folder);
      const { code, text } = verify(folder, '--key', publicFile());
      expect(text).toMatch(says);
      expect(text).toMatch(/\nNOT AS IT WAS SEALED$/);
      expect(code).toBe(1);
    });
  }

  test('does not vouch for what it could not check', () => {
    const unsigned = writtenBundle();
    expect(verify(unsigned)).toMatchObject({
      code: 2,
      text: expect.stringMatching(/unsigned: .*\nNOT VERIFIED$/),
    });
    expect(verify(unsigned, '--key', publicFile())).toMatchObject({
      code: 1,
      text: expect.stringContaining('  unsigned: there is no signature'),
    });
    expect(verify(writtenBundle(key))).toMatchObject({
      code: 2,
      text: expect.stringMatching(/the signature was not checked: .*\nNOT VERIFIED$/),
    });
    writeFileSync(join(unsigned, 'run.json'), '{}');
    expect(verify(unsigned)).toMatchObject({ code: 1, text: expect.stringContaining('  changed: run.json') });
  });

  test('says what it cannot read', () => {
    const folder = writtenBundle(key);
    const privateFile = test.info().outputPath('private.pem');
    writeFileSync(privateFile, key.privatePem);
    const wrong: Readonly<Record<string, readonly [args: string[], says: RegExp]>> = {
      'no folder': [['verify'], /^plumbline: verify needs one bundle\n\nUsage:/],
      'two folders': [['verify', 'a', 'b'], /^plumbline: verify needs one bundle\n\nUsage:/],
      'a missing folder': [['verify', '/no/such'], /^plumbline: ENOENT.*\/no\/such'$/],
      'a file': [['verify', join(folder, 'run.json')], /^plumbline: ENOTDIR/],
      'an unknown option': [
        ['verify', folder, '--force'],
        /^plumbline: Unknown option '--force'.*\n\nUsage:/,
      ],
      'a missing key': [['verify', folder, '--key', '/no/such'], /^plumbline: ENOENT/],
      'a private key': [['verify', folder, '--key', privateFile], /is a private key: give its public\.pem$/],
      'something else': [['verify', folder, '--key', join(folder, 'run.json')], /is no public key in PEM$/],
      'an unknown command': [['sing'], /^plumbline: there is no command sing\n\nUsage:/],
      'no command': [[], /^Usage:/],
    };
    for (const [what, [args, says]] of Object.entries(wrong)) {
      const { code, text } = command(args);
      expect.soft(text, what).toMatch(says);
      expect.soft(code, what).toBe(2);
    }
    expect(command(['help'])).toMatchObject({ code: 0, text: expect.stringMatching(/^Usage:/) });
  });
});

test('Key pairs are made for one pair of eyes, and never take the place of others', () => {
  const folder = test.info().outputPath('keys');
  expect(command(['keys', folder])).toMatchObject({
    code: 0,
    text: expect.stringMatching(/^key id [0-9a-f]{64}$/m),
  });
  const file = join(folder, 'private.pem');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file);
  expect(command(['keys', folder])).toMatchObject({
    code: 2,
    text: expect.stringContaining('stays as it is'),
  });
  rmSync(file);
  expect(command(['keys', folder])).toMatchObject({ code: 2, text: expect.stringContaining('public.pem') });
  writeFileSync(file, before);
  expect(readFileSync(file)).toEqual(before);
});

test('The command is there after npm ci, and needs no network', () => {
  const folder = writtenBundle(key);
  const { status, stdout, stderr } = spawnSync(
    'npx',
    ['--offline', 'plumbline', 'verify', folder, '--key', publicFile()],
    { cwd: HOUSE, encoding: 'utf8' },
  );
  expect(stdout, stderr).toContain('VERIFIED');
  expect(status).toBe(0);
});
