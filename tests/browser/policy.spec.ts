import { control, expect, test } from '../../fixtures/index.ts';

test.describe('What is injected into the main page', () => {
  // CSP Level 3 §4.2.3: an inline script needs 'unsafe-inline', a nonce or a hash. ASVS v5.0.0-3.4.3.
  test('an inline script is blocked', control('BRW-INLINE-01'), async ({ visitor }) => {
    expect(await visitor.attempt('inline-script')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §6.1.12: script-src-attr, or else script-src, decides about event handlers.
  test('an event handler is blocked', control('BRW-HANDLER-01'), async ({ visitor }) => {
    expect(await visitor.attempt('inline-handler')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §4.5.1: strings are compiled only with 'unsafe-eval'.
  test('a call of eval is blocked', control('BRW-EVAL-01'), async ({ visitor }) => {
    expect(await visitor.attempt('eval')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §6.1.10: script-src lists where scripts come from.
  test('a script of another origin is blocked', control('BRW-SCRIPT-01'), async ({ visitor }) => {
    expect(await visitor.attempt('foreign-script')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §6.1.5: frame-src lists what may be framed.
  test('a frame of another origin is blocked', control('BRW-FRAME-01'), async ({ visitor }) => {
    expect(await visitor.attempt('foreign-frame')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §6.4.1: form-action lists where forms lead; default-src does not stand in for it.
  test('a form to another origin is blocked', control('BRW-FORM-01'), async ({ visitor }) => {
    expect(await visitor.attempt('foreign-form')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §6.3.1: base-uri lists what a base element may name; default-src does not stand in for it.
  test('a base element is blocked', control('BRW-BASE-01'), async ({ visitor }) => {
    expect(await visitor.attempt('base-change')).toBeBlockedByPolicy();
  });

  // CSP Level 3 §7.1: the nonce of a response is what lets the page's own scripts run.
  test('a script with the nonce of the response runs', control('BRW-NONCE-01'), async ({ visitor }) => {
    expect(await visitor.nonceScripts()).toRunWithNonce();
  });
});
