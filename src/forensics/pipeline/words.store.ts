// SQL of the words of an exhibit: what has none yet, and what is kept.
import { sql } from 'kysely';
import type { Db, Tx } from '../../evidence/log/log.store.ts';
import type { Of } from './examined.store.ts';

interface TextOfUnit {
  /** Hex. */
  readonly key: string;
  /** With its facts. */
  readonly text: string;
}

export async function withoutWords(db: Db, { exhibit }: Of, limit: number): Promise<readonly TextOfUnit[]> {
  const { rows } = await sql<TextOfUnit>`
    select encode(u.key, 'hex') as key,
           concat_ws(E'\n', u.text, (select string_agg(f.value, E'\n') from jsonb_each_text(u.facts) f)) as text
      from examined_unit u
     where u.exhibit_id = ${exhibit} and u.item_id is not null and u.stage like 'extract:%'
       and (u.text is not null or jsonb_typeof(u.facts) = 'object')
       and not exists (select from examined_words w where w.exhibit_id = u.exhibit_id and w.key = u.key)
     order by u.key limit ${limit}`.execute(db);
  return rows;
}

export async function withoutWordsCount(db: Db, { exhibit }: Of): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) as count from examined_unit u
     where u.exhibit_id = ${exhibit} and u.item_id is not null and u.stage like 'extract:%'
       and (u.text is not null or jsonb_typeof(u.facts) = 'object')
       and not exists (select from examined_words w where w.exhibit_id = u.exhibit_id and w.key = u.key)`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

export async function insertWords(
  tx: Tx,
  { exhibit, caseId }: Of,
  rows: readonly { readonly key: string; readonly part: number; readonly words: readonly string[] }[],
): Promise<void> {
  await sql`
    insert into examined_words (exhibit_id, case_id, key, part, words)
    select ${exhibit}, ${caseId}, decode(r.key, 'hex'), r.part, array_to_tsvector(array(select jsonb_array_elements_text(r.words)))
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(key text, part integer, words jsonb)
    on conflict (exhibit_id, key, part) do nothing`.execute(tx);
}
