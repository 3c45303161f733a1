import { control, expect, test } from '../../fixtures/index.ts';

test.describe('A browser', () => {
  // In one worker: all of it is seen in one load of the page.
  test.describe.configure({ mode: 'default' });

  test.describe('on the main page', () => {
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

  test.describe('with the main page in a frame of another origin', () => {
    // CSP Level 3 §6.4.2 and the HTML Standard's X-Frame-Options, whichever the browser goes by. ASVS v5.0.0-3.4.6.
    test('refuses it', control('BRW-FRAMING-01'), async ({ visitor }) => {
      expect(await visitor.framed()).toBeRefusedInFrame();
    });

    // HTML Standard, X-Frame-Options: a value that is not known, or several that differ, are judged in its own way.
    test('refuses it for X-Frame-Options alone', control('BRW-FRAMING-02'), async ({ visitor }) => {
      expect(await visitor.framedWith('x-frame-options')).toBeRefusedInFrame();
    });

    // CSP Level 3 §6.4.2: frame-ancestors lists who may frame, and beside it X-Frame-Options is ignored.
    test('refuses it for frame-ancestors alone', control('BRW-FRAMING-03'), async ({ visitor }) => {
      expect(await visitor.framedWith('frame-ancestors')).toBeRefusedInFrame();
    });
  });

  // Mixed Content §4: browsers upgrade or block what a secure page asks for in clear, and report it.
  test('is asked for nothing over plain http by the pages', control('BRW-MIXED-01'), async ({ visitor }) => {
    expect(await visitor.insecureLoads()).toLoadSecurely();
  });
});
