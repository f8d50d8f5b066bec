// Handing what was gathered to who asked for it: one question a page.
import { Refusal } from '../../base/refusal.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { aboutRequest } from '../request-found.routes.ts';
import { requestReference } from '../request.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps, type Unsaid } from '../../people/steps.routes.ts';
import { askerOf } from '../asker.ts';
import { deliveryAddress } from './results-ask.pages.ts';
import { RESULTS } from './results.pages.ts';
import { actingFor, atDelivery, placeOf, type AtDelivery, type ResultsDesk } from './results.routes.ts';
import { sendResults } from './results-send.acts.ts';
import { sendPage, sendSteps, type SendStep } from './results-send.pages.ts';

export function sendRoutes(desk: ResultsDesk): PageRoute[] {
  return (['GET', 'POST'] as const).map((method) =>
    aboutRequest(
      desk,
      ['shareEvidence', method, `${RESULTS}/:delivery/send`],
      atDelivery(desk, (here) => ask(desk, here, method)),
    ),
  );
}

function ask(desk: ResultsDesk, here: AtDelivery, method: 'GET' | 'POST'): Promise<Response> {
  const { found, delivery } = here;
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { version, counterpart = '' } = shown.request;
  const asker = { name: askerOf(version.answers), state: counterpart };
  return askSteps(visit, method, {
    asking: () => sendSteps(say),
    page: (asked) =>
      sendPage(say, shown, { ...asked, delivery, key: keyOf(desk.people, asked.given), asker }),
    act: (given) => send(desk, here, given),
  });
}

async function send(
  desk: ResultsDesk,
  { found, delivery }: AtDelivery,
  given: URLSearchParams,
): Promise<Response | Unsaid<SendStep>> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const text = (name: SendStep): string => (given.get(name) ?? '').replace(/\s+/g, ' ').trim();
  const unlessEmpty = (line: string): string | undefined => (line === '' ? undefined : line);
  try {
    await sendResults(desk.house, actingFor(desk, found), {
      ...placeOf(found, delivery),
      receiver: { name: text('name'), state: text('state') },
      recipient: unlessEmpty(text('recipient')),
      withDetails: text('details') === 'go',
      ground: unlessEmpty(text('ground').slice(0, 400)),
      purpose: say.results.purpose(requestReference(visit.file.reference, shown.request.number)),
      id: idOfForm(desk.people, visit, keyOf(desk.people, given)),
    });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'notAllowed')) throw error;
    return { step: 'ground', errors: { ground: `${say.results.cannotLeave} ${error.found}` } };
  }
  return visit.go(deliveryAddress(shown, delivery));
}
