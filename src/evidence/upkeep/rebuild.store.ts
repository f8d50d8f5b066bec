// SQL for rows that are made again from the log.
import type { Uuid } from '../../base/ids.ts';
import type { Tx } from '../log/log.store.ts';

export type { Tx } from '../log/log.store.ts';

interface RestoredCase {
  readonly id: Uuid;
  readonly reference: string;
  readonly title: string;
  readonly createdAt: Date;
}

/** Nothing when the case is there. */
export async function insertRestoredCase(tx: Tx, made: RestoredCase): Promise<void> {
  await tx
    .insertInto('case_file')
    .values({
      id: made.id,
      reference: made.reference,
      title: made.title,
      created_at: made.createdAt,
      act_key: null,
    })
    .onConflict((same) => same.doNothing())
    .execute();
}

/** Numbers that were given before are not given again. */
export async function raiseCounters(
  tx: Tx,
  used: { caseId: Uuid; reference: string; item: number },
): Promise<void> {
  const [, year = '', number = ''] = /^[A-Z]{2}-(\d{4})-(\d+)$/.exec(used.reference) ?? [];
  await tx
    .insertInto('case_counter')
    .values({ year: Number(year), last_number: Number(number) })
    .onConflict((same) =>
      same.column('year').doUpdateSet((eb) => ({
        last_number: eb.fn('greatest', ['case_counter.last_number', eb.ref('excluded.last_number')]),
      })),
    )
    .execute();
  await tx
    .updateTable('case_file')
    .set({ last_item: used.item })
    .where('id', '=', used.caseId)
    .where('last_item', '<', used.item)
    .execute();
}
