// Before a request is written: which State is asked, how urgent it is, and in which languages it is written and goes out. Rules and
// checks follow from it.
import { STATE_CODES, stateName } from '../../../law/states.ts';
import { html, type Html } from '../../../web/html.ts';
import { LANGUAGES, type Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { choices, errorSummary, form, type Errors } from '../../../web/parts.ts';
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

/** In which language it is written, and in which its letter goes out. */
export function languagesPage(
  say: Messages,
  shown: RequestShown,
  given: URLSearchParams,
  errors: Errors,
): View {
  const words = say.translation.languages;
  const list = Object.values(LANGUAGES).map(({ language }) => [language.code, language.name] as const);
  const desk = requestAddress(shown.file, shown.request.number, '/translation');
  return beforehand(say, shown, {
    title: words.title,
    errors,
    fields: html`<h1>${words.title}</h1>
      <p class="c-hint">${words.hint}</p>
      ${selectField(say, { name: 'writtenIn', label: words.writtenIn, list, given, errors })}
      ${selectField(say, { name: 'letterIn', label: words.letterIn, list, given, errors })}
      <p><a href="${desk}">${say.translation.deskTitle}</a></p>`,
  });
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
