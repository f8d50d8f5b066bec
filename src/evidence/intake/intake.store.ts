// SQL of what people said of the evidence they are bringing. As the person: row security shows nobody else's.
import type { ExpressionBuilder } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Schema } from '../../platform/schema.ts';
import { answersShape, type Answers, type Intake } from './intake.ts';
import type { Db, Tx } from '../log/log.store.ts';

/** Begun once under its id, also when it is begun twice at the same moment. */
export async function insertIntake(tx: Tx, intake: Intake): Promise<void> {
  await tx
    .insertInto('intake')
    .values({
      id: intake.id,
      case_id: intake.caseId,
      person_id: intake.person,
      answers: JSON.stringify(intake.answers),
      begun_at: intake.begunAt,
    })
    .onConflict((same) => same.doNothing())
    .execute();
}

/** Undefined when there is none, or it is of another case or person. */
export async function intakeOf(
  db: Db,
  id: Uuid,
  owner: { readonly caseId: Uuid; readonly person: Uuid },
): Promise<Intake | undefined> {
  const row = await rows(db)
    .where('id', '=', id)
    .where('case_id', '=', owner.caseId)
    .where('person_id', '=', owner.person)
    .executeTakeFirst();
  return row === undefined ? undefined : intakeFrom(row);
}

/** For the system's own hand. */
export async function intakeById(db: Db, id: Uuid): Promise<Intake | undefined> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : intakeFrom(row);
}

/** The request that somebody answers by it, in the portal. For the system's own hand. */
export async function requestAnswered(db: Db, intake: Uuid): Promise<Uuid | undefined> {
  const row = await db
    .selectFrom('portal_intake')
    .innerJoin('portal_order', 'portal_order.id', 'portal_intake.order_id')
    .select('portal_order.request_id')
    .where('portal_intake.intake_id', '=', intake)
    .executeTakeFirst();
  return row?.request_id as Uuid | undefined; // the column's type is uuid
}

/** Of one person in one case, those that are not over; the newest first. Nothing of them is in evidence yet, or something is still on its way. */
export async function openIntakes(
  db: Db,
  owner: { readonly caseId: Uuid; readonly person: Uuid },
  limit: number,
): Promise<Intake[]> {
  const found = await rows(db)
    .where('case_id', '=', owner.caseId)
    .where('person_id', '=', owner.person)
    .where((eb) => {
      const uploads = eb
        .selectFrom('upload')
        .select('upload.id')
        .whereRef('upload.intake_id', '=', 'intake.id');
      return eb.or([eb.not(eb.exists(uploads)), eb.exists(uploads.where('upload.state', '=', 'receiving'))]);
    })
    .orderBy('begun_at', 'desc')
    .limit(limit)
    .execute();
  return found.map(intakeFrom);
}

/** Changes nothing once something of it was taken into evidence: what was recorded and what stands here stay the same. */
export async function saveAnswers(tx: Tx, id: Uuid, answers: Answers): Promise<void> {
  await tx
    .updateTable('intake')
    .set({ answers: JSON.stringify(answers) })
    .where('id', '=', id)
    .where((eb) => eb.not(eb.exists(takenOf(eb))))
    .execute();
}

/** Stays when something of it was taken into evidence. */
export async function deleteIntake(tx: Tx, id: Uuid): Promise<void> {
  await tx
    .deleteFrom('intake')
    .where('id', '=', id)
    .where((eb) => eb.not(eb.exists(takenOf(eb))))
    .execute();
}

function takenOf(eb: ExpressionBuilder<Schema, 'intake'>) {
  return eb
    .selectFrom('upload')
    .select('upload.id')
    .whereRef('upload.intake_id', '=', 'intake.id')
    .where('upload.state', '=', 'taken');
}

function rows(db: Db) {
  return db.selectFrom('intake').select(['id', 'case_id', 'person_id', 'answers', 'begun_at']);
}

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly person_id: string;
  readonly answers: unknown;
  readonly begun_at: Date;
}

function intakeFrom(row: Row): Intake {
  return {
    id: row.id as Uuid, // the columns' type is uuid
    caseId: row.case_id as Uuid, // as above
    person: row.person_id as Uuid, // as above
    answers: answersShape.parse(row.answers),
    begunAt: row.begun_at,
  };
}
