// Before a request is written: which State is asked, how urgent it is, and in which languages it is written and goes out. Rules and
// checks follow from it.
import { STATE_CODES, stateName } from '../../../law/states.ts';
import { capital } from '../../../web/capital.ts';
import { languageName } from '../../../web/language-names.ts';
import { html, type Html } from '../../../web/html.ts';
import { isLanguage } from '../../../web/language.ts';
import { LANGUAGES, type Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { choices, errorSummary, form, type Errors } from '../../../web/parts.ts';
import { stepForm, type StepAsked, type Steps } from '../../../web/steps.ts';
import { selectField } from '../questions/list-fields.pages.ts';
import { crumbsBelow, requestAddress, type RequestShown } from '../../request-shown.pages.ts';
import { URGENCIES, urgencyWithin, type UrgencyBounds } from '../../request.ts';

export function statePage(say: Messages, shown: RequestShown, given: URLSearchParams, errors: Errors): View {
  const words = say.practice.asked;
  const list = STATE_CODES.map((code) => [code, stateName(code, say.language.code)] as const);
  const field = { name: 'state', label: words.state, hint: words.stateHint, list, given, errors };
  const fields = selectField(say, { ...field, isHeading: true });
  return beforehand(say, shown, { title: words.state, errors, fields });
}

/** `bounds`: what the answers of the form leave open. */
export function urgencyPage(
  say: Messages,
  shown: RequestShown,
  { chosen, errors, bounds }: { chosen: string | null; errors: Errors; bounds: UrgencyBounds | undefined },
): View {
  const words = say.practice.asked;
  const asked = {
    name: 'urgency',
    kind: 'radios' as const,
    legend: words.urgency,
    isHeading: true,
    ...(bounds !== undefined && { hint: words.urgencySaid }),
    list: URGENCIES.filter((one) => urgencyWithin(one, bounds) === one).map((value) => ({
      value,
      words: words.levels[value],
      isChosen: chosen === value,
    })),
  };
  return beforehand(say, shown, { title: words.urgency, errors, fields: choices(say, asked, errors) });
}

export type LanguageStep = 'writtenIn' | 'letterIn';

export function languageSteps(say: Messages): Steps<LanguageStep> {
  return {
    steps: ['writtenIn', 'letterIn'],
    wrong: (step, given) => (isLanguage(given.get(step) ?? '') ? undefined : say.requests.wrong.choose),
  };
}

/** In which language it is written, and then in which its letter goes out. */
export function languagesPage(
  say: Messages,
  { file, request }: RequestShown,
  asked: StepAsked<LanguageStep>,
): View {
  const words = say.translation.languages;
  const { step, given, errors } = asked;
  const titles = { writtenIn: words.title, letterIn: words.goesOut };
  const hints = { writtenIn: words.hint, letterIn: words.goesOutHint };
  const list = Object.entries(LANGUAGES).map(([value, { language }]) => ({
    value,
    words: language.name,
    lang: value,
    isChosen: value === given.get(step),
  }));
  const title = titles[step];
  const question = { name: step, kind: 'radios', legend: title, hint: hints[step], isHeading: true } as const;
  const walk = {
    ...asked,
    address: requestAddress(file, request.number, '/languages'),
    caption: say.practice.asked.task,
    button: say.requests.saveNext,
  };
  const writtenIn = given.get('writtenIn') ?? '';
  return {
    title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: say.practice.asked.task }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      ${stepForm(say, walk, choices(say, { ...question, list }, errors), () => [
        {
          step: 'writtenIn' as const,
          label: words.title,
          value: isLanguage(writtenIn) ? capital(languageName(writtenIn, say.language.code)) : '',
        },
      ])}
      <p>
        <a href="${requestAddress(file, request.number, '/translation')}">${say.translation.deskTitle}</a>
      </p>`,
  };
}

interface Beforehand {
  readonly title: string;
  /** With the heading. */
  readonly fields: Html;
  readonly errors: Errors;
}

function beforehand(
  say: Messages,
  { file, request }: RequestShown,
  { title, fields, errors }: Beforehand,
): View {
  return {
    title,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: say.practice.asked.task }),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)} ${form(fields, say.requests.saveNext)}`,
  };
}
