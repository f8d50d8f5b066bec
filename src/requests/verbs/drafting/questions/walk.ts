// The way through the questions of a form, in their order. What other answers leave nothing to ask of is passed by.
import type { Messages } from '../../../../web/messages.ts';
import type { Answers } from '../../../core/answers.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import {
  fieldsAsked,
  isRequired,
  pagesOf,
  type LegalForm,
  type QuestionPage,
  type Task,
} from '../../../core/form.ts';

const CHECK = '/check';

/** A form as it is answered so far. */
export interface Answered {
  readonly legal: LegalForm;
  readonly answers: Answers;
}

/** What stands on top of a page. `legal`: with its labels in the reader's language. */
export function headingOf(say: Messages, legal: LegalForm, { id, title, fields }: QuestionPage): string {
  if (title !== undefined) return inLanguage(say, title);
  const field = legal.fields.find((one) => one.id === fields[0]);
  if (field === undefined)
    throw new Error(`${legal.form.id}: the page ${id} has neither a title nor a field`);
  return field.label;
}

/** Whether there is anything to answer on it. */
export function isWalked({ legal, answers }: Answered, page: QuestionPage): boolean {
  return fieldsAsked(legal, page, answers).length > 0;
}

/** Undefined: it is the last. */
export function pageAfter(answered: Answered, page: QuestionPage): QuestionPage | undefined {
  const pages = pagesOf(answered.legal.form);
  return pages.slice(pages.indexOf(page) + 1).find((one) => isWalked(answered, one));
}

/**
 * The next that asks for something nobody has said yet: what is known of the agency, the plan or an earlier request is not asked
 * again, and stands in the check with the rest. Undefined: there is none.
 */
export function openAfter(answered: Answered, page: QuestionPage): QuestionPage | undefined {
  const { legal, answers } = answered;
  const pages = pagesOf(legal.form);
  return pages
    .slice(pages.indexOf(page) + 1)
    .find((one) => fieldsAsked(legal, one, answers).some(({ id }) => answers[id] === undefined));
}

/** Undefined: it is the first. */
export function pageBefore(answered: Answered, page: QuestionPage): QuestionPage | undefined {
  const pages = pagesOf(answered.legal.form);
  return pages.slice(0, pages.indexOf(page)).findLast((one) => isWalked(answered, one));
}

/** Below the address of the request: the next question, or the check of all answers. */
export function pathAfter(answered: Answered, page: QuestionPage): string {
  const next = openAfter(answered, page);
  return next === undefined ? CHECK : `/questions/${next.id}`;
}

/** Nothing on it has to be said, and nothing is. */
function mayStayEmpty({ legal, answers }: Answered, page: QuestionPage): boolean {
  const fields = fieldsAsked(legal, page, answers);
  return (
    fields.length > 0 &&
    fields.every((field) => answers[field.id] === undefined && !isRequired(legal, field, answers))
  );
}

/** How many questions of its task, from this one on, may stay empty and do. */
export function optionalFrom(answered: Answered, page: QuestionPage): number {
  if (!mayStayEmpty(answered, page)) return 0;
  const { pages } = placeInTask(answered, page).task;
  return pages.slice(pages.indexOf(page)).filter((one) => mayStayEmpty(answered, one)).length;
}

/** `then` of an address: what may stay empty in this task is passed by. */
export const PAST = 'past';

/** Where there is nothing to add: the next question of the task that has to be answered and is not; else the next task. */
export function pathPast(answered: Answered, page: QuestionPage): string {
  const { legal, answers } = answered;
  const { pages } = placeInTask(answered, page).task;
  const open = pages
    .slice(pages.indexOf(page) + 1)
    .find((one) =>
      fieldsAsked(legal, one, answers).some(
        (field) => answers[field.id] === undefined && isRequired(legal, field, answers),
      ),
    );
  return open === undefined
    ? pathAfter(answered, pages.at(-1) ?? page)
    : `/questions/${open.id}?then=${PAST}`;
}

/** After a change: the next question of the task that cannot stay empty and does, else the check that one came from. */
export function pathAfterChange(answered: Answered, page: QuestionPage): string {
  const { legal, answers } = answered;
  const { task } = placeInTask(answered, page);
  const open = task.pages
    .slice(task.pages.indexOf(page) + 1)
    .find((one) =>
      fieldsAsked(legal, one, answers).some(
        (field) => answers[field.id] === undefined && isRequired(legal, field, answers),
      ),
    );
  return open === undefined ? CHECK : changePath(open);
}

/** On from a list of items, whose own pages save what is said. */
export function pathAfterItems(answered: Answered, page: QuestionPage, isChange = false): string {
  return (isChange ? pathAfterChange : pathAfter)(answered, page);
}

/** Below the address of the request: a question from which one comes back to the check of all answers. */
export function changePath({ id }: QuestionPage): string {
  return `/questions/${id}?then=check`;
}

/** The how-manieth question of its task it is, counted from 1, of those that are asked. */
export function placeInTask(
  answered: Answered,
  page: QuestionPage,
): { readonly task: Task; readonly at: number; readonly of: number } {
  const task = answered.legal.form.tasks.find(({ pages }) => pages.includes(page));
  if (task === undefined) throw new Error(`${answered.legal.form.id} has no page ${page.id}`);
  const pages = task.pages.filter((one) => one === page || isWalked(answered, one));
  return { task, at: pages.indexOf(page) + 1, of: pages.length };
}
