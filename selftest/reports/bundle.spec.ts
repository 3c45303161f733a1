import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bundleOf } from '../../reporters/seal/bundle.ts';
import { isSignedBy, preAuthEncoding, type Envelope } from '../../reporters/seal/envelope.ts';
import type { Manifest } from '../../reporters/seal/manifest.ts';
import { signingKey } from '../../reporters/seal/signing-key.ts';
import { resultOf, type Statement } from '../../reporters/seal/statement.ts';
import { freshKey, OUTPUTS, sampleRun, writtenBundle } from './sealed.ts';

const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

test.describe('A bundle', () => {
  test('signs the bytes that DSSE says', () => {
    // The example of the DSSE protocol's specification.
    const encoded = preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
    expect(encoded.toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
    // Lengths count bytes, not characters.
    expect(preAuthEncoding('é', Buffer.from('ü')).toString()).toBe('DSSEv1 2 é 2 ü');
  });

  test('is signed so that openssl agrees', () => {
    const key = freshKey();
    const folder = writtenBundle(key);
    const { payload, payloadType, signatures } = read(folder, 'statement.dsse.json') as Envelope;
    const files = {
      message: preAuthEncoding(payloadType, Buffer.from(payload, 'base64')),
      signature: Buffer.from(signatures[0]?.sig ?? '', 'base64'),
      key: key.publicKey.export({ type: 'spki', format: 'pem' }),
    };
    const paths = Object.entries(files).map(([name, content]) => {
      const file = test.info().outputPath(name);
      writeFileSync(file, content);
      return file;
    });
    const [message = '', signature = '', publicKey = ''] = paths;
    const check = () =>
      spawnSync(
        'openssl',
        [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          publicKey,
          '-rawin',
          '-in',
          message,
          '-sigfile',
          signature,
        ],
        { encoding: 'utf8' },
      );
    expect(check()).toMatchObject({ status: 0, stdout: 'Signature Verified Successfully\n' });
    writeFileSync(message, 'another message');
    expect(check()).toMatchObject({ status: 1, stdout: 'Signature Verification Failure\n' });
    const der = execFileSync('openssl', ['pkey', '-pubin', '-in', publicKey, '-outform', 'DER']);
    const id = execFileSync('openssl', ['dgst', '-sha256', '-r'], { input: der, encoding: 'utf8' });
    expect(id.split(' ')[0]).toBe(signatures[0]?.keyid);
  });

  test('states the digest of every file, the manifest included', () => {
    const folder = writtenBundle(freshKey());
    const { payload } = read(folder, 'statement.dsse.json') as Envelope;
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as Statement;
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      predicate: {
        result: 'WARNED',
        configuration: [{ name: 'profile staging', digest: { sha256: 'abcdef0123456789'.repeat(4) } }],
        passedTests: ['HDR-HSTS-01'],
        failedTests: [],
      },
    });
    const names = statement.subject.map(({ name }) => name);
    expect(names.toSorted()).toEqual([...OUTPUTS.map(({ path }) => path), 'manifest.json'].toSorted());
    for (const { name, digest } of statement.subject) {
      const sum = execFileSync('sha256sum', [join(folder, name)], { encoding: 'utf8' });
      expect.soft(sum.split(' ')[0], name).toBe(digest.sha256);
    }
  });

  test('says plainly where it is unsigned', () => {
    const folder = writtenBundle();
    const { signature } = read(folder, 'manifest.json') as Manifest;
    expect(signature).toMatchObject({ signed: false });
    expect(JSON.stringify(signature)).toContain('Nobody vouches for these files');
    expect(bundleOf(sampleRun('pass'), OUTPUTS, undefined).map(({ path }) => path)).not.toContain(
      'statement.dsse.json',
    );
  });

  test('of the same run and key has the same bytes', () => {
    const key = freshKey();
    const twice = [1, 2].map(() => bundleOf(sampleRun('fail'), OUTPUTS, key));
    expect(twice[0]).toEqual(twice[1]);
  });

  test('is FAILED exactly where the run does not end with 0', () => {
    const results = (['pass', 'waived', 'fail', 'waiver-expired', 'error', 'not-evaluated'] as const).map(
      (status) => [status, resultOf(sampleRun(status))],
    );
    expect(Object.fromEntries(results)).toEqual({
      pass: 'WARNED',
      waived: 'WARNED',
      fail: 'FAILED',
      'waiver-expired': 'FAILED',
      error: 'FAILED',
      'not-evaluated': 'FAILED',
    });
    expect(resultOf(sampleRun('pass', true))).toBe('FAILED');
    expect(resultOf({ ...sampleRun('pass'), completeness: 'complete' })).toBe('PASSED');
  });
});

test.describe('The key that signs', () => {
  const pemOf = (name: string, pem: string) => {
    const file = test.info().outputPath(name);
    writeFileSync(file, pem);
    return file;
  };

  test('is named as profiles name their secrets', () => {
    const key = freshKey();
    const file = pemOf('private.pem', key.privatePem);
    const named = [
      signingKey({ PLUMBLINE_SIGNING_KEY: `\${file:${file}}` }),
      signingKey({ PLUMBLINE_SIGNING_KEY: '${env:KEY}', KEY: key.privatePem }),
    ];
    expect(named.map((each) => each?.id)).toEqual([key.id, key.id]);
    expect(signingKey({})).toBeUndefined();
    const [signed] = bundleOf(sampleRun('pass'), OUTPUTS, named[0]).slice(-1);
    expect(isSignedBy(JSON.parse(String(signed?.content)) as Envelope, key.publicKey)).toBe(true);
  });

  test('is refused where it cannot sign, and never shown', () => {
    const { privatePem, publicKey } = freshKey();
    const rsa = execFileSync('openssl', ['genpkey', '-algorithm', 'X25519'], { encoding: 'utf8' });
    const wrong: Readonly<Record<string, readonly [env: Record<string, string>, because: RegExp]>> = {
      'a key itself': [{ PLUMBLINE_SIGNING_KEY: privatePem }, /must name a key that is kept elsewhere/],
      'a plain path': [{ PLUMBLINE_SIGNING_KEY: '/etc/hostname' }, /must name a key that is kept elsewhere/],
      'a missing variable': [
        { PLUMBLINE_SIGNING_KEY: '${env:KEY}' },
        /environment variable KEY, which is missing/,
      ],
      'a missing file': [{ PLUMBLINE_SIGNING_KEY: '${file:/no/such}' }, /file \/no\/such, which is missing/],
      'no key': [{ PLUMBLINE_SIGNING_KEY: '${env:KEY}', KEY: 'qwertz' }, /ed25519 key in PEM/],
      'half a key': [
        { PLUMBLINE_SIGNING_KEY: '${env:KEY}', KEY: privatePem.slice(0, 60) },
        /ed25519 key in PEM/,
      ],
      'a public key': [
        {
          PLUMBLINE_SIGNING_KEY: '${env:KEY}',
          KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        },
        /holds a public one/,
      ],
      'another kind of key': [{ PLUMBLINE_SIGNING_KEY: '${env:KEY}', KEY: rsa }, /holds one of type x25519/],
    };
    for (const [what, [env, because]] of Object.entries(wrong)) {
      expect.soft(() => signingKey(env), what).toThrow(because);
      expect.soft(() => signingKey(env), what).not.toThrow(privatePem.split('\n')[1]);
    }
  });
});
