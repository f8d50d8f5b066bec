// SQL of acceptances of custody told by line: what was told, what waits to be filed.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import { CASE_TYPES } from './case-messages.ts';

export async function isTold(db: Db, peerOrigin: string, about: string): Promise<boolean> {
  const row = await db
    .selectFrom('exchange_out')
    .select('id')
    .where('peer_origin', '=', peerOrigin)
    .where('about', '=', about)
    .executeTakeFirst();
  return row !== undefined;
}

/** The one in which we tell this peer of custody; undefined before the first. */
export async function custodyConversation(tx: Tx, peerOrigin: string): Promise<Uuid | undefined> {
  const row = await tx
    .selectFrom('exchange_out as o')
    .innerJoin('exchange_conversation as c', 'c.id', 'o.conversation_id')
    .select('c.id')
    .where('o.peer_origin', '=', peerOrigin)
    .where('o.seq', '=', 1)
    .where('o.type', 'in', ['custodyAccepted', 'custodyRejected', 'offer'])
    .where('c.request_id', 'is', null)
    .where('c.is_ours', '=', true)
    .orderBy('c.opened_at')
    .limit(1)
    .executeTakeFirst();
  return row?.id as Uuid | undefined; // a column of type uuid
}

export interface AnsweredOffer {
  /** Of the message that offered it. */
  readonly message: Uuid;
  /** In which it is answered; undefined: it came in one about a case, which has its own order of messages. */
  readonly conversation: Uuid | undefined;
}

/** The offer of this peer that named the event of its log. */
export async function answeredOffer(
  db: Db,
  peerOrigin: string,
  event: string,
): Promise<AnsweredOffer | undefined> {
  const { rows } = await sql<{ message: Uuid; conversation: Uuid | null }>`
    select x.id as message, c.id as conversation
      from custody_offer o join exchange_offer x on x.package = o.package and x.peer_origin = o.peer_origin and not x.is_ours
      left join exchange_conversation c on c.id = x.conversation_id
       and not exists (select from exchange_in n where n.conversation_id = c.id and n.type = any(${[...CASE_TYPES]}))
       and not exists (select from exchange_out n where n.conversation_id = c.id and n.type = any(${[...CASE_TYPES]}))
     where o.event = ${event} and o.peer_origin = ${peerOrigin} and not o.is_ours limit 1`.execute(db);
  const [found] = rows;
  return found && { message: found.message, conversation: found.conversation ?? undefined };
}

export interface ToDo {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly envelope: Uint8Array;
  readonly plain: Uint8Array;
  readonly arrivedAt: Date;
}

/** Of custody, and of the conditions that evidence came with. */
export const CUSTODY_TYPES = [
  'fork',
  'custodyAccepted',
  'custodyRejected',
  'offer',
  'callBack',
  'consentGiven',
  'conditionAdded',
  'conditionLifted',
  'copySent',
  'copyTaken',
  'copyExpired',
  'destroyed',
] as const;

/**
 * Messages that have an effect by themselves, in the order in which they came; of a conversation in its own order, in which one may have come
 * before the one that it follows. `waiting`: nothing of the conversations that these are in.
 */
export async function toDo(db: Db, most: number, waiting: readonly Uuid[]): Promise<ToDo[]> {
  const rows = await db
    .selectFrom('exchange_in as i')
    .innerJoin('exchange_conversation as c', 'c.id', 'i.conversation_id')
    .select(['i.id', 'i.conversation_id', 'i.plain', 'i.envelope', 'i.arrived_at', 'c.peer_origin'])
    .where('i.type', 'in', [...CUSTODY_TYPES, ...CASE_TYPES])
    .where('i.state', '=', 'delivered')
    .where('i.done_at', 'is', null)
    .where((of) =>
      of(
        'i.conversation_id',
        'not in',
        of
          .selectFrom('exchange_in as w')
          .select('w.conversation_id')
          .where('w.id', '=', sql<string>`any(${waiting}::uuid[])`),
      ),
    )
    .orderBy(sql`max(i.arrived_at) over (partition by i.conversation_id order by i.seq)`)
    .orderBy('i.seq')
    .limit(most)
    .execute();
  return rows.flatMap(({ id, conversation_id, plain, envelope, arrived_at, peer_origin }) =>
    plain === null
      ? []
      : [
          {
            id: id as Uuid, // as above
            conversation: conversation_id as Uuid,
            peerOrigin: peer_origin,
            envelope,
            plain,
            arrivedAt: arrived_at,
          },
        ],
  );
}

/** Whether it has an effect by itself, and has not had it yet. */
export async function isToDo(db: Db, id: Uuid): Promise<boolean> {
  const row = await db
    .selectFrom('exchange_in')
    .select('id')
    .where('id', '=', id)
    .where('type', 'in', [...CUSTODY_TYPES, ...CASE_TYPES])
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function setDone(db: Db, id: Uuid, at: Date, as: string): Promise<void> {
  await db
    .updateTable('exchange_in')
    .set({ done_at: at, done_as: as.slice(0, 500) })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute();
}
