// Preservations of a case: the list, beginning one, one of them with its clocks and its history, and an act on it.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import { visiblePlain } from '../../evidence/packages/report/safe-text.ts';
import { selectField, type Option } from '../../web/ask-parts.ts';
import type { Knowledge } from '../../law/model.ts';
import { stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { momentField } from '../../web/moment-field.ts';
import type { View } from '../../web/page.ts';
import { done, errorSummary, facts, field, form, note, table, tag, type Errors } from '../../web/parts.ts';
import { when, whenText } from '../../web/when.ts';
import { clockAddress, endText, ruleName } from '../clocks/clock-words.pages.ts';
import type { StoredClock } from '../clocks/stored.ts';
import { stateWords } from '../desks/desk.pages.ts';
import { runsOut } from '../desks/desk-parts.pages.ts';
import type { LifeEvent } from './life.ts';
import type { Row } from './machine.ts';
import { preservation as machine } from './machines/preservation.ts';
import { whyNotNow, type NotNow } from './not-now.pages.ts';
import { preservationReference, type Preservation } from './preservation.ts';
import { stateOfCase } from '../request.ts';

export function preservationAddress(file: CaseOfMember, number?: number, then = ''): string {
  return `/cases/${file.reference}/preservations${number === undefined ? '' : `/${number}`}${then}`;
}

export function preservationCrumbs(
  say: Messages,
  file: CaseOfMember,
  ...more: { words: string; href?: string }[]
) {
  return [
    ...caseCrumbs(say, file),
    { words: say.desks.names.preservations, href: preservationAddress(file) },
    ...more,
  ];
}

export function preservationsPage(
  say: Messages,
  file: CaseOfMember,
  list: readonly Preservation[],
  { now, mayBegin }: { readonly now: Date; readonly mayBegin: boolean },
): View {
  const words = say.desks;
  return {
    title: words.names.preservations,
    place: 'cases',
    crumbs: [...caseCrumbs(say, file), { words: words.names.preservations }],
    main: html`<h1>${words.names.preservations}</h1>
      <p class="c-lead">${words.leads.preservations}</p>
      ${mayBegin ? html`<p class="c-buttons"><a class="govuk-button" href="${preservationAddress(file)}/new">${words.begin}</a></p>` : nothing}
      ${
        list.length === 0
          ? html`<p>${words.none}</p>`
          : table<Preservation>(
              words.names.preservations,
              [
                {
                  heading: words.what,
                  cell: (one) =>
                    html`<a href="${preservationAddress(file, one.number)}"
                        >${visiblePlain(one.holder, 200)}</a
                      ><br /><span class="c-cite"
                        >${preservationReference(file.reference, one.number)}</span
                      >`,
                },
                {
                  heading: words.runsOut,
                  cell: (one) =>
                    runsOut(say, { begun: one.inForceAt ?? one.begunAt, end: one.expiresAt, now }),
                },
                { heading: words.state, cell: ({ state }) => tag('plain', stateWords(say, state)) },
              ],
              list,
            )
      }`,
  };
}

export interface PreservationShown {
  readonly file: CaseOfMember;
  readonly held: Preservation;
  readonly clocks: readonly StoredClock[];
  readonly events: readonly Omit<LifeEvent, 'version'>[];
  /** What this person may do next. */
  readonly rows: readonly Row<string, string>[];
  readonly law: Knowledge;
  readonly isDone: boolean;
  readonly now: Date;
}

export function preservationPage(say: Messages, shown: PreservationShown): View {
  const { file, held, clocks, events, rows, law, now } = shown;
  const words = say.desks;
  const reference = preservationReference(file.reference, held.number);
  const acts: { readonly [act: string]: string } = say.requestLife.acts;
  const live = clocks.filter(({ run }) => run.status === 'running' || run.status === 'paused');
  return {
    title: reference,
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: reference }),
    main: html`${shown.isDone ? done(say.requestLife.done) : nothing}
      <h1><bdi>${visiblePlain(held.holder, 200)}</bdi></h1>
      <p class="c-lead">${reference} ${tag('plain', stateWords(say, held.state))}</p>
      ${held.expiresAt !== undefined && held.expiresAt <= now ? note('stop', html`<p><b>${words.mayBeGone}</b></p>`) : nothing}
      ${facts([
        [words.runsOut, runsOut(say, { begun: held.inForceAt ?? held.begunAt, end: held.expiresAt, now })],
        [
          words.counterpart,
          held.stateCode === undefined ? undefined : stateName(held.stateCode, say.language.code),
        ],
        [words.categories, held.categories.map((one) => say.ways.category[one]).join(say.language.comma)],
        [
          words.identifiers,
          html`${held.identifiers.map(({ value }) => html`<bdi>${visiblePlain(value, 500)}</bdi><br />`)}`,
        ],
        [say.requestLife.reference, held.reference],
      ])}
      <h2>${say.requestLife.next}</h2>
      ${
        rows.length === 0
          ? html`<p>${say.requestLife.nothingNext}</p>`
          : html`<ul class="govuk-list">
              ${rows.map(({ act }) => html`<li><a href="${preservationAddress(file, held.number, `/acts/${act}`)}">${acts[act] ?? act}</a></li>`)}
            </ul>`
      }
      <h2>${say.timeLimits.title}</h2>
      ${live.length === 0 ? html`<p>${words.noClock}</p>` : clockList(say, live, law)}
      <h2>${say.requestLife.history}</h2>
      ${events.length === 0 ? html`<p>${say.requestLife.noHistory}</p>` : history(say, events)}`,
  };
}

function clockList(say: Messages, clocks: readonly StoredClock[], law: Knowledge): Html {
  return html`<ul class="govuk-list">
    ${clocks.map(
      (clock) =>
        html`<li>
          <a href="${clockAddress(clock.id)}">${ruleName(say, clock.rule, law)}</a><br />
          ${endText(say, clock.run, clock.at.zone)}
        </li>`,
    )}
  </ul>`;
}

function history(say: Messages, events: readonly Omit<LifeEvent, 'version'>[]): Html {
  const words = say.requestLife;
  const acts: { readonly [act: string]: string } = words.acts;
  return table<Omit<LifeEvent, 'version'>>(
    words.history,
    [
      { heading: words.act, cell: ({ act }) => acts[act] ?? act },
      { heading: words.when, cell: ({ occurredAt }) => when(say, occurredAt) },
      {
        heading: words.evidence,
        cell: ({ evidence, reason, by, at }) =>
          html`${[evidence ?? reason ?? []].flat().map((text) => html`${visiblePlain(text, 4000)}<br />`)}<span
              class="c-cite"
              >${by ?? words.theProgram}, ${whenText(say, at)}</span
            >`,
      },
    ],
    events,
  );
}

export interface ActAsked {
  readonly file: CaseOfMember;
  readonly held: Preservation;
  readonly row: Row<string, string>;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** Why it was refused, in the words of the refusal. */
  readonly refused: string | undefined;
  /** Of the case, where one is to be named. */
  readonly requests: readonly Option[];
  readonly now: Date;
  /** The article by which this person may not. */
  readonly barred: string | undefined;
}

/** Not in this state, or not by this person. */
export function notNowPage(
  say: Messages,
  { file, held }: Pick<ActAsked, 'file' | 'held'>,
  asked: Omit<NotNow, 'state' | 'machine' | 'goesFirst'>,
): View {
  const words = say.requestLife;
  const reference = preservationReference(file.reference, held.number);
  const address = preservationAddress(file, held.number);
  return {
    title: words.notNow,
    place: 'cases',
    crumbs: preservationCrumbs(say, file, { words: reference, href: address }, { words: words.notNow }),
    isQuestion: true,
    main: html`<h1>${words.notNow}</h1>
      <p>${tag('plain', stateWords(say, held.state))}</p>
      ${whyNotNow(say, { ...asked, machine, state: held.state, goesFirst: false })}
      <p><a href="${address}">${say.desks.toPreservation}</a></p>`,
  };
}

/** One act: what happened, when and where, and how it is known. */
export function preservationActPage(say: Messages, asked: ActAsked): View {
  const { file, held, row, errors } = asked;
  const words = say.requestLife;
  const acts: { readonly [act: string]: string } = words.acts;
  const title = acts[row.act] ?? row.act;
  const reference = preservationReference(file.reference, held.number);
  return {
    title,
    place: 'cases',
    crumbs: preservationCrumbs(
      say,
      file,
      { words: reference, href: preservationAddress(file, held.number) },
      { words: title },
    ),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      ${asked.refused === undefined ? nothing : note('stop', html`<p>${asked.refused}</p>`)}
      <h1>${title}</h1>
      ${
        asked.barred === undefined
          ? actForm(say, asked)
          : note(
              'stop',
              html`<p>${words.guards.mayRelease}</p>
                <p class="c-cite">${asked.barred}</p>`,
            )
      }`,
  };
}

function actForm(say: Messages, asked: ActAsked): Html {
  const { file, held, row, errors } = asked;
  const words = say.requestLife;
  const given = asked.given.has('occurredAt.when')
    ? asked.given
    : new URLSearchParams([...asked.given, ['occurredAt.when', 'now']]);
  // By the clock of whoever keeps the data: a time limit ends there.
  const times = { given, states: [held.stateCode, stateOfCase(file)] };
  const value = (name: string): string => given.get(name) ?? '';
  const needs = (guard: Row<string, string>['guards'][number]): boolean => row.guards.includes(guard);
  // Of another's order that is let go, how that is known.
  const isShown = needs('evidenceGiven') || (needs('mayRelease') && held.direction === 'incoming');
  return html`${form(
    html`${isShown ? field(say, { name: 'evidence', label: words.evidence, hint: words.evidenceHint, value: value('evidence'), rows: 2 }, errors) : nothing}
    ${needs('reasonGiven') ? field(say, { name: 'reason', label: words.reason, value: value('reason'), rows: 3 }, errors) : nothing}
    ${row.act === 'extend' || row.act === 'confirm' ? momentField(say, { ...times, name: 'endsAt', legend: say.desks.endsAt, ...(row.act === 'confirm' && { hint: say.desks.endsAtHint }), zoneOf: 'occurredAt' }, errors) : nothing}
    ${row.act === 'announceProduction' ? selectField(say, { name: 'production', label: say.desks.production, value: value('production') }, [{ value: '', words: '' }, ...asked.requests], errors) : nothing}
    ${momentField(say, { ...times, name: 'occurredAt', legend: words.occurred, hint: words.occurredHint, now: whenText(say, asked.now) }, errors)}
    ${row.act === 'confirm' ? field(say, { name: 'reference', label: words.reference, value: value('reference'), isOptional: true }, errors) : nothing}`,
    words.record,
  )}`;
}
