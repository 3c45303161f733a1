import { test, expect } from '@playwright/test';
import type { HeaderField, HttpExchange } from '../../probes/http/exchange.ts';
import type { RawExchange } from '../../probes/http/raw.ts';
import { redactExchange, redactRawExchange, redactText } from '../../probes/http/redaction.ts';

const secret = 'p@ss/w"rd é+1';

interface Parts {
  path?: string;
  sent?: HeaderField[];
  received?: HeaderField[];
  body?: string;
}

function exchangeWith({ path = '/', sent = [], received = [], body = '' }: Parts): HttpExchange {
  return {
    kind: 'http',
    subject: `GET ${path} → 200`,
    request: { method: 'GET', url: `https://a.test${path}`, headers: sent, bodyBytes: 0 },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: received,
      body,
      bodyBytes: Buffer.byteLength(body),
      truncated: false,
    },
    remoteAddress: '127.0.0.1',
    localAddress: '127.0.0.1',
    durationMs: 1,
  };
}

test.describe('redactText', () => {
  const forms = {
    plain: secret,
    'URL-encoded': encodeURIComponent(secret),
    'URL-encoded in lower case': encodeURIComponent(secret).replace(/%../g, (octet) => octet.toLowerCase()),
    'form-encoded': new URLSearchParams({ '': secret }).toString().slice(1),
    'JSON-escaped': JSON.stringify(secret).slice(1, -1),
    latin1: Buffer.from(secret).toString('latin1'),
    base64: Buffer.from(secret).toString('base64'),
    base64url: Buffer.from(secret).toString('base64url'),
  };
  for (const [name, form] of Object.entries(forms)) {
    test(`removes a secret in its ${name} form`, () => {
      expect(redactText(`before ${form} after ${form}`, [secret])).toBe('before [redacted] after [redacted]');
    });
  }

  for (const prefix of ['', 'u', 'us', 'user:']) {
    test(`removes a secret inside the base64 of "${prefix}…"`, () => {
      const encoded = Buffer.from(`${prefix}hunter2hunter2.`).toString('base64');
      const core = redactText(encoded, ['hunter2hunter2']);
      expect(core).toContain('[redacted]');
      expect(Buffer.from(core.replace('[redacted]', ''), 'base64').toString('latin1')).not.toContain('unter');
    });
  }

  test('leaves the rest of the text alone', () => {
    expect(redactText('nothing to hide: a@b, // x @ y, http://h/p@q', [secret, ''])).toBe(
      'nothing to hide: a@b, // x @ y, http://h/p@q',
    );
  });

  test('prefers the longer secret and does not search its own marks', () => {
    expect(redactText('redactor red', ['red', 'redactor'])).toBe('[redacted] [redacted]');
  });

  test('does not search a short secret in its base64 form', () => {
    expect(redactText(`12345 ${Buffer.from('12345').toString('base64')}`, ['12345'])).toBe(
      '[redacted] MTIzNDU=',
    );
  });

  test('removes private keys, whole, cut off, or in JSON', () => {
    const key = '-----BEGIN EC PRIVATE KEY-----\nAAAA\nBBBB\n-----END EC PRIVATE KEY-----';
    const clean = '-----BEGIN EC PRIVATE KEY-----[redacted]-----END EC PRIVATE KEY-----';
    expect(redactText(`a ${key} b`, [])).toBe(`a ${clean} b`);
    expect(redactText(JSON.stringify({ key }), [])).toBe(JSON.stringify({ key: clean }));
    expect(redactText('-----BEGIN PRIVATE KEY-----\nAAAA', [])).toBe('-----BEGIN PRIVATE KEY-----[redacted]');
    expect(redactText('-----BEGIN CERTIFICATE-----\nAAAA', [])).toContain('AAAA');
  });

  test('done again changes nothing, whatever is secret', () => {
    const secrets = ['red', 'acted', 'secret'];
    const once = redactText('a secret at https://user:pw@host', secrets);
    expect(once).toBe('a [redacted] at https://[redacted]@host');
    expect(redactText(once, secrets)).toBe(once);
  });

  test('removes credentials from URLs in JSON and in queries', () => {
    expect(redactText('"https:\\/\\/user:pw@host\\/"', [])).toBe('"https:\\/\\/[redacted]@host\\/"');
    expect(redactText('?next=https%3A%2F%2Fuser%3Apw%40host%2F', [])).toBe(
      '?next=https%3A%2F%2F[redacted]%40host%2F',
    );
  });

  test('removes credentials from URLs', () => {
    expect(redactText('to https://me:pw@a.test/x and postgres://u@b', [])).toBe(
      'to https://[redacted]@a.test/x and postgres://[redacted]@b',
    );
  });
});

test.describe('redactExchange', () => {
  const rules: [sent: HeaderField, shown: HeaderField][] = [
    [
      ['Authorization', 'Basic dXNlcjpwYXNz'],
      ['Authorization', '[redacted]'],
    ],
    [
      ['proxy-authorization', 'token'],
      ['proxy-authorization', '[redacted]'],
    ],
    [
      ['Cookie', 'a=1; b=x=y;c'],
      ['Cookie', 'a=[redacted]; b=[redacted]; [redacted]'],
    ],
    [
      ['SET-COOKIE', 'sid=abc; Path=/; HttpOnly'],
      ['SET-COOKIE', 'sid=[redacted]; Path=/; HttpOnly'],
    ],
    [
      ['Set-Cookie', 'sid=; Max-Age=0'],
      ['Set-Cookie', 'sid=; Max-Age=0'],
    ],
    [
      ['Set-Cookie', 'nameless; Secure'],
      ['Set-Cookie', '[redacted]; Secure'],
    ],
    [
      ['Location', '//me:pw@a.test/'],
      ['Location', '//[redacted]@a.test/'],
    ],
    [
      ['X-Frame-Options', 'DENY'],
      ['X-Frame-Options', 'DENY'],
    ],
  ];
  for (const [given, shown] of rules) {
    test(`shows ${given.join(': ')} as ${shown[1]}`, () => {
      const redacted = redactExchange(exchangeWith({ sent: [given], received: [given] }), []);
      expect(redacted.request.headers).toEqual([shown]);
      expect(redacted.response.headers).toEqual([shown]);
    });
  }

  test('removes secrets wherever they stand and does not change its argument', () => {
    const field: HeaderField = ['X-Api-Key', secret];
    const path = `/?key=${encodeURIComponent(secret)}`;
    const original = exchangeWith({
      path,
      sent: [field],
      received: [field],
      body: `{"key":${JSON.stringify(secret)}}`,
    });
    const copy = structuredClone(original);
    const redacted = redactExchange(original, [secret]);
    expect(original).toEqual(copy);
    expect(redacted).toEqual({
      ...copy,
      subject: 'GET /?key=[redacted] → 200',
      request: {
        ...copy.request,
        url: 'https://a.test/?key=[redacted]',
        headers: [['X-Api-Key', '[redacted]']],
      },
      response: { ...copy.response, headers: [['X-Api-Key', '[redacted]']], body: '{"key":"[redacted]"}' },
    });
  });

  test('removes credentials that the server reflects', () => {
    const { response } = redactExchange(
      exchangeWith({
        sent: [
          ['Authorization', 'Bearer abcdef123'],
          ['Cookie', 'sid=0123456789; theme=dark'],
        ],
        received: [['Set-Cookie', 'next=9876543210; Path=/']],
        body: 'token abcdef123, sid 0123456789, next 9876543210, theme dark',
      }),
      [],
    );
    expect(response.body).toBe('token [redacted], sid [redacted], next [redacted], theme dark');
  });
});

test.describe('redactRawExchange', () => {
  test('removes credentials from both directions', () => {
    const head = `X-Key: ${secret}\r\nCookie: sid=short\r\nauthorization:Basic dXNlcjpwYXNz\r\n\r\n`;
    const raw: RawExchange = {
      kind: 'socket',
      subject: 'TRACE / HTTP/1.1 → 200',
      sent: `TRACE / HTTP/1.1\r\n${head}`,
      sentBytes: 1,
      received: `HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Secure\r\n\r\nTRACE / HTTP/1.1\r\n${head}`,
      receivedBytes: 1,
      ended: 'closed',
      status: 200,
      remoteAddress: '127.0.0.1',
      localAddress: '127.0.0.1',
      durationMs: 1,
    };
    const shown = 'X-Key: [redacted]\r\nCookie: sid=[redacted]\r\nauthorization: [redacted]\r\n\r\n';
    expect(redactRawExchange(raw, [secret])).toEqual({
      ...raw,
      sent: `TRACE / HTTP/1.1\r\n${shown}`,
      received: `HTTP/1.1 200 OK\r\nSet-Cookie: a=[redacted]; Secure\r\n\r\nTRACE / HTTP/1.1\r\n${shown}`,
    });
  });
});
