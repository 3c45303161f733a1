import { ProbeError } from '../../probes/problem.ts';
import { expect, outcomes, test, type Site } from './browser-server.ts';

const HTML = { 'Content-Type': 'text/html' };

/** The problem that an observation ends with, and how long that took. */
async function problemOf(work: Promise<unknown>): Promise<{ problem: string; message: string; ms: number }> {
  const startedAt = performance.now();
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error;
    return { problem: error.problem, message: error.message, ms: performance.now() - startedAt };
  }
  throw new Error('nothing went wrong');
}

/** Has the server answer with this markup. */
function serve(site: Site, markup: string): void {
  site.answer((_, response) => response.writeHead(200, HTML).end(markup));
}

test.describe('A page', () => {
  test.describe.configure({ mode: 'default' });

  test('that never answers is a timeout', async ({ site }) => {
    site.answer(() => undefined);
    const { problem, message, ms } = await problemOf(site.try(1_000));
    expect(problem).toBe('timeout');
    expect(message).toMatch(/^https:\/\/site\.test:\d+\/ did not complete within 1000 ms\.$/);
    expect(ms).toBeLessThan(5_000);
  });

  test('that never ends is looked at as it is', async ({ site }) => {
    site.answer((_, response) => {
      response.writeHead(200, { ...HTML, 'Content-Security-Policy': "script-src 'none'" });
      response.write(`<h1>For ever</h1>${' '.repeat(2_048)}`);
    });
    expect(outcomes(await site.try(4_000))).toMatchObject({ 'inline-script': 'script-src-elem' });
  });

  test('that opens dialogs without end is looked at all the same', async ({ site }) => {
    serve(site, '<script>setInterval(() => alert(1), 1); onload = () => confirm("sure?");</script>');
    expect(outcomes(await site.try())).toMatchObject({ 'inline-script': 'ran' });
  });

  test('that is a download is no page', async ({ site }) => {
    site.answer((_, response) =>
      response.writeHead(200, { ...HTML, 'Content-Disposition': 'attachment' }).end('<h1>Download</h1>'),
    );
    expect(await problemOf(site.try())).toMatchObject({
      problem: 'malformed',
      message: expect.stringMatching(/Download is starting|ERR_ABORTED/),
    });
  });

  test('that goes to another site is an error', async ({ site }) => {
    serve(site, '<script>location.href = "https://foreign.invalid/";</script>');
    expect(await problemOf(site.try())).toMatchObject({ problem: 'closed' });
  });

  test('that keeps going to itself is an error', async ({ site }) => {
    serve(site, '<script>setTimeout(() => { location.search = String(Math.random()); }, 1);</script>');
    expect((await problemOf(site.try(2_000))).ms).toBeLessThan(30_000);
  });

  test('that leads on to another page of its own is looked at there', async ({ site }) => {
    site.answer(({ url }, response) => {
      response
        .writeHead(200, { ...HTML, ...(url === '/in' && { 'Content-Security-Policy': "script-src 'none'" }) })
        .end(url === '/' ? '<script>setTimeout(() => { location.href = "/in"; });</script>' : '<h1>In</h1>');
    });
    const page = await site.try();
    expect(outcomes(page)).toMatchObject({ 'inline-script': 'script-src-elem', 'foreign-frame': 'ran' });
    expect(page.triedAt).toBe(`${site.origin}/in`);
  });

  test('that the server redirects is not the page that was asked for', async ({ site }) => {
    site.answer(({ url }, response) =>
      url === '/'
        ? response.writeHead(302, { Location: '/in' }).end()
        : response.writeHead(200, HTML).end('In'),
    );
    expect(await problemOf(site.try())).toMatchObject({
      problem: 'malformed',
      message: expect.stringMatching(
        /\/ leads to https:\/\/site\.test:\d+\/in: name that page in the profile\.$/,
      ),
    });
  });

  test('that never gives the processor back is a timeout', async ({ site }) => {
    serve(site, '<h1>Busy</h1><script>setTimeout(() => { for (;;); }, 50);</script>');
    const { problem, ms } = await problemOf(site.try(1_000));
    expect(problem).toBe('timeout');
    expect(ms).toBeLessThan(15_000);
  });
});

test('A process of the browser that crashes is an error', async ({ site }) => {
  const tab = await site.chromium.tab('crash');
  expect(await problemOf(tab.visit('chrome://crash', 10_000))).toMatchObject({
    problem: 'closed',
    message: 'The page made its process in the browser crash.',
  });
});
