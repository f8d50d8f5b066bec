// The side file of chunk hashes: lines of hex, so that `sha256sum` can check one (docs/formats/store.md, section 4).
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Range } from './copy-bad-ranges.ts';
import { CHUNK_BYTES, ChunkRoot } from './chunk-tree.ts';
import { Sink, SinkError } from './copy-sink.ts';

const HEADER = `comity-chunk-hashes 1 ${CHUNK_BYTES}\n`;
const LINE_BYTES = 65;
const LINES_AT_ONCE = 1024;

/** Written as the hashes come. A file of one chunk needs none, and none is made. */
export class SideFile {
  readonly #path: string;
  #sink: Sink | undefined;
  #lines = HEADER;

  constructor(path: string) {
    this.#path = path;
  }

  add(leaf: Buffer): void {
    this.#lines += `${leaf.toString('hex')}\n`;
    if (this.#lines.length > 64 * 1024) this.#flush();
  }

  /** The last line says how long the file is and what its root is, so that a cut shows. */
  finish(bytes: number, root: string): void {
    if (bytes <= CHUNK_BYTES) return;
    this.#lines += `end ${bytes} ${root}\n`;
    this.#flush();
    this.#sink?.finish();
  }

  discard(): void {
    this.#sink?.discard();
  }

  #flush(): void {
    this.#sink ??= newSink(this.#path);
    this.#sink.write(Buffer.from(this.#lines));
    this.#lines = '';
  }
}

function newSink(path: string): Sink {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new SinkError(error);
  }
  return new Sink(path, { withHoles: false });
}

interface ChunkHashes {
  readonly bytes: number;
  readonly chunks: number;
  /** Lower-case hex. */
  readonly root: string;
}

/** What a side file says; undefined when it is cut, damaged or does not lead to its own root. */
export async function readSideFile(path: string): Promise<ChunkHashes | undefined> {
  const file = await open(path, 'r');
  try {
    const says = await readFrame(file);
    if (says === undefined) return undefined;
    const tree = new ChunkRoot();
    for await (const leaf of leavesOf(file, says.chunks)) {
      if (leaf === undefined) return undefined;
      tree.add(leaf);
    }
    return tree.root().toString('hex') === says.root ? says : undefined;
  } finally {
    await file.close();
  }
}

/** Bytes wherever they lie; fewer than asked for where there are no more. */
interface ChunkBytes {
  readonly size: number;
  read(at: number, length: number): Promise<Buffer>;
}

/**
 * Which parts of a file are not what the side file says, neighbours joined; undefined when the side file cannot be
 * trusted. Reads the file once.
 */
export async function damagedRanges(path: string, sidePath: string): Promise<readonly Range[] | undefined> {
  const file = await open(path, 'r');
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    const read = (at: number, length: number): Promise<Buffer> =>
      readChunk(file, buffer.subarray(0, length), at);
    return await damagedParts({ size: (await file.stat()).size, read }, sidePath);
  } finally {
    await file.close();
  }
}

export async function damagedParts(
  file: ChunkBytes,
  sidePath: string,
): Promise<readonly Range[] | undefined> {
  const says = await readSideFile(sidePath);
  if (says === undefined) return undefined;
  const side = await open(sidePath, 'r');
  try {
    const ranges: [number, number][] = [];
    let at = 0;
    for await (const leaf of leavesOf(side, says.chunks)) {
      const length = Math.min(CHUNK_BYTES, says.bytes - at);
      const found = await file.read(at, length);
      const hash = createHash('sha256').update(Uint8Array.of(0)).update(found).digest();
      if (leaf === undefined || !hash.equals(leaf)) addRange(ranges, at, length);
      at += length;
    }
    if (file.size > at) addRange(ranges, at, file.size - at);
    return ranges;
  } finally {
    await side.close();
  }
}

/** The first and last line, and the number of lines between them that they ask for. */
async function readFrame(file: FileHandle): Promise<ChunkHashes | undefined> {
  const { size } = await file.stat();
  const head = await readChunk(file, new Uint8Array(HEADER.length), 0);
  if (head.toString('latin1') !== HEADER) return undefined;
  const tail = await readChunk(file, new Uint8Array(Math.min(size, 128)), Math.max(0, size - 128));
  const end = /(?:^|\n)(end (\d{1,16}) ([0-9a-f]{64})\n)$/.exec(tail.toString('latin1'));
  const [, line = '', bytes = '', root = ''] = end ?? [];
  const says = { bytes: Number(bytes), chunks: Math.ceil(Number(bytes) / CHUNK_BYTES), root };
  const isWhole = size === HEADER.length + says.chunks * LINE_BYTES + line.length;
  return end !== null && isWhole ? says : undefined;
}

/** Undefined in the place of a line that is not a hash. */
async function* leavesOf(file: FileHandle, chunks: number): AsyncGenerator<Buffer | undefined> {
  const buffer = new Uint8Array(LINES_AT_ONCE * LINE_BYTES);
  for (let at = 0; at < chunks; at += LINES_AT_ONCE) {
    const wanted = Math.min(LINES_AT_ONCE, chunks - at);
    const text = await readChunk(
      file,
      buffer.subarray(0, wanted * LINE_BYTES),
      HEADER.length + at * LINE_BYTES,
    );
    for (let i = 0; i < wanted; i++) {
      const line = text.toString('latin1', i * LINE_BYTES, (i + 1) * LINE_BYTES);
      yield /^[0-9a-f]{64}\n$/.test(line) ? Buffer.from(line.slice(0, -1), 'hex') : undefined;
    }
  }
}

async function readChunk(file: FileHandle, into: Uint8Array, at: number): Promise<Buffer> {
  let got = 0;
  while (got < into.length) {
    const { bytesRead } = await file.read(into, got, into.length - got, at + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return Buffer.from(into.buffer, into.byteOffset, got);
}

function addRange(ranges: [number, number][], offset: number, bytes: number): void {
  const last = ranges.at(-1);
  if (last !== undefined && last[0] + last[1] === offset) last[1] += bytes;
  else ranges.push([offset, bytes]);
}
