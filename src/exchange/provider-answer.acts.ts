// A provider answers an order that it cannot execute, or not yet, at any time after it came: also before anybody registered it. Said at once to
// who asked; where the order is registered, it is the act of its life too, under the id of the message: once, and told once.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Db } from '../evidence/log/log.store.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { takeAct } from '../requests/verbs/life/life.acts.ts';
import { readAll, type BodyOf } from '../web/fields/field.ts';
import { isSaid, lockConversation } from './conversation.store.ts';
import { secondOf } from '../verify/envelope.ts';
import type { ExchangeKeys } from './exchange-keys.acts.ts';
import { messageOf, type Message, type MessageOf } from './message.ts';
import { neededPeer } from './peer-document.acts.ts';
import { actOfAnswer, ANSWER_TYPES, ANSWERING, isAnswer, type AnswerType } from './provider-answer.ts';
import { actingFor, orderSeen, refuseOthers } from './provider-order.acts.ts';
import type { Following } from './request-life.acts.ts';
import { setFollowed } from './request-life.store.ts';
import { sendIn } from './send.acts.ts';

const AT_ONCE = 200;
/** Nobody has looked into the order yet: it is neither refused nor postponed there. A question that was asked before is not asked again. */
const NOT_LOOKED_INTO = ['received', 'emergencyVerified', 'authenticated', 'registered'];

interface Answering {
  readonly house: Pick<Installation, 'db' | 'clock' | 'random'>;
  readonly people: People;
  readonly keys: ExchangeKeys;
}

/** Under its id once. Refuses notFound, notAllowed (not their role; the other side does not know the message), badInput. */
export async function answerOrder(
  { house, people, keys }: Answering,
  by: Person,
  {
    order: id,
    id: key,
    language,
    ...body
  }: { readonly order: Uuid; readonly id: Uuid; readonly language: string } & BodyOf<typeof ANSWERING>,
): Promise<void> {
  refuseOthers(by);
  const { order } = (await orderSeen(people, by, id)) ?? {};
  if (order === undefined) throw new Refusal('notFound.providerOrder');
  const { reasons, interests, ...rest } = readAll(ANSWERING, body, undefined);
  const { conversation } = order;
  const said = Object.fromEntries(Object.entries(rest).filter(([, one]) => one !== undefined));
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  const message = {
    v: 1,
    type: interests === undefined ? 'providerAnswer' : 'conflictObjection',
    at: secondOf(house.clock()),
    zone,
    language,
    reasons: [...reasons],
    ...(interests !== undefined && { interests: [...interests] }),
    ...said,
  } as Message; // as its fields were read
  const peer = await neededPeer(people.operator.kysely, order.peerOrigin);
  const about = `providerAnswer:${key}`;
  await house.db.transaction(async (tx) => {
    await lockConversation(tx, conversation);
    if (await isSaid(tx, conversation, about)) return;
    await sendIn(
      tx,
      { keys, clock: house.clock, random: house.random },
      { peer, conversation, message, by: by.id, about },
    );
  });
}

export interface AnswerGiven {
  readonly id: Uuid;
  readonly at: Date;
  readonly said: MessageOf<AnswerType>;
  /** `done`: it is an act of what was registered; otherwise why a person must record it. Undefined: nothing is registered. */
  readonly as: string | undefined;
}

/** In this conversation, the newest first. For who may see the order. */
export async function answersGiven(db: Db, conversation: Uuid): Promise<AnswerGiven[]> {
  const { rows } = await sql<{ id: Uuid; plain: Buffer; queued_at: Date; followed_as: string | null }>`
    select id, plain, queued_at, followed_as from exchange_out
     where conversation_id = ${conversation} and type = any(${[...ANSWER_TYPES]}) order by seq desc limit 100`.execute(
    db,
  );
  return rows.flatMap(({ id, plain, queued_at: at, followed_as: as }) => {
    const said = messageOf(plain);
    return said !== undefined && isAnswer(said.type)
      ? [{ id, at, said: said as MessageOf<AnswerType>, as: as ?? undefined }]
      : [];
  });
}

interface ToSettle {
  readonly id: Uuid;
  readonly plain: Buffer;
  readonly note_sha256: string;
  readonly case_id: Uuid;
  readonly number: number;
  readonly state: string;
  readonly by_person: Uuid | null;
  readonly opened_by: Uuid | null;
}

/** What was answered of an order becomes the act of what was registered from it; once. */
export async function settleAnswers({ house, people, law }: Following): Promise<number> {
  const { kysely } = house.db;
  const { rows } = await sql<ToSettle>`
    select o.id, o.plain, o.note_sha256, r.case_id, r.number, r.state, o.by_person,
           (select i.opened_by from exchange_in i where i.conversation_id = c.id and i.type = 'request' and i.state = 'delivered') as opened_by
      from exchange_out o join exchange_conversation c on c.id = o.conversation_id join request r on r.id = c.request_id
     where o.type = any(${[...ANSWER_TYPES]}) and o.followed_at is null order by o.queued_at, o.seq limit ${AT_ONCE}`.execute(
    kysely,
  );
  let settled = 0;
  for (const { id, plain, note_sha256: digest, case_id: caseId, number, state, ...who } of rows) {
    const said = messageOf(plain);
    const answer = said !== undefined && isAnswer(said.type) ? (said as MessageOf<AnswerType>) : undefined; // of these types
    const act = answer && actOfAnswer(answer);
    if (act?.act !== 'askClarification' && NOT_LOOKED_INTO.includes(state)) continue;
    const persons = [who.by_person, who.opened_by].filter((one) => one !== null);
    const acting = await actingFor({ house, people, law }, { persons, caseId });
    let as = 'who answered it is not in the case';
    if (acting !== undefined && answer !== undefined && act !== undefined) {
      const given = { id, number, zone: answer.zone, evidence: `Message ${digest}` };
      as = await takeAct(acting, { ...given, ...act }).then(() => 'done', whyNot);
    }
    await setFollowed(kysely, { id, isOurs: true }, { at: new Date(house.clock()), as });
    settled += 1;
  }
  return settled;
}

function whyNot(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  throw error; // the next round tries again
}
