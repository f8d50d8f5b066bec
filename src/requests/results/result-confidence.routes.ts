// Who may know of a result, on the web.
import type { Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { membersOf, type Member } from '../../people/case-member.store.ts';
import { inCase, type CaseAct } from '../../people/policy.ts';
import { askWith, sentBy, type Method, type Unsaid } from '../../people/steps.routes.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { mayKnow } from '../confidentiality.store.ts';
import { aboutRequest, type Found } from '../request-found.routes.ts';
import { keepResult, openResult } from './result-confidence.acts.ts';
import {
  KEEP_POSTED,
  KEEP_STEPS,
  keepWrong,
  keptGiven,
  type KeepAbout,
} from './result-confidence-ask.pages.ts';
import {
  changePage,
  CONFIDENTIALITY,
  openResultPage,
  resultConfidencePage,
  type ChangeStep,
} from './result-confidence.pages.ts';
import { REASON_MAX, type ResultConfidentiality } from './result-confidence.ts';
import { heldByAnother, resultConfidentialityOf } from './result-confidence.store.ts';
import { deliveryAddress } from './results-ask.pages.ts';
import { RESULTS } from './results.pages.ts';
import { actingFor, atDelivery, placeOf, type AtDelivery, type ResultsDesk } from './results.routes.ts';

export function resultConfidenceRoutes(desk: ResultsDesk): PageRoute[] {
  type Open = (here: AtDelivery) => Response | Promise<Response>;
  const at =
    (act: CaseAct) =>
    (method: Method, path: string, open: Open): PageRoute =>
      aboutRequest(
        desk,
        [act, method, `${RESULTS}/:delivery${CONFIDENTIALITY}${path}`],
        atDelivery(desk, open),
      );
  const [see, decide] = [at('seeRequests'), at('restrictRequest')];
  return [
    see('GET', '', (here) => show(desk, here)),
    decide('GET', '/change', (here) => change(desk, here, 'GET')),
    decide('POST', '/change', (here) => change(desk, here, 'POST')),
    decide('GET', '/open', ({ found: { visit, shown }, delivery }) =>
      visit.page(openResultPage(visit.frame.say, shown, { delivery, reason: '', errors: {} })),
    ),
    decide('POST', '/open', (here) => open(desk, here)),
  ];
}

/** What the questions need: who is there to name, and who is chosen to begin with. */
export async function keepAbout(
  { people }: ResultsDesk,
  { visit, shown }: Found,
  named: readonly Uuid[],
): Promise<KeepAbout> {
  const { file, person } = visit;
  const members = await people.db.asPerson(person.id, async (tx) => {
    const knowing: Member[] = [];
    for (const one of await membersOf(tx, file.id))
      if (await mayKnow(tx, one.person, shown.request.id)) knowing.push(one);
    return knowing;
  });
  // Where the request is confidential, those who know of it; else whoever is asked, and the leads.
  const first = members.filter(
    (one) => shown.request.isRestricted || one.person === person.id || one.role === 'lead',
  );
  return {
    members,
    chosen: named.length > 0 ? named : first.map((one) => one.person),
    me: person.id,
    today: new Date(people.clock()).toISOString().slice(0, 10),
  };
}

function now({ people }: ResultsDesk, { found, delivery }: AtDelivery): Promise<ResultConfidentiality> {
  return people.db.asPerson(found.visit.person.id, (tx) => resultConfidentialityOf(tx, delivery.id));
}

async function show(desk: ResultsDesk, here: AtDelivery): Promise<Response> {
  const { found, delivery } = here;
  const { visit, shown } = found;
  return visit.page(
    resultConfidencePage(visit.frame.say, {
      shown,
      delivery,
      now: await now(desk, here),
      mayDecide: inCase(visit.file.role, 'restrictRequest') === 'yes',
      isDone: visit.query('done') === 'saved',
    }),
  );
}

async function change(desk: ResultsDesk, here: AtDelivery, method: Method): Promise<Response> {
  const { found, delivery } = here;
  const { visit, shown } = found;
  const { say } = visit.frame;
  const before = await now(desk, here);
  const about = await keepAbout(
    desk,
    found,
    before.knowers.map(({ person }) => person),
  );
  const sent = await sentBy(visit, method);
  // As it stands, to be changed from the first question on; whoever empties an answer sends it empty.
  const isFirst = method === 'GET' && [...sent.keys()].length === 0;
  if (isFirst) {
    sent.set('ask', 'until');
    sent.set('until', before.until ?? '');
    sent.set('ground', before.ground ?? '');
  }
  return askWith<ChangeStep>(
    visit,
    { method, sent },
    {
      asking: () => ({
        steps: [...KEEP_STEPS, 'reason'],
        posted: KEEP_POSTED,
        wrong: (step, given) => {
          if (step !== 'reason') return keepWrong(say, about, step, given);
          const { length } = (given.get('reason') ?? '').trim();
          if (length === 0) return say.form.needed(say.resultConfidence.reasonWhat);
          return length > REASON_MAX ? say.form.tooLong(say.confidence.why, REASON_MAX) : undefined;
        },
      }),
      page: (asked) => changePage(say, shown, { ...asked, about, delivery }),
      act: (given) => keep(desk, here, given),
    },
  );
}

async function keep(
  desk: ResultsDesk,
  { found, delivery }: AtDelivery,
  given: URLSearchParams,
): Promise<Response | Unsaid<ChangeStep>> {
  const { visit, shown } = found;
  const words = visit.frame.say.resultConfidence;
  const kept = keptGiven(given);
  const reason = (given.get('reason') ?? '').trim();
  const wrong = (text: string): Unsaid<ChangeStep> => ({ step: 'knowers', errors: { knowers: text } });
  try {
    const isNew = await keepResult(actingFor(desk, found), placeOf(found, delivery), { ...kept, reason });
    if (!isNew) return wrong(words.unchanged);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error;
    const held = await desk.people.db.asPerson(visit.person.id, (tx) =>
      heldByAnother(tx, { delivery: delivery.id }, kept.knowers),
    );
    if (held === undefined) throw error;
    return wrong(words.held(held));
  }
  return visit.go(`${deliveryAddress(shown, delivery, CONFIDENTIALITY)}?done=saved`);
}

async function open(desk: ResultsDesk, { found, delivery }: AtDelivery): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const reason = (await visit.form()).get('reason') ?? '';
  const { length } = reason.trim();
  const words =
    length === 0
      ? say.form.needed(say.resultConfidence.reasonWhat)
      : length > REASON_MAX
        ? say.form.tooLong(say.confidence.why, REASON_MAX)
        : undefined;
  if (words !== undefined)
    return visit.page(openResultPage(say, shown, { delivery, reason, errors: { reason: words } }), 422);
  await openResult(actingFor(desk, found), placeOf(found, delivery), reason);
  return visit.go(`${deliveryAddress(shown, delivery, CONFIDENTIALITY)}?done=saved`);
}
