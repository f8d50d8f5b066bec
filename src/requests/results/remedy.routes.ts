// Remedies used against an order, on the web.
import type { PageRoute } from '../../people/visit.routes.ts';
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';
import { dayGiven } from '../../web/day-field.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';
import { mistakePage } from './order-record-ask.pages.ts';
import { mistakeSteps } from './order-record.pages.ts';
import { placeOfOrder } from './order-record.routes.ts';
import { recordRemedy, stepRemedy, type RemedyStep } from './remedy.acts.ts';
import { decidedPage, decidedSteps, usedPage, usedSteps } from './remedy-ask.pages.ts';
import { REMEDIES, remediesPage, remedyAddress } from './remedy.pages.ts';
import { REMEDY_KINDS, REMEDY_OUTCOMES, REMEDY_USERS, type Remedy } from './remedy.ts';
import { remediesOf } from './remedy.store.ts';

const METHODS: readonly Method[] = ['GET', 'POST'];

export function remedyRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['seeRequests', 'GET', REMEDIES], async (found) => {
      const { visit, shown } = found;
      const remedies = await desk.people.db.asPerson(visit.person.id, (tx) =>
        remediesOf(tx, shown.request.id),
      );
      const place = await placeOfOrder(desk, found);
      const isDone = visit.query('done') === 'saved';
      return visit.page(remediesPage(visit.frame.say, shown, { remedies, place, isDone }));
    }),
    ...METHODS.flatMap((method) => [
      aboutRequest(desk, ['recordRemedy', method, `${REMEDIES}/new`], (found) => use(desk, found, method)),
      ...(['outcome', 'mistake'] as const).map((name) =>
        aboutRequest(desk, ['recordRemedy', method, `${REMEDIES}/:remedy/${name}`], (found) =>
          step(desk, found, { name, method }),
        ),
      ),
    ]),
  ];
}

function listOf({ visit, shown }: Found, isDone = false): Response {
  const list = requestAddress(visit.file, shown.request.number, REMEDIES);
  return visit.go(isDone ? `${list}?done=saved` : list);
}

async function use(desk: RequestDesk, found: Found, method: Method): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const { people } = desk;
  const place = await placeOfOrder(desk, found);
  // The list says why.
  if (place.is !== 'gone') return listOf(found);
  const days = { first: place.firstDay, now: people.clock() };
  return askSteps(visit, method, {
    asking: () => usedSteps(say, days),
    page: (asked) => usedPage(say, shown, { ...asked, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const kind = REMEDY_KINDS.find((one) => one === given.get('kind'));
      const usedBy = REMEDY_USERS.find((one) => one === given.get('usedBy'));
      // The steps have found both.
      if (kind === undefined || usedBy === undefined) return listOf(found);
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
      return listOf(found, true);
    },
  });
}

interface Stepping {
  readonly name: 'outcome' | 'mistake';
  readonly method: Method;
}

async function step(desk: RequestDesk, found: Found, { name, method }: Stepping): Promise<Response> {
  const { people } = desk;
  const { visit, shown } = found;
  const { say } = visit.frame;
  const remedy = await remedyNamed(desk, found);
  if (remedy === undefined) return visit.notFound();
  // Said already, perhaps by the same button pressed twice: the list shows it.
  if (remedy.mistaken !== undefined || (name === 'outcome' && remedy.decided !== undefined))
    return listOf(found);
  const act = async (one: RemedyStep): Promise<Response> => {
    const drafting = { people, person: visit.person, file: visit.file };
    await stepRemedy(drafting, { number: shown.request.number, remedy: remedy.number }, one);
    return listOf(found, true);
  };
  if (name === 'mistake')
    return askSteps(visit, method, {
      asking: () => mistakeSteps(say),
      page: (asked) =>
        mistakePage(say, shown, {
          ...asked,
          address: remedyAddress(shown, remedy, name),
          caption: say.remedy.number(remedy.number),
          under: { words: say.remedy.title, path: REMEDIES },
        }),
      act: (given) => act({ act: 'mistaken', evidence: given.get('evidence') ?? '' }),
    });
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
        ? Promise.resolve(listOf(found))
        : act({ act: 'decided', outcome, on, evidence });
    },
  });
}

async function remedyNamed({ people }: RequestDesk, { visit, shown }: Found): Promise<Remedy | undefined> {
  const text = visit.param('remedy');
  if (!/^[1-9]\d{0,8}$/.test(text)) return undefined;
  const [remedy] = await people.db.asPerson(visit.person.id, (tx) =>
    remediesOf(tx, shown.request.id, Number(text)),
  );
  return remedy;
}
