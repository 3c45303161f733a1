import { expect, test } from '@playwright/test';
import { parseHsts } from '../../fixtures/matchers/hsts.ts';

test.describe('A Strict-Transport-Security value', () => {
  const WELL_FORMED = {
    'max-age=31536000': { maxAge: 31536000, includeSubDomains: false, preload: false },
    'max-age="31536000"; INCLUDESUBDOMAINS': { maxAge: 31536000, includeSubDomains: true, preload: false },
    ' ; max-age = 0 ;; preload;': { maxAge: 0, includeSubDomains: false, preload: true },
    'max-age=1; unknown="a b"': { maxAge: 1, includeSubDomains: false, preload: false },
    includeSubDomains: { maxAge: undefined, includeSubDomains: true, preload: false },
  };
  for (const [value, directives] of Object.entries(WELL_FORMED)) {
    test(`is read: ${value}`, () => {
      expect(parseHsts(value)).toEqual(directives);
    });
  }

  const MALFORMED = {
    'max-age=31536000, includeSubDomains': /is not a directive/,
    'max-age=31536000; max-age=0': /occurs twice/,
    'max-age=one year': /is not a directive/,
    'max-age=-1': /is not a number of seconds/,
    'max-age="31536000': /is not a directive/,
    'max age=1': /is not a directive/,
  };
  for (const [value, problem] of Object.entries(MALFORMED)) {
    test(`is refused: ${value}`, () => {
      expect(parseHsts(value)).toEqual(expect.stringMatching(problem));
    });
  }
});
