// SQL of who is to be told that their data were obtained, and by when: for My work.
import type { Day } from '../../../base/day.ts';
import type { Uuid } from '../../../base/ids.ts';
import { sql } from 'kysely';
import type { Tx } from '../../../people/as-person.store.ts';
import { inCase } from '../../../people/policy.ts';
import { CASE_ROLES } from '../../../people/roles.ts';
import type { Notice } from './notice.ts';

/** Who is reminded. */
const INFORMERS = CASE_ROLES.filter((role) => inCase(role, 'informPerson') === 'yes');

interface DueNotice extends Pick<Notice, 'number' | 'state'> {
  readonly reference: string;
  readonly notice: number;
  readonly dueOn: Day;
}

/** Planned or to be reviewed by this day, in cases where this person tells them; the oldest first. */
export async function dueNotices(
  tx: Tx,
  { person, today, limit }: { readonly person: Uuid; readonly today: Day; readonly limit: number },
): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    select c.reference, r.number, n.number as notice, n.state, n.due_on::text as "dueOn"
      from case_member m join request_notice n on n.case_id = m.case_id and n.due_on <= ${today}::date
      join request r on r.id = n.request_id join case_file c on c.id = n.case_id
     where m.person_id = ${person} and m.role = any(${INFORMERS}::text[])
     order by n.due_on, c.reference, r.number, n.number limit ${limit}`.execute(tx);
  return rows;
}
