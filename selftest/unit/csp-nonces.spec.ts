import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { fresh, unguessable, type NonceSeries } from '../../fixtures/matchers/csp-nonces.ts';
import { nonceMaker } from '../../stack/embedded/nonces.ts';

const RESPONSES = 8;

/** The n-th pseudorandom byte string: the same in every run, so that no run fails by chance. */
function bytes(n: number, length = 16): Buffer {
  return createHash('sha512').update(`plumbline ${n}`).digest().subarray(0, length);
}

function series(nonce: (n: number) => string | readonly string[]): NonceSeries {
  return {
    subject: 'GET / → 200, 8 times',
    responses: Array.from({ length: RESPONSES }, (_, n) => [nonce(n)].flat()),
    otherwise: 'no Content-Security-Policy field',
  };
}

const none = { ...series(() => []), otherwise: "script-src 'self'" };

test.describe('The rule for fresh nonces', () => {
  test('fires where there is none, and says what is there', () => {
    expect(fresh(none)?.observed).toBe("no nonce: script-src 'self'");
  });

  for (const [because, nonce, observed] of [
    ['all are the same', () => 'YWJj', '1 different nonces in 8 responses'],
    ['one comes again', (n: number) => `n${n % 7}`, '7 different nonces in 8 responses'],
    ['one response has none', (n: number) => (n === 3 ? [] : `n${n}`), 'no nonce in 1 of 8 responses'],
    ['a second one comes again', (n: number) => [`n${n}`, 'style'], '9 different nonces in 8 responses'],
  ] as const) {
    test(`fires where ${because}`, () => {
      expect(fresh(series(nonce))?.observed).toBe(observed);
    });
  }

  test('does not fire if each response has its own', () => {
    expect(fresh(series((n) => [`a${n}`, `b${n}`]))).toBeUndefined();
  });
});

test.describe('The rule for unguessable nonces', () => {
  test('fires where there is none', () => {
    expect(unguessable(none, 128)?.observed).toBe("no nonce: script-src 'self'");
  });

  for (const [because, nonce, observed] of [
    ['is no base64', () => 'a!b', /'nonce-a!b', which browsers ignore/],
    ['is short', (n: number) => bytes(n, 8).toString('base64'), /^11 characters of base64: at most 64 bits$/],
    ['lacks one byte', (n: number) => bytes(n, 15).toString('base64'), /at most 120 bits$/],
    ['lacks one byte in hexadecimal', (n: number) => bytes(n, 15).toString('hex'), /at most 120 bits$/],
    ['counts', (n: number) => (2n ** 127n + BigInt(n)).toString(16), /^32 [\w ]+, 31 of them the same/],
    ['is a time', (n: number) => String(1_790_000_000_000 + n * 7), /^13 decimal digits, 1\d of them/],
    [
      'is a time in base64',
      (n: number) => btoa(String(1_790_000_000_000 + n * 7)),
      /decimal digits.* in base64/,
    ],
    ['begins alike', (n: number) => `csp-nonce-${bytes(n, 8).toString('base64url')}`, /10 of them the same/],
    [
      'has digits only',
      (n: number) => String(bytes(n).readBigUInt64BE()).padStart(20, '1'),
      /decimal digits/,
    ],
    [
      'is a fraction in base64',
      (n: number) => btoa(String(bytes(n).readUInt32BE() / 2 ** 32)),
      /in base64: at most/,
    ],
    ['is a word', (n: number) => `${'abcdefgh'[n] ?? ''}bcdefghijklmnopqrstuvwxyz`, /letters of one case/],
    ['is a UUID', () => randomUUID(), /^UUIDs of version 4: at most 122 bits$/],
    ['is a UUID in base64', () => btoa(randomUUID()), /^UUIDs of version 4 in base64: at most 122 bits$/],
  ] as const) {
    test(`fires where one ${because}`, () => {
      expect(unguessable(series(nonce), 128)?.observed).toMatch(observed);
    });
  }

  test('fires where the second nonce can be guessed', () => {
    const two = series((n) => [bytes(n).toString('base64'), `style${n}`]);
    expect(unguessable(two, 128)?.observed).toMatch(/^6 /);
  });

  for (const [what, nonce] of [
    ['16 bytes in base64', (n: number) => bytes(n).toString('base64')],
    ['16 bytes in base64url', (n: number) => bytes(n).toString('base64url')],
    ['16 bytes in hexadecimal', (n: number) => bytes(n).toString('hex')],
    ['16 bytes in capital hexadecimal', (n: number) => bytes(n).toString('hex').toUpperCase()],
    ['16 bytes in hexadecimal in base64', (n: number) => btoa(bytes(n).toString('hex'))],
    ['32 bytes behind a fixed word', (n: number) => `page-${bytes(n, 32).toString('base64url')}`],
    [
      '22 letters and digits',
      (n: number) => bytes(n, 33).toString('base64').replace(/[+/]/g, 'x').slice(0, 22),
    ],
  ] as const) {
    test(`does not fire on ${what}`, () => {
      expect(unguessable(series(nonce), 128)).toBeUndefined();
    });
  }

  test('leaves one that comes again to the other rule', () => {
    expect(
      unguessable(
        series(() => bytes(0).toString('base64')),
        128,
      ),
    ).toBeUndefined();
  });

  test('asks for as many bits as the profile', () => {
    const short = series((n) => bytes(n, 8).toString('base64'));
    expect(unguessable(short, 64)).toBeUndefined();
    expect(unguessable(short, 65)).toBeDefined();
  });

  for (const encoding of ['base64', 'base64url', 'hex'] as const) {
    test(`raises no false alarm in 3,000 runs of random nonces in ${encoding}`, () => {
      const runs = Array.from({ length: 3_000 }, () => series(() => randomBytes(16).toString(encoding)));
      expect(runs.filter((run) => unguessable(run, 128) !== undefined)).toEqual([]);
    });
  }

  test('takes a megabyte in time', () => {
    const startedAt = performance.now();
    unguessable(
      series((n) => bytes(n).toString('hex').repeat(32_768)),
      128,
    );
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

test('The stack makes random nonces of the right length unless told otherwise', () => {
  const next = nonceMaker({ from: 'random', bytes: 16, encoding: 'base64', prefix: '', responses: 1 });
  const made = series(() => next());
  expect(fresh(made)).toBeUndefined();
  expect(unguessable(made, 128)).toBeUndefined();
});
