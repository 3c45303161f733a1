/** What a server can tell from a ClientHello before it answers. Numbers are those on the wire. */
export interface ClientHello {
  /** The highest version that it offers: 0x0304 is TLS 1.3, 0x0002 SSL 2.0. */
  readonly version: number;
  readonly sessionId: Buffer;
  readonly suites: readonly number[];
  readonly compressions: readonly number[];
  readonly serverName?: string;
  readonly protocols: readonly string[];
  readonly groups: readonly number[];
  readonly signatureSchemes: readonly number[];
  /** Whether it bears a key, as that of a client does which means to go on. */
  readonly hasKey: boolean;
}

/** RFC 8446 §5.1: one record holds no more; a hello that needs several is left to OpenSSL. */
const RECORD_HEADER = 5;
const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
/** The bit that says that the header of an SSL 2.0 record has two bytes. */
const SSL2_HEADER = 0x80;
const EXTENSIONS = {
  serverName: 0,
  supportedGroups: 10,
  signatureAlgorithms: 13,
  alpn: 16,
  supportedVersions: 43,
  keyShare: 51,
};

/**
 * How many bytes the first record has, with its header: undefined while that cannot be told, 0 where nothing that
 * begins so is a hello.
 */
export function helloLength(bytes: Buffer): number | undefined {
  const [first] = bytes;
  if (first === undefined) return undefined;
  if (first >= SSL2_HEADER) return bytes.length < 2 ? undefined : 2 + (bytes.readUInt16BE(0) & 0x7fff);
  if (first !== HANDSHAKE) return 0;
  return bytes.length < RECORD_HEADER ? undefined : RECORD_HEADER + bytes.readUInt16BE(3);
}

/** Reads a ClientHello in one record (RFC 8446 §4.1.2), or a CLIENT-HELLO of SSL 2.0; undefined for anything else. */
export function readClientHello(record: Buffer): ClientHello | undefined {
  try {
    return record.readUInt8(0) >= SSL2_HEADER ? readSsl2(record) : read(record);
  } catch (problem) {
    if (problem instanceof RangeError) return undefined;
    throw problem;
  }
}

function read(record: Buffer): ClientHello | undefined {
  if (record.readUInt8(RECORD_HEADER) !== CLIENT_HELLO) return undefined;
  const body = record.subarray(RECORD_HEADER + 4);
  const suitesAt = 35 + body.readUInt8(34);
  const compressionsAt = suitesAt + 2 + body.readUInt16BE(suitesAt);
  const extensionsAt = compressionsAt + 1 + body.readUInt8(compressionsAt);
  const extensions = new Map(blocks(body.subarray(extensionsAt + 2)));
  const versions = extensions.get(EXTENSIONS.supportedVersions);
  const name = extensions.get(EXTENSIONS.serverName);
  const alpn = extensions.get(EXTENSIONS.alpn);
  return {
    version: versions ? highest(versions) : body.readUInt16BE(0),
    sessionId: body.subarray(35, suitesAt),
    suites: uint16s(body.subarray(suitesAt + 2, compressionsAt)),
    compressions: [...body.subarray(compressionsAt + 1, extensionsAt)],
    ...(name && { serverName: name.toString('latin1', 5, 5 + name.readUInt16BE(3)) }),
    protocols: alpn ? protocolNames(alpn) : [],
    groups: listIn(extensions.get(EXTENSIONS.supportedGroups)),
    signatureSchemes: listIn(extensions.get(EXTENSIONS.signatureAlgorithms)),
    hasKey: (extensions.get(EXTENSIONS.keyShare)?.length ?? 0) > 2,
  };
}

function readSsl2(record: Buffer): ClientHello {
  const kindsEnd = 11 + record.readUInt16BE(5);
  const suites: number[] = [];
  for (let at = 11; at < kindsEnd; at += 3) suites.push(record.readUIntBE(at, 3));
  return {
    version: record.readUInt16BE(3),
    sessionId: Buffer.alloc(0),
    suites,
    compressions: [],
    protocols: [],
    groups: [],
    signatureSchemes: [],
    hasKey: false,
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
  const versions = uint16s(list.subarray(1, 1 + list.readUInt8(0)));
  return Math.max(...versions.filter((version) => version >> 8 === 3), 0);
}

function listIn(extension: Buffer | undefined): number[] {
  return extension ? uint16s(extension.subarray(2)) : [];
}

function uint16s(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 1 }, (_none, index) => bytes.readUInt16BE(2 * index));
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
