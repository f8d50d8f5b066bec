// What the pages of both kinds of records of an order share: whether one may be recorded, who recorded what, and the questions when,
// and what shows it.
import { visibleLines, visiblePlain } from '../../web/safe-text.ts';
import { isUuid } from '../../base/ids.ts';
import { latestDay } from '../../base/time.ts';
import { isDay, type Day } from '../../law/day.ts';
import { dayGiven, daysField } from '../../web/day-field.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, field, hidden, note, table, type Errors } from '../../web/parts.ts';
import type { Steps } from '../../web/steps.ts';
import { dayText, when } from '../../web/when.ts';
import { belowRequest } from '../life/follow/request-follow.pages.ts';
import { refText } from '../ref-text.pages.ts';
import { requestAddress, type RequestShown } from '../request-shown.pages.ts';
import { EVIDENCE_MAX, textIn, type Recorded } from './order-record.ts';

/** Whether something may be recorded of this request, as far as the request goes. `firstDay`: none before it can be. */
export type OrderPlace =
  | { readonly is: 'gone'; readonly firstDay: Day }
  | { readonly is: 'notGone' }
  | { readonly is: 'otherForm' };

/** Why nothing may be recorded; nothing where it may. */
function placeNote(say: Messages, { is }: OrderPlace): Html {
  return is === 'gone' ? nothing : note('plain', html`<p>${say.orderRecord[is]}</p>`);
}

export interface RecordsShown {
  readonly words: {
    readonly title: string;
    readonly lead: string;
    readonly none: string;
    readonly record: string;
  };
  /** What they do to time limits, where somebody might think that they do. */
  readonly timeLimits?: string;
  /** The article that they rest on. */
  readonly ref: string;
  readonly path: string;
  readonly place: OrderPlace;
  readonly mayRecord: boolean;
  readonly isDone: boolean;
}

/** All records of one kind, and the way to another. */
export function recordsPage(
  say: Messages,
  shown: RequestShown,
  { words, ref, path, place, mayRecord, isDone, timeLimits }: RecordsShown,
  records: readonly Html[],
): View {
  return belowRequest(say, shown, {
    title: words.title,
    here: words.title,
    isQuestion: false,
    main: html`${isDone ? done(say.orderRecord.saved) : nothing}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <p class="c-cite">${refText(say, shown.law, ref)}</p>
      ${timeLimits === undefined ? nothing : note('plain', html`<p>${timeLimits}</p>`)}
      ${placeNote(say, place)} ${records.length === 0 ? html`<p>${words.none}</p>` : records}
      ${mayRecord ? recordButton(shown, path, words.record) : nothing}`,
  });
}

export interface RecordedRow {
  readonly words: string;
  /** Undefined: it has not happened. */
  readonly recorded: Recorded | undefined;
}

/** What was recorded of one, in order. */
export function recordedTable(say: Messages, caption: string, rows: readonly RecordedRow[]): Html {
  const words = say.requestLife;
  const list = rows.flatMap(({ words: what, recorded }) =>
    recorded === undefined ? [] : [{ ...recorded, what }],
  );
  return table<(typeof list)[number]>(
    caption,
    [
      { heading: words.act, cell: ({ what }) => html`<b>${what}</b>` },
      { heading: words.when, cell: ({ on }) => (on === undefined ? '–' : dayText(say, new Date(on))) },
      {
        heading: words.evidence,
        cell: ({ evidence }) =>
          html`<div class="c-typed"><bdi>${visibleLines(evidence, EVIDENCE_MAX)}</bdi></div>`,
      },
      {
        heading: words.who,
        cell: ({ by, at }) =>
          html`<bdi>${visiblePlain(by ?? say.requests.gone, 300)}</bdi>
            <p class="c-hint">${when(say, at)}</p>`,
      },
    ],
    list,
  );
}

function recordButton(shown: RequestShown, path: string, words: string): Html {
  const href = requestAddress(shown.file, shown.request.number, `${path}/new`);
  return html`<p class="c-buttons"><a class="govuk-button" href="${href}">${words}</a></p>`;
}

export interface StepLink {
  readonly href: string;
  readonly words: string;
}

/** What may be recorded of one of several: its name goes with each link, for whoever hears them one by one. */
export function stepLinks(links: readonly StepLink[], name: string): Html {
  return html`<ul class="govuk-list">
    ${links.map(
      ({ href, words }) =>
        html`<li>
          <a href="${href}">${words}<span class="govuk-visually-hidden">: ${name}</span></a>
        </li>`,
    )}
  </ul>`;
}

export type CommonStep = 'on' | 'evidence';

/** Days that can be: `now` in milliseconds since 1970. */
export interface Days {
  readonly first: Day;
  readonly now: number;
}

export function commonWrong(
  say: Messages,
  step: CommonStep,
  given: URLSearchParams,
  { first, now }: Days,
): string | undefined {
  const words = say.orderRecord;
  if (step === 'evidence')
    return textIn(given.get(step), EVIDENCE_MAX) === undefined ? words.wrongEvidence : undefined;
  const day = dayGiven(given, step);
  if (isDay(day) && day >= first && day <= latestDay(now)) return undefined;
  return words.wrongDay(dayText(say, new Date(first)));
}

export function commonQuestion(
  say: Messages,
  step: CommonStep,
  title: string,
  {
    given,
    errors,
    hint,
  }: { readonly given: URLSearchParams; readonly errors: Errors; readonly hint?: string | undefined },
): Html {
  if (step === 'on')
    return daysField(
      say,
      { name: step, legend: title, value: dayGiven(given, step), isHeading: true },
      errors,
    );
  const value = given.get(step) ?? '';
  const ask = { name: step, label: title, value, rows: 3, isHeading: true };
  return field(say, { ...ask, ...(hint !== undefined && { hint }) }, errors);
}

/** The form keeps the key it was given: pressed twice, or sent again when the answer was lost, it records one. */
export function keyField(given: URLSearchParams, fresh: string): Html {
  const key = given.get('key') ?? '';
  return hidden('key', isUuid(key) ? key : fresh);
}

/** Says that a record is a mistake: one question, posted. */
export function mistakeSteps(say: Messages): Steps<'evidence'> {
  return {
    steps: ['evidence'],
    wrong: (step, given) =>
      textIn(given.get(step), EVIDENCE_MAX) === undefined ? say.orderRecord.wrongEvidence : undefined,
  };
}
