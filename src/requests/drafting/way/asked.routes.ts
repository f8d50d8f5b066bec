// Which State is asked, how urgent it is, and in which languages: asked and kept.
import type { PageRoute } from '../../../people/visit.routes.ts';
import { isStateCode } from '../../../law/states.ts';
import { isLanguage } from '../../../web/language.ts';
import { languagesPage, statePage, urgencyPage } from './asked.pages.ts';
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
    aboutRequest(desk, ['draftRequest', 'GET', '/languages'], ({ visit, shown }) => {
      const { writtenIn, letterIn } = shown.request;
      return visit.page(
        languagesPage(visit.frame.say, shown, new URLSearchParams({ writtenIn, letterIn }), {}),
      );
    }),
    aboutRequest(desk, ['draftRequest', 'POST', '/languages'], (found) => answerLanguages(desk, found)),
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

async function answerLanguages({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const given = await visit.form();
  const { say } = visit.frame;
  const [writtenIn, letterIn] = [given.get('writtenIn') ?? '', given.get('letterIn') ?? ''];
  if (!isLanguage(writtenIn) || !isLanguage(letterIn)) {
    const errors = {
      ...(!isLanguage(writtenIn) && { writtenIn: say.requests.wrong.choose }),
      ...(!isLanguage(letterIn) && { letterIn: say.requests.wrong.choose }),
    };
    return visit.page(languagesPage(say, shown, given, errors), 422);
  }
  const { number } = shown.request;
  await setLanguages({ people, person: visit.person, file: visit.file }, { number, writtenIn, letterIn });
  return visit.go(requestAddress(visit.file, number));
}
