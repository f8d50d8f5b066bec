// How long an alarm waits for somebody, as administrators see it: each of the times is changed on a page of its own.
import { settingPage, settingStepPage, type Told } from '../../people/setting.pages.ts';
import type { LettersGivenUp } from '../../people/alerts.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { errorSummary, field, form, note, table, type Errors } from '../../web/parts.ts';
import { numberText, when } from '../../web/when.ts';
import { ALARM_TIMES, type AlarmHours, type AlarmTime } from './alarm.ts';

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
      <dl class="c-check">
        ${ALARM_TIMES.map(
          (name) =>
            html`<div>
              <dt>${words[name]}</dt>
              <dd>${numberText(say, set[name])}</dd>
              <dd>
                <a href="${ALARMS}/${name}"
                  >${say.add.change}<span class="govuk-visually-hidden"
                    >${say.language.colon}${words[name]}</span
                  ></a
                >
              </dd>
            </div>`,
        )}
      </dl>
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

/** `given`: as it was typed. */
export function alarmTimePage(say: Messages, name: AlarmTime, given: string, errors: Errors): View {
  const words = say.timeLimits;
  const isOfReceipts = name === 'receiptHours' || name === 'receiptUrgentHours';
  const asked = form(
    field(
      say,
      {
        name,
        label: words[name],
        value: given,
        isHeading: true,
        width: 'short',
        isCode: true,
        ...(isOfReceipts && { hint: words.ownTime }),
      },
      errors,
    ),
    say.settings.save,
    `${ALARMS}/${name}`,
  );
  const of = { words: words.settings, href: ALARMS };
  // The label is the heading of the page.
  return {
    ...settingStepPage(say, { title: words[name], of, errors }, asked),
    main: html`${errorSummary(say, errors)} ${asked}`,
  };
}
