import { expect, test } from '@playwright/test';
import type { Answer } from '../../fixtures/answer.ts';
import { Canary } from '../../fixtures/canary.ts';
import type { IntruderAnswer } from '../../fixtures/intruder.ts';
import { notApplicable } from '../../fixtures/verdict.ts';
import { loadProfile } from '../../profiles/index.ts';
import { misdirected, noListing, refusal, withheld } from '../../fixtures/matchers/exposure.ts';

const HOST = 'unknown.invalid';
const PAGE = '<h1>Videos</h1>';

function answer(status: number | undefined, body = '', head = ''): Answer {
  return { subject: `GET /.env → ${status ?? 'closed'}`, status, head, body };
}

function asked(status: number, body: string, fallback: Answer): IntruderAnswer {
  const fallbacks = [
    { ...fallback, path: '/.plumbline-1' },
    { ...fallback, path: '/.plumbline-2' },
  ] as const;
  const success = status >= 200 && status < 300;
  return { ...answer(status, body), path: '/.env', ...(success && { fallbacks }) };
}

test.describe('a path that nobody should get', () => {
  const notFound = answer(404, 'Not Found');

  test('fires if it has content and others get 404', () => {
    expect(withheld(asked(200, 'A=1', notFound), 'file')).toBeDefined();
  });

  test('fires if it has content and others get a page', () => {
    expect(withheld(asked(200, 'A=1', answer(200, PAGE)), 'file')).toBeDefined();
  });

  test('fires if others are sent to a login', () => {
    expect(withheld(asked(200, 'A=1', answer(302)), 'file')).toBeDefined();
  });

  test('fires if its body is that of a 404 but its status is 200', () => {
    expect(withheld(asked(200, 'Not Found', notFound), 'file')).toBeDefined();
  });

  test('does not quote what it found', () => {
    const found = withheld(asked(200, 'PASSWORD=hunter2', notFound), 'file');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('does not fire if it gets the page that all get', () => {
    expect(withheld(asked(200, PAGE, answer(200, PAGE)), 'file')).toBeUndefined();
  });

  for (const status of [301, 302, 401, 403, 404, 410, 500]) {
    test(`does not fire on ${status}`, () => {
      expect(withheld(asked(status, 'anything', notFound), 'file')).toBeUndefined();
    });
  }

  test('cannot be judged if a success is empty', () => {
    expect(() => withheld(asked(200, '', notFound), 'file')).toThrow(/has an empty body/);
    expect(() => withheld(asked(204, '', answer(204)), 'file')).toThrow(/has an empty body/);
  });
});

test.describe('a method that sends requests back', () => {
  for (const status of [200, 204, 301, 302]) {
    test(`fires on ${status}`, () => {
      expect(refusal({ ...answer(status), echoed: false }, 'TRACE')).toBeDefined();
    });
  }

  test('fires if the request comes back with an error', () => {
    expect(refusal({ ...answer(500), echoed: true }, 'TRACE')).toBeDefined();
  });

  for (const status of [400, 403, 404, 405, 501, undefined]) {
    test(`does not fire on ${status ?? 'a closed connection'}`, () => {
      expect(refusal({ ...answer(status), echoed: false }, 'TRACE')).toBeUndefined();
    });
  }
});

test.describe('an unknown host', () => {
  const moved = (location: string) =>
    answer(301, '', `HTTP/1.1 301 Moved\r\nlocation: ${location}\r\nServer: x`);

  test('fires if it is served', () => {
    expect(misdirected(answer(200, PAGE), HOST)).toBeDefined();
    expect(misdirected(answer(304), HOST)).toBeDefined();
  });

  test('fires if a redirect leads to it', () => {
    expect(misdirected(moved(`https://${HOST}/login`), HOST)).toBeDefined();
    expect(misdirected(moved(`https://${HOST.toUpperCase()}:8443/`), HOST)).toBeDefined();
    expect(misdirected(moved(`//${HOST}/`), HOST)).toBeDefined();
  });

  test('fires if a redirect stays on it', () => {
    expect(misdirected(moved('/login'), HOST)).toBeDefined();
  });

  test('does not fire if a redirect leads to the canonical name', () => {
    expect(misdirected(moved('https://staging.example.com/'), HOST)).toBeUndefined();
  });

  for (const status of [400, 403, 404, 421, 503, undefined]) {
    test(`does not fire on ${status ?? 'a closed connection'}`, () => {
      expect(misdirected(answer(status), HOST)).toBeUndefined();
    });
  }
});

test('a listing does not fire in a refusal', () => {
  const body = '<h1>Index of /static/</h1>';
  const fallback = answer(404);
  expect(noListing(asked(200, body, fallback), 'listing')).toBeDefined();
  expect(noListing(asked(403, body, fallback), 'listing')).toBeUndefined();
});

test.describe('a canary', () => {
  const SECRET = 'canary/über+0123456789';
  const canary = new Canary([SECRET]);
  const bytes = Buffer.from(SECRET);
  const forms: Readonly<Record<string, string>> = {
    plain: SECRET,
    'plain in a field read as latin1': bytes.toString('latin1'),
    base64: bytes.toString('base64'),
    'base64 inside more': Buffer.from(`user:${SECRET}@host`).toString('base64'),
    base64url: bytes.toString('base64url'),
    hex: bytes.toString('hex'),
    'hex in capitals': bytes.toString('hex').toUpperCase(),
    'URL-encoded': encodeURIComponent(SECRET),
  };

  for (const [name, form] of Object.entries(forms)) {
    test(`fires on ${name}`, () => {
      expect(canary.in(answer(500, `x=${form}.`)).places).toEqual(['the body']);
      expect(canary.in(answer(500, '', `X-Debug: ${form}`)).places).toEqual(['the fields']);
    });
  }

  test('does not fire on a part of it', () => {
    expect(canary.in(answer(500, SECRET.slice(0, -1), 'canary')).places).toEqual([]);
  });

  test('does not repeat it', () => {
    expect(JSON.stringify(canary.in(answer(500, SECRET)))).not.toContain(SECRET);
  });

  test('is refused if it is short', () => {
    expect(() => new Canary(['hunter2'])).toThrow(/at least 12 characters/);
  });
});

test('a method that the profile does not list is not applicable, and says so', () => {
  const profile = loadProfile('profiles/staging.yaml');
  const traceOnly = { ...profile, exposure: { ...profile.exposure, methods: ['TRACE' as const] } };
  expect(notApplicable(traceOnly, 'EXP-TRACE-01')).toBeUndefined();
  expect(notApplicable(traceOnly, 'EXP-TRACK-01')).toMatch(/declares no exposure\.methods\.TRACK$/);
});
