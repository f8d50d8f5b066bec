// SQL of the searchable texts: written anew for a version by the system's hand, read by persons.
import { sql } from 'kysely';
import { inForceOn } from './look-up.ts';
import { facetsOf } from './facets.ts';
import type { Knowledge, Passage } from './model.ts';
import { isOverOn } from './on-day.ts';
import type { Search } from './search.ts';
import { indexQuery, indexWords } from './search-words.ts';
import type { Db, Tx } from './version.store.ts';

const AT_ONCE = 1000;

export async function indexedVersion(db: Db): Promise<string | undefined> {
  return (await db.selectFrom('law_index').select('data_version').executeTakeFirst())?.data_version;
}

/** One after the other; whoever comes second finds it done. */
export async function writeIndex(tx: Tx, knowledge: Knowledge, at: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('comity law_index'))`.execute(tx);
  if ((await indexedVersion(tx)) === knowledge.dataVersion) return;
  await tx.deleteFrom('law_index').execute();
  await tx.deleteFrom('law_passage').execute();
  const facets = facetsOf(knowledge);
  const rows = knowledge.passages.map((one, place) => {
    const about = facets.get(one.record);
    return {
      data_version: knowledge.dataVersion,
      place,
      record: one.record,
      kind: one.kind,
      title: one.title,
      field: one.field,
      text: one.text,
      at: one.at,
      states: [...one.states],
      confidence: one.confidence ?? null,
      instruments: [...(about?.instruments ?? [])],
      measures: [...(about?.measures ?? [])],
      categories: [...(about?.categories ?? [])],
      offences: [...(about?.offences ?? [])],
      is_for_all_offences: about?.isForAllOffences ?? false,
      words: sql<string>`array_to_tsvector(${indexWords(`${one.text} ${one.title} ${one.field} ${one.record}`)}::text[])`,
    };
  });
  for (let i = 0; i < rows.length; i += AT_ONCE)
    await tx
      .insertInto('law_passage')
      .values(rows.slice(i, i + AT_ONCE))
      .execute();
  await tx.insertInto('law_index').values({ data_version: knowledge.dataVersion, made_at: at }).execute();
}

/** Those the index names, narrowed as asked, in the order of the files. */
export async function passagesFor(db: Db, knowledge: Knowledge, search: Search): Promise<Passage[]> {
  const indexed = indexQuery(search.text);
  const { instrument, measure, category, offence, on } = search;
  let query = db
    .selectFrom('law_passage')
    .select('place')
    .where('data_version', '=', knowledge.dataVersion)
    .orderBy('place');
  if (indexed !== undefined) query = query.where(sql<boolean>`words @@ ${indexed}::tsquery`);
  if (search.kind !== undefined) query = query.where('kind', '=', search.kind);
  if (search.state !== undefined) query = query.where(sql<boolean>`${search.state} = any(states)`);
  if (instrument !== undefined) query = query.where(sql<boolean>`${instrument} = any(instruments)`);
  if (measure !== undefined) query = query.where(sql<boolean>`${measure} = any(measures)`);
  if (category !== undefined) query = query.where(sql<boolean>`${category} = any(categories)`);
  if (offence !== undefined)
    query = query.where(sql<boolean>`(is_for_all_offences or ${offence} = any(offences))`);
  if (on !== undefined) {
    const early = knowledge.instruments
      .filter((one) => inForceOn(one, on).verdict === 'no')
      .map(({ id }) => id);
    query = query.where(sql<boolean>`not (instruments <> '{}' and instruments <@ ${early}::text[])`);
  }
  // The index says where; the passages, and what they were on a day, are those of the law data that it was made of.
  return (await query.execute()).flatMap(({ place }) => {
    const passage = knowledge.passages[place];
    if (passage === undefined || (on !== undefined && isOverOn(knowledge, passage, on))) return [];
    return [passage];
  });
}
