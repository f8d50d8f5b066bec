// The pages of an act: one question each, and then all answers to be checked, each with the way back to it.
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { field as fileField, hidden, type Errors } from '../web/parts.ts';
import type { Fields } from '../web/fields/field.ts';

interface Act {
  /** Below which its questions lie. */
  readonly address: string;
  /** What it is about, above each question. */
  readonly caption: string;
  /** Of the button that does it. */
  readonly button: string;
}

/** The page around the questions, where it has nothing of its own. */
export function questionFrame(around: Pick<View, 'place' | 'crumbs'>) {
  return ({
    title,
    errors,
    main,
  }: {
    readonly title: string;
    readonly errors: Errors;
    readonly main: Html;
  }): View => ({
    ...around,
    title,
    isQuestion: true,
    errors,
    main,
  });
}

interface QuestionShown extends Act {
  readonly name: string;
  readonly field: Fields[string];
  readonly about: unknown;
  readonly given: URLSearchParams;
  readonly errors: Errors;
  readonly key: string;
  /** There is one question: its button does the act. */
  readonly isOnly: boolean;
}

export function questionMain(say: Messages, asked: QuestionShown): Html {
  const { address, caption, button, name, field, about, given, errors, key, isOnly } = asked;
  const isFile = field.fileBytesMax !== undefined;
  return html`${captionLine(caption)}
    <form
      method="post"
      action="${address}/${name}${isFile ? `/file?key=${key}` : ''}"
      ${isFile ? raw('enctype="multipart/form-data"') : nothing}
      novalidate
    >
      ${isFile ? nothing : hidden('key', key)} ${field.control(say, { name, given, errors }, about)}
      <button type="submit" class="govuk-button">${isOnly ? button : say.form.next}</button>
    </form>`;
}

interface AnswerLine {
  readonly name: string;
  readonly label: string;
  readonly value: Html | string;
}

/** The control of the file that goes with the button. */
export const SENT = 'file';

export interface SentAsked {
  readonly label: string;
  /** Ends of names: `.xml,.csv`. */
  readonly accept: string;
}

interface CheckShown extends Act {
  readonly key: string;
  readonly lines: readonly AnswerLine[];
  readonly more: Html | undefined;
  readonly sends?: SentAsked;
  readonly errors: Errors;
}

export function checkMain(say: Messages, shown: CheckShown): Html {
  const { address, caption, button, key, lines, more = nothing } = shown;
  const anew = html`<button type="submit" class="c-linkbutton" formaction="${address}/anew">
    ${say.form.anew}
  </button>`;
  const does = html`<button type="submit" class="govuk-button">${button}</button>`;
  return html`${captionLine(caption)}
    <h1>${say.requests.checkTitle}</h1>
    <dl class="c-check">
      ${lines.map(
        ({ name, label, value }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><bdi>${value}</bdi></dd>
            <dd>
              <a href="${address}/${name}"
                >${say.add.change}<span class="govuk-visually-hidden">${say.language.colon}${label}</span></a
              >
            </dd>
          </div>`,
      )}
    </dl>
    ${more} ${shown.sends === undefined ? nothing : sendingForm(say, shown, shown.sends, does)}
    <form method="post" action="${address}/check" novalidate>
      ${hidden('key', key)}
      <div class="c-buttons">${shown.sends === undefined ? does : nothing} ${anew}</div>
    </form>`;
}

/** A form that sends a file sends nothing else: its key stands in the address. */
function sendingForm(
  say: Messages,
  { address, key, errors }: CheckShown,
  sends: SentAsked,
  does: Html,
): Html {
  return html`<form
    method="post"
    action="${address}/check/file?key=${key}"
    enctype="multipart/form-data"
    novalidate
  >
    ${fileField(say, { name: SENT, type: 'file', ...sends }, errors)} ${does}
  </form>`;
}

function captionLine(caption: string): Html {
  return caption === '' ? nothing : html`<p class="c-caption"><bdi>${caption}</bdi></p>`;
}
