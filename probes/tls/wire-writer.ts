/** Writes the vectors of TLS (RFC 8446 §3.4) into one buffer. */
export class WireWriter {
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;

  /** What has been written. The writer is not to be used after that. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  uint8(value: number): void {
    this.#reserve(1);
    this.#length = this.#bytes.writeUInt8(value, this.#length);
  }

  uint16(value: number): void {
    this.#reserve(2);
    this.#length = this.#bytes.writeUInt16BE(value, this.#length);
  }

  uint16s(values: Iterable<number>): void {
    for (const value of values) this.uint16(value);
  }

  bytes(data: Uint8Array): void {
    this.#reserve(data.length);
    this.#bytes.set(data, this.#length);
    this.#length += data.length;
  }

  /** What `write` writes, preceded by its length in so many bytes. */
  vector(lengthBytes: 1 | 2 | 3, write: () => void): void {
    this.#reserve(lengthBytes);
    const lengthAt = this.#length;
    this.#length += lengthBytes;
    write();
    this.#bytes.writeUIntBE(this.#length - lengthAt - lengthBytes, lengthAt, lengthBytes);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + count));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
