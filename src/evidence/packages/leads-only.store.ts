// SQL of what is for leads only. What lifts such a condition stands in the log alone, so that is where it is looked up.
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../log/log.store.ts';

/** The conditions that events of this exhibit lift, as an array of texts. `number`: an expression. */
export function liftedOf(number: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(
    select jsonb_array_elements_text(split_part(convert_from(l.note, 'UTF8'), e'\\n', 1)::jsonb #> '{facts,lifts}')
      from custody_event l
     where l.item = ${number} and l.type = 'authorityAdded'
       and split_part(convert_from(l.note, 'UTF8'), e'\\n', 1)::jsonb #> '{facts,lifts}' is not null)`;
}

export async function liftedConditions(db: Db, number: string): Promise<string[]> {
  const { rows } = await sql<{ lifted: string[] }>`select ${liftedOf(sql`${number}`)} as lifted`.execute(db);
  return rows[0]?.lifted ?? [];
}
