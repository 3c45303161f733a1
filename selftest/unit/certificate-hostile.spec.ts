import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { issueIdentity } from '../../stack/embedded/certificates.ts';
import { ordinaryCertificate } from '../../stack/behaviour/certificate.ts';
import { observeCertificate } from '../../probes/tls/certificate.ts';
import { partsOf, usesOf } from '../../probes/tls/certificate-parts.ts';
import { certificationPath } from '../../probes/tls/certification-path.ts';
import { coversName, nameProblem } from '../../probes/tls/names.ts';
import { derOf } from './certificate-sample.ts';
import { closeServers, hostileServer, httpsServer, identity, pemOf } from './tls-servers.ts';

test.afterEach(closeServers);

function observe(port: number, ca?: string) {
  const endpoint = { host: 'shop.test', port, address: '127.0.0.1' };
  return observeCertificate(endpoint, { timeoutMs: 2_000, ...(ca !== undefined && { ca }) });
}

test.describe('Names', () => {
  const dns = (value: string) => ({ type: 'DNS' as const, value });

  for (const [value, problem] of [
    ['shop.test', undefined],
    ['*.shop.test', undefined],
    ['_sip.shop.test', undefined],
    ['127.0.0.1', /an address/],
    ['::1', /an address/],
    ['w*.shop.test', /a part of its label/],
    ['**.shop.test', /a part of its label/],
    ['www.*.test', /not the left-most/],
    ['*.*.test', /not the left-most/],
    ['*', /top-level/],
    ['*.test', /top-level/],
    ['', /not a DNS name/],
    ['shop..test', /not a DNS name/],
    ['shop.test.', /not a DNS name/],
    ['shop.test\0.evil.test', /not a DNS name/],
    ['shop test', /not a DNS name/],
    [`${'a'.repeat(64)}.test`, /not a DNS name/],
    [`${'a.'.repeat(130)}test`, /not a DNS name/],
  ] as const) {
    test(`can${problem ? 'not' : ''} be ${JSON.stringify(value.slice(0, 30))}`, () => {
      expect(nameProblem(dns(value)) ?? 'nothing').toMatch(problem ?? /^nothing$/);
    });
  }

  for (const [presented, name, covered] of [
    ['*.shop.test', 'www.shop.test', true],
    ['*.SHOP.test', 'WWW.shop.TEST.', true],
    ['*.shop.test', 'shop.test', false],
    ['*.shop.test', 'a.b.shop.test', false],
    ['*.shop.test', '.shop.test', false],
    ['w*.shop.test', 'www.shop.test', false],
    ['*.test', 'shop.test', false],
    ['127.0.0.1', '127.0.0.1', false],
    ['shop.test\0.evil.test', 'shop.test', false],
    ['xn--bcher-kva.test', 'bücher.test', true],
  ] as const) {
    test(`like ${JSON.stringify(presented)} ${covered ? 'cover' : 'do not cover'} ${name}`, () => {
      expect(coversName({ subjectAltNames: [dns(presented)] }, name) === undefined).toBe(covered);
    });
  }

  test('with a NUL are seen whole', async () => {
    const own = await issueIdentity({
      ...ordinaryCertificate,
      names: [],
      otherDnsNames: ['shop.test\0.evil.test'],
    });
    const { chain, nameError } = await observe(await httpsServer({ key: own.key, cert: own.chain }), own.ca);
    expect(chain[0].subjectAltNames).toEqual([dns('shop.test\0.evil.test')]);
    expect(nameError).toContain('do not cover shop.test');
  });

  test('may be a thousand', async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `host-${index}.shop.test`);
    const own = await issueIdentity({ ...ordinaryCertificate, names: [...names, 'shop.test'] });
    const { chain, nameError } = await observe(await httpsServer({ key: own.key, cert: own.chain }), own.ca);
    expect(chain[0].subjectAltNames).toHaveLength(1001);
    expect(nameError).toBeUndefined();
  });
});

test.describe('A chain', () => {
  test('of two hundred needless certificates is observed in time', async () => {
    const root = await identity({ subject: 'CN=root', ca: true });
    const leaf = await identity({ subject: 'CN=leaf', issuer: root });
    const stranger = await identity({ subject: 'CN=root', ca: true });
    const port = await httpsServer(pemOf(leaf, ...Array.from({ length: 200 }, () => stranger)));
    const { chain, path, authorized } = await observe(port, root.cert);
    expect(chain).toHaveLength(201);
    expect(path).toEqual([0]);
    expect(authorized).toBe(true);
  });

  test('of two that certify each other ends', async () => {
    const one = await identity({ subject: 'CN=one', ca: true });
    const two = await identity({ subject: 'CN=two', ca: true, issuer: one });
    const crossed = derOf((await crossCertified(one, two)) + two.cert);
    expect(certificationPath(crossed, undefined).places).toEqual([0, 1]);
  });

  test('that does not end is no observation', async () => {
    const port = await hostileServer((socket) => {
      // A TLS 1.2 ServerHello, and then a Certificate message that goes on for 16 MB.
      const hello = Buffer.from(`0303${'00'.repeat(32)}00c02f000005ff01000100`, 'hex');
      const first = Buffer.concat([
        Buffer.from([2, 0, 0, hello.length]),
        hello,
        Buffer.from('0bffffffffffff', 'hex'),
      ]);
      socket.write(asRecord(first));
      const flood = setInterval(() => socket.write(asRecord(Buffer.alloc(16_000, 1))), 1);
      socket.once('close', () => {
        clearInterval(flood);
      });
    });
    await expect(observe(port)).rejects.toMatchObject({ name: 'ProbeError' });
  });

  test('with a certificate that cannot be parsed is no observation', async () => {
    const port = await hostileServer((socket) => {
      const hello = Buffer.from(`0303${'00'.repeat(32)}00c02f000005ff01000100`, 'hex');
      const message = Buffer.from('0b00000b00000800000530030201ff', 'hex');
      socket.write(asRecord(Buffer.concat([Buffer.from([2, 0, 0, hello.length]), hello, message])));
    });
    await expect(observe(port)).rejects.toMatchObject({ name: 'ProbeError' });
  });

  test('is pinned by the hash of its SubjectPublicKeyInfo', async () => {
    const own = await identity();
    const der = derOf(own.cert)[0] ?? Buffer.alloc(0);
    const spki = Buffer.from(await crypto.subtle.exportKey('spki', own.keys.publicKey));
    expect(partsOf(der).spki.equals(spki)).toBe(true);
    expect(usesOf(der).spki256).toBe(createHash('sha256').update(spki).digest('base64'));
  });
});

function asRecord(fragment: Buffer): Buffer {
  return Buffer.concat([Buffer.from([22, 3, 3, fragment.length >> 8, fragment.length & 0xff]), fragment]);
}

/** The first authority's key, certified by the second. */
async function crossCertified(
  one: Awaited<ReturnType<typeof identity>>,
  two: Awaited<ReturnType<typeof identity>>,
): Promise<string> {
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '0c',
    subject: one.subject,
    issuer: two.subject,
    publicKey: one.keys.publicKey,
    signingKey: two.keys.privateKey,
    signingAlgorithm: two.algorithm,
  });
  return `${certificate.toString('pem')}\n`;
}
