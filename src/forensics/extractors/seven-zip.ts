// Archives that 7-Zip opens: 7z, RAR (4 and 5), CAB, cpio, xz, bzip2. By its own code as WebAssembly (7z-wasm), in the confined child: it has
// the archive as ranges, a folder in memory to write into, and no password. What it lists is text from outside, and is checked.
import type { SevenZipModule } from '7z-wasm';
import { constants } from 'node:fs';
import { crc32 } from 'node:zlib';
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { inMemory, Stopped, type Extractor, type Member, type Spent } from './extractor.ts';

/** Unpacked at once: what lies in one block is not unpacked anew for each of its members. */
const AT_ONCE_BYTES = 64 * 1024 * 1024;
const AT_ONCE = 2000;
const LINE_CHARACTERS = 8000;
const WRITTEN_MORE = 1024 * 1024;
const [ARCHIVE, LIST, OUT] = ['/archive', '/list', '/out'];
/** What it is told that it is, so that no other of its readers tries; whether its times have a zone. */
const TYPES: readonly { readonly first: string; readonly type: string; readonly isLocal?: true }[] = [
  { first: '7z\xbc\xaf', type: '7z' },
  { first: 'Rar!\x1a\x07\x01', type: 'rar5' },
  { first: 'Rar!\x1a\x07\0', type: 'rar', isLocal: true },
  { first: 'MSCF', type: 'cab', isLocal: true },
  { first: '\xfd7zXZ', type: 'xz' },
  { first: 'BZh', type: 'bzip2' },
  { first: '070', type: 'cpio' },
];
const TAKEN = new Set(['7z', 'RAR', 'CAB', 'xz', 'bzip2', 'cpio']);
/** One file that was packed, and seldom says its own name. */
const SINGLE = new Set(['xz', 'bzip2']);

export const sevenZip: Extractor = {
  name: '7zip',
  group: 'archives',
  version: 1,
  takes: (kind) => kind !== undefined && TAKEN.has(kind),
  ready: async () => {
    engine ??= await newEngine();
  },
  read: (bytes, spent, name) => {
    const archive = new Archive(bytes, spent, name);
    return { members: archive.members(), find: (address) => archive.find(Number(address)) };
  },
};

interface Engine {
  readonly module: SevenZipModule;
  /** Lines of both outputs. */
  onLine: (line: string, isError: boolean) => void;
  /** How much it may still write. */
  left: number;
  /** What stopped it: its own code may have caught that, and gone on. */
  stopped: unknown;
}

/** Kept for the next archive; one that was interrupted is not used again. */
let engine: Engine | undefined;

async function newEngine(): Promise<Engine> {
  const { default: loader } = await import('7z-wasm'); // large: only where there is such an archive
  const own: Omit<Engine, 'module'> = {
    onLine: () => undefined,
    left: Infinity,
    stopped: undefined,
  };
  const orStopped = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      own.stopped ??= error;
      throw error;
    }
  };
  const module = await withConstants(() =>
    loader.default({
      print: (line) => orStopped(() => own.onLine(line, false)),
      printErr: (line) => orStopped(() => own.onLine(line, true)),
      stdin: () => -1,
    }),
  );
  const { FS } = module;
  FS.mkdir(OUT);
  FS.writeFile(LIST, '');
  // All files in memory share these: what is written is counted.
  const { stream_ops: shared } = FS.lookupPath(LIST).node as unknown as { readonly stream_ops: StreamOps };
  const { write } = shared;
  shared.write = (...args) => {
    orStopped(() => {
      own.left -= args[3];
      if (own.left < 0) throw new Stopped('tooLarge', 'more bytes when unpacked than may be');
    });
    return write(...args);
  };
  return Object.assign(own, { module });
}

/** What was made for Node asks it for the numbers of flags in a way that a confined process refuses. They are not used: it has no file of ours. */
async function withConstants<T>(act: () => Promise<T>): Promise<T> {
  const holder = process as unknown as { binding: unknown };
  const { binding } = holder;
  holder.binding = () => ({ fs: constants });
  try {
    return await act();
  } finally {
    holder.binding = binding;
  }
}

interface StreamOps {
  read: (stream: unknown, target: Uint8Array, offset: number, length: number, position: number) => number;
  write: (stream: unknown, from: Uint8Array, offset: number, length: number, ...more: unknown[]) => number;
}

interface Entry {
  readonly index: number;
  readonly path: string;
  /** Undefined where the archive does not say. */
  readonly size: number | undefined;
  readonly crc: number | undefined;
  readonly type: Member['type'];
  readonly target: string;
  readonly modified: string | undefined;
  readonly isEncrypted: boolean;
  readonly isSplit: boolean;
}

class Archive {
  readonly #bytes: Bytes;
  readonly #spent: Spent;
  readonly #type: string;
  readonly #isLocal: boolean;
  readonly #name: string;
  readonly #entries: readonly Entry[];
  readonly #problem: string | undefined;
  /** How often a path is in it: of two under one path neither can be told from the other. */
  readonly #paths = new Map<string, number>();
  #held = new Map<number, Buffer>();

  constructor(bytes: Bytes, spent: Spent, name: string) {
    const first = exactly(bytes, 0, Math.min(bytes.size, 32));
    const known = TYPES.find((one) => first.toString('latin1').startsWith(one.first));
    if (known === undefined) throw damaged('an archive of 7-Zip', first.toString('hex', 0, 8));
    this.#bytes = bytes;
    this.#spent = spent;
    this.#type = known.type;
    this.#isLocal = known.isLocal === true;
    this.#name = name.replace(/\.t(?:xz|bz2?)$/, '.tar').replace(/\.(?:xz|bz2)$/, '');
    if (known.type === '7z' && hasLockedHead(bytes, first)) throw new Stopped('encrypted', LOCKED);
    const { entries, problem } = this.#list();
    this.#entries = entries;
    this.#problem = problem;
    for (const { path } of entries) this.#paths.set(path, (this.#paths.get(path) ?? 0) + 1);
  }

  *members(): Generator<Member> {
    for (const entry of this.#entries) yield this.#member(entry, true);
    if (this.#problem !== undefined) throw new Stopped('damaged', this.#problem);
  }

  find(index: number): Member | undefined {
    const entry = this.#entries[index];
    return entry === undefined ? undefined : this.#member(entry, false);
  }

  #member(entry: Entry, areMany: boolean): Member {
    const { index, path, type, size, target, modified } = entry;
    return {
      path,
      address: `${index}`,
      type,
      sizeBytes: size ?? 0,
      ...(modified === undefined ? {} : { modified }),
      ...(target === '' ? {} : { target }),
      ...(type === 'file' ? { open: () => this.#open(entry, areMany) } : {}),
    };
  }

  #open(entry: Entry, areMany: boolean): Bytes {
    if (entry.isEncrypted) throw new Stopped('encrypted', 'the member needs a password');
    if (entry.isSplit)
      throw new Stopped('unsupported', 'the member goes on in another volume of the archive');
    if ((this.#paths.get(entry.path) ?? 0) > 1)
      throw new Stopped('unsupported', 'several members have this path');
    this.#spent.unpack(entry.size ?? 0);
    if (!this.#held.has(entry.index)) this.#unpack(areMany ? this.#batch(entry) : [entry]);
    const bytes = this.#held.get(entry.index);
    this.#held.delete(entry.index);
    if (bytes === undefined) throw new Stopped('damaged', 'it could not be unpacked');
    this.#spent.unpacked(bytes.length);
    if (entry.size !== undefined && entry.size !== bytes.length)
      throw new Stopped('damaged', `${bytes.length} bytes when unpacked, ${entry.size} as listed`);
    if (entry.crc !== undefined && crc32(bytes) !== entry.crc)
      throw new Stopped('damaged', 'the bytes differ from the CRC-32 of the archive');
    return inMemory(bytes);
  }

  /** It and those after it, as many as may be held. */
  #batch(first: Entry): readonly Entry[] {
    const batch = [first];
    let left = AT_ONCE_BYTES - (first.size ?? AT_ONCE_BYTES);
    for (const entry of this.#entries.slice(first.index + 1)) {
      left -= entry.size ?? AT_ONCE_BYTES;
      if (left < 0 || batch.length >= AT_ONCE) break;
      if (entry.type === 'file' && !entry.isEncrypted) batch.push(entry);
    }
    return batch;
  }

  #unpack(batch: readonly Entry[]): void {
    this.#held = new Map();
    const isSingle = SINGLE.has(this.#type);
    const stated = batch.reduce((sum, { size }) => sum + (size ?? this.#spent.left), 0);
    const names = batch.map(({ path }) => path).join('\n');
    this.#run(['x', ...(isSingle ? [] : [`-i@${LIST}`, '-scsUTF-8'])], stated + WRITTEN_MORE, names);
    const { FS } = (engine ??= missing()).module;
    for (const entry of batch) {
      const path = isSingle ? onlyIn(FS, OUT) : `${OUT}/${entry.path}`;
      try {
        if (path !== undefined) this.#held.set(entry.index, Buffer.from(FS.readFile(path)));
      } catch {
        // it is not there: said where it is asked for
      }
    }
    emptied(FS, OUT);
  }

  #list(): { readonly entries: readonly Entry[]; readonly problem: string | undefined } {
    const entries: Entry[] = [];
    const errors: string[] = [];
    let fields: { [name: string]: string } = {};
    const end = (): void => {
      if (Object.keys(fields).length > 0) entries.push(this.#entry(entries.length, fields));
      fields = {};
    };
    const take = (line: string, isError: boolean): void => {
      if (isError) {
        if (line.trim() !== '' && errors.length < 5) errors.push(line.trim().slice(0, 200));
        return;
      }
      const [, name = '', value = ''] =
        /^([A-Z][A-Za-z -]*) = (.*)$/.exec(line.slice(0, LINE_CHARACTERS)) ?? [];
      if (name === 'Path' || line === '') end();
      if (name !== '') fields[name] = value;
      if (name === 'Size') this.#spent.member();
    };
    const code = this.#run(['l', '-slt', '-ba'], 0, '', take);
    end();
    const problem = errors.join('; ').replaceAll(ARCHIVE, 'archive');
    if (/password|encrypted/i.test(problem)) throw new Stopped('encrypted', LOCKED);
    if (entries.length === 0 && code !== 0) throw new Stopped('damaged', problem || 'no archive that can be read'); // prettier-ignore
    return { entries, problem: code === 0 ? undefined : problem || `7-Zip ended with ${code}` };
  }

  #entry(index: number, fields: { readonly [name: string]: string }): Entry {
    const mode = `${fields['Attributes'] ?? ''} ${fields['Mode'] ?? ''}`;
    const target = fields['Symbolic Link'] ?? '';
    const isFolder = fields['Folder'] === '+' || /^D|\bd[r-][w-]/.test(mode);
    const isLink = target !== '' || /(?:^| )l[r-][w-][x-]/.test(mode);
    const time = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(fields['Modified'] ?? '');
    const split = [fields['Split Before'], fields['Split After']];
    return {
      index,
      path: fields['Path'] ?? this.#name,
      size: /^\d{1,15}$/.test(fields['Size'] ?? '') ? Number(fields['Size']) : undefined,
      crc: /^[0-9A-F]{8}$/.test(fields['CRC'] ?? '') ? Number.parseInt(fields['CRC'] ?? '', 16) : undefined,
      type: isFolder ? 'folder' : isLink ? 'link' : 'file',
      target,
      modified: time === null ? undefined : `${time[1]}T${time[2]}${this.#isLocal ? '' : 'Z'}`,
      isEncrypted: fields['Encrypted'] === '+',
      isSplit: split.includes('+'),
    };
  }

  /** Its exit code: 0, 1 for what it warns of, more where something went wrong. */
  #run(
    [command = '', ...args]: readonly string[],
    written: number,
    list: string,
    onLine: Engine['onLine'] = () => undefined,
  ): number {
    const own = (engine ??= missing());
    const { FS } = own.module;
    own.left = Infinity;
    FS.writeFile(LIST, list);
    FS.writeFile(ARCHIVE, '');
    const node = FS.lookupPath(ARCHIVE).node as unknown as { usedBytes: number; stream_ops: StreamOps };
    node.usedBytes = this.#bytes.size;
    node.stream_ops = {
      ...node.stream_ops,
      read: (_stream, target, offset, length, position) => {
        try {
          return this.#bytes.readInto(position, target.subarray(offset, offset + length));
        } catch (error) {
          own.stopped ??= error;
          throw error;
        }
      },
    };
    own.stopped = undefined;
    own.left = written;
    own.onLine = onLine;
    const { exitCode } = process;
    try {
      const fixed = [`-t${this.#type}`, '-bd', '-bsp0', '-pnone', '-sccUTF-8', '-spd', '-y', `-o${OUT}`];
      const code = Number(own.module.callMain([command, ...fixed, ...args, ARCHIVE]));
      if (own.stopped !== undefined) throw own.stopped;
      return code;
    } catch (error) {
      engine = undefined; // it was stopped in the middle
      const why = own.stopped ?? error;
      if (why instanceof Error) throw why;
      throw new Stopped('damaged', '7-Zip could not go on with it'); // an exception of its own: a number
    } finally {
      process.exitCode = exitCode; // it took its own end for ours
      own.onLine = () => undefined;
      own.left = Infinity;
    }
  }
}

const LOCKED = 'the archive needs a password, even for the names in it';

function missing(): never {
  throw new Stopped('damaged', '7-Zip was stopped before, by what else is in the archive');
}

/** 7zFormat.txt, "Header structure": where the names are packed, and packed by AES (06 F1 07 01), they need the password. */
function hasLockedHead(bytes: Bytes, first: Buffer): boolean {
  if (first.length < 32) return false;
  const at = 32 + Number(first.readBigUInt64LE(12));
  const size = Number(first.readBigUInt64LE(20));
  if (size < 1 || size > 4096 || at + size > bytes.size) return false;
  const head = exactly(bytes, at, size);
  return head[0] === 0x17 && head.includes(Buffer.from('06f10701', 'hex'));
}

type Files = SevenZipModule['FS'];

function namesIn(files: Files, path: string): readonly string[] {
  return files.readdir(path).filter((name) => name !== '.' && name !== '..');
}

function onlyIn(files: Files, path: string): string | undefined {
  const [name] = namesIn(files, path);
  return name === undefined ? undefined : `${path}/${name}`;
}

function emptied(files: Files, path: string): void {
  for (const name of namesIn(files, path)) {
    const own = `${path}/${name}`;
    if (files.isDir(files.lstat(own).mode)) {
      emptied(files, own);
      files.rmdir(own);
    } else files.unlink(own);
  }
}
