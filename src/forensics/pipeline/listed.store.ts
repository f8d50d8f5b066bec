// SQL of what a listing or a container gives: new items, and those of a volume that is listed anew.
import { sql } from 'kysely';
import type { Tx } from '../../evidence/log/log.store.ts';
import type { NewItem } from './examined.ts';
import type { Of } from './examined.store.ts';

/**
 * What was found before is left as it is, but for what is listed anew (`leavePlaces`). A folder may name one file twice, now and in what it kept
 * of an entry that was deleted: that is one item, which is not deleted.
 */
export async function insertItems(tx: Tx, { exhibit, caseId }: Of, items: readonly NewItem[]): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into examined_item (id, exhibit_id, case_id, parent, depth, volume, place, path, address, type, bytes, deleted, modified,
      more, sha256, sha1, md5, first)
    select distinct on (id) decode(id, 'hex'), ${exhibit}, ${caseId}, decode(parent, 'hex'), depth, volume, place, path, address, type, bytes,
           deleted, modified, more, decode(sha256, 'hex'), decode(sha1, 'hex'), decode(md5, 'hex'), decode(first, 'hex')
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        as r(id text, parent text, depth integer, volume integer, place bigint, path text, address text, type text, bytes bigint,
             deleted boolean, modified text, more jsonb, sha256 text, sha1 text, md5 text, first text)
     order by id, deleted, place
    on conflict (exhibit_id, id) do update
      set sha256 = excluded.sha256, sha1 = excluded.sha1, md5 = excluded.md5, first = excluded.first, deleted = excluded.deleted,
          place = excluded.place, modified = excluded.modified, more = excluded.more, place_of = null
      where examined_item.place >= ${LEFT_PLACES}::bigint
         or examined_item.sha256 is null and (excluded.sha256 is not null or examined_item.deleted and not excluded.deleted)`.execute(
    tx,
  );
}

/** After every place that a listing gives. */
const LEFT_PLACES = 2 ** 40;

/**
 * Before a volume is listed anew, by another version: what that lists takes a place again and is read again. Digests are written by place, so
 * that what it does not list may keep none of those that are given.
 */
export async function leavePlaces(tx: Tx, { exhibit }: Of, volume: number): Promise<void> {
  const top = sql`exhibit_id = ${exhibit} and parent is null and volume = ${volume}`;
  // Why a file could not be read; of what no file holds, where that is asked for again.
  await sql`
    delete from examined_unit where exhibit_id = ${exhibit} and stage = 'hash'
       and item_id in (select id from examined_item where ${top} and not more ? 'unused')`.execute(tx);
  await sql`
    update examined_item set place = place + ${LEFT_PLACES}::bigint where ${top} and place < ${LEFT_PLACES}::bigint`.execute(
    tx,
  );
}
