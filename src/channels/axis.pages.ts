// The time axis drawn: once wide, once narrow for small screens, and the same facts as a table.
import { addDays } from '../law/day.ts';
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { table } from '../web/parts.ts';
import { dayText } from '../web/when.ts';
import type { Axis, Bar, Row, Tick } from './axis.ts';

interface Shape {
  readonly width: number;
  /** Where the bars begin, and how far they reach. */
  readonly start: number;
  readonly end: number;
  readonly top: number;
  readonly rowHeight: number;
  readonly barHeight: number;
  /** Labels stand above their bars, not beside them. */
  readonly isNarrow: boolean;
}

const WIDE: Shape = {
  width: 1180,
  start: 190,
  end: 1170,
  top: 40,
  rowHeight: 48,
  barHeight: 22,
  isNarrow: false,
};
const NARROW: Shape = {
  width: 343,
  start: 1,
  end: 342,
  top: 30,
  rowHeight: 58,
  barHeight: 18,
  isNarrow: true,
};
/** The mean advance of Noto Sans at 14 px, a little generous. */
const LETTER = 7.4;

/**
 * The picture is a file of its own: a browser tells those who listen its one sentence, and the table says the rest.
 * `source` is the address that gives it, wide or narrow.
 */
export function axisHtml(say: Messages, axis: Axis, source: (kind: 'axis' | 'axis-narrow') => string): Html {
  const size = (shape: Shape): Html => html`width="${shape.width}" height="${heightOf(axis, shape)}"`;
  return html`<picture class="c-axis">
      <source media="(max-width: 600px)" srcset="${source('axis-narrow')}" ${size(NARROW)} />
      <img src="${source('axis')}" alt="${say.ways.axis.label}" ${size(WIDE)} />
    </picture>
    <details class="c-each">
      <summary>${say.ways.axis.table}</summary>
      ${axisTable(say, axis)}
    </details>`;
}

/** As an SVG document. Its looks are in attributes, because a file that is a picture has no style of ours. */
export async function axisSvg(say: Messages, axis: Axis, isNarrow: boolean): Promise<string> {
  return String(await drawing(say, axis, isNarrow ? NARROW : WIDE));
}

const INK = '#18211f';
const MUTED = '#52605c';
const BRAND = '#134a4a';
const BRAND_DARK = '#0d3535';
const WASH = '#e7efec';
const STOP = '#9b1c24';
const STOP_WASH = '#fae8e7';

const BARS: { readonly [kind in Bar['kind']]: Html } = {
  kept: raw(`fill="${WASH}" stroke="${BRAND}"`),
  held: raw(`fill="${BRAND}"`),
  extended: raw(`fill="${WASH}" stroke="${BRAND}" stroke-dasharray="5 3"`),
  expected: raw(`fill="${WASH}" stroke="${BRAND}"`),
  possible: raw(`fill="none" stroke="${BRAND}" stroke-dasharray="2 4"`),
  unknown: raw(`fill="none" stroke="${MUTED}" stroke-dasharray="1 5"`),
};
const SHORT = raw(`fill="${STOP_WASH}" stroke="${STOP}"`);

function heightOf(axis: Axis, shape: Shape): number {
  return shape.top + axis.rows.length * shape.rowHeight + 6;
}

function drawing(say: Messages, axis: Axis, shape: Shape): Html {
  const height = heightOf(axis, shape);
  const last = axis.ticks.length - 1;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${shape.width} ${height}"
    width="${shape.width}"
    height="${height}"
    font-family="'Noto Sans', system-ui, sans-serif"
    font-size="${shape.isNarrow ? 13 : 14}"
    fill="${INK}"
  >
    <title>${say.ways.axis.label}</title>
    ${axis.ticks.map((tick, i) => tickOf(say, axis, shape, { tick, isLast: i === last, height }))}
    ${axis.rows.map((row, i) => rowOf(say, axis, shape, { row, i }))}
  </svg>`;
}

function xOf({ span }: Axis, { start, end }: Shape, day: number): number {
  return Math.round((start + (Math.min(day, span) / span) * (end - start)) * 10) / 10;
}

function tickOf(
  say: Messages,
  axis: Axis,
  shape: Shape,
  { tick, isLast, height }: { tick: Tick; isLast: boolean; height: number },
): Html {
  const x = xOf(axis, shape, tick.at);
  const room = shape.end - x;
  const words = tickWords(say, tick, isLast && room > 70);
  return html`<line stroke="#dcdcd3" x1="${x}" x2="${x}" y1="${shape.top - 8}" y2="${height - 6}" />
    ${room < 12 ? nothing : html`<text fill="${MUTED}" x="${x}" y="${shape.top - 16}">${words}</text>`}`;
}

function tickWords(say: Messages, { unit, n }: Tick, isLast: boolean): string {
  const said = say.ways.axis;
  switch (unit) {
    case 'today':
      return said.today;
    case 'week':
      return isLast ? said.lastWeek(n) : said.week(n);
    case 'month':
      return isLast ? said.lastMonth(n) : said.month(n);
  }
}

function rowOf(say: Messages, axis: Axis, shape: Shape, { row, i }: { row: Row; i: number }): Html {
  const top = shape.top + i * shape.rowHeight;
  const y = top + (shape.isNarrow ? 28 : 10);
  const { barHeight } = shape;
  const told = row.bars.map((bar) => barWords(say, bar)).filter((words) => words !== '');
  const marked =
    row.mark === undefined ? '' : inDirection(say, dayText(say, new Date(addDays(axis.today, row.mark))));
  const label = rowLabel(say, row);
  const head = shape.isNarrow
    ? [label, ...told.slice(0, 1), marked].filter((one) => one !== '').join(': ')
    : label;
  return html`<g>
    <text x="0" y="${shape.isNarrow ? top + 20 : y + barHeight - 6}">${inDirection(say, head)}</text>
    ${row.bars.map((bar, n) => {
      const [x, end] = [xOf(axis, shape, bar.from), xOf(axis, shape, bar.to)];
      const width = Math.max(2, end - x);
      const next = row.bars[n + 1];
      const room = (next === undefined ? shape.end : xOf(axis, shape, next.from)) - end;
      return html`<rect
          ${row.isShort && bar.kind === 'kept' ? SHORT : BARS[bar.kind]}
          x="${x}"
          y="${y}"
          width="${width}"
          height="${barHeight}"
        />
        ${
          shape.isNarrow
            ? nothing
            : barText(
                [barWords(say, bar), shortWords(say, bar)].map((words) => inDirection(say, words)),
                bar,
                { x, end, width, room, y: y + barHeight - 6, isShort: row.isShort },
              )
        }`;
    })}
    ${row.mark === undefined ? nothing : markOf(axis, shape, { at: row.mark, y, words: marked })}
  </g>`;
}

/** A picture reads from the left: words from right to left keep an order of their own in it (UAX 9, RLI). */
function inDirection({ language }: Messages, words: string): string {
  return language.dir === 'rtl' && words !== '' ? `\u2067${words}\u2069` : words;
}

interface Place {
  readonly x: number;
  readonly end: number;
  readonly width: number;
  readonly room: number;
  readonly y: number;
  readonly isShort: boolean;
}

/** Inside its bar where it fits, else behind it where there is room, else in fewer words. */
function barText(words: readonly string[], bar: Bar, { x, end, width, room, y, isShort }: Place): Html {
  const needs = (text: string): number => text.length * LETTER + 16;
  const fill = isShort ? STOP : bar.kind === 'held' ? '#ffffff' : BRAND_DARK;
  for (const text of words) {
    if (text === '') continue;
    if (needs(text) <= width) return html`<text fill="${fill}" x="${x + 10}" y="${y}">${text}</text>`;
    if (needs(text) <= room)
      return html`<text fill="${isShort ? STOP : INK}" x="${end + 8}" y="${y}">${text}</text>`;
  }
  return nothing; // it stands in the table
}

function markOf(axis: Axis, shape: Shape, { at, y, words }: { at: number; y: number; words: string }): Html {
  const x = xOf(axis, shape, at);
  const isLeft = x - shape.start > words.length * LETTER + 12;
  return html`<line
      stroke="${INK}"
      stroke-width="3"
      x1="${x}"
      x2="${x}"
      y1="${y - 4}"
      y2="${y + shape.barHeight + 4}"
    />
    ${
      shape.isNarrow
        ? nothing
        : html`<text
            x="${isLeft ? x - 10 : x + 10}"
            y="${y + shape.barHeight - 6}"
            text-anchor="${isLeft ? 'end' : 'start'}"
          >
            ${words}
          </text>`
    }`;
}

function rowLabel(say: Messages, { what, number }: Row): string {
  const said = say.ways.axis;
  switch (what) {
    case 'holder':
      return said.holder;
    case 'needed':
      return said.needed;
    case 'preserve':
      return said.preserve(number);
    case 'produce':
      return said.produce(number);
    case 'cure':
      return said.cure(number);
  }
}

function barWords(say: Messages, { says }: Bar): string {
  const said = say.ways.axis;
  switch (says.what) {
    case 'kept':
      return said.kept(says.days);
    case 'held':
      return said.held(says.days, says.article ?? '');
    case 'atLeast':
      return said.atLeast(says.days, says.article ?? '');
    case 'extend':
      return said.extend(dayText(say, new Date(says.by)));
    case 'keptOn':
      return said.keptOn(dayText(say, new Date(says.by)));
    case 'expected':
      return says.minDays === 0 || says.minDays === says.maxDays
        ? said.expectedUpTo(says.maxDays)
        : said.expected(says.minDays, says.maxDays);
    case 'noFigure':
      return said.noFigure;
    case 'nothing':
      return '';
  }
}

function shortWords(say: Messages, { says }: Bar): string {
  if (says.what === 'extend' || says.what === 'keptOn') return dayText(say, new Date(says.by));
  return says.what === 'held' || says.what === 'atLeast' || says.what === 'kept'
    ? say.ways.axis.days(says.days)
    : '';
}

interface Line {
  readonly what: string;
  readonly from: string;
  readonly until: string;
  readonly note: string;
}

function axisTable(say: Messages, axis: Axis): Html {
  const { columns, notKnown } = say.ways.axis;
  const day = (n: number): string => dayText(say, new Date(addDays(axis.today, Math.round(n))));
  const lines = axis.rows.flatMap((row): Line[] => {
    const what = rowLabel(say, row);
    if (row.mark !== undefined) return [{ what, from: '', until: day(row.mark), note: '' }];
    return row.bars.map((bar) => ({
      what,
      from: day(bar.from),
      until: bar.kind === 'unknown' ? notKnown : day(bar.to),
      note: barWords(say, bar),
    }));
  });
  return table(
    say.ways.axis.table,
    [
      { heading: columns.what, cell: (line: Line) => line.what },
      { heading: columns.from, cell: (line) => line.from },
      { heading: columns.until, cell: (line) => line.until },
      { heading: columns.note, cell: (line) => line.note },
    ],
    lines,
  );
}
