// What is asked for a change, one question a page: the fact first, then what it rests on. Each page carries the answers of
// the others along, so that nothing is kept before it is proposed.
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

export function isOfFact({ what }: Form, question: Question): boolean {
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
  const words = field.split(', ');
  const isOfSource = words.at(-1) === 'source' || words[0] === 'source';
  if (isOfSource) return form.said('source') === '' ? 'title' : 'source';
  const found = questionsOf(form).find(
    (one) => one !== 'value' && fieldsOf(one).some((name) => words.at(-1) === name || words[0] === name),
  );
  if (found !== undefined) return found;
  return form.what === 'value' || form.what === 'record' ? 'value' : 'state';
}

/** Whether an answer says of which State, article or record the change is. */
export function namesFact({ what, said }: Form, question: Question): boolean {
  if (what === 'record') return said('record') === '';
  return question === 'state' || question === 'article';
}

/** What is on record of it is the first answer to the other questions: only what changes is typed. */
export function openOn(params: URLSearchParams, form: Form, values: LawValues): void {
  const { what, said } = form;
  params.set('was', JSON.stringify(seenNow(form, values)));
  const named = namedBy(said('state'), said('article'));
  if (what === 'record' || named === said('opened_on')) return;
  params.set('opened_on', named);
  const now = what === 'party' ? seenNow(form, values) : (declarationOf(values, factNamed(form)) ?? null);
  for (const name of OF_FACT[what].filter((one) => !namesFact(form, one))) {
    for (const part of ['day', 'month', 'year']) params.delete(`${name}.${part}`);
    const known = isObject(now) ? (now[name] ?? undefined) : undefined;
    params.set(name, openedWord(name, known, isObject(now)));
  }
}

function namedBy(state: string, article: string): string {
  return `${state} ${article}`.trim();
}

function openedWord(name: string, known: Json | undefined, isKnown: boolean): string {
  if (name === 'closes') return closesWord(isKnown, known === true);
  return isList(known) ? known.map(textOf).join(' ') : textOf(known);
}

/** Nothing is chosen of what nobody has entered yet. */
function closesWord(isKnown: boolean, closes: boolean): string {
  return isKnown ? (closes ? 'yes' : 'no') : '';
}

/** After that one; of a change that was looked at already, the check of the whole. */
export function nextQuestion(form: Form, asked: Question): Question | undefined {
  const list = questionsOf(form);
  return list[Math.max(list.indexOf(asked) + 1, placeReached(form))];
}

/** How far the questions have come, as each page carries it on. */
export function reachedAt(form: Form, question: Question): string {
  const list = questionsOf(form);
  return list[Math.max(list.indexOf(question), placeReached(form))] ?? CHECK;
}

export const CHECK = 'check';

function placeReached(form: Form): number {
  const list = questionsOf(form);
  const reached = form.said('reached');
  return reached === CHECK ? list.length : list.findIndex((one) => one === reached);
}
