// SQL of what is said between installations of data that are kept.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';
import { actDetail, type ActDetail } from '../requests/machine/states/life.ts';

/** An act on data that are kept, of which the other side is to be told. */
export interface HoldToTell {
  /** Of the event. */
  readonly id: Uuid;
  readonly act: string;
  readonly isOurs: boolean;
  readonly occurredAt: Date;
  readonly zone: string;
  readonly reason: string | undefined;
  readonly detail: ActDetail;
  readonly by: Uuid | undefined;
  readonly conversation: Uuid;
  readonly language: string;
  /** Conversation about the request that asks for the data. */
  readonly production: Uuid | undefined;
}

export interface HoldActs {
  readonly asks: readonly string[];
  readonly asked: readonly string[];
  /** What who asks says only of forms that order. */
  readonly ordered: readonly string[];
  readonly orders: readonly string[];
  readonly since: Date;
}

/** In the order in which they were recorded; what came from this peer is not told back to it. */
export async function holdActsToTell(
  db: Db,
  peerOrigin: string,
  { asks, asked, ordered, orders, since }: HoldActs,
  most: number,
): Promise<HoldToTell[]> {
  const { rows } = await sql<TellRow>`
    select e.id, e.act, c.is_ours, e.occurred_at, e.zone, e.reason, e.detail, e.by_person, c.id as conversation, r.written_in, q.id as production
      from preservation_event e join preservation p on p.id = e.preservation_id join request r on r.id = p.request_id
      join exchange_conversation c on c.request_id = r.id
      left join exchange_conversation q on q.request_id = p.production_id and q.peer_origin = c.peer_origin
     where c.peer_origin = ${peerOrigin} and e.at > ${since} and e.at >= c.opened_at
       and p.direction = case when c.is_ours then 'outgoing' else 'incoming' end
       and e.act = any(case when c.is_ours then ${[...asks]}::text[] else ${[...asked]}::text[] end)
       and (not c.is_ours or e.act <> all(${[...ordered]}::text[]) or r.form = any(${[...orders]}::text[]))
       and (e.act <> 'announceProduction' or exists (select from exchange_in g where g.conversation_id = q.id and g.type = 'registered'))
       and not exists (select from exchange_in i where i.id = e.id)
       and not exists (select from exchange_out o where o.conversation_id = c.id and o.about = 'act:' || e.id)
     order by e.at, e.number limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    act: row.act,
    isOurs: row.is_ours,
    occurredAt: row.occurred_at,
    zone: row.zone,
    reason: row.reason ?? undefined,
    detail: actDetail.parse(row.detail), // as it was kept
    by: row.by_person ?? undefined,
    conversation: row.conversation,
    language: row.written_in,
    production: row.production ?? undefined,
  }));
}

interface TellRow {
  readonly id: Uuid;
  readonly act: string;
  readonly is_ours: boolean;
  readonly occurred_at: Date;
  readonly zone: string;
  readonly reason: string | null;
  readonly detail: unknown;
  readonly by_person: Uuid | null;
  readonly conversation: Uuid;
  readonly written_in: string;
  readonly production: Uuid | null;
}

/** The request that a conversation with this peer is about. */
export async function requestOfConversation(
  db: Db,
  conversation: Uuid,
  peerOrigin: string,
): Promise<Uuid | undefined> {
  const row = await db
    .selectFrom('exchange_conversation')
    .select('request_id')
    .where('id', '=', conversation)
    .where('peer_origin', '=', peerOrigin)
    .executeTakeFirst();
  return (row?.request_id ?? undefined) as Uuid | undefined; // a column of type uuid
}

/** A request by line that asks that data be kept, of which there is no preservation. */
export interface HoldToBegin {
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly number: number;
  readonly isOurs: boolean;
  readonly peerAgency: string;
  readonly person: Uuid;
}

/**
 * Ours once it was delivered, theirs once it is registered; the newest first. `orders`: what the registration itself begins, where we are
 * the addressee. Those that are over begin nothing.
 */
export async function holdsToBegin(
  db: Db,
  {
    keeping,
    orders,
    over,
  }: {
    readonly keeping: readonly string[];
    readonly orders: readonly string[];
    readonly over: readonly string[];
  },
  most: number,
): Promise<HoldToBegin[]> {
  const { rows } = await sql<BeginRow>`
    select * from (
      select r.id as request, r.case_id, r.number, c.is_ours, l.agency, c.opened_at,
             case when c.is_ours
                  then (select o.by_person from exchange_out o where o.conversation_id = c.id and o.type = 'request' and o.delivery is not null limit 1)
                  else (select i.opened_by from exchange_in i where i.conversation_id = c.id and i.type = 'request' and i.state = 'delivered' limit 1) end as person
        from exchange_conversation c join request r on r.id = c.request_id join peer l on l.origin = c.peer_origin and l.withdrawn_at is null
       where r.form = any(${[...keeping]}) and (c.is_ours or r.form <> all(${[...orders]})) and r.state <> all(${[...over]})
         and not exists (select from preservation p where p.request_id = r.id)) waiting
     where person is not null order by opened_at desc limit ${most}`.execute(db);
  return rows.map((row) => ({
    request: row.request,
    caseId: row.case_id,
    number: row.number,
    isOurs: row.is_ours,
    peerAgency: row.agency,
    person: row.person,
  }));
}

interface BeginRow {
  readonly request: Uuid;
  readonly case_id: Uuid;
  readonly number: number;
  readonly is_ours: boolean;
  readonly agency: string;
  readonly person: Uuid;
}
