// SQL of who holds an exhibit, and of the hand-overs between persons.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { WaitingPlace } from './disposal.store.ts';
import type { Db, Tx } from '../log/log.store.ts';

export type HandOverOutcome = 'accepted' | 'rejected' | 'withdrawn';

/** An open hand-over as the people of "My work" meet it. */
export interface WaitingHandOver {
  readonly id: Uuid;
  readonly number: string;
  readonly title: string;
  readonly reference: string;
  readonly item: number;
  readonly from: string;
  readonly to: string;
  /** This person must answer; otherwise they wait for the answer. */
  readonly isMine: boolean;
  /** When it was offered. */
  readonly at: Date;
}

/** What was offered to this person and what they offered, the oldest first; of cases they are in, at most `limit`. */
export async function waitingHandOvers(
  db: Db,
  person: Uuid,
  limit: number,
  after?: WaitingPlace,
): Promise<WaitingHandOver[]> {
  const rest = after === undefined ? sql`` : sql`and (h.offered_at, h.id) > (${after.at}, ${after.id}::uuid)`;
  const { rows } = await sql<WaitingHandOver>`
    select h.id, e.number, e.title, c.reference, e.item, f.name as from, t.name as to,
           h.to_person = ${person} as "isMine", h.offered_at as at
      from hand_over h
      join exhibit e on e.id = h.exhibit_id and e.status = 'held'
      join case_file c on c.id = h.case_id
      join case_member m on m.case_id = h.case_id and m.person_id = ${person} and (m.until is null or m.until > now())
      left join person f on f.id = h.from_person
      left join person t on t.id = h.to_person
     where h.outcome is null and (h.to_person = ${person} or h.from_person = ${person}) ${rest}
     order by h.offered_at, h.id limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, from: row.from ?? '', to: row.to ?? '' }));
}

export interface NewHandOver {
  readonly id: Uuid;
  readonly exhibitId: Uuid;
  readonly caseId: Uuid;
  readonly from: Uuid;
  readonly to: Uuid;
  readonly offeredAt: Date;
}

export async function insertHandOver(tx: Tx, made: NewHandOver): Promise<void> {
  await tx
    .insertInto('hand_over')
    .values({
      id: made.id,
      exhibit_id: made.exhibitId,
      case_id: made.caseId,
      from_person: made.from,
      to_person: made.to,
      offered_at: made.offeredAt,
    })
    .execute();
}

export interface Decision {
  readonly outcome: HandOverOutcome;
  readonly by: Uuid;
  readonly at: Date;
}

/** False when it was decided before. */
export async function decideOpen(tx: Tx, id: Uuid, { outcome, by, at }: Decision): Promise<boolean> {
  const done = await tx
    .updateTable('hand_over')
    .set({ outcome, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

export async function setHolder(tx: Tx, exhibitId: Uuid, holder: Uuid): Promise<void> {
  await tx.updateTable('exhibit').set({ holder }).where('id', '=', exhibitId).execute();
}
