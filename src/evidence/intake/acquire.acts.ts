// Reads a source once and puts what was read into staging. Decides how by what the source is.
import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { copyTree } from '../../platform/copy-tree.ts';
import { errorCode } from '../../platform/files.ts';
import type {
  AnyIterable,
  ByteSource,
  SourceChange,
  Staging,
  WriteOptions,
  WrittenFile,
} from '../../platform/object-store.ts';
import { safeNames } from '../../platform/safe-name.ts';
import { fileLine } from '../../platform/source-tree-line.ts';
import type { Digests } from '../../verify/event.ts';
import { nameText } from '../exhibits/found-name.ts';
import type { ImageFinding, Method } from '../exhibits/exhibit.ts';

/** What is being done with a source: `comparing` an image with its own hash. */
export type AcquireStep = 'copying' | 'comparing';

export interface Acquisition {
  readonly from:
    /** `foundAs`: its name where it came from, when this path is of our own making. `real`: no link leads to it, or it is refused. */
    | {
        readonly kind: 'path';
        readonly path: string | Uint8Array;
        readonly foundAs?: string;
        readonly real?: string;
      }
    | { readonly kind: 'stream'; readonly stream: AnyIterable<Uint8Array>; readonly name: string };
  /** Digests wanted beside SHA-256. */
  readonly also: readonly ('md5' | 'sha1')[];
  readonly images: ImageTools;
  /** It must be one image of so many files: anything else is refused as badInput. */
  readonly imageFiles?: number;
  /** Bytes so far, and of how many where that is known. */
  readonly onProgress?: (step: AcquireStep, bytes: number, total: number | undefined) => void;
  readonly signal?: AbortSignal;
}

/** What `forensics/` knows of images, passed in because it lies below this folder. */
export interface ImageTools {
  /** Paths of all segments in order when the file is a forensic image; undefined when it is not. */
  segments(path: string): Promise<readonly string[] | undefined>;
  /** Reads the whole media and compares it with what the image says. */
  check(
    firstSegment: string,
    onProgress: (bytes: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<ImageFinding>;
}

export interface Acquired {
  readonly method: Method;
  /** A short name for people. */
  readonly name: string;
  /** The path as it was found. */
  readonly foundAs: string;
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
  /** Of the one file, or of `tree.jsonl`. */
  readonly digests: Digests;
  readonly digestedBytes: number;
  readonly chunksRoot?: string;
  readonly image?: ImageFinding;
  /** Named like a forensic image, and none by its first bytes: kept as a plain file. */
  readonly isImageByNameOnly?: true;
  /** Of an image of several files, each one: its name as found, and its digest. */
  readonly parts?: readonly { readonly name: string; readonly sha256: string }[];
  readonly badBytes: number;
  readonly badRanges: readonly (readonly [number, number])[];
  /** Read only when tried again. */
  readonly retriedBytes: number;
  readonly retriedRanges: readonly (readonly [number, number])[];
  readonly changes: readonly SourceChange[];
}

/** Of each kind, only so many fit an event. */
const RANGES_IN_EVENT = 500;
const CHANGES_IN_EVENT = 20;

export async function copySource(staging: Staging, request: Acquisition): Promise<Acquired> {
  const { from } = request;
  if (from.kind === 'stream') {
    const name = safeNames([from.name])[0] ?? 'stream';
    return copyOne(staging, request, {
      source: from,
      method: 'stream',
      path: `data/${name}`,
      foundAs: from.name,
    });
  }
  const info = await statOf(from.path);
  const foundAs = from.foundAs ?? nameText(from.path);
  if (info.isDirectory()) return copyFolder(staging, request, from, foundAs);
  const name = basename(foundAs);
  const path = `data/${safeNames([name])[0] ?? 'file'}`;
  if (info.isBlockDevice())
    return copyOne(staging, request, { source: from, method: 'device', path, foundAs });
  if (!info.isFile()) throw notAFile(foundAs, info.isSymbolicLink());
  const segments = typeof from.path === 'string' ? await request.images.segments(from.path) : undefined;
  if (request.imageFiles !== undefined && segments?.length !== request.imageFiles)
    throw notOneImage(request.imageFiles, segments?.length);
  if (segments !== undefined) return copyImage(staging, request, segments, from);
  return copyOne(staging, request, { source: from, method: 'file', path, foundAs });
}

type PathFrom = Extract<Acquisition['from'], { kind: 'path' }>;

/** First segments of EWF, in both versions and of logical evidence. */
const IMAGE_NAME = /\.(?:[els]01|[el]x01)$/i;

interface One {
  readonly source: ByteSource;
  readonly method: Method;
  readonly path: string;
  readonly foundAs: string;
}

async function copyOne(staging: Staging, request: Acquisition, one: One): Promise<Acquired> {
  const total = await lengthOf(one.source);
  const file = await staging.write(one.path, one.source, writeOptions(request, total));
  return {
    ...acquiredOf([file]),
    ...(one.method === 'file' && IMAGE_NAME.test(one.foundAs) ? { isImageByNameOnly: true as const } : {}),
    method: one.method,
    name: basename(one.foundAs),
    foundAs: one.foundAs,
    ...digestsOf(file),
  };
}

async function copyImage(
  staging: Staging,
  request: Acquisition,
  segments: readonly string[],
  { foundAs = segments[0] ?? '', real }: PathFrom,
): Promise<Acquired> {
  const names = safeNames(segments.map((segment) => basename(segment)));
  const files: WrittenFile[] = [];
  for (const [i, segment] of segments.entries()) {
    const source = {
      kind: 'path',
      path: segment,
      ...(real !== undefined && { real: beside(real, segment) }),
    } as const;
    const total = await lengthOf(source);
    files.push(await staging.write(`data/${names[i]}`, source, writeOptions(request, total)));
  }
  const [first] = files;
  const local = first === undefined ? undefined : staging.localPath(first.path);
  if (first === undefined || local === undefined)
    throw new Error('an image without a readable first segment');
  const image = await request.images.check(
    local,
    (bytes, total) => request.onProgress?.('comparing', bytes, total),
    request.signal,
  );
  const common = { ...acquiredOf(files), method: 'image', name: basename(foundAs), foundAs, image } as const;
  if (files.length === 1) return { ...common, ...digestsOf(first) };
  const parts = files.map(({ sha256 }, i) => ({ name: basename(segments[i] ?? ''), sha256 }));
  return { ...common, parts, ...(await writeSegmentList(staging, files, segments)) };
}

/** The other segments of an image lie in the folder of the first. */
function beside(real: string, segment: string): string {
  return `${dirname(real)}/${Buffer.from(basename(segment)).toString('latin1')}`;
}

/** Several segments are one exhibit; its digest is that of the list of them. */
async function writeSegmentList(
  staging: Staging,
  files: readonly WrittenFile[],
  segments: readonly string[],
) {
  const lines = files.map((file, i) => {
    const name = Buffer.from(basename(segments[i] ?? ''));
    return Buffer.from(fileLine(file.path.replace(/^data\//, ''), name, { ok: true, file }));
  });
  return digestsOf(await staging.write('tree.jsonl', { kind: 'stream', name: 'tree.jsonl', stream: lines }));
}

async function copyFolder(
  staging: Staging,
  request: Acquisition,
  { path, real }: PathFrom,
  foundAs: string,
): Promise<Acquired> {
  const options = { ...writeOptions(request, undefined), ...(real !== undefined && { real }) };
  const tree = await copyTree(staging, path, options);
  const problems = tree.problems.flatMap((problem): SourceChange[] => {
    if (problem.what === 'changed')
      return problem.file.changes.map((change) => ({
        ...change,
        before: `${problem.path}: ${change.before}`,
      }));
    if (problem.what === 'unreadable')
      return [{ what: 'removed', before: problem.path, after: `could not be read (${problem.code})` }];
    return [];
  });
  return {
    method: 'tree',
    name: basename(foundAs),
    foundAs,
    files: tree.files,
    bytes: tree.bytes,
    badBytes: tree.badBytes,
    badRanges: [],
    retriedBytes: tree.retriedBytes,
    retriedRanges: [],
    changes: problems.slice(0, CHANGES_IN_EVENT),
    ...digestsOf(tree.list),
  };
}

function acquiredOf(files: readonly WrittenFile[]) {
  const only = files.length === 1 ? files[0] : undefined; // of several, an offset alone says nothing: tree.jsonl does
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    badBytes: files.reduce((sum, file) => sum + file.badBytes, 0),
    badRanges: only?.badRanges.slice(0, RANGES_IN_EVENT) ?? [],
    retriedBytes: files.reduce((sum, file) => sum + file.retriedBytes, 0),
    retriedRanges: only?.retriedRanges.slice(0, RANGES_IN_EVENT) ?? [],
    changes: files.flatMap((file) => file.changes).slice(0, CHANGES_IN_EVENT),
  };
}

function digestsOf(file: WrittenFile) {
  return {
    digests: {
      sha256: file.sha256,
      ...(file.md5 === undefined ? {} : { md5: file.md5 }),
      ...(file.sha1 === undefined ? {} : { sha1: file.sha1 }),
    },
    digestedBytes: file.bytes,
    chunksRoot: file.chunksRoot,
  };
}

function writeOptions(request: Acquisition, total: number | undefined): WriteOptions {
  const { onProgress, signal, also } = request;
  return {
    also,
    ...(onProgress === undefined
      ? {}
      : { onProgress: (bytes: number) => onProgress('copying', bytes, total) }),
    ...(signal === undefined ? {} : { signal }),
  };
}

async function lengthOf(source: ByteSource): Promise<number | undefined> {
  if (source.kind === 'stream') return undefined;
  const info = await lstat(asPath(source.path));
  return info.isFile() ? info.size : undefined;
}

async function statOf(path: string | Uint8Array) {
  try {
    return await lstat(asPath(path));
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT' && errorCode(cause) !== 'ENOTDIR') throw cause;
    throw new Refusal('notFound.pathToAdd', { path: nameText(path), cause });
  }
}

function asPath(path: string | Uint8Array): string | Buffer {
  return typeof path === 'string' ? path : Buffer.from(path);
}

function notOneImage(expected: number, found: number | undefined): Refusal {
  return found === undefined
    ? new Refusal('badInput.noDiskImage', { expected })
    : new Refusal('badInput.otherDiskImage', { expected, found });
}

function notAFile(path: string, isLink: boolean): Refusal {
  return new Refusal(isLink ? 'badInput.sourceLink' : 'badInput.sourceKind', { path });
}
