// Writes the bag: evidence, events with their proofs, keys, the checkpoint, what people read, and the manifests over it.
import { join } from 'node:path';
import { base64, hex } from '../../base/bytes.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Uuid } from '../../base/ids.ts';
import type { CaseFile } from '../../cases/case.ts';
import { spkiPem } from '../../platform/keys.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import type { ZipWriter } from '../../platform/zip-writer.ts';
import { factText } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { formatItemHead } from '../../verify/item-head.ts';
import { LOG_KEYS_ITEM } from '../../verify/key-change.ts';
import { formatVerifierKey } from '../../verify/note-key.ts';
import { formatNote } from '../../verify/note.ts';
import { headPath, indexName, keyChangePath } from '../../verify/package-layout.ts';
import { inclusionProofs } from '../../verify/tiles.ts';
import { formatTlogProof } from '../../verify/tlog-proof.ts';
import { caseUco } from './case-uco.ts';
import { checkText } from './report/check-text.ts';
import { eventsOf, type RecordedEvent } from '../events/recorded-event.acts.ts';
import type { Exhibit } from '../exhibits/exhibit.ts';
import { keyItem } from '../log/key-names.ts';
import type { Installation } from '../log/installation.acts.ts';
import { signatureOf } from '../log/log-entry.ts';
import { officerKeyName } from '../../verify/officer-key.ts';
import { handOverOf } from '../log/log-hand-over.acts.ts';
import { keptTokens } from '../log/log-kept.acts.ts';
import { hasQuorum, readWitnessPolicy } from '../log/log-partners.acts.ts';
import type { Published } from '../log/log-publish.acts.ts';
import { describeContents } from './package-describe.acts.ts';
import {
  intoFolder,
  intoZip,
  planEvidence,
  putEvidence,
  type PackedExhibit,
} from './package-evidence.acts.ts';
import { BAGIT, bagInfo, bagName, conditionsFile, manifestLine, packageNoteText } from './package-files.ts';
import type { PackageRequest } from './package-create.acts.ts';
import { TagFiles, writeNew } from './package-tags.acts.ts';
import { recordsFile } from './records.ts';
import { renderReport } from './report.ts';

export interface BagRequest {
  readonly id: Uuid;
  /** The folder that becomes the package, or holds the papers of one that becomes a zip. */
  readonly part: string;
  /** Evidence goes straight into it. */
  readonly zip?: ZipWriter;
  readonly file: CaseFile;
  readonly exhibits: readonly Exhibit[];
  readonly checkpoint: Published;
  readonly request: PackageRequest;
}

export interface WrittenBag {
  readonly bag: string;
  readonly files: number;
  readonly bytes: number;
  /** Of `package.note`, lower-case hex. */
  readonly noteSha256: string;
}

/** Durable only after the folder has been made so (`makeDurable`). Refuses damaged, noSpace. */
export async function writeBag(house: Installation, request: BagRequest): Promise<WrittenBag> {
  const bag = bagName(request.file.reference, request.id);
  const root = join(request.part, bag);
  const packed = await planEvidence(house, request.exhibits);
  const payload = { files: 0, bytes: 0 };
  for (const one of packed) {
    payload.files += one.files.length;
    payload.bytes += one.files.reduce((sum, file) => sum + file.bytes, 0);
  }
  const { onProgress, signal } = request.request;
  const put = request.zip === undefined ? intoFolder(root, signal) : intoZip(request.zip, bag, signal);
  // Papers say what the inventories say. Evidence that is found to be other ends the whole act.
  let noteSha256 = '';
  await together([
    putEvidence(house, packed, put, onProgress),
    writePapers(house, request, { bag, root, packed, payload }).then((sha256) => void (noteSha256 = sha256)),
  ]);
  return { bag, noteSha256, ...payload };
}

interface Papers {
  readonly bag: string;
  readonly root: string;
  readonly packed: readonly PackedExhibit[];
  readonly payload: { readonly files: number; readonly bytes: number };
}

/** The digest of `package.note`. */
async function writePapers(house: Installation, request: BagRequest, papers: Papers): Promise<string> {
  const tags = new TagFiles(papers.root);
  const events = await eventsToShow(house, request);
  const contents = await describeContents(house, { ...request, ...papers, events });
  const writeRest = async (): Promise<void> => {
    await writeEvents(house, tags, { events, checkpoint: request.checkpoint });
    await writeTrust(house, tags, request.checkpoint);
    await tags.write('custody/conditions.json', conditionsFile(contents.exhibits));
    if (contents.records !== undefined)
      await tags.write('records.json', recordsFile(contents, contents.records));
    await tags.write('CHECK.txt', Buffer.from(checkText(contents)));
    await tags.write('bagit.txt', Buffer.from(BAGIT));
    await tags.write('bag-info.txt', Buffer.from(bagInfo(contents, papers.payload)));
    await tags.writePieces('manifest-sha256.txt', payloadManifest(papers.packed));
    await tags.writePieces('case.jsonld', caseUco(contents));
  };
  // The report comes from a process of its own.
  await together([renderReport(contents, 'en').then((pdf) => tags.write('report.pdf', pdf)), writeRest()]);
  return writePackageNote(house, request.part, await tags.finish());
}

/** Waits for all, then throws what failed first: nothing may still be writing to a folder that is then removed. */
async function together(acts: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(acts);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason as Error; // as thrown
}

function* payloadManifest(packed: readonly PackedExhibit[]): Generator<string> {
  for (const exhibit of packed) for (const file of exhibit.files) yield manifestLine(file.sha256, file.path);
}

/**
 * Every event of every exhibit, and of every key that signed one. A key's own events may be signed by another, which
 * enrolled it, or takes the place of another, which two persons signed: so on to the first service key, which signed its own
 * enrolment.
 */
function eventsToShow(house: Installation, request: BagRequest): Promise<Map<string, RecordedEvent[]>> {
  const numbers = request.exhibits.map(({ number }) => number);
  return eventsOfItems(house, numbers, request);
}

/** What the checkpoint covers, and whether private texts go along. */
interface EventScope {
  readonly checkpoint: Published;
  readonly request: Pick<PackageRequest, 'isWithoutDetails'>;
}

/** Of these items, with those of every key that signed one. */
export async function eventsOfItems(
  house: Installation,
  wanted: readonly string[],
  request: EventScope,
): Promise<Map<string, RecordedEvent[]>> {
  const events = new Map<string, RecordedEvent[]>();
  for (const item of wanted) events.set(item, await coveredEvents(house, item, request));
  const changes = await coveredEvents(house, LOG_KEYS_ITEM, request);
  if (changes.length > 0) events.set(LOG_KEYS_ITEM, changes);
  for (const item of new Set(changes.flatMap(({ note }) => officerItems(house, note))))
    events.set(item, await coveredEvents(house, item, request));
  const items = new Set([...events.values()].flat().map((recorded) => keyItem(recorded.event.actor.key)));
  items.add(keyItem(house.identity.service.signing.fingerprint));
  for (const item of items) {
    const own = await coveredEvents(house, item, request);
    if (own.length > 0) events.set(item, own); // of a key that never was, the verifier says so
    for (const { event, note } of own) {
      items.add(keyItem(event.actor.key)); // a set is gone through with what is added meanwhile
      const replaced = factText(event, 'replaces');
      if (replaced === undefined) continue;
      items.add(keyItem(replaced));
      for (const one of officerItems(house, note)) items.add(one);
    }
  }
  return events;
}

/** Of the officers whose own key files signed an event beside its actor. */
function officerItems({ identity }: Installation, note: Uint8Array): string[] {
  const start = officerKeyName(identity.origin, '');
  const names = parseEventNote(note, 'event').note.signatures.map((line) => line.name);
  return names.filter((name) => name.startsWith(start)).map((name) => keyItem(name.slice(start.length)));
}

/** Only what the checkpoint covers: another process may have added events meanwhile. */
async function coveredEvents(
  house: Installation,
  item: string,
  { checkpoint, request }: EventScope,
): Promise<RecordedEvent[]> {
  const covered = (await eventsOf(house, item)).filter((recorded) => recorded.index < checkpoint.size);
  if (request.isWithoutDetails !== true) return covered;
  return covered.map(({ index, event, recordedAt, leafHash, note }) => ({
    index,
    event,
    recordedAt,
    leafHash,
    note,
  }));
}

export async function writeEvents(
  house: Installation,
  tags: TagFiles,
  { events, checkpoint }: { events: Map<string, RecordedEvent[]>; checkpoint: Published },
): Promise<void> {
  const all = [...events.values()].flat().sort((a, b) => a.index - b.index);
  const indexes = all.map((recorded) => recorded.index);
  const proofs = await inclusionProofs(nodeCrypto, house.folder.read, indexes, checkpoint.size);
  for (const [i, recorded] of all.entries()) {
    const name = indexName(recorded.index);
    await tags.write(`custody/events/${name}.note`, recorded.note);
    const proof = proofs[i] ?? []; // one an index
    await tags.write(
      `custody/proofs/${name}.tlog-proof`,
      formatTlogProof({ index: recorded.index, proof, checkpoint: checkpoint.note }),
    );
    if (recorded.detail !== undefined) {
      const detail = canonicalJson({ salt: base64(recorded.detail.salt), text: recorded.detail.text });
      await tags.write(`custody/details/${name}.json`, Buffer.from(`${detail}\n`));
    }
  }
  for (const [item, chain] of events)
    await tags.write(headPath(item), signedHead(house, item, { chain, checkpoint }));
}

function signedHead(
  house: Installation,
  item: string,
  { chain, checkpoint }: { chain: readonly RecordedEvent[]; checkpoint: Published },
): Uint8Array {
  const last = chain.at(-1);
  if (last === undefined) throw new Error(`no events of ${item}`);
  const text = formatItemHead({
    log: house.identity.origin,
    item,
    events: chain.length,
    last: last.leafHash,
    logSize: checkpoint.size,
    logRoot: hex(checkpoint.root),
  });
  return formatNote(text, [signatureOf(house.identity.service, text, Math.floor(house.clock() / 1000))]);
}

export async function writeTrust(house: Installation, tags: TagFiles, checkpoint: Published): Promise<void> {
  const { keys, identity } = house;
  await tags.write('custody/checkpoint.note', checkpoint.note);
  await tags.write('custody/keys/log-ed25519.pem', Buffer.from(spkiPem(keys.ed25519.key.spki)));
  await tags.write('custody/keys/log-ml-dsa-44.pem', Buffer.from(spkiPem(keys.mlDsa44.key.spki)));
  await tags.write('custody/keys/service.pem', Buffer.from(spkiPem(identity.service.key.spki)));
  for (const { index } of keys.changes)
    if (index < checkpoint.size) await tags.write(keyChangePath(index), await handOverOf(house, index));
  await tags.write('custody/policy.txt', Buffer.from(await policyText(house, checkpoint)));
  for (const token of await keptTokens(house, checkpoint)) {
    await tags.write(`custody/timestamps/${token.name}.tsr`, token.token);
    await tags.write(`custody/chains/${token.name}.pem`, Buffer.from(token.chain));
  }
}

/** This log's own keys, and the witnesses and quorum of the policy when they cosigned. */
async function policyText(house: Installation, checkpoint: Published): Promise<string> {
  const own = [house.keys.ed25519.key, house.keys.mlDsa44.key]
    .map((key) => `log ${formatVerifierKey(key)}\n`)
    .join('');
  const configured = await readWitnessPolicy(house.home);
  if (configured === undefined || !(await hasQuorum(checkpoint.note, configured.policy)))
    return `${own}quorum none\n`;
  const rest = configured.text.split('\n').filter((line) => /^\s*(witness|group|quorum)\s/.test(line));
  return `${own}${rest.map((line) => `${line.trim()}\n`).join('')}`;
}

async function writePackageNote(
  house: Installation,
  part: string,
  tagManifestSha256: string,
): Promise<string> {
  const text = packageNoteText(house.identity.origin, tagManifestSha256);
  const note = formatNote(text, [
    signatureOf(house.identity.service, text, Math.floor(house.clock() / 1000)),
  ]);
  return writeNew(join(part, 'package.note'), [note]);
}
