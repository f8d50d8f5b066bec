// A case's requests, choosing a form, the task list, and the answers to be checked.
import { caseCrumbs } from '../cases/cases.pages.ts';
import type { CaseOfMember } from '../people/case-member.store.ts';
import { inCase } from '../people/policy.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { Crumb, View } from '../web/page.ts';
import {
  choices,
  errorSummary,
  facts,
  form,
  note,
  railSection,
  table,
  tag,
  type Errors,
} from '../web/parts.ts';
import { whenText } from '../web/when.ts';
import { visiblePlain } from '../evidence/report/safe-text.ts';
import type { RequestFinding } from './checks.ts';
import { findingWords, inLanguage } from './finding.ts';
import { isAsked, isRequired, pagesOf, type LegalForm, type QuestionPage } from './form.ts';
import { answerLines } from './letter.ts';
import { requestReference, type RequestRecord } from './request.ts';

/** A request as its pages show it. */
export interface RequestShown {
  readonly file: CaseOfMember;
  readonly request: RequestRecord;
  readonly legal: LegalForm;
  readonly findings: readonly RequestFinding[];
}

export function requestAddress(file: CaseOfMember, number?: number, then = ''): string {
  return `/cases/${file.reference}/requests${number === undefined ? '' : `/${number}`}${then}`;
}

export function requestCrumbs(say: Messages, file: CaseOfMember, ...more: readonly Crumb[]): Crumb[] {
  return [...caseCrumbs(say, file), { words: say.requests.title, href: requestAddress(file) }, ...more];
}

export function requestsPage(
  say: Messages,
  file: CaseOfMember,
  list: readonly { request: RequestRecord; title: string }[],
): View {
  const words = say.requests;
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  return {
    title: words.title,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${mayDraft ? html`<p class="c-buttons"><a class="govuk-button" href="${requestAddress(file)}/new">${words.begin}</a></p>` : nothing}
      ${list.length === 0 ? html`<p>${words.none}</p>` : requestTable(say, file, list)}`,
  };
}

function requestTable(
  say: Messages,
  file: CaseOfMember,
  list: readonly { request: RequestRecord; title: string }[],
): Html {
  const words = say.requests;
  return table(
    words.title,
    [
      {
        heading: words.reference,
        cell: ({ request }) => {
          const reference = requestReference(file.reference, request.number);
          return html`<a href="${requestAddress(file, request.number)}">${reference}</a>`;
        },
      },
      { heading: words.form, cell: ({ title }) => title },
      { heading: words.state, cell: () => tag('plain', words.draft) },
      { heading: words.saved, cell: ({ request }) => savedText(say, request) },
    ],
    list,
  );
}

function savedText(say: Messages, { version }: RequestRecord): string {
  return say.requests.savedBy(whenText(say, version.savedAt), version.savedBy ?? say.requests.gone);
}

/** First question of a new request. */
export function choosePage(
  say: Messages,
  file: CaseOfMember,
  forms: readonly LegalForm[],
  errors: Errors,
): View {
  const words = say.requests;
  const list = forms.map(({ record }) => ({
    value: record.id,
    words: record.title,
    hint: `${record.ref}. ${words.confidence[record.confidence]}`,
  }));
  return {
    title: words.chooseTitle,
    place: 'cases',
    crumbs: requestCrumbs(say, file, { words: words.begin }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
    ${form(
      choices(
        say,
        {
          name: 'form',
          kind: 'radios',
          legend: words.chooseTitle,
          hint: words.chooseHint,
          list,
          isHeading: true,
        },
        errors,
      ),
      say.form.next,
      `${requestAddress(file)}/new`,
    )}`,
  };
}

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

function unconfirmed(say: Messages, { record }: LegalForm): Html {
  if (record.confidence === 'confirmed') return nothing;
  return note(
    'warn',
    html`<p>
      ${say.requests.confidence[record.confidence]}
      ${record.confidence === 'editorial' ? '' : say.requests.unconfirmed}
    </p>`,
  );
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

export function aboutRail(say: Messages, { file, request, legal }: RequestShown): Html {
  const words = say.requests;
  return railSection(
    requestReference(file.reference, request.number),
    facts([
      [words.form, legal.record.ref],
      [words.state, words.draft],
      [words.saved, savedText(say, request)],
    ]),
  );
}

export function checkPage(say: Messages, shown: RequestShown): View {
  const { file, request, legal } = shown;
  const words = say.requests;
  const reference = requestReference(file.reference, request.number);
  return {
    title: words.checkTitle,
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      { words: reference, href: requestAddress(file, request.number) },
      { words: words.check },
    ),
    main: html`<h1>${words.checkTitle}</h1>
      ${unconfirmed(say, legal)} ${standing(say, shown)}
      ${legal.form.tasks.map(
        (task) =>
          html`<h2>${inLanguage(say, task.title)}</h2>
            <dl class="c-check">${task.pages.map((page) => answersOf(say, shown, page))}</dl>`,
      )}
      <p class="c-buttons">
        <a class="govuk-button" href="${requestAddress(file, request.number, '/letter.pdf')}"
          >${words.letter}</a
        >
        <a
          class="govuk-button govuk-button--secondary"
          href="${requestAddress(file, request.number, '/request.json')}"
          >${words.data}</a
        >
      </p>`,
    aside: aboutRail(say, shown),
  };
}

/** What stands in the way, and what is worth a look, each leading to its question. */
function standing(say: Messages, { file, request, legal, findings }: RequestShown): Html {
  const words = say.requests;
  const blocking = findings.filter(({ level }) => level === 'block');
  const others = findings.filter(({ level }) => level !== 'block');
  const line = (finding: RequestFinding): Html => {
    const page = pagesOf(legal.form).find(({ fields }) => fields.includes(finding.field));
    const place = finding.item === undefined ? '' : `${words.items.item(finding.item)}: `;
    const text = `${place}${findingWords(say, legal, finding)}`;
    return html`<li>
      <a href="${requestAddress(file, request.number, `/questions/${page?.id ?? ''}`)}">${text}</a>
      <span class="c-hint">${finding.ref}</span>
    </li>`;
  };
  return html`${
    blocking.length === 0
      ? note('ok', html`<p>${words.nothingStands}</p>`)
      : note(
          'stop',
          html`<h2>${words.standing(blocking.length)}</h2>
            <ul class="govuk-list">
              ${blocking.map(line)}
            </ul>`,
        )
  }
  ${
    others.length === 0
      ? nothing
      : note(
          'warn',
          html`<h2>${words.advice}</h2>
            <ul class="govuk-list">
              ${others.map(line)}
            </ul>`,
        )
  }`;
}

function answersOf(say: Messages, { file, request, legal }: RequestShown, page: QuestionPage): Html[] {
  const words = say.requests;
  const { answers } = request.version;
  const fields = legal.fields.filter(
    (field) => page.fields.includes(field.id) && field.type !== 'signature' && isAsked(legal, field, answers),
  );
  const mayDraft = inCase(file.role, 'draftRequest') === 'yes';
  return fields.map((field) => {
    const answer = answers[field.id];
    const lines = answer === undefined ? [words.notAnswered] : answerLines(field, answer);
    const change = html`<a href="${requestAddress(file, request.number, `/questions/${page.id}`)}"
      >${words.change}<span class="govuk-visually-hidden"> ${field.label}</span></a
    >`;
    return html`<div>
      <dt>${field.label}</dt>
      <dd class="${answer === undefined ? 'c-hint' : ''}">
        ${lines.map((line) => html`<p>${visiblePlain(line, 20_000)}</p>`)}
      </dd>
      <dd>${mayDraft ? change : nothing}</dd>
    </div>`;
  });
}

/** Beside a question: what its fields still lack, and the law that asks for them. */
export function questionRail(say: Messages, { legal, findings }: RequestShown, page: QuestionPage): Html {
  const words = say.requests;
  const here = findings.filter(({ field, what }) => page.fields.includes(field) && what.kind !== 'missing');
  const fields = legal.fields.filter(({ id }) => page.fields.includes(id));
  const refs = [
    ...new Set(
      fields.map(
        ({ ref, confidence }) =>
          `${ref}${confidence === 'confirmed' ? '' : ` (${words.confidence[confidence].replace(/\.$/, '')})`}`,
      ),
    ),
  ];
  return html`${
    here.length === 0
      ? nothing
      : railSection(
          words.beside,
          html`<ul class="govuk-list">
            ${here.map((one) => html`<li>${tag(one.level === 'block' ? 'stop' : 'warn', words.level[one.level])} ${findingWords(say, legal, one)}</li>`)}
          </ul>`,
        )
  }
  ${railSection(words.source, html`<p class="c-hint">${refs.join('; ')}</p>`)}`;
}
