// SQL of what went to another installation, or came from it, and lies there or here still; and of what was destroyed there.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';

export interface CopyHeld {
  readonly peerOrigin: string;
  /** Ours: they have it. Else we have theirs. */
  readonly isOurs: boolean;
  /** Numbers of ours: of what was copied, or as which it was taken into evidence. */
  readonly exhibits: readonly string[];
}

/** Copies in a joint investigation that were taken into evidence, of a case here. */
export async function copiesHeld(db: Db, caseId: Uuid): Promise<CopyHeld[]> {
  const { rows } = await sql<CopyHeld>`
    with held as (
      select o.peer_origin, true as is_ours,
             array(select one from unnest(s.exhibits) one where one <> all(o.destroyed_there) order by one) as exhibits
        from exchange_offer o join shared_package s on s.id = o.package
       where o.is_ours and o.is_copy and o.answered_at is not null and o.expired_at is null and s.case_id = ${caseId}
      union all
      select o.peer_origin, false,
             array(select e.number from exhibit e where e.number = any(i.exhibits) and e.status = 'held' order by e.number)
        from exchange_offer o join incoming_package i on i.id = o.arrives_as
       where not o.is_ours and o.is_copy and i.exhibits is not null and i.case_id = ${caseId})
    select peer_origin as "peerOrigin", is_ours as "isOurs", exhibits from held where exhibits <> '{}' order by 1, 2, 3`.execute(
    db,
  );
  return rows;
}

export interface DestroyedHere {
  readonly index: number;
  readonly note: Uint8Array;
  readonly leafHash: string;
  readonly conversation: Uuid;
  readonly package: Uuid;
  /** Its number where it came from. */
  readonly item: string;
}

/** Exhibits that came by line from this peer and were destroyed here, of which it was not told; at most 50. */
export async function destroyedUntold(db: Db, peerOrigin: string): Promise<DestroyedHere[]> {
  const { rows } = await sql<DestroyedHere>`
    select l.log_index::int as index, l.note, encode(l.leaf_hash, 'hex') as "leafHash",
           o.conversation_id as conversation, o.package, split_part(convert_from(r.note, 'UTF8'), e'\\n', 1)::jsonb #>> '{facts,fromItem}' as item
      from custody_event l join incoming_package i on l.item = any(i.exhibits)
      join exchange_offer o on o.arrives_as = i.id and not o.is_ours and o.conversation_id is not null
      join custody_event r on r.item = l.item and r.type = 'received'
     where l.type = 'destroyed' and o.peer_origin = ${peerOrigin} and not exists (
       select from exchange_out x where x.peer_origin = o.peer_origin and x.about = 'destroyed:' || encode(l.leaf_hash, 'hex'))
     order by l.log_index limit 50`.execute(db);
  return rows;
}

/** The package of ours that went to this peer with that exhibit. */
export async function givenWith(
  db: Db,
  {
    package: id,
    peerOrigin,
    item,
  }: { readonly package: Uuid; readonly peerOrigin: string; readonly item: string },
): Promise<Uuid | undefined> {
  const row = await db
    .selectFrom('exchange_offer as o')
    .innerJoin('shared_package as s', 's.id', 'o.package')
    .select('o.id')
    .where('o.is_ours', '=', true)
    .where('o.package', '=', id)
    .where('o.peer_origin', '=', peerOrigin)
    .where(sql<boolean>`${item} = any(s.exhibits)`)
    .executeTakeFirst();
  return row?.id as Uuid | undefined; // a column of type uuid
}

/** Each once. */
export async function setDestroyedThere(db: Db, id: Uuid, item: string): Promise<void> {
  await sql`
    update exchange_offer set destroyed_there = array_append(destroyed_there, ${item}::text)
     where id = ${id} and ${item}::text <> all(destroyed_there)`.execute(db);
}
