// Reading published objects.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
import { open, opendir, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Uuid } from '../base/ids.ts';
import { phrase, type Phrase, Refusal } from '../base/refusal.ts';
import { objectFolder, type Places } from './disk-store-places.ts';
import { errorCode } from './files.ts';
import type { ByteRange, StoredFile, StoredObject } from './object-store.ts';
import { CONTENT, contentPath, objectPath, uuidOfObject } from './ocfl.ts';
import { Findings } from './ocfl-findings.ts';
import { parseInventory } from './ocfl-inventory.ts';

/** A million files come to less. */
export const MAX_INVENTORY_BYTES = 400 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

export async function readInventory(places: Places, id: Uuid): Promise<StoredObject> {
  const folder = objectFolder(places, id);
  if (!existsSync(folder)) throw notStored(id);
  const bytes = await readSmall(join(folder, 'inventory.json'), MAX_INVENTORY_BYTES);
  if (bytes === undefined) throw damaged(id, phrase('noInventory'));
  const sidecar = await readSmall(join(folder, 'inventory.json.sha256'), 1024);
  const { inventorySha256, listed } = listedFiles(id, bytes, sidecar);
  return storedObject(id, inventorySha256, await withSizes(folder, listed));
}

export function storedObject(id: Uuid, inventorySha256: string, files: readonly StoredFile[]): StoredObject {
  return { id, files, bytes: files.reduce((sum, file) => sum + Math.max(0, file.bytes), 0), inventorySha256 };
}

/** What the bytes of an inventory list, in the order of the paths. Refuses damaged. */
export function listedFiles(
  id: Uuid,
  bytes: Buffer,
  sidecar: Buffer | undefined,
): { readonly inventorySha256: string; readonly listed: readonly Omit<StoredFile, 'bytes'>[] } {
  const inventorySha256 = createHash('sha256').update(bytes).digest('hex');
  if (sidecar?.toString('latin1').split(/\s/)[0] !== inventorySha256)
    throw damaged(id, phrase('inventoryOther'));
  const inventory = parseInventory(bytes, '', new Findings());
  if (inventory === undefined) throw damaged(id, phrase('inventoryUnread'));
  const listed: Omit<StoredFile, 'bytes'>[] = [];
  for (const [sha256, paths] of inventory.manifest)
    for (const path of paths)
      if (path.startsWith(`${CONTENT}/`)) listed.push({ path: path.slice(CONTENT.length + 1), sha256 });
  listed.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { inventorySha256, listed };
}

export async function* readContent(
  places: Places,
  id: Uuid,
  path: string,
  range?: ByteRange,
): AsyncGenerator<Uint8Array> {
  const file = await openContent(join(objectFolder(places, id), contentPath(path)), path);
  try {
    const { size } = await file.stat();
    const { from, to } = range ?? { from: 0, to: size };
    if (!(from >= 0 && from <= to && to <= size))
      throw new Refusal('badInput.contentRange', { path, from, to });
    for (let at = from; at < to;) {
      const piece = new Uint8Array(Math.min(PIECE_BYTES, to - at));
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) break;
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Every object folder below the storage root with the id that its inventory says, and everything that is none. */
export async function* storedPlaces(
  places: Places,
): AsyncGenerator<{ readonly path: string; readonly id: Uuid | undefined }> {
  for await (const path of foldersAt(places.store, '', 4)) {
    const id = path.isObject ? await idOf(join(places.store, path.path)) : undefined;
    yield { path: path.path, id: id !== undefined && objectPath(id) === path.path ? id : undefined };
  }
}

export function notStored(id: Uuid): Refusal {
  return new Refusal('notFound.object', { id });
}

export function notSealed(id: Uuid): Refusal {
  return new Refusal('notReady.unsealed', { id });
}

/** Undefined when there is none. */
export async function readSmall(path: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw tooLarge(path, size, maxBytes);
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The whole of a stream that is not long. */
export async function readLimited(
  stream: AsyncIterable<Uint8Array>,
  path: string,
  maxBytes: number,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    if (bytes > maxBytes) throw tooLarge(path, bytes, maxBytes);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(path: string, bytes: number, maxBytes: number): Refusal {
  return new Refusal('tooLarge.storeFile', { path, max: maxBytes, bytes });
}

async function* foldersAt(
  root: string,
  below: string,
  depth: number,
): AsyncGenerator<{ readonly path: string; readonly isObject: boolean }> {
  for await (const entry of await opendir(join(root, below))) {
    if (below === '' && (!entry.isDirectory() || entry.name === 'extensions')) continue; // section 4.1: to be passed over
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const isPlace = entry.isDirectory() && (depth > 1 ? /^[0-9a-f]{3}$/ : /^[0-9a-f]{64}$/).test(entry.name);
    if (isPlace && depth > 1) yield* foldersAt(root, path, depth - 1);
    else yield { path, isObject: isPlace };
  }
}

/** From the start of the inventory, where we write the id; an inventory can be large. */
async function idOf(folder: string): Promise<Uuid | undefined> {
  const path = join(folder, 'inventory.json');
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
      const id = idIn(buffer.toString('latin1', 0, bytesRead));
      if (id !== undefined) return id;
    } finally {
      await file.close();
    }
    const bytes = await readSmall(path, MAX_INVENTORY_BYTES);
    return bytes && uuidOfObject(parseInventory(bytes, '', new Findings())?.id ?? '');
  } catch {
    return undefined; // a stray: it is reported as one
  }
}

/** In the first 256 bytes of an inventory. */
export function idIn(start: string): Uuid | undefined {
  const [, id = ''] = /^\{\s*"id":\s*"([^"\\]+)"/.exec(start) ?? [];
  return uuidOfObject(id);
}

async function withSizes(
  folder: string,
  listed: readonly Omit<StoredFile, 'bytes'>[],
): Promise<readonly StoredFile[]> {
  const files: StoredFile[] = [];
  for (const [i, one] of listed.entries()) {
    if (i % 1000 === 999) await setImmediate(); // others get their turn
    files.push({ ...one, bytes: sizeOf(folder, one.path) });
  }
  return files;
}

function sizeOf(folder: string, path: string): number {
  try {
    const found = lstatSync(join(folder, contentPath(path)));
    return found.isFile() ? found.size : -1;
  } catch {
    return -1; // missing, or a path that leads nowhere: `check` says which
  }
}

async function openContent(local: string, path: string): Promise<FileHandle> {
  try {
    return await open(local, 'r');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new Refusal('notFound.storedFile', { path, cause: error });
  }
}

export function damaged(id: Uuid, found: Phrase): Refusal {
  return new Refusal('damaged.object', { id, found });
}
