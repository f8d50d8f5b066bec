// Drafting a change on the web: one question after the other, checked as it is answered, kept only once it is proposed.
import { isUuid } from '../base/ids.ts';
import type { Json } from '../base/canonical-json.ts';
import type { SignedInVisit } from '../people/visit.routes.ts';
import type { Messages } from '../web/messages.ts';
import {
  isOfFact,
  namesFact,
  nextQuestion,
  openOn,
  problemsAt,
  QUESTIONS,
  questionOfFault,
  questionsOf,
  type AskedProblem,
  type Question,
} from './change-ask.ts';
import {
  changeIn,
  DRAFT_GROUNDS,
  formFrom,
  formOf,
  isGround,
  seenNow,
  valueText,
  type Form,
} from './change-form.ts';
import { checkPage, questionPage } from './change-form.pages.ts';
import type { FieldFault } from './check-values.ts';
import { propose, tryChange, type Editing } from './proposal.acts.ts';
import { proposalById } from './proposal.store.ts';
import { valuesOf, type LawVersion } from './published.acts.ts';
import { findRecord, type LawValues } from './values.ts';

/** The first question: of one value of a record, of a State, of a new record, or of what was sent back. */
export async function startDraft({ people, law }: Editing, visit: SignedInVisit): Promise<Response> {
  const values = valuesOf((await law.latest()).texts);
  let params = visit.queries();
  const again = visit.query('again');
  if (isUuid(again)) {
    const before = await people.db.asPerson(visit.person.id, (tx) => proposalById(tx, again));
    if (before === undefined) return visit.notFound();
    params = formFrom(before.change, before.reason);
    params.set('revises', before.id);
  }
  const form = formOf(params);
  if (form === undefined || !isPossible(form, values)) return visit.notFound();
  const was = seenNow(form, values);
  if (!params.has('value') && was !== null) params.set('value', valueText(was));
  const [question] = questionsOf(form);
  if (question === undefined) return visit.notFound();
  return visit.page(questionPage(visit.frame.say, { form, values, was, question, errors: {} }));
}

function isPossible({ what, said }: Form, values: LawValues): boolean {
  switch (what) {
    case 'party':
    case 'declaration':
      return findRecord(values, `instrument ${said('instrument')}`) !== undefined;
    case 'value':
      return findRecord(values, said('record')) !== undefined;
    case 'record':
      return said('record') === '' || findRecord(values, said('record')) !== undefined;
  }
}

interface Draft {
  readonly visit: SignedInVisit;
  readonly form: Form;
  readonly version: LawVersion;
  readonly values: LawValues;
  readonly day: string;
}

export async function draftOn(editing: Editing, visit: SignedInVisit): Promise<Response> {
  const params = await visit.form();
  const form = formOf(params);
  if (form === undefined) return visit.notFound();
  const version = await editing.law.latest();
  const values = valuesOf(version.texts);
  if (!isPossible(form, values)) return visit.notFound();
  const day = new Date(editing.people.clock()).toISOString().slice(0, 10);
  const draft = { visit, form, version, values, day };
  const change = questionNamed(form, params.get('change'));
  if (change !== undefined) return ask(draft, change);
  const asked = questionNamed(form, params.get('asked'));
  if (asked !== undefined) {
    const errors = answerErrors(draft, asked);
    if (Object.keys(errors).length > 0) return ask(draft, asked, errors);
    if (namesFact(form, asked)) openOn(params, form, values);
    const next = nextQuestion(form, asked);
    const isFactWhole = isOfFact(form, asked) && (next === undefined || !isOfFact(form, next));
    const fault = isFactWhole ? factFault(draft) : undefined;
    if (fault !== undefined) return askAnew(draft, fault);
    if (next !== undefined) return ask(draft, next);
  }
  return check(editing, draft);
}

function questionNamed(form: Form, name: string | null): Question | undefined {
  const known = QUESTIONS.find((one) => one === name);
  return known !== undefined && questionsOf(form).includes(known) ? known : undefined;
}

/** Every question answered: what the change would do. Proposed once whoever drafts it has seen that. */
async function check(editing: Editing, draft: Draft): Promise<Response> {
  const { visit, form, version, values, day } = draft;
  const { say } = visit.frame;
  for (const question of questionsOf(form))
    if (Object.keys(answerErrors(draft, question)).length > 0) return ask(draft, question);
  const { change, faults } = changeIn(form, values);
  const trial = tryChange(version, change, day);
  const [fault] = [...faults, ...(trial.ok ? [] : trial.faults)];
  if (fault !== undefined) return askAnew(draft, fault);
  if (!trial.ok) throw new Error('a change that does not fit, and no fault');
  if (form.said('step') !== 'propose')
    return visit.page(checkPage(say, { form, values, was: wasIn(form) }, trial.differences));
  const revises = form.said('revises');
  const made = await propose(editing, visit.person, {
    change,
    reason: form.said('reason'),
    revises: isUuid(revises) ? revises : undefined,
  });
  if (made.ok) return visit.go(`/law/changes/${made.id}?done=proposed`);
  const [late] = made.faults;
  return late === undefined ? visit.notFound() : askAnew(draft, late);
}

/** What the data make of the fact, before anybody is asked what it rests on. */
function factFault({ form, version, values, day }: Draft): FieldFault | undefined {
  const { change, faults } = changeIn(form, values, DRAFT_GROUNDS);
  const trial = tryChange(version, change, day);
  return [...faults, ...(trial.ok ? [] : trial.faults)].find((one) => !isGround(one));
}

function ask(
  draft: Draft,
  question: Question,
  errors: { readonly [field: string]: string } = {},
): Promise<Response> {
  const { visit, form, values } = draft;
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  const page = questionPage(visit.frame.say, { form, values, was: wasIn(form), question, errors });
  return visit.page(page, status);
}

/** The question that a fault belongs to, with what is wrong. */
function askAnew(draft: Draft, fault: FieldFault): Promise<Response> {
  const { form, visit } = draft;
  const question = questionOfFault(form, fault);
  return ask(draft, question, { [question]: visit.frame.say.lawChange.fault(fault.field, fault.message) });
}

function answerErrors({ form, values, visit }: Draft, question: Question): { [field: string]: string } {
  const { say } = visit.frame;
  const errors = Object.fromEntries(
    Object.entries(problemsAt(form, question)).map(([field, problem]) => [field, problemWords(say, problem)]),
  );
  if (question === 'value')
    for (const { field, message } of changeIn(form, values).faults)
      errors['value'] ??= say.lawChange.fault(field, message);
  return errors;
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

function wasIn({ said }: Form): Json {
  return JSON.parse(said('was') || 'null') as Json; // as the page before wrote it
}
