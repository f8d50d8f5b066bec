// SQL of what is shared in a joint investigation, each row of whose it is; and of what may be chosen: what every member of the case may know of.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import { requestReference } from '../requests/core/request.ts';
import type { Shared } from './joint-messages.ts';

export interface RequestToShare {
  readonly said: { readonly reference: string; readonly to?: string; readonly state: string };
}

/** Of the case, not confidential; the newest first, at most 200. */
export async function requestsToShare(
  db: Db,
  file: { readonly id: Uuid; readonly reference: string },
): Promise<(RequestToShare & { readonly number: number })[]> {
  const { rows } = await sql<{ number: number; counterpart: string | null; state: string }>`
    select number, counterpart, state from request
     where case_id = ${file.id} and secret = '00000000-0000-0000-0000-000000000000' order by number desc limit 200`.execute(
    db,
  );
  return rows.map(({ number, counterpart, state }) => ({
    number,
    said: {
      reference: requestReference(file.reference, number),
      ...(counterpart !== null && { to: counterpart }),
      state,
    },
  }));
}

export async function requestToShare(
  db: Db,
  file: { readonly id: Uuid; readonly reference: string },
  number: number,
): Promise<RequestToShare | undefined> {
  return (await requestsToShare(db, file)).find((one) => one.number === number);
}

export interface ExhibitToShare {
  readonly number: string;
  readonly title: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Held, in the case, and known to each of its members; at most 500. */
export async function exhibitsToShare(db: Db, caseId: Uuid): Promise<ExhibitToShare[]> {
  const { rows } = await sql<Omit<ExhibitToShare, 'bytes'> & { readonly bytes: string }>`
    select e.number, left(e.title, 300) as title, e.sha256, e.bytes from exhibit e
     where e.case_id = ${caseId} and e.status = 'held'
       and not exists (select from case_member m where m.case_id = e.case_id and not comity_knows_exhibit(m.person_id, e.id))
     order by e.item desc limit 500`.execute(db);
  return rows.map(({ bytes, ...one }) => ({ ...one, bytes: Number(bytes) }));
}

export async function exhibitToShare(
  db: Db,
  caseId: Uuid,
  number: string,
): Promise<ExhibitToShare | undefined> {
  return (await exhibitsToShare(db, caseId)).find((one) => one.number === number);
}

export interface SharedRow {
  readonly origin: string;
  readonly id: Uuid;
  readonly version: number;
  readonly said: Shared;
  readonly at: Date;
  readonly unsharedAt: Date | undefined;
}

export type NewShared = Pick<SharedRow, 'origin' | 'id' | 'version' | 'said' | 'at'> & {
  readonly team: Uuid;
  readonly by: Uuid | undefined;
  /** Ours: its number in the case. */
  readonly request: number | undefined;
};

/** Once under its id; it stays whose it is, and as it is. False: it is there. */
export async function insertShared(tx: Tx, made: NewShared): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('joint_shared')
    .values({
      team_id: made.team,
      origin: made.origin,
      id: made.id,
      version: made.version,
      said: JSON.stringify(made.said),
      at: made.at,
      by_person: made.by ?? null,
      request_number: made.request ?? null,
    })
    .onConflict((same) => same.columns(['team_id', 'origin', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

type WhichShared = { readonly team: Uuid; readonly origin: string; readonly id: Uuid };

/** The state of a request is told anew; what is of another kind stays as it is. */
export async function tellAnew(
  tx: Tx,
  { team: of, origin, id }: WhichShared,
  { version, said }: Pick<SharedRow, 'version' | 'said'>,
): Promise<void> {
  await tx
    .updateTable('joint_shared')
    .set({ version, said: JSON.stringify(said) })
    .where('team_id', '=', of)
    .where('origin', '=', origin)
    .where('id', '=', id)
    .where('version', '<', version)
    .where('unshared_at', 'is', null)
    .execute();
}

/** False: it is not shared, or not any more. */
export async function setUnshared(tx: Tx, { team: of, origin, id }: WhichShared, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('joint_shared')
    .set((eb) => ({ unshared_at: at, version: eb('version', '+', 1) }))
    .where('team_id', '=', of)
    .where('origin', '=', origin)
    .where('id', '=', id)
    .where('unshared_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** How many a party has shared, of whatever. */
export async function countShared(tx: Tx, of: Uuid, origin: string): Promise<number> {
  const row = await tx
    .selectFrom('joint_shared')
    .select(({ fn }) => fn.countAll<string>().as('all'))
    .where('team_id', '=', of)
    .where('origin', '=', origin)
    .executeTakeFirst();
  return Number(row?.all ?? 0);
}

export async function sharedById(
  db: Db,
  { team: of, origin, id }: WhichShared,
): Promise<SharedRow | undefined> {
  const row = await db
    .selectFrom('joint_shared')
    .selectAll()
    .where('team_id', '=', of)
    .where('origin', '=', origin)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && sharedRow(row);
}

const sharedRows = (db: Db) => db.selectFrom('joint_shared').selectAll();

function sharedRow(row: Awaited<ReturnType<ReturnType<typeof sharedRows>['execute']>>[number]): SharedRow {
  return {
    origin: row.origin,
    id: row.id as Uuid, // columns of type uuid, and JSON that was read by its schema
    version: row.version,
    said: JSON.parse(row.said) as Shared,
    at: row.at,
    unsharedAt: row.unshared_at ?? undefined,
  };
}

/** The newest first; at most 500. */
export async function sharedOf(db: Db, of: Uuid): Promise<SharedRow[]> {
  const rows = await db
    .selectFrom('joint_shared')
    .selectAll()
    .where('team_id', '=', of)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map(sharedRow);
}

/** Shared requests of ours whose state has moved on; one that became confidential is told no further. */
export async function requestsMovedOn(db: Db): Promise<
  {
    readonly team: Uuid;
    readonly id: Uuid;
    readonly version: number;
    readonly said: Shared;
    readonly state: string;
    readonly origin: string;
  }[]
> {
  const { rows } = await sql<{
    team: Uuid;
    id: Uuid;
    version: number;
    said: string;
    state: string;
    origin: string;
  }>`
    select s.team_id as team, s.id, s.version, s.said, r.state, s.origin from joint_shared s join joint_team t on t.id = s.team_id
       join request r on r.case_id = t.case_id and r.number = s.request_number
     where s.unshared_at is null and r.secret = '00000000-0000-0000-0000-000000000000' and (s.said::jsonb ->> 'state') <> r.state
     limit 50`.execute(db);
  return rows.map(({ said, ...row }) => ({ ...row, said: JSON.parse(said) as Shared })); // as above
}
