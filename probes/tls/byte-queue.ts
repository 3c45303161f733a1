/** Bytes that arrive in pieces of any size and are taken in pieces of another. */
export class ByteQueue {
  #bytes: Buffer = Buffer.alloc(0);
  /** Bytes behind the queue that may be written to; none where the memory is that of whoever appended it. */
  #room: Buffer = Buffer.alloc(0);

  get length(): number {
    return this.#bytes.length;
  }

  /** What has not been taken yet. Valid until the next append. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Adds bytes at the end. Memory doubles, so that a byte is copied twice on average, however small the pieces. */
  append(piece: Buffer): void {
    if (this.#bytes.length === 0) {
      // What comes in one piece, as most answers do, is not copied at all.
      this.#bytes = piece;
      this.#room = Buffer.alloc(0);
      return;
    }
    const length = this.#bytes.length + piece.length;
    if (this.#room.length < length) {
      this.#room = Buffer.allocUnsafe(2 * length);
      this.#bytes.copy(this.#room);
    }
    piece.copy(this.#room, this.#bytes.length);
    this.#bytes = this.#room.subarray(0, length);
  }

  /** Removes that many bytes from the front and returns them. */
  take(count: number): Buffer {
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    this.#room = this.#room.subarray(count);
    return taken;
  }
}
