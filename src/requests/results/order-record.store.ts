// SQL of what records of an order rest on.
import type { Uuid } from '../../base/ids.ts';
import type { Day } from '../../law/day.ts';
import type { Tx } from '../../people/as-person.store.ts';
import type { Happened, Recorded } from './order-record.ts';

/** When the order went, or came, for the first time. */
export async function begunAt(tx: Tx, request: Uuid): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('request_event')
    .select('occurred_at')
    .where('request_id', '=', request)
    .where('act', 'in', ['transmit', 'receive'])
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return row?.occurred_at;
}

/** What is recorded of a claim or a remedy, whatever it says. */
export interface NewRecorded extends Omit<Recorded, 'by'> {
  readonly id: Uuid;
  readonly request: Uuid;
  readonly caseId: Uuid;
  /** Of the claim or the remedy. */
  readonly number: number;
  readonly by: Uuid;
}

export function rowOfRecorded(made: NewRecorded) {
  return {
    id: made.id,
    request_id: made.request,
    case_id: made.caseId,
    number: made.number,
    on_day: made.on ?? null,
    evidence: made.evidence,
    by_person: made.by,
    at: made.at,
    through: made.through ?? null,
  };
}

/** Number of the claim or remedy of which something was recorded under this id. */
export async function numberUnder(
  tx: Tx,
  kind: 'cost' | 'remedy',
  request: Uuid,
  id: Uuid,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom(`request_${kind}_event` as const)
    .select('number')
    .where('request_id', '=', request)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.number;
}

interface RecordedRow {
  readonly on: Day | null;
  readonly evidence: string;
  readonly by: string | null;
  readonly at: Date;
  readonly through: string | null;
}

export function recordedOf({ on, evidence, by, at, through }: RecordedRow): Recorded {
  return { on: on ?? undefined, evidence, by: by ?? undefined, at, through: through ?? undefined };
}

/** Of all but a mistake: the check of its table says that there is a day. */
export function happenedOf(row: RecordedRow): Happened {
  return { ...recordedOf(row), on: row.on ?? '' };
}
