// What PostgreSQL's catalogue says of our tables, an object a line: the same for two databases that are made alike, in whatever steps.
import type { Client } from 'pg';

const OURS = `n.nspname in ('public', 'auth')`;

/**
 * Of each kind of object its name, and all there is to say of it. Two things are left out. Where a column stands in its table: what the
 * program writes and reads goes by names, and so do rows of a backup (src/platform/table-dump.ts). And the number that PostgreSQL gives to a
 * check without a name, in the order in which it met them: such a check is known by what it says.
 */
const OBJECTS = [
  `select 'schema ' || nspname, coalesce(nspacl::text, '') from pg_namespace n where ${OURS}`,
  `select 'table ' || c.oid::regclass, concat_ws(' ', c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relacl,
          case when c.relkind = 'v' then pg_get_viewdef(c.oid) end)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind not in ('i')`,
  `select 'column ' || c.oid::regclass || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated,
          a.attidentity, a.attstorage, a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid), a.attacl)
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${OURS} and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped`,
  `select 'constraint ' || k.conrelid::regclass || ' '
            || case when k.conname ~ ('^' || c.relname || '_check[0-9]*$') then pg_get_constraintdef(k.oid) else k.conname end,
          concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated, k.condeferrable)
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = k.connamespace where ${OURS} and k.conrelid <> 0 and k.contype <> 'n'`,
  `select 'index ' || i.indexrelid::regclass, concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisunique, i.indisprimary)
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS}`,
  `select 'policy ' || p.polrelid::regclass || ' ' || p.polname, concat_ws(' ', p.polpermissive, p.polcmd, p.polroles::regrole[],
          'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS}`,
  `select 'trigger ' || g.tgrelid::regclass || ' ' || g.tgname, concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled)
     from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and not g.tgisinternal`,
  `select 'function ' || p.oid::regprocedure, concat_ws(' ', pg_get_functiondef(p.oid), p.proacl)
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS}`,
  `select 'type ' || t.oid::regtype, t.typtype::text from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where ${OURS} and t.typtype in ('d', 'e', 'r')`,
];

/** By name, in the order of their names. What the migrations record of themselves is left out. */
export async function catalogue(owner: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query<{ name: string; is: string }>(
    `select * from (${OBJECTS.join(' union all ')}) o (name, "is") where name not like '%comity\\_migration%' order by name collate "C"`,
  );
  const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  return new Map(rows.map(({ name, is }) => [inLine(name), inLine(is)]));
}
