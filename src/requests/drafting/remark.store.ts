// SQL of remarks and suggested answers. As the person who reads, says or decides.
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { Answer } from './answers.ts';
import type { Decision, Remark } from './remark.ts';

const LISTED = 500;

export interface NewRemark {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly version: number;
  readonly field: string;
  readonly text: string | undefined;
  readonly suggestion: Answer | undefined;
  readonly by: Uuid;
  readonly at: Date;
  readonly through: string | undefined;
}

/** What was said under this id is not said again. */
export async function insertRemark(tx: Tx, made: NewRemark): Promise<void> {
  await tx
    .insertInto('request_remark')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      version: made.version,
      field: made.field,
      text: made.text ?? null,
      suggestion: made.suggestion === undefined ? null : JSON.stringify([made.suggestion]),
      by_person: made.by,
      at: made.at,
      through: made.through ?? null,
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

/** The oldest first. */
export async function remarksOf(tx: Tx, request: Uuid): Promise<Remark[]> {
  const rows = await tx
    .selectFrom('request_remark')
    .leftJoin('person', 'person.id', 'by_person')
    .leftJoin('person as decider', 'decider.id', 'decided_by')
    .selectAll('request_remark')
    .select(['person.name as by_name', 'decider.name as decided_name'])
    .where('request_id', '=', request)
    .orderBy('at')
    .orderBy('request_remark.id')
    .limit(LISTED)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // a uuid column
    version: row.version,
    field: row.field,
    text: row.text ?? undefined,
    suggestion: (row.suggestion as readonly Answer[] | null)?.[0], // written by `insertRemark`
    by: row.by_name ?? undefined,
    at: row.at,
    through: row.through ?? undefined,
    decision: (row.decision ?? undefined) as Decision | undefined, // a closed list in the table
    decidedBy: row.decided_name ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    decidedThrough: row.decided_through ?? undefined,
  }));
}

/** False when somebody decided it in between. */
export async function decideRemark(
  tx: Tx,
  id: Uuid,
  decided: {
    readonly decision: Decision;
    readonly by: Uuid;
    readonly at: Date;
    readonly through: string | undefined;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('request_remark')
    .set({
      decision: decided.decision,
      decided_by: decided.by,
      decided_at: decided.at,
      decided_through: decided.through ?? null,
    })
    .where('id', '=', id)
    .where('decision', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
