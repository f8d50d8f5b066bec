// The search of open sources, recorded: each record makes a version.
import { exhibitOfCase } from '../../../../evidence/exhibits/exhibit.store.ts';
import { exhibitNumber, itemOfNumber } from '../../../../evidence/exhibits/exhibit.ts';
import { readAll, type BodyOf } from '../../../../web/fields/field.ts';
import {
  exhibitIn,
  OPEN_SEARCH_PAGE,
  SEARCH,
  searchOf,
  type OpenSearch,
  type SearchAbout,
} from '../../../core/open-search.ts';
import { versionOf } from '../../../machine/states/request.store.ts';
import { isSame, saveVersion, type Drafting, type Saved } from '../request-draft.acts.ts';

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

/** What was looked for in open sources. Refusals: notFound, conflict. */
export function saveOpenSearch(
  drafting: Drafting,
  { number, base, openSearch }: { number: number; base: number; openSearch: OpenSearch },
): Promise<Saved> {
  return saveVersion(drafting, number, async ({ id, version }, tx) => {
    const seen = version.number === base ? version : await versionOf(tx, id, base);
    const isSeen = isSame(seen?.openSearch ?? {}, version.openSearch ?? {});
    if (!isSeen && !isSame(openSearch, version.openSearch ?? {})) return { overwrites: [OPEN_SEARCH_PAGE] };
    return { answers: version.answers, explained: version.explained, openSearch, page: OPEN_SEARCH_PAGE };
  });
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
