// The figures of the desks, as bars and as tables: how long answers take, why they are refused, and whether what came was of use.
import { stateName } from '../../law/states.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { table } from '../../web/parts.ts';
import { perLocale } from '../../web/per-locale.ts';
import { numberText } from '../../web/when.ts';
import { bars, deskLinks } from './desk-parts.pages.ts';
import {
  FIGURE_BY,
  type FigureBy,
  type MedianTime,
  type OfUse,
  type ReceivedOf,
  type ReceivedOutcome,
  type RefusedFor,
} from './figures.store.ts';
import { ORDERS } from './orders.ts';

export interface Figures {
  readonly times: { readonly [by in FigureBy]: readonly MedianTime[] };
  readonly refusals: readonly RefusedFor[];
  readonly feedbacks: readonly OfUse[];
  readonly received: readonly ReceivedOf[];
  /** Titles of forms, and of channels, by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
  readonly isAtDutyDesk: boolean;
}

const PLOTTED = 20;

export function figuresPage(say: Messages, figures: Figures): View {
  const words = say.desks;
  return {
    title: words.names.statistics,
    place: 'work',
    crumbs: [{ words: say.work.title, href: '/' }, { words: words.names.statistics }],
    main: html`<h1>${words.names.statistics}</h1>
      <p class="c-lead">${words.leads.statistics}</p>
      ${deskLinks(say, 'statistics', figures.isAtDutyDesk)}
      ${
        isEmpty(figures)
          ? html`<p>${words.noFigures}</p>`
          : html`${FIGURE_BY.map((by) => times(say, by, figures))}
              <h2>${words.refusals}</h2>
              ${refusals(say, figures)} ${received(say, figures)} ${ofUse(say, figures)}`
      }
      <p><a href="/desk/statistics/csv" download>${words.csv}</a></p>
      <h2>${words.orders.short}</h2>
      <p>${words.orders.lead}</p>
      <p><a href="${ORDERS}">${words.orders.see}</a></p>`,
  };
}

function isEmpty({ times: all, refusals: list, feedbacks, received: came }: Figures): boolean {
  return (
    [list, feedbacks, came].every(({ length }) => length === 0) &&
    FIGURE_BY.every((by) => all[by].length === 0)
  );
}

export function figureName(say: Messages, by: FigureBy, of: string | undefined, figures: Figures): string {
  if (of === undefined) return say.desks.notSaid;
  switch (by) {
    case 'counterpart':
      return stateName(of, say.language.code);
    case 'channel':
      return figures.channels.get(of) ?? of;
    case 'form':
      return figures.titles.get(of) ?? of;
  }
}

function times(say: Messages, by: FigureBy, figures: Figures): Html {
  const words = say.desks;
  const list = figures.times[by];
  const title = words.timeBy[by];
  if (list.length === 0)
    return html`<h2>${title}</h2>
      <p>${words.noFigures}</p>`;
  const name = ({ of }: MedianTime): string => figureName(say, by, of, figures);
  const days = (one: MedianTime): string => daysText(say, one.medianDays);
  return html`<h2>${title}</h2>
    ${bars(list.slice(0, PLOTTED).map((one) => ({ label: name(one), value: one.medianDays, words: days(one) })))}
    ${table<MedianTime>(
      title,
      [
        { heading: words.by[by], cell: name },
        { heading: words.median, cell: days, isNumber: true },
        { heading: words.answered, cell: ({ count }) => numberText(say, count), isNumber: true },
      ],
      list,
    )}`;
}

const wholeDays = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }),
);

/** `1 day`, `90 days`, by the rules of the language. */
function daysText(say: Messages, days: number): string {
  return wholeDays(say.language.locale).format(days);
}

export function groundName(say: Messages, ground: string): string {
  const words: { readonly [ground: string]: string | undefined } = say.requestLife.grounds;
  return words[ground] ?? ground;
}

function refusals(say: Messages, { refusals: list }: Figures): Html {
  const words = say.desks;
  if (list.length === 0) return html`<p>${words.noFigures}</p>`;
  const name = ({ direction, ground }: RefusedFor): string =>
    say.letter.labelled(words.orders.directions[direction], groundName(say, ground));
  return html`${bars(
    list
      .slice(0, PLOTTED)
      .map((one) => ({ label: name(one), value: one.count, words: numberText(say, one.count) })),
  )}
  ${table<RefusedFor>(
    words.refusals,
    [
      { heading: words.ground, cell: ({ ground }) => groundName(say, ground) },
      { heading: words.orders.direction, cell: ({ direction }) => words.orders.directions[direction] },
      { heading: words.times, cell: ({ count }) => numberText(say, count), isNumber: true },
    ],
    list,
  )}`;
}

export function receivedOutcome(say: Messages, outcome: ReceivedOutcome): string {
  return outcome === 'notGenuine' ? say.requestLife.states.notGenuine : say.desks.orders.outcomes[outcome];
}

/** What others asked, and what became of it: the figures of a report on transparency. */
function received(say: Messages, figures: Figures): Html {
  const words = say.desks;
  if (figures.received.length === 0) return nothing;
  return html`<h2>${words.received}</h2>
    <p>${words.receivedLead}</p>
    ${table<ReceivedOf>(
      words.received,
      [
        {
          heading: words.by.counterpart,
          cell: ({ counterpart }) => figureName(say, 'counterpart', counterpart, figures),
        },
        { heading: words.by.form, cell: ({ form }) => figureName(say, 'form', form, figures) },
        { heading: words.outcome, cell: ({ outcome }) => receivedOutcome(say, outcome) },
        { heading: words.times, cell: ({ count }) => numberText(say, count), isNumber: true },
      ],
      figures.received,
    )}`;
}

function ofUse(say: Messages, { feedbacks: list }: Figures): Html {
  const { asks, use: words } = say.requestOutcome;
  if (list.length === 0) return nothing;
  return html`<h2>${asks.feedback}</h2>
    ${table<OfUse>(
      asks.feedback,
      [
        { heading: say.requestOutcome.labels.feedback, cell: ({ use }) => words[use] },
        { heading: say.desks.times, cell: ({ count }) => numberText(say, count), isNumber: true },
      ],
      list,
    )}`;
}
