/** Groups that key exchange in TLS 1.3 can use: IANA "TLS Supported Groups", with those of RFC 8734. */
const tls13Names: readonly (readonly [number, string])[] = [
  [0x11ec, 'X25519MLKEM768'],
  [0x11eb, 'SecP256r1MLKEM768'],
  [0x11ed, 'SecP384r1MLKEM1024'],
  [0x001d, 'x25519'],
  [0x0017, 'secp256r1'],
  [0x001e, 'x448'],
  [0x0018, 'secp384r1'],
  [0x0019, 'secp521r1'],
  [0x001f, 'brainpoolP256r1tls13'],
  [0x0020, 'brainpoolP384r1tls13'],
  [0x0021, 'brainpoolP512r1tls13'],
  [0x0100, 'ffdhe2048'],
  [0x0101, 'ffdhe3072'],
  [0x0102, 'ffdhe4096'],
  [0x0103, 'ffdhe6144'],
  [0x0104, 'ffdhe8192'],
  [0x0200, 'MLKEM512'],
  [0x0201, 'MLKEM768'],
  [0x0202, 'MLKEM1024'],
  [0x0029, 'curveSM2'],
];

/** Curves of RFC 8422 and RFC 7027, with those of RFC 4492 that are deprecated, for the versions before TLS 1.3. */
const olderNames: readonly (readonly [number, string])[] = [
  [0x001d, 'x25519'],
  [0x0017, 'secp256r1'],
  [0x001e, 'x448'],
  [0x0018, 'secp384r1'],
  [0x0019, 'secp521r1'],
  [0x001a, 'brainpoolP256r1'],
  [0x001b, 'brainpoolP384r1'],
  [0x001c, 'brainpoolP512r1'],
  [0x0016, 'secp256k1'],
  [0x0015, 'secp224r1'],
  [0x0014, 'secp224k1'],
  [0x0013, 'secp192r1'],
  [0x0012, 'secp192k1'],
  [0x0011, 'secp160r2'],
  [0x0010, 'secp160r1'],
  [0x000f, 'secp160k1'],
  [0x000e, 'sect571r1'],
  [0x000d, 'sect571k1'],
  [0x000c, 'sect409r1'],
  [0x000b, 'sect409k1'],
  [0x000a, 'sect283r1'],
  [0x0009, 'sect283k1'],
  [0x0008, 'sect239k1'],
  [0x0007, 'sect233r1'],
  [0x0006, 'sect233k1'],
  [0x0005, 'sect193r2'],
  [0x0004, 'sect193r1'],
  [0x0003, 'sect163r2'],
  [0x0002, 'sect163r1'],
  [0x0001, 'sect163k1'],
];

const names: ReadonlyMap<number, string> = new Map([...tls13Names, ...olderNames]);

/** All groups of TLS 1.3, in the order in which we offer them. */
export const tls13Groups: readonly number[] = tls13Names.map(([code]) => code);

/**
 * All curves of the versions before TLS 1.3. Finite-field groups are not among them: in an older hello they could
 * make a server with parameters of its own drop DHE (RFC 7919 §4).
 */
export const olderGroups: readonly number[] = olderNames.map(([code]) => code);

/** The name of a group, or its number where it has none. */
export function groupName(code: number): string {
  return names.get(code) ?? `unknown (0x${code.toString(16).padStart(4, '0')})`;
}
