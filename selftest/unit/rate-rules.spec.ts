import { expect, test } from '@playwright/test';
import { saysWhen } from '../../fixtures/matchers/rate-answers.ts';
import {
  answersAtOnce,
  doesNoWork,
  isExempt,
  keepsLimit,
  refusedAs,
  sparesOtherRoutes,
  spendsOwnBudget,
} from '../../fixtures/matchers/rate-limits.ts';
import { keepsItsWord, recovers, staysExhausted } from '../../fixtures/matchers/rate-recovery.ts';
import type { HeaderField } from '../../probes/http/exchange.ts';
import { answer, attempted, series } from './rate-answer.ts';
import { LEAKY, probe, refusedWith, ROUTE, trial } from './rate-trial.ts';

test.describe('a limit', () => {
  test('is kept by exactly as many as it says', () => {
    expect(keepsLimit(trial(3))).toBeUndefined();
    expect(keepsLimit(trial(2))?.observed).toBe('request 3 was refused');
    expect(keepsLimit(trial(4))?.observed).toMatch(/^4 requests passed/);
    expect(keepsLimit(trial(0))?.observed).toBe('request 1 was refused');
    expect(keepsLimit(trial(7, {}, 'unlimited'))?.observed).toMatch(/none was refused$/);
  });

  test('of a bucket grows while the burst runs', () => {
    const attempts = [...series(4, 'passed'), attempted('refused', 1.5)];
    const burst = { attempts, ending: 'refused', passed: 4 } as const;
    expect(keepsLimit(trial(4, { limit: LEAKY, burst }))).toBeUndefined();
    expect(keepsLimit(trial(4, { limit: LEAKY }))).toBeDefined();
  });

  test('cannot be judged where it could not be reached, or was spent by others', () => {
    expect(() => keepsLimit(trial(3, {}, 'slow'))).toThrow(/too slowly/);
    expect(() => keepsLimit(trial(2, { fresh: false }))).toThrow(/other checks/);
  });
});

test.describe('a refusal', () => {
  test('has the status 429, and no other', () => {
    expect(refusedAs(trial(3), 429)).toBeUndefined();
    expect(refusedAs(trial(3, { refusal: attempted('refused', 1, 0, answer(503)) }), 429)?.observed).toBe(
      'status 503',
    );
    const closed = {
      subject: 'GET /limited → closed',
      outcome: 'refused',
      sentAt: 1,
      answeredAt: 1,
    } as const;
    expect(refusedAs(trial(3, { refusal: closed }), 429)?.observed).toBe('the connection was closed');
  });

  test('comes at once', () => {
    expect(answersAtOnce(trial(3))).toBeUndefined();
    const waited = [attempted('passed', 0), attempted('passed', 1, 6.03)];
    const burst = { attempts: waited, ending: 'delayed', passed: 2 } as const;
    expect(answersAtOnce(trial(3, { burst }))?.observed).toMatch(/^request 2 waited 6\.03 s/);
    const held = { ...burst, attempts: [attempted('passed', 0), attempted('held', 1, 5)] };
    expect(answersAtOnce(trial(3, { burst: held }))?.observed).toBe('request 2 was not answered in 5.00 s');
  });

  test('holds no cookie and no body of an accepted answer', () => {
    const cookie: HeaderField = ['Set-Cookie', 'session=1; Secure'];
    const accepted = attempted('passed', 0, 0, answer(200, [cookie], '{"signedIn":true}'));
    const burst = { attempts: [accepted], ending: 'refused', passed: 1 } as const;
    const refusing = (headers: readonly HeaderField[], body: string) =>
      doesNoWork(trial(1, { burst, refusal: attempted('refused', 1, 0, answer(429, headers, body)) }));
    expect(refusing([], '{"error":"Too Many Requests"}')).toBeUndefined();
    expect(refusing([['Set-Cookie', 'balancer=2']], '')).toBeUndefined();
    expect(refusing([['Set-Cookie', 'session=2; Secure']], '')).toBeDefined();
    expect(refusing([], '{"signedIn":true}')).toBeDefined();
  });

  test('says when to come back, within the window', () => {
    expect(saysWhen(refusedWith([['Retry-After', '10']]))).toBeUndefined();
    expect(saysWhen(refusedWith([['Retry-After', '11']]))).toBeUndefined();
    for (const value of ['12', '-1', 'soon', '31536000', 'Sun, 06 Nov 1994 08:49:37 GMT']) {
      expect(saysWhen(refusedWith([['Retry-After', value]])), value).toBeDefined();
    }
    expect(saysWhen(refusedWith([]))?.observed).toBe('no Retry-After');
  });
});

test.describe('budgets', () => {
  test('are not shared by clients', () => {
    expect(spendsOwnBudget(trial(3, { other: attempted('passed', 1) }))).toBeUndefined();
    expect(spendsOwnBudget(trial(3, { other: attempted('refused', 1) }))).toBeDefined();
  });

  test('are not shared by routes', () => {
    const asked = (outcome: 'passed' | 'refused') => ({ route: ROUTE, attempt: attempted(outcome, 1) });
    expect(sparesOtherRoutes(trial(3, { neighbours: [asked('passed')] }))).toBeUndefined();
    expect(sparesOtherRoutes(trial(3, { neighbours: [asked('passed'), asked('refused')] }))).toBeDefined();
  });

  test('are not kept for exempt routes', () => {
    const exempt = (attempts: ReturnType<typeof series>) => isExempt({ subject: 'GET /health', attempts });
    expect(exempt(series(6, 'passed'))).toBeUndefined();
    expect(exempt([...series(5, 'passed'), attempted('refused', 1)])?.observed).toMatch(/^request 6/);
  });
});

test.describe('recovery', () => {
  const told: HeaderField[] = [['Retry-After', '10']];

  test('is as Retry-After says', () => {
    expect(keepsItsWord(refusedWith(told, { recovery: { due: probe('passed', 10.3) } }))).toBeUndefined();
    const late = { said: probe('refused', 10.3), due: probe('passed', 12.3) };
    expect(keepsItsWord(refusedWith(told, { recovery: late }))?.observed).toMatch(/429 10\.3 s later/);
  });

  test('that never comes is no matter of what was said', () => {
    expect(keepsItsWord(refusedWith(told, { recovery: { due: probe('refused', 10.3) } }))).toBeUndefined();
    expect(recovers(trial(3, { recovery: { due: probe('refused', 10.3) } }))).toBeDefined();
  });

  test('comes in time and not before', () => {
    const good = { early: probe('refused', 9.7), due: probe('passed', 10.3) };
    expect(staysExhausted(trial(3, { recovery: good }))).toBeUndefined();
    expect(recovers(trial(3, { recovery: good }))).toBeUndefined();
    expect(staysExhausted(trial(3, { recovery: { early: probe('passed', 9.7) } }))).toBeDefined();
    expect(staysExhausted(trial(3, { recovery: { ...good, again: probe('passed', 15) } }))).toBeDefined();
  });
});
