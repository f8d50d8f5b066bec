// What is queued goes out: tried until a signed receipt is here, with growing patience, until the message expires. Nothing that is not
// signed by the receiver ends it.
import type { Installation } from '../evidence/log/installation.acts.ts';
import { isFencing } from '../evidence/custody/passing.store.ts';
import { inGroups } from '../platform/in-groups.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import * as outs from './out.store.ts';
import { doArrived, tellAnswers } from './custody-receipts.acts.ts';
import { ENVELOPE_MEDIA } from '../verify/envelope.ts';
import { openExchangeKeys, type ExchangeKeys } from './exchange-keys.acts.ts';
import { askPeer, ENVELOPES_PATH, type LineAnswer } from './line.acts.ts';
import { fetchMail, sendByMail } from './by-mail.acts.ts';
import { sendFences, takeFences } from './fence.acts.ts';
import { ownEpoch } from './fence.store.ts';
import { tellOffers } from './offer.acts.ts';
import { expireOffers } from './offered.acts.ts';
import { fetchOffers } from './parts.acts.ts';
import { peerLine, type PeerLine } from './peer-document.acts.ts';
import { putOffPeer } from './peer-reach.store.ts';
import { reachOf, type Patience, type PeerReach } from './peer-reach.ts';
import { readReceipt, splitNotes } from '../verify/envelope-receipt.ts';
import { tellRequestsAlong } from './case-requests.acts.ts';
import { tellJoint } from './joint.acts.ts';
import { probePeers } from './watch.acts.ts';
import { tellForks } from './fork.acts.ts';
import { tellDecidedLaw } from './law-exchange.acts.ts';
import { tellRegistered } from './request-exchange.acts.ts';
import { tellActs } from './request-life.acts.ts';
import { returnRetrievals } from './retrieval.acts.ts';
import { sendSealedKeys } from './sealed-information.acts.ts';

/** While a message is in hand nobody else takes it; longer than an answer may take. */
const LEASE_MS = 60_000;
const AT_ONCE = 64;
/** Of the envelopes that are in hand together. */
const BYTES_AT_ONCE = 8 * 1024 * 1024;
/** While one round waits for its answers another is read. */
const ROUNDS_AT_ONCE = 2;
/** At one time by the clock: a server that is to stop does not send ten thousand messages first. */
const SENDING_MS = 10_000;
const SECOND = 1000;
/** After the first tries once an hour: a peer that was down for a day is heard soon after it is back. */
const PATIENCE: { readonly [lane in 'normal' | 'urgent']: readonly number[] } = {
  normal: [5, 30, 120, 600, 1800, 3600].map((s) => s * SECOND),
  urgent: [5, 5, 10, 15, 30, 60].map((s) => s * SECOND),
};

/** Of a peer that is not there. It is asked by the clock besides, and whatever it answers or says ends the waiting. */
const PEER_PATIENCE: Patience = {
  normal: [...PATIENCE.normal, 2 * 3600 * SECOND, 4 * 3600 * SECOND],
  urgent: PATIENCE.urgent,
};

/** A mail takes its time, and a receipt that of two. Given to the mail server once more, until the message expires. */
const MAIL_PATIENCE: typeof PATIENCE = {
  normal: [60, 4 * 60, 12 * 60, 24 * 60].map((minutes) => minutes * 60 * SECOND),
  urgent: [5, 10, 30, 60].map((minutes) => minutes * 60 * SECOND),
};

interface Delivering {
  readonly house: Pick<Installation, 'db' | 'clock' | 'random' | 'home'>;
  readonly keys: ExchangeKeys;
  /** From 0 to 1; spreads what would come back all at once. */
  readonly chance?: () => number;
}

const busy = new WeakSet<object>();
/** A passphrase makes opening them slow. */
const opened = new WeakMap<object, ExchangeKeys>();

/** What waits, by the clock of the server; a second round begins when the first is over. Nothing where the exchange is not set up. */
export async function deliverWaiting(house: Installation, passphrase: string | undefined): Promise<void> {
  if (busy.has(house)) return;
  busy.add(house);
  try {
    const kept = opened.get(house) ?? (await openExchangeKeys(house, passphrase));
    if (kept === undefined) return;
    const keys = { ...kept, epoch: await ownEpoch(house.db.kysely) };
    opened.set(house, keys);
    await eachInTurn([
      () => sendFences(house, keys),
      () => takeFences(house, keys),
      () => tellWhatIsNew(house, keys),
      (failed) => doArrived(house, failed),
      () => deliverFor({ house, keys }, SENDING_MS),
    ]);
  } finally {
    busy.delete(house);
  }
}

async function tellWhatIsNew(house: Installation, keys: ExchangeKeys): Promise<void> {
  if (await isFencing(house.db.kysely)) return;
  const tells = [tellRegistered, tellActs, sendSealedKeys, tellDecidedLaw, tellJoint, tellRequestsAlong];
  await eachInTurn(tells.map((tell) => () => tell(house, keys)));
}

/** What fails keeps no other step from its turn. Throws all that failed, at the end. */
async function eachInTurn(
  steps: readonly ((failed: (error: unknown) => void) => Promise<unknown>)[],
): Promise<void> {
  const errors: unknown[] = [];
  const failed = (error: unknown): void => void errors.push(error);
  for (const step of steps) await step(failed).catch(failed);
  if (errors.length > 0) throw new AggregateError(errors, 'not everything could be done');
}

/** By the clock, less often: the log is looked through for answers to tell, and offers whose time is over are rejected. */
export async function tellWhatWasAnswered(
  house: Installation,
  passphrase: string | undefined,
): Promise<void> {
  const keys = opened.get(house) ?? (await openExchangeKeys(house, passphrase));
  if (keys === undefined || (await isFencing(house.db.kysely))) return;
  await eachInTurn([() => expireOffers(house), () => tellAnswers(house, keys)]);
}

/** By the clock: whether each peer answers. */
export async function watchPeers(house: Installation, passphrase: string | undefined): Promise<void> {
  const keys = opened.get(house) ?? (await openExchangeKeys(house, passphrase));
  if (keys === undefined) return;
  await probePeers(house, keys);
  if (!(await isFencing(house.db.kysely))) await tellForks(house, keys);
}

const fetching = new WeakSet<object>();

/** By the clock: what lies in the mailbox is taken. Nothing where none is set. */
export async function readMails(house: Installation, passphrase: string | undefined): Promise<void> {
  if (fetching.has(house)) return;
  fetching.add(house);
  try {
    const keys = opened.get(house) ?? (await openExchangeKeys(house, passphrase));
    if (keys !== undefined) await fetchMail({ house, keys });
  } finally {
    fetching.delete(house);
  }
}

const moving = new WeakSet<object>();

/** Evidence by line, beside the messages: what is offered is encrypted for its receiver and announced; what was taken is fetched. */
export async function moveEvidence(house: Installation, passphrase: string | undefined): Promise<void> {
  if (moving.has(house)) return;
  moving.add(house);
  try {
    const keys = opened.get(house) ?? (await openExchangeKeys(house, passphrase));
    if (keys === undefined) return;
    if (!(await isFencing(house.db.kysely))) await tellOffers(house, keys);
    await fetchOffers(house, keys);
  } finally {
    moving.delete(house);
  }
}

async function deliverFor(delivering: Delivering, ms: number): Promise<void> {
  const end = performance.now() + ms;
  const rounds = async (): Promise<void> => {
    while (performance.now() < end && (await sendDue(delivering)) > 0);
  };
  await Promise.all(Array.from({ length: ROUNDS_AT_ONCE }, rounds));
  await returnRetrievals(delivering);
}

/** One round. Returns how many were tried. */
export async function deliverDue(delivering: Delivering): Promise<number> {
  const tried = await sendDue(delivering);
  await returnRetrievals(delivering);
  return tried;
}

async function sendDue(delivering: Delivering): Promise<number> {
  const { house } = delivering;
  const lease = { ms: LEASE_MS, most: AT_ONCE, bytesMost: BYTES_AT_ONCE };
  const due = await outs.leaseDue(house.db.kysely, new Date(house.clock()), lease);
  const lines = new Map<string, PeerLine | undefined>();
  for (const { peerOrigin } of due)
    if (!lines.has(peerOrigin)) lines.set(peerOrigin, await peerLine(house.db.kysely, peerOrigin));
  const each = Map.groupBy(due, ({ peerOrigin }) => peerOrigin);
  await Promise.all([...each].map(([origin, all]) => deliverTo(delivering, all, lines.get(origin))));
  return due.length;
}

/** Where it is not known that the peer is there, one goes first: if nobody hears it, the others wait with it. */
async function deliverTo(
  delivering: Delivering,
  due: readonly outs.Due[],
  peer: PeerLine | undefined,
): Promise<void> {
  const [first, ...rest] = due.toSorted((one, other) => other.lane.localeCompare(one.lane));
  if (first === undefined) return;
  const reach = reachOf(delivering.house.db.kysely, first.peerOrigin);
  let left: readonly outs.Due[] = due;
  if (!reach.isUp && peer?.stop === undefined && peer?.document.endpoints.line !== undefined) {
    const other = reach.trying;
    reach.trying = other ?? deliverOne(delivering, first, peer).finally(() => (reach.trying = undefined));
    const isReached = await reach.trying;
    if (other === undefined) left = rest;
    if (!isReached) return waitWith(delivering, reach, { tried: [], untried: left });
  }
  await Promise.all(left.map((out) => deliverOne(delivering, out, peer)));
}

async function waitWith(
  { house }: Delivering,
  { down }: PeerReach,
  { tried, untried }: { readonly tried: readonly outs.Due[]; readonly untried: readonly outs.Due[] },
): Promise<void> {
  const [one] = [...tried, ...untried];
  if (one === undefined) return;
  const now = new Date(house.clock());
  // Reached meanwhile by another: they are due again.
  const { until, why } = down ?? { until: { normal: now, urgent: now }, why: 'not reached' };
  const ids = { tried: tried.map(({ id }) => id), untried: untried.map(({ id }) => id) };
  await putOffPeer(house.db.kysely, one.peerOrigin, { until, why, now, ...ids });
}

/** Rounds without a pause, as long as there is something to do. */
export async function deliverAll(delivering: Delivering): Promise<number> {
  let tried = 0;
  for (let now = await deliverDue(delivering); now > 0; now = await deliverDue(delivering)) tried += now;
  return tried;
}

/** False: nobody was there. */
async function deliverOne(
  delivering: Delivering,
  out: outs.Due,
  peer: PeerLine | undefined,
): Promise<boolean> {
  const put = async (why: string): Promise<true> => {
    await later(delivering, out, why);
    return true;
  };
  if (peer === undefined) return put('the peer is not trusted any more');
  if (peer.stop !== undefined) return put('the peer is stopped');
  const { line, mail } = peer.document.endpoints;
  if (line !== undefined) return deliverByLine(delivering, out, { peer, line });
  if (mail === undefined) return put('the peer has no line; carry it as a file');
  await deliverByMail(delivering, out, peer);
  return true;
}

async function deliverByLine(
  delivering: Delivering,
  out: outs.Due,
  { peer, line }: { readonly peer: PeerLine; readonly line: string },
): Promise<boolean> {
  const { house, keys, chance = Math.random } = delivering;
  const reach = reachOf(house.db.kysely, out.peerOrigin);
  const { envelope: body } = out;
  const asked = { method: 'POST', line, path: ENVELOPES_PATH, type: ENVELOPE_MEDIA, body } as const;
  let answer: LineAnswer;
  try {
    answer = await askPeer(keys, asked, house.clock());
  } catch (error) {
    reach.failed(error instanceof Error ? error.message : 'not reached', PEER_PATIENCE, {
      clock: house.clock,
      chance,
    });
    await waitWith(delivering, reach, { tried: [out], untried: [] });
    return false;
  }
  try {
    if (reach.reached()) await outs.wakeOuts(house.db.kysely, out.peerOrigin, new Date(house.clock()));
    if (await settle(delivering, peer, out, answer.body)) return true;
    const { status } = answer;
    await later(
      delivering,
      out,
      status === 202 ? 'waits there for an earlier message' : `answered ${status}`,
    );
  } catch (error) {
    await later(delivering, out, error instanceof Error ? error.message : 'not reached');
  }
  return true;
}

/** It has left when the mail server has it; what ends it is the receipt, which comes back by mail. */
async function deliverByMail(delivering: Delivering, out: outs.Due, peer: PeerLine): Promise<void> {
  const { house } = delivering;
  if (out.expires.getTime() <= house.clock()) return later(delivering, out, 'no receipt came back');
  try {
    const why = await sendByMail(house, peer, out);
    if (why !== undefined) return await later(delivering, out, why);
    const until = nextTry(delivering, out, MAIL_PATIENCE);
    await outs.setMailed(house.db.kysely, out.id, { at: new Date(house.clock()), until });
  } catch (error) {
    await later(delivering, out, error instanceof Error ? error.message : 'not reached');
  }
}

type Settling = outs.Settled & Pick<outs.Due, 'id'>;
const settlings = new WeakMap<object, (one: Settling) => Promise<void>>();

/** What came back meanwhile is written in one statement: a message is in one hand alone, so each is in it once. */
function settlingOf(db: Installation['db']): (one: Settling) => Promise<void> {
  const made =
    settlings.get(db) ??
    inGroups(2 * AT_ONCE, async (all: readonly Settling[]) => {
      await outs.settleOuts(db.kysely, all);
      return all.map(() => undefined);
    });
  settlings.set(db, made);
  return made;
}

/** True: a signed receipt is here that ends it. */
async function settle(
  { house }: Delivering,
  peer: PeerLine,
  out: outs.Due,
  answer: Uint8Array,
): Promise<boolean> {
  const found: { relay?: Uint8Array; delivery?: Uint8Array; rejection?: Uint8Array } = {};
  for (const note of splitNotes(answer)) {
    const receipt = await readReceipt(note, peer.exchange, nodeCrypto);
    if (receipt?.envelope !== out.digest || receipt.id !== out.id) continue;
    if (receipt.outcome === 'refused') found.rejection = note;
    else if (receipt.stage !== 'retrieval') found[receipt.stage] = note;
  }
  const at = new Date(house.clock());
  const { db } = house;
  const { id } = out;
  const write = settlingOf(db);
  if (found.rejection !== undefined) await write({ id, state: 'refused', ...found, at });
  else if (found.delivery !== undefined) await write({ id, state: 'delivered', ...found, at });
  else if (found.relay !== undefined) {
    await write({ id, state: 'relayed', relay: found.relay, at });
    await outs.offerExpiredAgain(db.kysely, out.conversation, out.seq, at);
    return false;
  } else return false;
  return true;
}

async function later(delivering: Delivering, out: outs.Due, why: string): Promise<void> {
  const { house } = delivering;
  const isOver = out.expires.getTime() <= house.clock();
  const until = nextTry(delivering, out, PATIENCE);
  await outs.putOff(house.db.kysely, out.id, { until, why, ...(isOver && { state: 'expired' }) });
}

function nextTry(
  { house, chance = Math.random }: Delivering,
  out: outs.Due,
  patience: typeof PATIENCE,
): Date {
  const steps = patience[out.lane];
  const step = steps[Math.min(out.attempts - 1, steps.length - 1)] ?? SECOND;
  return new Date(house.clock() + step * (0.75 + chance() / 2));
}
