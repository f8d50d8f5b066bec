// Handing what was gathered to who asked for it.
import { isUuid, newUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isStateCode } from '../../law/states.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import type { Errors } from '../../web/parts.ts';
import { aboutRequest, type Found } from '../request-found.routes.ts';
import { requestReference } from '../request.ts';
import { deliveryAddress, sendPage, type SendGiven } from './results-ask.pages.ts';
import { RESULTS } from './results.pages.ts';
import { actingFor, atDelivery, placeOf, type AtDelivery, type ResultsDesk } from './results.routes.ts';
import { sendResults } from './results-send.acts.ts';

export function sendRoutes(desk: ResultsDesk): PageRoute[] {
  const at = (method: 'GET' | 'POST', open: (here: AtDelivery) => Response | Promise<Response>) =>
    aboutRequest(desk, ['shareEvidence', method, `${RESULTS}/:delivery/send`], atDelivery(desk, open));
  return [
    at('GET', ({ found, delivery }) => {
      const { visit, shown } = found;
      const given = { ...first(desk, found), key: newUuid(desk.people.clock, desk.people.random) };
      return visit.page(sendPage(visit.frame.say, shown, { delivery, given, errors: {} }));
    }),
    at('POST', (here) => send(desk, here)),
  ];
}

/** What the request says of who asked. */
function first(_desk: ResultsDesk, { shown }: Found): Omit<SendGiven, 'key'> {
  const { answers } = shown.request.version;
  const field = shown.legal.fields.find(
    ({ id, type }) => type === 'party' && /request|issu|sender|from/.test(id),
  );
  const party = field === undefined ? undefined : answers[field.id];
  const name = typeof party === 'object' && 'organisation' in party ? party.organisation : '';
  return { name, state: shown.request.counterpart ?? '', recipient: '', ground: '', details: '' };
}

async function send(desk: ResultsDesk, { found, delivery }: AtDelivery): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const form = await visit.form();
  const text = (name: string): string => (form.get(name) ?? '').replace(/\s+/g, ' ').trim();
  const given: SendGiven = {
    name: text('name'),
    state: text('state'),
    recipient: text('recipient'),
    ground: text('ground').slice(0, 400),
    details: text('details'),
    key: text('key'),
  };
  const { key, state } = given;
  const errors: Errors = {
    ...(given.name === '' || given.name.length > 200 ? { name: say.form.needed(say.share.needed.name) } : {}),
    ...(isStateCode(state) ? {} : { state: say.share.chooseState }),
    ...(given.recipient === '' || /^age1[0-9a-z]{58,4000}$/.test(given.recipient)
      ? {}
      : { recipient: say.share.recipientForm }),
    ...(given.details === 'go' || given.details === 'stay' ? {} : { details: say.form.choose }),
  };
  if (Object.keys(errors).length > 0 || !isUuid(key))
    return visit.page(sendPage(say, shown, { delivery, given, errors }), 422);
  try {
    await sendResults(desk.house, actingFor(desk, found), {
      ...placeOf(found, delivery),
      receiver: { name: given.name, state },
      recipient: given.recipient === '' ? undefined : given.recipient,
      withDetails: given.details === 'go',
      ground: given.ground === '' ? undefined : given.ground,
      purpose: say.results.purpose(requestReference(visit.file.reference, shown.request.number)),
      id: key,
    });
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'notAllowed')) throw error;
    const why = `${say.results.cannotLeave} ${error.found}`;
    return visit.page(sendPage(say, shown, { delivery, given, errors: { ground: why } }), 422);
  }
  return visit.go(deliveryAddress(shown, delivery));
}
