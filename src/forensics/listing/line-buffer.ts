// Lines as bytes, one after another in one piece of memory: most of them are ASCII, and are written without a string in between.

const [ROOM_BYTES, ADVISED_BYTES] = [320 * 1024, 256 * 1024];
const [ZERO, HAT, BAR, DELETE, SPACE] = [0x30, 0x5e, 0x7c, 0x7f, 0x20] as const;
const ENDS_CELL = /[\u0000-\u001f\u007f|]/g;

export class LineBuffer {
  readonly #send: (bytes: Buffer) => void;
  #bytes = Buffer.allocUnsafe(ROOM_BYTES);
  #at = 0;

  /** `send` is done with the bytes when it returns. */
  constructor(send: (bytes: Buffer) => void) {
    this.#send = send;
  }

  text(text: string): void {
    const { length } = text;
    this.#makeRoom(3 * length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > DELETE) return this.#encoded(text);
      bytes[at++] = code;
    }
    this.#at = at;
  }

  /** With `^` for what would end a cell or a line. */
  cell(text: string): void {
    const { length } = text;
    this.#makeRoom(3 * length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > DELETE) return this.#encoded(text.replace(ENDS_CELL, '^'));
      bytes[at++] = code < SPACE || code === DELETE || code === BAR ? HAT : code;
    }
    this.#at = at;
  }

  number(value: number): void {
    if (value < 0 || value > 0x7fffffff || !Number.isInteger(value)) return this.text(`${value}`);
    this.#makeRoom(10);
    let digits = 1;
    for (let limit = 10; value >= limit && digits < 10; limit *= 10) digits += 1;
    let rest = value | 0;
    for (let at = this.#at + digits - 1; at >= this.#at; at--) {
      const tens = (rest / 10) | 0;
      this.#bytes[at] = ZERO + rest - 10 * tens;
      rest = tens;
    }
    this.#at += digits;
  }

  byte(code: number): void {
    if (this.#at === this.#bytes.length) this.#makeRoom(1);
    this.#bytes[this.#at++] = code;
  }

  /** Between two lines: a part that is large enough is sent. */
  endLine(): void {
    if (this.#at >= ADVISED_BYTES) this.end();
  }

  end(): void {
    if (this.#at > 0) this.#send(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  #encoded(text: string): void {
    this.#at += this.#bytes.write(text, this.#at);
  }

  /** A part may end within a line where one is that long. */
  #makeRoom(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    this.end();
    if (bytes > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(bytes);
  }
}
