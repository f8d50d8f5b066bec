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

/** Of a code page of Windows; of one that there is not, the Latin one. */
export function pageDecoder(page: number): TextDecoder {
  const name = { 1200: 'utf-16le', 65001: 'utf-8', 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 10000: 'macintosh', 10007: 'x-mac-cyrillic', 20866: 'koi8-r', 21866: 'koi8-u', 51932: 'euc-jp', 54936: 'gb18030' }[page]; // prettier-ignore
  const iso = page > 28_590 && page < 28_607 ? `iso-8859-${page - 28_590}` : undefined;
  try {
    return new TextDecoder(name ?? iso ?? `windows-${page}`);
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/** A string of a code page of Windows, up to its NUL. */
export function inPage(raw: Uint8Array, page: number): string {
  return pageDecoder(page)
    .decode(raw)
    .replace(/\0[^]*$/, '');
}

/** [MS-DTYP] 2.3.4.2, GUID as it is stored. */
export function guid(raw: Buffer): string {
  const part = (...at: number[]): string =>
    at.map((index) => (raw[index] ?? 0).toString(16).padStart(2, '0')).join('');
  return `${part(3, 2, 1, 0)}-${part(5, 4)}-${part(7, 6)}-${part(8, 9)}-${part(10, 11, 12, 13, 14, 15)}`;
}
