import * as x509 from '@peculiar/x509';
import type { ClientCertificateBehaviour } from '../behaviour/client-certificates.ts';
import type { ClientCertificate, ClientCertificates } from '../target.ts';
import {
  authority,
  daysFromNow,
  issue,
  keyUsageExtension,
  randomSerial,
  type Authority,
} from './certificate-issue.ts';
import { freshKeys, signingWith } from './certificate-keys.ts';
import type { ClientTrust } from './certificates.ts';

/** One root that signs clients and the list of those that are revoked. */
const AUTHORITY = {
  key: 'EC-P-256',
  hash: 'SHA-256',
  notBeforeDays: -2,
  notAfterDays: 365,
  ca: true,
  pathLength: 1,
  keyUsage: ['keyCertSign', 'cRLSign'],
} as const;

/** What the authority of a server's clients has made: certificates of every kind, and what the server needs. */
export interface ClientIdentities {
  readonly trust: ClientTrust;
  readonly issued: Required<ClientCertificates>;
}

interface Leaf {
  readonly notBeforeDays?: number;
  readonly notAfterDays?: number;
  readonly usage?: x509.ExtendedKeyUsage;
}

/** Makes an authority for clients, a certificate of each kind, and a list of the one that is revoked. */
export async function issueClients({
  issued,
}: Pick<ClientCertificateBehaviour, 'issued'>): Promise<ClientIdentities | undefined> {
  if (!issued) return undefined;
  const issuer = await authority('Plumbline clients of this run', AUTHORITY);
  const revokedSerial = randomSerial();
  const [valid, expired, notYetValid, wrongUsage, revoked] = await Promise.all([
    issueClient(issuer, randomSerial(), {}),
    issueClient(issuer, randomSerial(), { notBeforeDays: -2, notAfterDays: -1 }),
    issueClient(issuer, randomSerial(), { notBeforeDays: 1 }),
    issueClient(issuer, randomSerial(), { usage: x509.ExtendedKeyUsage.serverAuth }),
    issueClient(issuer, revokedSerial, {}),
  ]);
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.name,
    thisUpdate: daysFromNow(-1),
    nextUpdate: daysFromNow(7),
    entries: [{ serialNumber: revokedSerial, revocationDate: daysFromNow(-1) }],
    signingAlgorithm: signingWith(issuer.keys, 'SHA-256'),
    signingKey: issuer.keys.privateKey,
  });
  return {
    trust: {
      ca: issuer.certificate.toString('pem'),
      crl: x509.PemConverter.encode(list.rawData, 'X509 CRL'),
    },
    issued: { valid, expired, notYetValid, wrongUsage, revoked },
  };
}

async function issueClient(
  issuer: Authority,
  serial: string,
  { notBeforeDays = -2, notAfterDays = 30, usage = x509.ExtendedKeyUsage.clientAuth }: Leaf,
): Promise<ClientCertificate> {
  const keys = await freshKeys('EC-P-256');
  const certificate = await issue(issuer, {
    subject: 'CN=plumbline-client',
    publicKey: keys.publicKey,
    notBeforeDays,
    notAfterDays,
    hash: 'SHA-256',
    serial,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      keyUsageExtension(['digitalSignature']),
      new x509.ExtendedKeyUsageExtension([usage]),
    ],
  });
  return {
    cert: certificate.toString('pem'),
    key: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
  };
}
