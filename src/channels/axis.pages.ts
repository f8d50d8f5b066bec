// The time axis drawn: once wide, once narrow for small screens, and the same facts as a table.
import { addDays } from '../law/day.ts';
import { html, nothing, type Html } from '../web/html.ts';
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

/** As it is drawn for somebody. */
interface Drawn extends Shape {
  readonly colours: Colours;
  readonly isFromRight: boolean;
}

/** Which of the pictures of an axis: its width, and the scheme of the page that it stands on. */
export const AXIS_PICTURES = ['axis', 'axis-narrow', 'axis-dark', 'axis-narrow-dark'] as const;
export type AxisPicture = (typeof AXIS_PICTURES)[number];

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
export function axisHtml(say: Messages, axis: Axis, source: (kind: AxisPicture) => string): Html {
  const size = (shape: Shape): Html => html`width="${shape.width}" height="${heightOf(axis, shape)}"`;
  const dark = '(prefers-color-scheme: dark)';
  return html`<picture class="c-axis">
      <source media="(max-width: 600px) and ${dark}" srcset="${source('axis-narrow-dark')}" ${size(NARROW)} />
      <source media="(max-width: 600px)" srcset="${source('axis-narrow')}" ${size(NARROW)} />
      <source media="screen and ${dark}" srcset="${source('axis-dark')}" ${size(WIDE)} />
      <img src="${source('axis')}" alt="${say.ways.axis.label}" ${size(WIDE)} />
    </picture>
    <details class="c-each">
      <summary>${say.ways.axis.table}</summary>
      ${axisTable(say, axis)}
    </details>`;
}

/** As an SVG document. Its looks are in attributes, because a file that is a picture has no style of ours. */
export async function axisSvg(say: Messages, axis: Axis, picture: AxisPicture): Promise<string> {
  const shape = picture.startsWith('axis-narrow') ? NARROW : WIDE;
  const colours = picture.endsWith('-dark') ? DARK : LIGHT;
  return String(await drawing(say, axis, { ...shape, colours, isFromRight: say.language.dir === 'rtl' }));
}

/** Those of the pages, in src/web/styles/_tokens.scss. */
interface Colours {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly brand: string;
  readonly held: string;
  readonly onWash: string;
  readonly wash: string;
  readonly stop: string;
  readonly stopWash: string;
}

const LIGHT: Colours = {
  ink: '#18211f',
  muted: '#52605c',
  line: '#dcdcd3',
  brand: '#134a4a',
  held: '#134a4a',
  onWash: '#0d3535',
  wash: '#e7efec',
  stop: '#9b1c24',
  stopWash: '#fae8e7',
};
const DARK: Colours = {
  ink: '#e7ece9',
  muted: '#a7b4af',
  line: '#323d39',
  brand: '#86c9bc',
  held: '#28716b',
  onWash: '#b5e3d9',
  wash: '#1b3431',
  stop: '#ffa8a1',
  stopWash: '#431d1d',
};

function barLooks({ brand, held, muted, wash }: Colours, kind: Bar['kind']): Html {
  switch (kind) {
    case 'kept':
    case 'expected':
      return html`fill="${wash}" stroke="${brand}"`;
    case 'held':
      return html`fill="${held}"`;
    case 'extended':
      return html`fill="${wash}" stroke="${brand}" stroke-dasharray="5 3"`;
    case 'possible':
      return html`fill="none" stroke="${brand}" stroke-dasharray="2 4"`;
    case 'unknown':
      return html`fill="none" stroke="${muted}" stroke-dasharray="1 5"`;
  }
}

/** Time runs from where the reader begins: all is reckoned from the left, and mirrored where it is written. */
function textAt({ width, isFromRight }: Drawn, x: number, anchor: 'start' | 'end' = 'start'): Html {
  const other = anchor === 'start' ? 'end' : 'start';
  return html`x="${isFromRight ? width - x : x}" text-anchor="${isFromRight ? other : anchor}"`;
}

function lineAt({ width, isFromRight }: Drawn, x: number): Html {
  const at = isFromRight ? width - x : x;
  return html`x1="${at}" x2="${at}"`;
}

function heightOf(axis: Axis, shape: Shape): number {
  return shape.top + axis.rows.length * shape.rowHeight + 6;
}

function drawing(say: Messages, axis: Axis, shape: Drawn): Html {
  const height = heightOf(axis, shape);
  const last = axis.ticks.length - 1;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 ${shape.width} ${height}"
    width="${shape.width}"
    height="${height}"
    font-family="'Noto Sans', system-ui, sans-serif"
    font-size="${shape.isNarrow ? 13 : 14}"
    fill="${shape.colours.ink}"
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
  shape: Drawn,
  { tick, isLast, height }: { tick: Tick; isLast: boolean; height: number },
): Html {
  const x = xOf(axis, shape, tick.at);
  const room = shape.end - x;
  const words = tickWords(say, tick, isLast && room > 70);
  return html`<line
      stroke="${shape.colours.line}"
      ${lineAt(shape, x)}
      y1="${shape.top - 8}"
      y2="${height - 6}"
    />
    ${room < 12 ? nothing : html`<text fill="${shape.colours.muted}" ${textAt(shape, x)} y="${shape.top - 16}">${inDirection(say, words)}</text>`}`;
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

function rowOf(say: Messages, axis: Axis, shape: Drawn, { row, i }: { row: Row; i: number }): Html {
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
    <text ${textAt(shape, 0)} y="${shape.isNarrow ? top + 20 : y + barHeight - 6}"
      >${inDirection(say, head)}</text
    >
    ${row.bars.map((bar, n) => {
      const [x, end] = [xOf(axis, shape, bar.from), xOf(axis, shape, bar.to)];
      const width = Math.max(2, end - x);
      const next = row.bars[n + 1];
      const room = (next === undefined ? shape.end : xOf(axis, shape, next.from)) - end;
      return html`<rect
          ${row.isShort && bar.kind === 'kept' ? html`fill="${shape.colours.stopWash}" stroke="${shape.colours.stop}"` : barLooks(shape.colours, bar.kind)}
          x="${shape.isFromRight ? shape.width - x - width : x}"
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
                { x, end, width, room, y: y + barHeight - 6, isShort: row.isShort, shape },
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
  readonly shape: Drawn;
}

/** Inside its bar where it fits, else behind it where there is room, else in fewer words. */
function barText(words: readonly string[], bar: Bar, place: Place): Html {
  const { x, end, width, room, y, isShort, shape } = place;
  const { ink, stop, onWash } = shape.colours;
  const needs = (text: string): number => text.length * LETTER + 16;
  const fill = isShort ? stop : bar.kind === 'held' ? '#ffffff' : onWash;
  for (const text of words) {
    if (text === '') continue;
    if (needs(text) <= width)
      return html`<text fill="${fill}" ${textAt(shape, x + 10)} y="${y}">${text}</text>`;
    if (needs(text) <= room)
      return html`<text fill="${isShort ? stop : ink}" ${textAt(shape, end + 8)} y="${y}">${text}</text>`;
  }
  return nothing; // it stands in the table
}

function markOf(axis: Axis, shape: Drawn, { at, y, words }: { at: number; y: number; words: string }): Html {
  const x = xOf(axis, shape, at);
  const isLeft = x - shape.start > words.length * LETTER + 12;
  return html`<line
      stroke="${shape.colours.ink}"
      stroke-width="3"
      ${lineAt(shape, x)}
      y1="${y - 4}"
      y2="${y + shape.barHeight + 4}"
    />
    ${
      shape.isNarrow
        ? nothing
        : html`<text
            ${isLeft ? textAt(shape, x - 10, 'end') : textAt(shape, x + 10)}
            y="${y + shape.barHeight - 6}"
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
