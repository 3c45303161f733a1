import { control, expect, test, UNKNOWN_HOST, unknownHostAnswer } from '../../fixtures/index.ts';

test.describe('A host name that is not the target’s', () => {
  // RFC 9110 §7.4: a request for an authority that the server does not answer for is misdirected.
  test('is not served', control('EXP-HOST-01'), async ({ https, routes }) => {
    expect(await unknownHostAnswer(https, routes)).toRefuseHost(UNKNOWN_HOST);
  });
});
