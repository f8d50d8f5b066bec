// A question of a request: asked, answered, and asked again when two answered at once.
import type { PageRoute } from '../../people/visit.routes.ts';
import type { FormField } from '../../law/model-form.ts';
import type { Messages } from '../../web/messages.ts';
import type { Errors } from '../../web/parts.ts';
import { whenText } from '../../web/when.ts';
import type { Answers } from './answers.ts';
import { isAsked, pagesOf, type LegalForm, type QuestionPage } from '../form.ts';
import { answerLines } from '../letters/answer-words.ts';
import { givenBefore, isOfItems, questionPage, type Question } from './question.pages.ts';
import { withPerson } from './list-fields.ts';
import { answeredHere, readFields, type FieldProblems } from './read-fields.ts';
import { savePage, type Saved } from './request-draft.acts.ts';
import { isWalked, pageBefore, pathAfter, pathAfterChange, type Answered } from './walk.ts';
import { aboutRequest, type Found, type RequestDesk } from '../request-found.routes.ts';
import { versionOf } from '../request.store.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';

export function questionRoutes(desk: RequestDesk): PageRoute[] {
  return [
    aboutRequest(desk, ['draftRequest', 'GET', '/questions/:page'], ask),
    aboutRequest(desk, ['draftRequest', 'POST', '/questions/:page'], (found) => answer(desk, found)),
  ];
}

function ask(found: Found): Response | Promise<Response> {
  const { visit, shown } = found;
  const question = questionOf(found);
  // An address from before the page was parted: all that is asked now stands on the page of the request.
  if (question === undefined) return visit.go(requestAddress(visit.file, shown.request.number));
  const answered = answeredIn(shown);
  if (!isWalked(answered, question.page))
    return visit.go(requestAddress(visit.file, shown.request.number, pathAfter(answered, question.page)));
  return found.visit.page(questionPage(found.visit.frame.say, question));
}

function questionOf({ visit, shown }: Found): Question | undefined {
  const page = pagesOf(shown.legal.form).find(({ id }) => id === visit.param('page'));
  if (page === undefined) return undefined;
  const { requests: words } = visit.frame.say;
  const before = pageBefore(answeredIn(shown), page);
  const path = isChange(visit) ? '/check' : before && `/questions/${before.id}`;
  const back = path && {
    words: isChange(visit) ? words.checkTitle : words.previous,
    href: requestAddress(visit.file, shown.request.number, path),
  };
  return { ...questionAbout(shown, page), ...(back && { back }) };
}

/** Led here from the check of all answers, and goes back to it. */
function isChange(visit: Found['visit']): boolean {
  return visit.query('then') === 'check';
}

function answeredIn({ legal, request }: RequestShown): Answered {
  return { legal, answers: request.version.answers };
}

export function questionAbout(shown: RequestShown, page: QuestionPage): Question {
  const { answers } = shown.request.version;
  // A field that an answer on the same page brings in is asked there from the start: no script shows it later.
  // In the order of the page, which may be another than that of the printed form.
  const fields = page.fields.flatMap((id) => shown.legal.fields.find((one) => one.id === id) ?? []);
  const here = fields.filter((field) => isAsked(shown.legal, field, answers) || fields.length > 1);
  const repeated = repeatedIn(shown.legal, answers, here);
  const given = givenBefore(here, { ...answers, ...repeated });
  return { shown, page, fields: here, given, isRepeated: Object.keys(repeated).length > 0, errors: {} };
}

/** What the form asks for once more and was said the first time. */
function repeatedIn({ form }: LegalForm, answers: Answers, fields: readonly FormField[]): Answers {
  const said = fields.flatMap(({ id }) => {
    const first = form.repeats?.[id];
    const answer = first === undefined ? undefined : answers[first];
    return answer === undefined || answers[id] !== undefined ? [] : [[id, answer] as const];
  });
  return Object.fromEntries(said);
}

async function answer({ people }: RequestDesk, found: Found): Promise<Response> {
  const { visit, shown } = found;
  const { say } = visit.frame;
  const question = questionOf(found);
  if (question === undefined || isOfItems(question.fields)) return visit.notFound();
  const given = await visit.form();
  const more = given.get('more');
  if (more !== null) return visit.page(questionPage(say, { ...question, given: withPerson(more, given) }));
  const { answers, problems } = readFields(question.fields, given);
  if (Object.keys(problems).length > 0)
    return visit.page(
      questionPage(say, { ...question, given, isRepeated: false, errors: errorsOf(say, problems) }),
      422,
    );
  const fields = answeredHere(question.fields, given);
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
  const answered = answeredIn({ ...shown, request: saved.request });
  const then = isChange(visit) ? pathAfterChange : pathAfter;
  return visit.go(requestAddress(visit.file, shown.request.number, then(answered, question.page)));
}

/** The version that was on the page; 0 where it is not said, so that nothing that somebody answered is overwritten unseen. */
export function baseIn(text: string | null, { request }: RequestShown): number {
  const base = Number(text);
  return Number.isInteger(base) && base > 0 && base <= request.version.number ? base : 0;
}

/** The request with the answers that stood on the page when it was filled in. */
export async function asRead({ people }: RequestDesk, found: Found, given: URLSearchParams): Promise<Found> {
  const { visit, shown } = found;
  const { request } = shown;
  const base = baseIn(given.get('base'), shown) || request.version.number;
  if (base === request.version.number) return found;
  const version = await people.db.asPerson(visit.person.id, (tx) => versionOf(tx, request.id, base));
  return version === undefined ? found : { ...found, shown: { ...shown, request: { ...request, version } } };
}

/** The page again with what was typed, upon the newest version: sending it again says that theirs is meant to go. */
export function conflict(
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
        : answerLines(field, theirAnswer, say);
    });
  const words = say.requests.conflict.lead(
    version.savedBy ?? say.requests.gone,
    whenText(say, version.savedAt),
  );
  return { ...question, shown: { ...question.shown, request }, given, theirs: { words, lines: theirs } };
}

export function errorsOf(say: Messages, problems: FieldProblems): Errors {
  const words = { ...say.requests.problems, ...say.requests.wrong };
  return Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, words[problem]]));
}
