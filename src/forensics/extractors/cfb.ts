// Compound files ("OLE"): folders and streams within a file. [MS-CFB] 12.0, section numbers at each structure. Little-endian.
import { damaged, exactly, inPieces, type Bytes } from '../volumes/bytes.ts';
import { Stopped, type Member, type Spent } from './extractor.ts';

const HEADER_BYTES = 512;
const ENTRY_BYTES = 128;
/** 2.1: what is no sector. */
const MOST_SECTOR = 0xffff_fffa;
const NO_STREAM = 0xffff_ffff;
const MAX_SECTORS = 8_000_000;
const [STORAGE, STREAM, ROOT] = [1, 2, 5];
const MAX_DEPTH = 64;

export interface OleStream {
  /** From the root down. */
  readonly path: readonly string[];
  readonly size: number;
  readonly open: () => Bytes;
}

interface DirEntry {
  readonly name: string;
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

export class CompoundFile {
  readonly streams: readonly OleStream[];
  readonly #bytes: Bytes;
  readonly #sectorBytes: number;
  readonly #miniBytes: number;
  readonly #cutoff: number;
  readonly #fat: readonly Buffer[];
  readonly #entries: readonly DirEntry[];
  #mini: { readonly fat: Bytes; readonly sectors: Bytes } | undefined;

  /** 2.2. */
  constructor(bytes: Bytes, spent: Spent) {
    const head = exactly(bytes, 0, HEADER_BYTES);
    const [shift, miniShift] = [head.readUInt16LE(30), head.readUInt16LE(32)];
    if ((shift !== 9 && shift !== 12) || miniShift !== 6)
      throw damaged('sectors of 512 or 4,096 bytes', `2^${shift}`);
    this.#bytes = bytes;
    this.#sectorBytes = 2 ** shift;
    this.#miniBytes = 64;
    this.#cutoff = head.readUInt32LE(56);
    this.#fat = this.#fatOf(head);
    this.#entries = this.#directory(head.readUInt32LE(48), spent);
    const root = this.#entries[0];
    if (root?.type !== ROOT) throw damaged('a root of the folders', 'none');
    this.#mini = {
      fat: this.#chain(head.readUInt32LE(60), head.readUInt32LE(64) * this.#sectorBytes),
      sectors: this.#chain(root.start, root.size),
    };
    const streams: OleStream[] = [];
    this.#walk(root.child, [], { seen: new Set(), streams, spent });
    this.streams = streams;
  }

  find(...path: readonly string[]): OleStream | undefined {
    return this.streams.find(
      (one) => one.path.length === path.length && one.path.every((name, at) => name === path[at]),
    );
  }

  /** 2.5: 109 sectors of the table are named in the header, more of them in a chain. */
  #fatOf(head: Buffer): Buffer[] {
    const found: Buffer[] = [];
    const most = Math.min(head.readUInt32LE(44), Math.ceil(this.#bytes.size / this.#sectorBytes));
    const take = (raw: Buffer, from: number, to: number): void => {
      for (let at = from; at < to && found.length < most; at += 4) {
        const sector = raw.readUInt32LE(at);
        if (sector < MOST_SECTOR) found.push(this.#sector(sector));
      }
    };
    take(head, 76, HEADER_BYTES);
    const seen = new Set<number>();
    for (let sector = head.readUInt32LE(68); sector < MOST_SECTOR && found.length < most;) {
      if (seen.has(sector)) throw damaged('each sector of the table once', `${sector} again`);
      seen.add(sector);
      const raw = this.#sector(sector);
      take(raw, 0, raw.length - 4);
      sector = raw.readUInt32LE(raw.length - 4);
    }
    return found;
  }

  #sector(number: number): Buffer {
    return exactly(this.#bytes, (number + 1) * this.#sectorBytes, this.#sectorBytes);
  }

  /** 2.3: the sectors of a chain, to the length that is wanted. */
  #chain(start: number, size: number): Bytes {
    const each = this.#sectorBytes / 4;
    const next = (sector: number): number => this.#fat[Math.floor(sector / each)]?.readUInt32LE((sector % each) * 4) ?? NO_STREAM; // prettier-ignore
    const places = follow(start, Math.ceil(size / this.#sectorBytes), next);
    return pieced(this.#bytes, places.map((sector) => (sector + 1) * this.#sectorBytes), this.#sectorBytes, size); // prettier-ignore
  }

  /** 2.4: streams below the cutoff lie in small sectors within the stream of the root. */
  #content({ start, size }: DirEntry): Bytes {
    if (size >= this.#cutoff) return this.#chain(start, size);
    const { fat, sectors } = this.#mini ?? { fat: this.#bytes, sectors: this.#bytes };
    const next = (sector: number): number => (4 * sector + 4 > fat.size ? NO_STREAM : exactly(fat, 4 * sector, 4).readUInt32LE(0)); // prettier-ignore
    const places = follow(start, Math.ceil(size / this.#miniBytes), next);
    return pieced(sectors, places.map((sector) => sector * this.#miniBytes), this.#miniBytes, size); // prettier-ignore
  }

  /** 2.6. */
  #directory(start: number, spent: Spent): DirEntry[] {
    const most = Math.min(this.#bytes.size, (spent.limits.members + 8) * ENTRY_BYTES);
    const each = this.#sectorBytes / 4;
    const next = (sector: number): number => this.#fat[Math.floor(sector / each)]?.readUInt32LE((sector % each) * 4) ?? NO_STREAM; // prettier-ignore
    const sectors = follow(start, Math.ceil(most / this.#sectorBytes), next, true);
    return sectors.flatMap((sector) => {
      const raw = this.#sector(sector);
      return Array.from({ length: raw.length / ENTRY_BYTES }, (_, index) => entryOf(raw.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES))); // prettier-ignore
    });
  }

  #walk(
    number: number,
    path: readonly string[],
    into: { readonly seen: Set<number>; readonly streams: OleStream[]; readonly spent: Spent },
  ): void {
    if (path.length > MAX_DEPTH)
      throw new Stopped('tooDeep', `more than ${MAX_DEPTH} folders within folders`);
    const stack = [number];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const entry = this.#entries[next];
      if (entry === undefined || next === NO_STREAM) continue;
      if (into.seen.has(next)) throw damaged('each entry once', `entry ${next} again`);
      into.seen.add(next);
      stack.push(entry.left, entry.right);
      const own = [...path, entry.name];
      if (entry.type === STORAGE) this.#walk(entry.child, own, into);
      if (entry.type !== STREAM) continue;
      into.spent.member();
      into.streams.push({ path: own, size: entry.size, open: () => this.#content(entry) });
    }
  }
}

/** Throws where a chain returns to itself, or ends before it should. */
function follow(start: number, count: number, next: (sector: number) => number, mayEnd = false): number[] {
  if (count > MAX_SECTORS) throw new Stopped('tooLarge', `a chain of ${count} sectors`);
  const found: number[] = [];
  const seen = new Set<number>();
  for (let sector = start; found.length < count; sector = next(sector)) {
    if (sector >= MOST_SECTOR) {
      if (mayEnd) break;
      throw damaged(`a chain of ${count} sectors`, `${found.length}`);
    }
    if (seen.has(sector)) throw damaged('each sector of a chain once', `${sector} again`);
    seen.add(sector);
    found.push(sector);
  }
  return found;
}

function pieced(bytes: Bytes, places: readonly number[], each: number, size: number): Bytes {
  return inPieces(bytes, size, (offset) => {
    const place = places[Math.floor(offset / each)];
    return place === undefined ? undefined : { at: place + (offset % each), left: each - (offset % each) };
  });
}

function entryOf(raw: Buffer): DirEntry {
  const length = Math.min(64, Math.max(2, raw.readUInt16LE(64)));
  return {
    name: raw.toString('utf16le', 0, (length - 2) & ~1),
    type: raw[66]!, // 128 bytes
    left: raw.readUInt32LE(68),
    right: raw.readUInt32LE(72),
    child: raw.readUInt32LE(76),
    start: raw.readUInt32LE(116),
    size: raw.readUInt32LE(120), // the upper half is to be ignored in version 3
  };
}

export function memberOf({ path, size, open }: OleStream, index: number): Member {
  const name = path.map((part) => part.replaceAll('/', '_').replace(/[\u0000-\u001f]/g, '_')).join('/');
  return { path: name, address: `${index}`, type: 'file', sizeBytes: size, open };
}
