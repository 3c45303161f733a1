import { control, expect, test } from '../../fixtures/index.ts';

test.describe('A page of another origin', () => {
  test.describe.configure({ mode: 'default' });

  // Fetch Standard, CORS protocol: what an allowed origin asks for it can read, with a preflight or without.
  test(
    'reads what it may when its origin is allowed',
    control('CORS-BROWSER-01'),
    async ({ crossOriginVisitor }) => {
      expect(await crossOriginVisitor.allowed()).toBeReadByPage();
    },
  );

  // Fetch Standard, CORS check: without the target's permission the browser keeps the answer. ASVS v5.0.0-3.4.2.
  test('reads nothing when it is foreign', control('CORS-BROWSER-02'), async ({ crossOriginVisitor }) => {
    expect(await crossOriginVisitor.foreign()).toBeKeptFromPage();
  });
});
