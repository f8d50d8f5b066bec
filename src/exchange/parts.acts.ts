// A large file in parts: the receiver asks for chunks of 4 MiB, writes each where it belongs, and checks it against the list whose root the
// signed header of the offer names. There is no journal: what lies here and hashes to its leaf is kept, whatever a crash did.
import { open, readFile, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { takeSent } from '../evidence/packages/incoming.acts.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import { personById } from '../people/person.store.ts';
import { CHUNK_BYTES, ChunkRoot } from '../platform/chunk-tree.ts';
import { ifThere, makeFolder } from '../platform/files.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeer } from './line.acts.ts';
import { saidIn } from './offered.acts.ts';
import { inTurn } from './offer-turns.ts';
import * as store from './offer.store.ts';
import { ATTACHMENTS_PATH, fetchParts, notServed, readLeaf, takesSpans } from './part-spans.acts.ts';
import { peerLine } from './peer-document.acts.ts';
import { NotSealed, openFile } from './sealed-file.ts';

const LEAF_BYTES = 32;
/** In one round; the next goes on where this one stopped, so that a server that is to stop does not wait for 16 TiB. */
const ROUND_MS = 20_000;
/** Of one, while others wait. */
const TURN_MS = 4000;
/** Kept free beside what is to come: the file, the package that it opens to, and room to work. */
const FREE_BYTES_MIN = 64 * 1024 * 1024;

/** By file: which chunks are here and checked. After a restart the file itself is asked. */
const checked = new Map<string, Set<number>>();

/** Which had its turn when, by counting. */
const turns = new Map<Uuid, number>();
let turn = 0;

/**
 * What was taken into a case and is not here is fetched, each in its turn, and when one is whole it is checked as every package that
 * arrives.
 */
export async function fetchOffers(
  house: Installation,
  keys: ExchangeKeys,
  roundMs = ROUND_MS,
): Promise<void> {
  const end = performance.now() + roundMs;
  const found = await store.offersToFetch(house.db.kysely);
  const left = ({ attachment, have }: store.OfferFile): number => (attachment?.size ?? 0) - have;
  let waiting: readonly store.OfferFile[] = inTurn(
    found.map((one) => ({ ...one, left: left(one) })),
    turns,
  );
  while (waiting.length > 0) {
    const unfinished: store.OfferFile[] = [];
    for (const offer of waiting) {
      const now = performance.now();
      if (now > end) return;
      turns.set(offer.id, (turn += 1));
      const until = waiting.length === 1 ? end : Math.min(end, now + TURN_MS);
      if (await fetchInTurn(house, keys, offer, until)) unfinished.push(offer);
    }
    waiting = unfinished;
  }
}

/** True: it could go on. What fails is tried again in the next round. */
async function fetchInTurn(
  house: Installation,
  keys: ExchangeKeys,
  offer: store.OfferFile,
  until: number,
): Promise<boolean> {
  try {
    if (!(await fetchOne(house, keys, offer, until))) return true;
    turns.delete(offer.id);
  } catch (error) {
    const lastError = error instanceof Error ? error.message : 'not reached';
    await store.setHave(house.db.kysely, offer.id, { lastError });
  }
  return false;
}

/** True: it is whole, and was handed on. */
async function fetchOne(
  house: Installation,
  keys: ExchangeKeys,
  offer: store.OfferFile,
  end: number,
): Promise<boolean> {
  const peer = await peerLine(house.db.kysely, offer.peerOrigin);
  const line = peer?.document.endpoints.line;
  if (peer === undefined || peer.stop !== undefined || offer.attachment === undefined)
    throw new Error('the peer is stopped');
  const { sha256, size, chunks } = offer.attachment;
  const path = await partPath(house, offer);
  const lineOrNone = (): string => {
    if (line === undefined) throw new Error('not wholly on the carrier, and the peer has no line');
    return line;
  };
  // Before the list of its parts: that alone is as long as its sender says.
  await refuseNoRoom(house.home.incoming, size, await lyingAt(path));
  const carried = await listOnCarrier(path);
  const list = carried ?? (await listOf(keys, { line: lineOrNone(), sha256, size }, house.clock()));
  const leaves = await leavesOf(list, { size, chunks });
  const file = await open(path, 'a+').then(async (made) => {
    await made.close();
    return open(path, 'r+');
  });
  try {
    const have = checked.get(path) ?? (await whatLiesHere(file, size, leaves));
    checked.set(path, have);
    const from = {
      keys,
      sha256,
      size,
      leaves,
      file,
      takesSpans: takesSpans(peer.document),
      clock: house.clock,
    };
    if (have.size < leaves.length) await fetchParts({ ...from, line: lineOrNone() }, { have, end });
    const got = Math.min(size, have.size * CHUNK_BYTES);
    await store.setHave(house.db.kysely, offer.id, { have: got, lastError: undefined });
    if (have.size < leaves.length) return false;
  } finally {
    await file.close();
  }
  const lastError = await handToCheck(house, keys, offer, path);
  await store.setHave(house.db.kysely, offer.id, { hereAt: new Date(house.clock()), lastError });
  for (const one of [path, `${path}.chunks`]) await rm(one, { force: true });
  checked.delete(path);
  return true;
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
  return ifThere(readFile(`${path}.chunks`));
}

async function listOf(
  keys: ExchangeKeys,
  { line, sha256, size }: { readonly line: string; readonly sha256: string; readonly size: number },
  now: number,
): Promise<Buffer> {
  const answerBytesMax = Math.ceil(size / CHUNK_BYTES) * LEAF_BYTES;
  const path = `${ATTACHMENTS_PATH}/${sha256}/chunks`;
  const { status, body } = await askPeer(keys, { method: 'GET', line, path, answerBytesMax }, now);
  if (status !== 200) throw notServed(status);
  return Buffer.from(body.buffer, body.byteOffset, body.length);
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
  const lies = Math.min((await file.stat()).size, size);
  for (const [i, leaf] of leaves.entries()) {
    const end = Math.min(size, (i + 1) * CHUNK_BYTES);
    if (end > lies) return have;
    const digest = await readLeaf(file, { start: i * CHUNK_BYTES, end });
    if (digest.digest().equals(leaf)) have.add(i);
  }
  return have;
}

async function lyingAt(path: string): Promise<number> {
  const info = await ifThere(stat(path));
  return info?.size ?? 0;
}

export async function refuseNoRoom(folder: string, size: number, bytesHere: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = 2 * size - bytesHere + FREE_BYTES_MIN;
  if (bavail * bsize < needed) throw new Error(`the disk has no room for ${needed} bytes`);
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
  const size = offer.attachment?.size ?? 0; // what is encrypted is not longer than its cipher
  const name = `${saidIn(offer).reference}.zip`;
  try {
    const bytes = openFile(path, keys.identity);
    await takeSent(house, { person, file }, { id: arrivesAs, name, bytes, bytesMax: size });
    return undefined;
  } catch (error) {
    if (error instanceof NotSealed) return error.message;
    throw error; // of this machine: tried again
  }
}
