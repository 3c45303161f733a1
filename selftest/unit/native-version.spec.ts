import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startEngine } from '../../stack/native/engine.ts';
import { freePort } from '../../stack/native/ports.ts';
import { CADDY, HAPROXY, NGINX } from '../../stack/native/products.ts';
import { versionOf, type Versioned } from '../../stack/native/version.ts';
import { SERVER as POSTGRES } from '../../stack/postgres/postgres.ts';

/** A product whose program is a shell script. */
async function scripted(product: Versioned, script: string): Promise<Versioned> {
  const folder = test.info().outputPath('engine');
  await mkdir(folder, { recursive: true });
  const binary = join(folder, 'program');
  await writeFile(binary, `#!/bin/sh\n${script}\n`);
  await chmod(binary, 0o755);
  return { ...product, binary };
}

/** What programs say, and what is made of it. */
const SAID: readonly (readonly [product: Versioned, says: string, version: string | RegExp])[] = [
  [NGINX, 'nginx version: nginx/1.22.1', '1.22.1'],
  [NGINX, 'nginx version: nginx/1.27.4 (Ubuntu)', '1.27.4'],
  [
    NGINX,
    'nginx version: nginx/1.18.0',
    /^nginx is of version 1\.18\.0 .* written for 1\.22 or later: apt-get install nginx-light$/,
  ],
  [NGINX, 'nginx version: nginx/1.9.15', /^nginx is of version 1\.9\.15 /],
  [CADDY, 'v2.10.0 h1:ZmFjZQ==', '2.10.0'],
  [CADDY, '2.6.2', '2.6.2'],
  [CADDY, 'v2.4.6 h1:ZmFjZQ==', /^Caddy is of version 2\.4\.6 .* written for 2\.6 or later, and before 3/],
  [CADDY, 'v3.0.0', /^Caddy is of version 3\.0\.0 /],
  [CADDY, '(devel)', /^Caddy does not tell its version, .*program version says "\(devel\)"$/],
  [HAPROXY, 'HAProxy version 2.6.12-1+deb12u1 2023/12/16 - https://haproxy.org/', '2.6.12'],
  [HAPROXY, 'HA-Proxy version 2.4.22 2023/02/14', /^HAProxy is of version 2\.4\.22 /],
  [POSTGRES, 'postgres (PostgreSQL) 15.10 (Debian 15.10-0+deb12u1)', '15.10'],
  [POSTGRES, 'postgres (PostgreSQL) 16beta1', '16'],
  [POSTGRES, 'postgres (PostgreSQL) 14.9', /^PostgreSQL is of version 14\.9 /],
  [NGINX, 'Apache/2.4', /^nginx does not tell its version, .* says "Apache\/2\.4"$/],
  [NGINX, '', /says ""$/],
];

test.describe('The version of a program', () => {
  for (const [product, says, version] of SAID) {
    const result = typeof version === 'string' ? version : 'refused';

    test(`${product.name} that says "${says}" is ${result}`, async () => {
      const found = versionOf(await scripted(product, `echo '${says}' >&2`)).catch(
        (problem: unknown) => (problem as Error).message,
      );
      expect(await found).toEqual(typeof version === 'string' ? version : expect.stringMatching(version));
    });
  }

  test('is not waited for where the program says more and more', async () => {
    const endless = await scripted(NGINX, 'yes rubbish');
    await expect(versionOf(endless)).rejects.toThrow(/^nginx does not tell its version/);
  });

  test('is not waited for where the program hangs', async () => {
    const startedAt = performance.now();
    const hanging = await scripted(NGINX, 'sleep 60 & sleep 60');
    await expect(versionOf(hanging)).rejects.toThrow(/program -v does not end within 5 s$/);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test('is looked at before the program is started as an engine', async () => {
    const folder = test.info().outputPath('engine');
    const calls = join(test.info().outputDir, 'calls');
    const old = await scripted(NGINX, `echo "$1" >>'${calls}'; echo nginx/1.14.2`);
    const order = { ...old, args: ['-c', 'x'], folder, port: await freePort() };
    await expect(startEngine(order)).rejects.toThrow(/^nginx is of version 1\.14\.2 /);
    expect(await readFile(calls, 'utf8')).toBe('-v\n');
  });
});
