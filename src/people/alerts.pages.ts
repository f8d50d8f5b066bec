// What is told of guessing: to the person concerned, and to administrators. Parts of other pages.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { note } from '../web/parts.ts';
import { whenText } from '../web/when.ts';
import type { Alerts, DoorAlerts, SettingChange } from './alerts.store.ts';
import type { TriesSeen } from './sign-in-record.store.ts';

/** What concerns oneself; comes before everything else. */
export function ownAlerts(
  say: Messages,
  { tries, recoveredAt, keptByNobody, casesWithoutLead, lettersGivenUp }: Alerts,
): Html {
  return html`${triesNote(say, tries)}${recoveredAt === undefined ? nothing : recoveredNote(say, recoveredAt)}
  ${keptByNobody === 0 ? nothing : note('warn', html`<p>${say.alerts.keptByNobody(keptByNobody)}</p>`)}
  ${casesWithoutLead === 0 ? nothing : note('warn', html`<p>${say.alerts.casesWithoutLead(casesWithoutLead)} <a href="/case-lead">${say.caseLead.title}</a></p>`)}
  ${lettersGivenUp.length === 0 ? nothing : note('warn', html`<p><a href="/settings/alarms">${say.alerts.lettersGivenUp(lettersGivenUp.length)}</a></p>`)}`;
}

function recoveredNote(say: Messages, at: Date): Html {
  const words = say.recovery;
  return note('warn', html`<p><b>${words.toldTitle}</b> ${words.told(whenText(say, at))}</p>`);
}

/** One's own slip of the finger is no alarm. */
const TOLD_FROM = 3;

/** Since the person’s last sign-in. A wrong code follows a right password: somebody knows that one. */
function triesNote(say: Messages, tries: TriesSeen | undefined): Html {
  if (tries === undefined) return nothing;
  const { wrongPasswords, wrongCodes, wasLocked, lastAt } = tries;
  const isTold = wasLocked || wrongPasswords >= TOLD_FROM || wrongCodes >= TOLD_FROM;
  if (!isTold) return nothing;
  const words = say.alerts;
  const guessed = new Intl.ListFormat(say.language.locale).format([
    ...(wrongPasswords === 0 ? [] : [words.wrongPasswords(wrongPasswords)]),
    ...(wrongCodes === 0 ? [] : [words.wrongCodes(wrongCodes)]),
  ]);
  const last = words.lastAt(whenText(say, lastAt));
  return note(
    'warn',
    html`<p>
        <b>${words.tries(guessed)}</b>
        ${last}${wasLocked ? html` ${words.wasLocked}` : nothing}
      </p>
      <p>
        ${wrongCodes >= TOLD_FROM ? words.knowsPassword : words.notYou}
        <a href="/account">${words.toAccount}</a>
      </p>`,
  );
}

export function changesNote(say: Messages, list: readonly SettingChange[]): Html {
  const words = say.settings;
  if (list.length === 0) return nothing;
  const names: { readonly [name: string]: string } = words.names;
  const what = (setting: string): string =>
    Object.hasOwn(names, setting) ? (names[setting] ?? setting) : setting;
  return html`<h2>${words.changed}</h2>
    ${note(
      'plain',
      html`<ul class="govuk-list">
          ${list.map(
            ({ by, setting, at }) =>
              html`<li>${words.changedWords(by, what(setting), whenText(say, at))}</li>`,
          )}
        </ul>
        <p>${words.changedNext} <a href="/settings">${words.title}</a></p>`,
    )}`;
}

export function doorNote(say: Messages, { locked, spread }: DoorAlerts): Html {
  if (locked.length + spread.length === 0) return nothing;
  const words = say.alerts;
  const lockedLine = ({ person, name, times, lastAt }: DoorAlerts['locked'][number]): Html => {
    const when = whenText(say, lastAt);
    if (person === undefined) return html`<li>${words.strangers(times, when)}</li>`;
    return html`<li>
      <a href="/people/${person}">${name}</a>${say.language.colon}${words.locked(times, when)}
    </li>`;
  };
  return html`<h2>${words.title}</h2>
    ${note(
      'warn',
      html`<p>${words.lead}</p>
        <ul class="govuk-list">
          ${locked.map(lockedLine)}
          ${spread.map(
            ({ address, persons, lastAt }) =>
              html`<li>${words.spread(address, persons, whenText(say, lastAt))}</li>`,
          )}
        </ul>
        <p>${words.whatToDo}</p>`,
    )}`;
}
