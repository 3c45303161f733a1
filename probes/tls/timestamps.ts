import { elements, malformed } from './der.ts';

/** What is read of a signed certificate timestamp. Its signature is not verified: that takes a list of logs. */
export interface Timestamp {
  /** SHA-256 of the log's key, in base64. */
  readonly log: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * Reads a SignedCertificateTimestampList as extensions carry it: TLS vectors inside an OCTET STRING (RFC 6962 §3.3).
 * Timestamps of another version than v1 are left out.
 *
 * @throws ProbeError `malformed` where lengths do not add up
 */
export function timestampsIn(extension: Buffer): Timestamp[] {
  return timestampList(elements(extension)[0]?.content ?? Buffer.alloc(0));
}

/** The same without the OCTET STRING, as the extension of TLS carries it. */
export function timestampList(list: Buffer): Timestamp[] {
  if (list.length < 2 || list.readUInt16BE(0) !== list.length - 2) throw malformed('a list of timestamps');
  const found: Timestamp[] = [];
  for (let at = 2; at < list.length;) {
    if (at + 2 > list.length) throw malformed('a list of timestamps');
    const end = at + 2 + list.readUInt16BE(at);
    const timestamp = list.subarray(at + 2, end);
    // version, log id, time and the lengths that follow them.
    if (end > list.length || timestamp.length < 47) throw malformed('a timestamp is cut short');
    if (timestamp.readUInt8(0) === 0) found.push(read(timestamp));
    at = end;
  }
  return found;
}

/** The last millisecond that a Date can hold. */
const latest = 8.64e15;

function read(timestamp: Buffer): Timestamp {
  const at = Math.min(Number(timestamp.readBigUInt64BE(33)), latest);
  return { log: timestamp.toString('base64', 1, 33), at: new Date(at).toISOString() };
}
