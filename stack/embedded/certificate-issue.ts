import 'reflect-metadata';
import { KeyObject, sign, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { AuthorityBehaviour, HashName, KeyUsage } from '../behaviour/certificate.ts';
import { authorityKeys, signingWith } from './certificate-keys.ts';
import { der, sequence } from './der-writer.ts';

const DAY_MS = 86_400_000;

x509.cryptoProvider.set(crypto);

/** Whom a certificate is issued by. */
export interface Issuer {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** An issuer together with its own certificate. */
export interface Authority extends Issuer {
  readonly certificate: x509.X509Certificate;
}

interface Contents {
  readonly subject: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly notBeforeDays: number;
  readonly notAfterDays: number;
  readonly serial?: string | undefined;
  readonly hash: HashName;
  readonly extensions: x509.Extension[];
}

/** Issues a certificate. Web Crypto has no MD5: such a signature is put in the place of another. */
export async function issue(
  issuer: Issuer,
  { subject, publicKey, notBeforeDays, notAfterDays, serial, hash, extensions }: Contents,
): Promise<x509.X509Certificate> {
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial ?? randomSerial(),
    subject,
    issuer: issuer.name,
    publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: signingWith(issuer.keys, hash === 'MD5' ? 'SHA-256' : hash),
    notBefore: daysFromNow(notBeforeDays),
    notAfter: daysFromNow(notAfterDays),
    extensions,
  });
  return hash === 'MD5' ? signedWithMd5(certificate, issuer.keys) : certificate;
}

/** Makes an authority, certified by its parent or by itself. */
export async function authority(
  commonName: string,
  behaviour: AuthorityBehaviour,
  parent?: Issuer,
): Promise<Authority> {
  const keys = await authorityKeys(behaviour.key);
  const name = `CN=${commonName}`;
  const certificate = await issue(parent ?? { name, keys }, {
    subject: name,
    publicKey: keys.publicKey,
    notBeforeDays: behaviour.notBeforeDays,
    notAfterDays: behaviour.notAfterDays,
    hash: behaviour.hash,
    extensions: [
      new x509.BasicConstraintsExtension(behaviour.ca, behaviour.ca ? behaviour.pathLength : undefined, true),
      keyUsageExtension(behaviour.keyUsage),
    ],
  });
  return { name, keys, certificate };
}

/** RFC 5280 §4.2.1.3. */
export function keyUsageExtension(usages: readonly KeyUsage[]): x509.Extension {
  const flags = usages.map((usage) => x509.KeyUsageFlags[usage]).reduce((all, flag) => all | flag);
  return new x509.KeyUsagesExtension(flags, true);
}

/** Timestamps of that many logs, made up for this certificate (RFC 6962 §3.3); nobody has these logs' keys. */
export function timestampExtension(count: number): x509.Extension {
  const list = vector(Buffer.concat(Array.from({ length: count }, () => vector(timestamp()))));
  return new x509.Extension('1.3.6.1.4.1.11129.2.4.2', false, der(0x04, list));
}

/** RFC 7633: status_request, the extension 5 of TLS. */
export function mustStapleExtension(): x509.Extension {
  return new x509.Extension('1.3.6.1.5.5.7.1.24', false, sequence(der(0x02, Buffer.from([5]))));
}

/** v1, log id, time, no extensions, ECDSA with SHA-256, signature. */
function timestamp(): Buffer {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(Date.now() - 3_600_000));
  const signature = vector(Buffer.from(crypto.getRandomValues(new Uint8Array(70))));
  const log = crypto.getRandomValues(new Uint8Array(32));
  return Buffer.concat([Buffer.from([0]), log, at, Buffer.from([0, 0, 4, 3]), signature]);
}

function vector(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([data.length >> 8, data.length & 0xff]), data]);
}

/** sha256WithRSAEncryption and md5WithRSAEncryption (RFC 8017 A.2.4), which differ in the last byte. */
const SHA256_WITH_RSA = Buffer.from('2a864886f70d01010b', 'hex');
const MD5_WITH_RSA = Buffer.from('2a864886f70d010104', 'hex');

/** The same certificate with an MD5 signature of the same key, which is as long as the other. */
function signedWithMd5(
  certificate: x509.X509Certificate,
  { privateKey }: webcrypto.CryptoKeyPair,
): x509.X509Certificate {
  const bytes = Buffer.from(certificate.rawData);
  const first = bytes.indexOf(SHA256_WITH_RSA);
  const last = bytes.lastIndexOf(SHA256_WITH_RSA);
  for (const at of [first, last]) MD5_WITH_RSA.copy(bytes, at);
  // The first element inside is what is signed; both have a header of four bytes.
  const signed = bytes.subarray(4, 8 + bytes.readUInt16BE(6));
  const signature = sign('md5', signed, KeyObject.from(privateKey));
  signature.copy(bytes, bytes.length - signature.length);
  return new x509.X509Certificate(bytes);
}

/** A fresh serial number of 16 bytes, in hexadecimal. */
export function randomSerial(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
    .toString('hex')
    .replace(/^[089a-f]/, '7');
}

/** The date so many days ahead, or back for a negative number. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
