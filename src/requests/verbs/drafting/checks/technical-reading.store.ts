// SQL of the technical part of a request, and of who read it. As the person who reads, who need not see the rest.
import { sql } from 'kysely';
import type { Uuid } from '../../../../base/ids.ts';
import type { Tx } from '../../../../people/as-person.store.ts';
import type { Answers } from '../../../core/answers.ts';
import type { RequestRecord } from '../../../core/request.ts';
import type { TechnicalReading } from '../../../machine/way/technical-reading.ts';

/** A request of which this person may read the technical part; no answer of it. */
export interface TechnicalPart extends Pick<
  RequestRecord,
  'id' | 'number' | 'form' | 'state' | 'begunAt' | 'begunWording' | 'wording'
> {
  /** This person wrote some of it. */
  readonly isWriter: boolean;
}

/** The newest first. `number`: that one alone. */
export async function technicalParts(tx: Tx, caseId: Uuid, number?: number): Promise<TechnicalPart[]> {
  const { rows } = await sql<{
    id: Uuid;
    number: number;
    form: string;
    state: RequestRecord['state'];
    begun_at: Date;
    begun_wording: string | null;
    wording: string | null;
    wrote: boolean;
  }>`select * from comity_technical_parts(${caseId}, ${number ?? null})`.execute(tx);
  return rows.map(({ begun_at, begun_wording, wording, wrote, ...row }) => ({
    ...row,
    begunAt: begun_at,
    begunWording: begun_wording ?? undefined,
    wording: wording ?? undefined,
    isWriter: wrote,
  }));
}

/** Of the newest version, the answers to these fields alone. */
export async function technicalAnswers(
  tx: Tx,
  caseId: Uuid,
  number: number,
  fields: readonly string[],
): Promise<Answers> {
  const { rows } = await sql<{
    answers: Answers;
  }>`select comity_technical_answers(${caseId}, ${number}, ${fields}::text[]) as answers`.execute(tx);
  return rows[0]?.answers ?? {}; // written by `insertVersion` from answers that were parsed
}

interface NewReading {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  readonly digest: string;
  readonly by: Uuid;
  readonly unit: string;
  readonly at: Date;
}

/** Said twice of the same, it is said once. */
export async function insertReading(tx: Tx, made: NewReading): Promise<void> {
  await tx
    .insertInto('request_technical_reading')
    .values({
      id: made.id,
      request_id: made.request,
      case_id: made.caseId,
      digest: made.digest,
      by_person: made.by,
      unit: made.unit,
      at: made.at,
    })
    .onConflict((same) => same.columns(['request_id', 'digest', 'by_person']).doNothing())
    .execute();
}

/** The first of exactly this part, by somebody who has written none of the request up to now. */
export async function readingOf(
  tx: Tx,
  request: Uuid,
  digest: string,
): Promise<TechnicalReading | undefined> {
  const row = await tx
    .selectFrom('request_technical_reading as r')
    .leftJoin('person', 'person.id', 'r.by_person')
    .select(['r.unit', 'r.at', 'person.name'])
    .where('r.request_id', '=', request)
    .where('r.digest', '=', digest)
    .where('r.by_person', 'not in', (is) =>
      is.selectFrom('request_version').select('saved_by').where('request_id', '=', request),
    )
    .orderBy('r.id')
    .limit(1)
    .executeTakeFirst();
  return row && { by: row.name ?? '', unit: row.unit, at: row.at };
}
