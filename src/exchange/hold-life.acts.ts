// Data that are kept for a request by line: the preservation begins on both sides by itself (ours with its transmission), and what is done on
// one is the same act on the other, with the signed message as evidence, under the id of the message: once.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { caseOfMemberById } from '../people/case-member.store.ts';
import { personById } from '../people/person.store.ts';
import { REQUEST_OVER } from '../requests/machine/clocks/follow.acts.ts';
import { preservationAskedBy } from '../requests/machine/clocks/preservation.store.ts';
import { hasKept } from '../requests/core/form.ts';
import { formOf, FORMS, ordersOf } from '../requests/forms/index.ts';
import { holdAsked } from '../requests/verbs/life/hold-asked.acts.ts';
import { beginPreservation, takePreservationAct } from '../requests/verbs/life/preservation.acts.ts';
import { lifeOf, type Acting } from '../requests/verbs/life/life.acts.ts';
import { secondOf } from '../verify/envelope.ts';
import * as store from './hold-life.store.ts';
import { HOLD_TYPES, HOLDS, travelsOf, typeOfHold, type HoldType } from './hold-messages.ts';
import { versionOf, type Message, type MessageOf } from './message.ts';
import type { PeerLine } from './peer-document.acts.ts';
import type { Following } from './request-life.acts.ts';

const AT_ONCE = 50;
const KEEPING = FORMS.filter(hasKept).map(({ id }) => id);
const ORDERS = ordersOf('preservation');

/** How many were begun: of requests of ours that were delivered, and of theirs that are registered. */
export async function beginHolds({ house, people, law }: Following): Promise<number> {
  const { kysely } = house.db;
  let begun = 0;
  const which = { keeping: KEEPING, orders: ORDERS, over: REQUEST_OVER };
  for (const one of await store.holdsToBegin(kysely, which, AT_ONCE)) {
    const person = await personById(kysely, one.person);
    const file = await caseOfMemberById(kysely, one.caseId, one.person);
    if (!person || !file) continue; // whoever sent it, or took it in, is not in the case any more: a person begins it
    try {
      await beginHold({ people, person, file, law: await law() }, one);
      begun += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return begun;
}

/** Under the id of the request: once. */
async function beginHold(acting: Acting, { number, peerAgency }: store.HoldToBegin): Promise<void> {
  const { people, person } = acting;
  const { request, legal } = await people.db.asPerson(person.id, (tx) => lifeOf(tx, acting, number));
  await beginPreservation(acting, holdAsked(acting, legal, request, peerAgency));
}

/** An act that came by line. */
export interface HoldGiven {
  readonly id: Uuid;
  readonly hold: MessageOf<HoldType>;
  readonly occurredAt: string;
  readonly evidence: string;
  readonly peerOrigin: string;
}

/** `done`, or why it is for a person. Refusals: those of the act. */
export async function followHold(
  acting: Acting,
  request: Uuid,
  { id, hold, occurredAt, evidence, peerOrigin }: HoldGiven,
): Promise<string> {
  const { people, person } = acting;
  const held = await people.db.asPerson(person.id, (tx) => preservationAskedBy(tx, request));
  if (held === undefined) return 'this request has no preservation';
  const { does: act, isOrdered } = travelsOf(hold.type);
  if (isOrdered === true && formOf(held.form)?.order !== 'preservation')
    return 'what was asked is no order: whoever keeps the data decides how long';
  const production =
    hold.production &&
    (await store.requestOfConversation(people.operator.kysely, hold.production, peerOrigin));
  if (hold.production !== undefined && production === undefined)
    return 'the request for the data is not registered here';
  await takePreservationAct(acting, {
    number: held.number,
    id,
    act,
    occurredAt,
    zone: hold.zone,
    evidence,
    reason: hold.text,
    detail: {
      ...(hold.until !== undefined && { endsAt: hold.until }),
      ...(hold.reference !== undefined && { reference: hold.reference }),
      ...(production !== undefined && { production }),
    },
  });
  return 'done';
}

/** What this peer can be told of. */
export function holdsKnownTo({ document }: PeerLine, since: Date): store.HoldActs {
  const known = HOLD_TYPES.filter((type) => document.messages[type]?.includes(versionOf(type)) === true);
  const by = (who: 'asks' | 'asked') => known.filter((type) => HOLDS[type].by === who);
  const acts = (types: readonly HoldType[]) => types.map((type) => HOLDS[type].does);
  const ordered = HOLD_TYPES.filter((type) => travelsOf(type).isOrdered);
  return { asks: acts(by('asks')), asked: acts(by('asked')), ordered: acts(ordered), orders: ORDERS, since };
}

export function messageOfHold(one: store.HoldToTell): Message {
  const type = typeOfHold(one.act, one.isOurs);
  if (type === undefined) throw new Error(`${one.act} does not travel`);
  const { endsAt, reference } = one.detail;
  return {
    v: 1,
    type,
    at: secondOf(one.occurredAt.getTime()),
    zone: one.zone,
    language: one.language,
    ...(one.reason !== undefined && { text: one.reason }),
    ...(endsAt !== undefined && { until: secondOf(Date.parse(endsAt)) }),
    ...(reference !== undefined && { reference: reference.slice(0, 200) }),
    ...(one.production !== undefined && type === 'productionAnnounced' && { production: one.production }),
  };
}
