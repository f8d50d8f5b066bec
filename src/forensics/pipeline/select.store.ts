// SQL of a selection: the items that persons marked, or that a set knows, each with where it lies and what is said of it.
import { sql } from 'kysely';
import type { Db } from '../../evidence/log/log.store.ts';
import type { Of } from './examined.store.ts';
import type { HitDecision } from './hits-report.ts';
import type { ItemFilter } from './items.ts';
import { matches } from './items.store.ts';
import type { MadeAs, SelectedItem, Selection } from './select.ts';

/** The last mark of each person counts. */
const RELEVANT = sql`
  select distinct on (m.item_id, m.by_person) m.item_id, m.is_relevant, m.tag from item_mark m`;

const HITS = sql`
  select k.item_id, k.set_name, k.set_version, k.digest, null::integer as distance, null::integer as entry, null::integer as quality,
         k.category, k.flags, k.may_be_told,
         coalesce((select jsonb_agg(d.decision order by d.at, d.person_id) from known_decision d
                    where d.exhibit_id = k.exhibit_id and d.content = i.sha256 and d.set_name = k.set_name), '[]') as decisions
    from known_hit k where k.exhibit_id = i.exhibit_id and k.item_id = i.id and k.use = 'alert'
  union all
  select p.item_id, p.set_name, p.set_version, 'pdq', p.distance, p.entry, p.quality, p.category, p.flags, p.may_be_told,
         coalesce((select jsonb_agg(d.decision order by d.at, d.person_id) from picture_decision d where d.hit_id = p.id), '[]')
    from picture_hit p where p.exhibit_id = i.exhibit_id and p.item_id = i.id`;

export interface Selected {
  readonly what: Selection;
  /** Absent: files. A report names what could not be read too. */
  readonly as?: MadeAs | undefined;
  /** Of what is relevant. */
  readonly tag?: string | undefined;
  /** Of what matches. */
  readonly filter?: ItemFilter | undefined;
  /** What is ticked: ids. */
  readonly ticked?: readonly string[] | undefined;
  /** Whose own marks a filter asks for. */
  readonly person?: string | undefined;
}

/** Who said what of the hits of an exhibit, in order. */
export async function decisionsOf(db: Db, { exhibit }: Of): Promise<readonly HitDecision[]> {
  const { rows } = await sql<HitDecision>`
    select said.item, said.set, said.near as "isNear", p.name as person, said.decision, said.at
      from (select encode(h.item_id, 'hex') as item, h.set_name as set, true as near, d.decision, d.at, d.person_id
              from picture_decision d join picture_hit h on h.id = d.hit_id
             where d.exhibit_id = ${exhibit} and h.item_id is not null
            union all
            select encode(i.id, 'hex'), d.set_name, false, d.decision, d.at, d.person_id
              from known_decision d join examined_item i on i.exhibit_id = d.exhibit_id and i.sha256 = d.content
             where d.exhibit_id = ${exhibit}) said
      join person p on p.id = said.person_id order by said.at, said.person_id`.execute(db);
  return rows;
}

/** Files, by path. */
export async function selectedItems(
  db: Db,
  { exhibit }: Of,
  asked: Selected & { readonly limit: number },
): Promise<readonly SelectedItem[]> {
  const { what, as, tag = null, filter = {}, ticked = [], person, limit } = asked;
  const isThere = as === 'report' ? sql`true` : sql`i.sha256 is not null`;
  const wanted =
    what === 'hits'
      ? sql`exists (select from (${HITS}) h)`
      : what === 'matching'
        ? sql`${isThere} and ${matches(filter, { exhibit, person })}`
        : what === 'ticked'
          ? sql`${isThere} and i.id = any(array(select decode(id, 'hex') from unnest(${ticked}::text[]) id))`
          : sql`${isThere} and exists (
          select from (${RELEVANT} where m.exhibit_id = ${exhibit} and m.item_id = i.id
                        order by m.item_id, m.by_person, m.at desc, m.id desc) m
           where m.is_relevant and (${tag}::text is null or m.tag = ${tag}))`;
  const { rows } = await sql<SelectedItem>`
    select encode(i.id, 'hex') as id, encode(i.parent, 'hex') as parent, i.volume, i.path, i.address, i.bytes::float8 as bytes, i.deleted,
           i.depth, i.modified, i.more->>'created' as created, i.more->>'accessed' as accessed, i.more->>'changed' as changed, i.kind, encode(i.sha256, 'hex') as sha256, encode(i.sha1, 'hex') as sha1, encode(i.md5, 'hex') as md5,
           i.place_of as at,
           (select coalesce(jsonb_agg(distinct m.tag) filter (where m.is_relevant and m.tag is not null), '[]')
              from (${RELEVANT} where m.exhibit_id = ${exhibit} and m.item_id = i.id
                     order by m.item_id, m.by_person, m.at desc, m.id desc) m) as tags,
           (select coalesce(jsonb_agg(jsonb_build_object('by', p.name, 'relevant', m.is_relevant, 'tag', m.tag,
              'at', to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by m.at, m.by_person), '[]')
              from (select distinct on (m.by_person) m.by_person, m.is_relevant, m.tag, m.at from item_mark m
                     where m.exhibit_id = ${exhibit} and m.item_id = i.id order by m.by_person, m.at desc, m.id desc) m
              join person p on p.id = m.by_person) as marks,
           (select coalesce(jsonb_agg(jsonb_build_object('set', h.set_name, 'version', h.set_version, 'digest', h.digest,
              'distance', h.distance, 'entry', h.entry, 'quality', h.quality, 'category', h.category, 'flags', h.flags,
              'mayBeTold', h.may_be_told, 'decisions', h.decisions) order by h.set_name, h.set_version, h.digest), '[]')
              from (${HITS}) h) as hits
      from examined_item i where i.exhibit_id = ${exhibit} and i.type = 'file' and ${wanted}
     order by left(i.path, 300) collate "C", i.id limit ${limit}`.execute(db);
  return rows;
}
