// What an extractor is: it reads one kind of file and says what is in it. docs/guides/add-an-extractor.md
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';

/** What lies within a file. */
export interface Member {
  /** Below the file. Text from outside: `..`, a drive or a leading `/` are of no effect, for nothing is ever written there. */
  readonly path: string;
  /** Where the file has it, so that it is found again. */
  readonly address: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  readonly sizeBytes: number;
  /** ISO 8601, without `Z` where the file knows no zone. */
  readonly modified?: string;
  readonly target?: string;
  /** Throws `Stopped` where it cannot be had. */
  readonly open?: () => Bytes;
}

export type Facts = { readonly [name: string]: string | number };

export interface Extracted {
  /** In an order that the file alone decides. What is wrong with one member is thrown by its `open`. */
  readonly members?: Iterable<Member>;
  /** The member at an address, where that is had without going through all before it. */
  readonly find?: (address: string) => Member | undefined;
  /** Plain text. */
  readonly text?: string;
  readonly facts?: Facts;
}

/** What is read by a child of its own: what a file does to the reader of one group touches no other. */
export type Group = 'archives' | 'mail' | 'documents' | 'system';

export interface Extractor {
  /** Never changed: work units name it. */
  readonly name: string;
  readonly group: Group;
  /** One more whenever the same file may give another result. */
  readonly version: number;
  /** By the kind that its first bytes say, and its name in lower case. */
  takes(kind: string | undefined, name: string): boolean;
  /** Throws `Stopped`, and Refusal as the readers of file systems do. Never writes, never opens anything else. */
  read(bytes: Bytes, spent: Spent, name: string, beside?: Bytes): Extracted;
  /** What is added to its name gives that of a file beside it, without which it is not whole; `read` has it where there is one. */
  readonly beside?: string;
  /** Awaited before `read`: what must be loaded first. */
  readonly ready?: () => Promise<void>;
  /** For a reader that answers later; then it is asked instead, and what it reads has no members. */
  readonly readLater?: (bytes: Bytes, spent: Spent) => Promise<Extracted>;
}

/** Why a file, or the rest of it, was not read. Each is a result of its own. */
export const STOPS = ['encrypted', 'tooDeep', 'tooMany', 'tooLarge', 'damaged', 'unsupported'] as const;
export type Stop = (typeof STOPS)[number];

export class Stopped extends Error {
  readonly reason: Stop;
  constructor(reason: Stop, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export interface ExtractLimits {
  /** Members of one file. */
  readonly members: number;
  /** Of one member that must be unpacked to be read. */
  readonly memberBytes: number;
  /** Of all members of one file that were unpacked. */
  readonly unpackedBytes: number;
  readonly textCharacters: number;
  /** Files in files in files. */
  readonly depth: number;
}

export const LIMITS: ExtractLimits = {
  members: 50_000,
  memberBytes: 128 * 1024 * 1024,
  unpackedBytes: 1024 * 1024 * 1024,
  textCharacters: 1024 * 1024,
  depth: 16,
};

/** Counts what one file has cost so far. */
export class Spent {
  readonly limits: ExtractLimits;
  #unpacked = 0;
  #members = 0;

  constructor(limits: ExtractLimits = LIMITS) {
    this.limits = limits;
  }

  member(): void {
    this.#members += 1;
    if (this.#members > this.limits.members)
      throw new Stopped('tooMany', `more than ${this.limits.members} members`);
  }

  /** How much may still be unpacked at once. */
  get left(): number {
    return Math.min(this.limits.memberBytes, this.limits.unpackedBytes - this.#unpacked);
  }

  /** Before memory is taken for it; `stated` may be a lie, so give `left` to what unpacks. */
  unpack(stated: number): void {
    if (stated > this.limits.memberBytes)
      throw new Stopped('tooLarge', `${stated} bytes to unpack, more than ${this.limits.memberBytes}`);
    if (this.#unpacked + stated > this.limits.unpackedBytes)
      throw new Stopped('tooLarge', `more than ${this.limits.unpackedBytes} bytes unpacked from one file`);
  }

  unpacked(bytes: number): void {
    this.#unpacked += bytes;
  }
}

export function inMemory(buffer: Uint8Array): Bytes {
  return {
    size: buffer.length,
    readInto: (offset, target) => {
      const part = buffer.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
  };
}

const PIECE_BYTES = 16 * 1024 * 1024;

/** All of a range in memory, whatever its length below the limit of a member. */
export function wholeOf(bytes: Bytes, from: number, length: number, spent: Spent): Buffer {
  if (length > spent.limits.memberBytes)
    throw new Stopped('tooLarge', `${length} bytes to read at once, more than ${spent.limits.memberBytes}`);
  if (from < 0 || from + length > bytes.size)
    throw damaged(`${length} bytes at ${from}`, `${bytes.size} in all`);
  if (length <= PIECE_BYTES) return exactly(bytes, from, length);
  const all = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; at += PIECE_BYTES)
    exactly(bytes, from + at, Math.min(PIECE_BYTES, length - at)).copy(all, at);
  return all;
}
