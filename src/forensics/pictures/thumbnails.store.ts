// SQL of the grey squares that an examination made of pictures, for a list of files. Of known material there are none: what has to be
// looked at is in its review alone.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';
import type { Pixels } from './pdq.ts';

/** By the id of the item; the same bytes have the same. */
export async function thumbnailsOf(
  db: Db,
  exhibit: Uuid,
  items: readonly string[],
): Promise<ReadonlyMap<string, Pixels>> {
  if (items.length === 0) return new Map();
  const { rows } = await sql<{ item: string; veil: string; width: number }>`
    with here as materialized (
      select id, sha256 from examined_item
       where exhibit_id = ${exhibit} and bytes > 0 and id = any(array(select decode(id, 'hex') from unnest(${items}::text[]) id))
    ), same as materialized (
      select o.id, o.sha256 from (select distinct sha256 from here) c
        join examined_item o on o.exhibit_id = ${exhibit} and o.sha256 = c.sha256
    ), made as (
      select distinct on (s.sha256) s.sha256, u.facts->>'veil' as veil, (u.facts->>'veilWidth')::integer as width
        from same s join examined_unit u on u.exhibit_id = ${exhibit} and u.item_id = s.id
       where u.stage = 'picture' and u.outcome = 'done' and u.facts ? 'veil' order by s.sha256, u.key
    )
    select encode(h.id, 'hex') as item, m.veil, m.width from here h join made m on m.sha256 = h.sha256
     where not exists (
       select from same k where k.sha256 = h.sha256
          and (exists (select from picture_hit p where p.exhibit_id = ${exhibit} and p.item_id = k.id)
            or exists (select from known_hit p where p.exhibit_id = ${exhibit} and p.use = 'alert' and p.item_id = k.id)))`.execute(
    db,
  );
  return new Map(
    rows.map(({ item, veil, width }) => {
      const bytes = Buffer.from(veil, 'hex');
      return [item, { width, height: bytes.length / width, channels: 1, bytes }];
    }),
  );
}
