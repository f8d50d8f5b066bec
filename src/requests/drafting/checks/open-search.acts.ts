// The exhibit that holds what a search of open sources found.
import { exhibitOfCase } from '../../../evidence/exhibits/exhibit.store.ts';
import { exhibitNumber, itemOfNumber } from '../../../evidence/exhibits/exhibit.ts';
import { exhibitIn } from './open-search.ts';
import type { Drafting } from '../request-draft.acts.ts';

/** Its whole number, such as FR-2026-000012-3. Undefined: this case has none of that number that the person sees. */
export async function exhibitForSearch(
  { people, person, file }: Drafting,
  text: string,
): Promise<string | undefined> {
  const typed = exhibitIn(text);
  if (typed === undefined) return undefined;
  const item = itemOfNumber(typed);
  if (typed !== `${item}` && typed !== exhibitNumber(file.reference, item)) return undefined;
  const found = await people.db.asPerson(person.id, (tx) => exhibitOfCase(tx, file.id, item));
  return found?.number;
}
