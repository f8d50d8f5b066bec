// Information with conditions goes sealed: the letter is encrypted to a key that was made for it alone, and what one needs to decide is said
// beside it. A person here accepts the conditions, signed by our exchange key, or declines them; then the key comes, by itself, and it opens
// the letter that was announced and no other. Budapest Convention, Art. 26(2).
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Uuid } from '../base/ids.ts';
import { base64, fromBase64 } from '../base/bytes.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { Person } from '../people/person.ts';
import { inAgency } from '../people/policy.ts';
import type { Binding } from '../requests/core/form.ts';
import type { RequestRecord } from '../requests/core/request.ts';
import * as store from './conversation.store.ts';
import * as ins from './in.store.ts';
import * as outs from './out.store.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { peerLine } from './peer-document.acts.ts';
import { hasOneStanza, openBody, sealBody } from './sealed-body.ts';
import { canBeTold, sendIn } from './send.acts.ts';

const AT_ONCE = 50;

interface SealedRequest {
  readonly message: MessageOf<'request'>;
  readonly sealedWith: string | undefined;
}

/** The message that a request is; sealed, where it binds who reads it. */
export async function requestMessage(
  letter: Uint8Array,
  {
    binds,
    ...said
  }: {
    readonly reference: string;
    readonly urgency: RequestRecord['urgency'];
    readonly binds: Binding | undefined;
  },
): Promise<SealedRequest> {
  if (binds === undefined)
    return { message: { v: 1, type: 'request', ...said, letter: base64(letter) }, sealedWith: undefined };
  const sealedWith = await generateX25519Identity();
  const recipient = await identityToRecipient(sealedWith);
  const { isConfidential: confidential, use } = binds;
  const sealed = { recipient, confidential, ...(use !== undefined && { use }) };
  const body = await sealBody(letter, [recipient]);
  return { message: { v: 2, type: 'request', ...said, letter: base64(body), sealed }, sealedWith };
}

/** open: nothing is sealed, or its key is here. */
export type SealStanding = 'open' | 'asked' | 'declined' | 'awaitsKey';

interface Arrived {
  readonly conversation: Uuid;
  readonly said: MessageOf<'request'>;
}

export async function sealStanding(db: Db, { conversation, said }: Arrived): Promise<SealStanding> {
  if (said.sealed === undefined) return 'open';
  const types = (await outs.outsOf(db, conversation)).map(({ type }) => type);
  if (types.includes('sealedDeclined')) return 'declined';
  if (!types.includes('sealedAccepted')) return 'asked'; // a key that came unasked opens nothing
  return (await keyOf(db, conversation)) === undefined ? 'awaitsKey' : 'open';
}

/** Of a letter that is sealed, once the conditions were accepted and the key is here. Refuses notReady, wrongKey. */
export async function letterIn(db: Db, { conversation, said }: Arrived): Promise<Uint8Array | undefined> {
  const bytes = fromBase64(said.letter);
  if (said.sealed === undefined || bytes === undefined) return bytes;
  const standing = await sealStanding(db, { conversation, said });
  const key = await keyOf(db, conversation);
  if (key === undefined || standing !== 'open') throw new Refusal('notReady.sealed');
  const isAnnounced = (await identityToRecipient(key).catch(() => '')) === said.sealed.recipient;
  const letter = isAnnounced && hasOneStanza(bytes) ? await openBody(bytes, [key]) : undefined;
  if (letter === undefined) throw new Refusal('wrongKey.sealed');
  return letter;
}

async function keyOf(db: Db, conversation: Uuid): Promise<string | undefined> {
  const came = (await ins.insOf(db, conversation)).filter(({ state }) => state === 'delivered');
  return came.flatMap(({ plain }) => {
    const said = plain && messageOf(plain);
    return said?.type === 'sealedKey' ? [said.key] : [];
  })[0];
}

/**
 * Somebody of the desk accepts what the information binds us to, or declines it with the reason; once, whichever came first. Refuses
 * notAllowed, notFound.
 */
export async function answerConditions(
  {
    house,
    keys,
    person,
  }: { readonly house: Installation; readonly keys: ExchangeKeys; readonly person: Person },
  id: Uuid,
  declined?: { readonly text: string; readonly language: string },
): Promise<void> {
  if (inAgency(person.roles, 'handleRequests') !== 'yes') throw new Refusal('notAllowed.handlesRequests');
  const { db, clock, random } = house;
  const found = await ins.inById(db.kysely, id);
  const said = found?.plain && messageOf(found.plain);
  const conversation = found && (await store.conversationById(db.kysely, found.conversation));
  if (conversation === undefined || said?.type !== 'request' || said.sealed === undefined)
    throw new Refusal('notFound.sealed');
  const peer = await peerLine(db.kysely, conversation.peerOrigin);
  if (peer === undefined || found === undefined) throw new Refusal('notFound.sealed');
  const message: Message =
    declined === undefined
      ? { v: 1, type: 'sealedAccepted', of: found.digest }
      : { v: 1, type: 'sealedDeclined', of: found.digest, ...declined };
  const about = `conditions:${id}`;
  await db.transaction(async (tx) => {
    await store.lockConversation(tx, conversation.id);
    if (await store.isSaid(tx, conversation.id, about)) return;
    const sending = { peer, conversation: conversation.id, message, by: person.id, about };
    await sendIn(tx, { keys, clock, random }, sending);
  });
}

/** Who accepted the conditions of what we sent gets the key of it; once. Returns how many. */
export async function sendSealedKeys(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock, random } = house;
  let sent = 0;
  for (const one of await ins.toAnswer(db.kysely, 'sealedAccepted', AT_ONCE)) {
    const peer = await peerLine(db.kysely, one.peerOrigin);
    if (!canBeTold(peer, clock(), { type: 'sealedKey', v: 1 })) continue;
    const said = messageOf(one.plain);
    const as = await db.transaction(async (tx) => {
      await store.lockConversation(tx, one.conversation);
      const out = (await outs.outsOf(tx, one.conversation)).find(
        ({ digest }) => said?.type === 'sealedAccepted' && digest === said.of,
      );
      const key = out?.sealedWith;
      if (out === undefined || key === undefined) return 'of nothing that we sealed';
      const about = `key:${out.id}`;
      if (await store.isSaid(tx, one.conversation, about)) return 'done';
      const message: Message = { v: 1, type: 'sealedKey', key };
      const sending = { peer, conversation: one.conversation, message, by: undefined, about };
      await sendIn(tx, { keys, clock, random }, sending);
      return 'done';
    });
    await ins.setAnswered(db.kysely, one.id, new Date(clock()), as);
    if (as === 'done') sent += 1;
  }
  return sent;
}
