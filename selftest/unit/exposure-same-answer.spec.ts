import { expect, test } from '@playwright/test';
import { isSameAnswer } from '../../fixtures/same-answer.ts';

type Page = (path: string) => string;

function same(page: Page, found: string, path = '/.env'): boolean {
  const [one, other] = ['/.plumbline-1a2b', '/.plumbline-3c4d'];
  return isSameAnswer({ path, body: found }, [
    { path: one, body: page(one) },
    { path: other, body: page(other) },
  ]);
}

let requests = 0;

const PAGES: Readonly<Record<string, Page>> = {
  'the page never changes': () => '<h1>Videos</h1>',
  'the page repeats the path': (path) =>
    `<h1>Videos</h1><p>You asked for ${path}</p><a href="${path}?x">again</a>`,
  'the page repeats the path encoded': (path) =>
    `<h1>Videos</h1><a href="/login?next=${encodeURIComponent(path)}">`,
  'the page repeats the path escaped': (path) => `{"path":"${path.replaceAll('/', '\\/')}","page":"videos"}`,
  'the page repeats the path mangled': (path) => `<h1>Videos</h1><p>${path.replace('.', '?')}</p>`,
  'the page has a nonce': () =>
    `<h1>Videos</h1><script nonce="${crypto.randomUUID()}" src="/app.js"></script>`,
  'the page has a counter': () => `<h1>Videos</h1><p>Request ${++requests}</p>`,
  'the page names what was asked for elsewhere': () => '<a href="/.env">do not look</a><h1>Videos</h1>',
};

const LEAK = 'DATABASE_URL=postgres://app:secret@database/app\n';

for (const [name, page] of Object.entries(PAGES)) {
  test(`fires if content comes instead, where ${name}`, () => {
    expect(same(page, LEAK)).toBe(false);
  });

  test(`fires if content comes inside, where ${name}`, () => {
    expect(same(page, `${page('/.env')}<pre>DATABASE_URL secret one two three</pre>`)).toBe(false);
  });

  test(`does not fire if ${name}`, () => {
    expect(same(page, page('/.env'))).toBe(true);
  });
}

test('fires if nothing stays the same between two such pages', () => {
  expect(same(() => crypto.randomUUID(), 'secret')).toBe(false);
});

test('fires if the pages are empty and this one is not', () => {
  expect(same(() => '', LEAK)).toBe(false);
});

test('does not fire on paths that are a word of the page', () => {
  const page: Page = () => '<nav><a href="/metrics">metrics</a></nav><h1>Videos</h1>';
  expect(same(page, page('/metrics'), '/metrics')).toBe(true);
});

test('does not fire on a path that cannot be decoded', () => {
  const page: Page = (path) => `<h1>Videos</h1>${path}`;
  expect(same(page, page('/%'), '/%')).toBe(true);
});
