import { randomBytes } from 'node:crypto';
import type { NonceBehaviour } from '../behaviour/fields.ts';

/** Makes the nonce of one response after the other. */
export function nonceMaker({ from, bytes, encoding, prefix, responses }: NonceBehaviour): () => string {
  let answered = 0;
  let current = '';
  return () => {
    if (answered % responses === 0) {
      current = prefix + encoded(material(from, bytes, answered), encoding);
    }
    answered += 1;
    return current;
  };
}

function material(from: NonceBehaviour['from'], bytes: number, count: number): Buffer {
  if (from === 'random') return randomBytes(bytes);
  const value = from === 'counter' ? BigInt(count) : process.hrtime.bigint();
  return Buffer.from(value.toString(16).padStart(bytes * 2, '0'), 'hex');
}

function encoded(value: Buffer, encoding: NonceBehaviour['encoding']): string {
  return encoding === 'decimal' ? BigInt(`0x${value.toString('hex')}`).toString() : value.toString(encoding);
}
