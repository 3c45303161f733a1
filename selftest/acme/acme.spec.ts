import { expect, test } from '@playwright/test';
import { missingAcme, startAcme, type Acme } from '../../stack/native/acme.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { productionWith } from '../../stack/native/production.ts';
import { startNative, type NativeStack } from '../../stack/native/stack.ts';
import type { Target } from '../../stack/target.ts';
import { judgedTarget, ownProfiles } from '../native/judged.ts';
import { servedSerial, serialsDuring } from './handshakes.ts';

const missing = missingNginx() ?? missingAcme();

const PRODUCTION = { files: ownProfiles('production'), families: ['certificate', 'REDIR-ACME-01'] };

/** The production stack as on its first day: with a certificate that somebody made for it, and no public one yet. */
async function production() {
  let acme: Acme | undefined;
  const stack = await startNative(async (workspace) => {
    const target = await productionWith([])(workspace);
    acme = await startAcme(workspace, target.http?.port ?? 0);
    return target;
  });
  if (!acme) throw new Error('there is no ACME');
  const target: Target = { ...stack.target, ca: acme.ca };
  return { stack, acme, target };
}

/** Runs certbot's renewal as it is run when the time has come. */
const renew = (acme: Acme, ...args: string[]) => acme.certbot(['renew', '--force-renewal', ...args]);

test.describe('nginx with certificates by ACME', () => {
  test.skip(missing !== undefined && !process.env['CI'], missing);
  test.describe.configure({ timeout: 120_000, mode: 'serial' });

  let stack: NativeStack | undefined;
  let acme: Acme;
  let target: Target;
  let first: string;

  test.beforeAll(async () => {
    ({ stack, acme, target } = await production());
  });

  test.afterAll(async () => {
    await stack?.stop();
  });

  test('serves the one that it got through its challenge path, and is green', async () => {
    await expect(servedSerial(target)).rejects.toThrow('unable to get local issuer certificate');
    await acme.certbot(['certonly']);
    await expect(async () => {
      first = await servedSerial(target);
    }).toPass({ timeout: 5_000 });
    const { findings, passed, ended } = await judgedTarget(target, 'production', PRODUCTION);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBe(20);
  });

  test('goes on with the old one where nobody reloads it after a renewal', async () => {
    const serials = await serialsDuring(target, () => renew(acme, '--deploy-hook', 'true'));
    expect(new Set(serials)).toEqual(new Set([first]));
  });

  test('serves the new one after a renewal, refuses nobody in between, and is green', async () => {
    const serials = await serialsDuring(target, async () => {
      await renew(acme);
      await expect.poll(() => servedSerial(target)).not.toBe(first);
    });
    const [old, renewed, ...others] = new Set(serials);
    expect({ old, others }).toEqual({ old: first, others: [] });
    expect(await servedSerial(target)).toBe(renewed);
    expect(renewed).not.toBe(first);
    expect(serials.length).toBeGreaterThan(50);
    const { findings, passed, ended } = await judgedTarget(target, 'production', PRODUCTION);
    expect(findings, ended.stdout + ended.stderr).toEqual([]);
    expect(passed).toBe(20);
  });
});
