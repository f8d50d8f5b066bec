// SQL of the drafts of certificates. Every version is kept; none is changed.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Uuid } from '../base/ids.ts';
import type { Db, Tx } from '../evidence/log/log.store.ts';
import type { Answers } from './certificate.ts';

interface NewDraft {
  readonly id: Uuid;
  readonly exhibitId: Uuid;
  readonly caseId: Uuid;
  readonly rule: string;
  readonly dataVersion: string;
  readonly answers: Answers;
  readonly by: Uuid;
  readonly at: Date;
}

export interface DraftRow {
  readonly id: Uuid;
  readonly rule: string;
  readonly dataVersion: string;
  readonly answers: Answers;
  readonly madeAt: Date;
}

const answersOf = z.record(z.string(), z.string());

/** The same id again is the same draft. */
export async function insertDraft(tx: Tx, made: NewDraft): Promise<void> {
  await tx
    .insertInto('certificate_draft')
    .values({
      id: made.id,
      exhibit_id: made.exhibitId,
      case_id: made.caseId,
      rule: made.rule,
      data_version: made.dataVersion,
      answers: JSON.stringify(made.answers),
      made_by: made.by,
      made_at: made.at,
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

/** The newest of each rule. */
export async function lastDrafts(db: Db, exhibitId: Uuid): Promise<DraftRow[]> {
  const rows = await db
    .selectFrom('certificate_draft')
    .distinctOn('rule')
    .select(['id', 'rule', 'data_version', 'answers', 'made_at'])
    .where('exhibit_id', '=', exhibitId)
    .orderBy('rule')
    .orderBy('made_at', 'desc')
    .orderBy(sql`id`, 'desc')
    .execute();
  return rows.map(draftRow);
}

export async function draftById(db: Db, exhibitId: Uuid, id: Uuid): Promise<DraftRow | undefined> {
  const row = await db
    .selectFrom('certificate_draft')
    .select(['id', 'rule', 'data_version', 'answers', 'made_at'])
    .where('id', '=', id)
    .where('exhibit_id', '=', exhibitId)
    .executeTakeFirst();
  return row && draftRow(row);
}

function draftRow(row: {
  id: string;
  rule: string;
  data_version: string;
  answers: unknown;
  made_at: Date;
}): DraftRow {
  return {
    id: row.id as Uuid, // the column's type is uuid
    rule: row.rule,
    dataVersion: row.data_version,
    answers: answersOf.parse(row.answers),
    madeAt: row.made_at,
  };
}
