// The items of a request: chosen, added, changed, taken out, each datum on a page of its own; other assistance: measure.routes.ts.
import type { PageRoute } from '../../people/visit.routes.ts';
import type { Errors } from '../../web/parts.ts';
import { askedOf, isMeasure, type Answers, type Asked, type Item } from './answers.ts';
import { EVIDENCE_TYPES, type EvidenceType } from './evidence.ts';
import { evidenceTypePage } from './evidence.pages.ts';
import { evidenceTypeOf } from './evidence-types.ts';
import { kindForm, pagesOf, type QuestionPage } from '../form.ts';
import { itemPage } from './item.pages.ts';
import { itemGiven, readItem, rowsIn } from './item.ts';
import { assistancePage, DATA, measureAddress } from '../life/measure.pages.ts';
import { questionPage } from './question.pages.ts';
import { baseIn, conflict, errorsOf, questionAbout } from './question.routes.ts';
import { savePage } from './request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { requestAddress } from '../request-shown.pages.ts';

export function itemRoutes(desk: RequestDesk): PageRoute[] {
  const path = '/items/:field/:item';
  return [
    aboutRequest(desk, ['draftRequest', 'GET', path], askItem),
    aboutRequest(desk, ['draftRequest', 'POST', path], (found) => answerItem(desk, found)),
    aboutRequest(desk, ['draftRequest', 'POST', `${path}/remove`], (found) => removeItem(desk, found)),
  ];
}

const BEGUN_ROWS = 20;

export interface ItemPlace {
  readonly field: string;
  readonly page: QuestionPage;
  /** From 0; the number of items there are: a new one. */
  readonly at: number;
}

/** `text`: a number, or `new`. */
export function itemPlace({ visit, shown }: Found, text = visit.param('item')): ItemPlace | undefined {
  const field = visit.param('field');
  const page = pagesOf(shown.legal.form).find(({ fields }) => fields.includes(field));
  if (page === undefined || shown.legal.fields.find(({ id }) => id === field)?.type !== 'item_list')
    return undefined;
  const { length } = askedOf(shown.request.version.answers, field);
  const at = text === 'new' ? length : Number(text) - 1;
  return Number.isInteger(at) && at >= 0 && (text === 'new' || at < length) ? { field, page, at } : undefined;
}

function askItem(found: Found): Response | Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  const item = itemAt(found, place);
  if (item !== undefined && isMeasure(item)) return goToMeasure(found, place, item.measure);
  if (item === undefined && asksKind(found)) return askKind(found, place);
  const given = item === undefined ? begunWith(found, place) : itemGiven(item);
  const type = typeAsked(found, item);
  if (type === undefined && item?.category !== 'open_source') return askType(found, place, item);
  if (type !== undefined && type !== given.get('type')) given.set('type', type);
  return showItem(found, place, given, {});
}

function itemAt({ shown }: Found, { field, at }: ItemPlace): Asked | undefined {
  return askedOf(shown.request.version.answers, field)[at];
}

/** A form that asks for more than data asks first which; what has been chosen since says that it was data. */
function asksKind({ visit, shown }: Found): boolean {
  const isData = visit.query('what') === DATA || visit.query('type') !== '' || visit.query('ask') === 'yes';
  return shown.legal.form.kinds !== undefined && !isData;
}

function askKind(found: Found, place: ItemPlace): Response | Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const chosen = visit.query('what');
  if (kindForm(shown.legal, chosen) !== undefined) return goToMeasure(found, place, chosen);
  const isAnswer = visit.query('sent') === 'yes';
  const errors = isAnswer ? { what: say.form.choose } : {};
  const asked = { shown, page: place.page, field: place.field, number: place.at + 1, errors };
  return visit.page(assistancePage(say, asked), isAnswer ? 422 : 200);
}

/** By its number from the start: who goes back and saves again changes it, and does not ask for it twice. */
function goToMeasure({ visit, shown }: Found, { field, at }: ItemPlace, measure: string): Response {
  const first = pagesOf(kindForm(shown.legal, measure)?.form ?? shown.legal.form)[0]?.id ?? '';
  return visit.go(measureAddress(shown, { field, item: at + 1, measure, page: first }));
}

function typesOf({ shown }: Found): readonly EvidenceType[] {
  return shown.legal.form.evidence ?? EVIDENCE_TYPES;
}

/** The one chosen just now, else that of the item; undefined: to be asked. */
function typeAsked(found: Found, item: Item | undefined): EvidenceType | undefined {
  const { visit } = found;
  const types = typesOf(found);
  const chosen = types.find((type) => type === visit.query('type'));
  if (chosen !== undefined || visit.query('ask') === 'yes') return chosen;
  if (item !== undefined) return evidenceTypeOf(item);
  return types.length === 1 ? types[0] : undefined;
}

function askType(found: Found, place: ItemPlace, item: Item | undefined): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const isAnswer = visit.query('sent') === 'yes';
  const asked = {
    shown,
    page: place.page,
    types: typesOf(found),
    chosen: item && evidenceTypeOf(item),
    item: `/items/${place.field}/${item === undefined ? 'new' : place.at + 1}`,
    number: place.at + 1,
    errors: isAnswer ? { type: say.form.choose } : {},
  };
  return visit.page(evidenceTypePage(say, asked), isAnswer ? 422 : 200);
}

/** The first item of a request that was begun from a plan or an exhibit has what is known there. */
function begunWith({ shown }: Found, { at }: ItemPlace): URLSearchParams {
  const { origin } = shown.request;
  const given = new URLSearchParams({ 'value.0': '' });
  if (at > 0 || origin === undefined || origin.kind === 'request') return given;
  const { category, holder = '', identifiers, reason = '' } = origin.item;
  if (identifiers.length > 0) given.delete('value.0');
  for (const [i, { kind, value }] of identifiers.slice(0, BEGUN_ROWS).entries()) {
    given.set(`kind.${i}`, kind);
    given.set(`value.${i}`, value);
  }
  if (category !== undefined) given.set('category', category);
  given.set('holder', holder);
  given.set('reason', reason);
  return given;
}

function showItem(
  found: Found,
  place: ItemPlace,
  given: URLSearchParams,
  errors: Errors,
  status = 200,
): Promise<Response> {
  const { visit, shown } = found;
  const { field, page, at } = place;
  return visit.page(
    itemPage(visit.frame.say, {
      shown,
      page,
      field,
      type: typesOf(found).find((type) => type === given.get('type')),
      hasOtherTypes: typesOf(found).length > 1,
      isNew: itemAt(found, place) === undefined,
      number: at + 1,
      given,
      errors,
    }),
    status,
  );
}

async function answerItem(desk: RequestDesk, found: Found): Promise<Response> {
  const place = itemPlace(found);
  const item = place === undefined ? undefined : itemAt(found, place);
  if (place === undefined || (item !== undefined && isMeasure(item))) return found.visit.notFound();
  const given = await found.visit.form();
  if (given.get('more') === 'yes') {
    given.set(`value.${(rowsIn(given).at(-1) ?? -1) + 1}`, '');
    return showItem(found, place, given, {});
  }
  const read = readItem(given, item?.identifiers);
  if (!read.ok) return showItem(found, place, given, errorsOf(found.visit.frame.say, read.problems), 422);
  return saveItems(desk, found, place, {
    base: baseIn(given.get('base'), found.shown),
    change: (items) => items.toSpliced(place.at, 1, read.item),
  });
}

async function removeItem(desk: RequestDesk, found: Found): Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  return saveItems(desk, found, place, {
    base: baseIn(found.visit.query('version'), found.shown),
    change: (items) => items.toSpliced(place.at, 1),
  });
}

type Items = readonly Asked[];

interface ItemsChange {
  readonly base: number;
  readonly change: (items: Items) => Items;
  /** Where it goes on, below the address of the request. */
  readonly next?: string;
}

export async function saveItems(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { field, page }: ItemPlace,
  { base, change, next = `/questions/${page.id}` }: ItemsChange,
): Promise<Response> {
  const { request } = shown;
  const items = change(askedOf(request.version.answers, field));
  const answers: Answers = items.length === 0 ? {} : { [field]: items }; // of the schema, by `readItem`
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    { number: request.number, base, page: page.id, fields: [field], answers },
  );
  if (saved.ok) return visit.go(requestAddress(visit.file, request.number, next));
  const question = questionAbout({ ...shown, request: saved.request }, page);
  return visit.page(
    questionPage(visit.frame.say, conflict(visit.frame.say, question, new URLSearchParams(), saved)),
    409,
  );
}
