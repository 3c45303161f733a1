import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { clientCertificatesIn } from '../../fixtures/client-certificate-files.ts';
import type { ClientDecision } from '../../fixtures/client-decision.ts';
import {
  gainedNothing,
  keptIdentity,
  letThrough,
  refusedClient,
  refusedEarly,
  trueIdentity,
} from '../../fixtures/matchers/client-certificates.ts';
import { identity, rsa } from './tls-servers.ts';

const refused: ClientDecision = {
  subject: 'TLSv1.3, no certificate',
  version: 'TLSv1.3',
  outcome: 'refused',
  said: 'status 400',
  status: 400,
  bodySent: false,
};
const welcome: ClientDecision = { ...refused, outcome: 'let-through', said: 'status 200', status: 200 };

test.describe('The rules for clients', () => {
  test('the right one gets what is declared', () => {
    expect(letThrough(welcome, 200)).toBeUndefined();
    expect(letThrough(welcome, 204)).toMatchObject({ observed: 'status 200' });
    expect(letThrough(refused, 400)).toMatchObject({ observed: 'status 400' });
  });

  test('the wrong one is refused', () => {
    expect(refusedClient(refused)).toBeUndefined();
    expect(refusedClient(welcome)).toMatchObject({ observed: 'let through: status 200' });
  });

  test('a session opens no more than its lack', () => {
    expect(gainedNothing({ ...refused, without: refused })).toBeUndefined();
    expect(gainedNothing({ ...welcome, without: welcome })).toBeUndefined();
    expect(gainedNothing({ ...welcome, without: refused })).toMatchObject({
      expected: 'no more than without the session, which gets status 400',
      observed: 'let through: status 200',
    });
  });

  test('a refusal does not wait for the body', () => {
    expect(refusedEarly(refused)).toBeUndefined();
    expect(refusedEarly({ ...welcome, bodySent: true })).toBeUndefined();
    expect(refusedEarly({ ...refused, bodySent: true })).toMatchObject({
      observed: 'status 400, after the body',
    });
  });

  const subject = 'TLSv1.3, the right certificate: X-Client-Subject';
  const truth = ['CN=right'];

  test('a certificate outdoes a claim', () => {
    expect(trueIdentity({ subject, truth, values: truth })).toBeUndefined();
    expect(trueIdentity({ subject, truth, values: undefined })).toBeUndefined();
    expect(trueIdentity({ subject, truth: [], values: [] })).toMatchObject({
      observed: 'no identity, even with nothing forged',
    });
    expect(trueIdentity({ subject, truth: [], values: ['CN=plumbline-impostor'] })).toMatchObject({
      observed: 'what the client claims: CN=plumbline-impostor; no identity, even with nothing forged',
    });
    expect(trueIdentity({ subject, truth, values: ['CN=plumbline-impostor', 'CN=right'] })).toMatchObject({
      observed: 'what the client claims: CN=plumbline-impostor, CN=right',
    });
    expect(trueIdentity({ subject, truth, values: [] })).toMatchObject({ observed: 'no identity' });
  });

  test('a session keeps its identity or its access', () => {
    expect(keptIdentity({ subject, truth, values: truth })).toBeUndefined();
    expect(keptIdentity({ subject, truth, values: undefined })).toBeUndefined();
    expect(keptIdentity({ subject, truth, values: [] })).toMatchObject({
      observed: 'let through with no identity',
    });
    expect(keptIdentity({ subject, truth, values: ['CN=other'] })).toMatchObject({
      observed: 'let through with CN=other',
    });
  });
});

test.describe('The folder with client certificates', () => {
  const folderWith = (files: Readonly<Record<string, string>>) => {
    const folder = test.info().outputPath('clients');
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };

  test('holds the right one and those with a flaw that were given', async () => {
    const [valid, expired] = await Promise.all([identity(), identity()]);
    const folder = folderWith({
      'valid.pem': `${valid.key}\n${valid.cert}`,
      'expired.pem': `${expired.cert}\n${expired.key}`,
    });
    const read = clientCertificatesIn(folder);
    expect(Object.keys(read)).toEqual(['valid', 'expired']);
    expect(read.valid.key).toContain('PRIVATE KEY');
    expect(read.valid.cert).not.toContain('PRIVATE KEY');
  });

  test('needs the right one', () => {
    expect(() => clientCertificatesIn(folderWith({}))).toThrow(
      /^PLUMBLINE_CLIENTS cannot be read: .*valid\.pem/,
    );
  });

  test('needs a key with each', async () => {
    const { cert } = await identity();
    expect(() => clientCertificatesIn(folderWith({ 'valid.pem': cert }))).toThrow(
      /must hold a certificate and its unencrypted private key/,
    );
  });

  test('needs keys of one kind', async () => {
    const [valid, revoked] = await Promise.all([identity(), identity({ algorithm: rsa(2048, 'SHA-256') })]);
    const folder = folderWith({
      'valid.pem': `${valid.cert}\n${valid.key}`,
      'revoked.pem': `${revoked.cert}\n${revoked.key}`,
    });
    expect(() => clientCertificatesIn(folder)).toThrow(
      /the key of revoked\.pem is rsa, that of valid\.pem ec prime256v1/,
    );
  });

  test('needs the key that belongs to it', async () => {
    const [one, other] = await Promise.all([identity(), identity()]);
    const folder = folderWith({ 'valid.pem': `${one.cert}\n${other.key}` });
    expect(() => clientCertificatesIn(folder)).toThrow(
      /the private key is not that of the first certificate/,
    );
  });
});
