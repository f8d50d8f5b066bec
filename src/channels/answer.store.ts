// SQL of the answers that were given. Run as the person who asks, or as the operator for the terminal.
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Schema } from '../platform/schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

export interface AnswerRow {
  readonly id: Uuid;
  readonly digest: Uint8Array;
  /** Undefined: at the terminal. */
  readonly askedBy: Uuid | undefined;
  readonly askedAt: Date;
  readonly day: string;
  readonly dataVersion: string;
  /** The query of the address that asks it again. */
  readonly question: string;
  /** Compressed. */
  readonly bytes: Uint8Array;
}

export type KeptRow = Pick<AnswerRow, 'digest' | 'askedAt' | 'question' | 'bytes'>;

/** The same answer to the same person is kept once. */
export async function insertAnswer(db: Db, row: AnswerRow): Promise<void> {
  await db
    .insertInto('channel_answer')
    .values({
      id: row.id,
      digest: Buffer.from(row.digest),
      asked_by: row.askedBy ?? null,
      asked_at: row.askedAt,
      day: row.day,
      data_version: row.dataVersion,
      question: row.question,
      bytes: Buffer.from(row.bytes),
    })
    .onConflict((conflict) => conflict.columns(['digest', 'asked_by']).doNothing())
    .execute();
}

/** Those whose digest begins so, in hex; of several persons the first. At most two: more than one is no name. */
export async function answersNamed(db: Db, prefix: string): Promise<KeptRow[]> {
  return db
    .selectFrom('channel_answer')
    .distinctOn('digest')
    .select(['digest', 'asked_at as askedAt', 'question', 'bytes'])
    .where(sql<boolean>`encode(digest, 'hex') like ${`${prefix}%`}`)
    .orderBy('digest')
    .orderBy('asked_at')
    .limit(2)
    .execute();
}

export interface AnswerLine {
  readonly digest: string;
  readonly askedAt: Date;
  readonly day: string;
  readonly question: string;
}

/** The newest first. */
export async function lastAnswers(db: Db, person: Uuid, limit: number): Promise<AnswerLine[]> {
  const rows = await db
    .selectFrom('channel_answer')
    .select(['digest', 'asked_at', 'day', 'question'])
    .where('asked_by', '=', person)
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    digest: row.digest.toString('hex'),
    askedAt: row.asked_at,
    day: row.day,
    question: row.question,
  }));
}
