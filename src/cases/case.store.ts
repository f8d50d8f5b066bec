// SQL of the case files.
import type { Kysely, Transaction } from 'kysely';
import { isUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Schema } from '../platform/schema.ts';
import { caseReference, type CaseFile } from './case.ts';

interface NewCase {
  readonly id: Uuid;
  readonly title: string;
  /** ISO 3166-1 alpha-2 of the State whose case it is. */
  readonly state: string;
  readonly createdAt: Date;
  /** Idempotency key: a second creation under the same key returns the first case. */
  readonly key?: string;
}

/** Takes the next number of the year; the counter's row lock keeps two creations apart, so no number is used twice. */
export async function insertCase(tx: Transaction<Schema>, made: NewCase): Promise<CaseFile> {
  if (made.key !== undefined) {
    const before = await caseRows(tx).where('act_key', '=', made.key).executeTakeFirst();
    if (before !== undefined) return caseFile(before);
  }
  const year = made.createdAt.getUTCFullYear();
  const counter = await tx
    .insertInto('case_counter')
    .values({ year, last_number: 1 })
    .onConflict((same) =>
      same.column('year').doUpdateSet((eb) => ({ last_number: eb('case_counter.last_number', '+', 1) })),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  const reference = caseReference(made.state, year, counter.last_number);
  await tx
    .insertInto('case_file')
    .values({
      id: made.id,
      reference,
      title: made.title,
      created_at: made.createdAt,
      act_key: made.key ?? null,
    })
    .execute();
  return { id: made.id, reference, title: made.title, exhibits: 0, createdAt: made.createdAt };
}

/** By reference or by id. */
export async function findCase(db: Kysely<Schema>, name: string): Promise<CaseFile> {
  const column = isUuid(name) ? 'id' : 'reference';
  const row = await caseRows(db).where(column, '=', name).executeTakeFirst();
  if (row !== undefined) return caseFile(row);
  throw new Refusal('notFound.caseReference', { name });
}

/** The newest first, at most `limit`. */
export async function listCases(db: Kysely<Schema>, limit: number): Promise<CaseFile[]> {
  const rows = await caseRows(db)
    .orderBy('created_at', 'desc')
    .orderBy('reference', 'desc')
    .limit(limit)
    .execute();
  return rows.map(caseFile);
}

/** The number of the next exhibit of a case; the row stays locked until the transaction ends. */
export async function takeItem(tx: Transaction<Schema>, caseId: Uuid): Promise<number> {
  const row = await tx
    .updateTable('case_file')
    .set((eb) => ({ last_item: eb('last_item', '+', 1) }))
    .where('id', '=', caseId)
    .returning('last_item')
    .executeTakeFirstOrThrow();
  return row.last_item;
}

function caseRows(db: Kysely<Schema>) {
  return db.selectFrom('case_file').select(['id', 'reference', 'title', 'last_item', 'created_at']);
}

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly last_item: number;
  readonly created_at: Date;
}

function caseFile(row: Row): CaseFile {
  // The column's type is uuid.
  return {
    id: row.id as Uuid,
    reference: row.reference,
    title: row.title,
    exhibits: row.last_item,
    createdAt: row.created_at,
  };
}
