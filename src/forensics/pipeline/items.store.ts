// SQL of what examinations found, as the person who looks.
import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import { indexTerms } from '../../law/search-words.ts';
import type { Unused } from '../listing/unused.ts';
import type { Stages } from './examined.ts';
import type { FileTime, ItemFilter, ItemPlaceInList } from './items.ts';

export interface KnownHit {
  readonly set: string;
  readonly version: number;
  readonly use: 'alert' | 'ignore';
  /** By which it was found: `pdq` where it is near. */
  readonly digest: string;
  /** Bits of 256 by which a picture differs; null where it is equal. */
  readonly distance: number | null;
  readonly category: string | null;
  readonly flags: readonly string[];
  readonly mayBeTold: string;
}

export interface ItemMark {
  readonly relevant: boolean;
  readonly tag: string | null;
  readonly note: string | null;
  /** Name. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The last mark of each person on an item. */
const MARKS = sql`select distinct on (m.by_person) m.* from item_mark m
  where m.exhibit_id = i.exhibit_id and m.item_id = i.id order by m.by_person, m.at desc, m.id desc`;

/** Of an item: what is equal to an entry of a set, and what is near to one. */
const HITS = sql`
  select h.set_name, h.set_version, h.use, h.digest, null::integer as distance, h.category, h.flags, h.may_be_told
    from known_hit h where h.exhibit_id = i.exhibit_id and h.item_id = i.id
  union all
  select p.set_name, p.set_version, 'alert', 'pdq', p.distance, p.category, p.flags, coalesce(p.may_be_told, '')
    from picture_hit p where p.exhibit_id = i.exhibit_id and p.item_id = i.id`;

export interface ItemRow {
  readonly id: string;
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly type: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  readonly deleted: boolean;
  readonly modified: string | null;
  readonly depth: number;
  readonly sha256: string | null;
  /** Text or facts were taken out of it. */
  readonly isRead: boolean;
  /** Items were found in it. */
  readonly holds: boolean;
  readonly kind: string | null;
  /** Free space or slack; null: it is an entry of the file system, or lies in one. */
  readonly unused: Unused | null;
  readonly says: string | null;
  /** Why it could not be read, or what is in it. */
  readonly reason: string | null;
  /** Sets of known material that have it, in their own words. */
  readonly known: readonly KnownHit[];
  /** What persons of the case said of it, the last of each. */
  readonly marks: readonly ItemMark[];
  /** Of the list: where it goes on. */
  readonly ordered: string;
}

/** Of `examined_item i`: what an `ItemRow` has. */
const COLUMNS = sql`encode(i.id, 'hex') as id, i.volume, i.path, i.address, i.type, i.bytes, i.deleted, i.modified, i.depth,
  encode(i.sha256, 'hex') as sha256, i.kind, i.more->>'unused' as unused, i.says, left(i.path, 300) as ordered,
  exists (select from examined_item o join examined_unit u on u.exhibit_id = o.exhibit_id and u.item_id = o.id
           where o.exhibit_id = i.exhibit_id and o.sha256 = i.sha256 and u.stage like 'extract:%'
             and (u.text is not null or u.facts is not null)) as "isRead",
  exists (select from examined_item c where c.exhibit_id = i.exhibit_id and c.parent = i.id) as holds,
  (select u.reason from examined_unit u where u.exhibit_id = i.exhibit_id and u.item_id = i.id and u.outcome = 'failed'
    order by u.key limit 1) as reason,
  (select coalesce(jsonb_agg(jsonb_build_object('set', h.set_name, 'version', h.set_version, 'use', h.use, 'digest', h.digest,
     'distance', h.distance, 'category', h.category, 'flags', h.flags, 'mayBeTold', h.may_be_told)
     order by h.set_name, h.set_version), '[]') from (${HITS}) h) as known,
  (select coalesce(jsonb_agg(jsonb_build_object('relevant', m.is_relevant, 'tag', m.tag, 'note', m.note, 'by', p.name,
     'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by m.at, m.id), '[]')
     from (${MARKS}) m join person p on p.id = m.by_person) as marks`;

/** Both orders are those of an index: a page costs the same however many there are. */
export async function itemsOf(
  db: Db,
  exhibit: Uuid,
  { filter, after, limit }: { filter: ItemFilter; after: ItemPlaceInList | undefined; limit: number },
): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select ${COLUMNS} from examined_item i
     where i.exhibit_id = ${exhibit} and ${matches(filter, { exhibit })} and ${later(after)}
     order by left(i.path, 300) collate "C", i.id limit ${limit}`.execute(db);
  return rows;
}

/** Undefined: there is none of that id. */
export async function itemWithId(db: Db, exhibit: Uuid, item: string): Promise<ItemRow | undefined> {
  if (!/^[0-9a-f]{64}$/.test(item)) return undefined;
  const { rows } = await sql<ItemRow>`
    select ${COLUMNS} from examined_item i where i.exhibit_id = ${exhibit} and i.id = decode(${item}, 'hex')`.execute(
    db,
  );
  return rows[0];
}

/** Those at certain places of the medium itself: nothing that lies in another file. */
export async function itemsAt(
  db: Db,
  exhibit: Uuid,
  places: readonly Pick<ItemRow, 'volume' | 'path' | 'address'>[],
): Promise<readonly ItemRow[]> {
  if (places.length === 0) return [];
  const paths = places.map(({ path }) => path);
  const { rows } = await sql<ItemRow>`
    select ${COLUMNS} from examined_item i
     where i.exhibit_id = ${exhibit} and i.depth = 0
       and left(i.path, 300) collate "C" = any(array(select left(path, 300) from unnest(${paths}::text[]) path))
       and (i.volume, i.path, i.address) in (select * from unnest(
         ${places.map(({ volume }) => volume)}::integer[], ${paths}::text[], ${places.map(({ address }) => address)}::text[]))`.execute(
    db,
  );
  return rows;
}

function later(after: ItemPlaceInList | undefined): RawBuilder<unknown> {
  return after === undefined
    ? sql`true`
    : sql`(left(i.path, 300) collate "C", i.id) > (${after.path} collate "C", decode(${after.id}, 'hex'))`;
}

/** Of `examined_item i` of an exhibit. `person`: who asks, where it is not who the database is read as. */
export function matches(
  filter: ItemFilter,
  { exhibit, person }: { readonly exhibit: Uuid; readonly person?: string | undefined },
): RawBuilder<unknown> {
  const { kind, known, marked, tag, deleted, from, to, time, name, text, unused, failed, within } = filter;
  const wanted: RawBuilder<unknown>[] = [sql`true`];
  if (kind !== undefined) wanted.push(sql`i.kind = ${kind}`);
  const hit = (use: string) =>
    sql`exists (select from (${HITS}) h where ${use === 'no' ? sql`true` : sql`h.use = ${use}`})`;
  if (known !== undefined) wanted.push(known === 'no' ? sql`not ${hit(known)}` : hit(known));
  const mark = (of: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`exists (select from (${MARKS}) m where ${of})`;
  if (marked === 'no') wanted.push(sql`not ${mark(sql`true`)}`);
  else if (marked === 'mine')
    wanted.push(
      mark(person === undefined ? sql`m.by_person = (select comity_person())` : sql`m.by_person = ${person}`),
    );
  else if (marked !== undefined) wanted.push(mark(sql`m.is_relevant = ${marked === 'relevant'}`));
  if (tag !== undefined) wanted.push(mark(sql`m.tag = ${tag}`));
  if (deleted !== undefined) wanted.push(sql`i.deleted = ${deleted === 'yes'}`);
  if (from !== undefined) wanted.push(sql`i.bytes >= ${from}`);
  if (to !== undefined) wanted.push(sql`i.bytes <= ${to}`);
  if (time !== undefined) {
    const [of = '', span = ''] = time.split(':', 2);
    wanted.push(sql`left(${timeColumn(of as FileTime)}, ${span.length}) = ${span}`); // by the shape of the filter
  }
  if (name !== undefined) wanted.push(sql`i.path ilike ${`%${name.replace(/[\\%_]/g, '\\$&')}%`}`);
  if (within !== undefined) wanted.push(sql`i.parent = decode(${within}, 'hex')`);
  if (text !== undefined) wanted.push(hasWords(exhibit, text));
  const isUnused = sql`i.more ? 'unused'`;
  if (unused === 'yes' || unused === 'no') wanted.push(unused === 'yes' ? isUnused : sql`not ${isUnused}`);
  else if (unused !== undefined) wanted.push(sql`i.more->>'unused' = ${unused}`);
  if (failed !== undefined)
    wanted.push(sql`exists (select from examined_unit u
      where u.exhibit_id = i.exhibit_id and u.item_id = i.id and u.outcome = 'failed')`);
  return sql.join(wanted, sql` and `);
}

/** Of `examined_item i`. */
function timeColumn(time: FileTime): RawBuilder<unknown> {
  return time === 'modified' ? sql`i.modified` : sql`i.more->>${time}`;
}

/** Looked up once for the whole list. What has no letter and no digit is found nowhere. */
function hasWords(exhibit: Uuid, text: string): RawBuilder<unknown> {
  const terms = indexTerms(text).toSorted((one, other) => other.length - one.length); // the rarest is likely a long one
  if (terms.length === 0) return sql`false`;
  return sql`i.sha256 = any(array(select comity_contents_with_words(${exhibit}, ${terms}::text[])))`;
}

export interface RunRow {
  readonly id: string;
  readonly job: string | null;
  /** Its job waits or runs; one that was paused, or began at a terminal, has none. */
  readonly isAtWork: boolean;
  readonly beganAt: Date;
  readonly stages: Stages;
  readonly endedAt: Date | null;
  readonly items: number | null;
  readonly failures: number | null;
  /** Of the result table, hex. */
  readonly root: string | null;
}

/** The one under way, else the last. */
export async function lastRun(db: Db, exhibit: Uuid): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    select id, job_id as job, exists (select from job j where j.id = job_id and j.ended_at is null) as "isAtWork", began_at as "beganAt", stages, ended_at as "endedAt", items, failures, encode(root, 'hex') as root
      from examination where exhibit_id = ${exhibit} order by ended_at is null desc, began_at desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** How many there are of each kind, the most first. */
export async function kindsOf(
  db: Db,
  exhibit: Uuid,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::integer as count from examined_item where exhibit_id = ${exhibit} and kind is not null
     group by kind order by count(*) desc, kind limit 100`.execute(db);
  return rows;
}

/** How many are marked, by the last mark of each person. */
export async function marksCounted(
  db: Db,
  exhibit: Uuid,
): Promise<{ readonly relevant: number; readonly irrelevant: number }> {
  const { rows } = await sql<{ relevant: number; irrelevant: number }>`
    select count(distinct item_id) filter (where is_relevant)::integer as relevant,
           count(distinct item_id) filter (where not is_relevant)::integer as irrelevant
      from (select distinct on (item_id, by_person) item_id, is_relevant from item_mark where exhibit_id = ${exhibit}
             order by item_id, by_person, at desc, id desc) m`.execute(db);
  return rows[0] ?? { relevant: 0, irrelevant: 0 };
}

export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

/** How many items have each tag, by the last mark of each person; the most first. */
export async function tagsCounted(db: Db, exhibit: Uuid): Promise<readonly TagCount[]> {
  const { rows } = await sql<TagCount>`
    select tag, count(distinct item_id)::integer as count
      from (select distinct on (item_id, by_person) item_id, tag from item_mark where exhibit_id = ${exhibit}
             order by item_id, by_person, at desc, id desc) m
     where tag is not null group by tag order by 2 desc, tag collate "C" limit 500`.execute(db);
  return rows;
}

/** Files by the month of one of their times, as their file systems say it (`2026-11`); those without that time are left out. */
export async function monthsOf(
  db: Db,
  exhibit: Uuid,
  time: FileTime,
): Promise<readonly { readonly month: string; readonly count: number }[]> {
  const { rows } = await sql<{ month: string; count: number }>`
    select left(t.time, 7) as month, count(*)::integer as count
      from (select ${timeColumn(time)} as time from examined_item i
             where i.exhibit_id = ${exhibit} and i.type = 'file' and not i.more ? 'unused') t
     where t.time ~ '^[0-9]{4}-[0-9]{2}' group by 1 order by 1 limit 5000`.execute(db);
  return rows;
}

/** Files by type, the most bytes first; null: what their first bytes do not say. */
export async function typesOf(
  db: Db,
  exhibit: Uuid,
): Promise<readonly { readonly kind: string | null; readonly count: number; readonly bytes: number }[]> {
  const { rows } = await sql<{ kind: string | null; count: number; bytes: number }>`
    select kind, count(*)::integer as count, sum(bytes)::float8 as bytes from examined_item
     where exhibit_id = ${exhibit} and type = 'file' and not more ? 'unused' group by kind order by sum(bytes) desc, kind nulls last limit 100`.execute(
    db,
  );
  return rows;
}
