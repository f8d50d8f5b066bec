// Which State is asked, how urgent it is, and in which languages: asked and kept.
import { askWith, sentBy, type Method } from '../../../people/steps.routes.ts';
import type { PageRoute } from '../../../people/visit.routes.ts';
import { isStateCode } from '../../../law/states.ts';
import { isLanguage } from '../../../web/language.ts';
import { languagesPage, languageSteps, statePage, urgencyPage, type LanguageStep } from './asked.pages.ts';
import { setAsked, setLanguages, urgencyBounds } from '../request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from '../../request-found.routes.ts';
import { requestAddress, type RequestShown } from '../../request-shown.pages.ts';
import { URGENCIES, urgencyWithin } from '../../request.ts';

export function askedRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['draftRequest', 'GET', '/asked'], ({ visit, shown }) => {
      const given = new URLSearchParams({ state: shown.request.counterpart ?? '' });
      return visit.page(statePage(visit.frame.say, shown, given, {}));
    }),
    aboutRequest(desk, ['draftRequest', 'POST', '/asked'], (found) => answerState(desk, found)),
    aboutRequest(desk, ['draftRequest', 'GET', '/urgency'], ({ visit, shown }) => {
      const asked = { chosen: shown.request.urgency, errors: {}, bounds: boundsOf(shown) };
      return visit.page(urgencyPage(visit.frame.say, shown, asked));
    }),
    aboutRequest(desk, ['draftRequest', 'POST', '/urgency'], (found) => answerUrgency(desk, found)),
    ...(['GET', 'POST'] as const).map((method) =>
      aboutRequest(desk, ['draftRequest', method, '/languages'], (found) => languages(desk, found, method)),
    ),
  ];
}

function boundsOf({ request }: RequestShown): ReturnType<typeof urgencyBounds> {
  return urgencyBounds(request, request.version.answers);
}

async function answerState({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const given = await visit.form();
  const { say } = visit.frame;
  const state = given.get('state') ?? '';
  const isOther = state === '' || (isStateCode(state) && state !== visit.file.reference.slice(0, 2));
  if (!isOther) return visit.page(statePage(say, shown, given, { state: say.requests.wrong.choose }), 422);
  const { number, urgency } = shown.request;
  await setAsked(
    { people, person: visit.person, file: visit.file },
    { number, counterpart: state === '' ? undefined : state, urgency },
  );
  return visit.go(requestAddress(visit.file, number));
}

async function answerUrgency({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const chosen = (await visit.form()).get('urgency');
  const { say } = visit.frame;
  const urgency = URGENCIES.find((one) => one === chosen);
  const bounds = boundsOf(shown);
  if (urgency === undefined || urgencyWithin(urgency, bounds) !== urgency) {
    const errors = { urgency: say.requests.wrong.choose };
    return visit.page(urgencyPage(say, shown, { chosen, errors, bounds }), 422);
  }
  const { number, counterpart } = shown.request;
  await setAsked({ people, person: visit.person, file: visit.file }, { number, counterpart, urgency });
  return visit.go(requestAddress(visit.file, number));
}

async function languages({ people }: RequestDesk, found: Found, method: Method): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { number, writtenIn, letterIn } = shown.request;
  const sent = await sentBy(visit, method);
  // As they are, to be changed from the first question on.
  if (method === 'GET' && sent.size === 0)
    for (const [name, value] of Object.entries({ ask: 'writtenIn', writtenIn, letterIn }))
      sent.set(name, value);
  return askWith<LanguageStep>(
    visit,
    { method, sent },
    {
      asking: () => languageSteps(say),
      page: (asked) => languagesPage(say, shown, asked),
      act: async (given) => {
        const [written, letter] = [given.get('writtenIn') ?? '', given.get('letterIn') ?? ''];
        if (isLanguage(written) && isLanguage(letter))
          await setLanguages(
            { people, person: visit.person, file: visit.file },
            { number, writtenIn: written, letterIn: letter },
          );
        return visit.go(requestAddress(visit.file, number));
      },
    },
  );
}
