// The published log as files: hash tiles, entry bundles and the checkpoint, laid out as C2SP tlog-tiles says. Entries
// hold case data and are readable by the service alone; hash tiles say nothing and could be mirrored.
import { readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeAbandoned } from './abandoned-files.ts';
import { ifThere, makeFolder, writeAtomically } from './files.ts';

export interface LogFile {
  /** Relative, as tlog-tiles names it: `tile/0/x001/234.p/56`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface LogHeadFile {
  /** The name by which a difference is reported. */
  readonly place: string;
  /** Undefined: nothing lies there. */
  readonly bytes: Uint8Array | undefined;
}

export interface LogFolder {
  readonly path: string;
  /** The last published checkpoint as it lies in each of its places: in this folder, then wherever it is kept once more. */
  readonly heads: () => Promise<readonly LogHeadFile[]>;
  readonly read: (path: string) => Promise<Uint8Array>;
  /** On disk for good when it returns; writing the same again changes nothing. */
  readonly write: (files: readonly LogFile[]) => Promise<void>;
  /** Replaces the checkpoint, in each of its places in one step. */
  readonly publish: (checkpoint: Uint8Array) => Promise<void>;
  /** Names in a sub-folder; empty when there is none. */
  readonly list: (folder: string) => Promise<string[]>;
  readonly remove: (path: string) => Promise<void>;
}

const PRIVATE = 0o600;
/** Files that are flushed at the same time share the work of the disk. */
const AT_ONCE = 16;

/** `again` is a second place for the checkpoint: without one, a database set back would not be noticed. */
export function logFolder(path: string, again?: string): LogFolder {
  const at = (name: string): string => join(path, name);
  const heads = [
    { place: 'checkpoint', file: at('checkpoint') },
    ...(again === undefined ? [] : [{ place: again, file: again }]),
  ];
  return {
    path,
    heads: () =>
      Promise.all(heads.map(async ({ place, file }) => ({ place, bytes: await readIfThere(file) }))),
    read: (name) => readFile(at(name)),
    list: async (name) => (await ifThere(readdir(at(name)))) ?? [],
    remove: (name) => rm(at(name), { recursive: true, force: true }),
    publish: async (bytes) => {
      // Its own place last: whoever reads there finds nothing that the other lacks.
      for (const { file } of heads.toReversed()) await writeAtomically(file, bytes, PRIVATE);
    },
    write: async (files) => {
      for (const folder of new Set(files.map((file) => dirname(file.path)))) {
        await makeFolder(at(folder));
        await removeAbandoned(at(folder));
      }
      for (let i = 0; i < files.length; i += AT_ONCE) {
        const some = files.slice(i, i + AT_ONCE);
        await Promise.all(some.map((file) => writeAtomically(at(file.path), file.bytes, PRIVATE)));
      }
    },
  };
}

function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return ifThere(readFile(path));
}
