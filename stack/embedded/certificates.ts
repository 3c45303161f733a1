import 'reflect-metadata';
import { isIP } from 'node:net';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { CertificateBehaviour, Purpose } from '../behaviour/certificate.ts';
import {
  authority,
  issue,
  keyUsageExtension,
  mustStapleExtension,
  timestampExtension,
  type Authority,
  type Issuer,
} from './certificate-issue.ts';
import { leafKeys } from './certificate-keys.ts';
import { stapleFor } from './staples.ts';

/** The authority of a server's clients and its list of revoked certificates. PEM. */
export interface ClientTrust {
  readonly ca: string;
  readonly crl: string;
}

/** A key and the certificates that go with it, leaf first, PEM. */
interface KeyAndChain {
  readonly key: string;
  readonly chain: string;
}

/** What a TLS server needs, and the anchor that its clients need. */
export interface ServerIdentity extends KeyAndChain {
  /** PEM. */
  readonly ca: string;
  /** For clients that do not take the first key's kind. */
  readonly twin?: KeyAndChain;
  /** What a second address presents. */
  readonly otherAddress?: KeyAndChain;
  /** The OCSP response that goes with the leaf, DER. */
  readonly staple?: Buffer;
  /** Whose clients the server lets through, where it asks for certificates. */
  readonly clientTrust?: ClientTrust;
}

/** Makes a root, intermediates and a leaf of the given behaviour; nothing is kept on disk. */
export async function issueIdentity(behaviour: CertificateBehaviour): Promise<ServerIdentity> {
  const authorities = await authoritiesOf(behaviour);
  const { root, intermediate } = authorities;
  const keys = await leafKeys(behaviour.key);
  const selfSigned = behaviour.chain === 'self-signed';
  const issuer: Issuer = selfSigned ? { name: SUBJECT, keys } : intermediate;
  const leaf = await leafOf(behaviour, keys, issuer);
  const others = selfSigned ? [] : await sentBeside(behaviour, authorities);
  const anchor =
    behaviour.chain === 'unknown-authority' ? await authority('Plumbline root of nobody', ROOT) : root;
  const issuerKey = selfSigned ? leaf.publicKey : intermediate.certificate.publicKey;
  const staple = await stapleFor(behaviour.staple, leaf, { issuer, issuerKey });
  const withOthers = (first: x509.X509Certificate) => pem([first, ...others]);
  const another = async (changes: Partial<CertificateBehaviour>): Promise<KeyAndChain> => {
    const changed = { ...behaviour, ...changes };
    const own = await leafKeys(changed.key);
    return { key: await privatePem(own), chain: withOthers(await leafOf(changed, own, issuer)) };
  };
  return {
    key: await privatePem(keys),
    chain: withOthers(leaf),
    ca: anchor.certificate.toString('pem'),
    ...(behaviour.twin !== 'none' && { twin: await another(behaviour.twin) }),
    ...(behaviour.otherAddress === 'another-leaf' && { otherAddress: await another({}) }),
    ...(staple && { staple }),
  };
}

const SUBJECT = 'CN=localhost';

/** Two intermediates may follow a root. */
const ROOT = {
  key: 'EC-P-256',
  hash: 'SHA-256',
  notBeforeDays: -2,
  notAfterDays: 365,
  ca: true,
  pathLength: 2,
  keyUsage: ['keyCertSign'],
} as const;

interface Authorities {
  readonly root: Authority;
  readonly upper: Authority;
  readonly intermediate: Authority;
}

async function authoritiesOf({
  intermediate,
  upper,
  sent,
  hash,
}: CertificateBehaviour): Promise<Authorities> {
  const root = await authority('Plumbline root of this run', ROOT);
  // Where nothing says so, there is one intermediate alone.
  const above = sent.includes('upper')
    ? await authority('Plumbline upper intermediate of this run', upper, root)
    : root;
  const below = hash === 'MD5' ? { ...intermediate, key: 'RSA-2048' as const } : intermediate;
  return {
    root,
    upper: above,
    intermediate: await authority('Plumbline intermediate of this run', below, above),
  };
}

/** What is sent after the leaf. */
async function sentBeside(
  { sent }: CertificateBehaviour,
  authorities: Authorities,
): Promise<x509.X509Certificate[]> {
  const stranger = sent.includes('stranger') ? await authority('Plumbline stranger', ROOT) : undefined;
  const all = { ...authorities, stranger };
  return sent.flatMap((part) => (part === 'leaf' ? [] : (all[part]?.certificate ?? [])));
}

const PURPOSES: Readonly<Record<Purpose, string>> = {
  serverAuth: x509.ExtendedKeyUsage.serverAuth,
  clientAuth: x509.ExtendedKeyUsage.clientAuth,
  any: '2.5.29.37.0',
};

function leafOf(
  behaviour: CertificateBehaviour,
  { publicKey }: webcrypto.CryptoKeyPair,
  issuer: Issuer,
): Promise<x509.X509Certificate> {
  const { names, otherDnsNames, extendedKeyUsage, timestamps } = behaviour;
  const purposes = extendedKeyUsage.map((purpose) => PURPOSES[purpose]);
  const { notBeforeDays, notAfterDays, hash, serial } = behaviour;
  return issue(issuer, {
    subject: SUBJECT,
    publicKey,
    notBeforeDays,
    notAfterDays,
    hash,
    serial,
    extensions: [
      new x509.BasicConstraintsExtension(behaviour.ca, undefined, true),
      keyUsageExtension(behaviour.keyUsage),
      ...(purposes.length > 0 ? [new x509.ExtendedKeyUsageExtension(purposes)] : []),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
        ...otherDnsNames.map((value) => ({ type: 'dns' as const, value })),
      ]),
      ...(timestamps > 0 ? [timestampExtension(timestamps)] : []),
      ...(behaviour.mustStaple ? [mustStapleExtension()] : []),
    ],
  });
}

function pem(certificates: readonly x509.X509Certificate[]): string {
  return certificates.map((certificate) => certificate.toString('pem')).join('\n');
}

async function privatePem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY');
}
