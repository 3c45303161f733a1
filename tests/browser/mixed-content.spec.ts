import { control, expect, test } from '../../fixtures/index.ts';

test.describe('Pages', () => {
  // Mixed Content §4: browsers upgrade or block what a secure page asks for in clear, and report it.
  test('ask for nothing over plain http', control('BRW-MIXED-01'), async ({ visitor }) => {
    expect(await visitor.insecureLoads()).toLoadSecurely();
  });
});
