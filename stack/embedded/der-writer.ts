/** A DER element of these contents (X.690 §8.1). */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

function lengthOf({ length }: Buffer): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** SEQUENCE. */
export function sequence(...contents: readonly Uint8Array[]): Buffer {
  return der(0x30, ...contents);
}

/** GeneralizedTime to the second. */
export function generalizedTime(date: Date): Buffer {
  const text = date.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  return der(0x18, Buffer.from(text, 'latin1'));
}

/** Elements in hexadecimal: OBJECT IDENTIFIERs, algorithms. */
export function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
