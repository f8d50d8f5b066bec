// The desks: queues of requests, and the register of preservations. What ends first comes first.
import { visiblePlain } from '../../web/safe-text.ts';
import { STATE_CODES, stateName } from '../../law/states.ts';
import { askingForm, selectField } from '../../web/ask-parts.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import {
  choices,
  done,
  field,
  form,
  hidden,
  pressButton,
  railSection,
  table,
  tag,
  type Column,
  type Errors,
} from '../../web/parts.ts';
import { dayText, when } from '../../web/when.ts';
import { COPIES } from '../machine/way/counterpart-copy.ts';
import { machineOf } from '../machine/states/machines.ts';
import { preservation } from '../machine/states/preservation.ts';
import { openStepLine } from '../machine/states/open-step.pages.ts';
import { preservationReference } from '../core/request.ts';
import { requestReference } from '../core/request.ts';
import { deskLinks } from './desk-parts.pages.ts';
import { runsOut } from '../machine/clocks/runs-out.pages.ts';
import { deskQuery, URGENCIES, type DeskFilter } from './desk.ts';
import type { CopyLine, KeptView, QueueLine, RegisterLine } from './desk.store.ts';
import { stateWords } from '../machine/text/request-shown.pages.ts';

export type QueueDesk = 'outgoing' | 'incoming' | 'preservations';

export interface DeskShown<Line> {
  readonly desk: QueueDesk;
  readonly lines: readonly Line[];
  readonly filter: DeskFilter;
  /** Not its first page. */
  readonly isLater: boolean;
  /** Where the list goes on. */
  readonly next: string | undefined;
  readonly views: readonly KeptView[];
  /** Titles of forms by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly isAtDutyDesk: boolean;
  /** Of a view to keep, as it was typed. */
  readonly named: { readonly name: string; readonly errors: Errors };
  readonly done: 'kept' | 'dropped' | undefined;
  readonly now: Date;
}

/** `copies`: those for authorities of other States that have not gone. */
export function queuePage(
  say: Messages,
  shown: DeskShown<QueueLine>,
  copies: readonly CopyLine[] = [],
): View {
  const more = copies.length === 0 ? nothing : copyTable(say, copies);
  return deskView(say, shown, queueTable(say, shown.lines, shown), more);
}

export function registerPage(say: Messages, shown: DeskShown<RegisterLine>): View {
  return deskView(say, shown, registerTable(say, shown));
}

function deskView<Line>(say: Messages, shown: DeskShown<Line>, list: Html, more: Html = nothing): View {
  const { desk, lines, filter, next, isLater } = shown;
  const { errors } = shown.named;
  const words = say.desks;
  const address = `/desk/${desk}`;
  const query = deskQuery(filter);
  const on = (more: string): string =>
    `${address}?${new URLSearchParams([...query, ['after', more]]).toString()}`;
  return {
    title: words.names[desk],
    place: 'work',
    crumbs: [{ words: say.work.title, href: '/' }, { words: words.names[desk] }],
    errors,
    main: html`${shown.done === undefined ? nothing : done(shown.done === 'kept' ? words.viewKept : words.viewDropped)}
      <h1>${words.names[desk]}</h1>
      <p class="c-lead">${words.leads[desk]}</p>
      ${deskLinks(say, desk, shown.isAtDutyDesk)} ${filterForm(say, shown)}
      ${
        lines.length > 0
          ? list
          : query.toString() === ''
            ? html`<p>${words.empty}</p>
                <p><a href="/cases">${say.cases.title}</a></p>`
            : html`<p>${words.noneFits} <a href="${address}">${words.clear}</a></p>`
      }
      ${isLater ? html`<p><a href="${address}?${query.toString()}">${words.fromStart}</a></p>` : nothing}
      ${next === undefined ? nothing : html`<p><a href="${on(next)}">${words.more}</a></p>`}
      <p><a href="${address}/csv?${query.toString()}" download>${words.csv}</a></p>
      ${more}`,
    aside: viewsRail(say, shown, query.toString()),
  };
}

function filterForm<Line>(say: Messages, { desk, filter, titles }: DeskShown<Line>): Html {
  const words = say.desks;
  const { code } = say.language;
  const others = STATE_CODES.map((one) => [one, stateName(one, code)] as const);
  const select = (
    name: 'state' | 'urgency' | 'form' | 'counterpart',
    label: string,
    list: readonly (readonly [string, string])[],
  ): Html =>
    selectField(
      say,
      { name, label, value: filter[name] },
      [{ value: '', words: words.all }, ...list.map(([value, text]) => ({ value, words: text }))],
      {},
    );
  const states = desk === 'preservations' ? preservation.states : machineOf(desk).states;
  const content = html`${select(
    'state',
    words.state,
    states.map((one) => [one, stateWords(say, one)]),
  )}
  ${
    desk === 'preservations'
      ? nothing
      : html`${select(
          'urgency',
          words.urgency,
          URGENCIES.map((one) => [one, say.requestLife.urgencies[one]]),
        )}
        ${select('form', words.kind, [...titles])}`
  }
  ${select(
    'counterpart',
    words.counterpart,
    others.toSorted(([, a], [, b]) => a.localeCompare(b, code)),
  )}
  ${choices(
    say,
    {
      name: 'all',
      legend: words.closedToo,
      isLegendHidden: true,
      kind: 'checkboxes',
      list: [{ value: 'yes', words: words.closedToo, isChosen: filter.isAll }],
    },
    {},
  )}`;
  const query = deskQuery(filter).toString();
  return html`<details class="c-each" ${query === '' ? nothing : raw(' open')}>
      <summary>${words.filter}</summary>
      ${askingForm(`/desk/${desk}`, html`<div class="c-filter">${content}</div>`, words.show)}
    </details>
    ${query === '' ? html`<p><a href="/desk/${desk}?all=yes">${words.closedToo}</a></p>` : html`<p><a href="/desk/${desk}">${words.clear}</a></p>`}`;
}

function viewsRail<Line>(say: Messages, { desk, views, named }: DeskShown<Line>, query: string): Html {
  const words = say.desks;
  return railSection(
    words.views,
    html`${
      views.length === 0
        ? html`<p>${words.noViews}</p>`
        : html`<ul class="govuk-list">
            ${views.map(
              (view) =>
                html`<li>
                  <a href="/desk/${desk}?${view.query}">${visiblePlain(view.name, 60)}</a>
                  ${pressButton(`/desk/views/${view.id}/drop`, words.dropView, view.name)}
                </li>`,
            )}
          </ul>`
    }
    ${form(
      html`${hidden('desk', desk)}${hidden('query', query)}
      ${field(say, { name: 'name', label: words.viewName, value: named.name, autocomplete: 'off' }, named.errors)}`,
      words.keepView,
      '/desk/views',
    )}`,
  );
}

function counterpartWords(say: Messages, code: string | undefined): string {
  return code === undefined ? '–' : stateName(code, say.language.code);
}

export function queueTable(
  say: Messages,
  lines: readonly QueueLine[],
  { titles, now }: { readonly titles: ReadonlyMap<string, string>; readonly now: Date },
): Html {
  const words = say.desks;
  const columns: Column<QueueLine>[] = [
    {
      heading: words.runsOut,
      cell: ({ stateSince, dueAt }) => runsOut(say, { begun: stateSince, end: dueAt, now }),
    },
    {
      heading: words.what,
      cell: (one) =>
        html`<a href="/cases/${one.case}/requests/${one.number}">${titles.get(one.form) ?? one.form}</a
          ><br /><span class="c-cite"
            >${requestReference(one.case, one.number)}${one.urgency === 'normal' ? nothing : html` · ${urgencyWords(say, one.urgency)}`}</span
          >`,
    },
    { heading: words.counterpart, cell: (one) => counterpartWords(say, one.counterpart) },
    {
      heading: words.state,
      cell: (one) =>
        html`${tag(one.state === 'clarificationAsked' ? 'warn' : 'plain', stateWords(say, one.state))}<br /><span
            class="c-cite"
            >${dayText(say, one.stateSince)}</span
          >${openLine(say, one)}`,
    },
  ];
  return table(words.title, columns, lines);
}

/** The next step, where something is on record elsewhere already. */
function openLine(say: Messages, one: QueueLine): Html {
  return one.open === undefined ? nothing : html`<br />${openStepLine(say, one, one.open)}`;
}

/** Each with what is next: to send it, and to record that. */
function copyTable(say: Messages, lines: readonly CopyLine[]): Html {
  const words = say.counterpartCopy;
  const of = (one: CopyLine): string => `/cases/${one.case}/requests/${one.number}`;
  const columns: Column<CopyLine>[] = [
    { heading: words.desk.of, cell: ({ name }) => html`<bdi>${visiblePlain(name, 1000)}</bdi>` },
    {
      heading: words.desk.request,
      cell: (one) => html`<a href="${of(one)}">${requestReference(one.case, one.number)}</a>`,
    },
    { heading: words.desk.since, cell: ({ askedAt }) => when(say, askedAt) },
    {
      heading: words.desk.next,
      cell: (one) =>
        one.madeAt === undefined
          ? html`${tag('plain', words.states.beingMade)}<br /><a href="${of(one)}${COPIES}">${words.look}</a>`
          : html`${tag('warn', words.states.toSend)}<br /><a href="${of(one)}${COPIES}"
                >${words.desk.send}<span class="govuk-visually-hidden">
                  ${requestReference(one.case, one.number)}</span
                ></a
              >`,
    },
  ];
  return html`<h2>${words.desk.title}</h2>
    <p>${words.desk.lead}</p>
    ${table(words.desk.title, columns, lines)}`;
}

export function urgencyWords(say: Messages, urgency: string): string {
  const words: { readonly [urgency: string]: string | undefined } = say.requestLife.urgencies;
  return words[urgency] ?? urgency;
}

export function registerTable(
  say: Messages,
  { lines, now }: { readonly lines: readonly RegisterLine[]; readonly now: Date },
): Html {
  const words = say.desks;
  const columns: Column<RegisterLine>[] = [
    {
      heading: words.runsOut,
      cell: ({ begunAt, expiresAt }) => runsOut(say, { begun: begunAt, end: expiresAt, now }),
    },
    {
      heading: words.what,
      cell: (one) =>
        html`<a href="/cases/${one.case}/preservations/${one.number}"
            ><bdi>${visiblePlain(one.holder, 200)}</bdi></a
          ><br /><span class="c-cite">${preservationReference(one.case, one.number)}</span>`,
    },
    { heading: words.counterpart, cell: (one) => counterpartWords(say, one.counterpart) },
    { heading: words.state, cell: (one) => tag('plain', stateWords(say, one.state)) },
  ];
  return table(words.names.preservations, columns, lines);
}
