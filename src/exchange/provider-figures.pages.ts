// What a provider may publish of the orders of a year: how many came, from whom, and what became of them. No order and no account is named.
import { csvFile } from '../base/csv.ts';
import { stateName } from '../law/states.ts';
import { askingForm, numberField } from '../web/ask-parts.ts';
import { html, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { table, type Column, type Errors } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { numberText } from '../web/when.ts';
import { ORDERS } from './provider-order.pages.ts';
import type { OrderFigures } from './provider-order.store.ts';

export const FIGURES = `${ORDERS}/transparency` as const;

const COUNTED = [
  'orders',
  'urgent',
  'identifiers',
  'kept',
  'answered',
  'objections',
  'refused',
  'produced',
] as const;

export interface FigureLine extends OrderFigures {
  readonly agency: string;
  readonly state: string | undefined;
  /** Of its form; undefined: its data could not be read. */
  readonly title: string | undefined;
}

interface FiguresShown {
  readonly lines: readonly FigureLine[];
  readonly year: number;
  /** As it was typed. */
  readonly typed: string;
  readonly errors: Errors;
}

export function figuresPage(say: Messages, { lines, year, typed, errors }: FiguresShown): View {
  const words = say.providerOrders.figures;
  const title = words.title(String(year));
  return {
    title,
    place: 'work',
    crumbs: [{ words: say.providerOrders.title, href: ORDERS }, { words: title }],
    errors,
    main: html`<h1>${title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${askingForm(
        FIGURES,
        html`<div class="c-filter">
          ${numberField(say, { name: 'year', label: say.desks.orders.year, value: typed }, errors)}
        </div>`,
        say.desks.show,
      )}
      ${lines.length === 0 ? html`<p>${say.providerOrders.none}</p>` : figures(say, title, lines)}`,
  };
}

function figures(say: Messages, title: string, lines: readonly FigureLine[]): Html {
  const words = say.providerOrders.figures;
  const total = (of: (typeof COUNTED)[number]): number => lines.reduce((sum, one) => sum + one[of], 0);
  const columns: Column<FigureLine>[] = [
    {
      heading: words.from,
      cell: (one) =>
        html`<bdi>${visiblePlain(one.agency, 200)}</bdi><br /><span class="c-cite"
            >${ofState(say, one)}</span
          >`,
    },
    { heading: words.kind, cell: (one) => one.title ?? words.unread },
    ...COUNTED.map((of) => ({
      heading: words.counted[of],
      cell: (one: FigureLine) => numberText(say, one[of]),
      isNumber: true as const,
    })),
  ];
  return html`<p>
      ${words.total(numberText(say, total('orders')), numberText(say, total('identifiers')), numberText(say, total('produced')))}
    </p>
    ${table<FigureLine>(title, columns, lines)}
    <p class="c-hint">${words.hint}</p>
    <p><a href="${FIGURES}/csv" download>${say.desks.csv}</a></p>`;
}

const ofState = (say: Messages, { state }: FigureLine): string =>
  state === undefined ? '' : stateName(state, say.language.code);

/** The same as a table for other programs. */
export function figuresCsv(say: Messages, lines: readonly FigureLine[]): string {
  const words = say.providerOrders.figures;
  return csvFile([
    [words.from, say.share.state, words.kind, ...COUNTED.map((of) => words.counted[of])],
    ...lines.map((one) => [
      one.agency,
      ofState(say, one),
      one.title ?? words.unread,
      ...COUNTED.map((of) => String(one[of])),
    ]),
  ]);
}
