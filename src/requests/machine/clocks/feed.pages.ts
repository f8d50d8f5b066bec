// The page of one's own calendar address, and the words of the calendar.
import { html, nothing } from '../../../web/html.ts';
import { isLanguage } from '../../../web/language.ts';
import { LANGUAGES, type Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { done, form, note, pressButton } from '../../../web/parts.ts';
import { whenText } from '../../../web/when.ts';
import { clockAddress } from './clock-words.pages.ts';
import type { RunningClock } from './clock.store.ts';
import { calendarText } from './ics.ts';

export const CALENDAR_MEDIA = 'text/calendar; charset=utf-8';

/** `url`: of this installation, where each entry leads. */
export function calendarOf(language: string | undefined, clocks: readonly RunningClock[], url: URL): string {
  const words = LANGUAGES[language !== undefined && isLanguage(language) ? language : 'en'].timeLimits;
  const entries = clocks.map(({ id, end, computedAt }) => ({
    id,
    at: end,
    changedAt: computedAt,
    link: new URL(clockAddress(id), url).href,
  }));
  return calendarText(words.calendar, words.calendarEvent, entries);
}

export const CALENDAR_HOME = '/account/calendar';

interface FeedShown {
  readonly madeAt: Date | undefined;
  /** The address, once. */
  readonly made: string | undefined;
  readonly isEnded: boolean;
}

export function feedPage(say: Messages, { madeAt, made, isEnded }: FeedShown): View {
  const words = say.timeLimits;
  return {
    title: words.calendar,
    place: 'account',
    crumbs: [{ words: say.account.title, href: '/account' }, { words: words.calendar }],
    isQuestion: true,
    main: html`${isEnded ? done(words.calendarEnded) : nothing}
      <h1>${words.calendar}</h1>
      <p class="c-lead">${words.calendarLead}</p>
      ${
        made === undefined
          ? html`<p>
              ${madeAt === undefined ? words.calendarNone : words.calendarSet(whenText(say, madeAt))}
            </p>`
          : note(
              'ok',
              html`<p>${words.calendarMade}</p>
                <p><code class="c-code">${made}</code></p>`,
            )
      }
      ${form(nothing, madeAt === undefined ? words.calendarMake : words.calendarAgain, CALENDAR_HOME)}
      ${madeAt === undefined ? nothing : pressButton(`${CALENDAR_HOME}/end`, words.calendarEnd, '')}`,
  };
}
