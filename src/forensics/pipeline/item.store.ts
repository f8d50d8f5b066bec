// SQL of one item and of what was taken out of it, as the person who looks.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import { itemWithId, type ItemRow } from './items.store.ts';

/** By what a unit of work was done: the program, its version, and the walls that its machine lacked then. */
export interface MadeBy {
  readonly tool: string;
  readonly toolVersion: string;
  /** ISO 8601. */
  readonly at: string;
  readonly missingWalls: readonly string[];
}

/** By one extractor. */
export interface ReadOf {
  readonly reader: string;
  readonly version: number;
  readonly facts: { readonly [name: string]: string | number } | null;
  readonly text: string | null;
  readonly madeBy: MadeBy;
}

/** A unit of work on its content, whatever came of it. */
export interface WorkOf {
  readonly stage: string;
  readonly version: number;
  readonly outcome: 'done' | 'failed';
  readonly reason: string | null;
  readonly detail: string | null;
  readonly madeBy: MadeBy;
}

/** A file that it lies in. */
export interface Around {
  readonly id: string;
  readonly path: string;
  readonly volume: number;
  readonly address: string;
  readonly kind: string | null;
  readonly sha256: string | null;
  /** Of a file of the medium: how it is stored, and where. */
  readonly at: { readonly [name: string]: unknown } | null;
}

export interface ReadItem extends ItemRow {
  /** Its first bytes, hex. */
  readonly first: string | null;
  readonly at: Around['at'];
  /** From the medium inwards. */
  readonly around: readonly Around[];
  readonly read: readonly ReadOf[];
  readonly work: readonly WorkOf[];
}

const MOST_WORK = 100;

/** What `insertUnits` keeps of it; of one that an older version made, what there is. */
const MADE_BY = sql`jsonb_build_object('tool', coalesce(u.made_by->'tool'->>'name', ''),
  'toolVersion', coalesce(u.made_by->'tool'->>'version', ''), 'missingWalls', coalesce(u.made_by->'missingWalls', '[]'::jsonb),
  'at', to_char(u.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`;

/** Undefined: there is none of that id. The same content was read once, wherever else it lies. */
export async function readItem(db: Db, exhibit: Uuid, item: string): Promise<ReadItem | undefined> {
  const row = await itemWithId(db, exhibit, item);
  if (row === undefined) return undefined;
  const { rows } = await sql<Omit<ReadItem, keyof ItemRow>>`
    with recursive way as (
      select i.id, i.parent, 0 as up from examined_item i where i.exhibit_id = ${exhibit} and i.id = decode(${item}, 'hex')
      union all
      select i.id, i.parent, w.up + 1 from way w join examined_item i on i.exhibit_id = ${exhibit} and i.id = w.parent
    ), units as (
      select u.* from examined_unit u where u.exhibit_id = ${exhibit} and u.item_id = decode(${item}, 'hex')
      union all
      select u.* from examined_item i
        join examined_item o on o.exhibit_id = i.exhibit_id and o.sha256 = i.sha256 and o.id <> i.id
        join examined_unit u on u.exhibit_id = o.exhibit_id and u.item_id = o.id and u.stage <> 'same'
       where i.exhibit_id = ${exhibit} and i.id = decode(${item}, 'hex')
    )
    select encode(i.first, 'hex') as first, i.place_of as at,
           (select coalesce(jsonb_agg(jsonb_build_object('id', encode(a.id, 'hex'), 'path', a.path, 'volume', a.volume,
              'address', a.address, 'kind', a.kind, 'sha256', encode(a.sha256, 'hex'), 'at', a.place_of) order by w.up desc), '[]')
              from way w join examined_item a on a.exhibit_id = i.exhibit_id and a.id = w.id where w.up > 0) as around,
           (select coalesce(jsonb_agg(jsonb_build_object('reader', substr(u.stage, 9), 'version', u.version, 'facts', u.facts,
              'text', u.text, 'madeBy', ${MADE_BY}) order by u.stage, u.version), '[]')
              from units u where u.stage like 'extract:%' and u.outcome = 'done'
               and (u.text is not null or u.facts is not null)) as read,
           (select coalesce(jsonb_agg(jsonb_build_object('stage', u.stage, 'version', u.version, 'outcome', u.outcome,
              'reason', u.reason, 'detail', u.detail, 'madeBy', ${MADE_BY}) order by u.stage, u.version, u.key), '[]')
              from (select * from units order by stage, version, key limit ${MOST_WORK}) u) as work
      from examined_item i where i.exhibit_id = ${exhibit} and i.id = decode(${item}, 'hex')`.execute(db);
  const [more] = rows;
  return more === undefined ? undefined : { ...row, ...more };
}
