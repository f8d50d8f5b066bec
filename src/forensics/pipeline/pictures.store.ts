// SQL of pictures as they are examined: what begins as one, their fingerprints, and which of them are near to a known one.
import { readPages } from '../words/words.ts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { KnownSet } from '../known/known.ts';
import type { Dihedral } from '../pictures/pdq.ts';
import type { ContentItem, Of } from './examined.store.ts';

/** Hexadecimal: the fingerprint, and the squares of its veil. */
export type PictureFacts = {
  readonly pdq: string;
  /** Of the picture in its seven other turns, one after the other, in the order of `DIHEDRAL`. */
  readonly turned: string;
  readonly quality: number;
  readonly width: number;
  readonly height: number;
  readonly veil: string;
  readonly veilWidth: number;
};

interface Beginning extends ContentItem {
  readonly first: Buffer;
  readonly bytes: number;
}

/** Items whose bytes were read, in order of their ids. */
export async function beginningsAfter(
  db: Db,
  { exhibit }: Of,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly Beginning[]> {
  const { rows } = await sql<Omit<Beginning, 'parent'> & { readonly parent: string | null }>`
    select encode(id, 'hex') as id, encode(parent, 'hex') as parent, depth, volume, path, address, kind, encode(sha256, 'hex') as sha256,
           first, bytes::float8 as bytes
      from examined_item where exhibit_id = ${exhibit} and sha256 is not null and bytes > 0 and first is not null
       and id > decode(${after}, 'hex') order by id limit ${limit}`.execute(db);
  return rows.map(({ parent, ...row }) => ({ ...row, parent: parent ?? undefined }));
}

/**
 * Which pages of a PDF of this content may be scans: those in which no text stands, where it was read. Of one that could not be read at all
 * none; `all` where no text stands in any, or nothing is known of it.
 */
export async function pagesWithoutText(
  db: Db,
  { exhibit }: Of,
  sha256: string,
): Promise<readonly number[] | 'all'> {
  const { rows } = await sql<{ outcome: string; hasText: boolean; without: string | null }>`
    select u.outcome, u.text is not null as "hasText", u.facts->>'pages-without-text' as without
      from examined_item o join examined_unit u on u.exhibit_id = o.exhibit_id and u.item_id = o.id
     where o.exhibit_id = ${exhibit} and o.sha256 = decode(${sha256}, 'hex') and u.stage = 'extract:pdf'
     order by u.version desc limit 1`.execute(db);
  const [read] = rows;
  if (read === undefined || (read.outcome === 'done' && !read.hasText)) return 'all';
  return readPages(read.without ?? '');
}

interface FingerprintRow extends PictureFacts {
  readonly id: string;
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly bytes: number;
}

/** Of every item with the content of a picture, in order of their ids; those of one colour, or nearly so, are near to whatever is. */
export async function fingerprintsAfter(
  db: Db,
  { exhibit }: Of,
  asked: { readonly after: string; readonly limit: number; readonly leastQuality: number },
): Promise<readonly FingerprintRow[]> {
  const { rows } = await sql<FingerprintRow>`
    select encode(i.id, 'hex') as id, i.volume, i.path, i.address, i.bytes::float8 as bytes, u.facts->>'pdq' as pdq,
           coalesce(u.facts->>'turned', '') as turned, (u.facts->>'quality')::integer as quality, (u.facts->>'width')::integer as width, (u.facts->>'height')::integer as height,
           u.facts->>'veil' as veil, (u.facts->>'veilWidth')::integer as "veilWidth"
      from examined_unit u
      join examined_item o on o.exhibit_id = u.exhibit_id and o.id = u.item_id
      join examined_item i on i.exhibit_id = o.exhibit_id and i.sha256 = o.sha256
     where u.exhibit_id = ${exhibit} and u.stage = 'picture' and u.outcome = 'done'
       and (u.facts->>'quality')::integer >= ${asked.leastQuality} and i.id > decode(${asked.after}, 'hex')
     order by i.id limit ${asked.limit}`.execute(db);
  return rows;
}

interface VideoRow {
  readonly id: string;
  readonly volume: number;
  readonly path: string;
  readonly address: string;
  readonly bytes: number;
  /** Its frames, a line each. */
  readonly text: string;
}

/** Every item with the content of a video whose frames were taken, in order of their ids. */
export async function videosAfter(
  db: Db,
  { exhibit }: Of,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly VideoRow[]> {
  const { rows } = await sql<VideoRow>`
    select encode(i.id, 'hex') as id, i.volume, i.path, i.address, i.bytes::float8 as bytes, u.text
      from examined_unit u
      join examined_item o on o.exhibit_id = u.exhibit_id and o.id = u.item_id
      join examined_item i on i.exhibit_id = o.exhibit_id and i.sha256 = o.sha256
     where u.exhibit_id = ${exhibit} and u.stage = 'extract:vpdq' and u.text is not null
       and i.id > decode(${after}, 'hex') order by i.id limit ${limit}`.execute(db);
  return rows;
}

/** The frames of a video by its content; undefined: it is none whose frames were taken. */
export async function framesText(db: Db, { exhibit }: Of, sha256: string): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`
    select u.text from examined_item o join examined_unit u on u.exhibit_id = o.exhibit_id and u.item_id = o.id
     where o.exhibit_id = ${exhibit} and o.sha256 = decode(${sha256}, 'hex') and u.stage = 'extract:vpdq'
       and u.text is not null limit 1`.execute(db);
  return rows[0]?.text;
}

/** What was kept of this content before it was fingerprinted as it is now. */
export async function forgetOldPicture(
  tx: Tx,
  { exhibit }: Of,
  { content, version }: { readonly content: string; readonly version: number },
): Promise<void> {
  await sql`
    delete from examined_unit u where u.exhibit_id = ${exhibit} and u.stage = 'picture' and u.version < ${version}
       and u.item_id in (select i.id from examined_item i where i.exhibit_id = ${exhibit} and i.sha256 = decode(${content}, 'hex'))`.execute(
    tx,
  );
}

export interface NewPictureHit extends Omit<FingerprintRow, 'turned'> {
  readonly turn: Dihedral;
  /** A digest of the set and of the item: found again it is the same hit. */
  readonly hit: string;
  readonly entry: number;
  readonly distance: number;
  readonly category: string | undefined;
  readonly flags: readonly string[] | undefined;
}

/** Hits of a set under this name go, but for those found now and those on which somebody has decided. */
export async function forgetPictureHits(tx: Tx, { exhibit }: Of, set: Pick<KnownSet, 'name'>): Promise<void> {
  await sql`
    delete from picture_hit h where h.exhibit_id = ${exhibit} and h.set_name = ${set.name}
       and not exists (select from picture_decision d where d.hit_id = h.id)
       and not exists (select from picture_opening o where o.hit_id = h.id)`.execute(tx);
}

export async function insertPictureHits(
  tx: Tx,
  { exhibit, caseId }: Of,
  { set, hits, at }: { readonly set: KnownSet; readonly hits: readonly NewPictureHit[]; readonly at: Date },
): Promise<void> {
  await sql`
    insert into picture_hit (id, exhibit_id, case_id, item_id, volume, path, address, bytes, width, height, hash, quality, veil,
      veil_width, set_id, set_name, set_version, category, flags, may_be_told, entry, distance, found_at, content, turn)
    select hit, ${exhibit}, ${caseId}, decode(id, 'hex'), volume, path, left(address, 60), bytes, width, height, decode(pdq, 'hex'),
           quality, decode(veil, 'hex'), "veilWidth", ${set.id}, ${set.name}, ${set.version}, category, coalesce(flags, '[]'),
           ${set.mayBeTold}, entry, distance, ${at},
           (select i.sha256 from examined_item i where i.exhibit_id = ${exhibit} and i.id = decode(r.id, 'hex')), turn
      from jsonb_to_recordset(${JSON.stringify(hits)}::jsonb)
        as r(hit uuid, id text, volume integer, path text, address text, bytes bigint, width integer, height integer, pdq text,
             quality integer, veil text, "veilWidth" integer, category text, flags jsonb, entry integer, distance integer, turn text)
    on conflict (id) do nothing`.execute(tx);
}

/**
 * Of the hits of a set the first of those with the same bytes stands for all, and what was said of one is said of those that were found
 * since.
 */
export async function gatherCopies(tx: Tx, { exhibit }: Of, set: Pick<KnownSet, 'name'>): Promise<void> {
  const same = sql`o.exhibit_id = h.exhibit_id and o.set_id = h.set_id and o.content = h.content and o.id <> h.id`;
  const own = sql`h.exhibit_id = ${exhibit} and h.set_name = ${set.name}`;
  await sql`
    insert into picture_decision (hit_id, exhibit_id, case_id, person_id, decision, at)
    select distinct on (h.id, d.person_id) h.id, h.exhibit_id, h.case_id, d.person_id, d.decision, d.at
      from picture_hit h join picture_hit o on ${same} join picture_decision d on d.hit_id = o.id
     where ${own} order by h.id, d.person_id, d.at desc
    on conflict do nothing`.execute(tx);
  await sql`
    update picture_hit h set result = (select o.result from picture_hit o where ${same} and o.result <> 'waiting' limit 1)
     where ${own} and h.result = 'waiting' and exists (select from picture_hit o where ${same} and o.result <> 'waiting')`.execute(
    tx,
  );
  const isFirst = sql`not exists (select from picture_hit o where ${same} and (o.path_start, o.id) < (h.path_start, h.id))`;
  await sql`update picture_hit h set is_first = ${isFirst} where ${own} and h.is_first <> ${isFirst}`.execute(
    tx,
  );
}
