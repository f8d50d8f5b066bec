// SQL of who may seal an exhibit: whoever brought it, once.
import { sql } from 'kysely';
import type { Uuid } from '../../base/ids.ts';
import type { Db } from '../log/log.store.ts';

/** Idempotency key of the act: a person seals an exhibit once. */
export function sealKey(number: string, person: Uuid): string {
  return `seal:${number}:${person}`;
}

/** Whether this person brought the exhibit of this case, and has not sealed it yet. */
export async function isToSeal(
  db: Db,
  asked: { readonly caseId: Uuid; readonly number: string; readonly person: Uuid },
): Promise<boolean> {
  const { caseId, number, person } = asked;
  const { rows } = await sql<{ is: boolean }>`
    select exists (
        select from custody_event e join event_detail d on d.event_id = e.id
         where e.item = ${number} and e.case_id = ${caseId} and e.type in ('acquired', 'received')
           and d.text::jsonb ->> 'personId' = ${person}
      ) and not exists (
        select from custody_event s where s.act_key = ${sealKey(number, person)}
      ) as is`.execute(db);
  return rows[0]?.is === true;
}
