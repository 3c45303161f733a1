import { expect, test } from '@playwright/test';
import { fieldsIn, HOP_BY_HOP, MARK, NAMED_FIELD, unchunked, type Received } from '../../fixtures/echo.ts';
import {
  anonymous,
  clientNamed,
  forgeryOutdone,
  hopEnded,
  namedEnded,
  said,
  writtenAnyway,
} from '../../fixtures/matchers/proxy.ts';
import { addressIn, canBeOurs, FORGED_ADDRESSES } from '../../fixtures/proxy-address.ts';
import { notApplicable } from '../../fixtures/verdict.ts';
import { loadProfile } from '../../profiles/index.ts';

const HERE = { localAddress: '127.10.1.7', remoteAddress: '127.0.0.1' };
const FAR = { localAddress: '192.168.1.7', remoteAddress: '192.0.2.80' };
const FIELD = 'X-Forwarded-For';
const [FORGED] = FORGED_ADDRESSES;

function got(fields: Readonly<Record<string, string>>, peers = HERE): Received {
  return { subject: 'GET /echo → 200', fields: fieldsIn(JSON.stringify({ headers: fields })), peers };
}

const REFUSED: Received = { subject: 'GET /echo → 400', fields: undefined, peers: HERE };

test.describe('The address of the client', () => {
  for (const written of [
    '127.10.1.7',
    '::ffff:127.10.1.7',
    '127.10.1.7:50412',
    '[::FFFF:127.10.1.7]:50412',
  ]) {
    test(`is known as ${written}`, () => {
      expect(clientNamed(got({ [FIELD]: written }), FIELD, 'replace')).toBeUndefined();
    });
  }

  for (const written of ['127.0.0.1', '127.10.1.70', 'localhost', '', 'unknown', FORGED, '::1']) {
    test(`is not "${written}"`, () => {
      expect(clientNamed(got({ [FIELD]: written }), FIELD, 'replace')).toBeDefined();
    });
  }

  test('has to be there', () => {
    expect(clientNamed(got({}), FIELD, 'replace')).toMatchObject({ observed: `no ${FIELD}` });
  });

  test('stands alone where the entry replaces, last where it appends', () => {
    const list = got({ [FIELD]: `${FORGED}, 127.10.1.7` });
    expect(clientNamed(list, FIELD, 'replace')).toBeDefined();
    expect(clientNamed(list, FIELD, 'append')).toBeUndefined();
    expect(clientNamed(got({ [FIELD]: `127.10.1.7, ${FORGED}` }), FIELD, 'append')).toBeDefined();
  });

  test('is the last line of several', () => {
    const lines = fieldsIn(JSON.stringify({ headers: { 'x-forwarded-for': [FORGED, '127.10.1.7'] } }));
    const list: Received = { ...got({}), fields: lines };
    expect(clientNamed(list, FIELD, 'append')).toBeUndefined();
    expect(clientNamed(list, FIELD, 'replace')).toBeDefined();
  });

  test('may be that of a container’s gateway, or what translation made of it', () => {
    expect(canBeOurs('172.17.0.1', HERE)).toBe(true);
    expect(canBeOurs('8.8.8.8', HERE)).toBe(false);
    expect(canBeOurs('8.8.8.8', FAR)).toBe(true);
    expect(canBeOurs('192.0.2.80', FAR)).toBe(false);
    expect(canBeOurs('127.0.0.1', FAR)).toBe(false);
    expect(canBeOurs(FORGED, FAR)).toBe(false);
  });

  test('is not read out of what is none', () => {
    for (const text of ['', 'for=127.10.1.7', '127.10.1.7 127.10.1.7', '1'.repeat(1_000_000), '[', '\0']) {
      expect(addressIn(text)).toBeUndefined();
    }
  });
});

test.describe('A forged address', () => {
  test('is outdone if it is gone, or refused', () => {
    expect(forgeryOutdone(got({ [FIELD]: '127.10.1.7' }), FIELD, 'replace')).toBeUndefined();
    expect(forgeryOutdone(got({}), FIELD, 'replace')).toBeUndefined();
    expect(forgeryOutdone(REFUSED, FIELD, 'replace')).toBeUndefined();
  });

  test('is outdone by a true one behind it only where the entry appends', () => {
    const appended = got({ [FIELD]: `${FORGED}, 127.10.1.7` });
    expect(forgeryOutdone(appended, FIELD, 'append')).toBeUndefined();
    expect(forgeryOutdone(appended, FIELD, 'replace')).toBeDefined();
  });

  test('wins at the end', () => {
    expect(forgeryOutdone(got({ [FIELD]: `127.10.1.7, ${FORGED}` }), FIELD, 'append')).toBeDefined();
    expect(forgeryOutdone(got({ forwarded: `for=${FORGED}` }), 'Forwarded', 'append')).toBeDefined();
  });
});

test('a value is said once and exactly, in any case', () => {
  const proto = 'X-Forwarded-Proto';
  expect(said(got({ [proto]: 'HTTPS' }), proto, 'https')).toBeUndefined();
  expect(said(REFUSED, proto, 'https')).toBeUndefined();
  for (const value of ['http', 'http, https', 'https,http', '', 'httpss']) {
    expect(said(got({ [proto]: value }), proto, 'https'), value).toBeDefined();
  }
  expect(said(got({}), proto, 'https')).toMatchObject({ observed: `no ${proto}` });
});

test.describe('An identity', () => {
  const names = ['X-Client-Cert'];

  for (const name of ['x-client-cert', 'X_Client_Cert', 'X-Client_Cert']) {
    test(`arrives as ${name}`, () => {
      expect(anonymous(got({ [name]: `"${MARK}"` }), names)?.observed).toContain(name.toLowerCase());
    });
  }

  test('may be the entry’s own', () => {
    expect(anonymous(got({ 'X-Client-Cert': 'NONE' }), names)).toBeUndefined();
    expect(anonymous(got({ 'X-Other': MARK }), names)).toBeUndefined();
    expect(anonymous(REFUSED, names)).toBeUndefined();
  });
});

test.describe('Hop-by-hop fields', () => {
  for (const [name, value] of HOP_BY_HOP) {
    test(`${name} fires if it arrives`, () => {
      expect(hopEnded(got({ [name]: value }))).toMatchObject({ observed: `${name} arrived` });
    });
  }

  test('may be the entry’s own', () => {
    expect(hopEnded(got({ TE: 'trailers', 'Keep-Alive': 'timeout=5' }))).toBeUndefined();
  });

  test('fire if Connection named them', () => {
    expect(namedEnded(got({ [NAMED_FIELD]: MARK }))).toBeDefined();
    expect(namedEnded(got({}))).toBeUndefined();
    expect(namedEnded(REFUSED)).toBeUndefined();
  });

  test('do not take away what the entry writes', () => {
    const plain = got({ [FIELD]: '127.10.1.7', 'X-Real-IP': '127.10.1.7' });
    expect(writtenAnyway(plain, plain)).toBeUndefined();
    expect(writtenAnyway(REFUSED, plain)).toBeUndefined();
    expect(writtenAnyway(got({ [FIELD]: '127.10.1.7' }), plain)).toMatchObject({ observed: 'no X-Real-IP' });
    expect(() => writtenAnyway(plain, got({}))).toThrow(/writes none of/);
  });
});

test.describe('An echo', () => {
  test('is read whatever the case of its names', () => {
    const fields = fieldsIn('{"headers":{"X-A":"1","x-a":["2","3"],"N":4}}');
    expect(fields?.get('x-a')).toEqual(['1', '2', '3']);
    expect(fields?.get('n')).toEqual(['4']);
  });

  for (const body of ['', 'OK', '[]', '{}', 'null', '{"headers":[]}', '{"headers":null}', '{"headers":']) {
    test(`is not ${JSON.stringify(body)}`, () => {
      expect(fieldsIn(body)).toBeUndefined();
    });
  }

  test('is put together from its chunks', () => {
    expect(unchunked('5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n')).toBe('hello world');
    expect(unchunked('5\r\nhel')).toBe('hel');
    expect(unchunked('ffffffff\r\nx')).toBe('x');
    expect(unchunked('no chunk')).toBe('');
    expect(unchunked('')).toBe('');
  });
});

test('a control of several sections applies where the profile has all of them', () => {
  const profile = loadProfile('profiles/staging.yaml');
  const { echo, ...routes } = profile.routes;
  expect(echo).toBeDefined();
  expect(notApplicable(profile, 'PROXY-FOR-01')).toBeUndefined();
  expect(notApplicable({ ...profile, routes }, 'PROXY-FOR-01')).toMatch(/declares no routes\.echo$/);
  expect(notApplicable({ ...profile, proxy: { realIp: false } }, 'PROXY-FOR-01')).toMatch(
    /declares no proxy\.forwardedFor$/,
  );
  expect(notApplicable({ ...profile, proxy: { realIp: false } }, 'PROXY-REALIP-01')).toMatch(
    /declares proxy\.realIp: false$/,
  );
});
