// Everything of an object again, out of an object store: every byte is read and digested here, whatever the store says of it.
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { passingName } from './abandoned-files.ts';
import { damagedParts, readSideFile } from './chunk-file.ts';
import { CHUNK_BYTES } from './chunk-tree.ts';
import { Digester } from './copy-digests.ts';
import { checkOver } from './disk-store-check.ts';
import { MAX_INVENTORY_BYTES, readLimited } from './disk-store-read.ts';
import type { ObjectCheck, WorkOptions } from './object-store.ts';
import { CHUNKS_EXTENSION, CONTENT } from './ocfl.ts';
import type { OcflDigested, OcflEntry, OcflReader, OcflWanted } from './ocfl-validate.ts';
import type { S3Client } from './s3-client.ts';
import { listEntries } from './s3-objects.ts';
import { readKey } from './s3-read.ts';
import { errorText } from '../base/error-text.ts';

const FILES_AT_ONCE = 6;

interface S3Object {
  readonly client: S3Client;
  /** The key of the object root. */
  readonly root: string;
  /** For what must lie in a file for a moment. */
  readonly staging: string;
}

export async function checkS3Object(at: S3Object, id: Uuid, options: WorkOptions = {}): Promise<ObjectCheck> {
  const { client, root } = at;
  const { folders, sizes } = await listed(at);
  const reader: OcflReader = {
    list: (below) => Promise.resolve(folders.get(below)),
    read: (path) =>
      sizes.has(path)
        ? readLimited(readKey(client, `${root}/${path}`), path, MAX_INVENTORY_BYTES)
        : nothing(),
    digestOf: (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex'),
    digest: (files) => digestAll(at, files, options),
  };
  return checkOver(id, {
    reader,
    damagedOf: async (path) => {
      const side = `${CHUNKS_EXTENSION}/${path.slice(CONTENT.length + 1)}`;
      const size = sizes.get(path) ?? 0;
      if (!sizes.has(side)) return size <= CHUNK_BYTES ? [[0, size]] : undefined;
      const read = async (from: number, length: number): Promise<Buffer> => {
        const range = { from: Math.min(from, size), to: Math.min(from + length, size) };
        return readLimited(readKey(client, `${root}/${path}`, { range }), path, CHUNK_BYTES);
      };
      return inFile(at, side, (local) => damagedParts({ size, read }, local));
    },
    isSideWhole: (path) => inFile(at, path, async (local) => (await readSideFile(local)) !== undefined),
  });
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

async function listed({ client, root }: S3Object): Promise<{
  readonly folders: ReadonlyMap<string, readonly OcflEntry[]>;
  readonly sizes: ReadonlyMap<string, number>;
}> {
  const folders = new Map<string, OcflEntry[]>();
  const sizes = new Map<string, number>();
  const put = (path: string, kind: 'file' | 'folder', bytes: number): void => {
    const at = path.lastIndexOf('/');
    const above = at === -1 ? '' : path.slice(0, at);
    const entry = { name: path.slice(at + 1), kind, bytes };
    const others = folders.get(above);
    if (others !== undefined) others.push(entry);
    else {
      folders.set(above, [entry]);
      if (above !== '') put(above, 'folder', 0);
    }
  };
  for await (const { key, bytes } of listEntries(client, `${root}/`)) {
    const path = key.slice(root.length + 1);
    sizes.set(path, bytes);
    put(path, 'file', bytes);
  }
  return { folders, sizes };
}

/** In their order, several under way. */
async function* digestAll(
  at: S3Object,
  files: Iterable<OcflWanted>,
  { signal, onProgress }: WorkOptions,
): AsyncGenerator<OcflDigested> {
  let done = 0;
  const digest = async (wanted: OcflWanted): Promise<OcflDigested> => {
    const digester = new Digester({
      algorithms: [...new Set(wanted.expected.map(({ algorithm }) => algorithm))],
      chunks: false,
    });
    try {
      for await (const piece of readKey(at.client, `${at.root}/${wanted.path}`, { signal })) {
        digester.update(piece);
        onProgress?.((done += piece.length));
      }
    } catch (error) {
      signal?.throwIfAborted();
      return { wanted, digests: undefined, reason: errorText(error) };
    }
    return { wanted, digests: digester.finish().digests };
  };
  const under: Promise<OcflDigested>[] = [];
  for (const wanted of files) {
    const one = digest(wanted);
    one.catch(() => undefined); // heard when its turn comes
    under.push(one);
    if (under.length >= FILES_AT_ONCE) yield await next(under);
  }
  while (under.length > 0) yield await next(under);
}

function next(under: Promise<OcflDigested>[]): Promise<OcflDigested> {
  return under.shift()!; // asked only where there is one
}

/** A small file of the object on this disk, until `act` has ended. */
async function inFile<T>(
  { client, root, staging }: S3Object,
  path: string,
  act: (local: string) => Promise<T>,
): Promise<T> {
  const folder = join(staging, passingName('checking'));
  await mkdir(folder, { mode: 0o700 });
  try {
    const local = join(folder, 'file');
    await writeFile(local, readKey(client, `${root}/${path}`));
    return await act(local);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
