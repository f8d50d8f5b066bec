// What an installation of a provider does of itself with an order that came by line, and what people and its retrieval system record of it.
// The instruction to keep is given before anybody reads the order (Regulation (EU) 2023/1543, Arts 10(1), 11(1); Budapest Convention,
// Art. 29), and said to the other side as just that: that the data are kept is said when somebody, or the retrieval system, says so here.
import { fromBase64 } from '../base/bytes.ts';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { RECORDS_KEPT, recordsKept } from '../evidence/packages/records.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { Knowledge } from '../law/model.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import type { People } from '../people/people.acts.ts';
import { personById } from '../people/person.store.ts';
import type { Person } from '../people/person.ts';
import { inAgency } from '../people/policy.ts';
import { changeSetting } from '../people/setting.acts.ts';
import { readSetting } from '../people/setting.store.ts';
import { preservationAskedBy } from '../requests/machine/clocks/preservation.store.ts';
import { categoriesOf, hasKept } from '../requests/core/form.ts';
import { namedIn } from '../requests/core/named.ts';
import { formOf, orderOf } from '../requests/forms/index.ts';
import { readPaper } from '../requests/verbs/incoming/register.acts.ts';
import { takeAct, type Acting } from '../requests/verbs/life/life.acts.ts';
import { takePreservationAct } from '../requests/verbs/life/preservation.acts.ts';
import { draftOf } from '../requests/machine/messages/request-file.ts';
import { readAll, type BodyOf } from '../web/fields/field.ts';
import { secondOf } from '../verify/envelope.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { messageOf } from './message.ts';
import { linesOf, ownDocument } from './peer-document.acts.ts';
import {
  KEEPING,
  MAPPING,
  NOTHING_OURS,
  PROVIDER_OURS,
  providerOurs,
  type Mapped,
  type ProviderOrder,
  type ProviderOurs,
} from './provider-order.ts';
import * as store from './provider-order.store.ts';
import type { Following } from './request-life.acts.ts';
import { canBeTold, sayOnce } from './send.acts.ts';

const AT_ONCE = 20;
const TOLD_WITHIN_MS = 14 * 86_400_000;
const SEEN_MAX = 200;

/** By what its own peer document says of it. */
export async function isProvider(db: Db): Promise<boolean> {
  return (await ownDocument(db))?.kinds.includes('provider') === true;
}

export async function ourEntities(db: Db): Promise<ProviderOurs> {
  return (await readSetting(db, PROVIDER_OURS, providerOurs))?.value ?? NOTHING_OURS;
}

/** How our records are made, as an administrator says it. */
export async function ourRecords(db: Db): Promise<string | undefined> {
  return (await readSetting(db, RECORDS_KEPT, recordsKept))?.value.statement;
}

export function setOurs(people: People, by: Person, ours: ProviderOurs): Promise<void> {
  return changeSetting(people, by, PROVIDER_OURS, providerOurs.parse(ours));
}

/** How many orders were read. Nothing where this is no provider. */
export async function readOrders({ house, law }: Pick<Following, 'house' | 'law'>): Promise<number> {
  const { kysely } = house.db;
  const unread = (await isProvider(kysely)) ? await store.unreadOrders(kysely, AT_ONCE) : [];
  for (const { id, conversation, plain } of unread) {
    const at = new Date(house.clock());
    const read = await readOrder(plain, await law());
    const { isKept = false, ...order } = read ?? NOT_READ;
    await store.insertOrder(kysely, { id, conversation, at, ...order, keepFrom: isKept ? at : undefined });
  }
  return unread.length;
}

type OrderRead = Omit<store.NewOrder, 'id' | 'conversation' | 'at' | 'keepFrom'> & {
  readonly isKept?: boolean;
};

const NOT_READ: OrderRead = {
  form: undefined,
  entities: [],
  services: [],
  identifiers: [],
  categories: [],
  secrecy: undefined,
};

/** Undefined: a person reads it. What is sealed is opened by nobody before its conditions are accepted. */
async function readOrder(plain: Uint8Array, law: Knowledge): Promise<OrderRead | undefined> {
  const said = messageOf(plain);
  const bytes = said?.type === 'request' && said.sealed === undefined ? fromBase64(said.letter) : undefined;
  const read = bytes && (await readPaper({ bytes }, law).catch(notRead));
  if (read?.kind !== 'read') return undefined;
  const { legal, answers } = draftOf(read.message, law);
  const { form } = legal;
  const { confidentiality } = form.roles;
  const secrecy = confidentiality === undefined ? undefined : answers[confidentiality];
  return {
    form: form.id,
    ...namedIn(form, answers),
    categories: categoriesOf(form, answers),
    secrecy: typeof secrecy === 'string' && secrecy.trim() !== '' ? secrecy.slice(0, 4000) : undefined,
    isKept: hasKept(form) || form.order === 'production',
  };
}

function notRead(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
  return undefined;
}

/** Says to who asks that the instruction was given, and when. Once. */
export async function tellInstructions(house: Installation, keys: ExchangeKeys): Promise<number> {
  const { db, clock } = house;
  const lines = await linesOf(db.kysely);
  const peers = lines.filter((peer) => canBeTold(peer, clock(), { type: 'preservedAtOnce', v: 1 }));
  const since = new Date(clock() - TOLD_WITHIN_MS);
  const origins = peers.map(({ peer }) => peer.origin);
  let told = 0;
  for (const one of await store.keepsToTell(db.kysely, origins, since, AT_ONCE)) {
    const peer = peers.find((line) => line.peer.origin === one.peerOrigin);
    if (peer === undefined) continue;
    const { conversation } = one;
    const about = `keep:${one.id}`;
    const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
    const message = { v: 1, type: 'preservedAtOnce', at: secondOf(one.at.getTime()), zone } as const;
    if (await sayOnce(house, keys, { peer, conversation, message, by: undefined, about })) told += 1;
  }
  return told;
}

/** The orders that this person may know of, the newest first. */
export function ordersOfDesk(
  people: Pick<People, 'db'>,
  by: Person,
  which: { readonly toKeep?: boolean } = {},
): Promise<ProviderOrder[]> {
  return people.db.asPerson(by.id, (tx) => store.ordersSeen(tx, { ...which, most: SEEN_MAX }));
}

export interface OrderSeen {
  readonly order: ProviderOrder;
  readonly accounts: readonly Mapped[];
}

export function orderSeen(people: Pick<People, 'db'>, by: Person, id: Uuid): Promise<OrderSeen | undefined> {
  return people.db.asPerson(by.id, async (tx) => {
    const [order] = await store.ordersSeen(tx, { id, most: 1 });
    return order && { order, accounts: await store.accountsOf(tx, id) };
  });
}

type Recording = Pick<People, 'db' | 'clock' | 'random' | 'through'>;

/** Of an instruction to keep: how it was carried out. The same answer again is none. Refuses notFound, notAllowed, conflict, badInput. */
export async function answerKeeping(
  people: Recording,
  by: Person,
  { order, ...body }: { readonly order: Uuid } & BodyOf<typeof KEEPING>,
): Promise<void> {
  refuseOthers(by);
  const { outcome: as, reference, reason } = readAll(KEEPING, body, undefined);
  await people.db.asPerson(by.id, async (tx) => {
    const found = await neededOrder(tx, order);
    if (found.keepFrom === undefined) throw new Refusal('conflict.nothingToKeep');
    const at = new Date(people.clock());
    const given = { as, reference, reason, by: by.id, through: people.through, at };
    if (await store.setKept(tx, order, given)) return;
    const { kept } = await neededOrder(tx, order);
    if (kept?.as !== as || kept.reference !== reference) throw new Refusal('conflict.keepingAnswered');
  });
}

/** Whose account an identifier of an order is. The same again is none. Refuses notFound, notAllowed, badInput. */
export async function mapAccount(
  people: Recording,
  by: Person,
  { order, ...body }: { readonly order: Uuid } & BodyOf<typeof MAPPING>,
): Promise<void> {
  refuseOthers(by);
  await people.db.asPerson(by.id, async (tx) => {
    const { identifiers } = await neededOrder(tx, order);
    const { place, account } = readAll(MAPPING, body, { identifiers });
    const known = (await store.accountsOf(tx, order)).find((one) => one.place === place.place);
    if (known !== undefined && known.account === account) return;
    const id = newUuid(people.clock, people.random);
    const at = new Date(people.clock());
    const made = { id, order, place: place.place, account, by: by.id, through: people.through, at };
    await store.insertAccount(tx, made);
  });
}

export function refuseOthers(by: Person): void {
  if (inAgency(by.roles, 'handleRequests') !== 'yes') throw new Refusal('notAllowed.handlesOrders');
}

async function neededOrder(tx: Tx, id: Uuid): Promise<ProviderOrder> {
  const [order] = await store.ordersSeen(tx, { id, most: 1 });
  if (order !== undefined) return order;
  throw new Refusal('notFound.providerOrder');
}

/** What was answered of an instruction becomes the act of what was registered from the order; once. */
export async function settleKeeping({ house, people, law }: Following): Promise<number> {
  const { kysely } = house.db;
  let settled = 0;
  for (const one of await store.keepsToSettle(kysely, AT_ONCE)) {
    const acting = await actingFor({ house, people, law }, one);
    const as = acting === undefined ? 'who answered it is not in the case' : await settleOne(acting, one);
    await store.setSettled(kysely, one.id, new Date(house.clock()), as);
    settled += 1;
  }
  return settled;
}

export async function actingFor(
  { house, people, law }: Following,
  { persons, caseId }: Pick<store.ToSettle, 'persons' | 'caseId'>,
): Promise<Acting | undefined> {
  for (const id of persons) {
    const person = await personById(house.db.kysely, id);
    const file = await caseOfMemberById(house.db.kysely, caseId, id);
    if (person && file) return { people, person, file, law: await law() };
  }
  return undefined;
}

async function settleOne(acting: Acting, one: store.ToSettle): Promise<string> {
  const { people, person } = acting;
  const { conversation: id, keptAs, keptAt, keepFrom, reference, reason } = one;
  const given = {
    id, // of the conversation: that of the message is what came

    occurredAt: keptAt.toISOString(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    evidence: `Instruction to keep of ${keepFrom.toISOString()}, answered ${keptAt.toISOString()}`,
    reason,
  };
  const isProduction = orderOf(one.form) === 'production';
  if (isProduction && keptAs !== 'kept') return 'nothing is kept: a person answers the order';
  try {
    if (isProduction) {
      await takeAct(acting, { ...given, number: one.number, act: 'preserveAtOnce' });
      return 'done';
    }
    if (formOf(one.form) === undefined) return 'a form that is not known';
    const held = await people.db.asPerson(person.id, (tx) => preservationAskedBy(tx, one.request));
    if (held === undefined) return 'this order has no preservation';
    const act = keptAs === 'kept' ? 'confirm' : 'findImpossible';
    const detail = reference === undefined ? {} : { reference };
    await takePreservationAct(acting, { ...given, number: held.number, act, detail });
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error; // the next round tries again
  }
}
