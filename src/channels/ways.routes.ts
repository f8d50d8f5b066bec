// The planner on the web. The question is the address: it can be sent to a colleague, kept, and asked again.
import { type Clock, utcDay } from '../base/time.ts';
import { Refusal } from '../base/refusal.ts';
import type { Knowledge } from '../law/model.ts';
import { sentenceText } from '../law/sentence.pages.ts';
import type { PublishedLaw } from '../law/published.acts.ts';
import type { People } from '../people/people.acts.ts';
import { signedIn, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Errors } from '../web/parts.ts';
import { phraseWords } from '../web/refused-words.ts';
import { dayText, when } from '../web/when.ts';
import { findAnswer, keepAnswer, replay, type KeptAnswer, type Replay } from './answer.acts.ts';
import { answerCsv } from './answer-csv.ts';
import { lastAnswers } from './answer.store.ts';
import type { Answer } from './plan.ts';
import { AXIS_PICTURES, axisSvg, type AxisPicture } from './axis.pages.ts';
import { axisOf } from './axis.ts';
import { answerTo, jsonLine, whatIfOf } from './answer.ts';
import { checkPage, startPage, stepPage } from './ask.pages.ts';
import { fieldsToParams, isStep, nextStep, STEP_WORDS, stepOf, type StepName } from './ask.ts';
import { stateFrom, readWords, type Asked, type Read } from './read-words.ts';
import { heading } from './step.pages.ts';
import type { WhatIf } from './what-if.ts';
import { differenceTable, factsPage, planPage, whatIfBanner, type PlanShown } from './ways.pages.ts';
import { addressOf, withWords, wordsFrom, type WordName, type Words } from './words.ts';
import { attachment } from '../web/attachment.ts';

/** What the planner needs: who asks, the law data as it is now, and the State of this installation. */
export interface Planner {
  readonly people: People;
  readonly law: PublishedLaw;
  readonly state: string;
  readonly clock: Clock;
}

const LISTED = 10;

export function waysRoutes(planner: Planner): PageRoute[] {
  return [
    signedIn('GET', '/channels', (visit) => start(planner, visit)),
    signedIn('GET', '/channels/ask', (visit) => check(planner, visit)),
    signedIn('GET', '/channels/ask/:step', (visit) => step(planner, visit)),
    signedIn('GET', '/channels/plan', (visit) => plan(planner, visit)),
    signedIn('GET', '/channels/answers/:name', (visit) => old(planner, visit)),
  ];
}

async function start({ people, law, state }: Planner, visit: SignedInVisit): Promise<Response> {
  const knowledge = await law.current();
  const { person } = visit;
  const lines = await people.db.asPerson(person.id, (tx) => lastAnswers(tx, person.id, LISTED));
  const before = lines.map((one) => {
    const read = readWords(wordsFrom(new URLSearchParams(one.question)), knowledge);
    return { ...one, need: read.ok ? read.asked.need : undefined };
  });
  return visit.page(startPage(visit.frame.say, { knowledge, from: state, before }));
}

async function check({ law }: Planner, visit: SignedInVisit): Promise<Response> {
  const knowledge = await law.current();
  const words = wordsFrom(visit.queries());
  const read = readWords(words, knowledge);
  if (!read.ok) return toWrong(visit, words, read);
  return visit.page(checkPage(visit.frame.say, { words, need: read.asked.need, knowledge }));
}

/** A question that was answered goes on to the next; one that was not says why. */
async function step({ law }: Planner, visit: SignedInVisit): Promise<Response> {
  const name = visit.param('step');
  if (!isStep(name)) return visit.notFound();
  const knowledge = await law.current();
  const params = visit.queries();
  const words = canonical(wordsFrom(fieldsToParams(name, params)));
  const isAnswered = params.has('go');
  const errors = isAnswered ? errorsOf(visit, name, words, readWords(words, knowledge)) : {};
  if (isAnswered && Object.keys(errors).length === 0) {
    const next = params.get('go') === 'check' ? undefined : nextStep(name);
    return visit.go(`/channels/ask${next === undefined ? '' : `/${next}`}?${addressOf(words)}`);
  }
  const isChange = params.get('go') === 'check' || params.has('back');
  return visit.page(stepPage(visit.frame.say, { step: name, words, errors, knowledge, isChange }));
}

const STATE_WORDS: readonly WordName[] = [
  'from',
  'to',
  'addressee',
  'establishment',
  'data-in',
  'committed-in',
  'person-in',
  'nationality',
  'residence',
];

/** States by their codes, whatever they were typed as; what is none stays, to be shown with its fault. */
function canonical(words: Words): Words {
  const codes = STATE_WORDS.flatMap((name) =>
    words[name] === undefined ? [] : [[name, words[name].map((text) => stateFrom(text) ?? text)]],
  );
  return withWords(words, Object.fromEntries(codes));
}

function errorsOf(visit: SignedInVisit, name: StepName, words: Words, read: Read): Errors {
  const said = visit.frame.say.ways.ask;
  const here = STEP_WORDS[name];
  const errors: { [field: string]: string } = {};
  if (!read.ok)
    for (const { field, expected } of read.wrong)
      if (here.includes(field)) errors[field] ??= said.wrong(phraseWords(visit.frame.say, expected) ?? '');
  if (name === 'data' && words.category === undefined) errors['category'] = said.chooseData;
  if (name === 'held' && words.to?.[0] !== undefined && words.to[0] === words.from?.[0])
    errors['to'] = said.sameState;
  return errors;
}

/** To the question whose answer is at fault, which then says so. */
function toWrong(visit: SignedInVisit, words: Words, { wrong }: Extract<Read, { ok: false }>): Response {
  const step = stepOf(wrong[0]?.field ?? 'from');
  // A fault in what no question asks (the day, a "what if") leads back to what can be asked.
  if (step === undefined)
    return visit.go(`/channels/ask?${addressOf(withWords(words, { on: [], 'what-if': [] }))}`);
  return visit.go(`/channels/ask/${step}?${addressOf(words)}&go=check`);
}

async function plan(planner: Planner, visit: SignedInVisit): Promise<Response> {
  const knowledge = await planner.law.current();
  const words = wordsFrom(visit.queries());
  const read = readWords(words, knowledge);
  if (!read.ok) return toWrong(visit, words, read);
  const { asked } = read;
  if (asked.need.from === asked.need.to) return visit.go(`/channels/ask/held?${addressOf(words)}&go=check`);
  const today = utcDay(planner.clock());
  const self = `/channels/plan?${addressOf(words)}`;
  return asked.changes.length > 0
    ? supposed(visit, { asked, words, self, knowledge, today })
    : answered(planner, visit, { asked, words, self, knowledge, today });
}

interface Question {
  readonly asked: Asked;
  readonly words: Words;
  readonly self: string;
  readonly knowledge: Knowledge;
  readonly today: string;
}

async function answered(
  { people, clock }: Planner,
  visit: SignedInVisit,
  { asked, words, self, knowledge, today }: Question,
): Promise<Response> {
  const { person } = visit;
  const answer = answerTo(asked, knowledge, today);
  const question = addressOf(words);
  if (visit.query('as').startsWith('axis'))
    return shown(visit, { answer, knowledge, question, self, name: undefined, banner: nothing });
  const name = await people.db.asPerson(person.id, (db) =>
    keepAnswer({ db, clock, random: people.random, person: person.id }, question, answer),
  );
  return shown(visit, { answer, knowledge, question, self, name, banner: nothing });
}

/** What is only supposed is not kept: it is no answer. */
function supposed(
  visit: SignedInVisit,
  { asked, words, self, knowledge, today }: Question,
): Promise<Response> {
  const result = whatIfOf(asked, knowledge, today);
  const question = addressOf(withWords(words, { 'what-if': [] }));
  const banner = whatIfBanner(visit.frame.say, result, knowledge, question);
  return shown(visit, { answer: result.after, knowledge, question, self, name: undefined, banner }, result);
}

async function old(planner: Planner, visit: SignedInVisit): Promise<Response> {
  const { person, frame } = visit;
  const name = visit.param('name');
  const knowledge = await planner.law.current();
  const kept = await planner.people.db
    .asPerson(person.id, (tx) => findAnswer(tx, name))
    .catch((error: unknown) => {
      if (error instanceof Refusal && error.code !== 'damaged') return undefined;
      throw error;
    });
  if (kept === undefined) return visit.notFound();
  const then = await planner.law.named(kept.answer.dataVersion);
  const again = then && replay(kept, then);
  return shown(visit, {
    // The same bytes, and sentences that can be told in the reader's language.
    answer: again?.isSame === true ? again.now : kept.answer,
    knowledge: then ?? knowledge,
    question: kept.question,
    self: `/channels/answers/${kept.digest}`,
    name: kept.digest,
    banner: oldBanner(frame.say, kept, {
      now: replay(kept, knowledge),
      isProven: again?.isSame === true,
      knowledge,
    }),
  });
}

interface Since {
  readonly now: Replay;
  /** The law data that it was given from, published here, gives it again. */
  readonly isProven: boolean;
  readonly knowledge: Knowledge;
}

function oldBanner(
  say: SignedInVisit['frame']['say'],
  kept: KeptAnswer,
  { now, isProven, knowledge }: Since,
): Html {
  const said = say.ways.old;
  return html`<section class="c-banner">
    ${heading(2, said.title(kept.digest.slice(0, 8)))}
    <p>
      ${said.given(dayText(say, kept.askedAt), dayText(say, new Date(kept.answer.day)))}
      ${when(say, kept.askedAt)}
    </p>
    ${isProven ? html`<p>${said.proven(kept.answer.dataVersion)}</p>` : nothing}
    ${
      now.isSame
        ? html`<p>${said.same}</p>`
        : html`<p>
              ${said.changed(now.dataVersion)} ${now.differences.length === 0 ? said.nothing : said.differs}
            </p>
            ${now.differences.length === 0 ? nothing : differenceTable(say, now.differences, [said.columns.was, said.columns.now], knowledge)}`
    }
    <p><a href="/channels/plan?${kept.question}">${said.anew}</a></p>
  </section>`;
}

/** As a page, or as the file that the address asks for. */
async function shown(visit: SignedInVisit, view: PlanShown, result?: WhatIf): Promise<Response> {
  const { say } = visit.frame;
  const name = `comity-answer-${view.name?.slice(0, 8) ?? 'what-if'}`;
  const picture = AXIS_PICTURES.find((one) => one === visit.query('as'));
  if (picture !== undefined) return axis(visit, view.answer, picture);
  switch (visit.query('as')) {
    case 'json':
      return attachment(jsonLine(result ?? view.answer), 'application/json', `${name}.json`);
    case 'csv':
      return attachment(
        new TextEncoder().encode(answerCsv(view.answer, (one) => sentenceText(say, one))),
        'text/csv; charset=utf-8',
        `${name}.csv`,
      );
    case 'facts':
      return visit.page(factsPage(say, view));
    default:
      return visit.page(planPage(say, view));
  }
}

/** Of the first way of one part, as a picture. */
async function axis(visit: SignedInVisit, { parts }: Answer, picture: AxisPicture): Promise<Response> {
  const first = parts[Number(visit.query('part'))]?.plans[0];
  if (first === undefined) return visit.notFound();
  const svg = await axisSvg(visit.frame.say, axisOf(first), picture);
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml; charset=utf-8' } });
}
