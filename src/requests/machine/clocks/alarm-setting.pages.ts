// How long an alarm waits for somebody, as administrators see it.
import { setLines, settingPage, type Told } from '../../../people/setting.pages.ts';
import type { LettersGivenUp } from '../../../people/alerts.store.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { note, table } from '../../../web/parts.ts';
import { numberText, when } from '../../../web/when.ts';
import { ALARM_TIMES, type AlarmHours } from './alarm.ts';

export const ALARMS = '/settings/alarms';

interface AlarmsShown {
  readonly set: AlarmHours;
  readonly notSent: readonly LettersGivenUp[];
}

export function alarmsPage(say: Messages, { set, notSent }: AlarmsShown, told: Told): View {
  const words = say.timeLimits;
  return settingPage(
    say,
    words.settings,
    told,
    html`<p class="c-lead">${words.settingsLead}</p>
      ${setLines(
        say,
        ALARM_TIMES.map((name) => [words[name], numberText(say, set[name]), `${ALARMS}/${name}`]),
      )}
      ${notSent.length === 0 ? nothing : notSentHtml(say, notSent)}`,
  );
}

/** Whom they were for and since when: what they told of is nothing to an administrator. */
function notSentHtml(say: Messages, list: readonly LettersGivenUp[]): Html {
  const words = say.timeLimits.notSent;
  return html`<h2>${words.title}</h2>
    ${note(
      'warn',
      html`<p>${words.lead}</p>
        <p>${words.next} <a href="/settings/mail">${say.mail.title}</a></p>`,
    )}
    ${table<LettersGivenUp>(
      words.title,
      [
        {
          heading: words.person,
          cell: ({ person, name }) => html`<a href="/people/${person}"><bdi>${name}</bdi></a>`,
        },
        { heading: words.address, cell: ({ email }) => html`<bdi>${email}</bdi>` },
        { heading: words.letters, cell: ({ letters }) => numberText(say, letters) },
        { heading: words.since, cell: ({ since }) => when(say, since) },
        { heading: words.until, cell: ({ until }) => when(say, until) },
      ],
      list,
    )}`;
}
