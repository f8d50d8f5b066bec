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
