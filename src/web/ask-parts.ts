// Fields of a form that asks by its address (method GET): optional, several of one name, each working without a script.
import { html, nothing, raw, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import type { Errors } from './parts.ts';

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value?: string | undefined;
  /** Where several fields have one name. */
  readonly id?: string;
  /** The question is the page's title: the label is its heading. */
  readonly isHeading?: boolean;
}

interface Suggested extends Asked {
  /** Id of a `suggestions` list on the same page. */
  readonly list: string;
}

/** A line of text; with a list, the browser offers its values as one types. */
export function lineField(say: Messages, asked: Asked | Suggested, errors: Errors): Html {
  const list = 'list' in asked ? html` list="${asked.list}" autocomplete="off"` : nothing;
  return group(say, asked, errors, (attributes) => {
    return html`<input
      class="govuk-input"
      type="text"
      value="${asked.value ?? ''}"
      spellcheck="false"
      ${attributes}${list}
    />`;
  });
}

export function numberField(say: Messages, asked: Asked, errors: Errors): Html {
  return group(say, asked, errors, (attributes) => {
    return html`<input
      class="govuk-input govuk-input--width-5"
      type="text"
      inputmode="numeric"
      value="${asked.value ?? ''}"
      spellcheck="false"
      ${attributes}
    />`;
  });
}

export function linesField(say: Messages, asked: Asked, errors: Errors): Html {
  return group(say, asked, errors, (attributes) => {
    // The first line break after the tag is dropped by browsers, so the value stands right after it.
    return html`<textarea class="govuk-textarea" rows="4" spellcheck="false" ${attributes}>
${asked.value ?? ''}</textarea>`;
  });
}

export interface Option {
  readonly value: string;
  readonly words: string;
}

export function selectField(say: Messages, asked: Asked, options: readonly Option[], errors: Errors): Html {
  return group(say, asked, errors, (attributes) => {
    return html`<select class="govuk-select" ${attributes}>
      ${options.map(
        ({ value, words }) =>
          html`<option value="${value}" ${value === (asked.value ?? '') ? raw(' selected') : nothing}>
            ${words}
          </option>`,
      )}
    </select>`;
  });
}

export function suggestions(id: string, values: readonly string[]): Html {
  return html`<datalist id="${id}">
    ${values.map((value) => html`<option value="${value}"></option>`)}
  </datalist>`;
}

/** A form whose answer is another address. */
export function askingForm(action: string, content: Html, button: string): Html {
  return html`<form method="get" action="${action}" novalidate>
    ${content}
    <button type="submit" class="govuk-button" data-module="govuk-button">${button}</button>
  </form>`;
}

function group(say: Messages, asked: Asked, errors: Errors, control: (attributes: Html) => Html): Html {
  const { name, label, hint } = asked;
  const id = asked.id ?? name;
  const error = errors[id];
  const by = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter((one) => one !== '')
    .join(' ');
  const labelled = html`<label
    class="govuk-label${asked.isHeading === true ? ' govuk-label--l' : ''}"
    for="${id}"
    >${label}</label
  >`;
  const attributes = html`id="${id}" name="${name}"${by === '' ? nothing : html` aria-describedby="${by}"`}`;
  return html`<div class="govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}">
    ${asked.isHeading === true ? html`<h1 class="govuk-label-wrapper">${labelled}</h1>` : labelled}
    ${hint === undefined ? nothing : html`<div class="govuk-hint" id="${id}-hint">${hint}</div>`}
    ${
      error === undefined
        ? nothing
        : html`<p class="govuk-error-message" id="${id}-error">
            <span class="govuk-visually-hidden">${say.frame.error}${say.language.colon}</span> ${error}
          </p>`
    }
    ${control(attributes)}
  </div>`;
}
