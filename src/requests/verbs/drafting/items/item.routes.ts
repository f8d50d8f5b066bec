// The items of a request: chosen, added, changed, taken out, each datum on a page of its own; other assistance: measure.routes.ts.
import type { PageRoute } from '../../../../people/visit.routes.ts';
import type { Messages } from '../../../../web/messages.ts';
import { whenText } from '../../../../web/when.ts';
import type { Answers, Asked, Item } from '../../../core/answers.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import { EVIDENCE_TYPES, type EvidenceType } from '../../../core/evidence.ts';
import { evidenceTypePage, type TypeAsked } from './evidence.pages.ts';
import { evidenceTypeOf } from '../../../core/evidence-types.ts';
import { EVIDENCE_WORDS } from '../../../forms/evidence-words.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import { itemPartText } from '../../../machine/text/answer-words.ts';
import { pageTongue } from '../../../machine/text/tongue.ts';
import type { RequestRecord } from '../../../core/request.ts';
import { kindForm, pagesOf, type QuestionPage } from '../../../core/form.ts';
import { itemCheckPage, itemStepPage, type ItemAsked } from './item.pages.ts';
import {
  askedWith,
  isOfStep,
  ofKind,
  stepsOf,
  walkOf,
  withStep,
  type ItemStep,
} from '../../../machine/text/item-steps.ts';
import { saveItem, type SavedItem } from './item-save.acts.ts';
import { itemGiven, readItem, rowsIn } from './item.ts';
import { assistancePage, DATA, measureAddress } from './measure.pages.ts';
import { questionPage, type Theirs } from '../questions/question.pages.ts';
import { asRead, baseIn, conflict, errorsOf, questionAbout } from '../questions/question.routes.ts';
import { savePage } from '../request-draft.acts.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { onwards } from '../../../machine/text/request-shown.pages.ts';

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
  // Behind the last one another begins: who goes back and saves again changes it, and does not ask for it twice.
  return Number.isInteger(at) && at >= 0 && at <= length ? { field, page, at } : undefined;
}

function askItem(found: Found): Response | Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  const { visit } = found;
  const item = itemAt(found, place);
  if (item !== undefined && isMeasure(item)) return goToMeasure(found, place, item.measure);
  const part = visit.query('part');
  const isKindAsked = item === undefined && part === '' && visit.query('what') !== DATA;
  if (isKindAsked && likeOf(found, place) === undefined && found.shown.legal.form.kinds)
    return askKind(found, place);
  if (item !== undefined && part === '')
    return visit.page(itemCheckPage(visit.frame.say, aboutItem(found, place)));
  const asked = aboutItem(found, place);
  if (asked.like !== undefined)
    return visit.page(itemStepPage(visit.frame.say, { ...asked, step: 'identifiers', isWalked: false }));
  if (part === 'type' || (item === undefined && asked.type === undefined)) return askType(found, place, item);
  const steps = item === undefined && part === '' ? walkAfter(found, place, item) : stepsOf(asked);
  const step = part === '' ? steps[0] : steps.find((one) => one === part);
  if (step === undefined) return visit.notFound();
  return visit.page(itemStepPage(visit.frame.say, { ...asked, step, isWalked: isWalked(found, place) }));
}

function itemAt({ shown }: Found, { field, at }: ItemPlace): Asked | undefined {
  return askedOf(shown.request.version.answers, field)[at];
}

/** A new one begins as another of the list, but for what identifies it. */
function likeOf(
  found: Found,
  place: ItemPlace,
): { readonly number: number; readonly item: Item } | undefined {
  const { visit, shown } = found;
  const number = Number(visit.query('like'));
  const item = askedOf(shown.request.version.answers, place.field)[number - 1];
  if (itemAt(found, place) !== undefined || item === undefined || isMeasure(item)) return undefined;
  return { number, item: { ...item, identifiers: [] } };
}

/** One that is new is asked for from question to question; one that is there is changed and checked again. */
function isWalked(found: Found, place: ItemPlace): boolean {
  if (likeOf(found, place) !== undefined) return false;
  return found.visit.query('walk') === 'yes' || itemAt(found, place) === undefined;
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

/** Why it is asked again: nothing was chosen, or somebody else chose otherwise meanwhile. */
type AskedAgain = Partial<Pick<TypeAsked, 'errors' | 'theirs'>>;

function isRefused(say: Messages): AskedAgain {
  return { errors: { type: say.form.choose } };
}

function askType(
  found: Found,
  place: ItemPlace,
  item: Item | undefined,
  again: AskedAgain = {},
): Response | Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const asked = {
    shown,
    page: place.page,
    types: typesOf(found),
    chosen: item && evidenceTypeOf(item),
    item: `/items/${place.field}/${place.at + 1}`,
    number: place.at + 1,
    isWalked: isWalked(found, place),
    errors: {},
    ...again,
  };
  return visit.page(evidenceTypePage(say, asked), again.theirs ? 409 : again.errors ? 422 : 200);
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

/** The item in its fields, as it is or as it begins. */
function aboutItem(found: Found, place: ItemPlace, maxShown?: number): ItemAsked {
  const { shown } = found;
  const { field, page, at } = place;
  const item = itemAt(found, place);
  const isData = item !== undefined && !isMeasure(item);
  const types = typesOf(found);
  const only = types.length === 1 ? types[0] : undefined;
  const like = likeOf(found, place);
  const known = isData ? item : like?.item;
  const type = known === undefined ? only : evidenceTypeOf(known);
  const before = known === undefined ? begunWith(found, place) : itemGiven(known, maxShown);
  const given = type === undefined ? before : ofKind(before, type);
  const hasOtherTypes = types.length > 1;
  return {
    shown,
    page,
    field,
    type,
    hasOtherTypes,
    isNew: item === undefined,
    like: like?.number,
    number: at + 1,
    given,
    errors: {},
  };
}

async function answerItem(desk: RequestDesk, now: Found): Promise<Response> {
  const answered = await now.visit.form();
  const base = baseIn(answered.get('base'), now.shown);
  const found = await asRead(desk, now, answered);
  const place = itemPlace(found);
  const item = place === undefined ? undefined : itemAt(found, place);
  if (place === undefined || (item !== undefined && isMeasure(item))) return found.visit.notFound();
  const { visit } = found;
  const { say } = visit.frame;
  const part = visit.query('part');
  const asked = aboutItem(found, place, part === 'identifiers' ? undefined : 0);
  const type = typesOf(found).find((one) => one === answered.get('type'));
  if ((part === 'type' || part === '') && type === undefined)
    return askType(found, place, item, isRefused(say));
  const parts = partsAsked(found, asked, part);
  const [step] = parts;
  if (step === undefined && type === undefined) return visit.notFound();
  const given = step === undefined ? ofKind(asked.given, type!) : withParts(asked.given, parts, answered); // one of the two is there
  const stepAsked = { ...asked, step: step ?? 'category', isWalked: isWalked(found, place), given };
  if (answered.get('more') === 'yes') {
    given.set(`value.${(rowsIn(given).at(-1) ?? -1) + 1}`, '');
    return visit.page(itemStepPage(say, stepAsked));
  }
  const read = readItem(given, item?.identifiers);
  if (!read.ok)
    return visit.page(itemStepPage(say, { ...stepAsked, errors: errorsOf(say, read.problems) }), 422);
  const next = nextPath(found, place, read.item, step);
  const saved = await saveAnswered(desk, found, place, { base, next: read.item });
  if (saved.ok) return visit.go(onwards(found.shown, next));
  const after = { ...found, shown: { ...found.shown, request: saved.request } };
  if (saved.why === 'moved') return itemsMoved(after, place, itemSaid(say, read.item, parts));
  const theirs = theirsOf(say, saved.request, itemSaid(say, itemAt(after, place), parts));
  if (step === undefined) return askType(after, place, read.item, { theirs });
  return visit.page(itemStepPage(say, { ...stepAsked, shown: after.shown, theirs }), 409);
}

/** The questions of the page on which this one is; none: it asks of what kind it is. */
function partsAsked({ shown }: Found, asked: ItemAsked, part: string): readonly ItemStep[] {
  const steps = stepsOf(asked);
  const step = steps.find((one) => one === part);
  return step === undefined ? [] : askedWith(step, steps, shown.legal.form);
}

/** What was not on the page stays. */
function withParts(
  before: URLSearchParams,
  parts: readonly ItemStep[],
  answered: URLSearchParams,
): URLSearchParams {
  const names = [...answered.keys()];
  const sent = parts.filter((part) => parts.length === 1 || names.some((name) => isOfStep(name, part)));
  return sent.reduce((given, part) => withStep(given, part, answered), before);
}

/** What an item says to the questions of one page. `parts`: none: of what kind it is. */
function itemSaid(say: Messages, item: Asked | undefined, parts: readonly ItemStep[]): readonly string[] {
  if (item === undefined || isMeasure(item)) return [];
  if (parts.length > 0) return parts.flatMap((part) => itemPartText(item, part, pageTongue(say)));
  const type = evidenceTypeOf(item);
  return type === undefined ? [] : [inLanguage(say, EVIDENCE_WORDS[type].label)];
}

/** What somebody else said meanwhile, with who and when. */
export function theirsOf(say: Messages, { version }: RequestRecord, lines: readonly string[]): Theirs {
  const words = say.requests.conflict.lead(
    version.savedBy ?? say.requests.gone,
    whenText(say, version.savedAt),
  );
  return { words, lines: lines.length === 0 ? [say.requests.notAnswered] : lines };
}

/** One answer about one item, said on a page that showed the version `base`. */
export function saveAnswered(
  { people }: RequestDesk,
  { visit, shown }: Found,
  { field, page, at }: ItemPlace,
  { base, next }: { readonly base: number; readonly next: Asked },
): Promise<SavedItem> {
  const drafting = { people, person: visit.person, file: visit.file };
  return saveItem(drafting, { number: shown.request.number, base, page: page.id, field, at, next });
}

/** The items as they are now, and above them what was typed about one that is not where it was. */
export function itemsMoved(
  { visit, shown }: Found,
  { page }: ItemPlace,
  typed: readonly string[],
): Promise<Response> {
  const { say } = visit.frame;
  const { moved } = say.requests.conflict;
  const { savedBy, savedAt } = shown.request.version;
  const words = moved.lead(savedBy ?? say.requests.gone, whenText(say, savedAt));
  const theirs = { title: moved.title, words, lines: typed };
  return Promise.resolve(visit.page(questionPage(say, { ...questionAbout(shown, page), theirs }), 409));
}

/** The question after this one, or the check of the item. `step`: undefined: its kind. */
function nextPath(found: Found, place: ItemPlace, item: Item, step: ItemStep | undefined): string {
  const path = `/items/${place.field}/${place.at + 1}`;
  const isOnWay = isWalked(found, place);
  const [next] = walkAfter(found, place, item, step);
  // Another kind may be of several kinds of data: that is asked in any case.
  const isAsked = next !== undefined && (isOnWay || (step === undefined && next === 'category'));
  return isAsked ? `${path}?part=${next}${isOnWay ? '&walk=yes' : ''}` : path;
}

function walkAfter(
  found: Found,
  place: ItemPlace,
  item: Item | undefined,
  step?: ItemStep,
): readonly ItemStep[] {
  const { type, given } = aboutItem(found, place);
  const kind = item === undefined ? { type, given } : { type: evidenceTypeOf(item), given: itemGiven(item) };
  // Said beside who holds it, or known from where the request began: not asked once more.
  const isSaid = (kind.given.get('reason') ?? '') !== '';
  const walk = walkOf(kind, found.shown.legal.form, item).filter(
    (one) => !isSaid || one !== 'reason' || one === step,
  );
  return step === undefined ? walk : walk.slice(walk.indexOf(step) + 1);
}

async function removeItem({ people }: RequestDesk, found: Found): Promise<Response> {
  const place = itemPlace(found);
  if (place === undefined) return found.visit.notFound();
  const { visit, shown } = found;
  const { field, page, at } = place;
  const { number, version } = shown.request;
  const base = baseIn(visit.query('version'), shown);
  const items = askedOf(version.answers, field).toSpliced(at, 1);
  const answers: Answers = items.length === 0 ? {} : { [field]: items };
  const saved = await savePage(
    { people, person: visit.person, file: visit.file },
    { number, base, page: page.id, fields: [field], answers },
  );
  if (saved.ok) return visit.go(onwards(shown, `/questions/${page.id}`));
  const question = questionAbout({ ...shown, request: saved.request }, page);
  const { say } = visit.frame;
  return visit.page(questionPage(say, conflict(say, question, new URLSearchParams(), saved)), 409);
}
