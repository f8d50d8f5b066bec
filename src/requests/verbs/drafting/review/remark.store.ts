// SQL of remarks and suggested answers. As the person who reads, says or decides.
import { sql } from 'kysely';
import type { Uuid } from '../../../../base/ids.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import type { Answer } from '../../../core/answers.ts';
import type { Decision, OpenRemarks, Remark } from '../../../machine/text/remark.ts';

interface NewRemark {
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

/** Where a list of remarks goes on: at this one. */
export type RemarkAt = Pick<Remark, 'at' | 'id'>;

interface RemarksWanted {
  /** On these alone: fields, or items of them. */
  readonly on?: readonly string[];
  /** Those that were said after it, the oldest first, */
  readonly after?: RemarkAt | undefined;
  /** or before it, the newest first. */
  readonly before?: RemarkAt | 'now' | undefined;
  readonly limit: number;
}

export async function remarksOf(
  tx: Tx,
  request: Uuid,
  { on, after, before, limit }: RemarksWanted,
): Promise<Remark[]> {
  const way = before === undefined ? 'asc' : 'desc';
  let asked = remarksAsked(tx, request)
    .orderBy('request_remark.at', way)
    .orderBy('request_remark.id', way)
    .limit(limit);
  if (on !== undefined) asked = asked.where('field', 'in', [...on]);
  const place = sql`(request_remark.at, request_remark.id)`;
  if (after !== undefined) asked = asked.where(sql<boolean>`${place} > (${after.at}, ${after.id}::uuid)`);
  if (before !== undefined && before !== 'now')
    asked = asked.where(sql<boolean>`${place} < (${before.at}, ${before.id}::uuid)`);
  return (await asked.execute()).map(remarkOfRow);
}

export async function remarkUnder(tx: Tx, request: Uuid, id: Uuid): Promise<Remark | undefined> {
  const row = await remarksAsked(tx, request).where('request_remark.id', '=', id).executeTakeFirst();
  return row && remarkOfRow(row);
}

/** What is remarked on: fields, and items of them, whether they are there still or not. */
export async function remarkedIn(tx: Tx, request: Uuid): Promise<string[]> {
  const rows = await tx
    .selectFrom('request_remark')
    .select('field')
    .distinct()
    .where('request_id', '=', request)
    .execute();
  return rows.map(({ field }) => field);
}

export async function openRemarksOf(tx: Tx, request: Uuid): Promise<OpenRemarks> {
  const rows = await tx
    .selectFrom('request_remark')
    .select(['field', sql<number>`count(*)::integer`.as('open')])
    .where('request_id', '=', request)
    .where('decision', 'is', null)
    .groupBy('field')
    .execute();
  return new Map(rows.map(({ field, open }) => [field, open]));
}

function remarksAsked(tx: Tx, request: Uuid) {
  return tx
    .selectFrom('request_remark')
    .leftJoin('person', 'person.id', 'by_person')
    .leftJoin('person as decider', 'decider.id', 'decided_by')
    .selectAll('request_remark')
    .select(['person.name as by_name', 'decider.name as decided_name'])
    .where('request_id', '=', request);
}

function remarkOfRow(row: Awaited<ReturnType<ReturnType<typeof remarksAsked>['execute']>>[number]): Remark {
  return {
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
  };
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
