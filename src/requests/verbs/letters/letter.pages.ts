// In which language the letter is to be, whether another stands beside it, and which copy: asked one a page.
import { capital } from '../../../web/capital.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import { languageName } from '../../../web/language-names.ts';
import { LANGUAGES, type Messages } from '../../../web/messages.ts';
import { isLetterLanguage, letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import type { View } from '../../../web/page.ts';
import { askForm, choices, facts, hidden, type Choice, type Choices } from '../../../web/parts.ts';
import { hasReserved } from './copies.ts';
import { crumbsBelow, requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';

/** What was answered so far; undefined: not yet. */
export interface LetterChoice {
  readonly language: LetterLanguage | undefined;
  readonly beside: LetterLanguage | 'none' | undefined;
  /** Whether it has what is reserved; asked only where something is. */
  readonly whole: 'yes' | 'no' | undefined;
}

/** One question a page; then the letter, to read or to edit. */
export function letterPage(say: Messages, shown: RequestShown, chosen: LetterChoice): View {
  const { file, request } = shown;
  const words = say.translation;
  const { language, beside, whole } = chosen;
  const page = (title: string, main: Html): View => ({
    title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: words.another }),
    isQuestion: true,
    main,
  });
  const ask = (question: Omit<Choices, 'kind' | 'isHeading'>): View =>
    page(
      question.legend,
      askForm(
        html`${Object.entries(chosen).map(([name, value]) => (value === undefined ? nothing : hidden(name, value)))}
        ${choices(say, { ...question, kind: 'radios', isHeading: true }, {})}`,
        say.form.next,
        requestAddress(file, request.number, '/letter'),
      ),
    );
  if (language === undefined)
    return ask({
      name: 'language',
      legend: words.letterTitle,
      hint: words.letterLead,
      list: languageChoices(offered(shown), request.letterIn),
    });
  if (beside === undefined) {
    const others = offered(shown).filter((one) => one.language.code !== language);
    const none = { value: 'none', words: words.nothingBeside, isChosen: true };
    return ask({
      name: 'beside',
      legend: words.besideTitle,
      list: [none, ...languageChoices(others, undefined)],
    });
  }
  if (hasReserved(shown.legal) && whole === undefined)
    return ask({
      name: 'whole',
      legend: words.reserved,
      list: [
        { value: 'no', words: words.notWhole, isChosen: true },
        { value: 'yes', words: words.whole },
      ],
    });
  return page(words.letterReady, readyHtml(say, shown, { language, beside, whole }));
}

/** Those of the pages, and those for which the agency has brought the official wording of this form. */
function offered({ official }: RequestShown): readonly Messages[] {
  const brought = (official?.languages ?? []).filter(isLetterLanguage).map(letterWords);
  const all = [...Object.values(LANGUAGES), ...brought];
  return [...new Map(all.map((one) => [one.language.code as string, one])).values()];
}

function languageChoices(list: readonly Messages[], chosen: LetterLanguage | undefined): Choice[] {
  return list.map(({ language: { code, name } }) => ({
    value: code,
    words: name,
    lang: code,
    isChosen: code === chosen,
  }));
}

function readyHtml(
  say: Messages,
  { file, request }: RequestShown,
  {
    language,
    beside,
    whole,
  }: LetterChoice & { readonly language: LetterLanguage; readonly beside: LetterLanguage | 'none' },
): Html {
  const words = say.translation;
  const name = (one: LetterLanguage): string => capital(languageName(one, say.language.code));
  const asked = new URLSearchParams({
    language,
    ...(beside !== 'none' && { beside }),
    ...(whole && { whole }),
  });
  const to = (path: string): string => requestAddress(file, request.number, `/${path}`);
  return html`<h1>${words.letterReady}</h1>
    ${facts([
      [words.language, name(language)],
      [words.beside, beside === 'none' ? words.nothingBeside : name(beside)],
      [words.reserved, whole && (whole === 'yes' ? words.whole : words.notWhole)],
    ])}
    <p><a href="${to('letter')}">${words.chooseAgain}</a></p>
    <p class="c-buttons">
      <a class="govuk-button" href="${to(`letter.pdf?${asked}`)}">${say.requests.letter}</a>
      <a class="govuk-button govuk-button--secondary" href="${to(`letter.docx?${asked}`)}"
        >${words.editable}</a
      >
    </p>
    <p><a href="${to('translation')}">${words.deskTitle}</a></p>`;
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
