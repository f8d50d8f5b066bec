// SQL of the custody log: rows are added, read, never changed.
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Schema } from '../../platform/schema.ts';
import type { EventType } from '../../verify/event-types.ts';
import type { CompactRange } from '../../verify/merkle.ts';
import type { ChainHead, Leaf } from './log-entry.ts';
import type { Uuid } from '../../base/ids.ts';
import type { CaseRole } from '../../people/roles.ts';

export type Tx = Transaction<Schema>;
export type Db = Kysely<Schema>;

/** Held by whoever adds leaves, until its transaction ends: one writer at a time over all processes. */
const WRITE_LOCK = 8470_001;
/** Held by whoever publishes tiles and checkpoints. */
const PUBLISH_LOCK = 8470_002;
const HASH_BYTES = 32;

interface LogHead extends CompactRange {
  readonly root: Uint8Array;
}

export interface StoredLeaf {
  readonly index: number;
  readonly note: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly recordedAt: Date;
}

export interface NewLeaf extends Leaf {
  readonly index: number;
  readonly recordedAt: Date;
  readonly actKey?: string;
  readonly actEvents?: number;
}

export async function lockForWriting(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITE_LOCK})`.execute(tx);
}

export async function lockForPublishing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PUBLISH_LOCK})`.execute(tx);
}

/** The head of the log; undefined while it is empty. */
export async function readHead(db: Db): Promise<LogHead | undefined> {
  const row = await db
    .selectFrom('custody_head')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { size: row.size, root: row.root, hashes: splitHashes(row.hashes) };
}

/** Whether the key of this item was replaced or ended. */
export async function hasKeyEnded(db: Db, item: string): Promise<boolean> {
  const row = await db
    .selectFrom('custody_event')
    .select('log_index')
    .where('item', '=', item)
    .where('type', 'in', ['keyRotated', 'keyRevoked'])
    .executeTakeFirst();
  return row !== undefined;
}

/** Place of the last event of an item; undefined when it has none. */
export async function lastIndexOf(db: Db, item: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('custody_event')
    .select('log_index')
    .where('item', '=', item)
    .orderBy('item_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.log_index;
}

/** The root the log had at a size where a group ended; undefined when no group ended there. */
export async function rootAt(db: Db, size: number): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('custody_head').select('root').where('size', '=', size).executeTakeFirst();
  return row?.root;
}

export async function insertHead(tx: Tx, range: CompactRange, root: Uint8Array): Promise<void> {
  await tx
    .insertInto('custody_head')
    .values({ size: range.size, root: Buffer.from(root), hashes: Buffer.concat(range.hashes) })
    .execute();
}

/** Where the chains of these items stand. One index look-up an item, however long its chain. */
export async function chainHeads(db: Db, items: readonly string[]): Promise<Map<string, ChainHead>> {
  if (items.length === 0) return new Map();
  const found = await sql<{ item: string; item_seq: number; leaf_hash: Buffer }>`
    select wanted.item, last.item_seq, last.leaf_hash
      from unnest(${items}::text[]) as wanted (item)
      cross join lateral (
        select item_seq, leaf_hash from custody_event e where e.item = wanted.item order by item_seq desc limit 1
      ) as last`.execute(db);
  return new Map(found.rows.map((row) => [row.item, { itemSeq: row.item_seq, leafHash: row.leaf_hash }]));
}

/** Acts that were recorded before under these idempotency keys: where their events begin, and how many. */
export async function recordedActs(
  db: Db,
  keys: readonly string[],
): Promise<Map<string, { first: number; count: number }>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('custody_event')
    .select(['act_key', 'log_index', 'act_events'])
    .where('act_key', 'in', keys)
    .execute();
  return new Map(
    rows.map((row) => [row.act_key ?? '', { first: row.log_index, count: row.act_events ?? 1 }]),
  );
}

export async function insertLeaves(tx: Tx, leaves: readonly NewLeaf[]): Promise<void> {
  const column = <T>(pick: (leaf: NewLeaf) => T): T[] => leaves.map(pick);
  await sql`
    insert into custody_event
      (log_index, id, leaf_hash, note, type, item, item_seq, case_id, recorded_at, act_key, act_events)
    select * from unnest(
      ${column((l) => l.index)}::bigint[], ${column((l) => l.event.id)}::uuid[],
      ${column((l) => Buffer.from(l.leafHash))}::bytea[], ${column((l) => Buffer.from(l.note))}::bytea[],
      ${column((l) => l.event.type)}::text[], ${column((l) => l.event.item)}::text[],
      ${column((l) => l.event.itemSeq)}::integer[], ${column((l) => l.event.case ?? null)}::uuid[],
      ${column((l) => l.recordedAt)}::timestamptz[], ${column((l) => l.actKey ?? null)}::text[],
      ${column((l) => l.actEvents ?? null)}::integer[])`.execute(tx);
  const details = leaves.flatMap((leaf) =>
    leaf.detail === undefined ? [] : [{ event: leaf.event, detail: leaf.detail }],
  );
  if (details.length === 0) return;
  await sql`
    insert into event_detail (event_id, salt, text)
    select * from unnest(
      ${details.map((d) => d.event.id)}::uuid[], ${details.map((d) => Buffer.from(d.detail.salt))}::bytea[],
      ${details.map((d) => d.detail.text)}::text[])`.execute(tx);
}

/** Leaves in order of the log, `from` included and `to` not. */
export async function leavesBetween(db: Db, from: number, to: number): Promise<StoredLeaf[]> {
  const rows = await db
    .selectFrom('custody_event')
    .select(['log_index', 'note', 'leaf_hash', 'recorded_at'])
    .where('log_index', '>=', from)
    .where('log_index', '<', to)
    .orderBy('log_index')
    .execute();
  return rows.map(storedLeaf);
}

/** All events of one item, oldest first. */
export async function leavesOfItem(db: Db, item: string): Promise<StoredLeaf[]> {
  const rows = await db
    .selectFrom('custody_event')
    .select(['log_index', 'note', 'leaf_hash', 'recorded_at'])
    .where('item', '=', item)
    .orderBy('item_seq')
    .execute();
  return rows.map(storedLeaf);
}

/** Of the whole log, oldest first, for types of which there are few. */
export async function leavesOfTypes(db: Db, types: readonly EventType[]): Promise<StoredLeaf[]> {
  const rows = await db
    .selectFrom('custody_event')
    .select(['log_index', 'note', 'leaf_hash', 'recorded_at'])
    .where('type', 'in', types)
    .orderBy('log_index')
    .execute();
  return rows.map(storedLeaf);
}

export async function notesOfType(db: Db, type: EventType): Promise<Uint8Array[]> {
  return (await leavesOfTypes(db, [type])).map(({ note }) => note);
}

export async function leafById(db: Db, id: string): Promise<StoredLeaf | undefined> {
  const row = await db
    .selectFrom('custody_event')
    .select(['log_index', 'note', 'leaf_hash', 'recorded_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : storedLeaf(row);
}

export async function detailOf(
  db: Db,
  eventId: string,
): Promise<{ salt: Uint8Array; text: string } | undefined> {
  const row = await db
    .selectFrom('event_detail')
    .select(['salt', 'text'])
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return row;
}

export async function eraseDetail(tx: Tx, eventId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('event_detail').where('event_id', '=', eventId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

interface LeafRow {
  readonly log_index: number;
  readonly note: Buffer;
  readonly leaf_hash: Buffer;
  readonly recorded_at: Date;
}

function storedLeaf(row: LeafRow): StoredLeaf {
  return { index: row.log_index, note: row.note, leafHash: row.leaf_hash, recordedAt: row.recorded_at };
}

function splitHashes(bytes: Buffer): Uint8Array[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) =>
    bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
}

/** The bytes of an event of a case that this person is in, with their role there; undefined when there is none. */
export async function noteFor(
  db: Db,
  person: Uuid,
  index: number,
): Promise<{ readonly note: Uint8Array; readonly role: CaseRole } | undefined> {
  const row = await db
    .selectFrom('custody_event')
    .innerJoin('case_member', 'case_member.case_id', 'custody_event.case_id')
    .select(['custody_event.note', 'case_member.role'])
    .where('custody_event.log_index', '=', index)
    .where('case_member.person_id', '=', person)
    .where(sql<boolean>`(case_member.until is null or case_member.until > now())`)
    .executeTakeFirst();
  return row === undefined ? undefined : { note: row.note, role: row.role as CaseRole }; // the table's check
}
