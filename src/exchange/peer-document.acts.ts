// Peer documents: ours, made by an administrator and served to whoever asks; those of peers, added by one administrator and confirmed by
// another, or announced with the key that was known. Another key that nobody announced stops everything with that peer.
import { newUuid, type Uuid } from '../base/ids.ts';
import { utf8, utf8Text } from '../base/bytes.ts';
import { Refusal, type RefusalName } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { keyItem } from '../evidence/log/key-names.ts';
import { leavesOfItem, type Db } from '../evidence/log/log.store.ts';
import { keysOf, noteSetting, peerOf, type Deciding, type PeerDocuments } from '../evidence/log/peer.do.ts';
import { listPeers, openPeer } from '../evidence/log/peer.store.ts';
import { peerState, type Peer, type PeerSpoken } from '../evidence/log/peer.ts';
import { record } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { formatVerifierKey, type NoteKey } from '../verify/note-key.ts';
import { inclusionProof } from '../verify/tiles.ts';
import { formatTlogProof } from '../verify/tlog-proof.ts';
import { secondOf } from '../verify/envelope.ts';
import { signNote, type ExchangeKeys } from './exchange-keys.acts.ts';
import { versionsSpoken } from './message.ts';
import * as store from './peer-document.store.ts';
import {
  documentFile,
  documentText,
  fingerprintDigits,
  fingerprintWords,
  isLine,
  isMailbox,
  readDocumentFile,
  STOPPING,
  successionFault,
  trustOfDocument,
  type PeerDocument,
  type PeerKind,
  type ReadDocument,
} from './peer-document.ts';
import {
  documentFault,
  exchangeKeys,
  VALID_DAYS_MAX,
  wireKeys,
  type DocumentFault,
} from '../verify/peer-note.ts';

const SETTING = 'exchange';
const DAY_MS = 86_400_000;

interface OwnWords {
  readonly kinds: readonly PeerKind[];
  /** Undefined: nobody reaches us by line; we collect, or files are carried. */
  readonly line: string | undefined;
  /** Verifier keys by which we witness our peers. */
  readonly witness?: readonly string[];
  /** The mailbox in which messages of peers arrive. */
  readonly mail?: string | undefined;
}

/** Makes our next document. Refuses badInput (an address that is no line, or no mailbox). */
export async function publishDocument(
  house: Installation,
  people: Deciding,
  by: Person,
  { keys, kinds, line, mail, witness }: OwnWords & { readonly keys: ExchangeKeys },
): Promise<PeerDocument> {
  if (line !== undefined && !isLine(line))
    throw new Refusal('badInput.peerUrl', { found: line.slice(0, 100) });
  if (mail !== undefined && !isMailbox(mail))
    throw new Refusal('badInput.peerMailbox', { found: mail.slice(0, 100) });
  const now = house.clock();
  const until = secondOf(now + VALID_DAYS_MAX * DAY_MS);
  const span = { from: secondOf(now), until };
  return people.db.asPerson(by.id, async (tx) => {
    const before = await store.newestOwn(tx);
    const document: PeerDocument = {
      v: 1,
      type: 'peer',
      origin: keys.origin,
      serial: (before?.serial ?? 0) + 1,
      ...(before && { prev: digestOfNote(before.note) }),
      agency: house.settings.agency,
      state: house.settings.state,
      kinds: [...kinds],
      log: [house.keys.ed25519.key, house.keys.mlDsa44.key].map(formatVerifierKey),
      exchange: [{ key: formatVerifierKey(keys.exchange.key), ...span }],
      wire: [{ key: formatVerifierKey(keys.wire.key), ...span }],
      age: [{ key: keys.recipient, ...span }],
      ...(witness && { witness: [...witness] }),
      endpoints: { ...(line !== undefined && { line }), ...(mail !== undefined && { mail }) },
      messages: versionsSpoken(),
      issuedAt: secondOf(now),
      validUntil: until,
    };
    const note = signNote(documentText(document), keys.exchange);
    await store.insertOwn(tx, { serial: document.serial, note, madeAt: new Date(now), by: by.id });
    await record(people, tx, {
      what: 'settingChanged',
      by: by.id,
      facts: {
        setting: SETTING,
        serial: String(document.serial),
        ...(line !== undefined && { line }),
        ...(mail !== undefined && { mail }),
      },
    });
    return document;
  });
}

function digestOfNote(note: Uint8Array): string {
  return nodeCrypto.hexAtOnce?.('sha256', note) ?? '';
}

/** Our document with the proof that the key which signed it is in our log, for whoever asks. Undefined: none was made. */
export async function ownDocumentFile(house: Installation, keys: ExchangeKeys): Promise<string | undefined> {
  const own = await store.newestOwn(house.db.kysely);
  if (own === undefined) return undefined;
  const [leaf] = await leavesOfItem(house.db.kysely, keyItem(keys.exchange.signing.fingerprint));
  if (leaf === undefined) return undefined;
  const last = await house.published();
  const checkpoint = last !== undefined && last.size > leaf.index ? last : await house.publish();
  const proof = await inclusionProof(nodeCrypto, house.folder.read, leaf.index, checkpoint.size);
  return documentFile(own.note, [
    formatTlogProof({ index: leaf.index, proof, checkpoint: checkpoint.note, extra: leaf.note }),
  ]);
}

/** Our own document as it stands; undefined: none was made. */
export async function ownDocument(db: Db): Promise<PeerDocument | undefined> {
  const own = await store.newestOwn(db);
  if (own === undefined) return undefined;
  const line = utf8Text(own.note).split('\n')[0] ?? '';
  return JSON.parse(line) as PeerDocument; // signed and kept by ourselves
}

/** A peer with whom messages are exchanged: what it says of itself, as two persons or its own known key vouch for it. */
export interface PeerLine {
  readonly peer: Peer;
  readonly read: ReadDocument;
  readonly document: PeerDocument;
  readonly exchange: readonly NoteKey[];
  readonly wire: readonly NoteKey[];
  readonly recipients: readonly string[];
  readonly stop: store.PeerStop | undefined;
}

/** Undefined: no confirmed peer of this log, or no document of it that counts. */
export async function peerLine(db: Db, origin: string): Promise<PeerLine | undefined> {
  const peer = await peerOf(db, origin);
  if (peer === undefined) return undefined;
  const [documents, stop] = await Promise.all([
    store.documentsOfPeer(db, peer.id),
    store.lastStop(db, peer.id),
  ]);
  const counting = documents.find(
    ({ addedBy, confirmedBy }) => addedBy === undefined || confirmedBy !== undefined,
  );
  if (counting === undefined) return undefined;
  const said = saidIn(counting);
  if (said === undefined) return undefined;
  const { read, exchange, wire } = said;
  const lookedAt = Math.max(...documents.map(({ confirmedAt }) => confirmedAt?.getTime() ?? 0));
  return {
    peer,
    read,
    document: read.document,
    exchange,
    wire,
    recipients: read.document.age.map(({ key }) => key),
    stop: stop !== undefined && stop.at.getTime() >= lookedAt ? stop : undefined,
  };
}

/** Refuses notAllowed. */
export async function neededPeer(db: Db, origin: string): Promise<PeerLine> {
  const peer = await peerLine(db, origin);
  if (peer !== undefined) return peer;
  throw new Refusal('notAllowed.peerNotConfirmed', { origin: origin.slice(0, 100) });
}

/** Of all that two administrators confirmed. */
export async function linesOf(db: Db): Promise<PeerLine[]> {
  const peers = (await listPeers(db)).filter((peer) => peerState(peer) === 'confirmed');
  const lines = await Promise.all(peers.map(({ origin }) => peerLine(db, origin)));
  return lines.filter((line) => line !== undefined);
}

interface Said {
  readonly read: ReadDocument;
  readonly exchange: readonly NoteKey[];
  readonly wire: readonly NoteKey[];
}

const READ_MAX = 200;
/** By the digest of the whole file: read once, not with every message. */
const alreadyRead = new Map<string, Said>();

function saidIn({ file }: Pick<store.KeptDocument, 'file'>): Said | undefined {
  const key = nodeCrypto.hexAtOnce?.('sha256', file) ?? '';
  const known = alreadyRead.get(key);
  if (known !== undefined) return known;
  const read = readDocumentFile(file, nodeCrypto);
  const exchange = read && exchangeKeys(read.document, nodeCrypto);
  const wire = read && wireKeys(read.document, nodeCrypto);
  if (read === undefined || exchange === undefined || wire === undefined) return undefined;
  if (alreadyRead.size >= READ_MAX) alreadyRead.clear();
  alreadyRead.set(key, { read, exchange, wire });
  return { read, exchange, wire };
}

interface Considered {
  readonly id: Uuid;
  readonly read: ReadDocument;
  readonly peer: Peer;
}

/** One administrator adds the document of a peer. Refuses badInput (not of the form, or it does not hold), notFound (no peer). */
export async function addDocument(
  house: Installation,
  people: Deciding,
  by: Person,
  file: Uint8Array,
): Promise<Considered> {
  const read = readOrRefuse(file);
  const id = newUuid(people.clock, people.random);
  return people.db.asPerson(by.id, async (tx) => {
    const peer = await openPeer(tx, read.document.origin);
    if (peer === undefined) throw noPeer(read.document.origin);
    const fault = await faultFor(house, peer, read);
    if (fault !== undefined) throw doesNotHold(fault);
    const at = new Date(people.clock());
    const {
      digest: sha256,
      document: { serial },
    } = read;
    const made = { id, peer: peer.id, serial, file, sha256, at, by: by.id };
    if (!(await store.insertDocument(tx, made))) {
      const known = (await store.documentsOfPeer(tx, peer.id)).find((one) => one.sha256 === sha256);
      return { id: known?.id ?? id, read, peer };
    }
    await noteSetting(people, tx, by, {
      setting: SETTING,
      act: 'documentAdded',
      peer: peer.id,
      serial: String(serial),
    });
    return { id, read, peer };
  });
}

/** Another administrator confirms it: host, keys and kinds as they stand in it. Refuses notAllowed, conflict, notFound. */
export async function confirmDocument(people: Deciding, by: Person, origin: string): Promise<PeerDocument> {
  return people.db.asPerson(by.id, async (tx) => {
    const peer = await openPeer(tx, origin);
    if (peer === undefined) throw noPeer(origin);
    const [newest] = (await store.documentsOfPeer(tx, peer.id)).filter(
      ({ addedBy }) => addedBy !== undefined,
    );
    if (newest === undefined) throw noPeer(origin);
    const read = readOrRefuse(newest.file);
    if (newest.confirmedBy !== undefined) return read.document;
    if (newest.addedBy === by.id) throw new Refusal('notAllowed.peerNeedsSecond');
    if (!(await store.setDocumentConfirmed(tx, newest.id, by.id, new Date(people.clock()))))
      throw new Refusal('conflict.peerDecided');
    await noteSetting(people, tx, by, {
      setting: SETTING,
      act: 'documentConfirmed',
      peer: peer.id,
      serial: String(newest.serial),
    });
    return read.document;
  });
}

export type Offered =
  | { readonly is: 'known' | 'taken' | 'ignored' }
  | { readonly is: 'stopped'; readonly why: DocumentFault };

/**
 * A document that came by line, from whoever: taken when the known key announced it and it leads to the same place; what shows that
 * keys changed without that stops the peer; the rest (an older one, another place) changes nothing, and a person adds it.
 */
export async function considerDocument(
  house: Installation,
  origin: string,
  file: Uint8Array,
): Promise<Offered> {
  const line = await peerLine(house.db.kysely, origin);
  const read = readDocumentFile(file, nodeCrypto);
  if (line === undefined || read === undefined) return { is: 'ignored' };
  if (read.digest === line.read.digest) return { is: 'known' };
  const fault =
    (await faultFor(house, line.peer, read)) ?? (await successionFault(read, line.read, nodeCrypto));
  const id = newUuid(house.clock, house.random);
  const at = new Date(house.clock());
  if (fault !== undefined && STOPPING.has(fault)) {
    const why = fault as store.PeerStop['why']; // those of STOPPING
    if (line.stop === undefined)
      await house.db.transaction((tx) => store.insertStop(tx, { id, peer: line.peer.id, why, at, file }));
    return { is: 'stopped', why: fault };
  }
  const [next, before] = [read.document.endpoints, line.document.endpoints];
  const isSamePlace = next.line === before.line && next.mail === before.mail;
  if (fault !== undefined || !isSamePlace || line.stop !== undefined) return { is: 'ignored' };
  const {
    digest: sha256,
    document: { serial },
  } = read;
  await house.db.transaction((tx) =>
    store.insertDocument(tx, { id, peer: line.peer.id, serial, file, sha256, at, by: undefined }),
  );
  return { is: 'taken' };
}

function faultFor(house: Installation, peer: Peer, read: ReadDocument): Promise<DocumentFault | undefined> {
  return documentFault(read, { origin: peer.origin, log: keysOf(peer).log, now: house.clock() }, nodeCrypto);
}

/** For the pages of peers: a document is read, added by one administrator and confirmed by another. */
export function peerDocuments(house: Installation): PeerDocuments {
  return {
    read: (text) => {
      const read = readDocumentFile(utf8(text), nodeCrypto);
      if (read === undefined) return undefined;
      const { agency, state } = read.document;
      return { trust: trustOfDocument(read), agency, state, line: placeOf(read) };
    },
    hold: async ({ origin, log }, text) => {
      const fault = await documentFault(
        readOrRefuse(utf8(text)),
        { origin, log, now: house.clock() },
        nodeCrypto,
      );
      if (fault !== undefined) throw doesNotHold(fault);
    },
    add: async (people, by, text) => {
      await addDocument(house, people, by, utf8(text));
    },
    confirm: async (people, by, origin) => {
      await confirmDocument(people, by, origin);
    },
    spoken: async (peer) => {
      const { log } = keysOf(peer);
      const line = await peerLine(house.db.kysely, peer.origin);
      const [newest] = await store.documentsOfPeer(house.db.kysely, peer.id);
      const isWaiting = newest?.addedBy !== undefined && newest.confirmedBy === undefined;
      return {
        digits: fingerprintDigits(log, nodeCrypto),
        words: fingerprintWords(log, nodeCrypto),
        line: line && placeOf(line.read),
        stop: line?.stop,
        waiting: isWaiting ? waitingOf(newest) : undefined,
      };
    },
  };
}

const placeOf = ({ document: { endpoints } }: ReadDocument): string | undefined =>
  endpoints.line ?? endpoints.mail;

function waitingOf({ addedBy: by, serial, file, cameAt: at }: store.KeptDocument): PeerSpoken['waiting'] {
  return by && { by, serial, line: placeOf(readOrRefuse(file)), at };
}

export function readOrRefuse(file: Uint8Array): ReadDocument {
  const read = readDocumentFile(file, nodeCrypto);
  if (read !== undefined) return read;
  throw new Refusal('badInput.notPeerDocument');
}

const noPeer = (origin: string): Refusal => new Refusal('notFound.peerOfLog', { origin });

const FAULTS = {
  otherLog: 'badInput.documentOtherLog',
  keyNotInLog: 'badInput.documentKeyNotInLog',
  notSigned: 'badInput.documentNotSigned',
  notValid: 'badInput.documentNotValid',
  older: 'badInput.documentOlder',
  fork: 'badInput.documentFork',
  notAnnounced: 'badInput.documentNotAnnounced',
} as const satisfies { readonly [fault in DocumentFault]: RefusalName };

const doesNotHold = (fault: DocumentFault): Refusal => new Refusal(FAULTS[fault]);
