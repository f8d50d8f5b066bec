// The types of files in an exhibit, as areas and as a table, and when they were last changed: what fills it is seen at a glance.
import { exhibitAddress, exhibitCrumbs, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { table } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText, sizeText } from '../../web/when.ts';
import { FILE_TIMES, itemQuery, type FileTime } from './items.ts';
import { treemap } from './treemap.ts';

/** Of files; null: their first bytes say nothing that is known. */
interface TypeCount {
  readonly kind: string | null;
  readonly count: number;
  readonly bytes: number;
}

const [WIDTH, HEIGHT] = [960, 280];
interface TypesShown extends About {
  readonly types: readonly TypeCount[];
  readonly months: readonly MonthCount[];
  /** Which of their times the months are of. */
  readonly time: FileTime;
}

/** `2026-11`. */
interface MonthCount {
  readonly month: string;
  readonly count: number;
}

const AREAS = 40;
const TONES = 4;

export function typesPage(say: Messages, shown: TypesShown): View {
  const words = say.fileTypes;
  const { types, exhibit } = shown;
  const name = ({ kind }: TypeCount): string => (kind === null ? words.unknown : visiblePlain(kind, 40));
  return {
    title: `${words.title}, ${say.evidence.exhibit(exhibit.number)}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown, words.title),
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${types.length === 0 ? html`<p>${say.examination.noItems}</p>` : areas(say, types, name)}
      ${
        types.length === 0
          ? nothing
          : table<TypeCount>(
              words.title,
              [
                {
                  heading: say.examination.kind,
                  cell: (type) =>
                    html`${swatch(types.indexOf(type))}
                    ${
                      type.kind === null
                        ? name(type)
                        : html`<a href="${exhibitAddress(shown)}/items${itemQuery({ kind: type.kind })}"
                            >${name(type)}</a
                          >`
                    }`,
                },
                { heading: words.files, isNumber: true, cell: ({ count }) => numberText(say, count) },
                { heading: say.contents.size, isNumber: true, cell: ({ bytes }) => sizeText(say, bytes) },
              ],
              types,
            )
      }
      ${timesHtml(say, shown)}
      <p><a href="${exhibitAddress(shown)}/items">${say.examination.see}</a></p>
      <p class="c-hint">${say.contents.recorded}</p>`,
  };
}

/** The table beneath says the same, in the same order and tones: this is for the eye. Each area says what it is under the pointer. */
function areas(say: Messages, types: readonly TypeCount[], name: (type: TypeCount) => string): Html {
  const drawn = types.filter(({ bytes }) => bytes > 0).slice(0, AREAS);
  const places = treemap(
    drawn.map(({ bytes }) => bytes),
    { x: 0, y: 0, width: WIDTH, height: HEIGHT },
  );
  return html`<svg class="c-areas" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" direction="ltr">
    ${places.map(({ x, y, width, height }, index) => {
      const type = drawn[index];
      if (type === undefined) return nothing;
      return html`<rect
        x="${round(x)}"
        y="${round(y)}"
        width="${round(width)}"
        height="${round(height)}"
        class="${`c-areas__${index % TONES}`}"
      >
        <title>${name(type)}, ${sizeText(say, type.bytes)}</title>
      </rect>`;
    })}
  </svg>`;
}

/** The tone of its area. */
function swatch(index: number): Html {
  if (index >= AREAS) return nothing;
  return html`<svg class="c-swatch" viewBox="0 0 10 10" aria-hidden="true">
    <rect width="10" height="10" class="${`c-areas__${index % TONES}`}" />
  </svg>`;
}

/** Of more months than this the years are shown. */
const MONTHS_SHOWN = 36;
const BAR_HEIGHT = 160;

/** A bar a month, or a year; those without a file stand as a gap. Each leads to its files. */
function timesHtml(say: Messages, shown: TypesShown): Html {
  const words = say.fileTypes;
  const { months, time, types } = shown;
  if (types.length === 0) return nothing;
  const spans = spansOf(months);
  const to = (span: string): string =>
    `${exhibitAddress(shown)}/items${itemQuery({ time: `${time}:${span}` })}`;
  const heading = html`<h2 id="times">${words.times}: ${say.contents[time]}</h2>
    <p>${words.timesHint}</p>
    <ul class="c-beside">
      ${FILE_TIMES.map(
        (one) =>
          html`<li>
            <a
              href="${exhibitAddress(shown)}/types?time=${one}#times"
              ${one === time ? raw('aria-current="true"') : nothing}
              >${say.contents[one]}</a
            >
          </li>`,
      )}
    </ul>`;
  if (spans.length === 0)
    return html`${heading}
      <p>${words.noTimes}</p>`;
  return html`${heading} ${bars(say, spans, to)}
  ${table<MonthSpan>(
    words.times,
    [
      {
        heading: say.contents[time],
        cell: ({ span }) => html`<a href="${to(span)}"><bdi dir="ltr">${span}</bdi></a>`,
      },
      { heading: words.files, isNumber: true, cell: ({ count }) => numberText(say, count) },
    ],
    spans.filter(({ count }) => count > 0),
  )}`;
}

/** For the eye and the pointer: a table beneath says the same, and leads there by keyboard too. */
export function bars(say: Messages, spans: readonly MonthSpan[], to?: (span: string) => string): Html {
  const most = Math.max(...spans.map(({ count }) => count));
  const width = WIDTH / spans.length;
  return html`<svg class="c-areas" viewBox="0 0 ${WIDTH} ${BAR_HEIGHT}" aria-hidden="true" direction="ltr">
    ${spans.map(({ span, count }, index) => {
      const height = count === 0 ? 0 : Math.max(3, (count / most) * BAR_HEIGHT);
      const bar = html`<rect
        x="${round(index * width)}"
        y="${round(BAR_HEIGHT - height)}"
        width="${round(width)}"
        height="${round(height)}"
      >
        <title>${span}: ${numberText(say, count)}</title>
      </rect>`;
      return to === undefined || count === 0 ? bar : html`<a href="${to(span)}" tabindex="-1">${bar}</a>`;
    })}
  </svg>`;
}

export interface MonthSpan {
  /** `2026-11`, or `2026`. */
  readonly span: string;
  readonly count: number;
}

/** From the first to the last, without a gap. */
export function spansOf(months: readonly MonthCount[]): readonly MonthSpan[] {
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  if (first === undefined || last === undefined) return [];
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const [from, to] = [number(first), number(last)];
  if (to - from < MONTHS_SHOWN)
    return Array.from({ length: to - from + 1 }, (_, i) => {
      const span = `${String(Math.floor((from + i) / 12)).padStart(4, '0')}-${String(((from + i) % 12) + 1).padStart(2, '0')}`;
      return { span, count: months.find(({ month }) => month === span)?.count ?? 0 };
    });
  const byYear = Map.groupBy(months, ({ month }) => Number(month.slice(0, 4)));
  const years = [...byYear.keys()];
  const [one, other] = [Math.min(...years), Math.max(...years)];
  // A wrong clock may say the year 1601: what lies far before the others is shown beside them, not on one scale.
  const all =
    other - one < MONTHS_SHOWN * 3 ? Array.from({ length: other - one + 1 }, (_, i) => one + i) : years;
  return all.map((year) => ({
    span: String(year),
    count: (byYear.get(year) ?? []).reduce((sum, { count }) => sum + count, 0),
  }));
}

const round = (value: number): number => Math.round(value * 10) / 10;
