// SQL of peer documents, our own and those of peers.
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';

export interface KeptDocument {
  readonly id: Uuid;
  readonly serial: number;
  readonly file: Uint8Array;
  readonly sha256: string;
  readonly cameAt: Date;
  readonly addedBy: Uuid | undefined;
  readonly confirmedBy: Uuid | undefined;
  readonly confirmedAt: Date | undefined;
}

/** The newest first; at most 50. */
export async function documentsOfPeer(db: Db, peer: Uuid): Promise<KeptDocument[]> {
  const rows = await db
    .selectFrom('peer_document')
    .selectAll()
    .where('peer_id', '=', peer)
    .orderBy('serial', 'desc')
    .orderBy('came_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // a column of type uuid, as those below
    serial: row.serial,
    file: row.file,
    sha256: row.sha256,
    cameAt: row.came_at,
    addedBy: (row.added_by ?? undefined) as Uuid | undefined,
    confirmedBy: (row.confirmed_by ?? undefined) as Uuid | undefined,
    confirmedAt: row.confirmed_at ?? undefined,
  }));
}

/** Whether one was added that nobody has confirmed. */
export async function waitingDocument(db: Db, peer: Uuid): Promise<boolean> {
  const all = await documentsOfPeer(db, peer);
  return all.some(({ addedBy, confirmedBy }) => addedBy !== undefined && confirmedBy === undefined);
}

export interface NewDocument {
  readonly id: Uuid;
  readonly peer: Uuid;
  readonly serial: number;
  readonly file: Uint8Array;
  readonly sha256: string;
  readonly at: Date;
  readonly by: Uuid | undefined;
}

/** False: it is there. */
export async function insertDocument(tx: Tx, made: NewDocument): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('peer_document')
    .values({
      id: made.id,
      peer_id: made.peer,
      serial: made.serial,
      file: Buffer.from(made.file),
      sha256: made.sha256,
      came_at: made.at,
      added_by: made.by ?? null,
    })
    .onConflict((any) => any.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False: there is none to confirm, or this person added it. */
export async function setDocumentConfirmed(tx: Tx, id: Uuid, by: Uuid, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('peer_document')
    .set({ confirmed_by: by, confirmed_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .where('added_by', '<>', by)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface PeerStop {
  readonly why: 'keyNotInLog' | 'fork' | 'notAnnounced';
  readonly at: Date;
}

export async function lastStop(db: Db, peer: Uuid): Promise<PeerStop | undefined> {
  const row = await db
    .selectFrom('peer_stop')
    .select(['why', 'at'])
    .where('peer_id', '=', peer)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row;
}

export async function insertStop(
  tx: Tx,
  stop: PeerStop & { readonly id: Uuid; readonly peer: Uuid; readonly file: Uint8Array },
): Promise<void> {
  const { id, peer, why, at, file } = stop;
  await tx
    .insertInto('peer_stop')
    .values({ id, peer_id: peer, why, at, file: Buffer.from(file) })
    .execute();
}

export interface OwnDocument {
  readonly serial: number;
  readonly note: Uint8Array;
  readonly madeAt: Date;
}

export async function newestOwn(db: Db): Promise<OwnDocument | undefined> {
  const row = await db
    .selectFrom('exchange_document')
    .select(['serial', 'note', 'made_at as madeAt'])
    .orderBy('serial', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row;
}

export async function insertOwn(tx: Tx, made: OwnDocument & { readonly by: Uuid }): Promise<void> {
  await tx
    .insertInto('exchange_document')
    .values({ serial: made.serial, note: Buffer.from(made.note), made_by: made.by, made_at: made.madeAt })
    .execute();
}
