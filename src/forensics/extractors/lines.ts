// Text that an extractor writes line by line, up to the length that is kept.

export class Lines {
  #lines: string[] = [];
  #left: number;
  isFull = false;

  constructor(characters: number) {
    this.#left = characters;
  }

  /** False when there is no more room. */
  add(line: string): boolean {
    this.#left -= line.length + 1;
    if (this.#left < 0) this.isFull = true;
    else this.#lines.push(line);
    return !this.isFull;
  }

  get text(): string {
    return this.#lines.join('\n');
  }
}

/** A value within one line, and no longer than a line may be. */
export function inLine(text: string, characters = 2000): string {
  return text.slice(0, characters).replace(/[\t\r\n\0]+/g, ' ');
}

/** 100 ns since 1601-01-01 ([MS-DTYP] 2.3.3, FILETIME), as ISO 8601; undefined for zero and for what no date can be. */
export function fileTime(raw: Buffer, at: number): string | undefined {
  const ticks = raw.readBigUInt64LE(at);
  if (ticks === 0n) return undefined;
  const date = new Date(Number(ticks / 10_000n) - 11_644_473_600_000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** UTF-16, little-endian, up to a NUL. */
export function utf16(raw: Buffer): string {
  return raw
    .subarray(0, raw.length - (raw.length % 2))
    .toString('utf16le')
    .replace(/\0[^]*$/, '');
}

/** A string of a code page of Windows, up to its NUL. */
export function inPage(raw: Buffer, page: number): string {
  const name = { 1200: 'utf-16le', 65001: 'utf-8', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 10000: 'macintosh' }[page]; // prettier-ignore
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(name ?? `windows-${page}`);
  } catch {
    decoder = new TextDecoder('windows-1252'); // no such page
  }
  return decoder.decode(raw).replace(/\0[^]*$/, '');
}
