// SQL of what goes out: queued with the act that says it, leased while it is sent, settled by receipts.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export interface NewOut {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly seq: number;
  readonly type: string;
  readonly lane: 'normal' | 'urgent';
  readonly digest: string;
  readonly envelope: Uint8Array;
  readonly plain: Uint8Array;
  readonly by: Uuid | undefined;
  readonly at: Date;
  readonly expires: Date;
  /** What it is about, where that is told once. */
  readonly about: string | undefined;
  /** The key of its letter, where the receiver accepts conditions first. */
  readonly sealedWith: string | undefined;
}

/** With the place in the chain that it takes: both or neither. */
export async function insertOut(tx: Tx, made: NewOut): Promise<void> {
  await tx
    .insertInto('exchange_out')
    .values({
      id: made.id,
      conversation_id: made.conversation,
      peer_origin: made.peerOrigin,
      seq: made.seq,
      type: made.type,
      lane: made.lane,
      note_sha256: made.digest,
      envelope: Buffer.from(made.envelope),
      plain: Buffer.from(made.plain),
      by_person: made.by ?? null,
      queued_at: made.at,
      expires_at: made.expires,
      next_at: made.at,
      about: made.about ?? null,
      sealed_with: made.sealedWith ?? null,
    })
    .execute();
  await tx
    .updateTable('exchange_conversation')
    .set({ next_out: made.seq + 1, prev_out: made.digest })
    .where('id', '=', made.conversation)
    .execute();
}

export type OutState = 'queued' | 'relayed' | 'delivered' | 'refused' | 'expired';

export interface Out {
  readonly id: Uuid;
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly seq: number;
  readonly type: string;
  readonly lane: 'normal' | 'urgent';
  readonly digest: string;
  readonly state: OutState;
  readonly attempts: number;
  readonly envelope: Uint8Array;
  readonly plain: Uint8Array;
  readonly queuedAt: Date;
  readonly expires: Date;
  readonly lastError: string | undefined;
  readonly relay: Uint8Array | undefined;
  readonly delivery: Uint8Array | undefined;
  readonly retrieval: Uint8Array | undefined;
  readonly rejection: Uint8Array | undefined;
  readonly answeredAt: Date | undefined;
  /** When the mail server took it, the last time. */
  readonly mailedAt: Date | undefined;
  readonly sealedWith: string | undefined;
}

export interface Lease {
  readonly ms: number;
  readonly most: number;
  /** Of all envelopes together; one is leased however long it is. */
  readonly bytesMost: number;
}

/**
 * Leased, not locked: whoever dies with messages in hand gives them back by the passing of time. Of a conversation only the first that
 * is not there yet, so that order costs no held messages at the other side.
 */
export async function leaseDue(db: Db, now: Date, { ms, most, bytesMost }: Lease): Promise<Due[]> {
  const until = new Date(now.getTime() + ms);
  const { rows } = await sql<Omit<DueRow, 'envelope'> & { readonly envelope: string }>`
    with first as (
      select o.id, o.lane, o.next_at, octet_length(o.envelope) as bytes from exchange_out o
       where o.state in ('queued', 'relayed') and o.next_at <= ${now}
         and not exists (select from exchange_out b where b.conversation_id = o.conversation_id and b.seq < o.seq
                          and b.state in ('queued', 'relayed'))
       order by o.lane desc, o.next_at limit ${most} for update of o skip locked),
    due as (
      select id from (select id, sum(bytes) over (order by lane desc, next_at, id) - bytes as before from first) f
       where before = 0 or before < ${bytesMost})
    update exchange_out o set next_at = ${until}, attempts = o.attempts + 1 from due where o.id = due.id
     returning ${sql.join(DUE.map((name) => sql.ref(`o.${name}`)))}, encode(o.envelope, 'base64') as envelope`.execute(
    db,
  );
  return rows.map((row) => due({ ...row, envelope: Buffer.from(row.envelope, 'base64') }));
}

/** The envelope comes as Base 64: as the driver has it, a third longer, it was most of what the collection of garbage had to do. */
const DUE = [
  ...(['id', 'conversation_id', 'peer_origin', 'seq', 'type', 'lane'] as const),
  ...(['note_sha256', 'attempts', 'queued_at', 'expires_at'] as const),
] as const;
type DueRow = Pick<OutRow, (typeof DUE)[number]> & { readonly envelope: Buffer };
/** What is to be sent, without what only its sender reads. */
export type Due = ReturnType<typeof due>;

type OutRow = {
  readonly id: string;
  readonly conversation_id: string;
  readonly peer_origin: string;
  readonly seq: number;
  readonly type: string;
  readonly lane: 'normal' | 'urgent';
  readonly note_sha256: string;
  readonly envelope: Buffer;
  readonly plain: Buffer;
  readonly queued_at: Date;
  readonly expires_at: Date;
  readonly state: OutState;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly relay: Buffer | null;
  readonly delivery: Buffer | null;
  readonly retrieval: Buffer | null;
  readonly rejection: Buffer | null;
  readonly answered_at: Date | null;
  readonly mailed_at: Date | null;
  readonly sealed_with: string | null;
};

const due = (row: DueRow) => ({
  id: row.id as Uuid, // columns of type uuid
  conversation: row.conversation_id as Uuid,
  peerOrigin: row.peer_origin,
  seq: row.seq,
  type: row.type,
  lane: row.lane,
  digest: row.note_sha256,
  attempts: row.attempts,
  envelope: row.envelope,
  queuedAt: row.queued_at,
  expires: row.expires_at,
});

function out(row: OutRow): Out {
  return {
    ...due(row),
    state: row.state,
    plain: row.plain,
    lastError: row.last_error ?? undefined,
    relay: row.relay ?? undefined,
    delivery: row.delivery ?? undefined,
    retrieval: row.retrieval ?? undefined,
    rejection: row.rejection ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    mailedAt: row.mailed_at ?? undefined,
    sealedWith: row.sealed_with ?? undefined,
  };
}

export async function outByDigest(tx: Tx, peerOrigin: string, digest: string): Promise<Out | undefined> {
  const row = await tx
    .selectFrom('exchange_out')
    .selectAll()
    .where('peer_origin', '=', peerOrigin)
    .where('note_sha256', '=', digest)
    .forUpdate()
    .executeTakeFirst();
  return row && out(row);
}

export async function outsOf(db: Db, conversation: Uuid): Promise<Out[]> {
  const rows = await db
    .selectFrom('exchange_out')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .orderBy('seq')
    .limit(1000)
    .execute();
  return rows.map(out);
}

/** By which an order of ours was notified, the newest first; each in a conversation of its own. */
export async function noticesSent(db: Db, request: Uuid): Promise<Out[]> {
  const rows = await db
    .selectFrom('exchange_out')
    .selectAll()
    .where('type', '=', 'orderNotified')
    .where('about', '=', `notified:${request}`)
    .orderBy('queued_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(out);
}

/** Where the last message of ours in a conversation stands. */
export async function lastOut(db: Db, conversation: Uuid): Promise<OutState | undefined> {
  const row = await db
    .selectFrom('exchange_out')
    .select('state')
    .where('conversation_id', '=', conversation)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.state;
}

export interface Settled {
  readonly state: OutState;
  readonly relay?: Uint8Array;
  readonly delivery?: Uint8Array;
  readonly retrieval?: Uint8Array;
  readonly rejection?: Uint8Array;
  readonly at: Date;
}

export async function settleOut(db: Db, id: Uuid, settled: Settled): Promise<void> {
  await settleOuts(db, [{ ...settled, id }]);
}

/** A receipt that is there stays: the first one counts. Each message once. */
export async function settleOuts(db: Db, all: readonly (Settled & { readonly id: Uuid })[]): Promise<void> {
  const notes = (stage: 'relay' | 'delivery' | 'retrieval' | 'rejection') =>
    all.map(({ [stage]: note }) => (note === undefined ? null : Buffer.from(note)));
  await sql`
    update exchange_out o set
      relay = coalesce(o.relay, s.relay), delivery = coalesce(o.delivery, s.delivery),
      retrieval = coalesce(o.retrieval, s.retrieval), rejection = coalesce(o.rejection, s.rejection),
      state = case when o.state in ('delivered', 'refused') then o.state else s.state end,
      answered_at = s.at, last_error = null
     from unnest(${all.map(({ id }) => id)}::uuid[], ${all.map(({ state }) => state)}::text[], ${notes('relay')}::bytea[],
       ${notes('delivery')}::bytea[], ${notes('retrieval')}::bytea[], ${notes('rejection')}::bytea[],
       ${all.map(({ at }) => at)}::timestamptz[]) as s (id, state, relay, delivery, retrieval, rejection, at)
     where o.id = s.id
       and o.id in (select id from exchange_out where id = any(${all.map(({ id }) => id)}::uuid[]) order by id for update)`.execute(
    db,
  );
}

export async function putOff(
  db: Db,
  id: Uuid,
  { until, why, state }: { readonly until: Date; readonly why: string; readonly state?: 'expired' },
): Promise<void> {
  await db
    .updateTable('exchange_out')
    .set({ next_at: until, last_error: why.slice(0, 500), ...(state && { state }) })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'relayed'])
    .execute();
}

/** The mail server has it; sent once more when no receipt has come until then. */
export async function setMailed(
  db: Db,
  id: Uuid,
  { at, until }: { readonly at: Date; readonly until: Date },
): Promise<void> {
  await db
    .updateTable('exchange_out')
    .set({ mailed_at: at, next_at: until, last_error: null })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'relayed'])
    .execute();
}

/** Whatever authentic comes from a peer shows that it is there: what waits for it does not wait longer. */
export async function wakeOuts(db: Db, peerOrigin: string, now: Date): Promise<void> {
  await sql`
    update exchange_out set next_at = ${now} where id in (
      select id from exchange_out
       where peer_origin = ${peerOrigin} and state in ('queued', 'relayed') and last_error is not null and next_at > ${now}
       order by id for update)`.execute(db);
}

/** Of a conversation whose later message cannot be taken because this one never came. */
export async function offerExpiredAgain(
  db: Db,
  conversation: Uuid,
  before: number,
  now: Date,
): Promise<void> {
  await db
    .updateTable('exchange_out')
    .set({ state: 'queued', next_at: now })
    .where('conversation_id', '=', conversation)
    .where('seq', '<', before)
    .where('state', '=', 'expired')
    .execute();
}

/** A message that reached nobody, or that the other side's program refused. */
export interface DeadLetter {
  readonly id: Uuid;
  readonly peerOrigin: string;
  readonly type: string;
  readonly state: 'expired' | 'refused';
  readonly queuedAt: Date;
  readonly lastError: string | undefined;
  readonly rejection: Uint8Array | undefined;
  readonly reference: string;
  readonly number: number;
}

/** Of requests that who asks may know of, and that were not sent again; the newest first, at most 100. */
export async function deadLetters(db: Db): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadRow>`
    select o.id, o.peer_origin, o.type, o.state, o.queued_at, o.last_error, o.rejection, f.reference, r.number
      from exchange_out o join exchange_conversation c on c.id = o.conversation_id
      join request r on r.id = c.request_id join case_file f on f.id = r.case_id
     where o.state in ('expired', 'refused')
       and not exists (select from exchange_out a where a.conversation_id = o.conversation_id and a.about = 'again:' || o.id)
     order by o.queued_at desc limit 100`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    peerOrigin: row.peer_origin,
    type: row.type,
    state: row.state,
    queuedAt: row.queued_at,
    lastError: row.last_error ?? undefined,
    rejection: row.rejection ?? undefined,
    reference: row.reference,
    number: row.number,
  }));
}

interface DeadRow {
  readonly id: Uuid;
  readonly peer_origin: string;
  readonly type: string;
  readonly state: 'expired' | 'refused';
  readonly queued_at: Date;
  readonly last_error: string | null;
  readonly rejection: Buffer | null;
  readonly reference: string;
  readonly number: number;
}

export interface Standing {
  readonly peerOrigin: string;
  readonly state: OutState;
  readonly howMany: number;
  readonly oldest: Date;
}

/** How much is where, without what it is: for administrators. */
export async function standing(db: Db): Promise<Standing[]> {
  const { rows } = await sql<{ peer_origin: string; state: OutState; how_many: number; oldest: Date }>`
    select * from comity_exchange_standing() order by peer_origin, state`.execute(db);
  return rows.map((row) => ({
    peerOrigin: row.peer_origin,
    state: row.state,
    howMany: Number(row.how_many),
    oldest: row.oldest,
  }));
}

/** All that this peer has not said to have: for a carrier. In the order in which it was said. */
export async function unreceipted(
  db: Db,
  peerOrigin: string,
  most: number,
): Promise<readonly Pick<Out, 'digest' | 'envelope'>[]> {
  const rows = await db
    .selectFrom('exchange_out')
    .select(['note_sha256', 'envelope'])
    .where('peer_origin', '=', peerOrigin)
    .where('state', 'in', ['queued', 'relayed'])
    .orderBy('queued_at')
    .orderBy('conversation_id')
    .orderBy('seq')
    .limit(most)
    .execute();
  return rows.map((row) => ({ digest: row.note_sha256, envelope: row.envelope }));
}
