import { createHash } from 'node:crypto';
import { elements, inside, malformed, objectIdentifier, tags } from './der.ts';
import { timestampsIn, type Timestamp } from './timestamps.ts';

/** The pieces of a certificate that are compared byte by byte. */
export interface CertificateParts {
  /** Content of the INTEGER, two's complement. */
  readonly serial: Buffer;
  /** The issuer's name, DER. */
  readonly issuer: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
  /** Value of each extension by its OID. */
  readonly extensions: ReadonlyMap<string, Buffer>;
}

/**
 * Takes a certificate apart (RFC 5280 §4.1).
 *
 * @throws ProbeError `malformed` where it does not have the shape of a certificate
 */
export function partsOf(certificate: Buffer): CertificateParts {
  const [tbs] = inside(certificate);
  const fields = elements(tbs?.content);
  // version [0] is left out in certificates of version 1.
  const rest = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [serial, , issuer, , , spki] = rest;
  if (serial?.tag !== tags.integer || !issuer || !spki) throw malformed('a certificate lacks fields');
  const extensions = rest.find(({ tag }) => tag === 0xa3);
  return {
    serial: serial.content,
    issuer: issuer.bytes,
    spki: spki.bytes,
    extensions: new Map(extensions && inside(extensions.content).map(({ content }) => extensionIn(content))),
  };
}

/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue OCTET STRING } */
function extensionIn(content: Buffer): [oid: string, value: Buffer] {
  const [id, ...rest] = elements(content);
  const value = rest.at(-1);
  if (value?.tag !== tags.octetString) throw malformed('an extension has no value');
  return [objectIdentifier(id?.content), value.content];
}

/** What a certificate may be used for, and what it promises. Serialisable. */
export interface CertificateUses {
  /** SHA-256 of the SubjectPublicKeyInfo, in base64, as pins are written (RFC 7469 §2.4). */
  readonly spki256: string;
  /** Content of the serial number in hex, two's complement: the first bit is the sign. */
  readonly serial: string;
  /** basicConstraints.cA (RFC 5280 §4.2.1.9). */
  readonly ca: boolean;
  readonly pathLength?: number;
  /** Absent: the certificate does not restrict what its key is used for. */
  readonly keyUsage?: readonly string[];
  /** Names where they are known here, otherwise OIDs. Absent: no such extension. */
  readonly extendedKeyUsage?: readonly string[];
  /** The TLS feature status_request (RFC 7633): a client may insist on a stapled OCSP response. */
  readonly mustStaple: boolean;
  /** Embedded signed certificate timestamps (RFC 6962 §3.3). */
  readonly timestamps: readonly Timestamp[];
}

const extensionIds = {
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  tlsFeature: '1.3.6.1.5.5.7.1.24',
  timestamps: '1.3.6.1.4.1.11129.2.4.2',
} as const;

/** RFC 5280 §4.2.1.3, in the order of its bits. */
const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

const purposes: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyExtendedKeyUsage',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
};

/** The number of status_request among the extensions of TLS. */
const statusRequest = 5;

/**
 * Reads what the extensions of a certificate say.
 *
 * node:crypto does not tell it, and a complete ASN.1 library takes longer to load than a handshake.
 *
 * @param certificate DER
 * @throws ProbeError `malformed` where one of them cannot be read
 */
export function usesOf(certificate: Buffer): CertificateUses {
  const { extensions, serial, spki } = partsOf(certificate);
  const keyUsage = extensions.get(extensionIds.keyUsage);
  const extendedKeyUsage = extensions.get(extensionIds.extendedKeyUsage);
  const feature = extensions.get(extensionIds.tlsFeature);
  const timestamps = extensions.get(extensionIds.timestamps);
  return {
    spki256: createHash('sha256').update(spki).digest('base64'),
    serial: serial.toString('hex'),
    ...basicConstraints(extensions.get(extensionIds.basicConstraints)),
    ...(keyUsage && { keyUsage: keyUsagesIn(keyUsage) }),
    ...(extendedKeyUsage && { extendedKeyUsage: purposesIn(extendedKeyUsage) }),
    mustStaple:
      feature !== undefined && inside(feature).some(({ content }) => integer(content) === statusRequest),
    timestamps: timestamps ? timestampsIn(timestamps) : [],
  };
}

function basicConstraints(value: Buffer | undefined): Pick<CertificateUses, 'ca' | 'pathLength'> {
  const fields = value ? inside(value) : [];
  const length = fields.find(({ tag }) => tag === tags.integer);
  return {
    ca: fields[0]?.tag === tags.boolean && fields[0].content.some((byte) => byte !== 0),
    ...(length && { pathLength: integer(length.content) }),
  };
}

/** BIT STRING: a byte that counts unused bits, then the bits, first one first. */
function keyUsagesIn(value: Buffer): string[] {
  const [bits] = elements(value);
  return keyUsages.filter((_, index) => {
    const byte = bits?.content[1 + Math.floor(index / 8)] ?? 0;
    return (byte & (0x80 >> (index % 8))) !== 0;
  });
}

function purposesIn(value: Buffer): string[] {
  return inside(value).map(({ content }) => {
    const oid = objectIdentifier(content);
    return purposes[oid] ?? oid;
  });
}

/** A small INTEGER; one that is not small is larger than any that means something here. */
function integer(content: Buffer): number {
  if (content.length === 0) throw malformed('a number is none');
  return content.length <= 6 ? content.readIntBE(0, content.length) : Number.MAX_SAFE_INTEGER;
}
