/** What a server can tell from a ClientHello before it answers. */
export interface ClientHello {
  /** The highest version that it offers, as on the wire: 0x0304 is TLS 1.3. */
  readonly version: number;
  readonly serverName?: string;
  readonly protocols: readonly string[];
}

/** RFC 8446 §5.1: one record holds no more; a hello that needs several is left to OpenSSL. */
const RECORD_HEADER = 5;
const EXTENSIONS = { serverName: 0, alpn: 16, supportedVersions: 43 };

/** How many bytes the first record has; undefined where what has come cannot tell, or is no handshake record. */
export function recordLength(bytes: Buffer): number | undefined {
  return bytes.length >= RECORD_HEADER && bytes[0] === 22 ? RECORD_HEADER + bytes.readUInt16BE(3) : undefined;
}

/** Reads a ClientHello in one record (RFC 8446 §4.1.2); undefined for anything else. */
export function readClientHello(record: Buffer): ClientHello | undefined {
  try {
    return read(record);
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

function read(record: Buffer): ClientHello | undefined {
  if (record.readUInt8(RECORD_HEADER) !== 1) return undefined;
  const legacyVersion = record.readUInt16BE(9);
  let at = 9 + 2 + 32;
  at += 1 + record.readUInt8(at); // session id
  at += 2 + record.readUInt16BE(at); // suites
  at += 1 + record.readUInt8(at); // compression methods
  if (at >= record.length) return { version: legacyVersion, protocols: [] };
  const extensions = new Map(blocks(record.subarray(at + 2)));
  const versions = extensions.get(EXTENSIONS.supportedVersions);
  const name = extensions.get(EXTENSIONS.serverName);
  const alpn = extensions.get(EXTENSIONS.alpn);
  return {
    version: versions ? highest(versions) : legacyVersion,
    ...(name && { serverName: name.toString('latin1', 5, 5 + name.readUInt16BE(3)) }),
    protocols: alpn ? protocolNames(alpn) : [],
  };
}

function* blocks(bytes: Buffer): Generator<[type: number, data: Buffer]> {
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    yield [bytes.readUInt16BE(at), bytes.subarray(at + 4, end)];
    at = end;
  }
}

/** RFC 8701 reserves values such as 0x7a7a, which are no versions. */
function highest(list: Buffer): number {
  const versions = Array.from({ length: list.readUInt8(0) / 2 }, (_, i) => list.readUInt16BE(1 + 2 * i));
  return Math.max(...versions.filter((version) => version >> 8 === 3), 0);
}

function protocolNames(alpn: Buffer): string[] {
  const names: string[] = [];
  for (let at = 2; at < alpn.length;) {
    const end = at + 1 + alpn.readUInt8(at);
    names.push(alpn.toString('latin1', at + 1, end));
    at = end;
  }
  return names;
}
