// Searching what is published: PostgreSQL finds the passages, the ranking and the excerpts are those of the terminal.
import type { People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import type { Knowledge } from './model.ts';
import { best, type Found, type Search } from './search.ts';
import { words } from './search-words.ts';
import { indexedVersion, passagesFor, writeIndex } from './search.store.ts';

export async function searchPublished(
  people: People,
  by: Pick<Person, 'id'>,
  knowledge: Knowledge,
  search: Search,
): Promise<Found> {
  if (words(search.text).length === 0) return { total: 0, hits: [] };
  if ((await indexedVersion(people.operator.kysely)) !== knowledge.dataVersion)
    await people.operator.transaction((tx) => writeIndex(tx, knowledge, new Date(people.clock())));
  const passages = await people.db.asPerson(by.id, (tx) => passagesFor(tx, knowledge, search));
  return best(passages, search);
}
