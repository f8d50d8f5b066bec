// SQL of what came by line and is an act in the life of a request.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';
import { actDetail, type ActDetail } from '../requests/machine/states/life.ts';

export interface ToFollow {
  /** Of the message: the event of the request has it too. */
  readonly id: Uuid;
  readonly isOurs: boolean;
  readonly type: string;
  readonly peerOrigin: string;
  readonly caseId: Uuid;
  readonly request: Uuid;
  readonly conversation: Uuid;
  /** Of the request within its case. */
  readonly number: number;
  /** Who sent the request, or took it in; undefined: nobody that is known. */
  readonly person: Uuid | undefined;
  readonly queuedAt: Date;
  /** Nothing that either side does on it was done before. */
  readonly openedAt: Date;
  /** The receipt of the request that we sent. */
  readonly delivery: Uint8Array | undefined;
  /** Of what came. */
  readonly plain: Uint8Array | undefined;
  readonly envelope: Uint8Array;
}

/** Receipts of requests first, then what was said of them, in the order in which it came. `types`: messages that are acts. */
export async function toFollow(db: Db, types: readonly string[], most: number): Promise<ToFollow[]> {
  const { rows } = await sql<Row>`
    select o.id, true as is_ours, o.type, o.seq, c.peer_origin, c.id as conversation, c.case_id, c.request_id, r.number, o.by_person as person, o.queued_at, c.opened_at, o.delivery,
           null::bytea as plain, o.envelope
      from exchange_out o join exchange_conversation c on c.id = o.conversation_id join request r on r.id = c.request_id
     where o.type = 'request' and o.delivery is not null and o.followed_at is null
    union all
    select o.id, true, o.type, o.seq, c.peer_origin, c.id, r.case_id, r.id, r.number, o.by_person, o.queued_at, c.opened_at, o.delivery, null::bytea, o.envelope
      from exchange_out o join exchange_conversation c on c.id = o.conversation_id join request r on o.about = 'notified:' || r.id
     where o.type = 'orderNotified' and o.delivery is not null and o.followed_at is null
    union all
    select i.id, false, i.type, i.seq, c.peer_origin, c.id, r.case_id, r.id, r.number, f.by_person, i.arrived_at, c.opened_at, f.delivery, i.plain, i.envelope
      from exchange_in i join exchange_conversation c on c.id = i.conversation_id
      join exchange_out f on f.conversation_id = c.id and f.type = 'orderNotified' join request r on f.about = 'notified:' || r.id
     where i.type = 'groundRaised' and i.state = 'delivered' and i.done_at is null
    union all
    select i.id, false, i.type, i.seq, c.peer_origin, c.id as conversation, c.case_id, c.request_id, r.number,
           case when c.is_ours then (select f.by_person from exchange_out f where f.conversation_id = c.id and f.type = 'request' order by f.seq desc limit 1)
                else (select f.opened_by from exchange_in f where f.conversation_id = c.id and f.type = 'request' and f.state = 'delivered') end,
           i.arrived_at, c.opened_at, (select f.delivery from exchange_out f where f.conversation_id = c.id and f.type = 'request' and f.delivery is not null and c.is_ours), i.plain, i.envelope
      from exchange_in i join exchange_conversation c on c.id = i.conversation_id join request r on r.id = c.request_id
     where i.type = any(${[...types]}) and i.state = 'delivered' and i.done_at is null
     order by is_ours desc, queued_at, seq limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    isOurs: row.is_ours,
    type: row.type,
    peerOrigin: row.peer_origin,
    caseId: row.case_id,
    request: row.request_id,
    conversation: row.conversation,
    number: row.number,
    person: row.person ?? undefined,
    queuedAt: row.queued_at,
    openedAt: row.opened_at,
    delivery: row.delivery ?? undefined,
    plain: row.plain ?? undefined,
    envelope: row.envelope,
  }));
}

interface Row {
  readonly id: Uuid;
  readonly is_ours: boolean;
  readonly type: string;
  readonly peer_origin: string;
  readonly case_id: Uuid;
  readonly request_id: Uuid;
  readonly conversation: Uuid;
  readonly number: number;
  readonly person: Uuid | null;
  readonly queued_at: Date;
  readonly opened_at: Date;
  readonly delivery: Buffer | null;
  readonly plain: Buffer | null;
  readonly envelope: Buffer;
}

/** Whether the other side said a message of this digest in this conversation, before that one. */
export async function isOfTheirs(
  db: Db,
  { id, conversation }: Pick<ToFollow, 'id' | 'conversation'>,
  digest: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('exchange_in')
    .select('id')
    .where('conversation_id', '=', conversation)
    .where('note_sha256', '=', digest)
    .where('id', '!=', id)
    .executeTakeFirst();
  return found !== undefined;
}

export async function setFollowed(
  db: Db,
  { id, isOurs }: Pick<ToFollow, 'id' | 'isOurs'>,
  { at, as }: { readonly at: Date; readonly as: string },
): Promise<void> {
  const kept = as.slice(0, 500);
  if (isOurs)
    await db
      .updateTable('exchange_out')
      .set({ followed_at: at, followed_as: kept })
      .where('id', '=', id)
      .execute();
  else await db.updateTable('exchange_in').set({ done_at: at, done_as: kept }).where('id', '=', id).execute();
}

/** All that a notified authority says of an order: it raises a ground, against all of it or against a part. */
const GROUND_ACTS = ['refuse', 'acceptInPart'];

/** An act of ours that the other side is to be told of. */
export interface ToTell {
  /** Of the event. */
  readonly id: Uuid;
  readonly act: string;
  readonly occurredAt: Date;
  readonly zone: string;
  readonly reason: string | undefined;
  readonly detail: ActDetail;
  readonly by: Uuid | undefined;
  readonly conversation: Uuid;
  readonly isOurs: boolean;
  readonly language: string;
  readonly items: NonNullable<ActDetail['items']>;
  /** It came as a notice of an order: what is raised on it is a ground of the notified authority. */
  readonly isNotice: boolean;
}

/**
 * In the order in which they were recorded: since there is a conversation with this peer, by us, and not told. What was said in the
 * conversation itself is an act under the id of its message.
 */
export async function actsToTell(
  db: Db,
  peerOrigin: string,
  {
    asks,
    asked,
    since,
  }: { readonly asks: readonly string[]; readonly asked: readonly string[]; readonly since: Date },
  most: number,
): Promise<ToTell[]> {
  const { rows } = await sql<TellRow>`
    select e.id, e.act, e.occurred_at, e.zone, e.reason, e.detail, e.by_person, c.id as conversation, c.is_ours, r.written_in,
           (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('item', i.item, 'actual', i.actual, 'ground', i.ground)) order by i.item), '[]')
              from request_item i where i.request_id = r.id and i.actual is not null) as items,
           exists (select from exchange_in n where n.conversation_id = c.id and n.type = 'orderNotified') as is_notice
      from request_event e join exchange_conversation c on c.request_id = e.request_id join request r on r.id = e.request_id
     where c.peer_origin = ${peerOrigin} and e.at > ${since} and e.at >= c.opened_at and e.side = 'ours'
       and ((c.is_ours and e.act = any(${[...asks]})) or (not c.is_ours and e.act = any(${[...asked]})))
       and (e.act = any(${GROUND_ACTS}) or not exists (select from exchange_in n where n.conversation_id = c.id and n.type = 'orderNotified'))
       and not exists (select from exchange_out o where o.conversation_id = c.id and (o.id = e.id or o.about = 'act:' || e.id))
     order by e.at, e.number limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    act: row.act,
    occurredAt: row.occurred_at,
    zone: row.zone,
    reason: row.reason ?? undefined,
    detail: actDetail.parse(row.detail), // as it was kept
    by: row.by_person ?? undefined,
    conversation: row.conversation,
    isOurs: row.is_ours,
    language: row.written_in,
    items: row.items,
    isNotice: row.is_notice,
  }));
}

interface TellRow {
  readonly id: Uuid;
  readonly act: string;
  readonly occurred_at: Date;
  readonly zone: string;
  readonly reason: string | null;
  readonly detail: unknown;
  readonly by_person: Uuid | null;
  readonly conversation: Uuid;
  readonly is_ours: boolean;
  readonly written_in: string;
  readonly items: NonNullable<ActDetail['items']>;
  readonly is_notice: boolean;
}
