import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { hasGone, ownName } from '../../stack/compose/owner.ts';

/** This process's name with one of its parts changed. */
function changed(index: number, part: string): string {
  return ownName()
    .split('/')
    .map((own, at) => (at === index ? part : own))
    .join('/');
}

test.describe('Containers of an earlier run', () => {
  test('are left to a process that lives', () => {
    expect(hasGone(ownName())).toBe(false);
  });

  test('are nobody’s once their process has ended', () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    expect(hasGone(changed(2, String(pid)))).toBe(true);
  });

  test('are nobody’s where another process has the number now', () => {
    expect(hasGone(changed(3, '1'))).toBe(true);
  });

  test('are nobody’s after the machine was started anew', () => {
    expect(hasGone(changed(0, 'another-boot'))).toBe(true);
  });

  test('are left alone where their process cannot be seen', () => {
    expect(hasGone(changed(1, 'pid:[1]'))).toBe(false);
    expect(hasGone(changed(2, 'not-a-number'))).toBe(false);
  });
});
