// SQL of conversations, and of what was refused before it was part of one.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export interface Conversation {
  readonly id: Uuid;
  readonly peerOrigin: string;
  readonly isOurs: boolean;
  readonly request: Uuid | undefined;
  readonly openedAt: Date;
  readonly nextOut: number;
  readonly prevOut: string | undefined;
  readonly nextIn: number;
  readonly prevIn: string | undefined;
}

export interface NewConversation {
  readonly id: Uuid;
  readonly peerOrigin: string;
  readonly isOurs: boolean;
  readonly request: Uuid | undefined;
  /** About the case as a whole. */
  readonly ofCase?: Uuid | undefined;
  readonly at: Date;
}

export async function openConversation(tx: Tx, made: NewConversation): Promise<void> {
  await openConversations(tx, [made]);
}

/** What is there stays. Returns how many are new. */
export async function openConversations(tx: Tx, all: readonly NewConversation[]): Promise<number> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('exchange_conversation')
    .values(
      all.map((made) => ({
        id: made.id,
        peer_origin: made.peerOrigin,
        is_ours: made.isOurs,
        request_id: made.request ?? null,
        of_case: made.ofCase ?? null,
        opened_at: made.at,
      })),
    )
    .onConflict((any) => any.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows);
}

/** Whoever sends or takes in it waits here. */
export async function lockConversation(tx: Tx, id: Uuid): Promise<Conversation | undefined> {
  const [one] = await lockConversations(tx, [id]);
  return one;
}

/** In one order, whoever asks: two that lock several do not wait for each other. */
export async function lockConversations(tx: Tx, ids: readonly Uuid[]): Promise<Conversation[]> {
  const rows = await tx
    .selectFrom('exchange_conversation')
    .selectAll()
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(conversation);
}

/** Whether a message about that was queued in it. */
export async function isSaid(tx: Db, conversation: Uuid, about: string): Promise<boolean> {
  const row = await tx
    .selectFrom('exchange_out')
    .select('id')
    .where('conversation_id', '=', conversation)
    .where('about', '=', about)
    .executeTakeFirst();
  return row !== undefined;
}

export async function conversationById(db: Db, id: Uuid): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('exchange_conversation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && conversation(row);
}

export async function conversationOfRequest(db: Db, request: Uuid): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('exchange_conversation')
    .selectAll()
    .where('request_id', '=', request)
    .executeTakeFirst();
  return row && conversation(row);
}

/** Conversations with this peer about the case that the package is of, or about requests in it; at most two. */
export async function conversationInCase(db: Db, peerOrigin: string, id: Uuid): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from exchange_conversation c join shared_package s on s.case_id = coalesce(c.case_id, c.of_case)
     where s.id = ${id} and c.peer_origin = ${peerOrigin} order by c.opened_at limit 2`.execute(db);
  return rows.map((row) => row.id);
}

/** Reference of the case that a conversation is about, as far as whoever asks sees it. */
export async function caseOfConversation(db: Db, id: Uuid): Promise<string | undefined> {
  const { rows } = await sql<{ reference: string }>`
    select f.reference from exchange_conversation c join case_file f on f.id = coalesce(c.case_id, c.of_case) where c.id = ${id}`.execute(
    db,
  );
  return rows[0]?.reference;
}

type Row = {
  readonly id: string;
  readonly peer_origin: string;
  readonly is_ours: boolean;
  readonly request_id: string | null;
  readonly opened_at: Date;
  readonly next_out: number;
  readonly prev_out: string | null;
  readonly next_in: number;
  readonly prev_in: string | null;
};

function conversation(row: Row): Conversation {
  return {
    id: row.id as Uuid, // columns of type uuid
    peerOrigin: row.peer_origin,
    isOurs: row.is_ours,
    request: (row.request_id ?? undefined) as Uuid | undefined,
    openedAt: row.opened_at,
    nextOut: row.next_out,
    prevOut: row.prev_out ?? undefined,
    nextIn: row.next_in,
    prevIn: row.prev_in ?? undefined,
  };
}

/** What was refused before it was a message is counted, by day, and not kept. */
export async function countRefused(db: Db, peerOrigin: string, day: string, what: string): Promise<void> {
  await db
    .insertInto('exchange_refused')
    .values({ peer_origin: peerOrigin.slice(0, 255), day, what })
    .onConflict((any) =>
      any
        .columns(['peer_origin', 'day', 'what'])
        .doUpdateSet({ times: sql<number>`exchange_refused.times + 1` }),
    )
    .execute();
}

export interface RefusedSeen {
  readonly origin: string;
  readonly what: string;
  readonly times: number;
}

/** `since`: a day. At most 100 lines, those of the most first. */
export async function refusedSince(db: Db, since: string): Promise<RefusedSeen[]> {
  const rows = await db
    .selectFrom('exchange_refused')
    .select(['peer_origin', 'what', sql<number>`sum(times)::bigint`.as('all')])
    .where('day', '>=', since)
    .groupBy(['peer_origin', 'what'])
    .orderBy('all', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ peer_origin, what, all }) => ({ origin: peer_origin, what, times: Number(all) }));
}
