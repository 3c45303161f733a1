import { control, expect, nonceSeries, test } from '../../fixtures/index.ts';

test.describe('Nonces', () => {
  // CSP Level 3 §7.1: a nonce that comes again is one that an attacker has read.
  test('differ in every response', control('CSP-NONCE-01'), async ({ routes, session }) => {
    expect(await nonceSeries(session, routes)).toHaveFreshNonces();
  });

  // CSP Level 3 §7.1: at least 128 bits before encoding, from a generator made for secrets.
  test('cannot be guessed', control('CSP-NONCE-02'), async ({ required, routes, session }) => {
    expect(await nonceSeries(session, routes)).toHaveUnguessableNonces(required('csp.nonceBits'));
  });
});
