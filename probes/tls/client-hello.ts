import { randomBytes } from 'node:crypto';
import { cipherSuites } from './suites.ts';
import { versionCode, type TlsVersion } from './versions.ts';

/** RFC 5746 §3.3: says "secure renegotiation" where extensions cannot be sent. */
const emptyRenegotiationInfoScsv = 0x00ff;

const ellipticGroups = [
  0x001d, // x25519
  0x0017, // secp256r1 (P-256)
  0x0018, // secp384r1 (P-384)
  0x0019, // secp521r1 (P-521)
  0x001e, // x448
];

/**
 * Groups for TLS 1.3 only. Finite-field groups in an older hello could make a server with parameters of its
 * own drop DHE (RFC 7919 §4). Post-quantum groups need no code here: the server only has to name one.
 */
const tls13Groups = [
  0x11ec, // X25519MLKEM768
  0x11eb, // SecP256r1MLKEM768
  0x11ed, // SecP384r1MLKEM1024
  0x0100, // ffdhe2048
  0x0101, // ffdhe3072
  0x0102, // ffdhe4096
  0x0103, // ffdhe6144
  0x0104, // ffdhe8192
];

/** Complete on purpose: a server whose certificate needs a missing algorithm answers as if it refused the version. */
const signatureAlgorithms = [
  0x0403, // ecdsa_secp256r1_sha256
  0x0503, // ecdsa_secp384r1_sha384
  0x0603, // ecdsa_secp521r1_sha512
  0x0807, // ed25519
  0x0808, // ed448
  0x0804, // rsa_pss_rsae_sha256
  0x0805, // rsa_pss_rsae_sha384
  0x0806, // rsa_pss_rsae_sha512
  0x0809, // rsa_pss_pss_sha256
  0x080a, // rsa_pss_pss_sha384
  0x080b, // rsa_pss_pss_sha512
  0x0401, // rsa_pkcs1_sha256
  0x0501, // rsa_pkcs1_sha384
  0x0601, // rsa_pkcs1_sha512
  0x081a, // ecdsa_brainpoolP256r1tls13_sha256
  0x081b, // ecdsa_brainpoolP384r1tls13_sha384
  0x081c, // ecdsa_brainpoolP512r1tls13_sha512
  0x0904, // mldsa44
  0x0905, // mldsa65
  0x0906, // mldsa87
  0x0303, // ecdsa_sha224
  0x0301, // rsa_pkcs1_sha224
  0x0402, // dsa_sha256
  0x0203, // ecdsa_sha1
  0x0201, // rsa_pkcs1_sha1
  0x0202, // dsa_sha1
];

/**
 * A ClientHello that offers exactly one protocol version, as one complete record.
 *
 * TLS 1.3 (RFC 8446 §4.1.2) is offered through supported_versions alone, beside the older suites, so that a
 * server from before TLS 1.3 answers with its own version instead of "no suite in common". The key_share is
 * empty (§4.2.8): the server names a group in a HelloRetryRequest, and no key has to be made.
 * SSLv3 is offered without extensions, which its specification does not have.
 *
 * @param serverName sent as SNI (RFC 6066 §3) where the version has extensions
 */
export function encodeClientHello(version: TlsVersion, serverName?: string): Buffer {
  const is13 = version === 'TLSv1.3';
  const suites = [...cipherSuites.keys()].filter((suite) => is13 || suite >> 8 !== 0x13);
  const legacyVersion = versionCode(is13 ? 'TLSv1.2' : version);
  const body = Buffer.concat([
    uint16(legacyVersion),
    randomBytes(32),
    // RFC 8446 D.4: middleboxes let a TLS 1.3 handshake pass when it looks like a resumption.
    vector8(is13 ? randomBytes(32) : Buffer.alloc(0)),
    vector16(uint16(...suites, emptyRenegotiationInfoScsv)),
    vector8(Buffer.from([0])),
    version === 'SSLv3' ? Buffer.alloc(0) : vector16(Buffer.concat(extensions(version, serverName))),
  ]);
  const handshake = Buffer.concat([Buffer.from([1, 0]), vector16(body)]);
  // RFC 5246 E.1 and RFC 8446 §5.1: 0x0301 is the record version that every server tolerates in a first hello.
  return Buffer.concat([Buffer.from([22]), uint16(Math.min(legacyVersion, 0x0301)), vector16(handshake)]);
}

function extensions(version: TlsVersion, serverName: string | undefined): Buffer[] {
  const is13 = version === 'TLSv1.3';
  const has12Signatures = is13 || version === 'TLSv1.2';
  return [
    ...(serverName === undefined ? [] : [extension(0, serverNameList(serverName))]),
    extension(10, vector16(uint16(...ellipticGroups, ...(is13 ? tls13Groups : [])))),
    extension(11, vector8(Buffer.from([0]))), // ec_point_formats: uncompressed
    // RFC 5246 §7.4.1.4.1: not to be sent when only older versions are offered.
    ...(has12Signatures ? [extension(13, vector16(uint16(...signatureAlgorithms)))] : []),
    extension(23, Buffer.alloc(0)), // extended_master_secret, RFC 7627
    extension(0xff01, vector8(Buffer.alloc(0))), // renegotiation_info, RFC 5746
    ...(is13
      ? [extension(43, vector8(uint16(versionCode(version)))), extension(51, vector16(Buffer.alloc(0)))]
      : []),
  ];
}

function serverNameList(name: string): Buffer {
  return vector16(Buffer.concat([Buffer.from([0]), vector16(Buffer.from(name, 'latin1'))]));
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([uint16(type), vector16(data)]);
}

function uint16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
}

/** RFC 8446 §3.4: a vector is preceded by its length in bytes. */
function vector8(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([data.length]), data]);
}

function vector16(data: Buffer): Buffer {
  return Buffer.concat([uint16(data.length), data]);
}
