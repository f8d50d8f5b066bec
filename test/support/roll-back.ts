// What restoring an old backup does to a database: rows are gone that were published.
import type { Installation } from '../../src/evidence/log/installation.acts.ts';

const FINAL = ['custody_event', 'custody_head'];

/** Leaves the first `size` events, and the exhibits they speak of. The triggers are taken off, as only the owner can. */
export async function rollBack(house: Installation, size: number): Promise<void> {
  await house.db.withOwner(async (owner) => {
    for (const table of FINAL) await owner.query(`alter table ${table} disable trigger user`);
    const gone = 'select item from custody_event where log_index >= $1';
    await owner.query(
      `update case_file set last_item = (select count(*) from exhibit e where e.case_id = case_file.id and e.number not in (${gone}))`,
      [size],
    );
    await owner.query(`delete from exhibit where number in (${gone})`, [size]);
    await owner.query(
      'delete from event_detail where event_id in (select id from custody_event where log_index >= $1)',
      [size],
    );
    await owner.query('delete from custody_event where log_index >= $1', [size]);
    await owner.query('delete from custody_head where size > $1', [size]);
    for (const table of FINAL) {
      for (const name of [`${table}_is_final`, `${table}_is_kept`])
        await owner.query(`alter table ${table} enable always trigger ${name}`);
    }
  });
}
