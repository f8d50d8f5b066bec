// The custody line on a page: the picture the product is known by. The same entries, marks and words as the PDF report
// (packages/report/custody-line.ts, packages/report/event-words.ts), drawn with a little SVG.
import { z } from 'zod';
import type { Html } from '../../web/html.ts';
import { html, nothing, raw } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { when } from '../../web/when.ts';
import { factText } from '../../verify/event.ts';
import { isNameless } from './correction.ts';
import type { EventDetail, PackagedEvent } from '../events/event.ts';
import { custodyLine, type LineEntry, type Mark } from '../events/custody-line.ts';
import { entryWords } from '../events/event-words.ts';
import { sayOnPage } from '../events/messages.ts';
import { visiblePlain } from '../../web/safe-text.ts';

/** Entries drawn before the quiet middle is folded. */
const ROOM = 60;
/** Equal acts that are told one by one. */
const EACH = 20;

/** Filled dot, ring, diamond, hollow diamond, red cross, folded. In a square of 24. */
const SHAPES: { readonly [mark in Mark]: string } = {
  taken: '<circle cx="12" cy="12" r="8" fill="currentColor"/>',
  kept: '<circle cx="12" cy="12" r="7" fill="var(--paper)" stroke="currentColor" stroke-width="3"/>',
  handed: '<path d="M12 2 22 12 12 22 2 12Z" fill="currentColor"/>',
  offered:
    '<path d="M12 3.5 20.5 12 12 20.5 3.5 12Z" fill="var(--paper)" stroke="currentColor" stroke-width="3"/>',
  failed:
    '<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="m8 8 8 8m0-8-8 8" stroke="var(--paper)" stroke-width="2.5" stroke-linecap="round"/>',
  gap: '<path d="M6 4h12v16H6Z" fill="var(--paper)"/><path d="M5 9h14M5 15h14" stroke="currentColor" stroke-width="3"/>',
};

/** What entryWords gives: Json there, because the report's template takes it as data. */
const words = z.object({
  what: z.string(),
  when: z.array(z.string()).default([]),
  place: z.string().default(''),
  who: z.array(z.string()).default([]),
  how: z.array(z.string()).default([]),
  notes: z.array(z.string()).default([]),
  index: z.string().default(''),
  hidesFailure: z.boolean().default(false),
});

interface LineShown {
  readonly events: readonly PackagedEvent[];
  /** Whether this reader learns the names of those who acted. */
  readonly seesNames: boolean;
}

export function custodyLineHtml(say: Messages, { events, seesNames }: LineShown): Html {
  const shown = seesNames ? events : events.map(withoutNames);
  const line = custodyLine(shown, ROOM);
  return html`<ol class="c-line">
      ${line.map((entry, i) => item(say, entry, shown, isBroken(line[i + 1])))}
    </ol>
    ${legend(say, [...new Set(line.map((entry) => entry.mark))])}`;
}

/** The stretch that leads to a failed check is dashed. */
function isBroken(next: LineEntry | undefined): boolean {
  return next?.mark === 'failed';
}

type Spoken = z.infer<typeof words>;

/** One entry in the words of the custody line. `all`: the events around it. */
export function spokenEntry(say: Messages, entry: LineEntry, all: readonly PackagedEvent[]): Spoken {
  const told = words.parse(entryWords(sayOnPage(say), entry, all));
  const each = (list: readonly string[]): string[] => list.map(plain);
  return {
    ...told,
    what: plain(told.what),
    place: plain(told.place),
    who: each(told.who),
    how: each(told.how),
    notes: each(told.notes),
  };
}

function item(say: Messages, entry: LineEntry, all: readonly PackagedEvent[], leadsToFailure: boolean): Html {
  const told = spokenEntry(say, entry, all);
  const failed = entry.mark === 'failed' || told.hidesFailure;
  const head = [told.when.join(' · '), told.place].filter((text) => text !== '').join(' · ');
  return html`<li
    class="c-line__item${failed ? ' c-line__item--failed' : ''}${leadsToFailure || entry.mark === 'failed' ? ' c-line__item--broken' : ''}"
  >
    ${mark(entry.mark)}
    <p class="c-line__what">
      ${told.what}<span class="govuk-visually-hidden"> (${say.evidence.marks[entry.mark]})</span>
    </p>
    <p class="c-line__when">${head}</p>
    ${told.who.length === 0 ? nothing : html`<p class="c-line__who">${told.who.join(' · ')}</p>`}
    ${told.how.length === 0 ? nothing : html`<p class="c-line__how">${told.how.join(' · ')}</p>`}
    ${told.notes.map((text) => html`<p class="c-line__how">${text}</p>`)}
    ${entry.events.length > 1 ? each(say, entry) : nothing}
  </li>`;
}

/** Equal acts in one entry, each with its time, role and name; the newest first. */
function each(say: Messages, { events }: LineEntry): Html {
  const shown = events.slice(-EACH).reverse();
  const more = events.length - shown.length;
  return html`<details class="c-each">
    <summary>${say.evidence.showEach}</summary>
    <ul>
      ${shown.map(
        ({ event, recordedAt, detail }) =>
          html`<li>
            ${when(say, new Date(recordedAt))} ·
            ${plain(sayOnPage(say).role(event.actor.role))}${detail?.person === undefined ? nothing : html` · ${visiblePlain(detail.person, 120)}`}
          </li>`,
      )}${more === 0 ? nothing : html`<li>${say.evidence.eachMore(more)}</li>`}
    </ul>
  </details>`;
}

function mark(which: Mark): Html {
  return html`<svg class="c-mark c-mark--${which}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${raw(SHAPES[which])}
  </svg>`;
}

function legend(say: Messages, marks: readonly Mark[]): Html {
  return html`<ul class="c-legend" aria-hidden="true">
    ${marks.map((which) => html`<li>${mark(which)} ${say.evidence.marks[which]}</li>`)}
  </ul>`;
}

/** Where evidence came from stays: it is about the thing, and the reader is in the case. */
function withoutNames(one: PackagedEvent): PackagedEvent {
  if (one.detail === undefined) return one;
  const { source, foundAs, note, value } = one.detail;
  const shown = {
    source,
    foundAs,
    note,
    value: isNameless(factText(one.event, 'field')) ? value : undefined,
  };
  return { ...one, detail: withoutGaps(shown) };
}

function withoutGaps(detail: { readonly [name: string]: string | undefined }): EventDetail {
  return Object.fromEntries(Object.entries(detail).filter(([, text]) => text !== undefined));
}

/** The report's places to break a long word; a browser breaks by itself, and a copied text should be clean. */
function plain(text: string): string {
  return text.replaceAll('\u200b', '');
}
