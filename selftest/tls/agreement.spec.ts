import { expect, test } from '@playwright/test';
import { observePosture, type TlsPosture } from '../../probes/tls/posture.ts';
import { scanners, scanOurselves } from './scanners.ts';
import { missingNginx, serverNames, startTlsNginx, type TlsNginx } from './tls-nginx.ts';

test.describe('Protocols and suites', () => {
  // testssl.sh takes ten seconds at least, and many times that beside other work.
  test.describe.configure({ timeout: 240_000 });
  test.skip(missingNginx !== undefined && !process.env['CI'], missingNginx);

  let nginx: TlsNginx;

  test.beforeAll(async () => {
    nginx = await startTlsNginx();
  });

  test.afterAll(() => nginx.stop());

  const budgets = { 'TLS 1.3 only': 30, modern: 45, legacy: 140 } as const;
  for (const server of ['TLS 1.3 only', 'modern', 'legacy'] as const) {
    test(`and all else of the server "${server}" take ${budgets[server]} connections at most`, async () => {
      const endpoint = { host: '127.0.0.1', port: nginx.ports[server] };
      const posture = await observePosture(endpoint, { timeoutMs: 5_000 });
      expect(posture.connections).toBeLessThanOrEqual(budgets[server]);
      expect(undecided(posture)).toEqual([]);
    });
  }

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

/** Every question that the server did not answer. */
function undecided({ versions, groups, signatureAlgorithms, ...posture }: TlsPosture): unknown[] {
  const { alpn, compression, extendedMasterSecret, secureRenegotiation, tickets, fallbackScsv } = posture;
  const features = [alpn, compression, extendedMasterSecret, secureRenegotiation, tickets, fallbackScsv];
  const named = [...Object.values(groups), ...Object.values(signatureAlgorithms)].flat();
  const decisions = [...Object.values(versions), ...features, ...named];
  return decisions.filter(({ outcome }) => outcome === 'inconclusive');
}
