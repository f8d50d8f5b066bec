// Recording what was looked for in open sources, one question a page; each record makes a version.
import { askWith, sentBy, type Method } from '../../../people/steps.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { aboutRequest, type Found, type RequestDesk } from '../../request-found.routes.ts';
import { requestAddress } from '../../request-shown.pages.ts';
import { exhibitForSearch } from './open-search.acts.ts';
import { searchPage } from './open-search.pages.ts';
import { givenOf, OPEN_SEARCH_PATH, searchGiven, searchSteps } from './open-search.ts';
import { baseIn } from '../questions/question.routes.ts';
import { saveOpenSearch } from '../request-draft.acts.ts';

export function openSearchRoutes(desk: RequestDesk): PageRoute[] {
  return (['GET', 'POST'] as const).map((method) =>
    aboutRequest(desk, ['draftRequest', method, OPEN_SEARCH_PATH], (found) => ask(desk, found, method)),
  );
}

async function ask({ people }: RequestDesk, found: Found, method: Method): Promise<Response> {
  const { visit, shown } = found;
  const { request } = shown;
  if (request.direction !== 'outgoing') return visit.notFound();
  const { say } = visit.frame;
  const answered = await sentBy(visit, method);
  const { version } = request;
  // What is recorded stands in the fields of who comes to change it.
  const sent = answered.has('base')
    ? answered
    : new URLSearchParams({ ...givenOf(version.openSearch), base: `${version.number}` });
  return askWith(
    visit,
    { method, sent },
    {
      asking: (given) => searchSteps(say, given, people.clock()),
      page: (asked) => searchPage(say, shown, asked),
      act: async (given) => {
        const drafting = { people, person: visit.person, file: visit.file };
        const typed = given.get('search') === 'yes' ? (given.get('exhibit') ?? '').trim() : '';
        const exhibit = typed === '' ? undefined : await exhibitForSearch(drafting, typed);
        if (typed !== '' && exhibit === undefined)
          return { step: 'exhibit', errors: { exhibit: say.openSearch.wrong.exhibit } };
        const saved = await saveOpenSearch(drafting, {
          number: request.number,
          base: baseIn(given.get('base'), shown),
          openSearch: searchGiven(given, exhibit),
        });
        if (saved.ok) return visit.go(requestAddress(visit.file, request.number, '/check'));
        given.set('base', `${saved.request.version.number}`);
        const asking = searchSteps(say, given, people.clock());
        const step = asking.steps.at(-1) ?? 'search';
        const theirs = saved.request.version.openSearch;
        return visit.page(searchPage(say, shown, { asking, step, given, errors: {}, theirs }), 409);
      },
    },
  );
}
