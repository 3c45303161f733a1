import { expect, test } from '@playwright/test';
import { scanners, scanOurselves } from './scanners.ts';
import { missingNginx, serverNames, startTlsNginx, type TlsNginx } from './tls-nginx.ts';

test.describe('Protocols and suites', () => {
  test.describe.configure({ timeout: 120_000 });
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  let nginx: TlsNginx;

  test.beforeAll(async () => {
    nginx = await startTlsNginx();
  });

  test.afterAll(() => nginx.stop());

  for (const { name, missing, scan } of scanners) {
    // On the other two testssl.sh takes more than a minute: bench/tls-agreement.ts has all four.
    const served = name === 'testssl' ? serverNames.slice(0, 2) : serverNames;
    for (const server of served) {
      test(`of the server "${server}" are those that ${name} finds`, async () => {
        test.skip(missing !== undefined, missing);
        const port = nginx.ports[server];
        const ours = await scanOurselves(port);
        expect(Object.values(ours).flat().length).toBeGreaterThan(2);
        expect(ours).toEqual(await scan(port));
      });
    }
  }
});
