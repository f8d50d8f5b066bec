// The questions of a change as fields of an act: by which answers each is asked, what stands there at first, what is no answer.
import { z } from 'zod';
import { phrase } from '../base/refusal.ts';
import type { Json } from '../base/canonical-json.ts';
import { ok, type Body, type Field, type Fields, type Read, type Spread } from '../web/fields/field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { hidden, type Errors } from '../web/parts.ts';
import {
  allQuestions,
  fieldsOf,
  hangsOnNamed,
  namedBy,
  onRecord,
  PINNING,
  problemsAt,
  questionsOf,
  type AskedProblem,
  type Question,
} from './change-ask.ts';
import { about, answerField, answerWords, headingOf } from './change-form.pages.ts';
import { formOf, saidIn, seenNow, valueText, type Form, type Texts, type What } from './change-form.ts';
import type { LawValues } from './values.ts';

/** Of which fact a change is asked. */
export interface ChangeOf {
  readonly what: What;
  /** What is known of the fact by its address. */
  readonly texts: Texts;
  readonly values: LawValues;
  /** What stands in the fields at first. */
  readonly first: Texts;
}

/** The form by the answers so far. */
export function formBy({ what, texts }: Pick<ChangeOf, 'what' | 'texts'>, body: Body): Form {
  const { said } = formOf(what, texts);
  return { what, said: (name) => said(name) || answerIn(body, name) };
}

function answerIn(body: Body, name: string): string {
  const one = body[name];
  return typeof one === 'string' ? one : '';
}

/** Each question that any change of this kind needs, in order. */
export function changeFields(of: ChangeOf): Fields {
  return Object.fromEntries(allQuestions(of.what).map((question) => [question, fieldOf(of, question)]));
}

function fieldOf(of: ChangeOf, question: Question): Field<Texts, unknown, Spread<Texts>> {
  const names = fieldsOf(question);
  const own = (field: string): boolean =>
    [question, ...names].some((name) => field === name || field.startsWith(`${name}.`));
  const hangs = hangsOnNamed(of, question);
  return {
    ask: (say) => headingOf(say, of.what, question),
    means: `Of a change of the law data: ${names.join(', ')}.`,
    isSpread: true,
    isAsked: (said) => questionsOf(formBy(of, said)).includes(question),
    owns: own,
    schema: () => Object.fromEntries(names.map((name) => [name, z.string()])),
    control: (say, { given, errors }) => controlOf(say, of, { question, given, errors }),
    // Of another State, or another article, it is asked anew.
    typed: (given) =>
      hangs && given.get(`${question}.of`) !== namedBy(formBy(of, saidOf(of, given)))
        ? {}
        : {
            ...textsIn(given, names),
            ...(question === PINNING[of.what] && { was: given.get(`${question}.was`) ?? '' }),
          },
    read: (body) => {
      const [first = question] = names;
      if (!(first in body)) return notYet;
      const problems = Object.entries(problemsAt(formBy(of, body), question));
      if (problems.length === 0) return ok(textsOf(body, names));
      const each = (say: Messages): Errors =>
        Object.fromEntries(problems.map(([field, problem]) => [field, problemWords(say, problem)]));
      const words = (say: Messages): string => Object.values(each(say)).join(' ');
      return { ok: false, wrong: { words, each, expected: phrase('anotherAnswer'), found: question } };
    },
    body: (value) => value,
    said: (say, _, body = {}) =>
      answerWords(say, { form: formBy(of, body), values: of.values, was: null }, question),
  };
}

/** Nobody was asked it: that is no mistake. */
const notYet: Read<never> = {
  ok: false,
  wrong: {
    words: (say) => say.lawChange.empty,
    each: () => ({}),
    expected: phrase('anAnswer'),
    found: phrase('none'),
  },
};

function textsIn(given: URLSearchParams, names: readonly string[]): Texts {
  return Object.fromEntries(names.map((name) => [name, saidIn(given, name)]));
}

function textsOf(body: Body, names: readonly string[]): Texts {
  return Object.fromEntries(names.map((name) => [name, answerIn(body, name)]));
}

/** All that was typed so far, whatever it hangs on. */
function saidOf({ what }: ChangeOf, given: URLSearchParams): Texts {
  return textsIn(given, allQuestions(what).flatMap(fieldsOf));
}

interface Controlled {
  readonly question: Question;
  readonly given: URLSearchParams;
  readonly errors: Errors;
}

function controlOf(say: Messages, of: ChangeOf, { question, given, errors }: Controlled): Html {
  const said = saidOf(of, given);
  const so = formBy(of, said);
  const hangs = hangsOnNamed(of, question);
  const isTyped =
    [...given.keys()].some((one) =>
      fieldsOf(question).some((name) => one === name || one.startsWith(`${name}.`)),
    ) &&
    (!hangs || given.get(`${question}.of`) === namedBy(so));
  const form = isTyped ? so : formBy(of, { ...said, ...firstOf(of, so, question) });
  const was = seenOf(of, so);
  const asking = { form, values: of.values, was, question, errors };
  const list = questionsOf(form);
  const place = say.add.stepOf(list.indexOf(question) + 1, list.length);
  return html`<p class="c-hint">${[...about(say, asking), place].join(' · ')}</p>
    ${hangs ? hidden(`${question}.of`, namedBy(so)) : nothing}
    ${question === PINNING[of.what] ? hidden(`${question}.was`, JSON.stringify(was)) : nothing}
    ${answerField(say, asking)}`;
}

/** What is there now, whatever was typed of its value. */
function seenOf({ what, texts, values }: ChangeOf, form: Form): Json {
  return seenNow(what === 'value' || what === 'record' ? formOf(what, texts) : form, values);
}

/** Before anybody has answered: what a proposal said that was sent back, else what is on record. */
function firstOf(of: ChangeOf, form: Form, question: Question): Texts {
  const { what, values, first } = of;
  const names = fieldsOf(question);
  const isOf = !hangsOnNamed(of, question) || namedBy(formOf(what, first)) === namedBy(form);
  if (isOf && names.some((name) => Object.hasOwn(first, name)))
    return Object.fromEntries(names.map((name) => [name, first[name] ?? '']));
  if (hangsOnNamed(of, question)) return { [question]: onRecord(form, values, question) };
  if (question !== 'value') return {};
  const was = seenOf(of, form);
  return was === null ? {} : { value: valueText(was) };
}

function problemWords(say: Messages, problem: AskedProblem): string {
  const words = say.lawChange;
  switch (problem) {
    case 'needed':
      return words.empty;
    case 'choose':
      return say.form.choose;
    case 'date':
      return words.dateWrong;
    case 'article':
      return words.articleWrong;
    case 'endsBefore':
      return words.endsBefore;
    case 'address':
      return words.urlWrong;
  }
}
