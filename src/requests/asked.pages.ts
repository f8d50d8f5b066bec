// Before a request is written: which State is asked, and how urgent it is. Rules and checks follow from it.
import { STATE_CODES, stateName } from '../law/states.ts';
import { html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, errorSummary, form, type Errors } from '../web/parts.ts';
import { selectField } from './list-fields.pages.ts';
import { requestAddress, requestCrumbs, type RequestShown } from './request-shown.pages.ts';
import { requestReference, URGENCIES, urgencyWithin, type UrgencyBounds } from './request.ts';

export interface AskedGiven {
  readonly given: URLSearchParams;
  readonly errors: Errors;
  /** What the answers of the form leave open. */
  readonly bounds: UrgencyBounds | undefined;
}

export function askedPage(
  say: Messages,
  { file, request }: RequestShown,
  { given, errors, bounds }: AskedGiven,
): View {
  const words = say.practice.asked;
  const list = STATE_CODES.map((code) => [code, stateName(code, say.language.code)] as const);
  return {
    title: words.title,
    place: 'cases',
    crumbs: requestCrumbs(
      say,
      file,
      {
        words: requestReference(file.reference, request.number),
        href: requestAddress(file, request.number),
      },
      { words: words.task },
    ),
    isQuestion: true,
    hasErrors: Object.keys(errors).length > 0,
    main: html`${errorSummary(say, errors)}
      <h1>${words.title}</h1>
      ${form(
        html`<p class="c-hint">${words.stateHint}</p>
          ${selectField(say, { name: 'state', label: words.state, list, given, errors })}
          ${choices(
            say,
            {
              name: 'urgency',
              kind: 'radios',
              legend: words.urgency,
              ...(bounds !== undefined && { hint: words.urgencySaid }),
              list: URGENCIES.filter((one) => urgencyWithin(one, bounds) === one).map((value) => ({
                value,
                words: words.levels[value],
                isChosen: given.get('urgency') === value,
              })),
            },
            errors,
          )}`,
        say.requests.saveNext,
      )}`,
  };
}
