import { test, expect } from '@playwright/test';
import { cacheControl, contentType, silence, singleLines } from '../../fixtures/matchers/headers.ts';
import { withBody } from '../../fixtures/with-body.ts';
import { answered, sent } from './headers-response.ts';

test.describe('The rule for Cache-Control', () => {
  const wanted = { required: ['no-store'], forbidden: ['public'] };

  for (const [because, ...lines] of [
    ['is missing'],
    ['lacks what is required', 'private, max-age=0'],
    ['holds what is forbidden', 'no-store', 'Public'],
    ['holds it within quotes only', 'x="no-store"'],
  ] as const) {
    test(`fires where it ${because}`, () => {
      expect(cacheControl(sent('Cache-Control', ...lines), wanted)).toBeDefined();
    });
  }

  for (const [because, ...lines] of [
    ['differs in case', 'No-Store'],
    ['spreads over lines', 'max-age=0', 'no-store'],
    ['names fields in quotes', 'no-cache="public, x", no-store'],
  ] as const) {
    test(`does not fire if it ${because}`, () => {
      expect(cacheControl(sent('Cache-Control', ...lines), wanted)).toBeUndefined();
    });
  }

  test('does not take no-cache for single fields as no-cache', () => {
    const response = sent('Cache-Control', 'no-cache="set-cookie"');
    expect(cacheControl(response, { required: ['no-cache'], forbidden: [] })).toBeDefined();
    expect(cacheControl(response, { required: [], forbidden: ['no-cache'] })).toBeDefined();
  });
});

test.describe('The rule for Content-Type', () => {
  for (const [because, ...lines] of [
    ['is missing'],
    ['is no media type', 'html'],
    ['leaves the charset out of text', 'text/html'],
    ['leaves the charset out of JSON', 'application/problem+json'],
    ['names another charset', 'text/plain; charset=iso-8859-1'],
    ['is replaced by a later line', 'text/html; charset=utf-8', 'text/html'],
  ] as const) {
    test(`fires where it ${because}`, () => {
      expect(contentType(sent('Content-Type', ...lines), { charset: 'utf-8' })).toBeDefined();
    });
  }

  for (const line of [
    'text/html; charset=utf-8',
    'application/json;charset="UTF-8"',
    'image/png',
    'application/octet-stream',
  ]) {
    test(`does not fire if it is ${line}`, () => {
      expect(contentType(sent('Content-Type', line), { charset: 'utf-8' })).toBeUndefined();
    });
  }

  test('is held against responses with a body only, of which there has to be one', () => {
    const empty = answered([], 'GET /start → 302', 0);
    const full = answered([], 'GET / → 200', 5);
    expect(withBody([empty, full])).toEqual([full]);
    expect(() => withBody([empty])).toThrow('no response has a body');
  });
});

test.describe('The rules for fields that are not sent, or once', () => {
  test('fire where a forbidden field is there, in whatever case', () => {
    expect(silence(sent('x-powered-by', 'PHP/8.3'), ['Product', 'X-Powered-By'])).toEqual({
      expected: 'no field X-Powered-By',
      observed: 'X-Powered-By: PHP/8.3',
    });
  });

  test('do not fire if others are there', () => {
    expect(silence(sent('X-Powered', 'x'), ['X-Powered-By'])).toBeUndefined();
  });

  test('fire where a field is repeated', () => {
    const response = answered([
      ['Server', 'a'],
      ['server', 'b'],
    ]);
    expect(singleLines(response, ['Server'])?.observed).toBe('2 lines: Server: a and Server: b');
  });

  test('do not fire if a list is repeated', () => {
    expect(singleLines(sent('Vary', 'Origin', 'Accept'), ['Server'])).toBeUndefined();
  });
});
