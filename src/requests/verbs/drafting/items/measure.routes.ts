// An item that asks for assistance other than data: the questions of its kind, one a page, saved page by page.
import type { PageRoute } from '../../../../people/visit.routes.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { Answers, Measure } from '../../../core/answers.ts';
import { askedOf, isMeasure } from '../../../core/request-items.ts';
import { kindForm, pagesOf, type LegalForm, type QuestionPage } from '../../../core/form.ts';
import { itemPlace, itemsMoved, saveAnswered, theirsOf, type ItemPlace } from './item.routes.ts';
import { withPerson } from '../../../core/list-fields.ts';
import { answerLines } from '../../../machine/text/answer-words.ts';
import { measureAddress, shownAlone, type MeasurePlace } from './measure.pages.ts';
import { questionPage, type Question } from '../questions/question.pages.ts';
import { isWalked, pageAfter, pageBefore } from '../questions/walk.ts';
import { asRead, baseIn, errorsOf, questionAbout } from '../questions/question.routes.ts';
import { answeredHere, readFields } from '../questions/read-fields.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { onwards, type RequestShown } from '../../../machine/text/request-shown.pages.ts';

export function measureRoutes(desk: RequestDesk): PageRoute[] {
  const path = '/items/:field/:place/:measure/:question';
  return [
    aboutRequest(desk, ['draftRequest', 'GET', path], ask),
    aboutRequest(desk, ['draftRequest', 'POST', path], (found) => answer(desk, found)),
  ];
}

/** One page of the small form that a kind of assistance is, for one item. */
interface MeasurePage {
  readonly place: ItemPlace;
  readonly kind: LegalForm;
  readonly measure: Measure;
  readonly page: QuestionPage;
}

function measurePage(found: Found): MeasurePage | undefined {
  const { visit, shown } = found;
  const text = visit.param('place');
  const place = itemPlace(found, text);
  const name = visit.param('measure');
  const kind = kindForm(shown.legal, name);
  const page = kind && pagesOf(kind.form).find(({ id }) => id === visit.param('question'));
  if (place === undefined || kind === undefined || page === undefined) return undefined;
  const item = askedOf(shown.request.version.answers, place.field)[place.at];
  if (item !== undefined && (!isMeasure(item) || item.measure !== name)) return undefined;
  return { place, kind, page, measure: item ?? { measure: name, answers: {} } };
}

function questionOf(found: Found, here: MeasurePage): Question {
  const { say } = found.visit.frame;
  const caption = `${say.requests.items.item(here.place.at + 1)}${say.language.colon}${here.kind.record.title}`;
  const before = pageBefore({ legal: here.kind, answers: here.measure.answers }, here.page);
  return {
    ...questionAbout(shownAlone(found.shown, here.kind, here.measure, here.place.at + 1), here.page),
    caption,
    back: before && {
      words: say.requests.previous,
      href: measureAddress(found.shown, placeOf(here, before)),
    },
  };
}

function ask(found: Found): Response | Promise<Response> {
  const here = measurePage(found);
  if (here === undefined) return found.visit.notFound();
  const { visit, shown } = found;
  const { kind, measure } = here;
  if (!isWalked({ legal: kind, answers: measure.answers }, here.page))
    return visit.go(addressAfter(shown, here, measure));
  return visit.page(questionPage(visit.frame.say, questionOf(found, here)));
}

async function answer(desk: RequestDesk, now: Found): Promise<Response> {
  const given = await now.visit.form();
  const base = baseIn(given.get('base'), now.shown);
  const found = await asRead(desk, now, given);
  const here = measurePage(found);
  if (here === undefined) return found.visit.notFound();
  const { visit, shown } = found;
  const { say } = visit.frame;
  const question = questionOf(found, here);
  const more = given.get('more');
  if (more !== null) return visit.page(questionPage(say, { ...question, given: withPerson(more, given) }));
  const { answers, problems } = readFields(question.fields, given);
  if (Object.keys(problems).length > 0)
    return visit.page(questionPage(say, { ...question, given, errors: errorsOf(say, problems) }), 422);
  const { place, measure } = here;
  const left = new Set(answeredHere(question.fields, given));
  const kept = Object.entries(measure.answers).filter(([id]) => !left.has(id));
  const next = { ...measure, answers: { ...Object.fromEntries(kept), ...answers } };
  const saved = await saveAnswered(desk, found, place, { base, next });
  if (saved.ok) {
    // With what somebody else may have answered about it meanwhile.
    const item = askedOf(saved.request.version.answers, place.field)[place.at];
    return visit.go(addressAfter(shown, here, item !== undefined && isMeasure(item) ? item : next));
  }
  const after = { ...found, shown: { ...shown, request: saved.request } };
  const typed = linesOf(say, question, next.answers);
  const there = measurePage(after);
  if (saved.why === 'moved' || there === undefined) return itemsMoved(after, place, typed);
  const again = questionOf(after, there);
  const theirs = theirsOf(say, saved.request, linesOf(say, again, there.measure.answers));
  return visit.page(questionPage(say, { ...again, given, theirs }), 409);
}

function linesOf(say: Messages, { fields }: Question, answers: Answers): string[] {
  return fields.flatMap((field) => {
    const said = answers[field.id];
    return said === undefined ? [] : answerLines(field, said, say);
  });
}

function placeOf(
  { place, measure }: Pick<MeasurePage, 'place' | 'measure'>,
  { id }: QuestionPage,
): MeasurePlace {
  return { field: place.field, item: place.at + 1, measure: measure.measure, page: id };
}

/** Where the next page is that has a question, else the list of what is asked for. */
function addressAfter(shown: RequestShown, { place, kind, page }: MeasurePage, measure: Measure): string {
  const next = pageAfter({ legal: kind, answers: measure.answers }, page);
  return next === undefined
    ? onwards(shown, `/questions/${place.page.id}`)
    : measureAddress(shown, placeOf({ place, measure }, next));
}
