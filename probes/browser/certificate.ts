import 'reflect-metadata';
import { createHash, X509Certificate, type webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A key and the certificate for it, both PEM. */
export interface OwnIdentity {
  readonly key: string;
  readonly cert: string;
}

const DAY_MS = 86_400_000;
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A fresh key with a self-signed certificate; nothing is kept on disk. Browsers trust it by its key alone. */
export async function ownIdentity(): Promise<OwnIdentity> {
  const keys: webcrypto.CryptoKeyPair = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=Plumbline probe',
    keys,
    signingAlgorithm: EC,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + DAY_MS),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new SubjectAlternativeNameExtension([{ type: 'dns', value: 'plumbline.invalid' }]),
    ],
  });
  return {
    key: PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
    cert: certificate.toString('pem'),
  };
}

/** The SHA-256 of a certificate's public key (SubjectPublicKeyInfo) in base64, by which Chromium can be told to trust it. */
export function keyHash(pem: string): string {
  const { publicKey } = new X509Certificate(pem);
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}
