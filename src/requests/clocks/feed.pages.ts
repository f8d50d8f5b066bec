// The page of one's own calendar address.
import { html, nothing } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { done, form, note, pressButton } from '../../web/parts.ts';
import { whenText } from '../../web/when.ts';

export const CALENDAR_HOME = '/account/calendar';

export interface FeedShown {
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
