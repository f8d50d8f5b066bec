// A form with one file, sent whole in one request; works without a script.
import { html, nothing, raw, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import type { Errors } from './parts.ts';

interface FileForm {
  readonly action: string;
  readonly label: string;
  /** Says the limit too. */
  readonly hint: string;
  readonly button: string;
  /** Another way to send the same file. */
  readonly also?: { readonly action: string; readonly button: string };
  /** A script takes its place where there is one. */
  readonly isPlain?: boolean;
}

export function fileForm(say: Messages, asked: FileForm, errors: Errors): Html {
  const error = errors['file'];
  return html`<form
    method="post"
    enctype="multipart/form-data"
    action="${asked.action}"
    ${asked.isPlain === true ? raw('data-plain') : nothing}
  >
    <div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
      <label class="govuk-label" for="file">${asked.label}</label>
      <div class="govuk-hint" id="file-hint">${asked.hint}</div>
      ${
        error === undefined
          ? nothing
          : html`<p class="govuk-error-message" id="file-error">
              <span class="govuk-visually-hidden">${say.frame.error}${say.language.colon}</span> ${error}
            </p>`
      }
      <input
        class="c-file"
        type="file"
        id="file"
        name="file"
        aria-describedby="file-hint${error === undefined ? '' : ' file-error'}"
      />
    </div>
    <div class="c-buttons">
      <button type="submit" class="govuk-button">${asked.button}</button>
      ${
        asked.also === undefined
          ? nothing
          : html`<button
              type="submit"
              class="govuk-button govuk-button--secondary"
              formaction="${asked.also.action}"
            >
              ${asked.also.button}
            </button>`
      }
    </div>
  </form>`;
}
