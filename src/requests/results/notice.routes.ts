// Telling the person concerned.
import { Refusal } from '../../base/refusal.ts';
import { isDay } from '../../law/day.ts';
import type { PageRoute } from '../../people/visit.routes.ts';
import type { Errors } from '../../web/parts.ts';
import { planNotice, stepNotice, type NoticeStep } from './notice.acts.ts';
import { isOver, OUTCOMES, type Notice, type Outcome } from './notice.ts';
import { NOTICES, noticesPage, outcomePage, planPage, stepPage, type StepGiven } from './notice.pages.ts';
import { noticesOf } from './notice.store.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';

export function noticeRoutes(desk: RequestDesk): PageRoute[] {
  const inform = (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found) => Response | Promise<Response>,
  ) => aboutRequest(desk, ['informPerson', method, path], open);
  return [
    aboutRequest(desk, ['seeRequests', 'GET', NOTICES], async ({ visit, shown }) => {
      const notices = await desk.people.db.asPerson(visit.person.id, (tx) => noticesOf(tx, shown.request.id));
      const isDone = visit.query('done') === 'saved';
      return visit.page(noticesPage(visit.frame.say, shown, { notices, isDone }));
    }),
    inform('GET', `${NOTICES}/new`, ({ visit, shown }) =>
      visit.page(planPage(visit.frame.say, shown, { person: '', basis: '', dueOn: '' }, {})),
    ),
    inform('POST', `${NOTICES}/new`, (found) => plan(desk, found)),
    inform(
      'GET',
      `${NOTICES}/:notice`,
      withNotice(desk, ({ visit, shown }, notice) => visit.page(outcomePage(visit.frame.say, shown, notice))),
    ),
    ...OUTCOMES.flatMap((outcome) => [
      inform(
        'GET',
        `${NOTICES}/:notice/${outcome}`,
        withNotice(desk, ({ visit, shown }, notice) => {
          const given = { on: '', evidence: '', review: '', reason: '' };
          return visit.page(stepPage(visit.frame.say, shown, { notice, outcome, given, errors: {} }));
        }),
      ),
      inform(
        'POST',
        `${NOTICES}/:notice/${outcome}`,
        withNotice(desk, (found, notice) => step(desk, found, { notice, outcome })),
      ),
    ]),
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

async function plan({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const { say } = visit.frame;
  const form = await visit.form();
  const text = (name: string): string => (form.get(name) ?? '').trim();
  const given = { person: text('person'), basis: text('basis'), dueOn: text('dueOn') };
  const errors: Errors = {
    ...(isLine(given.person) ? {} : { person: say.notice.wrongPlan }),
    ...(isLine(given.basis) ? {} : { basis: say.notice.wrongPlan }),
    ...(isDay(given.dueOn) ? {} : { dueOn: say.notice.wrongDay }),
  };
  if (Object.keys(errors).length > 0) return visit.page(planPage(say, shown, given, errors), 422);
  await planNotice(
    { people, person: visit.person, file: visit.file },
    { number: shown.request.number, ...given },
  );
  return visit.go(`${requestAddress(visit.file, shown.request.number, NOTICES)}?done=saved`);
}

function isLine(text: string): boolean {
  return text !== '' && text.length <= 1000;
}

async function step(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { notice, outcome }: { readonly notice: Notice; readonly outcome: Outcome },
): Promise<Response> {
  const { say } = visit.frame;
  const form = await visit.form();
  const text = (name: string): string => (form.get(name) ?? '').trim();
  const given: StepGiven = {
    on: text('on'),
    evidence: text('evidence'),
    review: text('review'),
    reason: text('reason'),
  };
  const { number } = shown.request;
  try {
    await stepNotice(
      { people, person: visit.person, file: visit.file },
      { number, notice: notice.number },
      stepOf(outcome, given),
    );
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'badInput') throw error;
    const errors = { [wrongField(outcome, given)]: say.notice.wrongStep[outcome] };
    return visit.page(stepPage(say, shown, { notice, outcome, given, errors }), 422);
  }
  return visit.go(`${requestAddress(visit.file, number, NOTICES)}?done=saved`);
}

function stepOf(act: Outcome, { on, evidence, review, reason }: StepGiven): NoticeStep {
  switch (act) {
    case 'done':
      return { act, on, evidence };
    case 'delayed':
      return { act, reason, review };
    case 'notNeeded':
      return { act, reason };
  }
}

/** The words, where they lack; else the day. */
function wrongField(outcome: Outcome, { evidence, reason }: StepGiven): keyof StepGiven {
  if (outcome === 'done') return evidence === '' ? 'evidence' : 'on';
  return outcome === 'delayed' && reason !== '' ? 'review' : 'reason';
}
