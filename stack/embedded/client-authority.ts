import * as x509 from '@peculiar/x509';
import type { ClientCertificateBehaviour } from '../behaviour/client-certificates.ts';
import type { ClientCertificate, ClientCertificates } from '../target.ts';
import { authority, daysFromNow, EC, serial, type Authority, type ClientTrust } from './certificates.ts';

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
  const issuer = await authority('Plumbline clients of this run');
  const revokedSerial = serial();
  const [valid, expired, notYetValid, wrongUsage, revoked] = await Promise.all([
    issue(issuer, serial(), {}),
    issue(issuer, serial(), { notBeforeDays: -2, notAfterDays: -1 }),
    issue(issuer, serial(), { notBeforeDays: 1 }),
    issue(issuer, serial(), { usage: x509.ExtendedKeyUsage.serverAuth }),
    issue(issuer, revokedSerial, {}),
  ]);
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.name,
    thisUpdate: daysFromNow(-1),
    nextUpdate: daysFromNow(7),
    entries: [{ serialNumber: revokedSerial, revocationDate: daysFromNow(-1) }],
    signingAlgorithm: EC,
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

async function issue(
  issuer: Authority,
  serialNumber: string,
  { notBeforeDays = -2, notAfterDays = 30, usage = x509.ExtendedKeyUsage.clientAuth }: Leaf,
): Promise<ClientCertificate> {
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: 'CN=plumbline-client',
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: EC,
    notBefore: daysFromNow(notBeforeDays),
    notAfter: daysFromNow(notAfterDays),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([usage]),
    ],
  });
  return {
    cert: certificate.toString('pem'),
    key: x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
  };
}
