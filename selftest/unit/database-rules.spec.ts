import { expect, test } from '@playwright/test';
import { auditedClasses } from '../../fixtures/database-audit.ts';
import { beginsAsOpenPgp } from '../../fixtures/database-columns.ts';
import { readDatabaseUrl } from '../../fixtures/database-target.ts';
import * as rules from '../../fixtures/matchers/database.ts';
import type { StartupAnswer } from '../../probes/postgres/startup.ts';

const scram: StartupAnswer = { outcome: 'asked', method: 'sasl', code: 10, mechanisms: ['SCRAM-SHA-256'] };
const trust: StartupAnswer = { outcome: 'asked', method: 'none', code: 0, mechanisms: [] };
const md5: StartupAnswer = { outcome: 'asked', method: 'md5', code: 5, mechanisms: [] };
const notLetIn: StartupAnswer = { outcome: 'refused', sqlstate: '28000', message: 'no pg_hba.conf entry' };
const full: StartupAnswer = { outcome: 'refused', sqlstate: '53300', message: 'too many clients' };

test.describe('A connection without TLS', () => {
  const judge = (plain: StartupAnswer, encrypted: StartupAnswer = scram) =>
    rules.refusedWithoutTls({ subject: 'application', encryption: 'accepted', plain, encrypted });

  test('is refused with 28000 where TLS is let in', () => {
    expect(judge(notLetIn)).toBeUndefined();
  });

  test('is found where it is asked for a password, or for none', () => {
    expect(judge(scram)?.observed).toBe('asks for SCRAM-SHA-256 without TLS');
    expect(judge(trust)?.observed).toBe('lets the role in without a password (trust) without TLS');
  });

  test('says nothing where it is refused for another reason, or with TLS too', () => {
    expect(() => judge(full)).toThrow('53300');
    expect(() => judge(notLetIn, notLetIn)).toThrow('refused over TLS too');
  });

  test('is found where there is nothing else', () => {
    const observed = rules.refusedWithoutTls({
      subject: 'a',
      encryption: 'declined',
      plain: notLetIn,
    })?.observed;
    expect(observed).toContain('speaks no TLS');
  });
});

test('A role is asked for SCRAM, or found; a refusal says nothing', () => {
  expect(rules.scram({ subject: 'a', answer: scram })).toBeUndefined();
  expect(rules.scram({ subject: 'a', answer: md5 })?.observed).toBe('asks for an md5 hash');
  expect(rules.scram({ subject: 'a', answer: trust })?.observed).toContain('trust');
  expect(rules.scram({ subject: 'a', answer: { ...scram, mechanisms: ['OAUTHBEARER'] } })).toBeDefined();
  expect(() => rules.scram({ subject: 'a', answer: notLetIn })).toThrow('28000');
});

test('A stranger is refused with 28000 while the application is not', () => {
  const judge = (answer: StartupAnswer, twin: StartupAnswer = scram) =>
    rules.refusedStranger({ subject: 'postgres', answer, twin });
  expect(judge(notLetIn)).toBeUndefined();
  expect(judge(scram)?.observed).toContain('over the network');
  expect(() => judge(full)).toThrow('53300');
  expect(() => judge(notLetIn, notLetIn)).toThrow('refused too');
});

test('listen_addresses names nothing but what is allowed', () => {
  const judge = (value: string | undefined) =>
    rules.listening({ subject: 'listen_addresses', value }, ['127.0.0.1', '::1']);
  expect(judge('127.0.0.1, ::1')).toBeUndefined();
  expect(judge('*')?.observed).toBe('*');
  expect(judge('127.0.0.1,0.0.0.0')).toBeDefined();
  expect(() => judge(undefined)).toThrow('does not say');
});

test('A setting that the server does not know is found', () => {
  expect(rules.setTo({ subject: 'a', value: 'on' }, 'on')).toBeUndefined();
  expect(rules.setTo({ subject: 'a', value: undefined }, 'on')?.observed).toBe('no such setting');
  expect(rules.switchedOn({ subject: 'a', value: 'receipt,authorization' })).toBeUndefined();
  expect(rules.switchedOn({ subject: 'a', value: 'off' })).toBeDefined();
  expect(rules.switchedOn({ subject: 'a', value: '' })).toBeDefined();
  expect(rules.auditSetting({ subject: 'pgaudit.log_rows', value: 'off' }, { log_rows: 'on' })).toBeDefined();
  expect(() => rules.auditSetting({ subject: 'pgaudit.role', value: '' }, { log_rows: 'on' })).toThrow();
});

test('The classes of an audit are counted, also those taken away', () => {
  const judge = (value: string, wanted: string[]) =>
    rules.covering({ subject: 'a', value }, wanted)?.expected;
  expect([...auditedClasses('all, -misc')].toSorted()).toEqual(
    ['ddl', 'function', 'misc_set', 'read', 'role', 'write'].toSorted(),
  );
  expect(auditedClasses('none').size).toBe(0);
  expect(judge('ALL', ['all'])).toBeUndefined();
  expect(judge('read, write, ddl', ['read', 'ddl'])).toBeUndefined();
  expect(judge('all, -read', ['all'])).toBe('covers read');
  expect(judge('write', ['read', 'write'])).toBe('covers read');
});

test('Values are OpenPGP messages or found; none at all says nothing', () => {
  const judge = (type: string, heads: string[]) => rules.encryptedColumn({ subject: 'a.b', type, heads });
  expect(judge('bytea', ['c30d0407', 'c1c14e03'])).toBeUndefined();
  expect(judge('bytea', ['c30d0407', '31322f33'])?.observed).toBe('1 of 2 values are something else');
  expect(judge('text', [])?.observed).toBe('a column of type text');
  expect(() => judge('bytea', [])).toThrow('holds no value');
});

test('Text, zeroes and what is cut short do not begin as an OpenPGP message does', () => {
  expect(beginsAsOpenPgp('8c0d0407')).toBe(true);
  // "Österreich" in UTF-8 begins with the byte of a session key packet.
  for (const head of ['c396737465', '00000000', '', 'c3', 'c30d', '3132'])
    expect(beginsAsOpenPgp(head)).toBe(false);
});

test('pgcrypto is found where it is missing, refused, wrong or of no use', () => {
  const judge = (outcome: Parameters<typeof rules.roundTrip>[0]['outcome']) =>
    rules.roundTrip({ subject: 'pgcrypto', outcome, detail: '42501 permission denied' });
  expect(judge('same')).toBeUndefined();
  expect(judge('refused')?.observed).toBe('42501 permission denied');
  for (const outcome of ['not-installed', 'different', 'in-the-clear'] as const)
    expect(judge(outcome)).toBeDefined();
});

test('The URL of a database is read whole, and never shown', () => {
  expect(readDatabaseUrl('database.url', 'postgresql://app:p%40ss@[::1]:6432/shop')).toEqual({
    host: '::1',
    port: 6432,
    name: 'shop',
    role: { user: 'app', password: 'p@ss' },
  });
  expect(readDatabaseUrl('database.url', 'postgres://app:secret@db.example.com/shop').port).toBe(5432);
  for (const text of [
    'mysql://app:hunter2@db/shop',
    'postgresql://app@db/shop',
    'postgresql://app:hunter2@db',
    'postgresql://app:hunter2%zz@db/shop',
    'hunter2',
  ]) {
    expect(() => readDatabaseUrl('database.url', text)).toThrow(/^database\.url is not of the form [^2]+$/);
  }
});
