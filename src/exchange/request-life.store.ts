// SQL of what came by line and is an act in the life of a request.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';

export interface ToFollow {
  /** Of the message: the event of the request has it too. */
  readonly id: Uuid;
  readonly isOurs: boolean;
  readonly type: string;
  readonly peerOrigin: string;
  readonly caseId: Uuid;
  /** Of the request within its case. */
  readonly number: number;
  /** Who sent the request, or took it in; undefined: nobody that is known. */
  readonly person: Uuid | undefined;
  readonly queuedAt: Date;
  /** The receipt of the request that we sent. */
  readonly delivery: Uint8Array | undefined;
  /** Of what came. */
  readonly plain: Uint8Array | undefined;
  readonly envelope: Uint8Array;
}

/** Receipts of requests first, then what was said of them, in the order in which it came. */
export async function toFollow(db: Db, most: number): Promise<ToFollow[]> {
  const { rows } = await sql<Row>`
    select o.id, true as is_ours, o.type, c.peer_origin, c.case_id, r.number, o.by_person as person, o.queued_at, o.delivery,
           null::bytea as plain, o.envelope
      from exchange_out o join exchange_conversation c on c.id = o.conversation_id join request r on r.id = c.request_id
     where o.type = 'request' and o.delivery is not null and o.followed_at is null
    union all
    select i.id, false, i.type, c.peer_origin, c.case_id, r.number,
           case when c.is_ours then (select f.by_person from exchange_out f where f.conversation_id = c.id and f.type = 'request' order by f.seq desc limit 1)
                else (select f.opened_by from exchange_in f where f.conversation_id = c.id and f.type = 'request' and f.state = 'delivered') end,
           i.arrived_at, (select f.delivery from exchange_out f where f.conversation_id = c.id and f.type = 'request' and f.delivery is not null and c.is_ours), i.plain, i.envelope
      from exchange_in i join exchange_conversation c on c.id = i.conversation_id join request r on r.id = c.request_id
     where i.type in ('registered', 'question', 'answer') and i.state = 'delivered' and i.done_at is null
     order by is_ours desc, queued_at limit ${most}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    isOurs: row.is_ours,
    type: row.type,
    peerOrigin: row.peer_origin,
    caseId: row.case_id,
    number: row.number,
    person: row.person ?? undefined,
    queuedAt: row.queued_at,
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
  readonly number: number;
  readonly person: Uuid | null;
  readonly queued_at: Date;
  readonly delivery: Buffer | null;
  readonly plain: Buffer | null;
  readonly envelope: Buffer;
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
