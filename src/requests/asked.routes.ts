// Which State is asked, and how urgent it is: asked and kept.
import type { PageRoute } from '../people/visit.routes.ts';
import { isStateCode } from '../law/states.ts';
import { askedPage } from './asked.pages.ts';
import { setAsked, urgencyBounds } from './request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from './request-found.routes.ts';
import { requestAddress, type RequestShown } from './request-shown.pages.ts';
import { URGENCIES, urgencyWithin } from './request.ts';

export function askedRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['draftRequest', 'GET', '/asked'], ({ visit, shown }) => {
      const { counterpart = '', urgency } = shown.request;
      const given = new URLSearchParams({ state: counterpart, urgency });
      return visit.page(askedPage(visit.frame.say, shown, { given, errors: {}, bounds: boundsOf(shown) }));
    }),
    aboutRequest(desk, ['draftRequest', 'POST', '/asked'], (found) => answer(desk, found)),
  ];
}

function boundsOf({ request }: RequestShown): ReturnType<typeof urgencyBounds> {
  return urgencyBounds(request, request.version.answers);
}

async function answer({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const given = await visit.form();
  const { say } = visit.frame;
  const state = given.get('state') ?? '';
  const urgency = URGENCIES.find((one) => one === given.get('urgency'));
  const isOther = state === '' || (isStateCode(state) && state !== visit.file.reference.slice(0, 2));
  const bounds = boundsOf(shown);
  if (!isOther || urgency === undefined || urgencyWithin(urgency, bounds) !== urgency) {
    const errors = {
      ...(!isOther && { state: say.requests.wrong.choose }),
      ...((urgency === undefined || isOther) && { urgency: say.requests.wrong.choose }),
    };
    return visit.page(askedPage(say, shown, { given, errors, bounds }), 422);
  }
  const { number } = shown.request;
  await setAsked(
    { people, person: visit.person, file: visit.file },
    { number, counterpart: state === '' ? undefined : state, urgency },
  );
  return visit.go(requestAddress(visit.file, number));
}
