import { createHash, sign, verify, type KeyObject } from 'node:crypto';

/** DSSE envelope, version 1.0.2: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  /** In base64, as are the signatures. */
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly Signature[];
}

interface Signature {
  /** A hint only: what counts is the key that the reader trusts. */
  readonly keyid: string;
  readonly sig: string;
}

/** Media type of an in-toto statement in JSON. */
export const STATEMENT_TYPE = 'application/vnd.in-toto+json';

/**
 * The bytes that are signed (pre-authentication encoding): the type is signed with the payload, and their lengths
 * keep one from being taken for the other. DSSE protocol, "Signature Definition".
 */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Buffer {
  const type = Buffer.from(payloadType);
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${type.length} `),
    type,
    Buffer.from(` ${payload.length} `),
    payload,
  ]);
}

/** Signs a payload with an ed25519 key (RFC 8032); equal payloads and keys give equal bytes. */
export function envelopeOf(payload: Uint8Array, key: KeyObject, keyid: string): Envelope {
  const sig = sign(null, preAuthEncoding(STATEMENT_TYPE, payload), key);
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType: STATEMENT_TYPE,
    signatures: [{ keyid, sig: sig.toString('base64') }],
  };
}

/** Whether one of the signatures is the key's, whatever its keyid says. */
export function isSignedBy({ payload, payloadType, signatures }: Envelope, key: KeyObject): boolean {
  const bytes = preAuthEncoding(payloadType, Buffer.from(payload, 'base64'));
  return signatures.some(({ sig }) => verify(null, bytes, key, Buffer.from(sig, 'base64')));
}

/** Name of a public key: SHA-256, in hex, of its SubjectPublicKeyInfo (RFC 5280 §4.1). */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
