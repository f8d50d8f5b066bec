// Who may know that a request exists, until when, and what was decided on it.
import type { Member } from '../people/case-member.store.ts';
import { daysField } from '../web/day-field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, done, field, form, table, type Errors } from '../web/parts.ts';
import { dayText, whenText } from '../web/when.ts';
import { visiblePlain } from '../evidence/packages/report/safe-text.ts';
import type { Confidentiality } from './confidentiality.ts';
import { belowRequest } from './life/request-follow.pages.ts';
import { requestAddress, type RequestShown } from './request-shown.pages.ts';

export interface ConfidenceAsked {
  readonly shown: RequestShown;
  readonly members: readonly Member[];
  readonly now: Confidentiality;
  readonly mayDecide: boolean;
  readonly given: { readonly knowers: readonly string[]; readonly until: string; readonly reason: string };
  readonly errors: Errors;
  readonly isDone?: boolean;
}

export function confidencePage(say: Messages, asked: ConfidenceAsked): View {
  const { shown, now, errors } = asked;
  const words = say.confidence;
  const { file, request } = shown;
  const address = requestAddress(file, request.number, '/confidentiality');
  return belowRequest(say, shown, {
    title: words.ask,
    here: words.title,
    errors,
    main: html`${asked.isDone === true ? done(words.notices.saved) : nothing}
      <h1>${words.ask}</h1>
      <p>
        ${request.isRestricted ? words.lead : html`${words.open} ${asked.mayDecide ? words.lead : nothing}`}
      </p>
      ${asked.mayDecide ? question(say, asked, address) : knowersList(say, asked)}
      ${request.isRestricted && asked.mayDecide ? html`<p><a href="${address}/open">${words.toOpen}</a></p>` : nothing}
      ${now.decisions.length === 0 ? nothing : history(say, now)}`,
  });
}

function question(say: Messages, { shown, members, given, errors }: ConfidenceAsked, address: string): Html {
  const words = say.confidence;
  const list = members.map(({ person, name, role }) => ({
    value: person,
    words: visiblePlain(name, 200),
    hint: say.caseRole[role],
    isChosen: given.knowers.includes(person),
  }));
  return form(
    html`${choices(say, { name: 'knowers', kind: 'checkboxes', legend: words.knowers, list }, errors)}
    ${daysField(say, { name: 'until', legend: words.until, hint: words.untilHint, value: given.until }, errors)}
    ${field(say, { name: 'reason', label: words.why, rows: 2, value: given.reason }, errors)}`,
    shown.request.isRestricted ? words.change : words.keep,
    address,
  );
}

function knowersList(say: Messages, { now, shown }: ConfidenceAsked): Html {
  if (!shown.request.isRestricted) return html``;
  const names = now.knowers.map(({ name }) => html`<li><bdi>${visiblePlain(name, 200)}</bdi></li>`);
  return html`<h2>${say.confidence.knowers}</h2>
    <ul class="govuk-list">
      ${names}
    </ul>`;
}

function history(say: Messages, { decisions }: Confidentiality): Html {
  const words = say.confidence;
  return html`<h2>${words.history}</h2>
    ${table(
      words.history,
      [
        { heading: words.when, cell: ({ at }) => whenText(say, at) },
        {
          heading: words.what,
          cell: ({ act, about, until }) =>
            html`${words.acts[act]}${about === undefined ? nothing : html`: <bdi>${visiblePlain(about, 200)}</bdi>`}${until === undefined ? nothing : html` · ${words.until} ${dayText(say, new Date(until))}`}`,
        },
        { heading: words.who, cell: ({ by }) => visiblePlain(by ?? say.requests.gone, 200) },
        { heading: words.why, cell: ({ reason }) => html`<bdi>${visiblePlain(reason, 2000)}</bdi>` },
      ],
      decisions,
    )}`;
}

export function openPage(say: Messages, shown: RequestShown, reason: string, errors: Errors): View {
  const words = say.confidence;
  const path = '/confidentiality';
  return belowRequest(say, shown, {
    title: words.openAsk,
    here: words.toOpen,
    under: { words: words.title, path },
    errors,
    main: html`<h1>${words.openAsk}</h1>
      ${form(
        field(say, { name: 'reason', label: words.why, rows: 2, value: reason }, errors),
        words.openButton,
        requestAddress(shown.file, shown.request.number, `${path}/open`),
      )}`,
  });
}
