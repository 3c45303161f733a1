import { expect, test } from '@playwright/test';
import { refusal } from '../../fixtures/matchers/tls-port.ts';
import { spoken } from '../../fixtures/plain-http.ts';
import { seen } from './redirects-answers.ts';

const ORIGIN = 'https://localhost:8443';

test.describe('plain http on a TLS port', () => {
  for (const [name, received] of [
    ['closing', ''],
    ['a TLS alert', '\x15\x03\x01\x00\x02\x02\x46'],
    ['400', 'HTTP/1.1 400 Bad Request\r\n\r\nThe plain HTTP request was sent to HTTPS port'],
    ['a redirect to the TLS entry', `HTTP/1.1 301 Moved\r\nlocation: ${ORIGIN}/\r\n\r\n`],
  ] as const) {
    test(`does not fire on ${name}`, () => {
      expect(refusal(seen(received), ORIGIN)).toBeUndefined();
    });
  }

  for (const [name, received] of [
    ['a page', 'HTTP/1.1 200 OK\r\n\r\nhello'],
    ['an error of the application', 'HTTP/1.1 500 Internal Server Error\r\n\r\n'],
    ['a redirect to plain http', 'HTTP/1.1 302 Found\r\nLocation: http://localhost:8443/a\r\n\r\n'],
    [
      'a redirect whose content only mentions the TLS entry',
      `HTTP/1.1 302 Found\r\n\r\nLocation: ${ORIGIN}/`,
    ],
    ['bytes without a status line', '<html>hello</html>'],
  ] as const) {
    test(`fires on ${name}`, () => {
      expect(refusal(seen(received), ORIGIN)).toBeDefined();
    });
  }

  test('takes no silence for a refusal', () => {
    expect(() => spoken(seen('', 'timeout'))).toThrow('neither answered nor closed');
    expect(spoken(seen('', 'reset')).ended).toBe('reset');
  });
});
