// Costs claimed for executing an order, on the web.
import type { PageRoute } from '../../people/visit.routes.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';
import { dayGiven } from '../../web/day-field.ts';
import type { Found, RequestDesk } from '../request-found.routes.ts';
import { isAnswered, type ClaimAnswer, type CostClaim } from './cost-claim.ts';
import { recordClaim, stepClaim, type ClaimStep } from './cost-claim.acts.ts';
import { answerPage, answerSteps, claimPage, claimSteps, moneyGiven } from './cost-claim-ask.pages.ts';
import { CLAIM_STEPS, claimAddress, claimsPage, COSTS, type ClaimStepName } from './cost-claim.pages.ts';
import { claimsOf } from './cost-claim.store.ts';
import type { Days } from './order-record.pages.ts';
import { askMistake, listOf, recordRoutes } from './order-record.routes.ts';

export function costClaimRoutes(desk: RequestDesk): PageRoute[] {
  return recordRoutes<CostClaim, ClaimStepName>(desk, {
    path: COSTS,
    may: 'recordCosts',
    named: 'claim',
    steps: CLAIM_STEPS,
    of: claimsOf,
    list: ({ visit, shown }, { records, ...asked }) =>
      claimsPage(visit.frame.say, shown, { ...asked, claims: records }),
    record: (found, method, days) => claim(desk, found, method, days),
    step: (found, method, one, name) => step(desk, found, { one, name, method }),
  });
}

function claim(desk: RequestDesk, found: Found, method: Method, days: Days): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { people } = desk;
  return askSteps(visit, method, {
    asking: () => claimSteps(say, days),
    page: (asked) => claimPage(say, shown, { ...asked, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const money = moneyGiven(given);
      // The steps have found it.
      if (money === undefined) return listOf(found, COSTS);
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
      return listOf(found, COSTS, 'saved');
    },
  });
}

interface Stepping {
  readonly one: CostClaim;
  readonly name: ClaimStepName;
  readonly method: Method;
}

async function step(
  { people }: RequestDesk,
  found: Found,
  { one, name, method }: Stepping,
): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  // Said already, perhaps by the same button pressed twice: the list shows it.
  if (one.mistaken !== undefined || (name !== 'mistake' && isAnswered(one))) return listOf(found, COSTS);
  const act = async (said: ClaimStep): Promise<Response> => {
    const drafting = { people, person: visit.person, file: visit.file };
    await stepClaim(drafting, { number: shown.request.number, claim: one.number }, said);
    return listOf(found, COSTS, 'saved');
  };
  if (name === 'mistake') {
    const address = claimAddress(shown, one, name);
    const { number, title } = say.costClaim;
    return askMistake(
      found,
      method,
      { address, caption: number(one.number), under: { words: title, path: COSTS } },
      act,
    );
  }
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
