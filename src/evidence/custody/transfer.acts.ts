// Custody passes in two steps: the sender offers (package-create), the receiver accepts, in a log of its own. The
// receipt is the acceptance with its proof, one file; the sender checks it and files it.
import { hex } from '../../base/bytes.ts';
import type { Uuid } from '../../base/ids.ts';
import { phrase, Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { nodeCrypto } from '../../platform/node-crypto.ts';
import { parseCheckpoint } from '../../verify/checkpoint.ts';
import { factText, type CustodyEvent } from '../../verify/event.ts';
import { parseEventNote } from '../../verify/event-note.ts';
import { Fault } from '../../verify/fault.ts';
import { leafHash, verifyInclusion } from '../../verify/merkle.ts';
import { checkHandOver, followKeys, isSamePair, type KeyChange } from '../../verify/key-change.ts';
import { parseVerifierKey, type NoteKey } from '../../verify/note-key.ts';
import { parseNote, requireSignature, verifySignatures } from '../../verify/note.ts';
import type { Policy } from '../../verify/policy.ts';
import { inclusionProof } from '../../verify/tiles.ts';
import { formatTlogProof, parseTlogProof } from '../../verify/tlog-proof.ts';
import type { Trust } from '../../verify/trust.ts';
import type { Draft } from '../log/log-entry.ts';
import { leavesOfItem, leavesOfTypes, type StoredLeaf, type Tx } from '../log/log.store.ts';
import { peerOf, trustByPeers } from '../log/peer.do.ts';
import type { ServiceCompared, TrustedPeer } from '../log/peer.ts';
import { eventsOf, type RecordedEvent } from '../events/recorded-event.acts.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { TOOL } from '../log/tool.ts';
import type { Answer } from './passing.ts';
import { fileAnswer, offerOfExhibit, stepOffered, type CustodyOffer } from './passing.store.ts';

interface Acceptance {
  readonly event: RecordedEvent;
  /** A `.tlog-proof` whose extra data is the event: what the sender files. */
  readonly receipt: Uint8Array;
  readonly repeated: boolean;
}

/**
 * Accepts custody of an exhibit that was received in a package. A second acceptance gives the same receipt's event. Refuses conflict: it
 * was offered by line, and the offer was called back, has run out or was rejected.
 */
export async function acceptExhibit(
  house: Installation,
  number: string,
  act?: (tx: Tx) => Promise<Pick<Draft, 'role' | 'detail'>>,
): Promise<Acceptance> {
  const exhibit = await findExhibit(house.db.kysely, number);
  const received = (await eventsOf(house, number)).findLast(({ event }) => event.type === 'received');
  if (received === undefined) {
    throw new Refusal('notAllowed.acquiredHere', { number });
  }
  const {
    fromLog,
    fromItem,
    fromEvent,
    checkpointSize,
    checkpointRoot,
    package: pack,
  } = received.event.facts ?? {};
  const recorded = await house.log.append({
    key: `accept:${exhibit.id}`,
    events: async (tx) => {
      const offer = await acceptedOffer(house, tx, number);
      return [
        {
          type: 'accepted',
          ...(await act?.(tx)),
          item: number,
          case: exhibit.caseId,
          occurredAt: isoLocal(house.clock()),
          tool: TOOL,
          facts: {
            fromLog: fromLog ?? '',
            fromItem: fromItem ?? '',
            fromEvent: fromEvent ?? '',
            checkpointSize: checkpointSize ?? 0,
            checkpointRoot: checkpointRoot ?? '',
            package: pack ?? '',
            ...(offer !== undefined && { offer }),
          },
        },
      ];
    },
  });
  const index = recorded.leaves[0]?.index ?? -1;
  const event = (await eventsOf(house, number)).find((one) => one.index === index);
  if (event === undefined) throw new Error('an acceptance without an event');
  return { event, receipt: await receiptOf(house, event), repeated: recorded.repeated };
}

/** Of the offer by line that it came with; undefined: by another road. */
async function acceptedOffer(house: Installation, tx: Tx, number: string): Promise<string | undefined> {
  const offer = await offerOfExhibit(tx, number);
  if (offer === undefined) return undefined;
  const at = new Date(house.clock());
  if ((await stepOffered(tx, offer, { step: 'accept', why: 'person', at })) === 'accepted')
    return offer.event;
  throw new Refusal('conflict.custodyOfferAnswered', { state: offer.state });
}

/** The event with its proof, for the other side: a `.tlog-proof` whose extra data is the event. */
export async function receiptOf(
  house: Installation,
  { index, note }: Pick<StoredLeaf, 'index' | 'note'>,
): Promise<Uint8Array> {
  const checkpoint = await house.publish();
  const proof = await inclusionProof(nodeCrypto, house.folder.read, index, checkpoint.size);
  return formatTlogProof({ index, proof, checkpoint: checkpoint.note, extra: note });
}

/** As it stands here; unknown: the message that made it was refused. */
export type OfferToReject = Omit<CustodyOffer, 'state' | 'why'> & {
  readonly state: CustodyOffer['state'] | 'unknown';
};

export interface Rejecting {
  readonly offers: readonly OfferToReject[];
  readonly why: 'person' | 'expire' | 'callBack' | 'fence';
  /** What the sender showed of its log with the offer. */
  readonly checkpoint: { readonly size: number; readonly root: string };
  /** The case into which it was taken. */
  readonly file?: { readonly id: Uuid; readonly reference: string } | undefined;
  readonly act?: (tx: Tx) => Promise<Pick<Draft, 'role' | 'detail' | 'reason'>>;
}

const REJECTS = { person: 'reject', expire: 'expire', callBack: 'callBack', fence: 'fence' } as const;

/** Whatever of it was not answered is rejected, for ever; returns how many exhibits. Twice is once. */
export async function rejectOffered(house: Installation, rejecting: Rejecting): Promise<number> {
  const { offers, why, checkpoint, file, act } = rejecting;
  const recorded = await house.log.append({
    events: async (tx) => {
      const drafts: Draft[] = [];
      const open = offers.filter(({ state }) => state === 'desk' || state === 'unknown');
      const answered = open.length === 0 ? undefined : await answeredInLog(tx);
      for (const offer of open) {
        const at = new Date(house.clock());
        const answer = answered?.get(`${offer.peerOrigin} ${offer.event}`);
        if (answer === 'accepted') await stepOffered(tx, offer, { step: 'accept', why: 'person', at });
        if (answer !== undefined) continue;
        if ((await stepOffered(tx, offer, { step: REJECTS[why], why, at })) !== 'rejected') continue;
        drafts.push({
          type: 'rejected',
          ...(await act?.(tx)),
          item: file?.reference ?? 'log',
          ...(file !== undefined && { case: file.id }),
          occurredAt: isoLocal(house.clock()),
          tool: TOOL,
          facts: {
            fromLog: offer.peerOrigin,
            fromItem: offer.item,
            fromEvent: offer.event,
            checkpointSize: checkpoint.size,
            checkpointRoot: checkpoint.root,
            offer: offer.event,
          },
        });
      }
      return drafts;
    },
  });
  return recorded.leaves.length;
}

/**
 * What our log has answered, by the log and the event that offered it: one that came by another road too, which names no offer, and what a
 * database that was restored has forgotten.
 */
async function answeredInLog(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const leaves = await leavesOfTypes(tx, ['accepted', 'rejected']);
  const events = leaves.map(({ note, index }) => parseEventNote(note, `event ${index}`).event);
  return new Map(
    events.map((event) => [`${factText(event, 'fromLog')} ${factText(event, 'fromEvent')}`, event.type]),
  );
}

interface ReceiptToFile {
  readonly number: string;
  readonly receipt: Uint8Array;
  /** What one person was given. Where there is a trusted peer of that log, its keys count and this is refused. */
  readonly trust?: Policy;
  /** Hand-over proofs (docs/formats/log.md): from the keys that are trusted here to those that signed, after planned changes. */
  readonly proofs?: readonly Uint8Array[];
  /** It came by line, and nobody looked at it: of what was not offered to its log it is no answer. */
  readonly isByLine?: true;
  /** Who files it, asked as it is recorded; the system's own hand when absent. */
  readonly act?: (tx: Tx) => Promise<Pick<Draft, 'role' | 'detail'>>;
}

export interface FiledReceipt {
  readonly event: RecordedEvent;
  /** Of the acceptance. */
  readonly log: string;
  /** Whose confirmed keys it was held to. Undefined: what one person was given said whose they are. */
  readonly peer: TrustedPeer | undefined;
  /** The service key that signed the acceptance, against the one that was confirmed with the others of the peer. */
  readonly service: ServiceCompared;
}

/** Of which exhibit of ours this is the receipt, as it says itself; nothing is checked by that. Fault proofInvalid, eventInvalid. */
export function exhibitOfReceipt(receipt: Uint8Array): string | undefined {
  const { extra } = parseTlogProof(receipt, 'receipt');
  return extra && factText(parseEventNote(extra, 'receipt event').event, 'fromItem');
}

/**
 * Checks a receipt against the keys of the trusted peer, or without one against what came by another road, and records that
 * custody has passed. Refuses notReady (nothing says whose keys signed), conflict (a file where there is a peer).
 */
export async function fileReceipt(house: Installation, request: ReceiptToFile): Promise<FiledReceipt> {
  const exhibit = await findExhibit(house.db.kysely, request.number);
  const { trust: policy } = request;
  const byPeers = trustByPeers(house.db.kysely, policy && { policy, authorities: [] });
  const checked = await checkReceipt(request, byPeers.of);
  const { event, checkpoint } = checked;
  const [fromLog, fromItem] = [factText(event, 'fromLog'), factText(event, 'fromItem')];
  const answer = ANSWERS.find((one) => one === event.type);
  if (answer === undefined || fromLog !== house.identity.origin || fromItem !== request.number) {
    throw new Refusal('badInput.otherReceipt', {
      number: request.number,
      origin: house.identity.origin,
      found: phrase('eventOf', { type: event.type, item: fromItem ?? '–', log: fromLog ?? '–' }),
    });
  }
  const recorded = await house.log.append({
    key: `receipt:${exhibit.id}:${checked.leafHash}`,
    events: async (tx) => {
      if (!(await settles(house, tx, { ...request, event, answer }))) return [];
      return [
        {
          type: answer === 'accepted' ? 'receiptFiled' : 'refusalFiled',
          ...(await request.act?.(tx)),
          item: request.number,
          case: exhibit.caseId,
          occurredAt: isoLocal(house.clock()),
          tool: TOOL,
          facts: {
            fromLog: event.log,
            fromItem: event.item,
            fromEvent: checked.leafHash,
            checkpointSize: checkpoint.size,
            checkpointRoot: hex(checkpoint.root),
          },
        },
      ];
    },
  });
  if (recorded.leaves.length === 0) throw answeredBefore(request.number);
  const found = (await eventsOf(house, request.number)).find(
    (one) => one.index === recorded.leaves[0]?.index,
  );
  if (found === undefined) throw new Error('a receipt without an event');
  return { event: found, log: event.log, peer: byPeers.peer(), service: await serviceOf(house, checked) };
}

/** False: the offer that it answers has another answer already, or there is none. A person who files it has the package before them. */
async function settles(
  { clock }: Installation,
  tx: Tx,
  {
    event,
    answer,
    isByLine,
  }: Pick<ReceiptToFile, 'isByLine'> & { readonly event: CustodyEvent; readonly answer: Answer },
): Promise<boolean> {
  const offer = factText(event, 'offer');
  const how = { answer, why: 'person', at: new Date(clock()) } as const;
  if (offer !== undefined)
    return (await fileAnswer(tx, { event: offer, peerOrigin: event.log }, how)) !== undefined;
  if (answer !== 'accepted' || (isByLine === true && !(await isAwaited(tx, event)))) return false;
  // It came by another road; where the same was offered by line too, that is answered with it.
  await fileAnswer(tx, { event: factText(event, 'fromEvent') ?? '', peerOrigin: event.log }, how);
  return true;
}

/** Whether the exhibit, as it came in that package, had been offered to the State of that log, which has not accepted it since. */
async function isAwaited(tx: Tx, accepted: CustodyEvent): Promise<boolean> {
  const leaves = await leavesOfItem(tx, factText(accepted, 'fromItem') ?? '');
  const last = leaves.findIndex(({ leafHash: hash }) => hex(hash) === factText(accepted, 'fromEvent'));
  const events = leaves.map(({ note, index }) => parseEventNote(note, `event ${index}`).event);
  const state = (await peerOf(tx, accepted.log))?.state;
  const offered = events.findLastIndex(
    (event, i) =>
      i <= last &&
      event.type === 'offered' &&
      factText(event, 'package') !== undefined &&
      [undefined, state].includes(factText(event, 'toState')),
  );
  return (
    offered >= 0 &&
    !events
      .slice(offered)
      .some((event) => event.type === 'receiptFiled' && factText(event, 'fromLog') === accepted.log)
  );
}

const ANSWERS = ['accepted', 'rejected'] as const satisfies readonly Answer[];

/** Undefined: no key of a service came with the confirmed ones. Fault signatureWrong. */
async function serviceOf(
  { db }: Installation,
  { event, signed }: Pick<Awaited<ReturnType<typeof checkReceipt>>, 'event' | 'signed'>,
): Promise<ServiceCompared> {
  const known = (await peerOf(db.kysely, event.log))?.serviceKey;
  if (known === undefined) return undefined;
  const key = parseVerifierKey(known, 'key of the service', nodeCrypto);
  return (await verifySignatures(nodeCrypto, signed, [key], 'receipt event')).length > 0 ? 'same' : 'other';
}

/** An event of another log with the proof that it is in it, by keys that are trusted here. Refuses badInput; Fault. */
export async function checkReceipt(
  { receipt, proofs = [] }: Pick<ReceiptToFile, 'receipt' | 'proofs'>,
  trustOf: (origin: string) => Promise<Trust>,
) {
  const { extra, index, proof, checkpoint: noteBytes } = parseTlogProof(receipt, 'receipt');
  if (extra === undefined) throw new Fault('proofInvalid', 'receipt', 'the event as extra data', 'none');
  const note = parseNote(noteBytes, 'receipt checkpoint');
  const checkpoint = parseCheckpoint(note.text, 'receipt checkpoint');
  const { policy } = await trustOf(checkpoint.origin);
  if (policy === undefined) throw nobodySays(checkpoint.origin);
  const named = policy.logs.map((log) => log.key).filter((key) => key.name === checkpoint.origin);
  if (named.length === 0) {
    throw new Fault(
      'keyUntrusted',
      'receipt checkpoint',
      `keys of ${checkpoint.origin} in the trust file`,
      'none',
    );
  }
  const keys = await handedOnTo(named, proofs);
  const verified = await verifySignatures(nodeCrypto, note, keys, 'receipt checkpoint');
  for (const key of keys) requireSignature(verified, key, 'receipt checkpoint');
  const leaf = leafHash(nodeCrypto, extra);
  verifyInclusion(
    nodeCrypto,
    { index, size: checkpoint.size, leaf, proof, root: checkpoint.root },
    'receipt',
  );
  const { event, note: signed } = parseEventNote(extra, 'receipt event');
  if (event.log !== checkpoint.origin)
    throw new Fault('eventInvalid', 'receipt event', `an event of ${checkpoint.origin}`, event.log);
  return { event, signed, checkpoint, leafHash: hex(leaf) };
}

/** The keys that those named here handed on to by planned changes; those named where there is no proof. */
async function handedOnTo(
  named: readonly NoteKey[],
  proofs: readonly Uint8Array[],
): Promise<readonly NoteKey[]> {
  const changes: KeyChange[] = [];
  for (const [i, bytes] of proofs.entries())
    changes.push((await checkHandOver(nodeCrypto, bytes, `proof ${i + 1}`)).change);
  changes.sort((a, b) => a.index - b.index);
  const last = changes.at(-1);
  if (last === undefined) return named;
  const gap = changes.findIndex((one, i) => i > 0 && !isSamePair(one.from, changes[i - 1]?.to ?? one.to));
  const followed = gap < 0 ? followKeys(named, last.to, changes) : undefined;
  if (followed !== undefined && !('blocked' in followed)) return [last.to.ed25519, last.to.mlDsa44];
  throw new Fault(
    'keyUntrusted',
    `event ${last.index}`,
    'proofs that lead from the keys trusted here, by planned changes, to those that signed the receipt',
    'others',
  );
}

const answeredBefore = (number: string): Refusal => new Refusal('conflict.custodyAnswerToOther', { number });

const nobodySays = (origin: string): Refusal => new Refusal('notReady.receiptKeys', { origin });
