// The keys of the installation: what partners compare, since when each signs and when it is due, and which signed before.
import { settingPage } from '../../people/setting.pages.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note, table, tag } from '../../web/parts.ts';
import { dayText, numberText } from '../../web/when.ts';
import type { KeyBefore, KeyName, KeyNow } from './keys.acts.ts';
import { dueAt } from './settings.ts';

interface KeysShown {
  readonly now: readonly KeyNow[];
  readonly before: readonly KeyBefore[];
  /** The rule of the agency. */
  readonly months: number | undefined;
  /** Until then the old keys of the log sign too. */
  readonly overlapUntil: Date | undefined;
  /** Id of a change that waits for signatures, or to be carried out. */
  readonly open: string | undefined;
  /** False: the private keys of the log are not here. */
  readonly canSign: boolean;
  /** The same of the key of the service. */
  readonly canRecord: boolean;
  readonly at: Date;
  readonly notice: string | undefined;
}

const OFFICERS = '--officer FILE --officer FILE --cause planned';

export function keysPage(say: Messages, shown: KeysShown): View {
  const words = say.houseKeys;
  const { now, before, overlapUntil, open } = shown;
  return {
    ...settingPage(
      say,
      say.settings.keys,
      { errors: {}, notice: shown.notice },
      html`<p class="c-lead">${words.lead}</p>
        ${shown.canSign ? nothing : note('stop', html`<p>${words.missing}</p>`)}
        ${shown.canRecord ? nothing : note('stop', html`<p>${words.serviceMissing}</p>`)}
        ${
          open === undefined
            ? nothing
            : note(
                'warn',
                html`<p>${words.waits} <a href="/settings/keys/changes/${open}">${words.see}</a></p>`,
              )
        }
        ${
          overlapUntil === undefined
            ? nothing
            : note('warn', html`<p>${words.overlap(dayText(say, overlapUntil))}</p>`)
        }
        ${table<KeyNow>(
          say.settings.keys,
          [
            { heading: words.key, cell: (one) => keyName(say, one.name) },
            { heading: words.fingerprint, cell: (one) => fingerprintCode(one.fingerprint) },
            { heading: words.made, cell: (one) => dayText(say, one.since) },
            { heading: words.due, cell: (one) => dueCell(say, one, shown) },
          ],
          now,
        )}
        <p><a href="/settings/keys/trust.txt" download>${words.trust}</a></p>
        <p><a href="/settings/keys/due">${words.dueLink}</a></p>
        ${before.length === 0 ? nothing : beforeTable(say, before)}
        <h2>${words.logKeys}</h2>
        <p>${words.logKeysHint}</p>
        ${open === undefined && shown.canRecord ? html`<p class="c-buttons"><a class="govuk-button" href="/settings/keys/replace">${words.logKeysButton}</a></p>` : nothing}
        <h2>${words.replace}</h2>
        <p>${words.replaceHint}</p>
        ${open === undefined ? html`<p class="c-buttons"><a class="govuk-button" href="/settings/keys/service">${words.replaceButton}</a></p>` : nothing}
        <details class="c-each c-each--after">
          <summary>${words.atTheMachine}</summary>
          <div>
            <p>${words.atTheMachineHint}</p>
            <p><code class="c-code">./comity log rotate-keys ${OFFICERS}</code></p>
            <p><code class="c-code">./comity log rotate-service-key ${OFFICERS}</code></p>
          </div>
        </details>`,
    ),
    isQuestion: false,
  };
}

function keyName({ houseKeys: words }: Messages, name: KeyName): string {
  switch (name) {
    case 'ed25519':
      return words.ed25519;
    case 'mlDsa44':
      return words.mlDsa44;
    case 'service':
      return words.service;
  }
}

function dueCell(say: Messages, { since }: KeyNow, { months, at }: KeysShown): Html | string {
  if (months === undefined) return say.houseKeys.noRule;
  const due = dueAt(since, months);
  return due <= at ? tag('warn', say.houseKeys.overdue(dayText(say, due))) : dayText(say, due);
}

function beforeTable(say: Messages, before: readonly KeyBefore[]): Html {
  const words = say.houseKeys;
  // The two keys of the log share one event: its papers stand once.
  const isFirst = (one: KeyBefore): boolean => one === before.find(({ index }) => index === one.index);
  const papers = (one: KeyBefore): Html => {
    if (one.name === 'service' || !isFirst(one)) return nothing;
    const about = html`<span class="govuk-visually-hidden"> (${numberText(say, one.index)})</span>`;
    return html`<a href="/settings/keys/proof?event=${one.index}" download>${words.saveProof}${about}</a
      ><br /><a href="/settings/keys/told?event=${one.index}">${words.papers}${about}</a>`;
  };
  return html`<h2>${words.before}</h2>
    ${table<KeyBefore>(
      words.before,
      [
        { heading: words.key, cell: (one) => keyName(say, one.name) },
        { heading: words.fingerprint, cell: (one) => fingerprintCode(one.fingerprint) },
        { heading: words.until, cell: (one) => dayText(say, one.until) },
        { heading: words.cause, cell: (one) => (one.cause === undefined ? '' : words.causes[one.cause]) },
        { heading: words.proof, cell: papers },
      ],
      before,
    )}`;
}

/** In eights, to be read out. */
export function fingerprintCode(fingerprint: string): Html {
  return html`<code>${inGroups(fingerprint)}</code>`;
}

function inGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,8}/g) ?? []).join(' ');
}
