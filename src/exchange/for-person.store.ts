// SQL of what came and could not take its place by itself: a person looks at it, does what is to be done, and says so.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';

export interface ForPerson {
  readonly id: Uuid;
  /** A receipt of our request; otherwise what the other side said. */
  readonly isReceipt: boolean;
  readonly type: string;
  readonly peerOrigin: string;
  readonly at: Date;
  readonly why: string;
  /** Undefined: of no request, such as custody by itself. */
  readonly about: { readonly reference: string; readonly number: number } | undefined;
}

/** As far as who asks may know of it; the newest first, at most 100. */
export async function forPerson(db: Db, types: readonly string[]): Promise<ForPerson[]> {
  const { rows } = await sql<Row>`
    select i.id, false as is_receipt, i.type, c.peer_origin, i.arrived_at as at, i.done_as as why, f.reference, r.number
      from exchange_in i join exchange_conversation c on c.id = i.conversation_id
      left join request r on r.id = c.request_id left join case_file f on f.id = r.case_id
     where i.state = 'delivered' and i.type = any(${[...types]}) and i.done_as not in ('done', ${BY_PERSON})
       and (c.request_id is null or r.id is not null)
    union all
    select o.id, true, o.type, o.peer_origin, o.followed_at, o.followed_as, f.reference, r.number
      from exchange_out o join exchange_conversation c on c.id = o.conversation_id
      join request r on r.id = c.request_id or (o.type = 'orderNotified' and o.about = 'notified:' || r.id) join case_file f on f.id = r.case_id
     where o.type in ('request', 'orderNotified') and o.followed_as not in ('done', ${BY_PERSON})
     order by at desc limit 100`.execute(db);
  return rows.map(({ id, is_receipt, type, peer_origin, at, why, reference, number }) => ({
    id,
    isReceipt: is_receipt,
    type,
    peerOrigin: peer_origin,
    at,
    why,
    about: reference === null || number === null ? undefined : { reference, number },
  }));
}

const BY_PERSON = 'byPerson';

interface Row {
  readonly id: Uuid;
  readonly is_receipt: boolean;
  readonly type: string;
  readonly peer_origin: string;
  readonly at: Date;
  readonly why: string;
  readonly reference: string | null;
  readonly number: number | null;
}

/** Somebody has seen to it. */
export async function setSeenTo(
  db: Db,
  { id, isReceipt }: Pick<ForPerson, 'id' | 'isReceipt'>,
): Promise<void> {
  if (isReceipt)
    await db.updateTable('exchange_out').set({ followed_as: BY_PERSON }).where('id', '=', id).execute();
  else await db.updateTable('exchange_in').set({ done_as: BY_PERSON }).where('id', '=', id).execute();
}
