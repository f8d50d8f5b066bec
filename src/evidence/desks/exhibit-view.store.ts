// SQL of what the pages show of exhibits. Run as the person who looks; each query also names the case.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../log/log.store.ts';

export interface FailedExhibit {
  readonly number: string;
  readonly reference: string;
  readonly item: number;
  readonly title: string;
}

/** Exhibits of these cases whose last check failed. Begins with the failures, of which there are few. */
export async function failedExhibits(
  db: Db,
  cases: readonly Uuid[],
  limit: number,
): Promise<FailedExhibit[]> {
  if (cases.length === 0) return [];
  const { rows } = await sql<FailedExhibit>`
    select distinct e.number, f.reference, e.item, e.title
      from custody_event v join exhibit e on e.number = v.item join case_file f on f.id = e.case_id
     where v.case_id = any(${cases}::uuid[]) and e.case_id = v.case_id and v.type = 'checkFailed' and e.status = 'held'
       and not exists (select from custody_event later where later.item = v.item and later.type = 'checked'
                          and later.item_seq > v.item_seq)
     order by e.number limit ${limit}`.execute(db);
  return rows;
}
