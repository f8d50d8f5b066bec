// Bringing many identifiers or digests in at once: from a file, or pasted; each line that is not right is named.
import { fileForm } from '../../../../web/file-form.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import type { View } from '../../../../web/page.ts';
import { errorSummary, field, form, hidden, pressButton, type Errors } from '../../../../web/parts.ts';
import type { ListField, WrongFieldLine } from '../../../core/list-fields.ts';
import { problemWords } from './list-fields.pages.ts';
import { crumbsBelow, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import { wrongLines } from '../../../core/wrong-lines.pages.ts';

interface BringAsked {
  readonly shown: RequestShown;
  readonly field: ListField;
  /** Of this page. */
  readonly address: string;
  /** What it goes into: the label of the field, or which item. */
  readonly into: string;
  /** How many are there already. */
  readonly there: number;
  readonly pasted: string;
  readonly result?: { readonly wrong: readonly WrongFieldLine[]; readonly right: number };
  readonly errors: Errors;
}

export function bringPage(say: Messages, asked: BringAsked): View {
  const { shown, address, into, there, errors, result } = asked;
  const { file, request } = shown;
  const words = say.drafting.bring;
  return {
    title: words.title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.title }),
    isQuestion: true,
    hasErrors: result !== undefined || Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.title}</h1>
      ${result === undefined ? nothing : wrongLines(say, result, (problem) => problemWords(say, problem))}
      <p>${into}</p>
      <p>${words.lead}</p>
      ${
        there === 0
          ? nothing
          : html`<p>
              ${words.there(there)}
              ${pressButton(`${address}/clear?version=${request.version.number}`, words.clear, into)}
            </p>`
      }
      ${fileAsked(say, asked)}
      <h2>${words.pasteTitle}</h2>
      ${form(
        html`${hidden('base', String(request.version.number))}
        ${field(say, { name: 'lines', label: words.paste, value: asked.pasted, rows: 8, isOptional: true }, errors)}
        ${
          asked.pasted === '' || result === undefined || result.right === 0
            ? nothing
            : html`<p>
                <button type="submit" class="govuk-button govuk-button--secondary" name="keep" value="right">
                  ${words.keepRight}
                </button>
              </p>`
        }`,
        words.button,
        address,
      )}`,
  };
}

/** A browser does not send the same file again by itself: it is chosen once more. */
function fileAsked(say: Messages, { shown, address, field: list, errors, result, pasted }: BringAsked): Html {
  const words = say.drafting.bring;
  const action = `${address}/file?version=${shown.request.version.number}`;
  const mayKeep = pasted === '' && result !== undefined && result.right > 0;
  return fileForm(
    say,
    {
      action,
      label: words.file,
      hint: list.type === 'hash_list' ? words.hashFileHint : words.fileHint,
      button: words.button,
      ...(mayKeep && { also: { action: `${action}&keep=right`, button: words.keepRight } }),
    },
    errors,
  );
}
