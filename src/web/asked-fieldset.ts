// A question that several boxes answer together: legend, hint and what is wrong, read out with each of them (GOV.UK, fieldset).
import { html, nothing, type Html } from './html.ts';
import type { Messages } from './messages.ts';

interface FieldsetAsked {
  readonly name: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  /** The question is the page's title. */
  readonly isHeading?: boolean | undefined;
  /** Whoever sees the page reads the heading above it. */
  readonly isLegendHidden?: boolean | undefined;
  readonly error: string | undefined;
  /** Of the group, beside its own. */
  readonly className?: string;
}

export function askedFieldset(say: Messages, asked: FieldsetAsked, boxes: Html): Html {
  const { name, legend, hint, isHeading, isLegendHidden, error, className } = asked;
  const described = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`]
    .filter((id) => id !== '')
    .join(' ');
  const group = ['govuk-form-group', className, error === undefined ? '' : 'govuk-form-group--error']
    .filter(Boolean)
    .join(' ');
  return html`<div class="${group}">
    <fieldset class="govuk-fieldset" ${described === '' ? nothing : html` aria-describedby="${described}"`}>
      <legend
        class="${isLegendHidden === true ? 'govuk-visually-hidden' : `govuk-fieldset__legend govuk-fieldset__legend--${isHeading === true ? 'l' : 's'}`}"
      >
        ${isHeading === true ? html`<h1 class="govuk-fieldset__heading">${legend}</h1>` : legend}
      </legend>
      ${hint === undefined ? nothing : html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
      ${
        error === undefined
          ? nothing
          : html`<p class="govuk-error-message" id="${name}-error">
              <span class="govuk-visually-hidden">${say.frame.error}${say.language.colon}</span> ${error}
            </p>`
      }
      ${boxes}
    </fieldset>
  </div>`;
}
