// Hives of the Windows registry ("regf"). The format as documented by M. Suhanov, "Windows registry file format specification" (2019),
// section names at each structure: keys with the time of their last change, values, and keys in cells that are free.
import { exactly, type Bytes } from '../volumes/bytes.ts';
import { Stopped, type Extractor, type Facts } from './extractor.ts';
import { fileTime, inLine, Lines, utf16 } from './lines.ts';

const BASE_BYTES = 4096;
const MAX_KEYS = 500_000;
const MAX_DEPTH = 512;
const MAX_VALUES = 50_000;
const MAX_DATA_BYTES = 1024 * 1024;
const SHOWN_BYTES = 64;
/** "Key node": the name is in Latin-1; "Key value": the same. */
const [KEY_LATIN, VALUE_LATIN] = [0x20, 0x01];
const INLINE = 0x8000_0000;
/** "Big data": longer values lie in pieces of this length. */
const PIECE_BYTES = 16_344;
const TYPES = ['NONE', 'SZ', 'EXPAND_SZ', 'BINARY', 'DWORD', 'DWORD_BE', 'LINK', 'MULTI_SZ', 'RESOURCE_LIST', 'FULL_RESOURCE', 'RESOURCE_REQUIREMENTS', 'QWORD']; // prettier-ignore

export const registry: Extractor = {
  name: 'registry',
  group: 'system',
  version: 1,
  takes: (kind) => kind === 'registry',
  read: (bytes, spent) => {
    const hive = new Hive(bytes, new Lines(spent.limits.textCharacters));
    return { facts: hive.read(), text: hive.out.text };
  },
};

class Hive {
  readonly out: Lines;
  readonly #bytes: Bytes;
  readonly #seen = new Set<number>();
  #keys = 0;
  #values = 0;
  #damage: string | undefined;

  constructor(bytes: Bytes, out: Lines) {
    this.#bytes = bytes;
    this.out = out;
  }

  /** "Base block". */
  read(): Facts {
    const base = exactly(this.#bytes, 0, 512);
    const written = fileTime(base, 12);
    this.#key(base.readUInt32LE(36), '', 0);
    const freed = this.#freeKeys();
    const isDirty = base.readUInt32LE(4) !== base.readUInt32LE(8);
    return {
      hive: inLine(utf16(base.subarray(48, 112)), 200),
      keys: this.#keys,
      values: this.#values,
      ...(written === undefined ? {} : { written }),
      ...(freed === 0 ? {} : { 'keys-in-free-cells': freed }),
      ...(isDirty ? { state: 'not written to its end: the last changes are in the logs beside it' } : {}),
      ...(this.#damage === undefined ? {} : { damaged: this.#damage }),
      ...(this.out.isFull ? { text: 'cut' } : {}),
    };
  }

  /** "Cell": its length, negative while it is in use. */
  #cell(offset: number): Buffer | undefined {
    const at = BASE_BYTES + offset;
    if (offset === 0xffff_ffff || at + 4 > this.#bytes.size) return undefined;
    const size = Math.abs(exactly(this.#bytes, at, 4).readInt32LE(0)) - 4;
    if (size < 2 || size > MAX_DATA_BYTES * 4 || at + 4 + size > this.#bytes.size) return undefined;
    return exactly(this.#bytes, at + 4, size);
  }

  #damaged(what: string): void {
    this.#damage ??= what;
  }

  /** "Key node", and all below it. */
  #key(offset: number, above: string, depth: number): void {
    const raw = this.#cell(offset);
    if (this.#seen.has(offset) || depth > MAX_DEPTH)
      return this.#damaged(`a key twice, or too deep, at ${offset}`);
    if (raw === undefined || raw.length < 76 || raw.toString('latin1', 0, 2) !== 'nk')
      return this.#damaged(`no key at ${offset}`);
    this.#seen.add(offset);
    if (++this.#keys > MAX_KEYS) throw new Stopped('tooMany', `more than ${MAX_KEYS} keys`);
    const path = `${above}\\${nameOf(raw)}`;
    if (!this.out.isFull) {
      this.out.add(`${inLine(path)}\t${fileTime(raw, 4) ?? ''}`);
    }
    this.#valuesOf(raw);
    if (raw.readUInt32LE(20) > 0) this.#list(raw.readUInt32LE(28), path.slice(0, 4000), depth + 1);
  }

  /** "Subkeys list": `lf` and `lh` with a hash after each key, `li` without, `ri` of lists. */
  #list(offset: number, path: string, depth: number, within = 0): void {
    const raw = this.#cell(offset);
    const kind = raw?.toString('latin1', 0, 2) ?? '';
    if (raw === undefined || raw.length < 4 || !['lf', 'lh', 'li', 'ri'].includes(kind) || within > 2)
      return this.#damaged(`no list of keys at ${offset}`);
    const step = kind === 'li' || kind === 'ri' ? 4 : 8;
    const count = Math.min(raw.readUInt16LE(2), Math.floor((raw.length - 4) / step));
    for (let index = 0; index < count; index++) {
      const child = raw.readUInt32LE(4 + index * step);
      if (kind === 'ri') this.#list(child, path, depth, within + 1);
      else this.#key(child, path, depth);
    }
  }

  /** "Key values list", "Key value". */
  #valuesOf(key: Buffer): void {
    const count = Math.min(key.readUInt32LE(36), MAX_VALUES);
    if (count === 0) return;
    const list = this.#cell(key.readUInt32LE(40));
    if (list === undefined) return this.#damaged('a list of values that is not there');
    for (let index = 0; index < count && 4 * index + 4 <= list.length; index++) {
      const raw = this.#cell(list.readUInt32LE(4 * index));
      if (raw === undefined || raw.length < 20 || raw.toString('latin1', 0, 2) !== 'vk') {
        this.#damaged('a value that is not there');
        continue;
      }
      this.#values += 1;
      if (this.out.isFull) continue;
      const type = raw.readUInt32LE(12);
      const nameBytes = raw.subarray(20, 20 + raw.readUInt16LE(2));
      const name =
        (raw.readUInt16LE(16) & VALUE_LATIN) === 0 ? utf16(nameBytes) : nameBytes.toString('latin1');
      this.out.add(
        `\t${inLine(name || '(default)', 300)}\t${TYPES[type] ?? type}\t${shown(type, this.#data(raw))}`,
      );
    }
  }

  #data(value: Buffer): Buffer {
    const size = value.readUInt32LE(4);
    if (size >= INLINE) return value.subarray(8, 8 + Math.min(4, size - INLINE));
    const wanted = Math.min(size, MAX_DATA_BYTES);
    const raw = this.#cell(value.readUInt32LE(8));
    if (raw === undefined) return Buffer.alloc(0);
    if (size <= PIECE_BYTES || raw.toString('latin1', 0, 2) !== 'db' || raw.length < 8)
      return raw.subarray(0, wanted);
    const list = this.#cell(raw.readUInt32LE(4));
    const pieces: Buffer[] = [];
    for (
      let index = 0, left = wanted;
      left > 0 && list !== undefined && 4 * index + 4 <= list.length;
      index++
    ) {
      const piece = this.#cell(list.readUInt32LE(4 * index))?.subarray(0, Math.min(PIECE_BYTES, left));
      if (piece === undefined) break;
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  /** "Hive bins": cells whose length is positive are free; what was a key still says its name and time. */
  #freeKeys(): number {
    let [count, at] = [0, BASE_BYTES];
    while (at + 32 <= this.#bytes.size) {
      const bin = exactly(this.#bytes, at, 32);
      const length = bin.readUInt32LE(8);
      if (bin.toString('latin1', 0, 4) !== 'hbin' || length < 4096 || length % 4096 !== 0) break;
      const end = Math.min(at + length, this.#bytes.size);
      for (let cell = at + 32; cell + 4 <= end;) {
        const size = exactly(this.#bytes, cell, 4).readInt32LE(0);
        if (size > 80 && cell + size <= end) {
          const raw = exactly(this.#bytes, cell + 4, Math.min(size - 4, 1024));
          if (raw.toString('latin1', 0, 2) === 'nk') {
            if (count === 0) this.out.add('In free cells: keys that were deleted, or moved');
            count += 1;
            this.out.add(`${inLine(nameOf(raw), 500)}\t${fileTime(raw, 4) ?? ''}`);
          }
        }
        cell += Math.max(8, Math.abs(size));
      }
      at += length;
    }
    return count;
  }
}

function nameOf(key: Buffer): string {
  const raw = key.subarray(76, 76 + key.readUInt16LE(72));
  return (key.readUInt16LE(2) & KEY_LATIN) === 0 ? utf16(raw) : raw.toString('latin1');
}

function shown(type: number, data: Buffer): string {
  if (type === 1 || type === 2 || type === 6) return inLine(utf16(data));
  if (type === 7) return inLine(data.subarray(0, data.length - (data.length % 2)).toString('utf16le').split('\0').filter((one) => one !== '').join(' | ')); // prettier-ignore
  if (type === 4 && data.length >= 4) return String(data.readUInt32LE(0));
  if (type === 5 && data.length >= 4) return String(data.readUInt32BE(0));
  if (type === 11 && data.length >= 8) return String(data.readBigUInt64LE(0));
  const more = data.length > SHOWN_BYTES ? ` … ${data.length} bytes` : '';
  return `${data.subarray(0, SHOWN_BYTES).toString('hex')}${more}`;
}
