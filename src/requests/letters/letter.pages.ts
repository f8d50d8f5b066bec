// In which language the letter is to be, and whether another stands beside it.
import { html, nothing, type Html } from '../../web/html.ts';
import { LANGUAGES, type Language, type Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { choices } from '../../web/parts.ts';
import { hasReserved } from './copies.ts';
import { crumbsBelow, requestAddress, type RequestShown } from '../request-shown.pages.ts';

export interface LetterChoice {
  readonly language: Language;
  readonly beside: Language | undefined;
}

export function letterPage(say: Messages, shown: RequestShown, chosen: LetterChoice): View {
  const { file, request } = shown;
  const words = say.translation;
  const to = (name: string): string => requestAddress(file, request.number, `/${name}`);
  return {
    title: words.letterTitle,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.letterTitle }),
    isQuestion: true,
    main: html`<h1>${words.letterTitle}</h1>
      <p class="c-lead">${words.letterLead}</p>
      <p><a href="${to('translation')}">${words.deskTitle}</a></p>
      <form method="get" action="${to('letter.pdf')}">
        ${languageSelect('language', words.language, [], chosen.language)}
        ${languageSelect('beside', words.beside, [['', words.nothingBeside]], chosen.beside ?? '')}
        ${hasReserved(shown.legal) ? whole(say) : nothing}
        <p class="c-buttons">
          <button type="submit" class="govuk-button">${say.requests.letter}</button>
          <button
            type="submit"
            class="govuk-button govuk-button--secondary"
            formaction="${to('letter.docx')}"
          >
            ${words.editable}
          </button>
        </p>
      </form>`,
  };
}

/** What is reserved is left out unless somebody asks for it. */
function whole(say: Messages): Html {
  const list = [{ value: 'yes', words: say.translation.whole }];
  return choices(say, { name: 'whole', kind: 'checkboxes', legend: say.translation.reserved, list }, {});
}

export function languageSelect(
  name: string,
  label: string,
  before: readonly (readonly [value: string, words: string])[],
  chosen: string,
): Html {
  const list = [
    ...before,
    ...Object.values(LANGUAGES).map(({ language }) => [language.code, language.name] as const),
  ];
  return html`<div class="govuk-form-group">
    <label class="govuk-label" for="${name}">${label}</label>
    <select class="govuk-select" id="${name}" name="${name}">
      ${list.map(([value, words]) => html`<option value="${value}" ${value === chosen ? html` selected` : ''}>${words}</option>`)}
    </select>
  </div>`;
}
