// A large file in parts: the receiver asks for each chunk of 4 MiB, checks it against the list whose root the signed header of the offer names,
// and writes it where it belongs. There is no journal: what lies here and hashes to its leaf is kept, whatever a crash did.
import { open, readFile, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Decrypter } from 'age-encryption';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { takeSent } from '../evidence/packages/incoming.acts.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import { personById } from '../people/person.store.ts';
import { CHUNK_BYTES, ChunkRoot } from '../platform/chunk-tree.ts';
import { errorCode, makeFolder } from '../platform/files.ts';
import { inTurn } from '../platform/in-turn.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeer, type Asked } from './line.acts.ts';
import { sealedPath } from './offer.acts.ts';
import { saidIn } from './offered.acts.ts';
import * as store from './offer.store.ts';
import { peerLine } from './peer-document.acts.ts';

export const ATTACHMENTS_PATH = '/exchange/v1/attachments';
const LEAF_BYTES = 32;
/** In one round; the next goes on where this one stopped, so that a server that is to stop does not wait for 16 TiB. */
const ROUND_MS = 20_000;
/** Kept free beside what is to come: the file, the package that it opens to, and room to work. */
const FREE_BYTES_MIN = 64 * 1024 * 1024;

/** What a peer asks for of a file that was offered to it. Undefined: there is none such for it. */
export async function servedPart(
  house: Installation,
  peerOrigin: string,
  { sha256, part }: { readonly sha256: string; readonly part: number | 'chunks' },
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const offer = await store.offeredFile(house.db.kysely, peerOrigin, sha256);
  if (offer?.attachment === undefined) return undefined;
  const [from, bytesMax] = part === 'chunks' ? [0, Infinity] : [part * CHUNK_BYTES, CHUNK_BYTES];
  const path = sealedPath(house, offer);
  const file = await open(part === 'chunks' ? `${path}.chunks` : path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const length = Math.min(bytesMax, (await file.stat()).size - from);
    if (length <= 0) return undefined;
    return await readAt(file, from, length);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}

/** A part with the byte before it that makes it a leaf (RFC 6962, 2.1), in memory that is used again for the next. */
type Leaf = Buffer<ArrayBuffer>;
const PARTS_AT_ONCE = 2;

/** Two at once: one comes while the one before it is checked and written. Ends when `act` says false; what goes wrong ends both. */
async function eachPart(
  parts: readonly number[],
  act: (part: number, leaf: Leaf) => Promise<boolean>,
): Promise<void> {
  let place = 0;
  const turns = async (): Promise<void> => {
    const leaf = Buffer.allocUnsafeSlow(1 + CHUNK_BYTES);
    leaf[0] = 0;
    try {
      for (let part = parts[place++]; part !== undefined; part = parts[place++])
        if (!(await act(part, leaf))) return;
    } catch (error) {
      place = parts.length;
      throw error;
    }
  };
  // The file that both write to is open until both have ended.
  const ended = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, turns));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** Computed beside this thread. */
async function isLeaf(leaf: Leaf, length: number, expected: Buffer | undefined): Promise<boolean> {
  const digest = await webcrypto.subtle.digest('SHA-256', leaf.subarray(0, 1 + length));
  return expected?.equals(Buffer.from(digest)) === true;
}

/** By file: which chunks are here and checked. After a restart the file itself is asked. */
const checked = new Map<string, Set<number>>();

/** What was taken into a case and is not here is fetched, and when it is whole it is checked as every package that arrives. */
export async function fetchOffers(
  house: Installation,
  keys: ExchangeKeys,
  roundMs = ROUND_MS,
): Promise<void> {
  const end = performance.now() + roundMs;
  for (const offer of await store.offersToFetch(house.db.kysely)) {
    if (performance.now() > end) return;
    try {
      await fetchOne(house, keys, offer, end);
    } catch (error) {
      const lastError = error instanceof Error ? error.message : 'not reached';
      await store.setHave(house.db.kysely, offer.id, { lastError });
    }
  }
}

async function fetchOne(
  house: Installation,
  keys: ExchangeKeys,
  offer: store.OfferFile,
  end: number,
): Promise<void> {
  const peer = await peerLine(house.db.kysely, offer.peerOrigin);
  const line = peer?.document.endpoints.line;
  if (peer === undefined || peer.stop !== undefined || offer.attachment === undefined)
    throw new Error('the peer is stopped');
  const { sha256, size, chunks } = offer.attachment;
  const path = await partPath(house, offer);
  const asks = async (part: number | 'chunks', answerBytesMax: number, into?: Buffer): Promise<Buffer> => {
    if (line === undefined) throw new Error('not wholly on the carrier, and the peer has no line');
    const at = `${ATTACHMENTS_PATH}/${sha256}/${part}`;
    return asked(keys, { line, path: at, answerBytesMax, ...(into && { into }) }, house.clock());
  };
  // Before the list of its parts: that alone is as long as its sender says.
  await refuseNoRoom(house.home.incoming, size, await lyingAt(path));
  const carried = await listOnCarrier(path);
  const list = carried ?? (await asks('chunks', Math.ceil(size / CHUNK_BYTES) * LEAF_BYTES));
  const leaves = await leavesOf(list, { size, chunks });
  const file = await open(path, 'a+').then(async (made) => {
    await made.close();
    return open(path, 'r+');
  });
  try {
    const have = checked.get(path) ?? (await whatLiesHere(file, size, leaves));
    checked.set(path, have);
    const todo = leaves.map((_, i) => i).filter((i) => !have.has(i));
    const line = pacedLine();
    await eachPart(todo, async (i, leaf) => {
      const coming = await line(async () =>
        performance.now() > end ? undefined : asks(i, CHUNK_BYTES, leaf.subarray(1)),
      );
      if (coming === undefined) return false;
      const { length } = coming;
      if (!(await isLeaf(leaf, length, leaves[i]))) throw new Error(`part ${i} differs from what was signed`);
      await file.write(leaf, 1, length, i * CHUNK_BYTES);
      have.add(i);
      return true;
    });
    await file.datasync();
    const got = Math.min(size, have.size * CHUNK_BYTES);
    await store.setHave(house.db.kysely, offer.id, { have: got, lastError: undefined });
    if (have.size < leaves.length) return;
  } finally {
    await file.close();
  }
  const lastError = await handToCheck(house, keys, offer, path);
  await store.setHave(house.db.kysely, offer.id, { hereAt: new Date(house.clock()), lastError });
  for (const one of [path, `${path}.chunks`]) await rm(one, { force: true });
  checked.delete(path);
}

/** Where it grows, whichever way it comes. */
export async function partPath(
  { home }: Pick<Installation, 'home'>,
  { id }: Pick<store.OfferFile, 'id'>,
): Promise<string> {
  const folder = join(home.incoming, '.line');
  await makeFolder(folder, 0o700);
  return join(folder, `${id}.part`);
}

/** The list that came with it (carrier-parts.acts.ts). */
function listOnCarrier(path: string): Promise<Buffer | undefined> {
  return readFile(`${path}.chunks`).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

async function asked(
  keys: ExchangeKeys,
  about: Pick<Asked, 'line' | 'path' | 'answerBytesMax' | 'into'>,
  now: number,
): Promise<Buffer> {
  const { status, body } = await askPeer(keys, { method: 'GET', ...about }, now);
  if (status === 200) return Buffer.from(body.buffer, body.byteOffset, body.length);
  throw new Error(status === 404 ? 'the file is not there any more' : `answered ${status}`);
}

/** The list is what the signed header names by its root, or nothing is fetched. */
export async function leavesOf(
  list: Buffer,
  { size, chunks }: { readonly size: number; readonly chunks: string },
): Promise<Buffer[]> {
  const count = Math.ceil(size / CHUNK_BYTES);
  const leaves = Array.from({ length: count }, (_, i) => list.subarray(i * LEAF_BYTES, (i + 1) * LEAF_BYTES));
  const root = new ChunkRoot();
  for (const leaf of leaves) root.add(leaf);
  if (list.length !== count * LEAF_BYTES || root.root().toString('hex') !== chunks)
    throw new Error('another list of parts than was signed');
  return leaves;
}

async function whatLiesHere(file: FileHandle, size: number, leaves: readonly Buffer[]): Promise<Set<number>> {
  const have = new Set<number>();
  const lies = (await file.stat()).size;
  const parts = leaves.map((_, i) => i).filter((i) => i * CHUNK_BYTES < lies);
  await eachPart(parts, async (i, leaf) => {
    const from = i * CHUNK_BYTES;
    const { bytesRead } = await file.read(leaf, 1, Math.min(CHUNK_BYTES, size - from), from);
    if (await isLeaf(leaf, bytesRead, leaves[i])) have.add(i);
    return true;
  });
  return have;
}

async function lyingAt(path: string): Promise<number> {
  const info = await stat(path).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return info?.size ?? 0;
}

export async function refuseNoRoom(folder: string, size: number, bytesHere: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = 2 * size - bytesHere + FREE_BYTES_MIN;
  if (bavail * bsize < needed) throw new Error(`the disk has no room for ${needed} bytes`);
}

/**
 * One on the line, so that whatever cuts it costs one part. `COMITY_EXCHANGE_BYTES_PER_SECOND`: no more than that on the average of a
 * round.
 */
function pacedLine(): (ask: () => Promise<Buffer | undefined>) => Promise<Buffer | undefined> {
  const most = Number(process.env['COMITY_EXCHANGE_BYTES_PER_SECOND'] ?? 0);
  const turn = inTurn(1);
  let freeAt = performance.now();
  return (ask) =>
    turn(async () => {
      if (most > 0) await sleep(Math.max(0, freeAt - performance.now()));
      const bytes = await ask();
      if (most > 0) freeAt = Math.max(freeAt, performance.now()) + ((bytes?.length ?? 0) / most) * 1000;
      return bytes;
    });
}

/** Opened, it is a package that arrived, brought by who took it into the case. Returns why it does not open, which no later try changes. */
async function handToCheck(
  house: Installation,
  keys: ExchangeKeys,
  offer: store.OfferFile,
  path: string,
): Promise<string | undefined> {
  const { by, intoFile, arrivesAs } = offer;
  const { kysely } = house.db;
  if (by === undefined || intoFile === undefined || arrivesAs === undefined)
    throw new Error('taken by nobody');
  const [person, file] = [await personById(kysely, by), await caseOfMemberById(kysely, intoFile, by)];
  if (person === undefined || file === undefined) throw new Refusal('notAllowed.takerLeft');
  const decrypter = new Decrypter();
  decrypter.addIdentity(keys.identity);
  const size = offer.attachment?.size ?? 0; // what is encrypted is not longer than its cipher
  const name = `${saidIn(offer).reference}.zip`;
  try {
    const cipher = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    const plain = await decrypter.decrypt(cipher);
    await takeSent(house, { person, file }, { id: arrivesAs, name, bytes: plain, bytesMax: size });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal || errorCode(error) !== undefined) throw error; // of this machine: tried again
    return 'not a file that is encrypted for this installation';
  }
}
