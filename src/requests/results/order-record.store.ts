// SQL of what records of an order rest on.
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../../people/as-person.store.ts';

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
