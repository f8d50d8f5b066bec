// An addressee that runs nothing gets its order in the portal, and what it says there is the act of the request that it is: its first look
// shows that the order was received and starts the clocks, its question rests them. Each is the act that a desk would record, in the name of
// who gave the order, in the transaction of the entry and under its id: once.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { hex } from '../base/bytes.ts';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { signatureOf } from '../evidence/log/log-entry.ts';
import { secondOf } from '../verify/envelope.ts';
import { actOfAnswer, type AnswerSaid } from '../exchange/provider-answer.ts';
import { leavesBySending, maySendNow } from '../exchange/request-exchange.acts.ts';
import type { Knowledge } from '../law/model.ts';
import { asPersonWithin, type Tx } from '../people/as-person.store.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { personById } from '../people/person.store.ts';
import { inCase } from '../people/policy.ts';
import {
  addressees,
  asPortal,
  asPortalWithin,
  type Addressee,
  type PortalAccount,
} from '../people/portal-account.store.ts';
import { requestReference } from '../requests/core/request.ts';
import { addressedIn } from '../requests/verbs/drafting/checks/means-taken.ts';
import { outgoingLetter } from '../requests/verbs/letters/outgoing.acts.ts';
import {
  actIn,
  lifeOf,
  type Acting,
  type RequestActGiven,
  type RequestLife,
} from '../requests/verbs/life/life.acts.ts';
import { requestNumber } from '../requests/machine/states/request.store.ts';
import { standingSignature } from '../requests/machine/signature/signature.store.ts';
import { providerNamed, sameName } from '../requests/machine/way/holder.ts';
import { formatNote } from '../verify/note.ts';
import * as store from './order.store.ts';
import type { Entry, PortalOrder } from './order.store.ts';
import { portalReceiptText, type EntryKind } from './receipt.ts';

export interface Portal {
  readonly house: Installation;
  readonly people: People;
  readonly law: () => Promise<Knowledge>;
}

/** Of one order, by both sides together. */
const ENTRIES_MAX = 1000;
const ADDRESSEES_LISTED = 1000;

interface OrderGiven {
  /** Of the request within its case. */
  readonly number: number;
  readonly addressee: Uuid;
  /** By which way of the law it leaves; said where its transmission is not recorded yet: it is by this. */
  readonly channel?: string | undefined;
  readonly reason?: string | undefined;
}

/** Those of the portal whom the request names: by that name, or another of the same provider. */
export async function addresseesOf(tx: Tx, life: RequestLife, law: Knowledge): Promise<Addressee[]> {
  const { request, legal, setting } = life;
  const { answers, explained } = request.version;
  const draft = setting?.follows?.draft ?? { legal, answers, explained };
  const { goesTo } = draft.legal.form;
  if (goesTo !== 'provider' && goesTo !== 'either') return []; // it goes to the authority of a State, whatever it says of who holds the data
  const names = addressedIn(draft);
  const known = names.flatMap((one) => providerNamed(one, law.providers) ?? []);
  const all = await addressees(tx, ADDRESSEES_LISTED);
  return all.filter(({ name }) => {
    const provider = providerNamed(name, law.providers);
    return names.some((one) => sameName(one, name)) || (provider !== undefined && known.includes(provider));
  });
}

/** Of ours, signed, on its way or about to leave, and to nobody in the portal yet. */
export function mayGiveNow({ request }: Pick<RequestLife, 'request'>): boolean {
  return maySendNow(request);
}

/**
 * Gives a request to who is asked in it, with the letter as it leaves. Where the act `transmit` is not recorded yet, giving is that act, with
 * all that it asks, in the same transaction. Refuses notFound, notAllowed (not by this person, not signed, a guard, not who is
 * asked), conflict (it was given).
 */
export async function giveOrder(portal: Portal, acting: Acting, given: OrderGiven): Promise<Uuid> {
  const { people, person, file, law } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw new Refusal('notAllowed.portalGive');
  return people.db.asPerson(person.id, async (tx) => {
    const life = await lifeOf(tx, acting, given.number, 'lock');
    const { request } = life;
    const addressee = (await addresseesOf(tx, life, law)).find(({ id }) => id === given.addressee);
    if (addressee === undefined) throw new Refusal('notAllowed.portalAddressee');
    const before = await store.orderOfRequest(tx, request.id);
    if (before !== undefined && before.endedAt === undefined) throw new Refusal('conflict.portalGiven');
    const signature = await standingSignature(tx, request);
    if (!mayGiveNow(life) || signature === undefined) throw new Refusal('notAllowed.portalUnsigned');
    const letter = await outgoingLetter(portal.house, signature, request.letterIn);
    if (leavesBySending(request)) {
      const evidence = `Given in the portal to ${addressee.name}`;
      const detail = given.channel === undefined ? {} : { channel: given.channel };
      await actIn(tx, acting, {
        number: given.number,
        act: 'transmit',
        evidence,
        reason: given.reason,
        detail,
      });
    }
    const id = newUuid(people.clock, people.random);
    await store.insertOrder(tx, {
      id,
      addressee: addressee.id,
      request: request.id,
      caseId: file.id,
      reference: requestReference(file.reference, given.number),
      letter,
      sha256: sha256Of(letter),
      givenBy: person.id,
      givenAt: new Date(people.clock()),
    });
    return id;
  });
}

/** The addressee sees nothing of it any more; what was said stays with the request. Twice is once. Refuses notAllowed. */
export async function takeOrderBack(acting: Acting, number: number): Promise<void> {
  const { people, person, file } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw new Refusal('notAllowed.portalGive');
  await people.db.asPerson(person.id, async (tx) => {
    const { request } = await lifeOf(tx, acting, number, 'lock');
    const order = await store.orderOfRequest(tx, request.id);
    if (order === undefined) return; // given to nobody
    await store.endOrder(tx, order.id, person.id, new Date(people.clock()));
  });
}

interface Said {
  /** Idempotency key: the entry has it, and the event of the request. */
  readonly id: Uuid;
  readonly text?: string | undefined;
  /** Annex III: of what cannot be executed, or not yet. */
  readonly answer?: AnswerSaid | undefined;
  /** Of a file that is handed over. */
  readonly file?: Entry['file'];
}

/** The authority answers. Where a question rests the request, that is the act. Refuses notFound, notAllowed, conflict. */
export async function answerInPortal(
  portal: Portal,
  acting: Acting,
  { number, ...said }: Said & { readonly number: number },
): Promise<void> {
  const { people, person, file } = acting;
  if (inCase(file.role, 'sendRequest') !== 'yes') throw new Refusal('notAllowed.portalGive');
  await people.db.asPerson(person.id, async (tx) => {
    const { request } = await lifeOf(tx, acting, number);
    // Held in the order in which an addressee holds them who speaks at the same time (`say`).
    const given = await store.orderOfRequest(tx, request.id);
    if (given !== undefined) await store.lockOrder(tx, given.id);
    await lifeOf(tx, acting, number, 'lock');
    const order = await store.orderOfRequest(tx, request.id);
    if (order === undefined || order.id !== given?.id || order.endedAt !== undefined)
      throw new Refusal('notFound.portalOrder');
    if (!(await isNew(tx, order, said.id))) return;
    const evidence = `Answered in the portal to ${order.addressee.name}`;
    const act = { number, act: 'answerClarification', evidence, reason: said.text, id: said.id };
    const followedAs = await attempt(tx, () => actIn(tx, acting, act));
    await put(tx, portal, { order, kind: 'answer', said, followedAs, by: { person: person.id } });
  });
}

/** What an addressee may say, and the act of the request that it is; none: a person looks at it. */
type SaidByAddressee = Exclude<EntryKind, 'opened' | 'answer' | 'file' | 'signed'>;

/** First look: the order was received. Refuses notFound, whoever's it is. */
export async function openOrder(portal: Portal, account: PortalAccount, id: Uuid): Promise<PortalOrder> {
  const order = await orderInSight(portal, account, id);
  const seen = await asPortal(portal.people.operator, account.id, (tx) => store.entriesOf(tx, id));
  if (seen.some(({ kind }) => kind === 'opened')) return order;
  const { clock, random } = portal.people;
  await say(portal, account, { order: id, kind: 'opened', id: newUuid(clock, random) });
  return order;
}

/** A file that has arrived whole. Refuses notFound, notAllowed (too many). Twice is once. */
export function handOverFile(
  portal: Portal,
  account: PortalAccount,
  said: Said & { readonly order: Uuid; readonly file: NonNullable<Entry['file']> },
): Promise<void> {
  return say(portal, account, { ...said, kind: 'file' });
}

/** Refuses notFound, notAllowed (too many). Twice is once. */
export function sayInPortal(
  portal: Portal,
  account: PortalAccount,
  said: Said & { readonly order: Uuid; readonly kind: SaidByAddressee },
): Promise<void> {
  return say(portal, account, said);
}

export async function orderInSight(
  { people }: Pick<Portal, 'people'>,
  account: PortalAccount,
  id: Uuid,
): Promise<PortalOrder> {
  const order = await asPortal(people.operator, account.id, (tx) => store.orderById(tx, id));
  if (order === undefined) throw new Refusal('notFound.portalOrder');
  return order;
}

async function say(
  portal: Portal,
  account: PortalAccount,
  { order: id, kind, ...said }: Said & { readonly order: Uuid; readonly kind: EntryKind },
): Promise<void> {
  const law = await portal.law();
  await portal.people.operator.transaction(async (tx) => {
    await store.lockOrder(tx, id);
    // What this account may see, by the rules of the tables: whatever follows is about that.
    const found = await asPortalWithin(tx, account.id, async (own) => {
      const order = await store.orderById(own, id);
      return order && { order, entries: await store.entriesOf(own, id) };
    });
    if (found === undefined) throw new Refusal('notFound.portalOrder');
    const { order, entries } = found;
    if (entries.some((one) => one.id === said.id || (kind === 'opened' && one.kind === kind))) return;
    if (entries.length >= ENTRIES_MAX) throw new Refusal('notAllowed.portalEntries', { max: ENTRIES_MAX });
    const followedAs = await follow(tx, { portal, law }, { account, order, kind, said });
    await asPortalWithin(tx, account.id, (own) =>
      put(own, portal, { order, kind, said, followedAs, by: { account: account.id } }),
    );
  });
}

interface Followed {
  readonly account: PortalAccount;
  readonly order: PortalOrder;
  readonly kind: EntryKind;
  readonly said: Said;
}

/** Records the act that it is, as who gave the order: `done`, or why a person must look at it. */
async function follow(
  tx: Tx,
  { portal, law }: { readonly portal: Portal; readonly law: Knowledge },
  { account, order, kind, said }: Followed,
): Promise<string> {
  const { people } = portal;
  const person = await personById(tx, order.givenBy);
  const file = person && (await caseOfMemberById(tx, order.caseId, person.id));
  const number = await requestNumber(tx, order.request);
  if (person === undefined || person.endedAt !== undefined || !file || number === undefined)
    return 'who gave the order is not in the case any more';
  const acting: Acting = { people, person, file, law };
  return attempt(tx, () =>
    asPersonWithin(tx, person.id, async (own) => {
      const { items } = await lifeOf(own, acting, number);
      const act = actOf(
        kind,
        items.map(({ item }) => item),
        said,
      );
      if (act === undefined) throw new Refusal('conflict.portalForPerson');
      const evidence = `${account.name} of ${order.addressee.name}, signed in to the portal`;
      await actIn(own, acting, { number, id: said.id, evidence, reason: said.text, ...act });
    }),
  );
}

function actOf(
  kind: EntryKind,
  items: readonly number[],
  { text, answer }: Said,
): Pick<RequestActGiven, 'act' | 'detail' | 'reason'> | undefined {
  const all = (actual: 'produced' | 'none') => ({ items: items.map((item) => ({ item, actual })) });
  switch (kind) {
    case 'opened':
      return { act: 'deliver' };
    case 'acknowledged':
      return { act: 'acknowledge', ...(text !== undefined && { detail: { reference: text } }) };
    case 'question':
      return { act: 'askClarification' };
    case 'working':
      return { act: 'beginExecution' };
    case 'produced':
      return { act: 'reportExecuted', detail: all('produced') };
    case 'none':
      return { act: 'reportExecuted', detail: all('none') };
    case 'unable':
      return answer && actOfAnswer(answer);
    case 'answer':
    case 'file':
    case 'signed':
      return undefined;
  }
}

/** What is refused leaves nothing behind in the transaction. */
async function attempt(tx: Tx, act: () => Promise<unknown>): Promise<string> {
  await sql`savepoint portal_act`.execute(tx);
  try {
    await act();
    return 'done';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sql`rollback to savepoint portal_act`.execute(tx);
    return error.message;
  }
}

async function isNew(tx: Tx, { id }: PortalOrder, entry: Uuid): Promise<boolean> {
  const entries = await store.entriesOf(tx, id);
  if (entries.some((one) => one.id === entry)) return false;
  if (entries.length >= ENTRIES_MAX) throw new Refusal('notAllowed.portalEntries', { max: ENTRIES_MAX });
  return true;
}

async function put(
  tx: Tx,
  { house }: Portal,
  made: {
    readonly order: PortalOrder;
    readonly kind: EntryKind;
    readonly said: Said;
    readonly followedAs: string;
    readonly by: { readonly account: Uuid } | { readonly person: Uuid };
  },
): Promise<void> {
  const { order, kind, said, followedAs, by } = made;
  const now = house.clock();
  const last = await house.published();
  const text = portalReceiptText({
    origin: house.identity.origin,
    order: order.id,
    reference: order.reference,
    letter: order.sha256,
    entry: said.id,
    kind,
    account: 'account' in by ? by.account : undefined,
    addressee: order.addressee.id,
    text: said.text === undefined ? undefined : sha256Of(said.text),
    file: said.file,
    at: secondOf(now),
    log: last && { size: last.size, root: hex(last.root) },
  });
  const receipt = formatNote(text, [signatureOf(house.identity.service, text, Math.floor(now / 1000))]);
  const entry: Omit<Entry, 'account'> = {
    file: said.file,
    id: said.id,
    kind,
    text: said.text,
    at: new Date(now),
    followedAs,
    receipt,
  };
  await store.insertEntry(tx, { ...entry, order: order.id, by });
}

export function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
