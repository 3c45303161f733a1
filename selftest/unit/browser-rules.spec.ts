import { expect, test } from '@playwright/test';
import type { CrossOriginRead } from '../../fixtures/browser-cross-origin.ts';
import type { AttemptOnPage, NonceOnPage } from '../../fixtures/browser-observations.ts';
import {
  blocking,
  nonceRule,
  readable,
  refusedFrame,
  secureLoads,
  unreadable,
} from '../../fixtures/matchers/browser.ts';

const violation = { directive: 'script-src-elem', blocked: 'inline', disposition: 'enforce', policy: '' };
const attempt: AttemptOnPage = { subject: 'GET / → 200 with x', name: 'inline-script', ran: false };
const nonce: NonceOnPage = {
  ...attempt,
  name: 'nonce-script',
  ran: true,
  ownScripts: { withNonce: 2, withOther: 0, blocked: false },
};
const crossOrigin: CrossOriginRead = {
  subject: 'GET /videos from https://foreign.invalid',
  origin: 'https://foreign.invalid',
  request: { url: 'https://localhost/videos', method: 'GET', headers: {}, credentials: false },
};

test.describe('an attempt', () => {
  test('fires if it ran', () => {
    expect(blocking({ ...attempt, ran: true })?.observed).toBe('it ran');
  });

  test('fires if it ran although something was reported', () => {
    expect(blocking({ ...attempt, ran: true, violation })).toBeDefined();
  });

  test('does not fire if the browser reports what forbids it', () => {
    expect(blocking({ ...attempt, violation })).toBeUndefined();
  });

  test('is no pass if it did not run for no known reason', () => {
    expect(() => blocking(attempt)).toThrow('reports no policy that forbids it');
    expect(() => blocking({ ...attempt, trouble: 'TypeError' })).toThrow('(TypeError)');
  });
});

test.describe('scripts with a nonce', () => {
  test('do not fire if they run', () => {
    expect(nonceRule(nonce)).toBeUndefined();
  });

  test('fire if the one with the right nonce is blocked', () => {
    expect(nonceRule({ ...nonce, ran: false, violation })?.observed).toBe('it is blocked by script-src-elem');
  });

  test("fire if the page's own have another nonce and are blocked", () => {
    const ownScripts = { withNonce: 2, withOther: 1, blocked: true };
    expect(nonceRule({ ...nonce, ownScripts })?.observed).toContain('1 of 2 scripts');
  });

  test('do not fire if another nonce does no harm, as with a policy of hashes', () => {
    expect(
      nonceRule({ ...nonce, ownScripts: { withNonce: 2, withOther: 1, blocked: false } }),
    ).toBeUndefined();
  });

  test('are no pass if they did not run for no known reason', () => {
    expect(() => nonceRule({ ...nonce, ran: false })).toThrow('reports no policy that forbids it');
  });
});

test('a frame fires if it is rendered', () => {
  const frame = { subject: 'GET / → 200', url: 'https://localhost/' };
  expect(refusedFrame({ ...frame, outcome: 'rendered' })).toBeDefined();
  expect(refusedFrame({ ...frame, outcome: 'refused' })).toBeUndefined();
});

test('a page fires with every URL that it asks for over plain http', () => {
  const insecure = [
    { url: 'http://a.test/', outcome: 'Image, MixedContentWarning' },
    { url: 'http://b.test/', outcome: 'asked for' },
  ];
  expect(secureLoads({ subject: 'GET / → 200', insecure })?.observed).toBe(
    'http://a.test/ (Image, MixedContentWarning), http://b.test/ (asked for)',
  );
  expect(secureLoads({ subject: 'GET / → 200', insecure: [] })).toBeUndefined();
});

test.describe('an answer for another origin', () => {
  const read = { ...crossOrigin, read: { status: 200, characters: 29 } };
  const kept = { ...crossOrigin, refusal: 'MissingAllowOriginHeader' };

  test('fires for an allowed origin if the browser keeps it', () => {
    expect(readable(kept)?.observed).toBe('kept from the page: MissingAllowOriginHeader');
    expect(readable(read)).toBeUndefined();
  });

  test('fires for a foreign origin if the page reads it', () => {
    expect(unreadable(read)?.observed).toBe('the page reads status 200 and 29 characters');
    expect(unreadable(kept)).toBeUndefined();
  });
});
