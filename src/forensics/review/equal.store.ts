// SQL of hits by digest and of what people said of them: one for all files of an exhibit that have the same bytes.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { Decision, ReviewResult } from '../known/decided.ts';

export interface EqualHit {
  /** Of the bytes, hex. */
  readonly content: string;
  readonly setId: string;
  readonly setName: string;
  readonly setVersion: number;
  /** By which it was found. */
  readonly digest: string;
  readonly category: string | null;
  readonly flags: readonly string[];
  /** The first file by path; `files`: how many have these bytes. */
  readonly path: string;
  readonly item: string;
  readonly files: number;
  readonly bytes: number;
  readonly kind: string | null;
  readonly result: ReviewResult;
  readonly said: readonly {
    readonly person: string;
    readonly name: string;
    readonly decision: Decision;
  }[];
}

/** Every one of an exhibit, with `own`: what this person said. */
const hitsOf = (exhibit: Uuid, person: string) => sql`
  select k.*, coalesce(d.said, '[]'::json) as said, d.own,
         case when d.same >= 2 then 'match' when d.others >= 2 then 'other' when d.count >= 3 then 'unsure'
              when d.count = 2 then 'differ' else 'waiting' end as result
    from (select i.sha256, h.set_id, h.set_name, h.set_version, min(h.digest) as digest, min(h.category) as category,
                 (array_agg(h.flags))[1] as flags, min(i.path collate "C") as path, min(encode(i.id, 'hex')) as item,
                 count(*)::integer as files, min(i.bytes)::float8 as bytes, min(i.kind) as kind
            from known_hit h join examined_item i on i.exhibit_id = h.exhibit_id and i.id = h.item_id
           where h.exhibit_id = ${exhibit} and h.use = 'alert' and i.sha256 is not null
           group by i.sha256, h.set_id, h.set_name, h.set_version) k
    left join (select d.content, d.set_name, count(*) as count, count(*) filter (where d.decision = 'match') as same,
                      count(*) filter (where d.decision = 'other') as others,
                      min(d.decision) filter (where d.person_id = ${person}) as own,
                      json_agg(json_build_object('person', d.person_id, 'name', p.name, 'decision', d.decision)
                        order by d.at, d.person_id) as said
                 from known_decision d join person p on p.id = d.person_id where d.exhibit_id = ${exhibit}
                group by d.content, d.set_name) d on d.content = k.sha256 and d.set_name = k.set_name`;

const COLUMNS = sql`
  encode(h.sha256, 'hex') as content, h.set_id as "setId", h.set_name as "setName", h.set_version as "setVersion", h.digest, h.category,
  h.flags, h.path, h.item, h.files, h.bytes, h.kind, h.result, h.said`;

/** This person has still to decide it. */
const WAITS = sql`h.own is null and h.result in ('waiting', 'differ')`;

/** By path. */
export async function equalHits(
  db: Db,
  exhibit: Uuid,
  { person, waits, limit }: { readonly person: string; readonly waits: boolean; readonly limit: number },
): Promise<readonly EqualHit[]> {
  const { rows } = await sql<EqualHit>`
    select ${COLUMNS} from (${hitsOf(exhibit, person)}) h where ${waits ? WAITS : sql`not (${WAITS})`}
     order by h.path collate "C", h.sha256, h.set_name limit ${limit}`.execute(db);
  return rows;
}

export interface EqualCounts {
  readonly all: number;
  /** For this person. */
  readonly waiting: number;
  readonly settled: number;
}

export async function equalCounts(db: Db, exhibit: Uuid, person: string): Promise<EqualCounts> {
  const { rows } = await sql<EqualCounts>`
    select count(*)::integer as all, count(*) filter (where ${WAITS})::integer as waiting,
           count(*) filter (where h.result not in ('waiting', 'differ'))::integer as settled
      from (${hitsOf(exhibit, person)}) h`.execute(db);
  return rows[0] ?? { all: 0, waiting: 0, settled: 0 };
}

/** Undefined: there is none of these bytes and this set. */
export async function equalHit(
  db: Db,
  exhibit: Uuid,
  { content, setId, person }: { readonly content: string; readonly setId: Uuid; readonly person: string },
): Promise<EqualHit | undefined> {
  const { rows } = await sql<EqualHit>`
    select ${COLUMNS} from (${hitsOf(exhibit, person)}) h
     where h.sha256 = decode(${content}, 'hex') and h.set_id = ${setId}`.execute(db);
  return rows[0];
}

export async function keepEqualDecision(
  db: Db,
  of: { readonly exhibit: Uuid; readonly caseId: Uuid; readonly person: Uuid; readonly at: Date },
  { hit, decision }: { readonly hit: EqualHit; readonly decision: Decision },
): Promise<void> {
  await sql`
    insert into known_decision (exhibit_id, case_id, content, set_name, set_version, person_id, decision, at)
    values (${of.exhibit}, ${of.caseId}, decode(${hit.content}, 'hex'), ${hit.setName}, ${hit.setVersion}, ${of.person}, ${decision},
      ${of.at})
    on conflict (exhibit_id, content, set_name, person_id) do update
       set decision = excluded.decision, set_version = excluded.set_version, at = excluded.at`.execute(db);
}
