import { ProbeError } from '../problem.ts';

/** One DER element: tag, length and content (X.690 §8.1). */
export interface DerElement {
  /** The identifier octet. */
  readonly tag: number;
  readonly content: Buffer;
  /** The whole element, header included. */
  readonly bytes: Buffer;
}

/** Identifier octets of the types that certificates and OCSP responses are made of (X.690 §8). */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  octetString: 0x04,
  generalizedTime: 0x18,
} as const;

/**
 * The DER elements that follow each other in these bytes.
 *
 * @throws ProbeError `malformed` where a header is cut short, a length is none of DER or reaches beyond the end
 */
export function elements(bytes: Buffer = Buffer.alloc(0)): DerElement[] {
  const found: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const { start, end } = bounds(bytes, at);
    found.push({
      tag: bytes.readUInt8(at),
      content: bytes.subarray(start, end),
      bytes: bytes.subarray(at, end),
    });
    at = end;
  }
  return found;
}

/** Four bytes of length are 4 GiB: no certificate needs more. */
const mostLengthBytes = 4;

function bounds(bytes: Buffer, at: number): { start: number; end: number } {
  if (at + 2 > bytes.length) throw malformed('a header is cut short');
  const first = bytes.readUInt8(at + 1);
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + lengthBytes;
  if (first === 0x80 || lengthBytes > mostLengthBytes || start > bytes.length)
    throw malformed('a length is none');
  const end = start + (lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes));
  if (end > bytes.length) throw malformed('an element reaches beyond the end');
  return { start, end };
}

/** The problem that what a server sent is not the DER that it should be. */
export function malformed(what: string): ProbeError {
  return new ProbeError('malformed', `The server sent DER that cannot be read: ${what}.`);
}

/**
 * The elements inside the first element of these bytes, such as those of a SEQUENCE.
 *
 * @throws ProbeError `malformed` where there is none
 */
export function inside(bytes: Buffer | undefined): DerElement[] {
  const [outer] = elements(bytes);
  if (!outer) throw malformed('an element is missing');
  return elements(outer.content);
}

/** Dotted form of an OBJECT IDENTIFIER's content (X.690 §8.19). */
export function objectIdentifier(content: Buffer = Buffer.alloc(0)): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs.length === 0)
      arcs.push(Math.min(Math.floor(arc / 40), 2), arc - 40 * Math.min(Math.floor(arc / 40), 2));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/**
 * A GeneralizedTime as RFC 5280 §4.1.2.5.2 restricts it: `20261122105349Z`.
 *
 * @throws ProbeError `malformed` for anything else
 */
export function generalizedTime({ tag, content }: DerElement): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(content.toString('latin1'));
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = parts ?? [];
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (tag !== tags.generalizedTime || Number.isNaN(date.getTime())) throw malformed('a time is none');
  return date;
}
