// The search of open sources, recorded: each record makes a version.
import { exhibitOfCase } from '../../../evidence/exhibits/exhibit.store.ts';
import { exhibitNumber, itemOfNumber } from '../../../evidence/exhibits/exhibit.ts';
import { readAll, type BodyOf } from '../../../web/fields/field.ts';
import { exhibitIn, SEARCH, searchOf, type SearchAbout } from '../../core/open-search.ts';
import { saveOpenSearch, type Drafting, type Saved } from '../request-draft.acts.ts';

interface Recorded {
  readonly number: number;
  readonly body: BodyOf<typeof SEARCH>;
  readonly about: SearchAbout;
}

/** `noExhibit`: this case has none of that number that the person sees. Refusals: badInput, and those of saving. */
export async function recordSearch(
  drafting: Drafting,
  { number, body, about }: Recorded,
): Promise<Saved | 'noExhibit'> {
  const values = readAll(SEARCH, body, about);
  const exhibit = values.exhibit === undefined ? undefined : await exhibitOf(drafting, values.exhibit);
  if (values.exhibit !== undefined && exhibit === undefined) return 'noExhibit';
  const { base } = values.search;
  return saveOpenSearch(drafting, { number, base, openSearch: searchOf(values, exhibit) });
}

/** Its whole number, such as FR-2026-000012-3. */
async function exhibitOf({ people, person, file }: Drafting, text: string): Promise<string | undefined> {
  const typed = exhibitIn(text);
  if (typed === undefined) return undefined;
  const item = itemOfNumber(typed);
  if (typed !== `${item}` && typed !== exhibitNumber(file.reference, item)) return undefined;
  const found = await people.db.asPerson(person.id, (tx) => exhibitOfCase(tx, file.id, item));
  return found?.number;
}
