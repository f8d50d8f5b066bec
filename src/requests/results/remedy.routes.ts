// Remedies used against an order, on the web.
import type { PageRoute } from '../../people/visit.routes.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';
import { dayGiven } from '../../web/day-field.ts';
import type { Found, RequestDesk } from '../request-found.routes.ts';
import type { Days } from './order-record.pages.ts';
import { askMistake, listOf, recordRoutes } from './order-record.routes.ts';
import { recordRemedy, stepRemedy, type RemedyStep } from './remedy.acts.ts';
import { decidedPage, decidedSteps, usedPage, usedSteps } from './remedy-ask.pages.ts';
import { REMEDIES, remediesPage, remedyAddress } from './remedy.pages.ts';
import { REMEDY_KINDS, REMEDY_OUTCOMES, REMEDY_USERS, type Remedy } from './remedy.ts';
import { remediesOf } from './remedy.store.ts';

const STEPS = ['outcome', 'mistake'] as const;

export function remedyRoutes(desk: RequestDesk): PageRoute[] {
  return recordRoutes<Remedy, (typeof STEPS)[number]>(desk, {
    path: REMEDIES,
    may: 'recordRemedy',
    named: 'remedy',
    steps: STEPS,
    of: remediesOf,
    list: ({ visit, shown }, { records, ...asked }) =>
      remediesPage(visit.frame.say, shown, { ...asked, remedies: records }),
    record: (found, method, days) => use(desk, found, method, days),
    step: (found, method, remedy, name) => step(desk, found, { remedy, name, method }),
  });
}

function use(desk: RequestDesk, found: Found, method: Method, days: Days): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { people } = desk;
  return askSteps(visit, method, {
    asking: () => usedSteps(say, days),
    page: (asked) => usedPage(say, shown, { ...asked, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const kind = REMEDY_KINDS.find((one) => one === given.get('kind'));
      const usedBy = REMEDY_USERS.find((one) => one === given.get('usedBy'));
      // The steps have found both.
      if (kind === undefined || usedBy === undefined) return listOf(found, REMEDIES);
      await recordRemedy(
        { people, person: visit.person, file: visit.file },
        {
          number: shown.request.number,
          kind,
          usedBy,
          court: given.get('court') ?? '',
          on: dayGiven(given, 'on'),
          evidence: given.get('evidence') ?? '',
          id: idOfForm(people, visit, keyOf(people, given)),
        },
      );
      return listOf(found, REMEDIES, 'saved');
    },
  });
}

interface Stepping {
  readonly remedy: Remedy;
  readonly name: (typeof STEPS)[number];
  readonly method: Method;
}

async function step(
  { people }: RequestDesk,
  found: Found,
  { remedy, name, method }: Stepping,
): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  // Said already, perhaps by the same button pressed twice: the list shows it.
  if (remedy.mistaken !== undefined || (name === 'outcome' && remedy.decided !== undefined))
    return listOf(found, REMEDIES);
  const act = async (one: RemedyStep): Promise<Response> => {
    const drafting = { people, person: visit.person, file: visit.file };
    await stepRemedy(drafting, { number: shown.request.number, remedy: remedy.number }, one);
    return listOf(found, REMEDIES, 'saved');
  };
  if (name === 'mistake') {
    const address = remedyAddress(shown, remedy, name);
    const { number, title } = say.remedy;
    return askMistake(
      found,
      method,
      { address, caption: number(remedy.number), under: { words: title, path: REMEDIES } },
      act,
    );
  }
  // Nothing is decided before it is used.
  const days = { first: remedy.used.on, now: people.clock() };
  return askSteps(visit, method, {
    asking: () => decidedSteps(say, days),
    page: (asked) => decidedPage(say, shown, { ...asked, remedy }),
    act: (given) => {
      const outcome = REMEDY_OUTCOMES.find((one) => one === given.get('outcome'));
      const [on, evidence] = [dayGiven(given, 'on'), given.get('evidence') ?? ''];
      // The steps have found one.
      return outcome === undefined
        ? Promise.resolve(listOf(found, REMEDIES))
        : act({ act: 'decided', outcome, on, evidence });
    },
  });
}
