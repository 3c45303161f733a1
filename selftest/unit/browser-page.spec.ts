import { expect, outcomes, test } from './browser-server.ts';

const EVERYTHING_RUNS = {
  'inline-script': 'ran',
  'nonce-script': 'ran',
  'inline-handler': 'ran',
  eval: 'ran',
  'foreign-script': 'ran',
  'foreign-frame': 'ran',
  'base-change': 'ran',
  'foreign-form': 'ran',
};

test.describe('Attempts on a page', () => {
  // One browser for all of them.
  test.describe.configure({ mode: 'default' });

  test('all run without a policy', async ({ site }) => {
    expect(outcomes(await site.tryMarkup('<h1>No policy</h1>'))).toEqual(EVERYTHING_RUNS);
  });

  test('all run under a policy that is only reported', async ({ site }) => {
    site.answer((_, response) => {
      response
        .writeHead(200, {
          'Content-Type': 'text/html',
          'Content-Security-Policy-Report-Only': "default-src 'none'; form-action 'none'; base-uri 'none'",
        })
        .end('<h1>Reported</h1>');
    });
    expect(outcomes(await site.try())).toEqual(EVERYTHING_RUNS);
  });

  test('are blocked by the directive that each is for', async ({ site }) => {
    const policy = "default-src 'none'; script-src 'nonce-abcd1234'; form-action 'none'; base-uri 'none'";
    const page = await site.tryMarkup('<h1>Strict</h1>', policy);
    expect(outcomes(page)).toEqual({
      'inline-script': 'script-src-elem',
      'nonce-script': 'ran',
      'inline-handler': 'script-src-attr',
      eval: 'script-src',
      'foreign-script': 'script-src-elem',
      'foreign-frame': 'frame-src',
      'base-change': 'base-uri',
      'foreign-form': 'form-action',
    });
    expect(page.nonce).toBe('abcd1234');
    expect(page.attempts[0]?.violation).toEqual({
      directive: 'script-src-elem',
      blocked: 'inline',
      disposition: 'enforce',
      policy,
    });
  });

  test("count what a parser inserts, which 'strict-dynamic' does not trust", async ({ site }) => {
    const page = await site.tryMarkup('<h1>Dynamic</h1>', "script-src 'nonce-abcd1234' 'strict-dynamic'");
    expect(outcomes(page)).toMatchObject({ 'foreign-script': 'script-src-elem', 'foreign-frame': 'ran' });
  });

  test('go by the policy of a meta element too', async ({ site }) => {
    const page = await site.tryMarkup(
      `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><h1>Meta</h1>`,
    );
    expect(outcomes(page)).toMatchObject({ 'inline-script': 'script-src-elem', 'foreign-form': 'ran' });
  });

  test('say where trusted types do not let them be made', async ({ site }) => {
    const page = await site.tryMarkup('<h1>Trusted</h1>', "require-trusted-types-for 'script'");
    expect(outcomes(page)).toMatchObject({
      'inline-script': expect.stringContaining('TrustedScript'),
      eval: expect.stringMatching(/require-trusted-types-for|script-src/),
      'base-change': 'ran',
    });
  });

  test('tell scripts with the nonce of another response', async ({ site }) => {
    const page = await site.tryMarkup(
      '<script nonce="other">1</script><script nonce="abcd1234">2</script>',
      "script-src 'nonce-abcd1234'",
    );
    expect(page.ownScripts).toEqual({ withNonce: 2, withOther: 1, blocked: true });
  });

  test('do not mistake what the page does itself for theirs', async ({ site }) => {
    // Every five milliseconds it breaks its policy in the way of an inline script.
    const page = await site.tryMarkup(
      `<script nonce="abcd1234">setInterval(() => {
        const own = document.createElement('script');
        own.textContent = '1';
        document.head.append(own);
        own.remove();
      }, 5);</script>`,
      "script-src 'nonce-abcd1234'; script-src-attr 'unsafe-inline'",
    );
    expect(outcomes(page)).toMatchObject({
      'inline-script': 'script-src-elem',
      'inline-handler': 'ran',
      eval: 'script-src',
    });
  });

  test('report what is asked for over plain http', async ({ site }) => {
    const { insecure } = await site.tryMarkup(
      '<img src="http://images.test/a.png"><script src="http://scripts.test/a.js"></script><img src="/b.png">',
    );
    expect(insecure).toEqual([
      { url: 'http://images.test/a.png', outcome: 'Image, MixedContentAutomaticallyUpgraded' },
      { url: 'http://scripts.test/a.js', outcome: 'Script, MixedContentBlocked' },
    ]);
  });

  test('find nothing insecure where the browser is told to upgrade', async ({ site }) => {
    const { insecure } = await site.tryMarkup(
      '<img src="http://images.test/a.png">',
      'upgrade-insecure-requests',
    );
    expect(insecure).toEqual([]);
  });
});
