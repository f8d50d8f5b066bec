// Who may know that a request exists.
import { Refusal } from '../base/refusal.ts';
import { isUuid, type Uuid } from '../base/ids.ts';
import { isDay } from '../law/day.ts';
import { membersOf } from '../people/case-member.store.ts';
import { inCase } from '../people/policy.ts';
import type { PageRoute } from '../people/visit.routes.ts';
import { dayGiven } from '../web/day-field.ts';
import { keepConfidential, openConfidential } from './confidentiality.acts.ts';
import { confidencePage, openPage, type ConfidenceAsked } from './confidentiality.pages.ts';
import { confidentialityOf } from './confidentiality.store.ts';
import { aboutRequest, type Found, type RequestDesk } from './request-found.routes.ts';
import { heldByAnother } from './results/result-confidence.store.ts';
import { requestAddress } from './request-shown.pages.ts';

const PATH = '/confidentiality';
const REASON_MAX = 2000;

export function confidentialityRoutes(desk: RequestDesk): PageRoute[] {
  const decide = (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found) => Response | Promise<Response>,
  ) => aboutRequest(desk, ['restrictRequest', method, path], open);
  return [
    aboutRequest(desk, ['seeRequests', 'GET', PATH], async (found) => {
      const asked = await askedNow(desk, found);
      return found.visit.page(confidencePage(found.visit.frame.say, asked));
    }),
    decide('POST', PATH, (found) => keep(desk, found)),
    decide('GET', `${PATH}/open`, ({ visit, shown }) => visit.page(openPage(visit.frame.say, shown, '', {}))),
    decide('POST', `${PATH}/open`, (found) => open(desk, found)),
  ];
}

async function askedNow({ people }: RequestDesk, { visit, shown }: Found): Promise<ConfidenceAsked> {
  const { file, person } = visit;
  const { members, now } = await people.db.asPerson(person.id, async (tx) => ({
    members: await membersOf(tx, file.id),
    now: await confidentialityOf(tx, shown.request.id),
  }));
  const knowers = now.knowers.length === 0 ? [person.id] : now.knowers.map((one) => one.person);
  return {
    shown,
    members,
    now,
    mayDecide: inCase(file.role, 'restrictRequest') === 'yes',
    given: { knowers, until: now.until ?? '', reason: '' },
    errors: {},
    isDone: visit.query('done') === 'saved',
  };
}

async function keep(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const form = await visit.form();
  const knowers = form.getAll('knowers').filter((one): one is Uuid => isUuid(one));
  const [until, reason] = [dayGiven(form, 'until'), (form.get('reason') ?? '').slice(0, REASON_MAX)];
  const given = { knowers, until, reason };
  const again = async (errors: ConfidenceAsked['errors']): Promise<Response> =>
    visit.page(confidencePage(say, { ...(await askedNow(desk, found)), given, errors }), 422);
  if (reason.trim() === '') return again({ reason: say.form.needed(say.confidence.whyWhat) });
  const today = new Date(desk.people.clock()).toISOString().slice(0, 10);
  if (until !== '' && !(isDay(until) && until > today))
    return again({ until: say.resultConfidence.untilWrong });
  const { number } = shown.request;
  const asked = { number, knowers, until: until === '' ? undefined : until, reason };
  try {
    const drafting = { people: desk.people, person: visit.person, file: visit.file };
    if (!(await keepConfidential(drafting, asked))) return again({ knowers: say.confidence.unchanged });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'badInput')
      return again({ knowers: say.confidence.wrong });
    const held = await desk.people.db.asPerson(visit.person.id, (tx) =>
      heldByAnother(tx, { request: shown.request.id }, knowers),
    );
    if (held === undefined || !(error instanceof Refusal && error.code === 'conflict')) throw error;
    return again({ knowers: say.resultConfidence.held(held) });
  }
  return visit.go(`${requestAddress(visit.file, number, PATH)}?done=saved`);
}

async function open({ people }: RequestDesk, { visit, shown }: Found): Promise<Response> {
  const { say } = visit.frame;
  const { number } = shown.request;
  const reason = ((await visit.form()).get('reason') ?? '').slice(0, REASON_MAX);
  if (reason.trim() === '')
    return visit.page(openPage(say, shown, reason, { reason: say.form.needed(say.confidence.whyWhat) }), 422);
  await openConfidential({ people, person: visit.person, file: visit.file }, { number, reason });
  return visit.go(`${requestAddress(visit.file, number, PATH)}?done=saved`);
}
