// SQL of one item and of what was taken out of it, as the person who looks.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';

/** By one extractor. */
export interface ReadOf {
  readonly reader: string;
  readonly version: number;
  readonly facts: { readonly [name: string]: string | number } | null;
  readonly text: string | null;
}

export interface ReadItem {
  readonly path: string;
  readonly kind: string | null;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly read: readonly ReadOf[];
}

/** Undefined: there is none of that id. The same content was read once, wherever else it lies. */
export async function readItem(db: Db, exhibit: Uuid, item: string): Promise<ReadItem | undefined> {
  if (!/^[0-9a-f]{64}$/.test(item)) return undefined;
  const { rows } = await sql<ReadItem>`
    select i.path, i.kind, i.bytes, encode(i.sha256, 'hex') as sha256,
           (select coalesce(jsonb_agg(jsonb_build_object('reader', substr(u.stage, 9), 'version', u.version, 'facts', u.facts,
              'text', u.text) order by u.stage, u.version), '[]')
              from examined_item o join examined_unit u on u.exhibit_id = o.exhibit_id and u.item_id = o.id
             where o.exhibit_id = i.exhibit_id and o.sha256 = i.sha256 and u.stage like 'extract:%' and u.outcome = 'done'
               and (u.text is not null or u.facts is not null)) as read
      from examined_item i where i.exhibit_id = ${exhibit} and i.id = decode(${item}, 'hex')`.execute(db);
  return rows[0];
}
