import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { CertificateBehaviour } from '../behaviour/certificate.ts';

/** The authority of a server's clients and its list of revoked certificates. PEM. */
export interface ClientTrust {
  readonly ca: string;
  readonly crl: string;
}

/** What a TLS server needs, and the anchor that its clients need. All PEM. */
export interface ServerIdentity {
  readonly key: string;
  /** Leaf first, then what else the server sends. */
  readonly chain: string;
  readonly ca: string;
  /** Whose clients the server lets through, where it asks for certificates. */
  readonly clientTrust?: ClientTrust;
}

type Signing = (webcrypto.EcKeyGenParams & { hash: string }) | webcrypto.RsaHashedKeyGenParams;

const DAY_MS = 86_400_000;
export const EC: Signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

x509.cryptoProvider.set(crypto);

/** Makes a root, an intermediate and a leaf of the given behaviour; nothing is kept on disk. */
export async function issueIdentity(behaviour: CertificateBehaviour): Promise<ServerIdentity> {
  const root = await authority('Plumbline root of this run');
  const intermediate = await authority('Plumbline intermediate of this run', root);
  const algorithm = leafAlgorithm(behaviour);
  const keys = await leafKeys(algorithm);
  const issuer = behaviour.chain === 'self-signed' ? { name: 'CN=localhost', keys } : intermediate;
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=localhost',
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { ...(behaviour.chain === 'self-signed' ? algorithm : EC), hash: behaviour.hash },
    notBefore: daysFromNow(behaviour.notBeforeDays),
    notAfter: daysFromNow(behaviour.notAfterDays),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        behaviour.names.map((name) => ({ type: isIP(name) ? 'ip' : 'dns', value: name })),
      ),
    ],
  });
  const alone = behaviour.chain === 'leaf-only' || behaviour.chain === 'self-signed';
  const sent = alone ? [leaf] : [leaf, intermediate.certificate];
  const anchor = behaviour.chain === 'unknown-authority' ? await authority('Plumbline root of nobody') : root;
  return {
    key: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    chain: sent.map((certificate) => certificate.toString('pem')).join('\n'),
    ca: anchor.certificate.toString('pem'),
  };
}

const ordinary = crypto.subtle.generateKey(EC, true, ['sign', 'verify']);

/** Of one process all ordinary leaves have one key: a browser that trusts by key need not start again for the next. */
async function leafKeys(algorithm: Signing): Promise<webcrypto.CryptoKeyPair> {
  return algorithm.name === EC.name
    ? ordinary
    : crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** A name with the keys that sign under it. */
export interface Authority {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly certificate: x509.X509Certificate;
}

/** Makes a certificate authority: a root, or one below `parent`. */
export async function authority(commonName: string, parent?: Authority): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const name = `CN=${commonName}`;
  const issuer = parent ?? { name, keys };
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: name,
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: EC,
    notBefore: daysFromNow(-2),
    notAfter: daysFromNow(365),
    extensions: [
      new x509.BasicConstraintsExtension(true, parent ? 0 : 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { name, keys, certificate };
}

function leafAlgorithm({ key, hash }: CertificateBehaviour): Signing {
  if (key === 'EC-P-256') return { name: 'ECDSA', namedCurve: 'P-256', hash };
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash };
}

/** A fresh serial number of 16 bytes, in hexadecimal. */
export function serial(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
    .toString('hex')
    .replace(/^[89a-f]/, '7');
}

/** The date so many days ahead, or back for a negative number. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
