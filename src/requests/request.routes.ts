// Writing a request on the web: choose a form, answer its questions, check, read the letter.
import type { Knowledge } from '../law/model.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import type { People } from '../people/people.acts.ts';
import { inCase, type CaseVisit, type PageRoute } from '../people/visit.routes.ts';
import type { Errors } from '../web/parts.ts';
import type { Messages } from '../web/messages.ts';
import { whenText } from '../web/when.ts';
import { itemsOf, type Answers } from './answers.ts';
import { findingsOf } from './checks.ts';
import { renderLetter } from './document.ts';
import { isAsked, legalForm, pagesOf, type LegalForm, type QuestionPage } from './form.ts';
import { FORMS } from './forms/index.ts';
import { itemPage } from './item.pages.ts';
import { itemGiven, readItem, rowsIn } from './item.ts';
import { answerLines } from './letter.ts';
import { givenBefore, isOfItems, questionPage, type Question } from './question.pages.ts';
import { readFields, type FieldProblems } from './read-fields.ts';
import { beginRequest, savePage, type Saved } from './request-draft.acts.ts';
import { writeRequest } from './request-file.ts';
import {
  checkPage,
  choosePage,
  requestAddress,
  requestsPage,
  taskPage,
  type RequestShown,
} from './request.pages.ts';
import { requestOf, requestsOf } from './request.store.ts';

const LISTED = 200;

export interface RequestDesk {
  readonly people: People;
  readonly law: PublishedLaw;
}

interface Found {
  readonly visit: CaseVisit;
  readonly shown: RequestShown;
  readonly law: Knowledge;
}

export function requestRoutes(desk: RequestDesk): PageRoute[] {
  const base = '/cases/:case/requests' as const;
  const see = (path: string, open: (found: Found) => Response | Promise<Response>): PageRoute =>
    inCase('seeRequests', 'GET', `${base}/:number${path}`, withRequest(desk, open));
  const draft = (
    method: 'GET' | 'POST',
    path: string,
    open: (found: Found) => Response | Promise<Response>,
  ): PageRoute => inCase('draftRequest', method, `${base}/:number${path}`, withRequest(desk, open));
  return [
    inCase('seeRequests', 'GET', base, (visit) => list(desk, visit)),
    inCase('draftRequest', 'GET', `${base}/new`, async (visit) =>
      visit.page(choosePage(visit.frame.say, visit.file, legalForms(await desk.law.current()), {})),
    ),
    inCase('draftRequest', 'POST', `${base}/new`, (visit) => begin(desk, visit)),
    see('', ({ visit, shown }) => visit.page(taskPage(visit.frame.say, shown))),
    see('/check', ({ visit, shown }) => visit.page(checkPage(visit.frame.say, shown))),
    see('/letter.pdf', letter),
    see('/request.json', ({ shown }) => data(shown)),
    draft('GET', '/questions/:page', ask),
    draft('POST', '/questions/:page', (found) => answer(desk, found)),
    draft('GET', '/items/:field/:item', askItem),
    draft('POST', '/items/:field/:item', (found) => answerItem(desk, found)),
    draft('POST', '/items/:field/:item/remove', (found) => removeItem(desk, found)),
  ];
}

function legalForms({ forms }: Knowledge): LegalForm[] {
  return FORMS.map((form) => legalForm(form, forms));
}

function withRequest({ people, law }: RequestDesk, open: (found: Found) => Response | Promise<Response>) {
  return async (visit: CaseVisit): Promise<Response> => {
    const { file, person } = visit;
    const number = Number(visit.param('number'));
    if (!/^[1-9]\d{0,8}$/.test(visit.param('number'))) return visit.notFound();
    const request = await people.db.asPerson(person.id, (tx) => requestOf(tx, file.id, number));
    const form = FORMS.find(({ id }) => id === request?.form);
    if (request === undefined || form === undefined) return visit.notFound();
    const knowledge = await law.current();
    const legal = legalForm(form, knowledge.forms);
    const { answers, explained } = request.version;
    const findings = findingsOf({ legal, answers, explained }, knowledge);
    return open({ visit, law: knowledge, shown: { file, request, legal, findings } });
  };
}

async function list({ people, law }: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const found = await people.db.asPerson(person.id, (tx) => requestsOf(tx, file.id, LISTED));
  const titles = new Map(legalForms(await law.current()).map(({ record }) => [record.id, record.title]));
  const shown = found.map((request) => ({ request, title: titles.get(request.form) ?? request.form }));
  return visit.page(requestsPage(visit.frame.say, file, shown));
}

async function begin({ people, law }: RequestDesk, visit: CaseVisit): Promise<Response> {
  const { file, person } = visit;
  const { say } = visit.frame;
  const id = (await visit.form()).get('form');
  const form = FORMS.find((one) => one.id === id);
  if (form === undefined)
    return visit.page(choosePage(say, file, legalForms(await law.current()), { form: say.form.choose }), 422);
  const number = await beginRequest({ people, person, file }, form.id, {});
  return visit.go(requestAddress(file, number));
}

function ask(found: Found): Response | Promise<Response> {
  const question = questionOf(found);
  if (question === undefined) return found.visit.notFound();
  return found.visit.page(questionPage(found.visit.frame.say, question));
}

function questionOf({ visit, shown }: Found): Question | undefined {
  const page = pagesOf(shown.legal.form).find(({ id }) => id === visit.param('page'));
  return page && questionAbout(shown, page);
}

function questionAbout(shown: RequestShown, page: QuestionPage): Question {
  const { answers } = shown.request.version;
  // A field that an answer on the same page brings in is asked there from the start: no script shows it later.
  const fields = shown.legal.fields.filter(({ id }) => page.fields.includes(id));
  const here = fields.filter((field) => isAsked(shown.legal, field, answers) || fields.length > 1);
  return { shown, page, fields: here, given: givenBefore(here, answers), errors: {} };
}

async function answer({ people }: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const question = questionOf(found);
  if (question === undefined || isOfItems(question.fields)) return visit.notFound();
  const given = await visit.form();
  const { answers, problems } = readFields(question.fields, given);
  if (Object.keys(problems).length > 0)
    return visit.page(questionPage(say, { ...question, given, errors: errorsOf(say, problems) }), 422);
  const fields = question.fields.filter(({ type }) => type !== 'signature').map(({ id }) => id);
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    {
      number: shown.request.number,
      base: baseIn(given.get('base'), shown),
      page: question.page.id,
      fields,
      answers,
    },
  );
  if (!saved.ok) return visit.page(questionPage(say, conflict(say, question, given, saved)), 409);
  return visit.go(requestAddress(visit.file, shown.request.number, nextAfter(shown, question.page)));
}

/** The version that was on the page; 0 where it is not said, so that nothing that somebody answered is overwritten unseen. */
function baseIn(text: string | null, { request }: RequestShown): number {
  const base = Number(text);
  return Number.isInteger(base) && base > 0 && base <= request.version.number ? base : 0;
}

function nextAfter({ legal }: RequestShown, page: QuestionPage): string {
  const pages = pagesOf(legal.form);
  const next = pages[pages.indexOf(page) + 1];
  return next === undefined ? '/check' : `/questions/${next.id}`;
}

/** The page again with what was typed, upon the newest version: sending it again says that theirs is meant to go. */
function conflict(
  say: Messages,
  question: Question,
  given: URLSearchParams,
  saved: Extract<Saved, { ok: false }>,
): Question {
  const { request } = saved;
  const { version } = request;
  const theirs = question.fields
    .filter(({ id }) => saved.fields.includes(id))
    .flatMap((field) => {
      const theirAnswer = version.answers[field.id];
      return theirAnswer === undefined
        ? [`${field.label}: ${say.requests.notAnswered}`]
        : answerLines(field, theirAnswer);
    });
  const words = say.requests.conflict.lead(
    version.savedBy ?? say.requests.gone,
    whenText(say, version.savedAt),
  );
  return { ...question, shown: { ...question.shown, request }, given, theirs: { words, lines: theirs } };
}

function errorsOf(say: Messages, problems: FieldProblems): Errors {
  const words = { ...say.requests.problems, ...say.requests.wrong };
  return Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, words[problem]]));
}

interface ItemPlace {
  readonly field: string;
  readonly page: QuestionPage;
  /** From 0; the number of items there are: a new one. */
  readonly at: number;
}

function itemPlace({ visit, shown }: Found): ItemPlace | undefined {
  const field = visit.param('field');
  const page = pagesOf(shown.legal.form).find(({ fields }) => fields.includes(field));
  if (page === undefined || shown.legal.fields.find(({ id }) => id === field)?.type !== 'item_list')
    return undefined;
  const { length } = itemsOf(shown.request.version.answers, field);
  const text = visit.param('item');
  const at = text === 'new' ? length : Number(text) - 1;
  return Number.isInteger(at) && at >= 0 && (text === 'new' || at < length) ? { field, page, at } : undefined;
}

function askItem(found: Found): Response | Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  const item = itemsOf(found.shown.request.version.answers, place.field)[place.at];
  const given = item === undefined ? new URLSearchParams({ 'value.0': '' }) : itemGiven(item);
  return showItem(found, place, given, {});
}

function showItem(
  { visit, shown, law }: Found,
  { page, at }: ItemPlace,
  given: URLSearchParams,
  errors: Errors,
  status = 200,
): Promise<Response> {
  return visit.page(
    itemPage(visit.frame.say, { shown, page, categories: law.categoryWords, number: at + 1, given, errors }),
    status,
  );
}

async function answerItem(desk: RequestDesk, found: Found): Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  const given = await found.visit.form();
  if (given.get('more') === 'yes') {
    given.set(`value.${(rowsIn(given).at(-1) ?? -1) + 1}`, '');
    return showItem(found, place, given, {});
  }
  const read = readItem(given);
  if (!read.ok) return showItem(found, place, given, errorsOf(found.visit.frame.say, read.problems), 422);
  return saveItems(desk, found, place, baseIn(given.get('base'), found.shown), (items) =>
    items.toSpliced(place.at, 1, read.item),
  );
}

async function removeItem(desk: RequestDesk, found: Found): Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  return saveItems(desk, found, place, baseIn(found.visit.query('version'), found.shown), (items) =>
    items.toSpliced(place.at, 1),
  );
}

type Items = ReturnType<typeof itemsOf>;

async function saveItems(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { field, page }: ItemPlace,
  base: number,
  change: (items: Items) => Items,
): Promise<Response> {
  const { request } = shown;
  const items = change(itemsOf(request.version.answers, field));
  const answers: Answers = items.length === 0 ? {} : { [field]: items as Answers[string] }; // of the schema, by `readItem`
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    { number: request.number, base, page: page.id, fields: [field], answers },
  );
  if (saved.ok) return visit.go(requestAddress(visit.file, request.number, `/questions/${page.id}`));
  const question = questionAbout({ ...shown, request: saved.request }, page);
  return visit.page(
    questionPage(visit.frame.say, conflict(visit.frame.say, question, new URLSearchParams(), saved)),
    409,
  );
}

async function letter({ shown, law }: Found): Promise<Response> {
  const { legal, request } = shown;
  const { answers, explained, savedAt } = { ...request.version };
  const { instrument } = legal.record;
  const title = law.instruments.find(({ id }) => id === instrument)?.shortTitle ?? instrument;
  const pdf = await renderLetter({ legal, answers, explained }, title, savedAt.getTime());
  return attachment(pdf, 'application/pdf', `${nameOf(shown)}.pdf`);
}

function data(shown: RequestShown): Response {
  const { legal, request } = shown;
  const { answers, explained } = request.version;
  return attachment(
    Buffer.from(writeRequest({ legal, answers, explained })),
    'application/json',
    `${nameOf(shown)}.json`,
  );
}

function nameOf({ file, request }: RequestShown): string {
  return `${file.reference}-R${request.number}`;
}

function attachment(bytes: Uint8Array, type: string, name: string): Response {
  return new Response(Buffer.from(bytes), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
