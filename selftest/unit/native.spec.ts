import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startNativeStack } from '../../stack/index.ts';
import type { Change } from '../../stack/native/fill-in.ts';
import { missingNginx } from '../../stack/native/nginx.ts';
import { PortTaken } from '../../stack/native/ports.ts';
import { productionWith } from '../../stack/native/production.ts';
import { allStarted, startNative, type NativeStarter } from '../../stack/native/stack.ts';
import type { Target } from '../../stack/target.ts';
import { processes, scripted, serving } from './scripted-engine.ts';

function targetOn(port: number): Target {
  const https = { scheme: 'https', host: 'localhost', port } as const;
  return { url: 'https://localhost', stack: 'native', https, active: true };
}

test.describe('A stack on real engines', () => {
  /** What a starter that throws leaves: its message, its folder, its processes. */
  async function afterFailing(starter: NativeStarter) {
    let folder = '';
    const problem: unknown = await startNative((workspace) => {
      ({ folder } = workspace);
      return starter(workspace);
    }).catch((thrown: unknown) => thrown);
    return { message: problem instanceof Error ? problem.message : '', folder };
  }

  test('whose port is taken is started once more', async () => {
    const order = await scripted(serving);
    const folders: string[] = [];
    const told: string[] = [];
    const stack = await startNative(
      async ({ folder, start }) => {
        folders.push(folder);
        if (folders.length === 1) throw new PortTaken('port 1 is already taken');
        await start(order);
        return targetOn(order.port);
      },
      (line) => told.push(line),
    );
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, true]);
    expect(told.join()).toMatch(
      /port 1 is already taken; trying once more with other ports,Script ready in \d+\.\d s$/,
    );
    await stack.stop();
    expect(existsSync(folders[1] ?? '')).toBe(false);
  });

  test('whose port is taken twice says so', async () => {
    const { message, folder } = await afterFailing(() => {
      throw new PortTaken('port 1 is already taken');
    });
    expect(message).toBe('port 1 is already taken');
    expect(existsSync(folder)).toBe(false);
  });

  test('of which one part fails is ended when the other has started', async () => {
    const order = await scripted(serving);
    const { message } = await afterFailing(async ({ start }) => {
      await allStarted([Promise.reject(new Error('the first engine did not start')), start(order)]);
      return targetOn(order.port);
    });
    expect(message).toBe('the first engine did not start');
    expect(await processes(order)).toEqual([false, false]);
  });

  test('that fails half-way ends what it had started', async () => {
    const order = await scripted(serving);
    const { message, folder } = await afterFailing(async (workspace) => {
      await workspace.start(order);
      throw new Error('the second engine did not start');
    });
    expect(message).toBe('the second engine did not start');
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('that cannot be ended in part is ended in the rest', async () => {
    const order = await scripted(serving);
    let folder = '';
    const stack = await startNative(async (workspace) => {
      ({ folder } = workspace);
      await workspace.start(order);
      workspace.onStop(() => {
        throw new Error('stuck');
      });
      return targetOn(order.port);
    });
    await expect(stack.stop()).rejects.toThrow('not all of the stack could be ended');
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => processes(order)).toEqual([false, false]);
  });

  test('is there for profiles that have one', async () => {
    await expect(startNativeStack('shop')).rejects.toThrow(
      /the profile "shop" has no stack on real engines; there is one for: .*production.*staging/,
    );
  });

  test.describe('with nginx', () => {
    const missing = missingNginx();
    test.skip(missing !== undefined && !process.env['CI'], missing);

    const failures: Readonly<Record<string, readonly [change: Change, says: RegExp]>> = {
      'a directive that nginx does not know': [
        ['server_tokens off;', 'server_token off;'],
        /^nginx did not start: .*unknown directive "server_token"/,
      ],
      'a certificate that is not there': [
        ['{folder}/chain.pem', '{folder}/none.pem'],
        /^nginx did not start: .*cannot load certificate/,
      ],
      'a change of a text that is not there': [
        ['no such line', ''],
        /^nginx\/production.conf has no "no such line"$/,
      ],
    };

    for (const [name, [change, says]] of Object.entries(failures)) {
      test(`and ${name} says why and leaves nothing`, async () => {
        const { message, folder } = await afterFailing(productionWith([change]));
        expect(message).toMatch(says);
        expect(existsSync(folder)).toBe(false);
      });
    }
  });
});
