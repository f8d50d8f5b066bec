// Trusting another agency's keys: one administrator adds them, another compares and confirms, either withdraws. What a package
// from there shows is then held to those keys and to no others. docs/decisions/trusted-peers.md
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { record, type People } from '../../people/people.acts.ts';
import type { Person } from '../../people/person.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { formatVerifierKey, keyFingerprint, parseVerifierKey } from '../../verify/note-key.ts';
import { NO_TRUST, readTrust, type Trust } from '../../verify/trust.ts';
import type { Installation } from './installation.acts.ts';
import { trustText } from './key-names.ts';
import type { Db, Tx } from './log.store.ts';
import {
  peerState,
  readPeerFile,
  serviceKeyText,
  type NewPeer,
  type Peer,
  type PeerDocumentSaid,
  type PeerKeys,
  type PeerSpoken,
  type TrustedPeer,
} from './peer.ts';
import * as store from './peer.store.ts';

/** What acts in a person's name. At the terminal of the machine also `user`, of the operating system, for the record. */
export type Deciding = Pick<People, 'db' | 'clock' | 'random'> & { readonly user?: string };

/** Of the exchange, which comes after this folder and is handed in. */
export interface PeerDocuments {
  /** Undefined: it is no peer document. */
  readonly read: (file: string) => PeerDocumentSaid | undefined;
  /** Refuses badInput: it does not hold against these keys. */
  readonly hold: (keys: PeerKeys, file: string) => Promise<void>;
  readonly add: (people: Deciding, by: Person, file: string) => Promise<void>;
  readonly confirm: (people: Deciding, by: Person, origin: string) => Promise<void>;
  readonly spoken: (peer: Peer) => Promise<PeerSpoken>;
}

const SETTING = 'peers';

/** Refuses alreadyExists: a peer of this log, which is withdrawn first. Under the same id it is added once. */
export async function addPeer(
  people: Deciding,
  by: Person,
  { keys, ...asked }: NewPeer,
  id: Uuid = newUuid(people.clock, people.random),
): Promise<Uuid> {
  const at = new Date(people.clock());
  const { origin, trust, service } = keys;
  await people.db.asPerson(by.id, async (tx) => {
    const row = { ...asked, id, origin, trust, serviceKey: serviceKeyText(service), by: by.id, at };
    if (await insertPeer(tx, row))
      return noteSetting(people, tx, by, { setting: SETTING, act: 'added', peer: id, log: origin });
    if ((await store.peerById(tx, id)) === undefined) throw oneThere(origin);
  });
  return id;
}

/** Undefined: it is a file of keys alone. */
export function documentIn({ read }: Pick<PeerDocuments, 'read'>, file: unknown): string | undefined {
  return typeof file === 'string' && read(file) !== undefined ? file : undefined;
}

/** `words`: how the second person compared the keys. Refuses notAllowed (who added it), conflict, notFound. */
export async function confirmPeer(people: Deciding, by: Person, id: Uuid, words: string): Promise<void> {
  const at = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    const peer = await needed(tx, id);
    if (peer.confirmed?.by.id === by.id && peer.withdrawn === undefined) return;
    if (peer.added.by.id === by.id) throw needsAnother();
    if (!(await setPeerConfirmed(tx, { id, by: by.id, at, words }))) throw decided();
    await noteSetting(people, tx, by, { setting: SETTING, act: 'confirmed', peer: id, log: peer.origin });
  });
}

/** One is enough: without a peer nothing is trusted that was not before. Refuses conflict, notFound. */
export async function withdrawPeer(people: Deciding, by: Person, id: Uuid, words: string): Promise<void> {
  const at = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    const peer = await needed(tx, id);
    if (peer.withdrawn?.by.id === by.id) return;
    if (!(await setPeerWithdrawn(tx, { id, by: by.id, at, words }))) throw decided();
    await noteSetting(people, tx, by, { setting: SETTING, act: 'withdrawn', peer: id, log: peer.origin });
  });
}

async function needed(tx: Db, id: Uuid): Promise<Peer> {
  const peer = await store.peerById(tx, id);
  if (peer !== undefined) return peer;
  throw new Refusal('notFound.peer');
}

/** What was decided about others, under the name of who decided it, or of who did at the terminal. */
export function noteSetting(
  people: Deciding,
  tx: Parameters<typeof record>[1],
  by: Person,
  facts: { readonly setting: string; readonly [name: string]: string },
): Promise<void> {
  const at = people.user === undefined ? {} : { terminal: people.user };
  return record(people, tx, {
    what: 'settingChanged',
    by: by.id,
    facts: { ...facts, ...at },
  });
}

/** Refuses damaged: what is kept was readable when it was added. */
export function keysOf({ trust, agency }: Pick<Peer, 'trust' | 'agency'>): PeerKeys {
  const read = readPeerFile(trust, '', nodeCrypto);
  if (read.ok) return read.keys;
  throw new Refusal('damaged.peerFile', { agency });
}

/** The file that others trust us by, with the key of the service as it is now. */
export function ownKeys({
  keys,
  settings,
  identity,
}: Pick<Installation, 'keys' | 'settings' | 'identity'>): string {
  const log = [keys.ed25519.key, keys.mlDsa44.key].map(formatVerifierKey);
  return trustText(settings, log, formatVerifierKey(identity.service.key));
}

/** The confirmed peer of a log. */
export async function peerOf(db: Db, origin: string): Promise<Peer | undefined> {
  const peer = await store.openPeer(db, origin);
  return peer !== undefined && peerState(peer) === 'confirmed' ? peer : undefined;
}

interface TrustByPeers {
  /** For the check of a package, which says of which log it is. Refuses conflict: a file where there is a peer. */
  readonly of: (origin: string) => Promise<Trust>;
  /** Whose keys it was held to, once it was asked. */
  readonly peer: () => TrustedPeer | undefined;
}

/** `file`: what one person was given, for a log of which there is no peer. It cannot overrule what two have confirmed. */
export function trustByPeers(db: Db, file?: Trust): TrustByPeers {
  let used: TrustedPeer | undefined;
  return {
    of: async (origin) => {
      const peer = await peerOf(db, origin);
      if (peer === undefined) return file ?? NO_TRUST;
      if (file?.policy !== undefined) throw fileAndPeer(peer);
      used = trustedPeer(peer);
      const { policy } = readTrust(Buffer.from(peer.trust), `keys of ${peer.agency}`, nodeCrypto);
      return { authorities: file?.authorities ?? [], ...(policy && { policy }) };
    },
    peer: () => used,
  };
}

function trustedPeer({ id, agency, state, road, receivedOn, confirmed, serviceKey }: Peer): TrustedPeer {
  return {
    id,
    agency,
    state,
    road,
    receivedOn,
    confirmedAt: (confirmed?.at ?? new Date(0)).toISOString(),
    ...(serviceKey === undefined
      ? {}
      : {
          service: keyFingerprint(nodeCrypto, parseVerifierKey(serviceKey, 'key of the service', nodeCrypto)),
        }),
  };
}

export function fileAndPeer({ agency, origin }: Pick<Peer, 'agency' | 'origin'>): Refusal {
  return new Refusal('conflict.peerHasKeys', { origin, agency });
}

interface PeerRow extends Pick<Peer, 'id' | 'agency' | 'state' | 'origin' | 'trust' | 'road' | 'receivedOn'> {
  readonly serviceKey: string | null;
  readonly how: string;
  readonly by: Uuid;
  readonly at: Date;
}

/** Sent twice with the same id, it is there once. False: there is one of this log, or this very one. */
async function insertPeer(tx: Tx, made: PeerRow): Promise<boolean> {
  const done = await tx
    .insertInto('peer')
    .values({
      id: made.id,
      agency: made.agency,
      state: made.state,
      origin: made.origin,
      trust: made.trust,
      service_key: made.serviceKey,
      road: made.road,
      how: made.how,
      received_on: made.receivedOn,
      added_by: made.by,
      added_at: made.at,
    })
    .onConflict((any) => any.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

interface Decision {
  readonly id: Uuid;
  readonly by: Uuid;
  readonly at: Date;
  readonly words: string;
}

/** False when there is none to confirm, or this person added it. */
async function setPeerConfirmed(tx: Tx, { id, by, at, words }: Decision): Promise<boolean> {
  const done = await tx
    .updateTable('peer')
    .set({ confirmed_by: by, confirmed_at: at, confirmed_how: words })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('added_by', '<>', by)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** False when somebody was faster. */
async function setPeerWithdrawn(tx: Tx, { id, by, at, words }: Decision): Promise<boolean> {
  const done = await tx
    .updateTable('peer')
    .set({ withdrawn_by: by, withdrawn_at: at, withdrawn_why: words })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

const oneThere = (origin: string): Refusal => new Refusal('alreadyExists.peer', { origin });

const needsAnother = (): Refusal => new Refusal('notAllowed.peerNeedsSecond');

const decided = (): Refusal => new Refusal('conflict.peerDecided');
