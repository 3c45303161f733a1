import { MalformedTls } from './record.ts';

/** What a ServerHello or a HelloRetryRequest chooses. */
export interface ServerHello {
  /** The chosen version on the wire: that of supported_versions where it is sent (RFC 8446 §4.2.1). */
  readonly version: number;
  readonly suite: number;
  /** 0 is none, 1 DEFLATE (RFC 3749). */
  readonly compression: number;
  readonly random: Buffer;
  /** Whether this is a HelloRetryRequest (RFC 8446 §4.1.4). */
  readonly retry: boolean;
  /** The group of key_share, in either message; absent before TLS 1.3. */
  readonly group?: number;
  /** Types of all extensions, in the server's order. */
  readonly extensions: readonly number[];
  /** The protocol that ALPN selected; before TLS 1.3 only, which encrypts it. */
  readonly alpn?: string;
  /** A SignedCertificateTimestampList (RFC 6962 §3.3); before TLS 1.3 only, which encrypts it. */
  readonly timestamps?: Buffer;
}

const extensionTypes = { alpn: 16, timestamps: 18, supportedVersions: 43, keyShare: 51 };

/** RFC 8446 §4.1.3: SHA-256 of "HelloRetryRequest". */
const retryRandom = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

/**
 * Reads the body of a ServerHello (RFC 8446 §4.1.3, RFC 5246 §7.4.1.3), which a HelloRetryRequest looks like.
 *
 * @throws MalformedTls where lengths do not add up
 */
export function parseServerHello(body: Buffer): ServerHello {
  try {
    const suiteAt = 35 + body.readUInt8(34);
    const suite = body.readUInt16BE(suiteAt);
    const compression = body.readUInt8(suiteAt + 2);
    if (body.readUInt8(34) > 32 || compression > 1) throw new RangeError('no ServerHello');
    const random = body.subarray(2, 34);
    return {
      version: body.readUInt16BE(0),
      suite,
      compression,
      random,
      retry: random.equals(retryRandom),
      ...parseExtensions(body.subarray(suiteAt + 3)),
    };
  } catch (error) {
    if (error instanceof RangeError)
      throw new MalformedTls('a ServerHello whose fields do not add up', { cause: error });
    throw error;
  }
}

type FromExtensions = Pick<ServerHello, 'extensions' | 'group' | 'alpn' | 'timestamps'> & {
  readonly version?: number;
};

/** @throws RangeError where lengths do not add up */
function parseExtensions(block: Buffer): FromExtensions {
  if (block.length === 0) return { extensions: [] };
  if (block.readUInt16BE(0) !== block.length - 2) throw new RangeError('length of extensions');
  const extensions: number[] = [];
  let found: Omit<FromExtensions, 'extensions'> = {};
  for (let at = 2; at < block.length;) {
    const type = block.readUInt16BE(at);
    const end = at + 4 + block.readUInt16BE(at + 2);
    if (end > block.length) throw new RangeError('length of an extension');
    extensions.push(type);
    found = { ...found, ...parseExtension(type, block.subarray(at + 4, end)) };
    at = end;
  }
  return { extensions, ...found };
}

function parseExtension(type: number, data: Buffer): Omit<FromExtensions, 'extensions'> {
  switch (type) {
    case extensionTypes.supportedVersions:
      return { version: data.readUInt16BE(0) };
    case extensionTypes.keyShare:
      return { group: data.readUInt16BE(0) };
    case extensionTypes.alpn: {
      // RFC 7301 §3.1: a list of exactly one protocol.
      const length = data.readUInt8(2);
      if (data.length !== 3 + length || length === 0) throw new RangeError('length of a protocol');
      return { alpn: data.toString('latin1', 3) };
    }
    case extensionTypes.timestamps:
      return { timestamps: data };
    default:
      return {};
  }
}
