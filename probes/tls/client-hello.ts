import { randomBytes } from 'node:crypto';
import { olderGroups, tls13Groups } from './groups.ts';
import { signatureSchemes } from './signature-schemes.ts';
import { commonSuites, tls13Suites } from './suites.ts';
import { versionCode, type TlsVersion } from './versions.ts';
import { WireWriter } from './wire-writer.ts';

/** RFC 5746 §3.3: says "secure renegotiation" where extensions cannot be sent. */
const emptyRenegotiationInfoScsv = 0x00ff;

/** RFC 7507: says that the client has tried a higher version before. */
const fallbackScsv = 0x5600;

/** A public key for the key_share of TLS 1.3. */
export interface KeyShare {
  readonly group: number;
  readonly publicKey: Uint8Array;
}

/** What a ClientHello offers. */
export interface HelloOffer {
  readonly version: TlsVersion;
  /** Sent as SNI (RFC 6066 §3) where the version has extensions. */
  readonly serverName?: string | undefined;
  /** In order of preference. Left out: all common suites, and for TLS 1.3 its own before them. */
  readonly suites?: readonly number[];
  /** In order of preference; left out: all that the version knows. */
  readonly groups?: readonly number[];
  /** In order of preference; left out: all. */
  readonly signatureSchemes?: readonly number[];
  /** Left out: none, so that the server names a group in a HelloRetryRequest and no key has to be made. */
  readonly keyShares?: readonly KeyShare[];
  /** Offers session tickets and DEFLATE beside what every hello has. */
  readonly features?: boolean;
  /** Protocols for ALPN; left out: none. */
  readonly alpn?: readonly string[];
  /** Asks for signed certificate timestamps (RFC 6962 §3.3.1). */
  readonly timestamps?: boolean;
  /** Bears TLS_FALLBACK_SCSV. */
  readonly fallback?: boolean;
  /** Puts the server name, and nothing else, behind a hello of SSLv3, which servers may pass over (RFC 6101 §5.6.1.2). */
  readonly namedInSsl3?: boolean;
}

/**
 * A ClientHello that offers exactly one protocol version, as one complete record.
 *
 * TLS 1.3 (RFC 8446 §4.1.2) is offered through supported_versions alone, beside the older suites, so that a
 * server from before TLS 1.3 answers with its own version instead of "no suite in common". Its key_share is
 * empty (§4.2.8) unless the offer has one. SSLv3 is offered without extensions, which its specification does
 * not have.
 */
export function encodeClientHello(offer: HelloOffer): Buffer {
  const is13 = offer.version === 'TLSv1.3';
  const legacyVersion = versionCode(is13 ? 'TLSv1.2' : offer.version);
  const writer = new WireWriter();
  writer.uint8(22);
  // RFC 5246 E.1 and RFC 8446 §5.1: 0x0301 is the record version that every server tolerates in a first hello.
  writer.uint16(Math.min(legacyVersion, 0x0301));
  writer.vector(2, () => {
    writer.uint8(1);
    writer.vector(3, () => {
      writer.uint16(legacyVersion);
      writer.bytes(randomBytes(32));
      // RFC 8446 D.4: middleboxes let a TLS 1.3 handshake pass when it looks like a resumption.
      writer.vector(1, () => {
        if (is13) writer.bytes(randomBytes(32));
      });
      writer.vector(2, () => {
        writer.uint16s(offer.suites ?? (is13 ? [...tls13Suites, ...commonSuites] : commonSuites));
        writer.uint16(emptyRenegotiationInfoScsv);
        if (offer.fallback === true) writer.uint16(fallbackScsv);
      });
      writer.vector(1, () => {
        if (offer.features === true) writer.uint8(1);
        writer.uint8(0);
      });
      if (offer.version === 'SSLv3' && offer.namedInSsl3 !== true) return;
      writer.vector(2, () => {
        writeExtensions(writer, offer);
      });
    });
  });
  return writer.written;
}

function writeExtensions(writer: WireWriter, offer: HelloOffer): void {
  const is13 = offer.version === 'TLSv1.3';
  const extension = (type: number, write: () => void) => {
    writer.uint16(type);
    writer.vector(2, write);
  };
  const list16 = (values: readonly number[]) => () => {
    writer.vector(2, () => {
      writer.uint16s(values);
    });
  };
  const { serverName } = offer;
  if (serverName !== undefined) {
    extension(0, () => {
      writeServerName(writer, serverName);
    });
  }
  if (offer.version === 'SSLv3') return;
  extension(10, list16(offer.groups ?? (is13 ? tls13Groups : olderGroups)));
  extension(11, () => {
    writer.vector(1, () => {
      writer.uint8(0); // ec_point_formats: uncompressed
    });
  });
  // RFC 5246 §7.4.1.4.1: not to be sent when only older versions are offered.
  if (is13 || offer.version === 'TLSv1.2') {
    extension(13, list16(offer.signatureSchemes ?? signatureSchemes));
  }
  const { alpn } = offer;
  if (alpn !== undefined) {
    extension(16, () => {
      writeProtocols(writer, alpn);
    });
  }
  if (offer.timestamps === true) extension(18, () => undefined);
  if (offer.features === true) extension(35, () => undefined); // session_ticket, RFC 5077
  extension(23, () => undefined); // extended_master_secret, RFC 7627
  extension(0xff01, () => {
    writer.uint8(0); // renegotiation_info, RFC 5746
  });
  if (!is13) return;
  extension(43, () => {
    writer.vector(1, () => {
      writer.uint16(versionCode(offer.version));
    });
  });
  extension(51, () => {
    writeKeyShares(writer, offer.keyShares ?? []);
  });
}

function writeServerName(writer: WireWriter, name: string): void {
  writer.vector(2, () => {
    writer.uint8(0);
    writer.vector(2, () => {
      writer.bytes(Buffer.from(name, 'latin1'));
    });
  });
}

/** RFC 7301 §3.1. */
function writeProtocols(writer: WireWriter, protocols: readonly string[]): void {
  writer.vector(2, () => {
    for (const protocol of protocols) {
      writer.vector(1, () => {
        writer.bytes(Buffer.from(protocol, 'latin1'));
      });
    }
  });
}

function writeKeyShares(writer: WireWriter, shares: readonly KeyShare[]): void {
  writer.vector(2, () => {
    for (const { group, publicKey } of shares) {
      writer.uint16(group);
      writer.vector(2, () => {
        writer.bytes(publicKey);
      });
    }
  });
}
