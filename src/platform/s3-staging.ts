// An object on its way into an object store. It is written and digested on a disk of this machine, as for a store on disk; sealing
// it sends it, and publishing it puts the one file without which nobody takes it for an object. Until then a mark beside the
// storage root says who is at work on it, so that another machine can finish it or take it away when that one is gone.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isUuid, type Uuid } from '../base/ids.ts';
import type { Clock } from '../base/time.ts';
import { isHeld, stagedIds, unclaim } from './disk-store-holder.ts';
import { listFolder } from './disk-store-list.ts';
import { removeWhole, stagedFolder, type StagingPlace } from './disk-store-places.ts';
import { listedFiles, MAX_INVENTORY_BYTES, notSealed, notStored, readSmall } from './disk-store-read.ts';
import { SEAL } from './disk-store-staging.ts';
import type { StagedObject } from './object-store.ts';
import { CONTENT, objectPath } from './ocfl.ts';
import type { S3Client } from './s3-client.ts';
import { abortUploads, bodyOf, eachAtOnce, listEntries, putFile, removeAll } from './s3-objects.ts';

export interface S3Place {
  readonly client: S3Client;
  readonly places: StagingPlace;
  /** Of this COMITY_HOME on this machine. */
  readonly machine: string;
  readonly clock: Clock;
  /** What is under way in this process: its mark is renewed until it is published or discarded. */
  readonly marks: Map<Uuid, NodeJS.Timeout>;
}

const FILES_AT_ONCE = 8;
const RENEW_MS = 60_000;
/** A mark that nobody renewed for so long is nobody's; by the clock of the store. */
const LEASE_MS = 600_000;
const DAY_MS = 86_400_000;

const markSchema = z.strictObject({
  v: z.literal(1),
  machine: z.string(),
  /** Of inventory.json, when everything was sent. */
  sealed: z.string().optional(),
});
type Mark = Readonly<z.infer<typeof markSchema>>;

export const rootOf = (id: Uuid): string => `store/${objectPath(id)}`;
const sealOf = (id: Uuid): string => `${rootOf(id)}/${SEAL}`;
const markOf = (id: Uuid): string => `staging/${id}.json`;

export async function isPublished({ client }: Pick<S3Place, 'client'>, id: Uuid): Promise<boolean> {
  return (await client.ask({ method: 'HEAD', key: sealOf(id) })) !== undefined;
}

/** Sends what was sealed on this disk. The mark comes first: what is sent is somebody's from the first byte on. */
export async function sendSealed(at: S3Place, id: Uuid): Promise<void> {
  const { client, places } = at;
  const folder = stagedFolder(places, id);
  await putMark(at, id, { v: 1, machine: at.machine });
  const there = new Map<string, number>();
  for await (const { key, bytes } of listEntries(client, `${rootOf(id)}/`)) there.set(key, bytes);
  const { files, inventorySha256 } = await sealedFiles(folder, id);
  const missing = files.filter(({ path, bytes }) => there.get(`${rootOf(id)}/${path}`) !== bytes);
  await eachAtOnce(missing, FILES_AT_ONCE, async ({ path, bytes, sha256 }) => {
    const local = join(folder, path);
    await putFile(client, `${rootOf(id)}/${path}`, { path: local, bytes, sha256: await sha256 });
  });
  await putMark(at, id, { v: 1, machine: at.machine, sealed: inventorySha256 });
}

export async function publish(at: S3Place, id: Uuid): Promise<void> {
  if (!(await isPublished(at, id))) {
    const isHere = existsSync(join(stagedFolder(at.places, id), SEAL));
    const mark = await readMark(at, id);
    // What another machine took away while this one stood still is sent again.
    if (isHere && mark?.sealed === undefined) await sendSealed(at, id);
    const { sealed } = (await readMark(at, id)) ?? {};
    if (sealed === undefined) throw mark === undefined ? notStored(id) : notSealed(id);
    const lock = lockHeaders(at);
    if (lock !== undefined) await lockAll(at, id, lock);
    const body = bodyOf(`${sealed} inventory.json\n`);
    await at.client.put(sealOf(id), body, { ...lock, ...(lock && md5Of(body.bytes)) });
  }
  await forget(at, id);
}

/** Never what is published. */
export async function discard(at: S3Place, id: Uuid): Promise<void> {
  const isSent = (await readMark(at, id)) !== undefined;
  if (isSent && !(await isPublished(at, id))) {
    await abortUploads(at.client, `${rootOf(id)}/`);
    await removeAll(at.client, `${rootOf(id)}/`);
  }
  await forget(at, id);
}

/** What this machine and the others have under way, or left. */
export async function stagedObjects(at: S3Place): Promise<readonly StagedObject[]> {
  const found = new Map<Uuid, StagedObject>();
  for (const id of await stagedIds(at.places)) {
    const isSealed = existsSync(join(stagedFolder(at.places, id), SEAL));
    found.set(id, { id, isSealed, isHeld: isHeld(at.places, id) });
  }
  for (const id of await markedIds(at.client)) {
    const mark = await readMark(at, id);
    if (mark === undefined) continue;
    const isSealed = mark.sealed !== undefined || found.get(id)?.isSealed === true;
    const isOwn = mark.machine === at.machine;
    found.set(id, { id, isSealed, isHeld: isOwn ? isHeld(at.places, id) : mark.ageMs < LEASE_MS });
  }
  return [...found.values()];
}

export async function markedIds(client: S3Client): Promise<readonly Uuid[]> {
  const ids: Uuid[] = [];
  for await (const { key } of listEntries(client, 'staging/')) {
    const id = key.slice('staging/'.length).replace(/\.json$/, '');
    if (isUuid(id)) ids.push(id);
  }
  return ids;
}

export function endMarks({ marks }: S3Place): void {
  for (const timer of marks.values()) clearInterval(timer);
  marks.clear();
}

async function putMark(at: S3Place, id: Uuid, mark: Mark): Promise<void> {
  const put = (): Promise<void> => at.client.put(markOf(id), bodyOf(JSON.stringify(mark)));
  clearInterval(at.marks.get(id));
  await put();
  at.marks.set(id, setInterval(() => void put().catch(() => undefined), RENEW_MS).unref());
}

async function readMark(
  { client }: S3Place,
  id: Uuid,
): Promise<(Mark & { readonly ageMs: number }) | undefined> {
  const answer = await client.ask({ method: 'GET', key: markOf(id) });
  if (answer === undefined) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of answer as AsyncIterable<Uint8Array>) pieces.push(piece);
  const { date = '', 'last-modified': renewed = '' } = answer.headers;
  const mark = markSchema.parse(JSON.parse(Buffer.concat(pieces).toString()));
  return { ...mark, ageMs: Date.parse(date) - Date.parse(renewed) };
}

/** The mark goes before the copy on this disk: without it nobody would know of what is left. */
async function forget(at: S3Place, id: Uuid): Promise<void> {
  clearInterval(at.marks.get(id));
  at.marks.delete(id);
  await removeAll(at.client, markOf(id));
  await removeWhole(at.places, stagedFolder(at.places, id));
  await unclaim(at.places, id);
}

interface SealedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string | Promise<string>;
}

/** Every file but the seal, with its digest: of content as the inventory has it, so that a disk which gives other bytes is found out. */
async function sealedFiles(
  folder: string,
  id: Uuid,
): Promise<{ readonly files: readonly SealedFile[]; readonly inventorySha256: string }> {
  const [inventory, sidecar] = [join(folder, 'inventory.json'), join(folder, SEAL)];
  const bytes = await readSmall(inventory, MAX_INVENTORY_BYTES);
  if (bytes === undefined) throw notSealed(id);
  const { inventorySha256, listed } = listedFiles(id, bytes, await readSmall(sidecar, 1024));
  const known = new Map(listed.map(({ path, sha256 }) => [`${CONTENT}/${path}`, sha256]));
  const files: SealedFile[] = [];
  const folders = [''];
  for (let below = folders.pop(); below !== undefined; below = folders.pop())
    for (const { name, kind, bytes: size } of (await listFolder(join(folder, below))) ?? []) {
      const path = below === '' ? name : `${below}/${name}`;
      if (kind === 'folder') folders.push(path);
      else if (path !== SEAL)
        files.push({ path, bytes: size, sha256: known.get(path) ?? (await digestOf(join(folder, path))) });
    }
  return { files, inventorySha256 };
}

async function digestOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

// Object lock. It begins when the act is recorded: what is discarded before must be possible to take away.

interface LockHeaders {
  readonly 'x-amz-object-lock-mode': string;
  readonly 'x-amz-object-lock-retain-until-date': string;
}

function lockHeaders({ client, clock }: S3Place): LockHeaders | undefined {
  const days = client.settings.lockDays;
  if (days === undefined) return undefined;
  const until = new Date(clock() + days * DAY_MS).toISOString();
  return { 'x-amz-object-lock-mode': 'COMPLIANCE', 'x-amz-object-lock-retain-until-date': until };
}

async function lockAll({ client }: S3Place, id: Uuid, lock: LockHeaders): Promise<void> {
  const until = lock['x-amz-object-lock-retain-until-date'];
  const body = bodyOf(
    `<Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Mode>COMPLIANCE</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`,
  );
  const keys: string[] = [];
  for await (const { key } of listEntries(client, `${rootOf(id)}/`)) keys.push(key);
  await eachAtOnce(keys, FILES_AT_ONCE, async (key) => {
    const headers = md5Of(body.bytes);
    (await client.ask({ method: 'PUT', key, query: { retention: '' }, headers, body }))?.resume();
  });
}

/** Asked for with whatever sets a lock. */
function md5Of(bytes: Uint8Array): { readonly 'content-md5': string } {
  return { 'content-md5': createHash('md5').update(bytes).digest('base64') };
}
