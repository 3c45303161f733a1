import { MalformedTls } from './record.ts';

/** What a ServerHello or a HelloRetryRequest chooses. */
export interface ServerHello {
  /** The chosen version on the wire: that of supported_versions where it is sent (RFC 8446 §4.2.1). */
  readonly version: number;
  readonly suite: number;
}

const supportedVersions = 43;

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
    if (body.readUInt8(34) > 32 || compression !== 0) throw new RangeError('no ServerHello');
    return { version: selectedVersion(body.subarray(suiteAt + 3)) ?? body.readUInt16BE(0), suite };
  } catch (error) {
    if (error instanceof RangeError)
      throw new MalformedTls('a ServerHello whose fields do not add up', { cause: error });
    throw error;
  }
}

function selectedVersion(block: Buffer): number | undefined {
  if (block.length === 0) return undefined;
  if (block.readUInt16BE(0) !== block.length - 2) throw new RangeError('length of extensions');
  let version: number | undefined;
  for (let at = 2; at < block.length;) {
    const type = block.readUInt16BE(at);
    const end = at + 4 + block.readUInt16BE(at + 2);
    if (end > block.length) throw new RangeError('length of an extension');
    if (type === supportedVersions) version = block.readUInt16BE(at + 4);
    at = end;
  }
  return version;
}
