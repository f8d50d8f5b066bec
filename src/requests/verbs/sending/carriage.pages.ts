// What goes by other means than the decentralised IT system of the Union: asked with the act that sends it, and shown as it is to be
// recorded in that system (Regulation (EU) 2023/1543, Art. 19(5) and (6)).
import { visiblePlain } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts, note, table, tag } from '../../../web/parts.ts';
import { dayText, sizeText, when } from '../../../web/when.ts';
import { partyIn, sentOtherwise, type SentOtherwise } from '../../machine/states/carriage.ts';
import type { LifeShown } from './life.pages.ts';
import type { ActDetail } from '../../machine/states/life.ts';
import { requestReference } from '../../core/request.ts';

/** What waits to be recorded there, to be copied: all that Article 19(6) names. */
export function recordFacts(say: Messages, shown: LifeShown): Html {
  const words = say.requestLife.carriage;
  const { file, request, life } = shown;
  const waiting = sentOtherwise(life.events).filter(({ record }) => record === undefined);
  return html`<p class="c-lead">${words.lead}</p>
    ${waiting.map((one) =>
      facts([
        [say.requests.reference, requestReference(file.reference, request.number)],
        ...cellsOf(say, shown).map(({ heading, cell }) => [heading, cell(one)] as const),
      ]),
    )}`;
}

/** On the page of a request, where something went so. */
export function otherMeansSection(say: Messages, shown: LifeShown): Html {
  const words = say.requestLife.carriage;
  const all = sentOtherwise(shown.life.events);
  if (all.length === 0) return nothing;
  const isWaiting = all.some(({ record }) => record === undefined);
  return html`<h2>${words.title}</h2>
    ${isWaiting ? note('warn', html`<p>${words.lead}</p>`) : nothing} ${sentTable(say, shown, all)}`;
}

function cellsOf(say: Messages, { request }: LifeShown) {
  const words = say.requestLife.carriage;
  const party = (one: 'sender' | 'recipient') =>
    partyIn(one, { ...request, answers: request.version.answers });
  const name = (text: string | undefined): Html => html`<bdi>${visiblePlain(text ?? '–', 300)}</bdi>`;
  return [
    { heading: words.when, cell: ({ event }: SentOtherwise) => when(say, event.occurredAt) },
    { heading: words.from, cell: () => name(party('sender')) },
    {
      heading: words.recipient,
      cell: ({ means }: SentOtherwise) => name(means.recipient ?? party('recipient')),
    },
    { heading: words.files, cell: ({ means }: SentOtherwise) => filesHtml(say, means.files ?? []) },
    {
      heading: words.why,
      cell: ({ means }: SentOtherwise) =>
        html`${means.why.map((one) => html`<div>${words.whys[one]}</div>`)}
          <div class="c-typed">${visiblePlain(means.inWhat, 4000)}</div>`,
    },
  ];
}

function sentTable(say: Messages, shown: LifeShown, rows: readonly SentOtherwise[]): Html {
  const words = say.requestLife.carriage;
  return table(
    words.title,
    [
      ...cellsOf(say, shown),
      {
        heading: words.recorded,
        cell: ({ record }) =>
          record === undefined
            ? tag('warn', words.notRecorded)
            : html`${when(say, record.occurredAt)}
                <p class="c-hint"><bdi>${visiblePlain(record.evidence ?? '', 1000)}</bdi></p>`,
      },
    ],
    rows,
  );
}

function filesHtml(say: Messages, files: readonly { readonly name: string; readonly bytes: number }[]): Html {
  if (files.length === 0) return html`–`;
  return html`${files.map(({ name, bytes }) => html`<div><bdi>${visiblePlain(name, 300)}</bdi> (${sizeText(say, bytes)})</div>`)}`;
}

/** For the history: by which means it went, and until when a link is open. */
export function carriageLines(say: Messages, { carried, link }: ActDetail): string[] {
  const words = say.requestLife.carriage;
  return [
    ...(carried === undefined ? [] : [words[carried.by]]),
    ...(link === undefined ? [] : [words.openUntil(dayText(say, new Date(link.until)))]),
  ];
}
