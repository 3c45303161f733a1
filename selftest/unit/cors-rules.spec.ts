import { expect, test } from '@playwright/test';
import type { HeaderField } from '../../probes/http/exchange.ts';
import { notApplicable } from '../../fixtures/verdict.ts';
import { loadProfile } from '../../profiles/index.ts';
import type { CorsAnswer, PreflightAnswer, SharedRoute } from '../../fixtures/cors-answer.ts';
import {
  allowsOrigin,
  hasMaxAge,
  hasNoWildcard,
  letsNobodyIn,
  namesHeaders,
  namesMethod,
  namesNoOtherHeader,
  namesNoOtherMethod,
  passesPreflight,
  sendsCredentials,
  variesByOrigin,
} from '../../fixtures/matchers/cors.ts';

const ALLOWED = 'https://dashboard.example.com';
const ATTACKER = 'https://attacker.invalid';

/** A megabyte, and bytes that are no UTF-8: what a broken or hostile server may send. */
const HUGE = 'x'.repeat(1_048_576);
const INVALID = '\u00ff\u0080\u00c3';

function allowing(...values: readonly string[]): CorsAnswer {
  return answer(values.map((value) => ['access-control-allow-origin', value]));
}

function answer(fields: readonly HeaderField[], origin: string | undefined = ALLOWED): CorsAnswer {
  return { subject: 'GET /videos → 200', origin, status: 200, fields };
}

const route: SharedRoute = {
  name: 'videos',
  kind: 'api',
  method: 'GET',
  path: '/videos',
  status: 200,
  cors: { methods: ['GET', 'DELETE'], headers: ['Authorization', 'Content-Type'], maxAgeSeconds: 600 },
};

function preflight(
  fields: Readonly<Record<string, string>>,
  asked: Partial<PreflightAnswer> = {},
): PreflightAnswer {
  const all: HeaderField[] = Object.entries(fields).map(([name, value]) => [`Access-Control-${name}`, value]);
  return {
    ...answer([['Access-Control-Allow-Origin', ALLOWED], ...all]),
    route,
    method: 'DELETE',
    headers: [],
    ...asked,
  };
}

test.describe('An allowed origin', () => {
  const wrong: Readonly<Record<string, readonly string[]>> = {
    'is not named': [],
    'is named twice': [ALLOWED, ALLOWED],
    'stands beside another': [ALLOWED, ATTACKER],
    'stands in a list': [`${ALLOWED}, ${ATTACKER}`],
    'has a slash': [`${ALLOWED}/`],
    'is in upper case': [ALLOWED.toUpperCase()],
    'is another one': ['https://admin.example.com'],
    'is empty': [''],
    'has a megabyte behind it': [ALLOWED + HUGE],
    'has invalid bytes behind it': [ALLOWED + INVALID],
  };
  for (const [what, values] of Object.entries(wrong)) {
    test(`fires if it ${what}`, () => {
      expect(allowsOrigin(allowing(...values))).toBeDefined();
    });
  }

  test('does not fire if it is named once', () => {
    expect(allowsOrigin(allowing(ALLOWED))).toBeUndefined();
  });

  test('leaves the wildcard to its own rule', () => {
    expect(allowsOrigin(allowing('*'))).toBeUndefined();
    expect(hasNoWildcard({ subject: 'GET /videos', answers: [allowing('*')] })).toBeDefined();
  });
});

test.describe('Credentials', () => {
  const sent = (...values: readonly string[]) =>
    answer(values.map((value) => ['Access-Control-Allow-Credentials', value]));

  test('that are declared fire if they are missing, misspelt or doubled', () => {
    for (const values of [[], ['True'], ['1'], ['true', 'true'], ['true, true'], [HUGE]]) {
      expect(sendsCredentials(sent(...values), true), values[0]?.slice(0, 9)).toBeDefined();
    }
    expect(sendsCredentials(sent('true'), true)).toBeUndefined();
  });

  test('that are not declared fire if a browser would send them', () => {
    expect(sendsCredentials(sent('true'), false)).toBeDefined();
    expect(sendsCredentials(sent('false', 'true'), false)).toBeDefined();
    expect(sendsCredentials(sent('false'), false)).toBeUndefined();
    expect(sendsCredentials(sent(), false)).toBeUndefined();
  });
});

test.describe('A preflight', () => {
  for (const status of [undefined, 301, 400, 403, 404, 405, 429, 500]) {
    test(`fires on ${status ?? 'a closed connection'}`, () => {
      expect(passesPreflight(preflight({}, { status }))).toBeDefined();
    });
  }

  for (const status of [200, 204]) {
    test(`does not fire on ${status}`, () => {
      expect(passesPreflight(preflight({}, { status }))).toBeUndefined();
    });
  }

  test('fires without the origin', () => {
    expect(passesPreflight(preflight({}, { fields: [] }))).toBeDefined();
  });

  test('fires without the method', () => {
    for (const methods of ['GET', 'delete', '', 'DELETED', HUGE, INVALID]) {
      expect(namesMethod(preflight({ 'Allow-Methods': methods }), false), methods.slice(0, 9)).toBeDefined();
    }
    expect(namesMethod(preflight({}), false)).toBeDefined();
  });

  test('does not fire with the method, or with a wildcard that counts', () => {
    expect(namesMethod(preflight({ 'Allow-Methods': 'GET,DELETE' }), true)).toBeUndefined();
    expect(namesMethod(preflight({ 'Allow-Methods': '*' }), false)).toBeUndefined();
    expect(namesMethod(preflight({ 'Allow-Methods': '*' }), true)).toBeDefined();
  });

  test('fires without a field', () => {
    const headers = ['Authorization', 'Content-Type'];
    expect(namesHeaders(preflight({ 'Allow-Headers': 'Content-Type' }, { headers }), false)).toBeDefined();
    expect(namesHeaders(preflight({ 'Allow-Headers': '*' }, { headers }), false)).toBeDefined();
    expect(namesHeaders(preflight({ 'Allow-Headers': '*, authorization' }, { headers }), true)).toBeDefined();
    expect(namesHeaders(preflight({ 'Allow-Headers': HUGE }, { headers }), false)).toBeDefined();
  });

  test('does not fire with the fields in any case and order', () => {
    const headers = ['Authorization', 'Content-Type'];
    const named = (value: string) => preflight({ 'Allow-Headers': value }, { headers });
    expect(namesHeaders(named('content-type ,AUTHORIZATION'), true)).toBeUndefined();
    expect(namesHeaders(named('*, authorization'), false)).toBeUndefined();
  });

  test('fires on another time than the declared one', () => {
    for (const age of ['599', '600.0', '0600', '', '600, 600', HUGE]) {
      expect(hasMaxAge(preflight({ 'Max-Age': age })), age.slice(0, 9)).toBeDefined();
    }
    expect(hasMaxAge(preflight({}))).toBeDefined();
    expect(hasMaxAge(preflight({ 'Max-Age': '600' }))).toBeUndefined();
  });

  test('fires on a method that is not declared', () => {
    for (const methods of ['GET, PUT', 'DELETE, patch', '*', 'TRACE']) {
      expect(namesNoOtherMethod(preflight({ 'Allow-Methods': methods })), methods).toBeDefined();
    }
  });

  test('does not fire on methods that need no preflight, nor where it does not pass', () => {
    const methods = { 'Allow-Methods': 'GET, HEAD, POST, OPTIONS, DELETE' };
    expect(namesNoOtherMethod(preflight(methods))).toBeUndefined();
    expect(namesNoOtherMethod(preflight({ 'Allow-Methods': 'PUT' }, { status: 403 }))).toBeUndefined();
    expect(namesNoOtherMethod(preflight({ 'Allow-Methods': 'PUT' }, { origin: ATTACKER }))).toBeUndefined();
  });

  test('fires on a field that is not declared', () => {
    for (const headers of ['X-Debug', 'authorization, x-http-method-override', '*', INVALID]) {
      expect(namesNoOtherHeader(preflight({ 'Allow-Headers': headers })), headers).toBeDefined();
    }
  });

  test('does not fire on fields that need no preflight', () => {
    const headers = {
      'Allow-Headers': 'Accept, Accept-Language, authorization, Content-Language, Content-Type',
    };
    expect(namesNoOtherHeader(preflight(headers))).toBeUndefined();
  });
});

test.describe('A hostile origin', () => {
  const judged = (origin: string, ...values: readonly string[]) =>
    letsNobodyIn({ ...allowing(...values), origin, trick: 'any', kind: 'foreign' }, [ALLOWED]);

  test('fires if it is reflected, whatever else is sent', () => {
    expect(judged(ATTACKER, ATTACKER)).toBeDefined();
    expect(judged(ATTACKER, ALLOWED, ATTACKER)).toBeDefined();
    expect(judged(ATTACKER, `${ALLOWED}, ${ATTACKER}`)).toBeDefined();
    expect(judged(ATTACKER, HUGE, ATTACKER)).toBeDefined();
    expect(judged('null', 'null')).toBeDefined();
  });

  test('fires if it comes back as a browser writes it', () => {
    expect(judged(`${ATTACKER}/?${ALLOWED}`, ATTACKER)).toBeDefined();
    expect(judged('file://', 'null')).toBeDefined();
    const cyrillic = Buffer.from('https://d\u0430shboard.example.com').toString('latin1');
    expect(judged(cyrillic, 'https://xn--dshboard-16g.example.com')).toBeDefined();
    expect(judged(cyrillic, cyrillic)).toBeDefined();
    expect(judged(`${ALLOWED}\r\n .attacker.invalid`, `${ALLOWED}  .attacker.invalid`)).toBeDefined();
  });

  test('fires on another spelling of an allowed origin', () => {
    expect(judged(ALLOWED.toUpperCase(), ALLOWED.toUpperCase())).toBeDefined();
    expect(judged(`${ALLOWED}.`, `${ALLOWED}.`)).toBeDefined();
  });

  test('does not fire if nobody, or an allowed origin, is named', () => {
    expect(judged(ATTACKER)).toBeUndefined();
    expect(judged(ATTACKER, '')).toBeUndefined();
    expect(judged(ATTACKER, ALLOWED)).toBeUndefined();
    expect(judged(ALLOWED.toUpperCase(), ALLOWED)).toBeUndefined();
    expect(judged(`${ALLOWED}:443`, ALLOWED)).toBeUndefined();
    expect(judged(ATTACKER, INVALID)).toBeUndefined();
  });
});

test.describe('Vary', () => {
  const varying = (varies: boolean, ...values: readonly string[]) =>
    variesByOrigin({ ...answer(values.map((value) => ['Vary', value])), varies });

  test('fires if it leaves out Origin where permissions differ', () => {
    expect(varying(true)).toBeDefined();
    expect(varying(true, 'Accept-Encoding')).toBeDefined();
    expect(varying(true, 'X-Origin')).toBeDefined();
  });

  test('does not fire with Origin in any list and case, or with a wildcard', () => {
    expect(varying(true, 'Accept-Encoding, origin')).toBeUndefined();
    expect(varying(true, 'Accept-Encoding', 'Origin')).toBeUndefined();
    expect(varying(true, '*')).toBeUndefined();
  });

  test('does not fire where everybody gets the same', () => {
    expect(varying(false)).toBeUndefined();
  });
});

test.describe('A wildcard', () => {
  const group = (...answers: readonly CorsAnswer[]) => hasNoWildcard({ subject: 'GET /videos', answers });

  test('fires wherever it stands, and says to how many it was given', () => {
    expect(group(allowing(ALLOWED), allowing('*'))).toBeDefined();
    expect(group(allowing(`${ALLOWED}, *`))).toBeDefined();
    const many = Array.from({ length: 40 }, () => allowing('*'));
    expect(group(...many)?.observed).toMatch(/and 37 more$/);
  });

  test('tells of credentials', () => {
    const fields: HeaderField[] = [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Credentials', 'true'],
    ];
    expect(group(answer(fields))?.observed).toContain('with Access-Control-Allow-Credentials: true');
  });

  test('does not fire on origins', () => {
    expect(group(allowing(ALLOWED), allowing(), allowing('https://*.example.com'))).toBeUndefined();
  });
});

test('what no shared route declares is not applicable, and says so', () => {
  const profile = loadProfile('profiles/staging.yaml');
  const { cors } = profile;
  const routes = { videos: { methods: ['GET'] }, job: { methods: ['GET'], maxAgeSeconds: 0 } };
  const some = { ...profile, cors: { origins: [ALLOWED], ...cors, routes } };
  expect(notApplicable(some, 'CORS-MAXAGE-01')).toBeUndefined();
  expect(notApplicable(some, 'CORS-HEADERS-01')).toMatch(/declares no cors\.routes\.\*\.headers$/);
});
