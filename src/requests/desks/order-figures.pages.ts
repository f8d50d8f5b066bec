// The year's figures of remedies used against European orders, and of costs claimed for them, as a part of their page.
import { citedText } from '../../law/citation.ts';
import type { DataCategory } from '../../law/model.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { table, type Column } from '../../web/parts.ts';
import { numberText } from '../../web/when.ts';
import { moneyHtml } from '../../web/fields/money.ts';
import { kindWords } from '../verbs/results/remedy.ts';
import { bars } from './desk-parts.pages.ts';
import type { ClaimLine, RemedyLine, Sum } from './order-figures.ts';
import { LETTERS, type Statistics } from './statistics.ts';
import { formOf } from '../forms/index.ts';

/** Where the Article asks for it. */
export function cited(say: Messages, ...of: readonly (keyof typeof LETTERS)[]): Html {
  const letters = of.map((one) => `(${LETTERS[one]})`).join(say.language.comma);
  return html`<p class="c-cite">${citedText(say, `Art. 28(2)${letters}`)}</p>`;
}

export function categoryWords(say: Messages, category: DataCategory | undefined): string {
  return category === undefined ? say.desks.notSaid : say.ways.category[category];
}

const OUTCOMES = ['granted', 'partly', 'rejected', 'inadmissible', 'withdrawn'] as const;

export function remedyFigures(say: Messages, { remedies, remedyTotals }: Statistics): Html {
  const words = say.remedy;
  return html`<h2>${words.title}</h2>
    ${cited(say, 'remedies')}
    ${
      remedies.length === 0
        ? html`<p>${say.desks.orders.noRemedies}</p>`
        : html`${remedyBars(say, remedyTotals)}
          ${table<RemedyLine>(words.title, remedyColumns(say), remedies)}`
    }
    <p class="c-hint">${say.desks.orders.remediesHint}</p>`;
}

/** By kind, each remedy once: what each asks of a court is another matter. */
function remedyBars(say: Messages, totals: Statistics['remedyTotals']): Html {
  return bars(
    totals.map(({ kind, number }) => ({
      label: say.remedy.kinds[kind],
      value: number,
      words: numberText(say, number),
    })),
  );
}

function remedyColumns(say: Messages): Column<RemedyLine>[] {
  const words = say.remedy;
  const outcomes = (one: RemedyLine): string =>
    [
      [words.pending, one.outcomes.pending] as const,
      ...OUTCOMES.map((outcome) => [words.outcomes[outcome], one.outcomes[outcome]] as const),
    ]
      .filter(([, number]) => number > 0)
      .map(([what, number]) => `${what} (${numberText(say, number)})`)
      .join(say.language.semicolon);
  return [
    { heading: words.labels.kind, cell: (one) => kindWords(say, one.kind) },
    { heading: words.labels.state, cell: ({ state }) => words.states[state] },
    { heading: say.desks.orders.direction, cell: ({ direction }) => say.desks.orders.directions[direction] },
    { heading: say.desks.categories, cell: ({ category }) => categoryWords(say, category) },
    { heading: words.title, cell: ({ number }) => numberText(say, number), isNumber: true },
    { heading: words.labels.outcome, cell: outcomes },
  ];
}

export function claimFigures(say: Messages, { claims, costs }: Statistics): Html {
  const words = say.costClaim;
  return html`<h2>${words.title}</h2>
    ${cited(say, 'costs')}
    ${claims.length === 0 ? html`<p>${say.desks.orders.noClaims}</p>` : table<ClaimLine>(words.title, claimColumns(say), claims)}
    <p class="c-hint">${say.desks.orders.costsHint}</p>
    ${statedTable(say, costs)}`;
}

function claimColumns(say: Messages): Column<ClaimLine>[] {
  const words = say.costClaim.events;
  const sum = (what: 'claimed' | 'reimbursed' | 'refused'): Column<ClaimLine> => ({
    heading: words[what],
    cell: (line) => sumHtml(say, line[what], line.currency),
    isNumber: true,
  });
  return [
    { heading: say.desks.orders.order, cell: ({ form }) => orderName(say, form) },
    { heading: say.desks.orders.direction, cell: ({ direction }) => say.desks.orders.directions[direction] },
    sum('claimed'),
    sum('reimbursed'),
    sum('refused'),
  ];
}

function orderName({ desks }: Messages, form: string): string {
  const order = formOf(form)?.order ?? 'none';
  return order === 'none' ? form : desks.orders.forms[order];
}

/** With how many claims it is of. */
function sumHtml(say: Messages, { number, amount }: Sum, currency: string): Html {
  if (number === 0) return html`–`;
  return html`${moneyHtml({ amount, currency })}<br /><span class="c-cite"
      >${say.letter.labelled(say.desks.orders.claims, numberText(say, number))}</span
    >`;
}

/** Beside what the Article asks for. */
function statedTable(say: Messages, costs: Statistics['costs']): Html {
  if (costs.length === 0) return nothing;
  const words = say.requestOutcome;
  const title = say.desks.orders.statedCosts;
  return html`<h2>${title}</h2>
    ${table<Statistics['costs'][number]>(
      title,
      [
        { heading: words.labels.costAmount, cell: moneyHtml, isNumber: true },
        { heading: words.labels.costBearer, cell: ({ bearer }) => words.bearers[bearer] },
        { heading: say.desks.orders.number, cell: ({ number }) => numberText(say, number), isNumber: true },
      ],
      costs,
    )}`;
}
