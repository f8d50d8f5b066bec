// SQL of what somebody has answered of a certificate so far. Each question is saved by itself: two pages of the same person
// at once lose nothing of each other.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { Answers } from './certificate.ts';

export interface AnswersOf {
  readonly exhibitId: Uuid;
  readonly caseId: Uuid;
  readonly rule: string;
  readonly person: Uuid;
}

const answersOf = z.record(z.string(), z.string());

/** Undefined before the first question. */
export async function answersSoFar(
  db: Db,
  { exhibitId, rule, person }: AnswersOf,
): Promise<Answers | undefined> {
  const row = await db
    .selectFrom('certificate_answers')
    .select('answers')
    .where('exhibit_id', '=', exhibitId)
    .where('rule', '=', rule)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row && answersOf.parse(row.answers);
}

/** Begins, or adds to what is there; what was answered before under another name stays. */
export async function saveAnswers(tx: Tx, of: AnswersOf, answers: Answers, at: Date): Promise<void> {
  const text = JSON.stringify(answers);
  await tx
    .insertInto('certificate_answers')
    .values({
      exhibit_id: of.exhibitId,
      case_id: of.caseId,
      rule: of.rule,
      person_id: of.person,
      answers: text,
      saved_at: at,
    })
    .onConflict((same) =>
      same.columns(['exhibit_id', 'rule', 'person_id']).doUpdateSet({
        answers: sql<string>`certificate_answers.answers || excluded.answers`,
        saved_at: at,
      }),
    )
    .execute();
}

/** Once they are kept as a draft. */
export async function forgetAnswers(tx: Tx, { exhibitId, rule, person }: AnswersOf): Promise<void> {
  await tx
    .deleteFrom('certificate_answers')
    .where('exhibit_id', '=', exhibitId)
    .where('rule', '=', rule)
    .where('person_id', '=', person)
    .execute();
}
