// The tables that hold what belongs to a case.
import type { TestInstallation } from './installation.ts';

export interface CaseTable {
  readonly name: string;
  /** SQL that is true of a row of the case $1. */
  readonly isOf: string;
}

/** Every table with case content, as the catalogue has it: what names a case, or an event of one. */
export async function caseTables({ made }: { readonly made: TestInstallation }): Promise<CaseTable[]> {
  const { rows } = await made.house.db.withOwner((owner) =>
    owner.query<{ name: string; direct: boolean; by: string; case: string | null }>(
      `select c.oid::regclass::text as name, bool_or(a.attname = 'case_id' or c.relname = 'case_file') as direct,
              min(a.attname) filter (where a.attname = 'case_id' or f.confrelid is not null) as by,
              min(a.attname) filter (where f.confrelid = 'case_file'::regclass) as case
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]
              and f.confrelid in ('custody_event'::regclass, 'exhibit'::regclass, 'case_file'::regclass)
        where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
          and (a.attname = 'case_id' or f.confrelid is not null or c.relname = 'case_file')
        group by c.oid order by 1`,
    ),
  );
  return rows.map(({ name, direct, by, case: ofCase }) => {
    if (name === 'case_file') return { name, isOf: 'id = $1' };
    if (direct) return { name, isOf: 'case_id = $1' };
    if (ofCase !== null) return { name, isOf: `${ofCase} = $1` };
    const to = by === 'exhibit_id' ? 'exhibit' : 'custody_event';
    return { name, isOf: `${by} in (select id from ${to} where case_id = $1)` };
  });
}

/** What the catalogue names, as its owner asks it: `sql` gives a column `name`. */
export async function namesIn({ made }: { readonly made: TestInstallation }, sql: string): Promise<string[]> {
  const { rows } = await made.house.db.withOwner((owner) => owner.query<{ name: string }>(sql));
  return rows.map(({ name }) => name);
}
