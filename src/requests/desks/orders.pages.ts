// The year's figures of European orders, as Article 28 of Regulation (EU) 2023/1543 asks for them, of what the reader may see.
import { stateName } from '../../law/states.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberField, askingForm } from '../../web/ask-parts.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, table, tag, type Column, type Errors } from '../../web/parts.ts';
import { numberText } from '../../web/when.ts';
import {
  LETTERS,
  type Counted,
  type Outcome,
  type RefusedLine,
  type Statistics,
  type StatisticsLine,
} from './statistics.ts';
import { bars, deskLinks } from './desk-parts.pages.ts';
import { groundName } from './figures.pages.ts';
import { categoryWords, cited, claimFigures, remedyFigures } from './order-figures.pages.ts';
import { ORDERS } from './orders.ts';

interface OrdersShown {
  readonly statistics: Statistics;
  /** As it was typed. */
  readonly year: string;
  readonly errors: Errors;
  /** Titles of forms by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly isAtDutyDesk: boolean;
}

const OUTCOMES: readonly Outcome[] = ['fulfilled', 'inPart', 'refused', 'withdrawn', 'open'];

export function ordersPage(say: Messages, shown: OrdersShown): View {
  const words = say.desks.orders;
  const { statistics, errors } = shown;
  return {
    title: words.title(String(statistics.year)),
    place: 'work',
    crumbs: [
      { words: say.work.title, href: '/' },
      { words: say.desks.names.statistics, href: '/desk/statistics' },
      { words: words.short },
    ],
    errors,
    main: html`<h1>${words.title(String(statistics.year))}</h1>
      <p class="c-lead">${words.lead}</p>
      ${deskLinks(say, 'statistics', shown.isAtDutyDesk)}
      ${askingForm(
        ORDERS,
        html`<div class="c-filter">
          ${numberField(say, { name: 'year', label: words.year, value: shown.year }, errors)}
        </div>`,
        say.desks.show,
      )}
      ${statistics.lines.length === 0 ? html`<p>${words.none}</p>` : figures(say, shown)}
      ${remedyFigures(say, statistics)} ${claimFigures(say, statistics)}
      <p><a href="${ORDERS}/csv?year=${statistics.year}" download>${say.desks.csv}</a></p>`,
  };
}

function figures(say: Messages, { statistics, titles }: OrdersShown): Html {
  const words = say.desks.orders;
  const { lines } = statistics;
  const plotted = OUTCOMES.map((outcome) => ({ outcome, value: statistics.totals[outcome] })).filter(
    ({ value }) => value > 0,
  );
  return html`<h2>${words.became}</h2>
    ${cited(say, 'orders', 'outcomes', 'hoursToData', 'hoursToRequest')}
    ${bars(plotted.map(({ outcome, value }) => ({ label: words.outcomes[outcome], value, words: numberText(say, value) })))}
    ${table<StatisticsLine>(words.became, columns(say, titles), lines)}
    <p class="c-hint">${words.countedTwice} ${words.hoursHint}</p>
    ${notices(say, lines, titles)} ${refusalTable(say, statistics, titles)}
    <h2>${words.beforeValidation}</h2>
    ${facts([
      [
        `${words.issuedUnvalidated} (${LETTERS.issuedUnvalidated})`,
        numberText(say, statistics.issuedUnvalidated),
      ],
      [`${words.notValidated} (${LETTERS.notValidated})`, numberText(say, statistics.notValidated)],
    ])}`;
}

type Counting = Pick<Column<Counted>, 'heading' | 'cell'>;

/** By what the figures are told apart. */
function countedColumns(say: Messages, titles: ReadonlyMap<string, string>): Counting[] {
  const words = say.desks.orders;
  const { code } = say.language;
  return [
    {
      heading: words.order,
      cell: (one) =>
        html`${titles.get(one.form) ?? one.form}
          ${one.isEmergency ? tag('warn', say.requestLife.urgencies.emergency) : nothing}<br /><span
            class="c-cite"
            >${[words.directions[one.direction], ...(one.issuingState === undefined ? [] : [stateName(one.issuingState, code)])].join(' · ')}</span
          >`,
    },
    { heading: say.desks.categories, cell: ({ category }) => categoryWords(say, category) },
    {
      heading: words.addressee,
      cell: ({ addressee }) => (addressee === '' ? say.desks.notSaid : visiblePlain(addressee, 200)),
    },
  ];
}

function columns(say: Messages, titles: ReadonlyMap<string, string>): Column<StatisticsLine>[] {
  const words = say.desks.orders;
  const outcomes = (one: StatisticsLine): string =>
    OUTCOMES.filter((outcome) => one.outcomes[outcome] > 0)
      .map((outcome) => say.letter.labelled(words.outcomes[outcome], numberText(say, one.outcomes[outcome])))
      .join(say.language.comma);
  return [
    ...countedColumns(say, titles),
    { heading: words.number, cell: ({ number }) => numberText(say, number), isNumber: true },
    { heading: words.became, cell: outcomes },
    {
      heading: words.hours,
      cell: ({ meanHours, meanHoursToRequest }) => {
        const mean = meanHours ?? meanHoursToRequest;
        return mean === undefined ? '–' : numberText(say, Math.round(mean * 10) / 10);
      },
      isNumber: true,
    },
  ];
}

function notices(say: Messages, lines: readonly StatisticsLine[], titles: ReadonlyMap<string, string>): Html {
  const words = say.desks.orders;
  const some = lines.filter(({ notified, enforcement }) => notified > 0 || enforcement.asked > 0);
  const number = (heading: string, of: (line: StatisticsLine) => number): Column<StatisticsLine> => ({
    heading,
    cell: (line) => numberText(say, of(line)),
    isNumber: true,
  });
  return html`<h2>${words.notices}</h2>
    ${cited(say, 'noticesAndRefusals', 'enforcement')}
    ${
      some.length === 0
        ? html`<p>${say.desks.noNotices}</p>`
        : table<StatisticsLine>(
            words.notices,
            [
              ...countedColumns(say, titles),
              number(words.notified, ({ notified }) => notified),
              number(words.enforcement, ({ enforcement }) => enforcement.asked),
              number(words.enforced, ({ enforcement }) => enforcement.fulfilled),
            ],
            some,
          )
    }`;
}

function refusalTable(say: Messages, { refusals }: Statistics, titles: ReadonlyMap<string, string>): Html {
  const words = say.desks;
  return html`<h2>${words.refusals}</h2>
    ${cited(say, 'noticesAndRefusals')}
    ${
      refusals.length === 0
        ? html`<p>${words.noRefusals}</p>`
        : table<RefusedLine>(
            words.refusals,
            [
              { heading: words.ground, cell: ({ ground }) => groundName(say, ground) },
              ...countedColumns(say, titles),
              { heading: words.times, cell: ({ number }) => numberText(say, number), isNumber: true },
            ],
            refusals,
          )
    }`;
}
