// SQL of trusted peers. Administrators see and decide, each in their own name; the system reads.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Peer, PeerDeed, Road } from './peer.ts';
import type { Db } from './log.store.ts';

const LISTED_MAX = 500;

/** The newest first; at most 500. */
export async function listPeers(db: Db): Promise<Peer[]> {
  const rows = await peerRows(db)
    .orderBy('p.added_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(LISTED_MAX)
    .execute();
  return rows.map(peer);
}

export async function peerById(db: Db, id: Uuid): Promise<Peer | undefined> {
  const row = await peerRows(db).where('p.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : peer(row);
}

/** The one of this log that was not withdrawn, confirmed or not. */
export async function openPeer(db: Db, origin: string): Promise<Peer | undefined> {
  const row = await peerRows(db)
    .where('p.origin', '=', origin)
    .where('p.withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : peer(row);
}

/** How many trusted peers everything is stopped with: keys that nobody announced, and no document that two persons looked at since. */
export async function stoppedPeers(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from peer p
     where p.confirmed_at is not null and p.withdrawn_at is null and exists (select from peer_stop s where s.peer_id = p.id
       and s.at >= coalesce((select max(d.confirmed_at) from peer_document d where d.peer_id = p.id), '-infinity'))`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}

function peerRows(db: Db) {
  return db
    .selectFrom('peer as p')
    .leftJoin('person as a', 'a.id', 'p.added_by')
    .leftJoin('person as c', 'c.id', 'p.confirmed_by')
    .leftJoin('person as w', 'w.id', 'p.withdrawn_by')
    .selectAll('p')
    .select(['a.name as adder', 'c.name as confirmer', 'w.name as withdrawer'])
    .select(sql<string>`p.received_on::text`.as('day'));
}

type Row = Awaited<ReturnType<ReturnType<typeof peerRows>['execute']>>[number];

function peer(row: Row): Peer {
  const deed = (
    by: string | null,
    name: string | null,
    at: Date | null,
    words: string | null,
  ): PeerDeed | undefined =>
    // Each of a deed is there or none (the table's checks); the columns' type is uuid.
    by === null || at === null
      ? undefined
      : { by: { id: by as Uuid, name: name ?? '' }, at, words: words ?? '' };
  return {
    id: row.id as Uuid, // as above
    agency: row.agency,
    state: row.state,
    origin: row.origin,
    trust: row.trust,
    serviceKey: row.service_key ?? undefined,
    road: row.road as Road, // the table's check
    receivedOn: row.day,
    added: { by: { id: row.added_by as Uuid, name: row.adder ?? '' }, at: row.added_at, words: row.how },
    confirmed: deed(row.confirmed_by, row.confirmer, row.confirmed_at, row.confirmed_how),
    withdrawn: deed(row.withdrawn_by, row.withdrawer, row.withdrawn_at, row.withdrawn_why),
  };
}
