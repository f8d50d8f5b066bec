// What is asked for a change, one question a page: the fact first, then what it rests on.
import type { Json } from '../base/canonical-json.ts';
import { declarationOf } from './apply-change.ts';
import { ARTICLE } from './change.ts';
import { factNamed, seenNow, type Form, type What } from './change-form.ts';
import type { FieldFault } from './check-values.ts';
import { firstDay, isPartialDate, lastDay } from './day.ts';
import { ASSURANCES, PARTY_STATUSES } from './schema/parties.ts';
import { isStateCode } from './states.ts';
import { isList, isObject, textOf, type LawValues } from './values.ts';

/** Each by the first field that it asks. */
export const QUESTIONS = [
  'record_kind',
  'value',
  'state',
  'status',
  'entry_into_force',
  'article',
  'effect',
  'closes',
  'assurances',
  'from',
  'until',
  'source',
  'title',
  'as_of',
  'confidence',
  'reason',
] as const;
export type Question = (typeof QUESTIONS)[number];

const OF_FACT: { readonly [what in What]: readonly Question[] } = {
  value: ['value'],
  party: ['state', 'status', 'entry_into_force', 'until'],
  declaration: ['state', 'article', 'effect', 'closes', 'assurances', 'from', 'until'],
  record: ['record_kind', 'value'],
};
const OF_GROUNDS: readonly Question[] = ['source', 'title', 'as_of', 'confidence', 'reason'];

/** Those that a change of this kind may need. */
export function allQuestions(what: What): readonly Question[] {
  return [...OF_FACT[what], ...OF_GROUNDS];
}

/** A source that is not on the register is one thing, described in three fields. */
export function fieldsOf(question: Question): readonly string[] {
  return question === 'title' ? ['title', 'url', 'source_kind'] : [question];
}

/** Those that this change needs, in order: what an answer makes needless is not asked. */
export function questionsOf({ what, said }: Form): readonly Question[] {
  return [...OF_FACT[what], ...OF_GROUNDS].filter((one) => {
    if (one === 'record_kind') return said('record') === '';
    if (one === 'closes' || one === 'assurances') return said('effect') !== 'none';
    return one !== 'title' || said('source') === '';
  });
}

export function isOfFact({ what }: Pick<Form, 'what'>, question: Question): boolean {
  return OF_FACT[what].includes(question);
}

export type AskedProblem = 'needed' | 'choose' | 'date' | 'article' | 'endsBefore' | 'address';
type AskedProblems = { readonly [field: string]: AskedProblem };

/** What is no answer to it, by field. What the data make of it is asked of the whole change. */
export function problemsAt(form: Form, question: Question): AskedProblems {
  const { said } = form;
  const one = (isWrong: boolean, problem: AskedProblem): AskedProblems =>
    isWrong ? { [question]: problem } : {};
  switch (question) {
    case 'state':
      return one(!isStateCode(said('state')), 'choose');
    case 'status':
      return one(!PARTY_STATUSES.some((status) => status === said('status')), 'choose');
    case 'closes':
      return one(said('closes') !== 'yes' && said('closes') !== 'no', 'choose');
    case 'confidence':
      return one(said('confidence') === '', 'choose');
    case 'article':
      return one(!ARTICLE.test(said('article')), 'article');
    case 'entry_into_force':
    case 'from':
      return one(said(question) !== '' && !isPartialDate(said(question)), 'date');
    case 'as_of':
      return one(!isPartialDate(said('as_of')), 'date');
    case 'until':
      return untilProblem(form);
    case 'title':
      return {
        ...one(said('title') === '', 'needed'),
        ...(isAddress(said('url')) ? {} : { url: 'address' as const }),
      };
    case 'effect':
    case 'value':
    case 'reason':
      return one(said(question) === '' && question !== 'value', 'needed');
    case 'assurances':
      return one(!said('assurances').split(' ').every(isAssuranceOrNone), 'choose');
    case 'record_kind':
    case 'source':
      return {};
  }
}

function isAssuranceOrNone(text: string): boolean {
  return text === '' || ASSURANCES.some((one) => one === text);
}

function untilProblem({ what, said }: Form): AskedProblems {
  const until = said('until');
  if (until === '') return {};
  if (!isPartialDate(until)) return { until: 'date' };
  const since = said(what === 'party' ? 'entry_into_force' : 'from');
  return isPartialDate(since) && lastDay(until) < firstDay(since) ? { until: 'endsBefore' } : {};
}

function isAddress(text: string): boolean {
  return text === '' || (/^https?:\/\//i.test(text) && URL.canParse(text));
}

/** The question that a fault of the data belongs to; what belongs to none, to the first of the fact. */
export function questionOfFault(form: Form, { field }: FieldFault): Question {
  if (field === 'was') return PINNING[form.what]; // it is seen anew there
  const words = field.split(', ');
  const isOfSource = words.at(-1) === 'source' || words[0] === 'source';
  if (isOfSource) return form.said('source') === '' ? 'title' : 'source';
  const found = questionsOf(form).find(
    (one) => one !== 'value' && fieldsOf(one).some((name) => words.at(-1) === name || words[0] === name),
  );
  if (found !== undefined) return found;
  return form.what === 'value' || form.what === 'record' ? 'value' : 'state';
}

function namesFact({ what }: Pick<Form, 'what'>, question: Question): boolean {
  return what !== 'value' && what !== 'record' && (question === 'state' || question === 'article');
}

/** Whose first answer is what is on record, of the State and the article that were named before. */
export function hangsOnNamed({ what }: Pick<Form, 'what'>, question: Question): boolean {
  return (
    what !== 'value' && what !== 'record' && isOfFact({ what }, question) && !namesFact({ what }, question)
  );
}

/** With its answer goes what was on record when it was asked. */
export const PINNING: { readonly [what in What]: Question } = {
  value: 'value',
  party: 'status',
  declaration: 'effect',
  record: 'value',
};

/** Of which State and article it is. */
export function namedBy({ said }: Pick<Form, 'said'>): string {
  return `${said('state')} ${said('article')}`.trim();
}

/** What is on record is the first answer: only what changes is typed. */
export function onRecord(form: Form, values: LawValues, question: Question): string {
  const now =
    form.what === 'party' ? seenNow(form, values) : (declarationOf(values, factNamed(form)) ?? null);
  const known = isObject(now) ? (now[question] ?? undefined) : undefined;
  return openedWord(question, known, isObject(now));
}

function openedWord(name: string, known: Json | undefined, isKnown: boolean): string {
  if (name === 'closes') return closesWord(isKnown, known === true);
  return isList(known) ? known.map(textOf).join(' ') : textOf(known);
}

/** Nothing is chosen of what nobody has entered yet. */
function closesWord(isKnown: boolean, closes: boolean): string {
  return isKnown ? (closes ? 'yes' : 'no') : '';
}
