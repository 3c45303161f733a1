import { expect, test } from '@playwright/test';
import { Timeline } from '../../fixtures/rate-timeline.ts';

test.describe('a timeline whose clock is ours', () => {
  test('goes from moment to moment as soon as all wait', async () => {
    const steps: number[] = [];
    const timeline = new Timeline(0, (seconds) => {
      steps.push(Math.round(seconds));
      return Promise.resolve();
    });
    const seen: string[] = [];
    const task = (name: string, moments: readonly number[]) => async () => {
      for (const moment of moments) {
        expect(await timeline.until(moment)).toBe(true);
        expect(timeline.now()).toBeGreaterThanOrEqual(moment);
        seen.push(`${name} ${moment}`);
      }
    };
    await timeline.together([task('a', [60, 120]), task('b', [10]), task('c', [90])]);
    expect(seen).toEqual(['b 10', 'a 60', 'c 90', 'a 120']);
    expect(steps).toEqual([10, 50, 30, 30]);
  });

  test('fails for all that wait where the clock does not move', async () => {
    const timeline = new Timeline(0, () => Promise.reject(new Error('stuck')));
    await expect(timeline.together([() => timeline.until(60), () => timeline.until(60)])).rejects.toThrow(
      'stuck',
    );
  });

  test('does not wait for what has ended', async () => {
    const timeline = new Timeline(0, () => Promise.resolve());
    const broken = () => Promise.reject(new Error('no answer'));
    await expect(timeline.together([broken, () => timeline.until(60)])).rejects.toThrow('no answer');
  });
});

test.describe('a timeline whose clock is somebody else’s', () => {
  test('waits, for all at the same time', async () => {
    const timeline = new Timeline(5);
    const startedAt = performance.now();
    await timeline.together([
      () => timeline.until(0.3),
      () => timeline.until(0.3),
      () => timeline.until(0.2),
    ]);
    expect(performance.now() - startedAt).toBeGreaterThan(290);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  test('does not wait longer than it may', async () => {
    expect(await new Timeline(5).until(60)).toBe(false);
  });
});
