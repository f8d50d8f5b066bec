// SQL of acceptances of custody told by line: what was told, what waits to be filed.
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export async function isTold(db: Db, peerOrigin: string, about: string): Promise<boolean> {
  const row = await db
    .selectFrom('exchange_out')
    .select('id')
    .where('peer_origin', '=', peerOrigin)
    .where('about', '=', about)
    .executeTakeFirst();
  return row !== undefined;
}

/** The one in which we tell this peer of custody; undefined before the first. */
export async function custodyConversation(tx: Tx, peerOrigin: string): Promise<Uuid | undefined> {
  const row = await tx
    .selectFrom('exchange_out as o')
    .innerJoin('exchange_conversation as c', 'c.id', 'o.conversation_id')
    .select('c.id')
    .where('o.peer_origin', '=', peerOrigin)
    .where('o.seq', '=', 1)
    .where('o.type', '=', 'custodyAccepted')
    .where('c.is_ours', '=', true)
    .orderBy('c.opened_at')
    .limit(1)
    .executeTakeFirst();
  return row?.id as Uuid | undefined; // a column of type uuid
}

export interface ToFile {
  readonly id: Uuid;
  readonly plain: Uint8Array;
}

export async function toFile(db: Db, most: number): Promise<ToFile[]> {
  const rows = await db
    .selectFrom('exchange_in')
    .select(['id', 'plain'])
    .where('type', '=', 'custodyAccepted')
    .where('state', '=', 'delivered')
    .where('done_at', 'is', null)
    .orderBy('arrived_at')
    .limit(most)
    .execute();
  return rows.flatMap(({ id, plain }) => (plain === null ? [] : [{ id: id as Uuid, plain }])); // as above
}

export async function setDone(db: Db, id: Uuid, at: Date, as: string): Promise<void> {
  await db
    .updateTable('exchange_in')
    .set({ done_at: at, done_as: as.slice(0, 500) })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute();
}
