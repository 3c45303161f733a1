import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { command, type Answer } from '../../reporters/seal/command.ts';
import { HOUSE } from '../runs/run-suite.ts';
import { writtenBundle } from './sealed.ts';
import { key, TAMPERING } from './tampering.ts';

/** The public key as a file of the running test. */
function publicFile(): string {
  const file = test.info().outputPath(`public-${process.hrtime.bigint()}.pem`);
  writeFileSync(file, key.publicKey.export({ type: 'spki', format: 'pem' }));
  return file;
}

const verify = (folder: string, ...more: string[]): Answer => command(['verify', folder, ...more]);

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
