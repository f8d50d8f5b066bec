// The tasks of a request, each with its questions and how far it is.
import { inCase } from '../../../../people/policy.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import { tag } from '../../../../web/parts.ts';
import { inLanguage } from '../../../machine/way/finding.ts';
import { fieldsAsked, isRequired, type QuestionPage, type Task } from '../../../core/form.ts';
import { headingOf, isWalked } from './walk.ts';
import { isExplained, requestAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';

/** `optional`: none is answered, and none has to be. */
type Progress = 'notStarted' | 'inProgress' | 'done' | 'optional';

interface PageStanding {
  readonly page: QuestionPage;
  readonly is: Progress;
  /** Something other than a missing answer stands in the way there. */
  readonly isBlocked: boolean;
}

interface TaskStanding {
  readonly task: Task;
  readonly is: Progress;
  /** The pages that are asked now. */
  readonly pages: readonly PageStanding[];
}

/** Those that ask for something, by the answers so far. */
export function standingOf(shown: RequestShown): readonly TaskStanding[] {
  const answered = { legal: shown.legal, answers: shown.request.version.answers };
  return shown.legal.form.tasks.flatMap((task) => {
    const pages = task.pages
      .filter((page) => isWalked(answered, page))
      .map((page) => ({ page, is: pageProgress(shown, page), isBlocked: isBlocked(shown, page) }));
    return pages.length === 0 ? [] : [{ task, pages, is: taskProgress(pages) }];
  });
}

function taskProgress(pages: readonly PageStanding[]): Progress {
  const is = new Set(pages.map((page) => page.is));
  if (!is.has('notStarted') && !is.has('inProgress')) return is.has('done') ? 'done' : 'optional';
  return is.has('done') || is.has('inProgress') ? 'inProgress' : 'notStarted';
}

function pageProgress({ legal, request, findings }: RequestShown, page: QuestionPage): PageStanding['is'] {
  const { answers } = request.version;
  const wanted = fieldsAsked(legal, page, answers);
  const isBegun = wanted.some(({ id }) => answers[id] !== undefined);
  const lacks = wanted.some((field) => answers[field.id] === undefined && isRequired(legal, field, answers));
  const isWrong = findings.some(
    ({ field, level, what }) =>
      level === 'block' &&
      page.fields.includes(field) &&
      (what.kind === 'rule' || what.kind === 'problem' || what.kind === 'lacks'),
  );
  if (isBegun) return lacks || isWrong ? 'inProgress' : 'done';
  return lacks ? 'notStarted' : 'optional';
}

function isBlocked(shown: RequestShown, page: QuestionPage): boolean {
  return shown.findings.some(
    (one) =>
      one.level === 'block' &&
      one.what.kind !== 'missing' &&
      page.fields.includes(one.field) &&
      !isExplained(shown, one),
  );
}

/** The link of a task leads to its first question that is not answered yet, else to its first. */
export function taskItem(say: Messages, shown: RequestShown, { task, is, pages }: TaskStanding): Html {
  const next = pages.find((page) => page.is === 'notStarted' || page.is === 'inProgress') ?? pages[0];
  const title = inLanguage(say, task.title);
  const count = { done: pages.filter((page) => page.is === 'done').length, all: pages.length };
  return html`<li class="c-task">
    <div class="c-task__line">
      <h2>${next === undefined ? title : questionLink(say, shown, next.page, title)}</h2>
      ${tags(say, is, { isBlocked: pages.some((page) => page.isBlocked), count })}
    </div>
    ${
      pages.length < 2
        ? nothing
        : html`<details class="c-each">
            <summary>
              ${say.practice.tasks.questions(pages.length)}<span class="govuk-visually-hidden">
                (${title})</span
              >
            </summary>
            <ul>
              ${pages.map((one) => html`<li>${questionLink(say, shown, one.page)} ${tags(say, one.is, one)}</li>`)}
            </ul>
          </details>`
    }
  </li>`;
}

function questionLink(say: Messages, shown: RequestShown, page: QuestionPage, words?: string): Html {
  const { file, request, legal } = shown;
  const said = words ?? headingOf(say, legal, page);
  if (inCase(file.role, 'draftRequest') !== 'yes') return html`<span>${said}</span>`;
  return html`<a href="${requestAddress(file, request.number, `/questions/${page.id}`)}">${said}</a>`;
}

interface Marked {
  readonly isBlocked: boolean;
  readonly count?: { readonly done: number; readonly all: number };
}

function tags(say: Messages, is: Progress, { isBlocked, count }: Marked): Html {
  const { toDo, done, optional } = say.requests;
  const { inProgress, answered } = say.practice.tasks;
  const begun = count === undefined ? inProgress : answered(count.done, count.all);
  const words = { notStarted: toDo, inProgress: begun, done, optional }[is];
  return html`<span class="c-tags"
    >${isBlocked ? tag('stop', say.requests.level.block) : nothing}
    ${tag(is === 'done' ? 'ok' : 'plain', words)}</span
  >`;
}
