// What becomes of the requests of a case that is handed over. One that stays is answered to this authority, which passes the answers on. One that
// goes along is sent once the case is taken over, with the proof of what was signed and its history, and is then closed here with the reference
// of the case there; whoever took the case over begins a request of their own with all its fields, which their own person has to sign.
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, fromBase64, utf8 } from '../base/bytes.ts';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Tx } from '../evidence/log/log.store.ts';
import { trustByPeers } from '../evidence/log/peer.do.ts';
import type { Knowledge } from '../law/model.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { personById } from '../people/person.store.ts';
import { nodeCrypto } from '../platform/node-crypto.ts';
import { openPackage } from '../platform/package-reader.ts';
import { requestReference } from '../requests/core/request.ts';
import { insertPaper } from '../requests/core/paper.store.ts';
import { mediaTypeOf, sha256Of } from '../requests/core/paper.ts';
import { beginRequest } from '../requests/verbs/drafting/request-draft.acts.ts';
import { isProvable, proofOf } from '../requests/verbs/letters/proof.acts.ts';
import { takeAct, type Acting } from '../requests/verbs/life/life.acts.ts';
import { eventsOf } from '../requests/machine/states/life.store.ts';
import { requestOf } from '../requests/machine/states/request.store.ts';
import { readRequestDocument } from '../requests/machine/messages/request-document.ts';
import { explainedOf } from '../requests/machine/messages/message.ts';
import { draftOf } from '../requests/machine/messages/request-file.ts';
import { signaturesOf } from '../requests/machine/signature/signature.store.ts';
import { Fault } from '../verify/fault.ts';
import { PROOF_FOLDER } from '../verify/package-layout.ts';
import { verifyPackage } from '../verify/package.ts';
import { PROOF_FILES } from '../verify/request-proof.ts';
import { secondOf } from '../verify/envelope.ts';
import { HISTORY_MAX, LISTED_MAX, PROOF_MAX } from './case-messages.ts';
import * as store from './case-between.store.ts';
import type { CaseBetween, RequestAlong } from './case-between.store.ts';
import type { ToDo } from './custody-receipts.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { inById } from './in.store.ts';
import { messageOf, type MessageOf } from './message.ts';
import { peerLine } from './peer-document.acts.ts';
import { canBeTold, sendIn } from './send.acts.ts';

/** Those of cases that were taken over go, each once. Returns how many. */
export async function tellRequestsAlong(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random } = house;
  let told = 0;
  for (const one of await store.withRequestsToTell(db.kysely)) {
    const peer = await peerLine(db.kysely, one.peerOrigin);
    if (!canBeTold(peer, clock(), { type: 'caseRequest', v: 1 })) continue;
    const { requests = [], caseId } = one;
    if (caseId === undefined) continue;
    for (const along of requests.filter(({ state }) => state === 'goes')) {
      const message = await messageFor(house, caseId, along);
      await db.transaction(async (tx) => {
        const now = await store.lockedBetween(tx, one.id);
        if (now?.requests?.find(isSame(along))?.state !== 'goes') return;
        if (message === undefined) return store.setRequestAlong(tx, now, { ...along, state: 'named' });
        const sending = { peer, conversation: one.conversation, message, by: undefined };
        const { id, digest } = await sendIn(tx, { keys, clock, random }, sending);
        await store.setRequestAlong(tx, now, { ...along, state: 'sent', message: id, digest });
        told += 1;
      });
    }
  }
  return told;
}

const isSame =
  ({ reference }: RequestAlong) =>
  (other: RequestAlong): boolean =>
    other.reference === reference;

/** Undefined: nobody signed it, or its proof is too large for a message: it is named, and no more. */
async function messageFor(
  house: Installation,
  caseId: Uuid,
  { number, reference }: RequestAlong,
): Promise<MessageOf<'caseRequest'> | undefined> {
  const found = await house.db.transaction(async (tx) => {
    const request = await requestOf(tx, caseId, number);
    if (request === undefined) return undefined;
    return {
      request,
      signatures: await signaturesOf(tx, request.id),
      events: await eventsOf(tx, request.id),
    };
  });
  if (found === undefined || !isProvable(found.signatures)) return undefined;
  const { request, signatures, events } = found;
  const { id: requestId, letterIn, counterpart, form, urgency, state } = request;
  const proof = base64(await proofOf(house, { reference, requestId, signatures, letterIn }));
  if (proof.length > PROOF_MAX) return undefined;
  const history = events
    .slice(-HISTORY_MAX)
    .map(({ act, side, occurredAt }) => ({ act, side, at: secondOf(occurredAt.getTime()) }));
  const to = counterpart === undefined ? {} : { to: counterpart };
  return { v: 1, type: 'caseRequest', reference, form, urgency, state, history, proof, ...to };
}

interface Closing {
  readonly house: Pick<Installation, 'db'>;
  readonly people: People;
  readonly law: () => Promise<Knowledge>;
}

/** What went along is closed, in the name of who handed the case over. What cannot be closed by itself is for a person, with the reason. */
export async function closeRequestsAlong({ house, people, law }: Closing): Promise<void> {
  for (const one of await store.withRequestsToClose(house.db.kysely)) {
    const acting = await actingFor(one, people, law);
    for (const along of (one.requests ?? []).filter(({ state }) => state === 'sent')) {
      const { number, digest = '' } = along;
      let why = 'whoever handed the case over is in it no more';
      let isClosed = false;
      try {
        if (acting !== undefined) {
          await takeAct(acting, {
            number,
            act: 'handOver',
            id: along.message,
            reason: `${one.peerOrigin} ${one.theirReference ?? ''}`,
            evidence: `Message ${digest} to ${one.peerOrigin}`,
          });
          isClosed = true;
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        why = error.message.slice(0, 300);
      }
      await house.db.transaction(async (tx) => {
        const now = await store.lockedBetween(tx, one.id);
        const then: RequestAlong = isClosed
          ? { ...along, state: 'closed' }
          : { ...along, state: 'open', why };
        if (now !== undefined) await store.setRequestAlong(tx, now, then);
      });
    }
  }
}

async function actingFor(
  { by, caseId }: CaseBetween,
  people: People,
  law: Closing['law'],
): Promise<Acting | undefined> {
  if (by === undefined || caseId === undefined) return undefined;
  const { kysely } = people.operator;
  const [person, file] = [await personById(kysely, by), await caseOfMemberById(kysely, caseId, by)];
  return person && file && { people, person, file, law: await law() };
}

/** It came along with a case that was taken over here; its proof is checked against the keys of its sender that two persons compared. */
export async function arriveRequestAlong(
  house: Installation,
  { id: message, conversation, peerOrigin }: ToDo,
  said: MessageOf<'caseRequest'>,
): Promise<string> {
  const { reference } = said;
  const fault = await faultOf(house, said, peerOrigin);
  return house.db.transaction(async (tx) => {
    const one = await store.lockedByConversation(tx, conversation);
    if (one === undefined || one.isOurs || one.kind !== 'transfer' || one.caseId === undefined)
      return 'of no case that was taken over';
    const { requests = [] } = one;
    if (requests.some((other) => other.reference === reference)) return 'said before';
    if (requests.length >= LISTED_MAX) return 'more than go along with one case';
    const why = fault === undefined ? {} : { why: fault };
    const state = fault === undefined ? 'proven' : 'faulty';
    await store.setRequestAlong(tx, one, { reference, number: 0, state, message, ...why });
    return 'done';
  });
}

/** Undefined: the sender's log shows that this request was signed as it came. */
async function faultOf(
  house: Installation,
  said: MessageOf<'caseRequest'>,
  peerOrigin: string,
): Promise<string | undefined> {
  try {
    return await withProof(house, said.proof, async (reader) => {
      const trust = trustByPeers(house.db.kysely);
      const { ok, fault, found } = await verifyPackage(reader, { crypto: nodeCrypto, trust: trust.of });
      if (!ok || found === undefined) return fault?.message.slice(0, 300) ?? 'a proof that does not hold';
      const isTheirs =
        trust.peer() !== undefined &&
        found.keys.origin === peerOrigin &&
        found.request?.reference === said.reference;
      return isTheirs ? undefined : 'the proof of another request';
    });
  } catch (error) {
    if (error instanceof Fault || error instanceof Refusal) return error.message.slice(0, 300);
    throw error;
  }
}

type Reader = Awaited<ReturnType<typeof openPackage>>;

async function withProof<T>(
  house: Pick<Installation, 'home'>,
  proof: string,
  use: (reader: Reader) => Promise<T>,
): Promise<T> {
  const path = join(house.home.path, 'staging', `along-${randomBytes(8).toString('hex')}.zip`);
  await writeFile(path, fromBase64(proof) ?? new Uint8Array(), { mode: 0o600 });
  try {
    const reader = await openPackage(path, nodeCrypto);
    try {
      return await use(reader);
    } finally {
      reader.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * Begun here with all its fields, as whoever signed it there wrote them; the letter that was signed is kept with it. Returns its number; twice is
 * once. Refuses notFound (no such request, or its proof does not hold).
 */
export async function goOnWith(
  house: Installation,
  acting: Acting,
  { between, message }: { readonly between: Uuid; readonly message: Uuid },
): Promise<number> {
  const { people, person, file, law } = acting;
  const found = await people.db.asPerson(person.id, (tx) => alongOf(tx, file.id, between, message));
  if (found === undefined) throw new Refusal('notFound.caseOffered');
  const letter = await withProof(house, found.said.proof, (reader) => letterIn(reader));
  const { message: signed } = await readRequestDocument(letter, law);
  const { answers } = draftOf(signed, law);
  const { to: counterpart, form, urgency } = found.said;
  const number = await beginRequest(acting, form, answers, {
    id: message,
    counterpart,
    urgency,
    explained: explainedOf(signed),
    means: signed.header.means,
  });
  await house.db.transaction(async (tx) => {
    const one = await store.lockedBetween(tx, between);
    const along = one?.requests?.find((each) => each.message === message);
    if (one === undefined || along === undefined || along.number > 0) return;
    await insertPaper(tx, {
      id: message,
      caseId: file.id,
      request: message,
      name: `${found.said.reference.replace(/[^A-Za-z0-9-]+/g, '-')}.pdf`,
      mediaType: mediaTypeOf(letter),
      sha256: sha256Of(letter),
      bytes: letter,
      addedBy: person.id,
      at: new Date(people.clock()),
    });
    await store.setRequestAlong(tx, one, { ...along, number, state: 'begun' });
  });
  return number;
}

async function letterIn(reader: Reader): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const name = `${PROOF_FOLDER}${PROOF_FILES.letter}`;
  const path = (await reader.entries()).find((one) => one.path.endsWith(`/${name}`))?.path;
  if (path === undefined) throw new Refusal('notFound.caseOffered');
  for await (const piece of reader.pieces(path)) pieces.push(Uint8Array.from(piece));
  return new Uint8Array(Buffer.concat(pieces));
}

async function alongOf(
  tx: Tx,
  caseId: Uuid,
  between: Uuid,
  message: Uuid,
): Promise<{ readonly said: MessageOf<'caseRequest'> } | undefined> {
  const one = (await store.betweenOfCase(tx, caseId)).find(({ id }) => id === between);
  const along = one?.requests?.find((each) => each.message === message);
  if (one?.isOurs !== false || along === undefined || along.state === 'faulty') return undefined;
  const said = messageOf((await inById(tx, message))?.plain ?? utf8(''));
  return said?.type === 'caseRequest' ? { said } : undefined;
}

/** As the sender names it, of those that go along. */
export function alongFrom(reference: string, numbers: readonly number[]): RequestAlong[] {
  return numbers.map((number) => ({ reference: requestReference(reference, number), number, state: 'goes' }));
}
