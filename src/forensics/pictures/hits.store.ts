// Which pictures of an exhibit are known material, for the pages that lead to them and those that do not show them.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../../evidence/log/log.store.ts';

/** Each once, however many files have its bytes. */
export async function countHits(db: Db, exhibit: Uuid): Promise<number> {
  const { count } = await db
    .selectFrom('picture_hit')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('exhibit_id', '=', exhibit)
    .where('is_first', '=', true)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Files whose digest equals an entry of a set that is to be told of. */
export async function countExact(db: Db, exhibit: Uuid): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct item_id)::integer as count from known_hit where exhibit_id = ${exhibit} and use = 'alert'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Whether a set that is to be told of knows what lies at this place, or any file of the exhibit with these bytes. */
export async function isKnownPicture(
  db: Db,
  exhibit: Uuid,
  { path, address, sha256 = null }: { readonly path: string; readonly address: string; readonly sha256?: string | undefined | null }, // prettier-ignore
): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    with here as materialized (
      select i.id, i.sha256 from examined_item i
       where i.exhibit_id = ${exhibit} and left(i.path, 300) collate "C" = left(${path}, 300) and i.path = ${path} and i.address = ${address}
      union all
      select i.id, i.sha256 from examined_item i where i.exhibit_id = ${exhibit} and i.sha256 = decode(${sha256}, 'hex')
    ), same as materialized (
      select id from here
      union
      select i.id from examined_item i where i.exhibit_id = ${exhibit} and i.sha256 in (select sha256 from here)
    )
    select exists (select from picture_hit h where h.exhibit_id = ${exhibit} and h.item_id in (select id from same))
        or exists (select from known_hit k where k.exhibit_id = ${exhibit} and k.use = 'alert' and k.item_id in (select id from same)) as is`.execute(
    db,
  );
  return rows[0]?.is ?? false;
}
