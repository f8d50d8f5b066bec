// Messages by a carrier, where there is no line: the same envelopes and receipts as files. Import is the act that takes what comes by line;
// what was carried and came by line too is the same message, by its id. docs/formats/envelope.md
import { constants } from 'node:fs';
import { mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8, utf8Text } from '../base/bytes.ts';
import { canonicalJson, parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { errorCode } from '../platform/files.ts';
import { claimedSender, ENVELOPE_BYTES_MAX, sha256Hex, signedText } from '../verify/envelope.ts';
import { signNote, type ExchangeKeys } from './exchange-keys.acts.ts';
import { takeParts, writeParts } from './carrier-parts.acts.ts';
import { doArrived } from './custody-receipts.acts.ts';
import { receiptsSince } from './in.store.ts';
import { unreceipted } from './out.store.ts';
import { ownDocumentFile, peerLine, type PeerLine } from './peer-document.acts.ts';
import { fileReceipt, takeEnvelope } from './take.acts.ts';

const FOLDER = 'COMITY-EXCHANGE';
const RECEIPT_BYTES_MAX = 4096;
const FILES_MAX = 100_000;
const README = `Messages between two installations of Comity. Everything secret in them is encrypted.
Import: ./comity exchange import FOLDER
What each file is: docs/formats/envelope.md of Comity.
`;

interface Carried {
  readonly folder: string;
  readonly envelopes: number;
  readonly receipts: number;
  /** Of offers that were not answered. */
  readonly packages: number;
}

/**
 * Writes all that this peer has not receipted, and the receipts of what it sent in the last 90 days: a lost carrier loses nothing.
 * Refuses notAllowed (no such peer), alreadyExists (there is such a folder).
 */
export async function exportTo(
  house: Installation,
  keys: ExchangeKeys,
  { peer: origin, to }: { readonly peer: string; readonly to: string },
): Promise<Carried> {
  const peer = await peerLine(house.db.kysely, origin);
  if (peer === undefined || peer.stop !== undefined) throw noPeer(origin);
  const folder = join(to, FOLDER);
  for (const [one, recursive] of [
    [folder, true],
    [join(folder, 'envelopes'), false],
    [join(folder, 'receipts'), false],
  ] as const)
    await makeNew(one, recursive);
  const paths: { path: string; sha256: string; size: number }[] = [];
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    await writeDurably(join(folder, path), bytes);
    paths.push({ path, sha256: sha256Hex(nodeCrypto, bytes), size: bytes.length });
  };
  await put('README.txt', utf8(README));
  const document = await ownDocumentFile(house, keys);
  if (document !== undefined) await put('peer.json', utf8(document));
  const outs = await unreceipted(house.db.kysely, origin, FILES_MAX);
  for (const [i, { digest, envelope }] of outs.entries())
    await put(`envelopes/${String(i + 1).padStart(6, '0')}-${digest.slice(0, 16)}.comity`, envelope);
  const since = new Date(house.clock() - 90 * 86_400_000);
  const receipts = await receiptsSince(house.db.kysely, origin, since, FILES_MAX);
  for (const { digest, stage, note } of receipts)
    await put(`receipts/${digest.slice(0, 16)}-${stage}.note`, note);
  const parts = await writeParts(house, origin, folder);
  paths.push(...parts);
  const manifest = { v: 1, type: 'carrier', from: keys.origin, to: origin, files: paths };
  await writeDurably(
    join(folder, 'manifest.note'),
    signNote(utf8(`${canonicalJson(manifest as unknown as Json)}\n`), keys.exchange), // texts and numbers
  );
  const packages = new Set(parts.map(({ path }) => path.split('/')[1])).size;
  return { folder, envelopes: outs.length, receipts: receipts.length, packages };
}

interface Imported {
  readonly from: string;
  readonly delivered: number;
  readonly held: number;
  readonly refused: number;
  readonly known: number;
  readonly receipts: number;
  readonly packages: number;
  /** Files that are nothing to us, or do not hold; they are left where they are. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
}

/** Each file by itself: what is good of a damaged carrier is taken. Refuses badInput (no such folder), notAllowed (no such peer). */
export async function importFrom(house: Installation, keys: ExchangeKeys, at: string): Promise<Imported> {
  const folder = (await isFolder(join(at, FOLDER))) ? join(at, FOLDER) : at;
  const names = await namesIn(folder, 'envelopes', '.comity');
  const notes = await namesIn(folder, 'receipts', '.note');
  const peer = await senderOf(house, folder);
  const left: { path: string; why: string }[] = [];
  const counts = { delivered: 0, held: 0, refused: 0, known: 0, receipts: 0 };
  if (!(await hasManifest(folder, peer)))
    left.push({ path: 'manifest.note', why: 'not there, or not signed by the peer' });
  for (const path of names) {
    const bytes = await readAtMost(join(folder, path), ENVELOPE_BYTES_MAX);
    if (bytes === undefined || claimedSender(bytes) !== peer.peer.origin) {
      left.push({ path, why: 'not an envelope of this peer' });
      continue;
    }
    const taken = await takeEnvelope({ house, keys }, peer, bytes);
    if (taken.is === 'unreadable' || taken.is === 'tooFarAhead' || taken.is === 'quota')
      left.push({
        path,
        why: taken.is === 'unreadable' ? `damaged (${taken.why})` : 'too far ahead of what came',
      });
    else if (!taken.isNew && taken.is !== 'refused') counts.known += 1;
    else counts[taken.is] += 1;
  }
  for (const path of notes) {
    const bytes = await readAtMost(join(folder, path), RECEIPT_BYTES_MAX);
    const filed = bytes === undefined ? 'unreadable' : await fileReceipt({ house, keys }, peer, bytes);
    if (filed === 'filed') counts.receipts += 1;
    else
      left.push({
        path,
        why: filed === 'unknown' ? 'of nothing that we sent' : 'not a receipt of this peer',
      });
  }
  await doArrived(house); // what offers are of
  const parts = await takeParts(house, peer.peer.origin, folder);
  return { from: peer.peer.origin, ...counts, packages: parts.taken, left: [...left, ...parts.left] };
}

/** The peer whose document or envelope lies there; its keys are those that are here. */
async function senderOf({ db }: Installation, folder: string): Promise<PeerLine> {
  const manifest = await readAtMost(join(folder, 'manifest.note'), 64 * 1024 * 1024);
  const said = manifest === undefined ? undefined : parseCanonicalJson(firstLine(manifest));
  const origin =
    typeof said === 'object' && said !== null && 'from' in said && typeof said.from === 'string'
      ? said.from
      : '';
  const peer = await peerLine(db.kysely, origin.slice(0, 255));
  if (peer === undefined || peer.stop !== undefined)
    throw noPeer(origin === '' ? 'no manifest.note' : origin);
  return peer;
}

function firstLine(bytes: Uint8Array): string {
  const end = bytes.indexOf(0x0a);
  try {
    return utf8Text(bytes.subarray(0, Math.max(end, 0)));
  } catch {
    return '';
  }
}

async function hasManifest(folder: string, { exchange }: PeerLine): Promise<boolean> {
  const note = await readAtMost(join(folder, 'manifest.note'), 16 * 1024);
  // A longer one lists many files: each of them is signed by itself.
  return note === undefined || (await signedText(note, exchange, nodeCrypto)) !== undefined;
}

async function namesIn(folder: string, part: string, ending: string): Promise<string[]> {
  const names = await readdir(join(folder, part)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (names === undefined) throw new Refusal('badInput.otherCarrier', { folder: FOLDER });
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .slice(0, FILES_MAX)
    .map((name) => join(part, name));
}

/** Undefined: longer, or no plain file. Links are not followed. */
async function readAtMost(path: string, bytesMax: number): Promise<Uint8Array | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ELOOP') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const about = await file.stat();
    return about.isFile() && about.size <= bytesMax ? await file.readFile() : undefined;
  } finally {
    await file.close();
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
}

async function makeNew(path: string, recursive: boolean): Promise<void> {
  const made = await mkdir(path, { recursive }).catch((cause: unknown) => {
    throw new Refusal('notFound.carrierPlace', { path, error: errorCode(cause), cause });
  });
  if (recursive && made === undefined) throw new Refusal('alreadyExists.usedCarrier', { folder: FOLDER });
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx', flush: true });
}

const noPeer = (origin: string): Refusal =>
  new Refusal('notAllowed.peerNotOpen', { origin: origin.slice(0, 100) });
