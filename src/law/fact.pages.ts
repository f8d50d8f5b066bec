// How a fact is shown: the value, how sure it is, the day its source speaks of, and a number that leads to the source.
import { perLocale } from '../web/per-locale.ts';
import { html, nothing, type Html } from '../web/html.ts';
import { daysField } from '../web/day-field.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { railSection, tag } from '../web/parts.ts';
import type { Confidence } from './confidence.ts';
import { firstDay, isDay, type Day, type PartialDate, type Validity } from './day.ts';
import { registerFileOf } from './form-files.ts';
import type { Cited, Knowledge, PartyRecord, Source } from './model.ts';
import { REVIEWER } from './review.ts';
import type { StandingWord } from './party-standing.ts';
import { stateName } from './states.ts';

/** The sources a page has named so far, each once, in the order of their first mention. */
export interface Notes {
  /** ` [3]`, leading to the list at the end of the page. */
  mark(from: Pick<Cited, 'at' | 'sources'>): Html;
  /** `confirmed, as of 2024-11 [3], not reviewed`, in small letters. */
  cite(from: Cited): Html;
  /** Call it last: it lists what was marked before. */
  list(): Html;
}

export function notesOf(say: Messages, knowledge: Knowledge): Notes {
  const numbers = new Map<
    string,
    { readonly number: number; readonly id: string; readonly source?: Source }
  >();
  const numberOf = (file: string, id: string): number => {
    const key = `${file} ${id}`;
    const known = numbers.get(key);
    if (known !== undefined) return known.number;
    const source = knowledge.sources[file]?.[id];
    const number = numbers.size + 1;
    numbers.set(key, source === undefined ? { number, id } : { number, id, source });
    return number;
  };
  const marks = ({ at, sources }: Pick<Cited, 'at' | 'sources'>): Html[] => {
    const file = registerFileOf(at);
    const all = sources.filter((id) => id !== 'recall').map((id) => numberOf(file, id));
    return all.map(
      (n) => html`<a class="c-mark-source" href="#source-${n}" aria-label="${say.law.sourceOf(n)}">${n}</a>`,
    );
  };
  return {
    mark: (from) => html`${marks(from)}`,
    // A first source stands by its day; the others may go to the next line.
    cite: (from) => {
      const [first = nothing, ...others] = marks(from);
      return html`<span class="c-cite"
        >${sureness(say, from.confidence)}<span
          ><span class="c-nowrap"
            >${from.asOf === undefined ? nothing : say.law.asOf(partialDateWords(say, from.asOf))}${first}</span
          >${others.map((one) => html`<wbr />${one}`)}</span
        >${ownDay(say, knowledge, from)}<span>${reviewWords(say, from)}</span></span
      >`;
    },
    list: () => (numbers.size === 0 ? nothing : sourceList(say, [...numbers.values()])),
  };
}

/** Read on another day than its sources, which say theirs at the end of the page. */
function ownDay(
  say: Messages,
  { sources }: Pick<Knowledge, 'sources'>,
  { at, sources: of, read }: Cited,
): Html {
  const register = sources[registerFileOf(at)];
  const isOfSource = read === undefined || of.some((id) => register?.[id]?.read === read);
  return isOfSource ? nothing : html`<span>${say.law.readOn(dayWords(say, read))}</span>`;
}

/** Who looked at it besides the one who entered it, and when; or that nobody did. */
export function reviewWords(say: Messages, { reviewed }: Pick<Cited, 'reviewed'>): string {
  const { law } = say;
  if (reviewed === undefined) return law.notReviewed;
  const by = reviewed.by === REVIEWER ? law.secondEditor : reviewed.by;
  return law.reviewed(by, partialDateWords(say, reviewed.on), (reviewed.of ?? []).join(say.language.comma));
}

function sourceList(
  say: Messages,
  all: readonly { readonly number: number; readonly id: string; readonly source?: Source }[],
): Html {
  const one = (entry: { readonly number: number; readonly id: string; readonly source?: Source }): Html => {
    const { source } = entry;
    const title = source?.title ?? entry.id;
    const kind =
      source === undefined || !Object.hasOwn(say.law.official, source.kind)
        ? ''
        : say.law.official[source.kind as keyof typeof say.law.official]; // an own key, as just asked
    return html`<li id="source-${entry.number}">
      ${source?.url === undefined ? title : html`<a href="${source.url}" rel="noreferrer">${title}</a>`}
      <span class="c-hint">${kind}</span>
      ${source?.read === undefined ? nothing : html`<span class="c-hint">${say.law.readOn(dayWords(say, source.read))}</span>`}
    </li>`;
  };
  return html`<section class="c-sources">
    <h2>${say.law.sources}</h2>
    <ol>
      ${all.map(one)}
    </ol>
  </section>`;
}

// A day of the law has no time zone: it is the same for every reader.
const MONTH = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const longDays = perLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
);
const days = perLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', ...MONTH }));
const months = perLocale((locale) => new Intl.DateTimeFormat(locale, MONTH));

/** `25 November 2026`. */
export function dayWords(say: Messages, day: Day): string {
  return longDays(say.language.locale).format(new Date(`${day}T00:00:00Z`));
}

/** `3 Nov 2026`; `Nov 2026` or `2026` where the source says no more. */
export function partialDateWords(say: Messages, date: PartialDate): string {
  if (date.length === 4) return date;
  const form = isDay(date) ? days : months;
  return form(say.language.locale).format(new Date(`${firstDay(date)}T00:00:00Z`));
}

/** A date as precise as its source, on one line; or that there is none. */
export function dateText(say: Messages, date: PartialDate | undefined): Html {
  return date === undefined
    ? html`<span class="c-unknown c-nowrap">${say.law.notRecorded}</span>`
    : html`<span class="c-nowrap">${partialDateWords(say, date)}</span>`;
}

/** Since when a State is bound; of one that left or gave notice also until when. */
export function boundDates(say: Messages, record: PartyRecord | undefined): Html {
  return record?.until === undefined
    ? dateText(say, record?.entryIntoForce)
    : span(say, { from: record.entryIntoForce, until: record.until });
}

function span(
  say: Messages,
  { from, until }: { readonly [end in 'from' | 'until']: PartialDate | undefined },
): Html {
  const words = (date: PartialDate | undefined, none: string): Html =>
    date === undefined ? html`${none}` : dateText(say, date);
  return html`${words(from, '…')} – ${words(until, '')}`;
}

/** Words first; only what one must not overlook is set off. */
export function sureness(say: Messages, confidence: Confidence): Html {
  const words = say.law.confidence[confidence];
  return confidence === 'confirmed'
    ? html`<span class="c-sure">${words}</span>`
    : html`<span class="c-sure c-sure--weak">${words}</span>`;
}

export function standingTag(say: Messages, word: StandingWord): Html {
  const tone = word === 'party' ? 'ok' : word === 'not_bound' || word === 'left' ? 'stop' : 'plain';
  return word === 'unknown' || word === 'uncertain'
    ? html`<span class="c-unknown">${say.law.standing[word]}</span>`
    : tag(tone, say.law.standing[word]);
}

export function unknown(say: Messages): Html {
  return html`<span class="c-unknown">${say.law.unknown}</span>`;
}

export function stateLink(say: Messages, code: string, on: OnDay): Html {
  return html`<a href="/law/states/${code}${on.suffix}">${stateName(code, say.language.code)}</a>`;
}

/** The day that is asked of, and how links keep it. */
export interface OnDay {
  readonly day: Day;
  /** What was asked and is no day. */
  readonly wrong?: string;
  /** `?on=2026-08-18`, empty for today. */
  readonly suffix: string;
}

/** `2010-03 – 2025-01-01`: since when, and the day on which it ended. Nothing where neither is recorded. */
export function datesHtml(say: Messages, { from, until }: Validity): Html {
  if (from === undefined && until === undefined) return nothing;
  return html`<span class="c-hint">${span(say, { from, until })}</span>`;
}

/** The day, as one of several questions in a row. */
export function dayField(say: Messages, on: OnDay): Html {
  return html`<div>${dayBoxes(say, on)}</div>`;
}

/** In the rail: the day shown and the way to another. */
export function dayRail(say: Messages, on: OnDay): Html {
  const words = say.law;
  return railSection(
    words.onDay(dayWords(say, on.day)),
    html`<form method="get" class="c-day">
        ${dayBoxes(say, on)}
        <button class="govuk-button govuk-button--secondary" type="submit">${words.dayButton}</button>
      </form>
      <p class="c-hint">${words.unknownNote}</p>`,
  );
}

function dayBoxes(say: Messages, { wrong, day }: OnDay): Html {
  const errors = wrong === undefined ? {} : { on: say.law.dayWrong(wrong) };
  return daysField(say, { name: 'on', legend: say.law.day, value: wrong ?? day }, errors);
}

/** In the rail: the parts of a long page. */
export function contents(say: Messages, parts: readonly (readonly [id: string, words: string])[]): Html {
  return railSection(
    say.law.onThisPage,
    html`<ul class="govuk-list">
      ${parts.map(([id, words]) => html`<li><a href="#${id}">${words}</a></li>`)}
    </ul>`,
  );
}

/** Crumbs, the place in the navigation, and the rail of every page of the law. */
export function lawView(
  say: Messages,
  page: {
    readonly title: string;
    readonly under?: readonly (readonly [words: string, href: string])[];
    readonly main: Html;
    readonly aside?: Html;
  },
): View {
  return {
    title: page.title,
    place: 'law',
    crumbs: [
      { words: say.law.title, href: '/law' },
      ...(page.under ?? []).map(([words, href]) => ({ words, href })),
      { words: page.title },
    ],
    main: page.main,
    ...(page.aside === undefined ? {} : { aside: page.aside }),
  };
}
