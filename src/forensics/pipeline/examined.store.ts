// SQL of examinations as they go on: runs, work units and items. Read and written by the system's own hand.
import { sql } from 'kysely';
import type { Json } from '../../base/canonical-json.ts';
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { ReadRow } from '../extractors/examine-inside.ts';
import { unitKey, type Failed, type NewItem, type Stages, type Unit } from './examined.ts';

/** Of an exhibit and its case, as every row has them. */
export interface Of {
  readonly exhibit: Uuid;
  readonly caseId: Uuid;
}

interface Run {
  readonly id: Uuid;
  readonly stages: Stages;
}

/** First in every transaction that writes: an exhibit that is not held any more is not looked into any more. */
export async function stillHeld(tx: Tx, { exhibit }: Of): Promise<void> {
  const { rows } = await sql`
    select from exhibit where id = ${exhibit} and status = 'held' for key share`.execute(tx);
  if (rows.length === 0) throw new Refusal('notAllowed.destroyed');
}

/** The run that is under way; else a new one under this id. */
export async function openRun(
  tx: Tx,
  of: Of,
  made: {
    readonly id: Uuid;
    readonly job: Uuid | undefined;
    readonly by: Uuid | undefined;
    readonly at: Date;
  },
): Promise<Run> {
  await stillHeld(tx, of);
  await tx
    .insertInto('examination')
    .values({
      id: made.id,
      exhibit_id: of.exhibit,
      case_id: of.caseId,
      job_id: made.job ?? null,
      asked_by: made.by ?? null,
      began_at: made.at,
    })
    .onConflict((same) => same.doNothing())
    .execute();
  const row = await tx
    .selectFrom('examination')
    .select(['id', 'stages'])
    .where('exhibit_id', '=', of.exhibit)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { id: row.id as Uuid, stages: row.stages as Stages }; // written here alone
}

export async function keepStages(db: Db, run: Uuid, stages: Stages): Promise<void> {
  await db
    .updateTable('examination')
    .set({ stages: JSON.stringify(stages) })
    .where('id', '=', run)
    .where('ended_at', 'is', null)
    .execute();
}

export interface RunEnd {
  readonly items: number;
  readonly failures: number;
  readonly root: Uint8Array;
}

export async function endRun(tx: Tx, run: Uuid, { items, failures, root }: RunEnd, at: Date): Promise<void> {
  await tx
    .updateTable('examination')
    .set({ ended_at: at, items, failures, root: Buffer.from(root) })
    .where('id', '=', run)
    .where('ended_at', 'is', null)
    .execute();
}

/** Undefined: it was not done yet. */
export async function unitOutcome(
  db: Db,
  { exhibit }: Of,
  unit: Unit,
): Promise<'done' | 'failed' | undefined> {
  const row = await db
    .selectFrom('examined_unit')
    .select('outcome')
    .where('exhibit_id', '=', exhibit)
    .where('key', '=', Buffer.from(unitKey(unit), 'hex'))
    .executeTakeFirst();
  return row?.outcome;
}

export async function forgetUnit(tx: Tx, { exhibit }: Of, unit: Unit): Promise<void> {
  await tx
    .deleteFrom('examined_unit')
    .where('exhibit_id', '=', exhibit)
    .where('key', '=', Buffer.from(unitKey(unit), 'hex'))
    .execute();
}

export interface UnitEnd {
  readonly failed?: Failed | undefined;
  readonly facts?: Json | undefined;
  readonly text?: string | undefined;
}

interface Made {
  readonly by: Json;
  readonly at: Date;
}

export async function insertUnits(
  tx: Tx,
  { exhibit, caseId }: Of,
  ended: readonly (Unit & UnitEnd)[],
  made: Made,
): Promise<void> {
  const rows = ended.map(({ failed, facts, text, ...unit }) => ({
    key: unitKey(unit),
    stage: unit.stage,
    version: unit.version,
    item_id: unit.itemId ?? null,
    reason: failed?.reason ?? null,
    detail: failed?.detail.replaceAll('\0', '').slice(0, 500).toWellFormed() ?? null,
    facts: facts ?? null,
    text: text ?? null,
  }));
  await sql`
    insert into examined_unit (exhibit_id, case_id, key, stage, version, item_id, outcome, reason, detail, facts, text, made_by, at)
    select ${exhibit}, ${caseId}, decode(key, 'hex'), stage, version, decode(item_id, 'hex'),
           case when reason is null then 'done' else 'failed' end, reason, detail, facts, text,
           ${JSON.stringify(made.by)}::jsonb, ${made.at}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(key text, stage text, version integer, item_id text, reason text, detail text, facts jsonb, text text)
    on conflict (exhibit_id, key) do nothing`.execute(tx);
}

export async function setDigests(
  tx: Tx,
  { exhibit }: Of,
  volume: number,
  rows: readonly ReadRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ stored, assumed, runs, runsCount, ...row }) => ({
    ...row,
    at: { stored, assumed, runs, runsCount },
  }));
  await sql`
    update examined_item i
       set sha256 = decode(r.sha256, 'hex'), sha1 = decode(r.sha1, 'hex'), md5 = decode(r.md5, 'hex'),
           first = decode(r.first, 'hex'), place_of = r.at
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as r(place bigint, sha256 text, sha1 text, md5 text, first text, at jsonb)
     where i.exhibit_id = ${exhibit} and i.parent is null and i.volume = ${volume} and i.place = r.place`.execute(
    tx,
  );
}

/** Ids of top items of a volume by their place. */
export async function idsAt(
  db: Db,
  { exhibit }: Of,
  volume: number,
  places: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ place: number; id: Buffer }>`
    select place, id from examined_item where exhibit_id = ${exhibit} and parent is null and volume = ${volume}
       and place = any(${places}::bigint[])`.execute(db);
  return new Map(rows.map(({ place, id }) => [Number(place), id.toString('hex')]));
}

/** The first file of a volume that has neither digests nor a reason why not. */
export async function firstUnread(db: Db, { exhibit }: Of, volume: number): Promise<number | undefined> {
  const { rows } = await sql<{ place: number }>`
    select place from examined_item i where exhibit_id = ${exhibit} and parent is null and volume = ${volume} and type = 'file'
       and sha256 is null and not exists (
         select from examined_unit u where u.exhibit_id = i.exhibit_id and u.item_id = i.id and u.stage = 'hash')
     order by place limit 1`.execute(db);
  return rows[0] === undefined ? undefined : Number(rows[0].place);
}

/** Places of the files of a volume in order, from one on. */
export async function* filePlaces(
  db: Db,
  { exhibit }: Of,
  volume: number,
  from: number,
): AsyncGenerator<number> {
  const { rows } = await sql<{ place: number }>`
    select place from examined_item where exhibit_id = ${exhibit} and parent is null and volume = ${volume}
       and type = 'file' and place >= ${from} order by place limit 1`.execute(db);
  for (const { place } of rows) yield Number(place);
}

interface Counts {
  readonly items: number;
  readonly files: number;
  readonly bytes: number;
  readonly read: number;
  readonly failures: number;
}

export async function counts(db: Db, { exhibit }: Of): Promise<Counts> {
  const { rows } = await sql<{ [name in keyof Counts]: string }>`
    select count(*) as items, count(*) filter (where type = 'file') as files, count(sha256) as read,
           coalesce(sum(bytes) filter (where type = 'file'), 0) as bytes,
           (select count(*) from examined_unit where exhibit_id = ${exhibit} and outcome = 'failed') as failures
      from examined_item where exhibit_id = ${exhibit}`.execute(db);
  const { items, files, bytes, read, failures } = rows[0] ?? {
    items: 0,
    files: 0,
    bytes: 0,
    read: 0,
    failures: 0,
  };
  return {
    items: Number(items),
    files: Number(files),
    bytes: Number(bytes),
    read: Number(read),
    failures: Number(failures),
  };
}

interface Untyped {
  readonly id: Buffer;
  readonly path: string;
  readonly first: Buffer;
}

export async function untyped(
  db: Db,
  { exhibit }: Of,
  { version, after, limit }: { readonly version: number; readonly after: Buffer; readonly limit: number },
): Promise<readonly Untyped[]> {
  const { rows } = await sql<Untyped>`
    select id, path, first from examined_item where exhibit_id = ${exhibit} and first is not null and id > ${after}
       and type_version is distinct from ${version} order by id limit ${limit}`.execute(db);
  return rows;
}

export async function untypedCount(db: Db, { exhibit }: Of, version: number): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from examined_item where exhibit_id = ${exhibit} and first is not null
       and type_version is distinct from ${version}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

interface Typed {
  readonly id: string;
  readonly kind: string | undefined;
  readonly says: string | undefined;
}

export async function setKinds(tx: Tx, of: Of, rows: readonly Typed[], version: number): Promise<void> {
  await stillHeld(tx, of);
  await sql`
    update examined_item i set kind = r.kind, says = r.says, type_version = ${version}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, kind text, says text)
     where i.exhibit_id = ${of.exhibit} and i.id = decode(r.id, 'hex')`.execute(tx);
}

export interface ContentItem {
  readonly id: string;
  readonly parent: string | undefined;
  readonly depth: number;
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly kind: string | null;
  readonly sha256: string;
}

interface ContentRow {
  readonly id: Buffer;
  readonly parent: Buffer | null;
  readonly depth: number;
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly kind: string | null;
  readonly sha256: Buffer | null;
}

const contentItem = ({ id, parent, sha256, ...row }: ContentRow): ContentItem => ({
  ...row,
  id: id.toString('hex'),
  parent: parent?.toString('hex'),
  sha256: sha256?.toString('hex') ?? '',
});

/** Items whose bytes were read, of one depth, in order of their ids. */
export async function contentsAfter(
  db: Db,
  { exhibit }: Of,
  { depth, after, limit }: { readonly depth: number; readonly after: string; readonly limit: number },
): Promise<readonly ContentItem[]> {
  const { rows } = await sql<ContentRow>`
    select id, parent, depth, volume, path, address, kind, sha256 from examined_item
     where exhibit_id = ${exhibit} and depth = ${depth} and sha256 is not null and bytes > 0 and id > decode(${after}, 'hex')
     order by id limit ${limit}`.execute(db);
  return rows.map(contentItem);
}

/** How many of them there are, of every depth. */
export async function contentsCount(db: Db, { exhibit }: Of): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from examined_item where exhibit_id = ${exhibit} and sha256 is not null and bytes > 0`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

export async function itemById(db: Db, { exhibit }: Of, id: string): Promise<ContentItem | undefined> {
  const { rows } = await sql<ContentRow>`
    select id, parent, depth, volume, path, address, kind, sha256 from examined_item
     where exhibit_id = ${exhibit} and id = decode(${id}, 'hex')`.execute(db);
  return rows[0] === undefined ? undefined : contentItem(rows[0]);
}

/** What lies in the same folder or archive under its name with something added. */
export async function besideItem(
  db: Db,
  { exhibit }: Of,
  item: ContentItem,
  suffix: string,
): Promise<ContentItem | undefined> {
  const { rows } = await sql<ContentRow>`
    select id, parent, depth, volume, path, address, kind, sha256 from examined_item
     where exhibit_id = ${exhibit} and left(path, 300) collate "C" = left(${item.path + suffix}, 300) and path = ${item.path + suffix}
       and volume = ${item.volume}
       and parent is not distinct from decode(${item.parent ?? null}, 'hex') and sha256 is not null and bytes > 0 and not deleted
     order by id limit 1`.execute(db);
  return rows[0] === undefined ? undefined : contentItem(rows[0]);
}

/** The item for which this content was opened; undefined where it was not yet. */
export async function unitOf(db: Db, { exhibit }: Of, unit: Unit): Promise<string | undefined> {
  const row = await db
    .selectFrom('examined_unit')
    .select('item_id')
    .where('exhibit_id', '=', exhibit)
    .where('key', '=', Buffer.from(unitKey(unit), 'hex'))
    .executeTakeFirst();
  return row?.item_id?.toString('hex');
}

/** What was found in an item, as it would be written. */
export async function childrenOf(db: Db, { exhibit }: Of, parent: string): Promise<readonly NewItem[]> {
  const { rows } = await sql<{ [name: string]: unknown }>`
    select place, path, address, type, bytes, deleted, modified, more, encode(sha256, 'hex') as sha256,
           encode(sha1, 'hex') as sha1, encode(md5, 'hex') as md5, encode(first, 'hex') as first
      from examined_item where exhibit_id = ${exhibit} and parent = decode(${parent}, 'hex') order by volume, place`.execute(
    db,
  );
  return rows as unknown as readonly NewItem[]; // but for what hangs on the item that it is in, which the caller gives
}
