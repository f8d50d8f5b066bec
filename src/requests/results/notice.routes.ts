// Telling the person concerned.
import { idOfForm, keyOf } from '../../people/form-key.routes.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import { dayGiven } from '../../web/day-field.ts';
import { planNotice, stepNotice, type NoticeStep } from './notice.acts.ts';
import { isOver, OUTCOMES, type Notice, type Outcome } from './notice.ts';
import {
  outcomeStepPage,
  outcomeSteps,
  planPage,
  planSteps,
  type OutcomeStep,
  type PlanStep,
} from './notice-ask.pages.ts';
import { NOTICES, noticesPage, outcomePage } from './notice.pages.ts';
import { noticesOf } from './notice.store.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';
import { askSteps, type Method } from '../../people/steps.routes.ts';

const METHODS: readonly Method[] = ['GET', 'POST'];

export function noticeRoutes(desk: RequestDesk): PageRoute[] {
  const inform = (method: Method, path: string, open: (found: Found) => Response | Promise<Response>) =>
    aboutRequest(desk, ['informPerson', method, path], open);
  return [
    aboutRequest(desk, ['seeRequests', 'GET', NOTICES], async ({ visit, shown }) => {
      const notices = await desk.people.db.asPerson(visit.person.id, (tx) => noticesOf(tx, shown.request.id));
      const isDone = visit.query('done') === 'saved';
      return visit.page(noticesPage(visit.frame.say, shown, { notices, isDone }));
    }),
    ...METHODS.map((method) => inform(method, `${NOTICES}/new`, (found) => plan(desk, found, method))),
    inform(
      'GET',
      `${NOTICES}/:notice`,
      withNotice(desk, ({ visit, shown }, notice) => visit.page(outcomePage(visit.frame.say, shown, notice))),
    ),
    ...OUTCOMES.flatMap((outcome) =>
      METHODS.map((method) =>
        inform(
          method,
          `${NOTICES}/:notice/${outcome}`,
          withNotice(desk, (found, notice) => step(desk, found, { notice, outcome, method })),
        ),
      ),
    ),
  ];
}

function withNotice(
  { people }: RequestDesk,
  open: (found: Found, notice: Notice) => Response | Promise<Response>,
): (found: Found) => Promise<Response> {
  return async (found) => {
    const { visit, shown } = found;
    const text = visit.param('notice');
    if (!/^[1-9]\d{0,8}$/.test(text)) return visit.notFound();
    const [notice] = await people.db.asPerson(visit.person.id, (tx) =>
      noticesOf(tx, shown.request.id, Number(text)),
    );
    if (notice === undefined) return visit.notFound();
    // It is over: the list says how.
    return isOver(notice)
      ? visit.go(requestAddress(visit.file, shown.request.number, NOTICES))
      : open(found, notice);
  };
}

function plan({ people }: RequestDesk, { visit, shown }: Found, method: Method): Promise<Response> {
  const { say } = visit.frame;
  return askSteps(visit, method, {
    asking: () => planSteps(say),
    page: (asked) => planPage(say, shown, { ...asked, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const text = (name: PlanStep): string => (given.get(name) ?? '').trim();
      const planned = { person: text('person'), basis: text('basis'), dueOn: dayGiven(given, 'dueOn') };
      const id = idOfForm(people, visit, keyOf(people, given));
      const drafting = { people, person: visit.person, file: visit.file };
      await planNotice(drafting, { number: shown.request.number, id, ...planned });
      return visit.go(`${requestAddress(visit.file, shown.request.number, NOTICES)}?done=saved`);
    },
  });
}

interface Telling {
  readonly notice: Notice;
  readonly outcome: Outcome;
  readonly method: Method;
}

function step(
  { people }: RequestDesk,
  { visit, shown, law }: Found,
  { notice, outcome, method }: Telling,
): Promise<Response> {
  const { say } = visit.frame;
  const { number } = shown.request;
  return askSteps(visit, method, {
    asking: () => outcomeSteps(say, outcome, people.clock()),
    page: (asked) =>
      outcomeStepPage(say, shown, { ...asked, notice, outcome, key: keyOf(people, asked.given) }),
    act: async (given) => {
      const acting = { people, person: visit.person, file: visit.file, law };
      const id = idOfForm(people, visit, keyOf(people, given));
      await stepNotice(acting, { number, notice: notice.number, id }, stepOf(outcome, given));
      return visit.go(`${requestAddress(visit.file, number, NOTICES)}?done=saved`);
    },
  });
}

function stepOf(act: Outcome, given: URLSearchParams): NoticeStep {
  const text = (name: OutcomeStep): string => (given.get(name) ?? '').trim();
  switch (act) {
    case 'done':
      return { act, on: dayGiven(given, 'on'), evidence: text('evidence') };
    case 'delayed':
      return { act, reason: text('reason'), review: dayGiven(given, 'review') };
    case 'notNeeded':
      return { act, reason: text('reason') };
  }
}
