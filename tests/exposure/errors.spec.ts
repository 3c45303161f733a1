import { control, errorAnswers, expect, test } from '../../fixtures/index.ts';

test.describe('Error answers', () => {
  // ASVS v5.0.0-16.5.1: a generic message, without stack traces, queries, keys or tokens.
  test('hold no stack trace', control('EXP-STACKTRACE-01'), async ({ https, routes }) => {
    expect(await errorAnswers(https, routes)).toTellNo('stack trace');
  });

  // ASVS v5.0.0-13.4.6: detailed version information of backend components is not shown.
  test('name no product version', control('EXP-VERSION-01'), async ({ https, routes }) => {
    expect(await errorAnswers(https, routes)).toTellNo('product version');
  });

  // ASVS v5.0.0-16.5.1: where the application lies on its server is nothing for its users.
  test('name no file path', control('EXP-FILEPATH-01'), async ({ https, routes }) => {
    expect(await errorAnswers(https, routes)).toTellNo('file path');
  });
});
