import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { folderPrefix, removeLeftovers } from '../../stack/native/leftovers.ts';
import { startNative } from '../../stack/native/stack.ts';

const LEFTOVERS = join(import.meta.dirname, '../../stack/native/leftovers.ts');

/** What the folders of a process begin with that has ended. */
async function prefixOfAnother(): Promise<string> {
  const script = `import(${JSON.stringify(LEFTOVERS)}).then((it) => process.stdout.write(it.folderPrefix()))`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child, 'close');
  return said;
}

test.describe('What is left in the temporary folder', () => {
  test.skip(process.platform !== 'linux', 'Linux alone has /proc');

  test('is removed where its process has ended, and kept where it is not known to have', async () => {
    const place = test.info().outputPath('tmp');
    const dead = `${await prefixOfAnother()}aaaaaa`;
    const [, , space, pid, start] = folderPrefix().split('-');
    const kept = [
      `${folderPrefix()}bbbbbb`,
      // The namespace of another container.
      dead.replace(`-${space ?? ''}-`, '-1-'),
      'plumbline-native-cccccc',
      'other',
    ];
    // The process id was given anew.
    const reused = `plumbline-native-${space ?? ''}-${pid ?? ''}-${Number(start) - 1}-dddddd`;
    for (const name of [dead, reused, ...kept]) mkdirSync(join(place, name, 'postgres'), { recursive: true });
    writeFileSync(join(place, dead, 'postgres/server.key'), '');

    const told: string[] = [];
    await removeLeftovers(place, (line) => told.push(line));
    expect(readdirSync(place).toSorted()).toEqual(kept.toSorted());
    const lines = [dead, reused].map(
      (name) => `removed ${join(place, name)}, which a run that was killed had left behind`,
    );
    expect(told.toSorted()).toEqual(lines.toSorted());
  });

  test('is nothing where there is no such folder', async () => {
    await expect(removeLeftovers('/no/such/place', () => undefined)).resolves.toBeUndefined();
  });
});

test.describe('A temporary folder that cannot be used', () => {
  let before: string | undefined;

  test.beforeEach(() => {
    before = process.env['TMPDIR'];
    process.env['TMPDIR'] = '/proc/self';
  });

  test.afterEach(() => {
    delete process.env['TMPDIR'];
    Object.assign(process.env, before === undefined ? {} : { TMPDIR: before });
  });

  test('is named before anything is started', async () => {
    let started = false;
    const stack = startNative(() => {
      started = true;
      throw new Error('started');
    });
    await expect(stack).rejects.toThrow(
      /^the engines need a folder .* none can be made in \/proc\/self \(TMPDIR\)/,
    );
    expect(started).toBe(false);
  });
});
