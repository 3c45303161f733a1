/** Protocol versions, oldest first, with their number on the wire. */
const codes = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
} as const;

/** A protocol version, spelled as node:tls spells it. */
export type TlsVersion = keyof typeof codes;

/** A {@link TlsVersion} or SSLv2, whose messages have a format of their own. */
export type ProtocolVersion = 'SSLv2' | TlsVersion;

/** All versions that can be offered, oldest first. */
export const tlsVersions = Object.keys(codes) as readonly TlsVersion[];

/** The number of a version on the wire. */
export function versionCode(version: TlsVersion): number {
  return codes[version];
}

/** The version with this number, or undefined where the number names none. */
export function versionOf(code: number): TlsVersion | undefined {
  return tlsVersions.find((version) => codes[version] === code);
}
