// SQL of who read the technical part of a request. As the person who reads.
import type { Uuid } from '../../../base/ids.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import type { TechnicalReading } from '../../way/technical-reading.ts';

export interface NewReading {
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
