// A request: its tasks, and how far each is.
import { inCase } from '../people/policy.ts';
import { html, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { tag } from '../web/parts.ts';
import { inLanguage } from './finding.ts';
import { isAsked, isRequired, type QuestionPage } from './form.ts';
import { requestReference } from './request.ts';
import {
  aboutRail,
  requestAddress,
  requestCrumbs,
  unconfirmed,
  type RequestShown,
} from './request-shown.pages.ts';

export function taskPage(say: Messages, shown: RequestShown): View {
  const { file, request, legal } = shown;
  const words = say.requests;
  const reference = requestReference(file.reference, request.number);
  const states = legal.form.tasks.map((task) => task.pages.map((page) => pageState(shown, page)));
  const needed = states.filter((pages) => pages.some((state) => state !== 'optional'));
  const done = needed.filter((pages) => !pages.includes('toDo')).length;
  return {
    title: reference,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: reference }),
    main: html`<h1>${legal.record.title}</h1>
      <p class="c-lead">${words.tasksDone(done, needed.length)}</p>
      ${unconfirmed(say, legal)}
      <ol class="c-tasks">
        ${legal.form.tasks.map(
          (task, t) =>
            html`<li>
              <h2>${inLanguage(say, task.title)}</h2>
              <ul>
                ${task.pages.map((page, p) => taskLine(say, shown, page, states[t]?.[p] ?? 'toDo'))}
              </ul>
            </li>`,
        )}
      </ol>
      <p class="c-buttons">
        <a class="govuk-button" href="${requestAddress(file, request.number, '/check')}">${words.check}</a>
      </p>`,
    aside: html`${aboutRail(say, shown)}`,
  };
}

type PageState = 'done' | 'toDo' | 'optional';

function pageState({ legal, request }: RequestShown, page: QuestionPage): PageState {
  const { answers } = request.version;
  const asked = legal.fields.filter(
    (field) => page.fields.includes(field.id) && isAsked(legal, field, answers),
  );
  const wanted = asked.filter((field) => field.type !== 'signature');
  if (wanted.some((field) => answers[field.id] === undefined && isRequired(legal, field, answers)))
    return 'toDo';
  return wanted.some((field) => answers[field.id] !== undefined) ? 'done' : 'optional';
}

function taskLine(
  say: Messages,
  { file, request, findings }: RequestShown,
  page: QuestionPage,
  state: PageState,
): Html {
  const words = say.requests;
  const blocked = findings.some(
    ({ field, level, what }) => level === 'block' && what.kind !== 'missing' && page.fields.includes(field),
  );
  const mark = blocked
    ? tag('stop', words.level.block)
    : state === 'done'
      ? tag('ok', words.done)
      : tag('plain', state === 'toDo' ? words.toDo : words.optional);
  const title = inLanguage(say, page.title);
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  return html`<li>
    ${mayDraft ? html`<a href="${requestAddress(file, request.number, `/questions/${page.id}`)}">${title}</a>` : html`<span>${title}</span>`}
    ${mark}
  </li>`;
}
