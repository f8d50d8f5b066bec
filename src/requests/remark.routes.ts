// Remarks on the answers of a request: said by whoever sees it, decided by whoever writes it.
import type { FormField } from '../law/model-form.ts';
import type { PageRoute } from '../people/visit.routes.ts';
import { isAnswered } from './answers.ts';
import { pageWith } from './form.ts';
import { givenBefore } from './question.pages.ts';
import { errorsOf } from './question.routes.ts';
import { readFields } from './read-fields.ts';
import { decide, sayRemark } from './remark.acts.ts';
import { remarksPage, type RemarksAsked } from './remark.pages.ts';
import { DECISIONS } from './remark.ts';
import { remarksOf } from './remark.store.ts';
import { aboutRequest, type Found, type RequestDesk } from './request-found.routes.ts';
import { remarkAddress } from './request-shown.pages.ts';

const MAX_TEXT = 4000;

export function remarkRoutes(desk: RequestDesk): PageRoute[] {
  const path = '/remarks/:field';
  return [
    aboutRequest(desk, ['seeRequests', 'GET', path], (found) => show(desk, found, {})),
    aboutRequest(desk, ['seeRequests', 'POST', path], (found) => add(desk, found)),
    aboutRequest(desk, ['draftRequest', 'POST', `${path}/decide`], (found) => settle(desk, found)),
  ];
}

function fieldHere({ visit, shown }: Found): FormField | undefined {
  const field = shown.legal.fields.find(({ id }) => id === visit.param('field'));
  return field !== undefined && isAnswered(field.type) ? field : undefined;
}

async function show(
  { people }: RequestDesk,
  found: Found,
  seen: Partial<Pick<RemarksAsked, 'text' | 'given' | 'errors' | 'warning'>>,
  status = 200,
): Promise<Response> {
  const { visit, shown } = found;
  const field = fieldHere(found);
  if (field === undefined) return visit.notFound();
  const all = await people.db.asPerson(visit.person.id, (tx) => remarksOf(tx, shown.request.id));
  const asked: RemarksAsked = {
    shown,
    field,
    remarks: all.filter((one) => one.field === field.id),
    text: '',
    given: givenBefore([field], shown.request.version.answers),
    errors: {},
    ...seen,
  };
  return visit.page(remarksPage(visit.frame.say, asked), status);
}

async function add(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const field = fieldHere(found);
  if (field === undefined) return visit.notFound();
  const { say } = visit.frame;
  const given = await visit.form();
  const text = (given.get('remark') ?? '').trim().replaceAll('\r\n', '\n');
  const { answers, problems } =
    field.type === 'item_list' ? { answers: {}, problems: {} } : readFields([field], given);
  if (Object.keys(problems).length > 0)
    return show(desk, found, { text, given, errors: errorsOf(say, problems) }, 422);
  const now = readFields([field], givenBefore([field], shown.request.version.answers)).answers[field.id];
  const suggested = answers[field.id];
  const suggestion = JSON.stringify(suggested) === JSON.stringify(now) ? undefined : suggested;
  if (text.length > MAX_TEXT || (text === '' && suggestion === undefined)) {
    const remark = text === '' ? say.review.remarks.needed : say.requests.wrong.doesNotFit;
    return show(desk, found, { text, given, errors: { remark } }, 422);
  }
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  await sayRemark(drafting, shown.request, {
    field: field.id,
    text: text === '' ? undefined : text,
    suggestion,
  });
  return visit.go(remarkAddress(shown, field.id));
}

async function settle(desk: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const field = fieldHere(found);
  const given = await visit.form();
  const decision = DECISIONS.find((one) => one === given.get('decision'));
  const all = await desk.people.db.asPerson(visit.person.id, (tx) => remarksOf(tx, shown.request.id));
  const remark = all.find(({ id, field: of }) => id === given.get('remark') && of === field?.id);
  if (field === undefined) return visit.notFound();
  const isFitting = remark !== undefined && (decision === 'done') === (remark.suggestion === undefined);
  if (decision === undefined || remark === undefined || !isFitting)
    return visit.go(remarkAddress(shown, field.id));
  const drafting = { people: desk.people, person: visit.person, file: visit.file };
  const page = pageWith(shown.legal.form, field.id).id;
  const saved = await decide(drafting, shown.request, remark, { decision, page });
  if (saved?.ok === false) return show(desk, found, { warning: visit.frame.say.review.remarks.changed }, 409);
  return visit.go(remarkAddress(shown, field.id));
}
