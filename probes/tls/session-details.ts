/** What a session says of itself. It is a secret as a whole, so nothing else of it is kept. */
export interface SessionDetails {
  /** Bytes of the ticket that the client sends back; 0 where the session is resumed by its id. */
  readonly ticketBytes: number;
  /** Lifetime that the server stated with the ticket, in seconds; 0 where it stated none. */
  readonly lifetimeSeconds: number;
  /** Bytes of early data that the server takes with this session (max_early_data_size of RFC 8446 §4.2.10). */
  readonly maxEarlyData: number;
}

/** Context-specific tags of OpenSSL's SSL_SESSION_ASN1 (ssl/ssl_asn1.c). */
const tags = { lifetime: 0xa9, ticket: 0xaa, maxEarlyData: 0xaf };

interface Element {
  readonly tag: number;
  readonly content: Buffer;
}

/**
 * Reads a session as node:tls hands it out, which is OpenSSL's own DER.
 *
 * @throws RangeError for what is not such a session
 */
export function readSession(der: Buffer): SessionDetails {
  const [sequence] = elements(der);
  if (sequence?.tag !== 0x30) throw new RangeError('not a session: no SEQUENCE');
  const fields = elements(sequence.content);
  const inner = (tag: number) => {
    const field = fields.find((candidate) => candidate.tag === tag);
    return field && elements(field.content)[0]?.content;
  };
  return {
    ticketBytes: inner(tags.ticket)?.length ?? 0,
    lifetimeSeconds: unsigned(inner(tags.lifetime)),
    maxEarlyData: unsigned(inner(tags.maxEarlyData)),
  };
}

/** The elements of a DER sequence, one after the other. */
function elements(der: Buffer): Element[] {
  const found: Element[] = [];
  for (let at = 0; at < der.length;) {
    const tag = der.readUInt8(at);
    const { start, end } = extent(der, at + 1);
    found.push({ tag, content: der.subarray(start, end) });
    at = end;
  }
  return found;
}

/** Where the content of an element begins and ends, from the position of its length. */
function extent(der: Buffer, at: number): { start: number; end: number } {
  const first = der.readUInt8(at);
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 4) throw new RangeError('not a session: a length of more than four bytes');
  const start = at + 1 + octets;
  const end = start + (octets === 0 ? first : der.readUIntBE(at + 1, octets));
  if (end > der.length) throw new RangeError('not a session: it is cut short');
  return { start, end };
}

/** OpenSSL stores what takes 32 bits as a signed integer of up to eight bytes. */
function unsigned(integer: Buffer | undefined): number {
  if (integer === undefined || integer.length === 0) return 0;
  if (integer.length > 8) throw new RangeError('not a session: an integer of more than eight bytes');
  return Number(BigInt(`0x${integer.toString('hex')}`));
}
