// SQL of what came in: kept with the answer that was given, and opened once.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export interface In {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly seq: number;
  readonly type: string | undefined;
  readonly digest: string;
  readonly prev: string | undefined;
  readonly envelope: Uint8Array;
  readonly plain: Uint8Array | undefined;
  readonly state: 'held' | 'delivered' | 'refused';
  readonly arrivedAt: Date;
  readonly relay: Uint8Array | undefined;
  readonly delivery: Uint8Array | undefined;
  readonly rejection: Uint8Array | undefined;
  readonly openedAt: Date | undefined;
  readonly retrieval: Uint8Array | undefined;
}

export interface NewIn extends Omit<In, 'openedAt' | 'retrieval'> {
  readonly lane: 'normal' | 'urgent';
}

export async function insertIns(tx: Tx, all: readonly NewIn[]): Promise<void> {
  const kept = (bytes: Uint8Array | undefined) => (bytes === undefined ? null : asBuffer(bytes));
  await tx
    .insertInto('exchange_in')
    .values(
      all.map((made) => ({
        id: made.id,
        conversation_id: made.conversation,
        seq: made.seq,
        lane: made.lane,
        type: made.type ?? null,
        note_sha256: made.digest,
        prev: made.prev ?? null,
        envelope: asBuffer(made.envelope),
        plain: kept(made.plain),
        state: made.state,
        arrived_at: made.arrivedAt,
        relay: kept(made.relay),
        delivery: kept(made.delivery),
        rejection: kept(made.rejection),
      })),
    )
    .execute();
}

/** The same bytes, for the driver. */
const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength); // never memory that threads share

export async function freeHeld(
  tx: Tx,
  id: Uuid,
  became: Pick<In, 'state' | 'delivery' | 'rejection'>,
): Promise<void> {
  const kept = (bytes: Uint8Array | undefined) => (bytes === undefined ? null : Buffer.from(bytes));
  await tx
    .updateTable('exchange_in')
    .set({ state: became.state, delivery: kept(became.delivery), rejection: kept(became.rejection) })
    .where('id', '=', id)
    .execute();
}

/** How far a conversation is, in their direction. */
export interface MovedIn {
  readonly id: Uuid;
  readonly nextIn: number;
  readonly prevIn: string | undefined;
}

export async function moveIns(tx: Tx, moved: readonly MovedIn[]): Promise<void> {
  await sql`
    update exchange_conversation c set next_in = to_be.next_in, prev_in = to_be.prev_in
      from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ nextIn }) => nextIn)}::int[],
        ${moved.map(({ prevIn }) => prevIn ?? null)}::text[]) as to_be (id, next_in, prev_in)
     where c.id = to_be.id`.execute(tx);
}

/** What was answered when it came. */
export type Known = Pick<In, 'id' | 'digest' | 'state' | 'relay' | 'delivery' | 'rejection'>;

/** Those of these messages that came before. */
export async function knownIns(db: Db, ids: readonly Uuid[]): Promise<Map<Uuid, Known>> {
  const rows = await db
    .selectFrom('exchange_in')
    .select(['id', 'note_sha256', 'state', 'relay', 'delivery', 'rejection'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id as Uuid, // a column of type uuid
      {
        id: row.id as Uuid,
        digest: row.note_sha256,
        state: row.state,
        relay: row.relay ?? undefined,
        delivery: row.delivery ?? undefined,
        rejection: row.rejection ?? undefined,
      },
    ]),
  );
}

/** Which numbers wait there for one before them. */
export async function heldIn(
  db: Db,
  conversations: readonly Uuid[],
): Promise<{ readonly conversation: Uuid; readonly seq: number }[]> {
  const rows = await db
    .selectFrom('exchange_in')
    .select(['conversation_id', 'seq'])
    .where('conversation_id', '=', sql<string>`any(${conversations}::uuid[])`)
    .where('state', '=', 'held')
    .execute();
  return rows.map(({ conversation_id, seq }) => ({ conversation: conversation_id as Uuid, seq })); // as above
}

export async function inById(db: Db, id: Uuid): Promise<In | undefined> {
  const row = await db.selectFrom('exchange_in').selectAll().where('id', '=', id).executeTakeFirst();
  return row && arrived(row);
}

export async function inAt(db: Db, conversation: Uuid, seq: number): Promise<In | undefined> {
  const row = await db
    .selectFrom('exchange_in')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row && arrived(row);
}

/** In which of them a request was delivered: that is asked once. */
export async function requestedIn(db: Db, conversations: readonly Uuid[]): Promise<Set<Uuid>> {
  const rows = await db
    .selectFrom('exchange_in')
    .select('conversation_id')
    .where('conversation_id', '=', sql<string>`any(${conversations}::uuid[])`)
    .where('type', 'in', ['request', 'orderNotified'])
    .where('state', '=', 'delivered')
    .execute();
  return new Set(rows.map(({ conversation_id }) => conversation_id as Uuid)); // as above
}

export async function insOf(db: Db, conversation: Uuid): Promise<In[]> {
  const rows = await db
    .selectFrom('exchange_in')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .orderBy('seq')
    .limit(1000)
    .execute();
  return rows.map(arrived);
}

/** The last of these types that were taken in this conversation, the newest first. */
export async function lastIns(
  db: Db,
  conversation: Uuid,
  { types, most }: { readonly types: readonly string[]; readonly most: number },
): Promise<{ readonly id: Uuid; readonly plain: Uint8Array }[]> {
  const rows = await db
    .selectFrom('exchange_in')
    .select(['id', 'plain'])
    .where('conversation_id', '=', conversation)
    .where('type', 'in', [...types])
    .where('state', '=', 'delivered')
    .orderBy('seq', 'desc')
    .limit(most)
    .execute();
  return rows.flatMap(({ id, plain }) => (plain === null ? [] : [{ id: id as Uuid, plain }])); // as above
}

/** What those say that were refused in this conversation, or were offers given up here, and could be opened: the newest few. */
export async function refusedPlains(db: Db, conversation: Uuid): Promise<Uint8Array[]> {
  const rows = await db
    .selectFrom('exchange_in')
    .select('plain')
    .where('conversation_id', '=', conversation)
    .where((of) =>
      of.or([
        of('state', '=', 'refused'),
        of.and([of('type', '=', 'offer'), of('done_at', 'is not', null), of('done_as', '<>', 'done')]),
      ]),
    )
    .orderBy('seq', 'desc')
    .limit(20)
    .execute();
  return rows.flatMap(({ plain }) => plain ?? []);
}

/** The message of that digest in this conversation. */
export async function inOfDigest(db: Db, conversation: Uuid, digest: string): Promise<Uuid | undefined> {
  const row = await db
    .selectFrom('exchange_in')
    .select('id')
    .where('conversation_id', '=', conversation)
    .where('note_sha256', '=', digest)
    .executeTakeFirst();
  return row?.id as Uuid | undefined; // as above
}

type InRow = {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly type: string | null;
  readonly note_sha256: string;
  readonly prev: string | null;
  readonly envelope: Buffer;
  readonly plain: Buffer | null;
  readonly state: 'held' | 'delivered' | 'refused';
  readonly arrived_at: Date;
  readonly relay: Buffer | null;
  readonly delivery: Buffer | null;
  readonly rejection: Buffer | null;
  readonly opened_at: Date | null;
  readonly retrieval: Buffer | null;
};

function arrived(row: InRow): In {
  return {
    id: row.id as Uuid, // columns of type uuid
    conversation: row.conversation_id as Uuid,
    seq: row.seq,
    type: row.type ?? undefined,
    digest: row.note_sha256,
    prev: row.prev ?? undefined,
    envelope: row.envelope,
    plain: row.plain ?? undefined,
    state: row.state,
    arrivedAt: row.arrived_at,
    relay: row.relay ?? undefined,
    delivery: row.delivery ?? undefined,
    rejection: row.rejection ?? undefined,
    openedAt: row.opened_at ?? undefined,
    retrieval: row.retrieval ?? undefined,
  };
}

/** Once; false when somebody has opened it already. */
export async function setOpened(
  tx: Tx,
  id: Uuid,
  by: Uuid,
  at: Date,
  retrieval: Uint8Array,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('exchange_in')
    .set({ opened_at: at, opened_by: by, retrieval: Buffer.from(retrieval), retrieval_due: true })
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .where('state', '=', 'delivered')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface DueRetrieval {
  readonly id: Uuid;
  readonly peerOrigin: string;
  readonly retrieval: Uint8Array;
}

/** `most` of each peer: one that is not reached keeps none of another waiting. `waiting`: not these. */
export async function dueRetrievals(db: Db, most: number, waiting: readonly Uuid[]): Promise<DueRetrieval[]> {
  const rows = await db
    .with('due', (of) =>
      of
        .selectFrom('exchange_in as i')
        .innerJoin('exchange_conversation as c', 'c.id', 'i.conversation_id')
        .select(['i.id', 'i.retrieval', 'i.opened_at', 'c.peer_origin'])
        .select(
          sql<number>`row_number() over (partition by c.peer_origin order by i.opened_at, i.id)`.as('place'),
        )
        .where('i.retrieval_due', '=', true)
        .where('i.id', '<>', sql<string>`all(${waiting}::uuid[])`),
    )
    .selectFrom('due')
    .select(['id', 'retrieval', 'peer_origin'])
    .where('place', '<=', most)
    .orderBy('opened_at')
    .execute();
  return rows.flatMap(({ id, retrieval, peer_origin }) =>
    retrieval === null ? [] : [{ id: id as Uuid, peerOrigin: peer_origin, retrieval }],
  );
}

/** It has arrived, or is not sent again. */
export async function retrievalEnded(db: Db, id: Uuid): Promise<void> {
  await db.updateTable('exchange_in').set({ retrieval_due: false }).where('id', '=', id).execute();
}

export interface GivenReceipt {
  readonly digest: string;
  readonly stage: 'relay' | 'delivery' | 'retrieval' | 'rejection';
  readonly note: Uint8Array;
}

/** What we said of what this peer sent. */
export async function receiptsSince(
  db: Db,
  peerOrigin: string,
  since: Date,
  most: number,
): Promise<GivenReceipt[]> {
  const rows = await db
    .selectFrom('exchange_in as i')
    .innerJoin('exchange_conversation as c', 'c.id', 'i.conversation_id')
    .select(['i.note_sha256', 'i.relay', 'i.delivery', 'i.retrieval', 'i.rejection'])
    .where('c.peer_origin', '=', peerOrigin)
    .where('i.arrived_at', '>=', since)
    .orderBy('i.arrived_at')
    .limit(most)
    .execute();
  return rows.flatMap((row) =>
    (['relay', 'delivery', 'retrieval', 'rejection'] as const).flatMap((stage) => {
      const note = row[stage];
      return note === null ? [] : [{ digest: row.note_sha256, stage, note }];
    }),
  );
}

/** A message that another message answers. */
export interface ToAnswer {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly plain: Uint8Array;
}

export async function toAnswer(db: Db, type: string, most: number): Promise<ToAnswer[]> {
  const rows = await db
    .selectFrom('exchange_in as i')
    .innerJoin('exchange_conversation as c', 'c.id', 'i.conversation_id')
    .select(['i.id', 'i.conversation_id', 'i.plain', 'c.peer_origin'])
    .where('i.type', '=', type)
    .where('i.state', '=', 'delivered')
    .where('i.done_at', 'is', null)
    .orderBy('i.arrived_at')
    .limit(most)
    .execute();
  return rows.flatMap(
    ({ id, conversation_id, plain, peer_origin }) =>
      plain === null
        ? []
        : [{ id: id as Uuid, conversation: conversation_id as Uuid, peerOrigin: peer_origin, plain }], // columns of type uuid
  );
}

export async function setAnswered(db: Db, id: Uuid, at: Date, as: string): Promise<void> {
  await db
    .updateTable('exchange_in')
    .set({ done_at: at, done_as: as.slice(0, 500) })
    .where('id', '=', id)
    .execute();
}
