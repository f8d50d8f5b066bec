// The object store in a bucket of the S3 kind: below `store/` the same OCFL 1.1 storage root as on a disk, beside it the marks of
// what is under way and the tombstones (docs/formats/store.md). That nothing is written twice comes from our own database and,
// where it is set, from object lock; conditions on a PUT are not relied on, because not every store heeds them.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { phrase, Refusal } from '../base/refusal.ts';
import { escapeFault } from '../verify/names.ts';
import { makeDurable } from './copy-durable.ts';
import { claim, idTaken, unclaim } from './disk-store-holder.ts';
import { removeWhole, stagedFolder, tidyStaging, type StoreHome } from './disk-store-places.ts';
import {
  damaged,
  idIn,
  listedFiles,
  MAX_INVENTORY_BYTES,
  notStored,
  readLimited,
  storedObject,
} from './disk-store-read.ts';
import { openStaging, SEAL } from './disk-store-staging.ts';
import { openDiskStore, type DiskStoreOptions } from './disk-store.ts';
import { createAtomically, makeFolder } from './files.ts';
import type { ObjectStore, Staging, StoredObject, Tombstone } from './object-store.ts';
import { CONTENT, contentPath, objectPath, ROOT_DECLARATION, rootFiles } from './ocfl.ts';
import { checkS3Object } from './s3-check.ts';
import { S3Client, S3Error } from './s3-client.ts';
import { bodyOf, eachAtOnce, listEntries, removeAll } from './s3-objects.ts';
import { BlockCache, readKey } from './s3-read.ts';
import { s3Settings, type S3Settings } from './s3-settings.ts';
import { discard, endMarks, isPublished, markedIds, publish, rootOf, sendSealed, stagedObjects, type S3Place } from './s3-staging.ts'; // prettier-ignore

/** Lists of the objects that were looked at last; an object that is published never changes. */
const FILES_REMEMBERED = 200_000;
const FILES_AT_ONCE = 8;

/** Where the environment says; undefined there: on this disk. */
export async function openStore(
  home: StoreHome,
  env: NodeJS.ProcessEnv,
  options: DiskStoreOptions = {},
): Promise<ObjectStore> {
  const settings = s3Settings(env);
  return settings === undefined ? openDiskStore(home, options) : openS3Store(home, settings, options);
}

/** Refuses notFound (no such bucket), notAllowed, unsupported (another OCFL version, no object lock), notReady (nobody answers). */
export async function openS3Store(
  home: StoreHome,
  settings: S3Settings,
  { clock = Date.now, user = { name: 'Comity' } }: DiskStoreOptions = {},
): Promise<ObjectStore> {
  const client = new S3Client(settings);
  try {
    const places = { staging: home.staging };
    await makeFolder(places.staging, 0o700);
    await tidyStaging(places);
    const about = await lookAtBucket(client);
    await makeRoot(client);
    const at: S3Place = { client, places, machine: await machineOf(home), clock, marks: new Map() };
    return storeOver(at, user, about);
  } catch (error) {
    client.close();
    throw error;
  }
}

function storeOver(
  at: S3Place,
  user: NonNullable<DiskStoreOptions['user']>,
  about: ObjectStore['about'],
): ObjectStore {
  const { client } = at;
  const cache = new BlockCache(client);
  const known = new Inventories(client);
  const content = (id: Uuid, path: string): string => `${rootOf(id)}/${contentPath(path)}`;
  return {
    about,
    stage: (id) => stage(at, id, user),
    publish: (id) => publish(at, id),
    discard: (id) => discard(at, id),
    staged: () => stagedObjects(at),
    has: (id) => isPublished(at, id),
    ids: async function* () {
      for await (const { id } of storedPlaces(client)) if (id !== undefined) yield id;
    },
    strays: async function* () {
      for await (const { id, path } of storedPlaces(client)) if (id === undefined) yield path;
    },
    inventory: (id) => known.of(id),
    read: (id, path, range) => readKey(client, content(id, path), { name: path, range }),
    readAt: (id, { path, bytes }) => {
      const key = content(id, path);
      return (from, target) => cache.read(key, bytes, from, target);
    },
    localPath: () => undefined,
    check: async (id, options) => {
      if (!(await isPublished(at, id))) throw notStored(id);
      return checkS3Object({ client, root: rootOf(id), staging: at.places.staging }, id, options);
    },
    purge: async (id) => {
      await purge(at, id);
      known.forget();
      cache.forget();
    },
    copyTo: async (id, folder, onBytes) => {
      if (!(await isPublished(at, id))) throw notStored(id);
      await copyOut(client, { root: rootOf(id), folder, onBytes });
    },
    lockedUntil: (id) => lockedUntil(at, id),
    bury: (tombstone) => bury(client, tombstone),
    tombstone: (id) => readTombstone(client, id),
    close: () => {
      endMarks(at);
      client.close();
      return Promise.resolve();
    },
  };
}

async function stage(at: S3Place, id: Uuid, user: NonNullable<DiskStoreOptions['user']>): Promise<Staging> {
  await claim(at.places, id);
  try {
    const isTaken = (await isPublished(at, id)) || (await readTombstone(at.client, id)) !== undefined;
    if (isTaken || (await markedIds(at.client)).includes(id)) throw idTaken(id);
    const { places, clock } = at;
    const staging = await openStaging({ places, id, clock, user, discard: () => discard(at, id) });
    const seal = async (): ReturnType<Staging['seal']> => {
      const sealed = await staging.seal();
      await sendSealed(at, id);
      return sealed;
    };
    return { ...staging, seal };
  } catch (error) {
    await removeWhole(at.places, stagedFolder(at.places, id)); // nothing was sent; a mark may be another machine's
    await unclaim(at.places, id);
    throw error;
  }
}

async function copyOut(
  client: S3Client,
  {
    root,
    folder,
    onBytes,
  }: {
    readonly root: string;
    readonly folder: string;
    readonly onBytes: ((bytes: number) => void) | undefined;
  },
): Promise<void> {
  const keys: string[] = [];
  for await (const { key } of listEntries(client, `${root}/`)) keys.push(key);
  await eachAtOnce(keys, FILES_AT_ONCE, async (key) => {
    const path = key.slice(root.length + 1);
    const fault = escapeFault(path);
    if (fault !== undefined) return; // nothing of ours: `check` names it
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const file = await open(to, 'wx', 0o444);
    try {
      for await (const piece of readKey(client, key)) {
        await file.writeFile(piece);
        onBytes?.(piece.length);
      }
    } finally {
      await file.close();
    }
  });
  await makeDurable(folder);
}

class Inventories {
  readonly #client: S3Client;
  readonly #known = new Map<Uuid, StoredObject>();

  constructor(client: S3Client) {
    this.#client = client;
  }

  async of(id: Uuid): Promise<StoredObject> {
    const object = this.#known.get(id) ?? (await readInventory(this.#client, id));
    this.#known.delete(id);
    this.#known.set(id, object);
    let files = [...this.#known.values()].reduce((sum, one) => sum + one.files.length, 0);
    for (const [oldest, { files: own }] of this.#known) {
      if (files <= FILES_REMEMBERED || oldest === id) break;
      this.#known.delete(oldest);
      files -= own.length;
    }
    return object;
  }

  forget(): void {
    this.#known.clear();
  }
}

async function readInventory(client: S3Client, id: Uuid): Promise<StoredObject> {
  const root = rootOf(id);
  const sidecar = await client.bytes({ method: 'GET', key: `${root}/${SEAL}` });
  if (sidecar === undefined) throw notStored(id);
  const stream = readKey(client, `${root}/inventory.json`);
  const bytes = await readLimited(stream, 'inventory.json', MAX_INVENTORY_BYTES).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'notFound' ? damaged(id, phrase('noInventory')) : error;
  });
  const { inventorySha256, listed } = listedFiles(id, bytes, sidecar);
  const sizes = new Map<string, number>();
  for await (const entry of listEntries(client, `${root}/${CONTENT}/`)) sizes.set(entry.key, entry.bytes);
  const sizeOf = (path: string): number => sizes.get(`${root}/${CONTENT}/${path}`) ?? -1;
  return storedObject(id, inventorySha256, listed.map((one) => ({ ...one, bytes: sizeOf(one.path) }))); // prettier-ignore
}

/** Every object below the storage root with the id that its inventory says, and everything that is none or that is not under way. */
async function* storedPlaces(
  client: S3Client,
): AsyncGenerator<{ readonly path: string; readonly id: Uuid | undefined }> {
  const underWay = new Set((await markedIds(client)).map(objectPath));
  const goOn: { after?: string } = {};
  for await (const { key } of listEntries(client, 'store/', goOn)) {
    const path = key.slice('store/'.length);
    if (!path.includes('/') || path.startsWith('extensions/')) continue; // section 4.1: to be passed over
    const [root] = /^[0-9a-f]{3}\/[0-9a-f]{3}\/[0-9a-f]{3}\/[0-9a-f]{64}(?=\/)/.exec(path) ?? [];
    if (root === undefined) {
      yield { path, id: undefined };
      continue;
    }
    goOn.after = `store/${root}0`; // behind all that begins with `${root}/`
    if (underWay.has(root)) continue;
    const headers = { range: 'bytes=0-255' };
    const start = await client.bytes({ method: 'GET', key: `store/${root}/inventory.json`, headers });
    const id = idIn(start?.toString('latin1') ?? '');
    yield { path: root, id: id !== undefined && objectPath(id) === root ? id : undefined };
  }
}

async function lookAtBucket(client: S3Client): Promise<ObjectStore['about']> {
  const { bucket, endpoint, lockDays, prefix } = client.settings;
  const place = `s3://${bucket}/${prefix}`;
  try {
    if ((await client.ask({ method: 'HEAD' })) === undefined)
      throw new Refusal('notFound.bucket', { bucket, host: endpoint.host });
    const [versioning] = await client.rows({ method: 'GET', query: { versioning: '' } });
    const [lock] = await client.rows({ method: 'GET', query: { 'object-lock': '' } });
    const isLockable = lock?.['ObjectLockEnabled'] === 'Enabled';
    if (lockDays !== undefined && !isLockable) throw new Refusal('unsupported.bucketLock', { bucket });
    return { place, isVersioned: versioning?.['Status'] === 'Enabled', lockDays };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw new Refusal('notAllowed.bucket', {
      bucket,
      host: endpoint.host,
      found: error.message,
      cause: error,
    });
  }
}

async function makeRoot(client: S3Client): Promise<void> {
  const found: string[] = [];
  const goOn: { after?: string } = {};
  for await (const { key } of listEntries(client, 'store/0=', goOn)) found.push(key.slice('store/'.length));
  if (found.some((name) => name !== ROOT_DECLARATION))
    throw new Refusal('unsupported.storageRoot', { place: client.settings.bucket, found: found.join(', ') });
  if (found.length > 0) return;
  const { [ROOT_DECLARATION]: declaration = '', ...others } = rootFiles();
  for (const [path, text] of Object.entries(others)) await client.put(`store/${path}`, bodyOf(text));
  await client.put(`store/${ROOT_DECLARATION}`, bodyOf(declaration)); // the last one: the others are there then
}

/** A number of its own for each COMITY_HOME, and the name of the machine: a folder may have been copied to another. */
async function machineOf(home: StoreHome): Promise<string> {
  const path = join(home.path, 'store-machine');
  if (!existsSync(path))
    await createAtomically(path, `${randomUUID()}\n`, 0o600).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'alreadyExists')) throw error; // another process did it
    });
  return `${(await readFile(path, 'utf8')).trim()}@${hostname()}`;
}

// Destruction by order, as on a disk: the tombstone first.

async function purge(at: S3Place, id: Uuid): Promise<void> {
  const { client } = at;
  const root = rootOf(id);
  if ((await readTombstone(client, id)) === undefined) {
    if (!(await isPublished(at, id))) throw notStored(id);
    await bury(client, await describe(client, id));
  }
  try {
    await removeAll(client, `${root}/${SEAL}`);
    await removeAll(client, `${root}/`);
  } catch (error) {
    if (!(error instanceof S3Error && error.status === 403)) throw error;
    throw new Refusal('notAllowed.lockedObject', { id, found: error.message, cause: error });
  }
}

async function describe(client: S3Client, id: Uuid): Promise<Tombstone> {
  const inventory = await client.ask({ method: 'GET', key: `${rootOf(id)}/inventory.json` });
  const text = inventory === undefined ? Buffer.alloc(0) : await readLimited(inventory, 'inventory.json', MAX_INVENTORY_BYTES); // prettier-ignore
  let [files, bytes] = [0, 0];
  for await (const entry of listEntries(client, `${rootOf(id)}/${CONTENT}/`))
    [files, bytes] = [files + 1, bytes + entry.bytes];
  return { id, files, bytes, inventorySha256: bodyOf(text).sha256 };
}

/** By the lock of the last file that was put; the others were locked a moment before. */
async function lockedUntil({ client, clock }: S3Place, id: Uuid): Promise<Date | undefined> {
  if (client.settings.lockDays === undefined) return undefined;
  const asked = { method: 'GET', key: `${rootOf(id)}/${SEAL}`, query: { retention: '' } } as const;
  const [found] = await client.rows(asked);
  const until = new Date(found?.['RetainUntilDate'] ?? 0);
  return until.getTime() > clock() ? until : undefined;
}

async function bury(client: S3Client, tombstone: Tombstone): Promise<void> {
  await client.put(tombstoneKey(tombstone.id), bodyOf(`${JSON.stringify(tombstone)}\n`));
}

async function readTombstone(client: S3Client, id: Uuid): Promise<Tombstone | undefined> {
  const bytes = await client.bytes({ method: 'GET', key: tombstoneKey(id) });
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString()) as Tombstone); // written by us alone
}

const tombstoneKey = (id: Uuid): string => `tombstones/${id}.json`;
