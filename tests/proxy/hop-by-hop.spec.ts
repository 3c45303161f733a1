import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Fields for the next server alone', () => {
  // RFC 9110 §7.6.1: Keep-Alive, TE, Upgrade, Proxy-Connection are removed whether or not Connection names them.
  test('end at the entry', control('PROXY-HOP-01'), async ({ echo }) => {
    expect(await echo.hopByHop()).toEndHopByHop();
  });

  // RFC 9110 §7.6.1: an intermediary removes every field that Connection names.
  test('end there if only Connection says so', control('PROXY-HOP-02'), async ({ echo }) => {
    expect(await echo.named()).toEndNamedFields();
  });

  // RFC 9110 §7.6.1: a connection option is removed from what was received, not from what is sent on.
  test('do not take the entry’s own with them', control('PROXY-HOP-03'), async ({ echo }) => {
    expect(await echo.named()).toKeepWrittenFields(await echo.plain());
  });
});
