// The pages of an act: one question each, and then all answers to be checked, each with the way back to it.
import { html, nothing, raw, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { hidden, type Errors } from '../web/parts.ts';
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

export function checkMain(
  say: Messages,
  {
    address,
    caption,
    button,
    key,
    lines,
    more = nothing,
  }: Act & { readonly key: string; readonly lines: readonly AnswerLine[]; readonly more: Html | undefined },
): Html {
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
    ${more}
    <form method="post" action="${address}/check" novalidate>
      ${hidden('key', key)}
      <div class="c-buttons">
        <button type="submit" class="govuk-button">${button}</button>
        <button type="submit" class="c-linkbutton" formaction="${address}/anew">${say.form.anew}</button>
      </div>
    </form>`;
}

function captionLine(caption: string): Html {
  return caption === '' ? nothing : html`<p class="c-caption"><bdi>${caption}</bdi></p>`;
}
