// What is recorded of a request, read: all of one kind, or one of them; each with what it says, what happened, and what may follow.
import { inCase } from '../../../people/policy.ts';
import { labelOf, type Body } from '../../../web/fields/field.ts';
import { cellOf, columnsOf } from '../../../web/fields/record.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { done, facts, note, table, tag } from '../../../web/parts.ts';
import { visibleLines, visiblePlain } from '../../../web/safe-text.ts';
import { dayText, when } from '../../../web/when.ts';
import { belowRequest } from '../../machine/text/request-follow.pages.ts';
import { refText } from '../../core/ref-text.pages.ts';
import { requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import type { Open } from './record.do.ts';
import { isStepOpen, type RecordKind, type ShownEvent } from './record.ts';

interface Shown<One> {
  readonly records: readonly One[];
  readonly open: Open;
  readonly isDone: boolean;
}

/** All of one kind, and the way to another. */
export function recordsPage<One extends { readonly number: number }>(
  say: Messages,
  shown: RequestShown,
  kind: RecordKind<One>,
  { records, open, isDone }: Shown<One>,
): View {
  const { title, lead, none, record, saved } = kind.words(say);
  const mayRecord = inCase(shown.file.role, kind.may) === 'yes';
  const notes = [
    ...(kind.notes?.(say, shown.legal.record.instrument) ?? []),
    ...('why' in open ? [open.why(say)] : []),
  ];
  return belowRequest(say, shown, {
    title,
    here: title,
    isQuestion: false,
    main: html`${isDone ? done(saved) : nothing}
      <h1>${title}</h1>
      <p class="c-lead">${lead}</p>
      ${kind.ref === undefined ? nothing : html`<p class="c-cite">${refText(say, shown.law, kind.ref)}</p>`}
      ${notes.map((one) => note('plain', html`<p>${one}</p>`))}
      ${records.length === 0 ? html`<p>${none}</p>` : records.map((one) => recordHtml(say, shown, kind, one))}
      ${
        records.length === 0
          ? nothing
          : html`<p>
              <a href="${requestAddress(shown.file, shown.request.number, kind.path)}/csv" download
                >${say.desks.csv}</a
              >
            </p>`
      }
      ${
        mayRecord && !('why' in open)
          ? html`<p class="c-buttons">
              <a
                class="govuk-button"
                href="${requestAddress(shown.file, shown.request.number, kind.path)}/new"
                >${record}</a
              >
            </p>`
          : nothing
      }`,
  });
}

/** All of one kind for whoever counts on in a spreadsheet: what each says, without what may name somebody, and where it stands. */
export function recordsCsv<One extends { readonly number: number }>(
  say: Messages,
  reference: string,
  kind: RecordKind<One>,
  records: readonly One[],
): string[][] {
  const columns = columnsOf(kind.fields);
  const { what, state, since } = say.desks;
  const line = (one: One): string[] => {
    const { state: now, events } = kind.shown(say, one);
    // What happened first has its day beside it, and not in what the record says.
    const values: Body = { on: events[0]?.on, ...one };
    return [
      `${reference}${kind.path}/${one.number}`,
      ...columns.map((column) => cellOf(say, column, values[column[0]])),
      now[1],
      events.at(-1)?.at.toISOString() ?? '',
    ];
  };
  const labels = columns.map(([, field]) => labelOf(say, field));
  return [[what, ...labels, state, since], ...records.map(line)];
}

/** One of them, and what may become of it. */
export function recordPage<One extends { readonly number: number }>(
  say: Messages,
  shown: RequestShown,
  kind: RecordKind<One>,
  one: One,
): View {
  const { title } = kind.words(say);
  const { name } = kind.shown(say, one);
  return belowRequest(say, shown, {
    title: name,
    here: name,
    under: { words: title, path: kind.path },
    isQuestion: false,
    main: html`<h1>${title}</h1>
      ${recordHtml(say, shown, kind, one)}`,
  });
}

function recordHtml<One extends { readonly number: number }>(
  say: Messages,
  shown: RequestShown,
  kind: RecordKind<One>,
  one: One,
): Html {
  const { name, state, facts: lines, events } = kind.shown(say, one);
  const mayRecord = inCase(shown.file.role, kind.may) === 'yes';
  const steps = mayRecord ? Object.values(kind.steps).filter((step) => isStepOpen(kind, step, one)) : [];
  const address = requestAddress(shown.file, shown.request.number, `${kind.path}/${one.number}`);
  return html`<section>
    <h2><bdi>${name}</bdi> ${tag(...state)}</h2>
    ${facts(lines)} ${eventsTable(say, name, events)}
    ${
      steps.length === 0
        ? nothing
        : html`<ul class="govuk-list">
            ${steps.map(
              ({ path, to }) =>
                html`<li>
                  <a href="${address}/${path}"
                    >${to(say)}<span class="govuk-visually-hidden">${say.language.colon}${name}</span></a
                  >
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}

const EVIDENCE_MAX = 4000;

/** What happened, in order. */
function eventsTable(say: Messages, caption: string, events: readonly ShownEvent[]): Html {
  const words = say.requestLife;
  return table<ShownEvent>(
    caption,
    [
      { heading: words.act, cell: ({ words: what }) => html`<b>${what}</b>` },
      { heading: words.when, cell: ({ on }) => (typeof on === 'string' ? dayText(say, new Date(on)) : '–') },
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
    events,
  );
}
