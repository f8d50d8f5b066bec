// A request: its tasks, and how far each is.
import { stateName } from '../law/states.ts';
import { inCase } from '../people/policy.ts';
import { html, nothing, type Html } from '../web/html.ts';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { railSection, tag } from '../web/parts.ts';
import { inLanguage } from './drafting/finding.ts';
import { headingOf } from './drafting/walk.ts';
import { fieldsAsked, isRequired, type QuestionPage } from './form.ts';
import { followRail } from './life/request-follow.pages.ts';
import { historyTable, nextSteps, returned, type LifeShown } from './life/life.pages.ts';
import { requestReference } from './request.ts';
import {
  aboutRail,
  isExplained,
  requestAddress,
  requestCrumbs,
  unconfirmed,
  type RequestShown,
} from './request-shown.pages.ts';

export function taskPage(say: Messages, shown: LifeShown): View {
  const { file, request, legal } = shown;
  const words = say.requests;
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  const reference = requestReference(file.reference, request.number);
  const states = legal.form.tasks.map((task) => task.pages.map((page) => pageState(shown, page)));
  const needed = states.filter((pages) => pages.some((state) => state !== 'optional' && state !== 'cannot'));
  const done = needed.filter((pages) =>
    pages.every((state) => state === 'done' || state === 'optional' || state === 'cannot'),
  ).length;
  return {
    title: reference,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: reference }),
    main: html`<h1>${legal.record.title}</h1>
      <p class="c-lead">${words.tasksDone(done, needed.length)}</p>
      ${returned(say, shown.life.events)} ${unconfirmed(say, legal)}
      <ol class="c-tasks">
        ${askedTask(say, shown)}
        ${legal.form.tasks.map(
          (task, t) =>
            html`<li>
              <h2>${inLanguage(say, task.title)}</h2>
              <ul>
                ${task.pages.map((page, p) => taskLine(say, shown, page, states[t]?.[p] ?? 'notStarted'))}
              </ul>
            </li>`,
        )}
      </ol>
      <p class="c-buttons">
        <a class="govuk-button" href="${requestAddress(file, request.number, '/check')}">${words.check}</a>
        ${mayDraft ? html`<a class="govuk-button govuk-button--secondary" href="${requestAddress(file)}/new?like=${request.number}">${say.practice.begin.again}</a>` : nothing}
      </p>
      ${
        shown.life.events.length === 0
          ? nothing
          : html`<h2>${say.requestLife.history}</h2>
              ${historyTable(say, shown.life.events, shown.law)}`
      }`,
    aside: html`${aboutRail(say, shown)} ${railSection(say.requestLife.next, nextSteps(say, shown))}
    ${followRail(say, shown)}`,
  };
}

/** Before the questions of the form: whose rules are checked and shown, and in which languages. */
function askedTask(say: Messages, { file, request }: RequestShown): Html {
  const words = say.practice.asked;
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  const line = (then: string, title: string, mark: Html): Html =>
    html`<li>
      ${mayDraft ? html`<a href="${requestAddress(file, request.number, then)}">${title}</a>` : html`<span>${title}</span>`}
      ${mark}
    </li>`;
  const { counterpart, writtenIn, letterIn } = request;
  const languages = [...new Set([writtenIn, letterIn])].map((one) => LANGUAGES[one].language.name);
  const mark =
    counterpart === undefined
      ? tag('plain', say.requests.toDo)
      : tag('ok', stateName(counterpart, say.language.code));
  return html`<li>
    <h2>${words.task}</h2>
    <ul>
      ${line('/asked', words.title, mark)}
      ${line('/languages', say.translation.languages.title, tag('ok', languages.join(' → ')))}
    </ul>
  </li>`;
}

/** `cannot`: its questions hang on answers of other pages, or it is signed later. */
type PageState = 'notStarted' | 'inProgress' | 'done' | 'optional' | 'cannot';

function pageState({ legal, request, findings }: RequestShown, page: QuestionPage): PageState {
  const { answers } = request.version;
  const wanted = fieldsAsked(legal, page, answers);
  if (wanted.length === 0) return 'cannot';
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

function taskLine(say: Messages, shown: RequestShown, page: QuestionPage, state: PageState): Html {
  const { file, request, findings } = shown;
  const words = say.requests;
  const blocked = findings.some(
    (one) =>
      one.level === 'block' &&
      one.what.kind !== 'missing' &&
      page.fields.includes(one.field) &&
      !isExplained(shown, one),
  );
  const mark = tag(state === 'done' ? 'ok' : 'plain', stateWords(say, state));
  const warning = blocked ? tag('stop', words.level.block) : nothing;
  const title = headingOf(say, shown.legal, page);
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  return html`<li>
    ${mayDraft && state !== 'cannot' ? html`<a href="${requestAddress(file, request.number, `/questions/${page.id}`)}">${title}</a>` : html`<span>${title}</span>`}
    <span class="c-tags">${warning} ${mark}</span>
  </li>`;
}

function stateWords(say: Messages, state: PageState): string {
  const { toDo, done, optional } = say.requests;
  const { inProgress, cannot } = say.practice.tasks;
  return { notStarted: toDo, inProgress, done, optional, cannot }[state];
}
