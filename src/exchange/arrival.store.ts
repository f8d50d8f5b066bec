// SQL of requests that came and that nobody has registered.
import type { Uuid } from '../base/ids.ts';
import type { Db } from '../evidence/log/log.store.ts';

export interface Arrival {
  readonly conversation: Uuid;
  readonly peerOrigin: string;
  readonly message: Uuid;
  readonly arrivedAt: Date;
  readonly openedAt: Date | undefined;
  readonly plain: Uint8Array;
}

/** So many of a list, after those that are shown on the pages before. */
export interface PageOf {
  readonly skip: number;
  readonly most: number;
}

/** Requests of conversations that nobody has registered, the newest first. */
export async function unregistered(db: Db, { skip, most }: PageOf): Promise<Arrival[]> {
  const rows = await unregisteredRows(db)
    .orderBy('i.arrived_at', 'desc')
    .orderBy('i.id')
    .offset(skip)
    .limit(most)
    .execute();
  return rows.flatMap(arrival);
}

export async function unregisteredById(db: Db, message: Uuid): Promise<Arrival | undefined> {
  const rows = await unregisteredRows(db).where('i.id', '=', message).execute();
  return rows.flatMap(arrival)[0];
}

const unregisteredRows = (db: Db) =>
  db
    .selectFrom('exchange_conversation as c')
    .innerJoin('exchange_in as i', (on) =>
      on.onRef('i.conversation_id', '=', 'c.id').on('i.type', 'in', ['request', 'orderNotified']),
    )
    .select(['c.id as conversation', 'c.peer_origin', 'i.id', 'i.arrived_at', 'i.opened_at', 'i.plain'])
    .where('c.request_id', 'is', null)
    .where('c.is_ours', '=', false)
    .where('i.state', '=', 'delivered');

type ArrivalRow = Awaited<ReturnType<ReturnType<typeof unregisteredRows>['execute']>>[number];

function arrival(row: ArrivalRow): Arrival[] {
  if (row.plain === null) return [];
  return [
    {
      conversation: row.conversation as Uuid, // columns of type uuid
      peerOrigin: row.peer_origin,
      message: row.id as Uuid,
      arrivedAt: row.arrived_at,
      openedAt: row.opened_at ?? undefined,
      plain: row.plain,
    },
  ];
}
