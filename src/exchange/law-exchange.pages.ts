// Changes of the law data between authorities: what peers propose, and what we told them of our own State.
import { placeOf } from '../law/change.ts';
import { lawView } from '../law/fact.pages.ts';
import type { Proposal } from '../law/proposal.store.ts';
import { titleOf, type LawValues } from '../law/values.ts';
import { recordOf, type Change } from '../law/change.ts';
import type { FieldFault } from '../law/check-values.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, note, pressButton, table, tag } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { dayText } from '../web/when.ts';
import type { ArrivedLaw } from './law-exchange.acts.ts';

export const LAW_PEERS = '/law/peers';

export interface OwnLaw {
  readonly proposal: Proposal;
  /** One a peer; `is`: undefined while nobody there has decided. */
  readonly told: readonly {
    readonly agency: string;
    readonly is: 'published' | 'returned' | undefined;
    readonly why: string | undefined;
  }[];
}

interface LawBetween {
  readonly values: LawValues;
  readonly arrived: readonly ArrivedLaw[];
  /** Undefined: we tell nothing, as we are no central authority. */
  readonly own: readonly OwnLaw[] | undefined;
  readonly done: string;
  readonly faults: readonly FieldFault[];
}

export function lawBetweenPage(say: Messages, shown: LawBetween): View {
  const words = say.exchange.law;
  const { arrived, own, faults, values } = shown;
  const saying = Object.hasOwn(words.done, shown.done)
    ? words.done[shown.done as keyof typeof words.done]
    : undefined;
  const main = html`<h1>${words.title}</h1>
    <p class="c-lead">${words.lead}</p>
    ${saying === undefined ? nothing : done(saying)}
    ${
      faults.length === 0
        ? nothing
        : note(
            'stop',
            html`<p><b>${words.notFitting}</b></p>
              <ul class="govuk-list" lang="en">
                ${faults.map(({ field, message }) => html`<li>${visiblePlain(`${field}: ${message}`, 300)}</li>`)}
              </ul>`,
          )
    }
    <h2>${words.arrived}</h2>
    ${arrived.length === 0 ? html`<p>${words.none}</p>` : arrivedTable(say, arrived, values)}
    ${own === undefined ? nothing : ownTable(say, own, values)}`;
  return lawView(say, { title: words.title, main });
}

function changeWords(change: Change, values: LawValues): Html {
  const place = placeOf(change).join(', ');
  const value = 'value' in change ? change.value : change.kind === 'party' ? change.status : change.effect;
  const text = value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return html`<b>${titleOf(values, recordOf(change))}${place === '' ? nothing : `: ${place}`}</b> <br /><span
      class="c-break"
      dir="auto"
      >${visiblePlain(text, 300)}</span
    >`;
}

function arrivedTable(say: Messages, arrived: readonly ArrivedLaw[], values: LawValues): Html {
  const words = say.exchange.law;
  return table<ArrivedLaw>(
    words.arrived,
    [
      { heading: say.lawChange.what, cell: ({ said }) => changeWords(said.change, values) },
      {
        heading: say.exchange.arrivals.from,
        cell: ({ agency }) => html`<bdi>${visiblePlain(agency, 200)}</bdi>`,
      },
      {
        heading: say.lawChange.reason,
        cell: ({ said }) =>
          html`<span lang="${said.language}" dir="auto">${visiblePlain(said.reason, 2000)}</span>`,
      },
      {
        heading: words.act,
        cell: ({ id, agency }) =>
          html`${pressButton(`${LAW_PEERS}/${id}/propose`, words.propose, agency)}
            <a href="${LAW_PEERS}/${id}/decline">${words.decline}</a>`,
      },
    ],
    arrived,
  );
}

function ownTable(say: Messages, own: readonly OwnLaw[], values: LawValues): Html {
  const words = say.exchange.law;
  return html`<h2>${words.own}</h2>
    ${
      own.length === 0
        ? html`<p>${words.noOwn}</p>`
        : table<OwnLaw>(
            words.own,
            [
              { heading: say.lawChange.what, cell: ({ proposal }) => changeWords(proposal.change, values) },
              {
                heading: say.lawChange.date,
                cell: ({ proposal: { decidedAt } }) =>
                  decidedAt === undefined ? '' : dayText(say, decidedAt),
              },
              { heading: words.told, cell: ({ told }) => toldWords(say, told) },
              {
                heading: words.act,
                cell: ({ proposal }) =>
                  pressButton(
                    `${LAW_PEERS}/tell/${proposal.id}`,
                    words.tell,
                    titleOf(values, proposal.record),
                  ),
              },
            ],
            own,
          )
    }`;
}

function toldWords(say: Messages, told: OwnLaw['told']): Html {
  const words = say.exchange.law;
  if (told.length === 0) return html`${words.nobody}`;
  return html`<ul class="govuk-list">
    ${told.map(
      ({ agency, is, why }) =>
        html`<li>
          <bdi>${visiblePlain(agency, 200)}</bdi>
          ${is === undefined ? tag('plain', words.waits) : tag(is === 'published' ? 'ok' : 'stop', words.decided[is])}
          ${why === undefined ? nothing : html`<span dir="auto">${visiblePlain(why, 500)}</span>`}
        </li>`,
    )}
  </ul>`;
}
