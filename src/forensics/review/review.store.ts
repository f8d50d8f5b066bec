// SQL of hits among pictures, of decisions and of openings.
import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { Dihedral } from '../pictures/pdq.ts';
import type { Decision, ReviewResult } from '../known/decided.ts';

export interface Hit {
  readonly id: Uuid;
  /** Hex. Null: it was found before items had names, and its picture is not shown again. */
  readonly item: string | null;
  readonly path: string;
  /** As it is ordered by. */
  readonly pathStart: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly quality: number;
  /** Its fingerprint, hex; of a video that of its nearest frame. */
  readonly hash: string;
  /** Grey squares. */
  readonly veil: Uint8Array;
  readonly veilWidth: number;
  readonly entry: number;
  readonly distance: number;
  /** How the picture is turned or mirrored to be so near. */
  readonly turn: Dihedral;
  readonly setName: string;
  readonly setVersion: number;
  /** In the words of the set. */
  readonly category: string | null;
  readonly flags: readonly string[];
  readonly mayBeTold: string | null;
  readonly result: ReviewResult;
  /** By person. */
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly names: ReadonlyMap<string, string>;
}

/** Where a hit stands in the queue: the nearest first, then by path. */
type Standing = Pick<Hit, 'distance' | 'pathStart' | 'id'>;

const COLUMNS = sql`
  h.id, encode(h.item_id, 'hex') as item, h.path, h.path_start as "pathStart", h.bytes::float8 as bytes, h.width, h.height, h.quality,
  encode(h.hash, 'hex') as hash, h.veil, h.veil_width as "veilWidth", h.entry, h.distance, h.turn, h.set_name as "setName",
  h.set_version as "setVersion", h.category, h.flags, h.may_be_told as "mayBeTold", h.result,
  coalesce((select json_agg(json_build_object('person', d.person_id, 'name', p.name, 'decision', d.decision) order by d.at)
    from picture_decision d join person p on p.id = d.person_id where d.hit_id = h.id), '[]'::json) as said`;
const ORDER = sql`h.distance, h.path_start, h.id`;
const BACKWARDS = sql`h.distance desc, h.path_start desc, h.id desc`;
const OPEN = sql`h.result in ('waiting', 'differ')`;
const SETTLED = sql`h.result in ('match', 'other', 'unsure')`;

/** Of those with the same bytes and set the first alone. Its shape is that of the indexes: what a page asks for is not more where there are more. */
async function hitsWhere(
  db: Db,
  exhibit: Uuid,
  { where, order = ORDER, limit }: { readonly where: RawBuilder<unknown>; readonly order?: RawBuilder<unknown>; readonly limit: number }, // prettier-ignore
): Promise<readonly Hit[]> {
  const { rows } = await sql<
    Omit<Hit, 'decisions' | 'names'> & {
      said: readonly { person: string; name: string; decision: Decision }[];
    }
  >`select ${COLUMNS} from picture_hit h
     where h.exhibit_id = ${exhibit} and h.is_first and ${where} order by ${order} limit ${limit}`.execute(
    db,
  );
  return rows.map(({ said, ...hit }) => ({
    ...hit,
    decisions: new Map(said.map(({ person, decision }) => [person, decision])),
    names: new Map(said.map(({ person, name }) => [person, name])),
  }));
}

const beyond = (of: Standing | undefined): RawBuilder<unknown> =>
  of === undefined
    ? sql`true`
    : sql`(h.distance, h.path_start, h.id) > (${of.distance}, ${of.pathStart} collate "C", ${of.id}::uuid)`;
const before = (of: Standing): RawBuilder<unknown> =>
  sql`(h.distance, h.path_start, h.id) < (${of.distance}, ${of.pathStart} collate "C", ${of.id}::uuid)`;

export function hitsOf(
  db: Db,
  exhibit: Uuid,
  { after, limit }: { readonly after?: Standing; readonly limit: number },
): Promise<readonly Hit[]> {
  return hitsWhere(db, exhibit, { where: beyond(after), limit });
}

/** The nearest is the last. */
export async function hitsBefore(
  db: Db,
  exhibit: Uuid,
  { of, limit }: { readonly of: Standing; readonly limit: number },
): Promise<readonly Hit[]> {
  return (await hitsWhere(db, exhibit, { where: before(of), order: BACKWARDS, limit })).toReversed();
}

/** By the id of any file that has its bytes. */
export async function hitOf(db: Db, exhibit: Uuid, id: Uuid): Promise<Hit | undefined> {
  return (await hitsWhere(db, exhibit, { where: sameAs(exhibit, id), limit: 1 }))[0];
}

/** The next that this person has still to decide. */
export async function waitingHit(
  db: Db,
  exhibit: Uuid,
  { person, after }: { readonly person: Uuid; readonly after?: Standing },
): Promise<Hit | undefined> {
  const where = sql`${OPEN} and ${beyond(after)}
    and not exists (select from picture_decision d where d.hit_id = h.id and d.person_id = ${person})`;
  return (await hitsWhere(db, exhibit, { where, limit: 1 }))[0];
}

/** What this person has said something of, or others have settled, in the order of the queue. */
export function decidedHits(
  db: Db,
  exhibit: Uuid,
  { person, after, limit }: { readonly person: Uuid; readonly after?: Standing | undefined; readonly limit: number }, // prettier-ignore
): Promise<readonly Hit[]> {
  const part = sql`h.is_first and ${beyond(after)} order by ${ORDER} limit ${limit}`;
  const where = sql`h.id = any(array(
    (select h.id from picture_hit h where h.exhibit_id = ${exhibit} and ${SETTLED} and ${part})
    union
    (select h.id from picture_decision d join picture_hit h on h.id = d.hit_id
      where d.exhibit_id = ${exhibit} and d.person_id = ${person} and ${OPEN} and ${part})))`;
  return hitsWhere(db, exhibit, { where, limit });
}

export interface QueueCounts {
  readonly all: number;
  readonly waiting: number;
  readonly settled: number;
  readonly differing: number;
}

/** Of all, however many a page shows. */
export async function queueCounts(db: Db, exhibit: Uuid, person: Uuid): Promise<QueueCounts> {
  const { rows } = await sql<QueueCounts>`
    select count(*)::integer as all, count(*) filter (where ${SETTLED})::integer as settled,
           count(*) filter (where h.result = 'differ')::integer as differing,
           count(*) filter (where ${OPEN})::integer - (
             select count(*) from picture_decision d join picture_hit h on h.id = d.hit_id
              where d.exhibit_id = ${exhibit} and d.person_id = ${person} and h.is_first and ${OPEN})::integer as waiting
      from picture_hit h where h.exhibit_id = ${exhibit} and h.is_first`.execute(db);
  return rows[0] ?? { all: 0, waiting: 0, settled: 0, differing: 0 };
}

/** From 1. */
export async function placeInQueue(db: Db, exhibit: Uuid, of: Standing): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from picture_hit h
     where h.exhibit_id = ${exhibit} and h.is_first and ${before(of)}`.execute(db);
  return 1 + (rows[0]?.count ?? 0);
}

export interface SamePicture {
  /** Of the other files with its bytes. */
  readonly paths: readonly string[];
  readonly count: number;
}

export async function samePicture(
  db: Db,
  exhibit: Uuid,
  { id, limit }: { readonly id: Uuid; readonly limit: number },
): Promise<SamePicture> {
  const { rows } = await sql<{ path: string; count: number }>`
    select h.path, (count(*) over ())::integer as count from picture_hit h
     where h.exhibit_id = ${exhibit} and h.id <> ${id} and ${sameAs(exhibit, id)}
     order by h.path_start, h.id limit ${limit}`.execute(db);
  return { paths: rows.map(({ path }) => path), count: rows[0]?.count ?? 0 };
}

/** The hit, and those of the same bytes and set. */
function sameAs(exhibit: Uuid, id: Uuid): RawBuilder<unknown> {
  return sql`h.id = any(array(
    select ${id}::uuid union select s.id from picture_hit o
      join picture_hit s on s.exhibit_id = o.exhibit_id and s.content = o.content and s.set_id = o.set_id
     where o.exhibit_id = ${exhibit} and o.id = ${id}))`;
}

/** Of every file with these bytes. Until a second person has decided, somebody may think again. */
export async function keepDecision(
  db: Db,
  of: { readonly hit: Uuid; readonly exhibit: Uuid; readonly person: Uuid; readonly at: Date },
  { decision, result }: { readonly decision: Decision; readonly result: ReviewResult },
): Promise<void> {
  const same = sql`h.exhibit_id = ${of.exhibit} and ${sameAs(of.exhibit, of.hit)}`;
  await sql`
    insert into picture_decision (hit_id, exhibit_id, case_id, person_id, decision, at)
    select h.id, h.exhibit_id, h.case_id, ${of.person}, ${decision}, ${of.at} from picture_hit h where ${same}
    on conflict (hit_id, person_id) do update set decision = excluded.decision, at = excluded.at`.execute(db);
  await sql`update picture_hit h set result = ${result} where ${same}`.execute(db);
}

/** As if this person had said nothing. */
export async function dropDecision(
  db: Db,
  of: { readonly hit: Uuid; readonly exhibit: Uuid; readonly person: Uuid },
  result: ReviewResult,
): Promise<void> {
  const same = sql`h.exhibit_id = ${of.exhibit} and ${sameAs(of.exhibit, of.hit)}`;
  await sql`
    delete from picture_decision d using picture_hit h where d.hit_id = h.id and d.person_id = ${of.person} and ${same}`.execute(
    db,
  );
  await sql`update picture_hit h set result = ${result} where ${same}`.execute(db);
}

/** What this person said last, since then, and nobody has said anything of after that. */
export async function lastDecided(
  db: Db,
  exhibit: Uuid,
  { person, since }: { readonly person: Uuid; readonly since: Date },
): Promise<Uuid | undefined> {
  const { rows } = await sql<{ id: Uuid; isLast: boolean }>`
    select h.id, not exists (select from picture_decision o where o.hit_id = h.id and o.person_id <> d.person_id and o.at > d.at) as "isLast"
      from picture_decision d join picture_hit h on h.id = d.hit_id
     where d.exhibit_id = ${exhibit} and d.person_id = ${person} and d.at > ${since} and h.is_first
     order by d.at desc, h.id desc limit 1`.execute(db);
  return rows[0]?.isLast === true ? rows[0].id : undefined;
}

export async function keepOpening(
  db: Db,
  of: { id: Uuid; hit: Uuid; exhibit: Uuid; caseId: Uuid; person: Uuid; at: Date },
): Promise<void> {
  await db
    .insertInto('picture_opening')
    .values({
      id: of.id,
      hit_id: of.hit,
      exhibit_id: of.exhibit,
      case_id: of.caseId,
      person_id: of.person,
      at: of.at,
    })
    .execute();
}

/** In all cases, the latest first. */
export async function openingsOf(db: Db, person: Uuid, since: Date): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('picture_opening')
    .select('at')
    .where('person_id', '=', person)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute();
  return rows.map(({ at }) => at.getTime());
}
