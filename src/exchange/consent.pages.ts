// Consent about the evidence of an offer: asked on the page of what came, answered on the page of what was offered.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { facts, form, tag, type Tone } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { when } from '../web/when.ts';
import type { ChangeSeen } from './condition-change.acts.ts';
import type { ConsentSeen, NoticeSeen } from './consent.acts.ts';

const TONES: { readonly [is in ConsentSeen['is']]: Tone } = { asked: 'warn', given: 'ok', refused: 'stop' };

/** `address`: where it can be asked for. */
export function consentSection(
  say: Messages,
  consents: readonly ConsentSeen[],
  notices: readonly NoticeSeen[],
  address: string | undefined,
): Html {
  const words = say.exchange.consent;
  if (address === undefined && consents.length === 0 && notices.length === 0) return nothing;
  return html`<h2>${words.title}</h2>
    ${consents.map((one) => consentFacts(say, one))} ${noticesHtml(say, notices)}
    ${
      address === undefined
        ? nothing
        : html`<p>${words.lead}</p>
            <p class="c-buttons">
              <a class="govuk-button govuk-button--secondary" href="${address}/consent">${words.ask}</a>
              <a class="govuk-button govuk-button--secondary" href="${address}/notice">${words.notice}</a>
            </p>`
    }`;
}

/** Given to whoever imposed the conditions; on both sides. */
export function noticesHtml(say: Messages, notices: readonly NoticeSeen[]): Html {
  if (notices.length === 0) return nothing;
  return html`<h3>${say.exchange.types.exculpatoryNotice}</h3>
    ${notices.map(({ at, said }) =>
      facts([
        [say.exchange.message, when(say, at)],
        [say.exchange.consent.noticeTo, html`<bdi>${visiblePlain(said.to, 200)}</bdi>`],
        [
          say.exchange.consent.why,
          html`<span lang="${said.language}" dir="auto">${visiblePlain(said.text, 20_000)}</span>`,
        ],
      ]),
    )}`;
}

/** Lifted or added by who imposed them, since the evidence went; on both sides. `address`: where that is done. */
export function changesSection(
  say: Messages,
  changes: readonly ChangeSeen[],
  address: string | undefined,
): Html {
  const words = say.exchange.consent;
  return html`${changes.length === 0 ? nothing : html`<h3>${words.changes}</h3>`}
  ${changes.map(({ at, said }) =>
    facts([
      [say.exchange.message, html`${say.exchange.types[said.type]}${say.language.comma}${when(say, at)}`],
      [words.which, html`<bdi>${visiblePlain(`${said.condition ?? ''} (${said.item ?? ''})`, 1200)}</bdi>`],
      [
        words.reason,
        html`<span lang="${said.language}" dir="auto">${visiblePlain(said.text, 20_000)}</span>`,
      ],
    ]),
  )}
  ${
    address === undefined
      ? nothing
      : html`<p>
          <a class="govuk-button govuk-button--secondary" href="${address}">${words.change}</a>
        </p>`
  }`;
}

function consentFacts(say: Messages, { asked, at, is, why }: ConsentSeen): Html {
  const words = say.exchange.consent;
  return html`<p>${tag(TONES[is], words.states[is])}</p>
    ${facts([
      [say.exchange.message, when(say, at)],
      [words.to, html`<bdi>${visiblePlain(asked.to, 200)}</bdi>`],
      [words.why, html`<span lang="${asked.language}" dir="auto">${visiblePlain(asked.text, 20_000)}</span>`],
      [
        words.reason,
        why === undefined ? undefined : html`<span dir="auto">${visiblePlain(why, 20_000)}</span>`,
      ],
    ])}`;
}

/** Of what a peer asks about a package of ours; each is given or refused while it has no answer. */
export function consentsToAnswer(
  say: Messages,
  consents: readonly ConsentSeen[],
  address: string | undefined,
): Html {
  const words = say.exchange.consent;
  if (consents.length === 0) return nothing;
  return html`<h3>${words.title}</h3>
    ${consents.map(
      (one) =>
        html`${consentFacts(say, one)}
        ${address === undefined || one.is !== 'asked' ? nothing : answerForms(say, one, address)}`,
    )}`;
}

function answerForms(say: Messages, { of }: ConsentSeen, address: string): Html {
  const words = say.exchange.consent;
  return html`<p>${words.giveWords}</p>
    <div class="c-buttons">
      ${form(nothing, words.give, `${address}/consents/${of}/give`)}
      <a class="govuk-button govuk-button--secondary" href="${address}/consents/${of}/refuse"
        >${words.refuse}</a
      >
    </div>`;
}
