// The one page of an installation that has not been set up: which agency is this?
import { html } from './html.ts';
import type { Messages } from './messages.ts';
import type { View } from './page.ts';
import { field, form, type Errors } from './parts.ts';

export interface SetUpForm {
  readonly agency: string;
  readonly state: string;
  readonly origin: string;
  readonly errors: Errors;
}

/** For whoever comes before anybody was let in: what to do, and nothing of the link itself. */
export function notOpenPage(say: Messages): View {
  const words = say.setUp;
  return {
    title: words.notOpenTitle,
    isQuestion: true,
    main: html`<h1>${words.notOpenTitle}</h1>
      <p>${words.notOpen}</p>
      <p>${words.notYou}</p>`,
  };
}

export function setUpPage(say: Messages, given: SetUpForm): View {
  const words = say.setUp;
  const { errors } = given;
  return {
    title: words.title,
    isQuestion: true,
    errors,
    main: html`<h1>${words.title}</h1>
      <p>${words.lead}</p>
      ${form(
        html`${field(say, { name: 'agency', label: words.agency, hint: words.agencyHint, value: given.agency, autocomplete: 'organization' }, errors)}
        ${field(say, { name: 'state', label: words.state, hint: words.stateHint, value: given.state, width: 'short', autocomplete: 'off' }, errors)}
        ${field(say, { name: 'origin', label: words.origin, hint: words.originHint, value: given.origin, autocomplete: 'off' }, errors)}`,
        words.button,
      )}`,
  };
}
