import { test, expect } from '@playwright/test';
import { judgeField } from '../../fixtures/matchers/field-value.ts';
import type { FieldExpectation } from '../../profiles/index.ts';
import { sent } from './headers-response.ts';

interface Case {
  readonly field: string;
  readonly lines: readonly string[];
  readonly wanted: FieldExpectation;
  readonly because: string;
}

const FIRES: readonly Case[] = [
  { field: 'X-Frame-Options', lines: [], wanted: { value: 'DENY' }, because: 'is missing' },
  { field: 'X-Frame-Options', lines: ['SAMEORIGIN'], wanted: { value: 'DENY' }, because: 'is another value' },
  {
    field: 'X-Frame-Options',
    lines: ['SAMEORIGIN', 'DENY'],
    wanted: { value: 'SAMEORIGIN' },
    because: 'of two values denies all',
  },
  {
    field: 'X-Frame-Options',
    lines: ['x', 'y'],
    wanted: { value: 'x' },
    because: 'of unknown values means nothing',
  },
  {
    field: 'X-Content-Type-Options',
    lines: ['x, nosniff'],
    wanted: { value: 'nosniff' },
    because: 'starts with another member',
  },
  {
    field: 'Referrer-Policy',
    lines: ['no-referrer, unsafe-url'],
    wanted: { value: 'no-referrer' },
    because: 'ends with a laxer policy',
  },
  {
    field: 'Referrer-Policy',
    lines: ['no-referrer', 'origin'],
    wanted: { value: 'no-referrer' },
    because: 'has a laxer last line',
  },
  {
    field: 'Referrer-Policy',
    lines: ['no-referer'],
    wanted: { value: 'no-referrer' },
    because: 'is no known policy',
  },
  {
    field: 'Cross-Origin-Opener-Policy',
    lines: ['Same-Origin'],
    wanted: { value: 'same-origin' },
    because: 'is a token in another case',
  },
  {
    field: 'Cross-Origin-Opener-Policy',
    lines: ['"same-origin"'],
    wanted: { value: 'same-origin' },
    because: 'is a string',
  },
  {
    field: 'Cross-Origin-Embedder-Policy',
    lines: ['require-corp', 'require-corp'],
    wanted: { value: 'require-corp' },
    because: 'on two lines is no item',
  },
  {
    field: 'Cross-Origin-Resource-Policy',
    lines: ['same-origin, same-origin'],
    wanted: { value: 'same-origin' },
    because: 'is a list',
  },
  {
    field: 'X-XSS-Protection',
    lines: ['1; mode=block', '0'],
    wanted: { value: '1; mode=block' },
    because: 'says two things',
  },
  { field: 'Server', lines: ['nginx/1.27.3'], wanted: { value: 'nginx' }, because: 'adds a version' },
  { field: 'Server', lines: ['Unknown', 'nginx'], wanted: { value: 'Unknown' }, because: 'is sent by two' },
  { field: 'Server', lines: [''], wanted: { absent: true }, because: 'is there, if empty' },
  {
    field: 'Server',
    lines: ['envoy'],
    wanted: { oneOf: ['nginx', 'Unknown'] },
    because: 'is none of several',
  },
  {
    field: 'X-Custom',
    lines: ['On'],
    wanted: { value: 'on' },
    because: 'is unknown to us and in another case',
  },
];

const DOES_NOT_FIRE: readonly Case[] = [
  { field: 'X-Frame-Options', lines: ['deny'], wanted: { value: 'DENY' }, because: 'differs in case' },
  {
    field: 'X-Frame-Options',
    lines: ['DENY', 'DENY'],
    wanted: { value: 'DENY' },
    because: 'is merely sent twice',
  },
  {
    field: 'X-Content-Type-Options',
    lines: ['NoSniff', 'nosniff'],
    wanted: { value: 'nosniff' },
    because: 'begins with nosniff',
  },
  {
    field: 'Referrer-Policy',
    lines: ['no-referrer, strict-origin, newer-policy'],
    wanted: { value: 'strict-origin' },
    because: 'ends with an unknown policy',
  },
  {
    field: 'Cross-Origin-Opener-Policy',
    lines: ['same-origin; report-to="coop"'],
    wanted: { value: 'same-origin' },
    because: 'has a parameter',
  },
  {
    field: 'X-XSS-Protection',
    lines: ['1;MODE=block'],
    wanted: { value: '1; mode=block' },
    because: 'differs in blanks and case',
  },
  {
    field: 'Server',
    lines: ['nginx/1.27.3'],
    wanted: { value: 'nginx/1.27.3' },
    because: 'has the version that is asked for',
  },
  { field: 'Server', lines: [], wanted: { absent: true }, because: 'is absent as it has to be' },
  {
    field: 'Server',
    lines: ['nginx'],
    wanted: { oneOf: ['Unknown', 'nginx'] },
    because: 'is one of several',
  },
];

test.describe('The rule for one field', () => {
  for (const { field, lines, wanted, because } of FIRES) {
    test(`fires where ${field} ${because}`, () => {
      expect(judgeField(sent(field, ...lines), field, wanted)).toBeDefined();
    });
  }

  for (const { field, lines, wanted, because } of DOES_NOT_FIRE) {
    test(`does not fire if ${field} ${because}`, () => {
      expect(judgeField(sent(field, ...lines), field, wanted)).toBeUndefined();
    });
  }

  test('shows every line, and says where they mean nothing', () => {
    const field = 'Cross-Origin-Opener-Policy';
    expect(judgeField(sent(field, 'same-origin', 'x'), field, { value: 'same-origin' })).toEqual({
      expected: `${field}: same-origin`,
      observed: `${field}: same-origin and ${field}: x, which means nothing to browsers`,
    });
  });
});
