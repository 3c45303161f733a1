import { expect, test } from '@playwright/test';
import { printable } from '../../fixtures/printable.ts';

test.describe('Printable text', () => {
  test('is left alone', () => {
    expect(printable('max-age=1; ÿ → ✔ 日本 👩')).toBe('max-age=1; ÿ → ✔ 日本 👩');
  });

  const acting: Record<string, [text: string, shown: string]> = {
    'an escape sequence': ['\u001b[31mred', '\\u001b[31mred'],
    'a C1 control sequence introducer': ['\u009b31m', '\\u009b31m'],
    'line breaks and tabs': ['a\r\nb\tc', 'a\\r\\nb\\tc'],
    'a bell, a backspace and DEL': ['\u0007\u0008\u007f', '\\u0007\\u0008\\u007f'],
    'a NUL': ['a\u0000b', 'a\\u0000b'],
    'a right-to-left override': ['a\u202eb', 'a\\u202eb'],
    'a directional isolate': ['a\u2066b', 'a\\u2066b'],
    'a zero-width space': ['a\u200bb', 'a\\u200bb'],
    'a line separator': ['a\u2028b', 'a\\u2028b'],
    'a byte order mark': ['\ufeffa', '\\ufeffa'],
  };
  for (const [what, [text, shown]] of Object.entries(acting)) {
    test(`shows ${what} instead of acting on it`, () => {
      expect(printable(text)).toBe(shown);
    });
  }

  test('is cut, and says how long it was', () => {
    expect(printable('x'.repeat(400))).toBe('x'.repeat(400));
    expect(printable('x'.repeat(401))).toBe(`${'x'.repeat(400)}… (401 characters)`);
  });
});
