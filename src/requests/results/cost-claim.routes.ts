// Costs claimed for executing an order, on the web.
import type { PageRoute } from '../../people/visit.routes.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';
import { dayGiven } from '../../web/day-field.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';
import { isAnswered, type ClaimAnswer, type CostClaim } from './cost-claim.ts';
import { recordClaim, stepClaim, type ClaimStep } from './cost-claim.acts.ts';
import { answerPage, answerSteps, claimPage, claimSteps, moneyGiven } from './cost-claim-ask.pages.ts';
import { CLAIM_STEPS, claimAddress, claimsPage, COSTS, type ClaimStepName } from './cost-claim.pages.ts';
import { claimsOf } from './cost-claim.store.ts';
import { mistakePage } from './order-record-ask.pages.ts';
import { mistakeSteps } from './order-record.pages.ts';
import { placeOfOrder } from './order-record.routes.ts';

const METHODS: readonly Method[] = ['GET', 'POST'];

export function costClaimRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['seeRequests', 'GET', COSTS], async (found) => {
      const { visit, shown } = found;
      const claims = await desk.people.db.asPerson(visit.person.id, (tx) => claimsOf(tx, shown.request.id));
      const place = await placeOfOrder(desk, found);
      const isDone = visit.query('done') === 'saved';
      return visit.page(claimsPage(visit.frame.say, shown, { claims, place, isDone }));
    }),
    ...METHODS.flatMap((method) => [
      aboutRequest(desk, ['recordCosts', method, `${COSTS}/new`], (found) => claim(desk, found, method)),
      ...CLAIM_STEPS.map((name) =>
        aboutRequest(desk, ['recordCosts', method, `${COSTS}/:claim/${name}`], (found) =>
          step(desk, found, { name, method }),
        ),
      ),
    ]),
  ];
}

function listOf({ visit, shown }: Found, isDone = false): Response {
  const list = requestAddress(visit.file, shown.request.number, COSTS);
  return visit.go(isDone ? `${list}?done=saved` : list);
}

async function claim(desk: RequestDesk, found: Found, method: Method): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { people } = desk;
  const place = await placeOfOrder(desk, found);
  // The list says why.
  if (place.is !== 'gone') return listOf(found);
  const days = { first: place.firstDay, now: people.clock() };
  return askSteps(visit, method, {
    asking: () => claimSteps(say, days),
    page: (asked) => claimPage(say, shown, { ...asked, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const money = moneyGiven(given);
      // The steps have found it.
      if (money === undefined) return listOf(found);
      await recordClaim(
        { people, person: visit.person, file: visit.file },
        {
          ...money,
          number: shown.request.number,
          on: dayGiven(given, 'on'),
          evidence: given.get('evidence') ?? '',
          id: idOfForm(people, visit, keyOf(people, given)),
        },
      );
      return listOf(found, true);
    },
  });
}

async function step(
  desk: RequestDesk,
  found: Found,
  { name, method }: { readonly name: ClaimStepName; readonly method: Method },
): Promise<Response> {
  const { people } = desk;
  const { visit, shown } = found;
  const { say } = visit.frame;
  const one = await claimNamed(desk, found);
  if (one === undefined) return visit.notFound();
  // Said already, perhaps by the same button pressed twice: the list shows it.
  if (one.mistaken !== undefined || (name !== 'mistake' && isAnswered(one))) return listOf(found);
  const act = async (said: ClaimStep): Promise<Response> => {
    const drafting = { people, person: visit.person, file: visit.file };
    await stepClaim(drafting, { number: shown.request.number, claim: one.number }, said);
    return listOf(found, true);
  };
  if (name === 'mistake')
    return askSteps(visit, method, {
      asking: () => mistakeSteps(say),
      page: (asked) =>
        mistakePage(say, shown, {
          ...asked,
          address: claimAddress(shown, one, name),
          caption: say.costClaim.number(one.number),
          under: { words: say.costClaim.title, path: COSTS },
        }),
      act: (given) => act({ act: 'mistaken', evidence: given.get('evidence') ?? '' }),
    });
  return askSteps(visit, method, {
    asking: () => answerSteps(say, { claim: one, answer: name, now: people.clock() }),
    page: (asked) => answerPage(say, shown, { ...asked, claim: one, answer: name }),
    act: (given) => act(answerOf(name, one, given)),
  });
}

function answerOf(
  answer: ClaimAnswer,
  { claim: { currency } }: CostClaim,
  given: URLSearchParams,
): ClaimStep {
  const said = { on: dayGiven(given, 'on'), evidence: given.get('evidence') ?? '' };
  switch (answer) {
    case 'reimbursed':
      return { act: answer, amount: moneyGiven(given, currency)?.amount ?? '', ...said };
    case 'refused':
      return { act: answer, ...said };
  }
}

async function claimNamed({ people }: RequestDesk, { visit, shown }: Found): Promise<CostClaim | undefined> {
  const text = visit.param('claim');
  if (!/^[1-9]\d{0,8}$/.test(text)) return undefined;
  const [one] = await people.db.asPerson(visit.person.id, (tx) =>
    claimsOf(tx, shown.request.id, Number(text)),
  );
  return one;
}
