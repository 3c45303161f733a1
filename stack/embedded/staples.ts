import { KeyObject, randomBytes, sign, webcrypto } from 'node:crypto';
import type * as x509 from '@peculiar/x509';
import type { Stapled } from '../behaviour/certificate.ts';
import type { Issuer } from './certificate-issue.ts';
import { der, generalizedTime, hex, sequence } from './der-writer.ts';

const HOUR_MS = 3_600_000;

const SHA1 = hex('300906052b0e03021a0500');
const OCSP_BASIC = hex('06092b0601050507300101');
const ECDSA_WITH_SHA256 = hex('300a06082a8648ce3d040302');
const SHA256_WITH_RSA = hex('300d06092a864886f70d01010b0500');
/** RFC 6960 §4.2.1: tryLater, without anything else. */
const TRY_LATER = hex('30030a0103');

const STATUS: Readonly<Partial<Record<Stapled, Buffer>>> = { unknown: hex('8200') };

/** Hours from now of thisUpdate and nextUpdate. */
const HOURS: Readonly<Partial<Record<Stapled, readonly [number, number]>>> = {
  stale: [-240, -72],
  old: [-144, 24],
};

/** The OCSP response (RFC 6960 §4.2) that is stapled for a leaf; undefined where none is. */
export async function stapleFor(
  kind: Stapled,
  leaf: x509.X509Certificate,
  { issuer, issuerKey }: { issuer: Issuer; issuerKey: x509.PublicKey },
): Promise<Buffer | undefined> {
  if (kind === 'none') return undefined;
  if (kind === 'try-later') return TRY_LATER;
  const [since, until] = HOURS[kind] ?? [-1, 96];
  const certificate = sequence(
    SHA1,
    der(0x04, await digest(leaf.issuerName.toArrayBuffer())),
    der(0x04, new Uint8Array(await issuerKey.getKeyIdentifier())),
    der(0x02, kind === 'of-another' ? Buffer.from([1, ...randomBytes(15)]) : hex(leaf.serialNumber)),
  );
  const revoked = der(0xa1, generalizedTime(hoursFromNow(-24)));
  const status = kind === 'revoked' ? revoked : (STATUS[kind] ?? hex('8000'));
  const times = [generalizedTime(hoursFromNow(since)), der(0xa0, generalizedTime(hoursFromNow(until)))];
  const data = sequence(
    der(0xa1, new Uint8Array(leaf.issuerName.toArrayBuffer())),
    generalizedTime(hoursFromNow(since)),
    sequence(sequence(certificate, status, ...times)),
  );
  const key = kind === 'of-another-signer' ? await strangersKey() : issuer.keys.privateKey;
  const basic = sequence(
    data,
    key.algorithm.name === 'ECDSA' ? ECDSA_WITH_SHA256 : SHA256_WITH_RSA,
    der(0x03, Buffer.from([0]), sign('sha256', data, KeyObject.from(key))),
  );
  return sequence(hex('0a0100'), der(0xa0, sequence(OCSP_BASIC, der(0x04, basic))));
}

async function strangersKey(): Promise<webcrypto.CryptoKey> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  return keys.privateKey;
}

async function digest(bytes: ArrayBuffer): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.digest('SHA-1', bytes));
}

function hoursFromNow(hours: number): Date {
  return new Date(Date.now() + hours * HOUR_MS);
}
