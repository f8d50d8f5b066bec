// An object while it is being written: `staging/<uuid>/`, laid out from the start as the OCFL object it will be.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { inEnglish, Refusal } from '../base/refusal.ts';
import { isoUtc, type Clock } from '../base/time.ts';
import { nameFault, shownName } from '../verify/names.ts';
import { latin1 } from './copy.ts';
import { makeDurable } from './copy-durable.ts';
import type { PassDone, PassFailed } from './copy-pass.ts';
import { runPassAlone, runPasses, type HintedJob } from './copy-pool.ts';
import { copyRefusal } from './copy-refusal.ts';
import { Sink, SinkError } from './copy-sink.ts';
import type { SourceEnd } from './copy-source.ts';
import { stagedFolder, type StagingPlace } from './disk-store-places.ts';
import { diskRefusal, flush, writeAtomically } from './files.ts';
import type {
  AnyIterable,
  ByteSource,
  PathSource,
  SealedObject,
  SourceFile,
  Staging,
  WriteOptions,
  WriteResult,
  WrittenFile,
  WorkOptions,
} from './object-store.ts';
import {
  CHUNKS_EXTENSION,
  contentPath,
  declarationText,
  inventoryText,
  OBJECT_DECLARATION,
  type InventoryFile,
} from './ocfl.ts';
import { SideFile } from './chunk-file.ts';
import { Digester, type DigestName } from './copy-digests.ts';

/** The file that is written last, when all the others are durable. */
export const SEAL = 'inventory.json.sha256';

interface StagingParts {
  readonly places: StagingPlace;
  readonly id: Uuid;
  readonly clock: Clock;
  readonly user: { readonly name: string; readonly address?: string };
  readonly discard: () => Promise<void>;
}

interface State {
  readonly folder: string;
  readonly files: InventoryFile[];
  readonly folders: Set<string>;
  bytes: number;
  isSealed: boolean;
}

/** The folder exists and is empty. */
export async function openStaging(parts: StagingParts): Promise<Staging> {
  const folder = stagedFolder(parts.places, parts.id);
  const state: State = { folder, files: [], folders: new Set(), bytes: 0, isSealed: false };
  await writeAtomically(join(folder, OBJECT_DECLARATION), declarationText(OBJECT_DECLARATION), 0o444);
  return {
    id: parts.id,
    write: (path, source, options) => writeOne(state, path, source, options),
    writeAll: (files, options) => writeAll(state, files, options),
    localPath: (path) => {
      const local = join(folder, contentPath(path));
      return existsSync(local) ? local : undefined;
    },
    seal: () => seal(state, parts),
    discard: parts.discard,
  };
}

async function writeOne(
  state: State,
  path: string,
  source: ByteSource,
  options: WriteOptions = {},
): Promise<WrittenFile> {
  const to = prepare(state, path);
  const algorithms = ['sha256', ...(options.also ?? [])] as const;
  const outcome =
    source.kind === 'path'
      ? await runPassAlone(jobOf(source, to, options), options)
      : await runStream(source.stream, { ...to, algorithms }, options);
  if (!outcome.ok) throw copyRefusal(outcome, sourceName(source), path);
  return record(state, path, outcome);
}

async function* writeAll(
  state: State,
  files: AnyIterable<SourceFile>,
  options: WriteOptions = {},
): AsyncGenerator<WriteResult> {
  const toJob = ({ path, source, bytesHint }: SourceFile): HintedJob => ({
    ...jobOf(source, prepare(state, path), options),
    ...(bytesHint !== undefined && { bytesHint }),
  });
  for await (const [{ path, source }, outcome] of runPasses(files, toJob, options)) {
    if (outcome.ok) yield { ok: true, file: record(state, path, outcome) };
    else if (outcome.side === 'target') throw copyRefusal(outcome, sourceName(source), path);
    else yield { ok: false, path, code: outcome.code, reason: outcome.reason };
  }
}

interface Targets {
  readonly to: string;
  readonly chunksTo: string;
}

/** Makes the folders above. */
function prepare(state: State, path: string): Targets {
  if (state.isSealed) throw new Error('the object was sealed; nothing can be written to it');
  const fault = nameFault(path);
  if (fault !== undefined)
    throw new Refusal('badInput.contentName', { name: shownName(path), fault: inEnglish(fault) });
  const to = join(state.folder, contentPath(path));
  const parent = dirname(to);
  if (!state.folders.has(parent)) {
    try {
      mkdirSync(parent, { recursive: true });
    } catch (error) {
      throw diskRefusal(error, parent);
    }
    state.folders.add(parent);
  }
  return { to, chunksTo: join(state.folder, CHUNKS_EXTENSION, path) };
}

function jobOf(source: PathSource, targets: Targets, options: WriteOptions): HintedJob {
  return {
    ...targets,
    from: latin1(source.path),
    algorithms: ['sha256', ...(options.also ?? [])],
    asEvidence: true,
    ...(source.seen && { seen: source.seen }),
    ...(source.real !== undefined && { real: source.real }),
  };
}

/** Of what is not read as evidence, such as a list of our own. */
const NOTHING_WRONG: SourceEnd = {
  isSparse: false,
  badBytes: 0,
  badRanges: [],
  retriedBytes: 0,
  retriedRanges: [],
  changes: [],
};

function record(state: State, path: string, done: PassDone): WrittenFile {
  const { sha256, md5, sha1 } = done.digests;
  if (sha256 === undefined || done.chunksRoot === undefined) throw new Error('a copy without its digest');
  const also = { ...(md5 !== undefined && { md5 }), ...(sha1 !== undefined && { sha1 }) };
  state.files.push({ path, sha256, ...also });
  state.bytes += done.bytes;
  const end = done.end ?? NOTHING_WRONG;
  return { path, bytes: done.bytes, sha256, ...also, chunksRoot: done.chunksRoot, ...end };
}

/** Content first, then the inventory, then the seal: a seal that outlives a crash vouches for all the rest. */
async function seal(state: State, { id, clock, user }: StagingParts): Promise<SealedObject> {
  if (state.isSealed) throw new Error('the object was sealed already');
  state.isSealed = true;
  const { folder } = state;
  await makeDurable(folder);
  state.files.sort((a, b) => (a.path < b.path ? -1 : 1)); // copying several at a time has no order of its own
  const text = inventoryText({
    id,
    created: isoUtc(clock()),
    message: 'Stored as evidence; never changed.',
    user,
    files: state.files,
  });
  try {
    const version = join(folder, 'v1');
    mkdirSync(version, { recursive: true });
    const inventorySha256 = writeInventory(join(version, 'inventory.json'), text);
    const sidecar = `${inventorySha256} inventory.json\n`;
    await copyFile(join(version, 'inventory.json'), join(folder, 'inventory.json'));
    for (const path of [join(version, 'inventory.json'), join(folder, 'inventory.json')]) await flush(path);
    await writeAtomically(join(version, SEAL), sidecar, 0o444);
    await flush(folder);
    await writeAtomically(join(folder, SEAL), sidecar, 0o444);
    return { files: state.files.length, bytes: state.bytes, inventorySha256 };
  } catch (error) {
    throw error instanceof SinkError ? diskRefusal(error.cause, folder) : diskRefusal(error, folder);
  }
}

/** Returns its SHA-256. */
function writeInventory(path: string, text: Iterable<string>): string {
  const hash = createHash('sha256');
  const sink = new Sink(path, { withHoles: false });
  let waiting = '';
  const put = (): void => {
    const bytes = Buffer.from(waiting);
    hash.update(bytes);
    sink.write(bytes);
    waiting = '';
  };
  for (const piece of text) {
    waiting += piece;
    if (waiting.length > 256 * 1024) put();
  }
  put();
  sink.finish();
  return hash.digest('hex');
}

function sourceName(source: ByteSource): string {
  return source.kind === 'stream' ? source.name : shownName(Buffer.from(source.path).toString());
}

// A stream into a file, digested on the way. On the calling thread: a silent pipe must not hang a thread, which could
// then not be ended.

interface StreamJob {
  readonly to: string;
  readonly chunksTo: string;
  readonly algorithms: readonly DigestName[];
}

/** As `runPass`, for what comes piece by piece; what the stream itself throws, and the reason of an abort, go through. */
async function runStream(
  stream: AnyIterable<Uint8Array>,
  job: StreamJob,
  options: WorkOptions = {},
): Promise<PassDone | PassFailed> {
  const side = new SideFile(job.chunksTo);
  let sink: Sink | undefined;
  try {
    sink = new Sink(job.to, { withHoles: false });
    const digester = new Digester({ algorithms: job.algorithms, chunks: true }, (leaf) => side.add(leaf));
    let bytes = 0;
    for await (const piece of stream) {
      options.signal?.throwIfAborted();
      sink.write(piece);
      digester.update(piece);
      bytes += piece.length;
      options.onProgress?.(bytes);
    }
    const digested = digester.finish();
    side.finish(bytes, digested.chunksRoot ?? '');
    sink.finish();
    return { ok: true, bytes, ...digested };
  } catch (error) {
    sink?.discard();
    side.discard();
    if (!(error instanceof SinkError)) throw error;
    return { ok: false, side: 'target', code: error.code, reason: error.message };
  }
}
