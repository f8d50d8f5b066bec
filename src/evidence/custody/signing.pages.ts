// What a person is about to sign, in words, and the two ways to go on: their passkey, or the service for them.
import { canonicalJson } from '../../base/canonical-json.ts';
import { utf8Text } from '../../base/bytes.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, hidden, note, type Errors } from '../../web/parts.ts';
import { whenText } from '../../web/when.ts';
import { spokenEntry } from './custody-line.pages.ts';
import type { Question } from '../exhibits/exhibit-about.pages.ts';
import { readDetail, type PackagedEvent } from '../events/event.ts';
import { markOf } from '../events/custody-line.ts';
import type { PreparedSigning } from './signing.acts.ts';
import type { PreparedLine } from './signing.ts';

interface SigningShown {
  readonly prepared: PreparedSigning;
  /** What the form says so far; it goes with the signature. */
  readonly kept: URLSearchParams;
  /** Events of the exhibit, to know what an answer answers. */
  readonly events: readonly PackagedEvent[];
  readonly errors: Errors;
}

/** What the page asks, to be put into a frame: crumbs, and what stands beside it. */
export type Frame = (asked: Pick<Question, 'title' | 'errors' | 'content'>) => View;

export function signingPage(say: Messages, frame: Frame, shown: SigningShown): View {
  const words = say.signing;
  const { prepared, kept, errors } = shown;
  const [line] = prepared.lines;
  const fields = [...kept].filter(([name]) => name !== 'signing');
  return {
    ...frame({
      title: words.title,
      errors,
      content: html`<h1>${words.title}</h1>
        <p class="c-lead">${words.lead}</p>
        ${line === undefined ? nothing : entry(say, line, shown)}
        <form method="post" novalidate>
          ${fields.map(([name, value]) => hidden(name, value))} ${signBlock(say, prepared)}
          <div data-unable>${note('plain', html`<p>${words.noScript}</p>`)}</div>
          <p class="c-hint">${words.byServiceHint}</p>
          <button type="submit" name="signing" value="service" class="govuk-button govuk-button--secondary">
            ${words.byService}
          </button>
        </form>`,
    }),
    scripts: ['sign.js'],
  };
}

function entry(say: Messages, line: PreparedLine, { prepared, events }: SigningShown): Html {
  const words = say.signing;
  const { event } = line;
  const told = spokenEntry(say, { mark: markOf(event.type), events: [eventOf(line)] }, [
    ...events,
    eventOf(line),
  ]);
  const others = prepared.lines.length - 1;
  const listed = (list: readonly string[]): Html | undefined =>
    list.length === 0
      ? undefined
      : html`${list.map((one, i) => html`${i === 0 ? nothing : raw('<br />')}${one}`)}`;
  return html`${facts([
      [words.what, html`<b>${told.what}</b>`],
      [words.entry, words.entryWords(event.item, String(event.itemSeq))],
      [words.when, listed(told.when)],
      [words.place, told.place === '' ? undefined : told.place],
      [words.as, listed(told.who)],
      [words.how, listed(told.how)],
      [words.why, listed(told.notes)],
    ])}
    ${others === 0 ? nothing : html`<p>${words.more(others)}</p>`}
    <details class="c-each c-each--after">
      <summary>${words.line}</summary>
      <div>
        <p>${words.lineHint}</p>
        ${prepared.lines.map((one) => html`<p><code class="c-digest">${utf8Text(one.text).trimEnd()}</code></p>`)}
      </div>
    </details>`;
}

/** Asks the device; stays hidden where there is no WebAuthn. */
export function signBlock(
  say: Messages,
  { choices }: Pick<PreparedSigning, 'choices'>,
  button: string = say.signing.button,
): Html {
  const words = say.signing;
  const asked = choices.map(({ request }) => canonicalJson({ ...request }));
  const one = ({ addedAt }: (typeof choices)[number], i: number): Html => {
    const id = i === 0 ? 'passkey' : `passkey-${i}`;
    return html`<div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        id="${id}"
        name="passkey"
        type="radio"
        value="${String(i)}"
        data-asked="${asked[i] ?? ''}"
        ${i === 0 ? raw(' checked') : nothing}
      />
      <label class="govuk-label govuk-radios__label" for="${id}"
        >${addedAt === undefined ? words.passkey : words.addedOn(whenText(say, addedAt))}</label
      >
    </div>`;
  };
  return html`<div data-sign="${asked[0] ?? ''}" hidden>
    ${
      choices.length < 2
        ? nothing
        : html`<fieldset class="govuk-fieldset govuk-form-group">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${words.which}</legend>
            <div class="govuk-radios">${choices.map(one)}</div>
          </fieldset>`
    }
    <button type="button" class="govuk-button" id="signing">${button}</button>
    <p class="govuk-error-message" role="alert" data-failed hidden>${words.failed}</p>
  </div>`;
}

/** As if it were recorded, so that it is told in the words in which the custody line will tell it. */
function eventOf({ event, detail }: PreparedLine): PackagedEvent {
  return {
    index: 0,
    event,
    recordedAt: 0,
    leafHash: '',
    ...(detail === undefined ? {} : { detail: readDetail(detail.text, event.type) }),
  };
}
