// The events of a package: their form and signatures, their place in the log, the chain of each item and its head.
import { equalBytes, fromBase64, hex, utf8, utf8Text } from '../base/bytes.ts';
import { parseCanonicalJson } from '../base/canonical-json.ts';
import { digestOf, type Crypto } from './crypto.ts';
import { MAX_EVENT_BYTES } from './event.ts';
import { parseEventNote, verifyEventSignatures } from './event-note.ts';
import { Fault } from './fault.ts';
import { parseItemHead, type ItemHead } from './item-head.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { isLineOf, MAX_NOTE_BYTES, requireSignature, verifySignatures } from './note.ts';
import type { NoteKey } from './note-key.ts';
import { shownName } from './names.ts';
import { eventPath, headPath, indexInName, indexName } from './package-layout.ts';
import type { CheckedCheckpoint } from './package-keys.ts';
import {
  readTagFile,
  type FoundEvent,
  type KnownKeys,
  type LogKeys,
  type OpenPackage,
  type ReadEvent,
} from './package-parts.ts';
import type { Signer } from './passkey.ts';
import { parseTlogProof } from './tlog-proof.ts';

const MAX_EVENTS = 200_000;
const MAX_PROOF_BYTES = 64 * 1024 + MAX_NOTE_BYTES;
const MAX_HEAD_BYTES = 16 * 1024;
/** Private text has no place in an event, and an event has at most 60 KiB. */
const MAX_DETAIL_BYTES = 256 * 1024;

/** Requests, cases and the log itself are not handed over with evidence, nor is evidence with the proof of a request. */
const MAY_LEAVE = {
  package: /^(?:[A-Z]{2}-\d{4}-\d{6,}-[1-9]\d*|key:(?:[0-9a-f]{16}|log))$/,
  proof: /^(?:request:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|key:(?:[0-9a-f]{16}|log))$/,
} as const;

/** Every event of the package in the order of the log. Faults: eventInvalid, noteInvalid, limitExceeded. */
export async function readEvents(pack: OpenPackage, keys: LogKeys): Promise<readonly ReadEvent[]> {
  const indexes = indexesIn(pack, 'custody/events/');
  if (indexes.length === 0)
    throw new Fault('chainIncomplete', 'custody/events', 'at least one event', 'none');
  if (indexes.length > MAX_EVENTS)
    throw new Fault('limitExceeded', 'custody/events', `at most ${MAX_EVENTS} events`, `${indexes.length}`);
  const events: ReadEvent[] = [];
  const ids = new Set<string>();
  for (const index of indexes) {
    const path = eventPath(index);
    const bytes = await readTagFile(pack, path, MAX_EVENT_BYTES);
    const parsed = parseEventNote(bytes, path);
    const { event } = parsed;
    if (!MAY_LEAVE[pack.layout.kind].test(event.item))
      throw new Fault(
        'eventInvalid',
        path,
        pack.layout.kind === 'proof'
          ? 'an event of a request or of a key'
          : 'an event of an exhibit or of a key',
        `one of ${shownName(event.item)}`,
      );
    if (event.log !== keys.origin) throw new Fault('eventInvalid', path, `the log ${keys.origin}`, event.log);
    if (ids.has(event.id)) throw new Fault('eventInvalid', path, 'an id of its own', `${event.id} twice`);
    ids.add(event.id);
    events.push({ ...parsed, index, leafHash: leafHash(pack.crypto, bytes) });
  }
  return events;
}

/** The service signed every event, and so did its actor. Faults: signatureMissing, signatureWrong, notCheckedHere. */
export async function checkEventSignatures(
  crypto: Crypto,
  events: readonly ReadEvent[],
  known: KnownKeys,
): Promise<readonly FoundEvent[]> {
  const found: FoundEvent[] = [];
  for (const read of events) {
    const keys = keysOfNote(read, known);
    const signatures = await verifyEventSignatures(crypto, read, keys, eventPath(read.index));
    found.push({ index: read.index, event: read.event, leafHash: hex(read.leafHash), ...signatures });
  }
  return found;
}

/** Of the service keys the one that this note names; of the officers those whose key a line names. */
function keysOfNote(
  read: ReadEvent,
  known: KnownKeys,
): { readonly service: NoteKey; readonly officers: readonly Signer[] } {
  const { signatures } = read.note;
  const isNamed = (key: Signer): boolean => signatures.some((line) => isLineOf(line, key));
  const service = known.services.find(isNamed) ?? known.current;
  return { service, officers: known.officers.filter(isNamed) };
}

/** Each event is in the tree of the checkpoint. Fault proofInvalid, naming the proof. */
export async function checkProofs(
  pack: OpenPackage,
  events: readonly ReadEvent[],
  found: CheckedCheckpoint,
): Promise<number> {
  const indexes = new Set(indexesIn(pack, 'custody/proofs/'));
  for (const { index, leafHash: leaf } of events) {
    const path = `custody/proofs/${indexName(index)}.tlog-proof`;
    if (!indexes.delete(index)) throw new Fault('fileMissing', path, 'a proof of each event', 'none');
    const proof = parseTlogProof(await readTagFile(pack, path, MAX_PROOF_BYTES), path);
    const bad = (expected: string, what: string): Fault => new Fault('proofInvalid', path, expected, what);
    if (proof.index !== index) throw bad(`index ${index}`, `${proof.index}`);
    if (proof.extra !== undefined) throw bad('no extra data', 'some');
    if (!equalBytes(proof.checkpoint, found.bytes)) throw bad('the checkpoint of this package', 'another');
    const { size, root } = found.checkpoint;
    verifyInclusion(pack.crypto, { index, size, root, leaf, proof: proof.proof }, path);
  }
  const [extra] = indexes;
  if (extra !== undefined)
    throw new Fault(
      'proofInvalid',
      `custody/proofs/${indexName(extra)}.tlog-proof`,
      'a proof of an event that is here',
      'of none',
    );
  return events.length;
}

/** `itemSeq` counts from 1 in the order of the log, and `prev` names the event before. Fault chainBroken. */
export function checkChains(events: readonly FoundEvent[]): ReadonlyMap<string, readonly FoundEvent[]> {
  const items = new Map<string, FoundEvent[]>();
  for (const found of events) {
    const { event } = found;
    const chain = items.get(event.item) ?? [];
    const bad = (expected: string, what: string): Fault =>
      new Fault('chainBroken', eventPath(found.index), expected, what);
    if (event.itemSeq !== chain.length + 1)
      throw bad(
        `event ${chain.length + 1} of ${event.item}`,
        `event ${event.itemSeq}: one is left out or repeated`,
      );
    if (event.prev !== chain.at(-1)?.leafHash)
      throw bad('prev to be the leaf hash of the event before', 'another');
    chain.push(found);
    items.set(event.item, chain);
  }
  return items;
}

/** Each item's head, signed by the service, states as many events and the same last one. Fault chainIncomplete. */
export async function checkHeads(
  pack: OpenPackage,
  items: ReadonlyMap<string, readonly FoundEvent[]>,
  service: NoteKey,
  found: CheckedCheckpoint,
): Promise<ReadonlyMap<string, ItemHead>> {
  const heads = new Map<string, ItemHead>();
  const paths = new Set(pack.source.tagPaths.filter((path) => path.startsWith('custody/heads/')));
  for (const [item, chain] of items) {
    const path = headPath(item);
    if (!paths.delete(path)) throw new Fault('fileMissing', path, `a head of ${item}`, 'none');
    const { head, note } = parseItemHead(await readTagFile(pack, path, MAX_HEAD_BYTES), path);
    const signed = await verifySignatures(pack.crypto, note, [service], path);
    requireSignature(signed, service, path);
    if (note.signatures.length !== 1)
      throw new Fault('noteInvalid', path, 'one signature, of the service', 'more');
    const bad = (expected: string, what: string): Fault => new Fault('chainIncomplete', path, expected, what);
    if (head.log !== found.checkpoint.origin || head.item !== item)
      throw bad(`a head of ${item} in ${found.checkpoint.origin}`, `of ${head.item} in ${head.log}`);
    if (head.events !== chain.length)
      throw bad(`${chain.length} events, as there are here`, `${head.events}`);
    if (head.last !== chain.at(-1)?.leafHash) throw bad('the last event here as the last', 'another');
    if (head.logSize !== found.checkpoint.size || head.logRoot !== hex(found.checkpoint.root))
      throw bad('a head at the checkpoint of this package', 'at another size or root');
    heads.set(item, head);
  }
  const [extra] = paths;
  if (extra !== undefined) throw new Fault('chainIncomplete', extra, 'events of this item', 'none');
  return heads;
}

/** Private texts, where they are handed over, are what the events bound. Fault detailMismatch. */
export async function readDetails(
  pack: OpenPackage,
  events: readonly FoundEvent[],
): Promise<ReadonlyMap<number, string>> {
  const byIndex = new Map(events.map((found) => [found.index, found]));
  const details = new Map<number, string>();
  for (const index of indexesIn(pack, 'custody/details/')) {
    const path = `custody/details/${indexName(index)}.json`;
    const bad = (expected: string, what: string): Fault => new Fault('detailMismatch', path, expected, what);
    const bound = byIndex.get(index)?.event.detail;
    if (bound === undefined) throw bad('an event that binds a detail', 'none');
    const { salt, text } = parseDetail(await readTagFile(pack, path, MAX_DETAIL_BYTES)) ?? {};
    if (salt === undefined || text === undefined)
      throw bad('one line of canonical JSON with a salt of 32 bytes and a text', 'another form');
    const digest = hex(digestOf(pack.crypto, 'sha256', salt, utf8(text)));
    if (digest !== bound) throw bad(`sha256 ${bound}, as the event says`, digest);
    details.set(index, text);
  }
  return details;
}

function parseDetail(bytes: Uint8Array): { readonly salt: Uint8Array; readonly text: string } | undefined {
  let line: string;
  try {
    line = utf8Text(bytes);
  } catch {
    return undefined;
  }
  if (!line.endsWith('\n')) return undefined;
  const value = parseCanonicalJson(line.slice(0, -1));
  if (typeof value !== 'object' || value === null || !('salt' in value) || !('text' in value))
    return undefined;
  const { salt, text, ...more } = value;
  const bytesOfSalt = typeof salt === 'string' ? fromBase64(salt) : undefined;
  if (bytesOfSalt?.length !== 32 || typeof text !== 'string' || Object.keys(more).length > 0)
    return undefined;
  return { salt: bytesOfSalt, text };
}

/** Positions in the log that a folder's file names state, in order. */
function indexesIn(pack: OpenPackage, folder: string): number[] {
  const indexes: number[] = [];
  for (const path of pack.source.tagPaths) {
    if (!path.startsWith(folder)) continue;
    const index = indexInName(path);
    if (index === undefined)
      throw new Fault('bagInvalid', path, 'a position of 6 digits or more as its name', 'another');
    indexes.push(index);
  }
  return indexes.sort((a, b) => a - b);
}
