// The keys of other programs: on the account page, making one, and the key itself, once.
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, field, form, pressButton, table, type Errors } from '../web/parts.ts';
import { dayText, when } from '../web/when.ts';
import { KEY_DAYS, KEYS_MAX } from './api-key.acts.ts';
import type { ApiKey } from './api-key.ts';

/** A part of the account page. */
export function keyList(say: Messages, list: readonly ApiKey[]): Html {
  const words = say.keys;
  return html`<h2>${words.title}</h2>
    <p class="c-hint">${words.hint} <a href="/api">${words.howTo}</a></p>
    ${list.length === 0 ? html`<p>${words.none}</p>` : keyTable(say, list)}
    ${
      list.length >= KEYS_MAX
        ? html`<p>${words.tooMany(KEYS_MAX)}</p>`
        : html`<p class="c-buttons">
            <a class="govuk-button govuk-button--secondary" href="/account/keys/new">${words.make}</a>
          </p>`
    }`;
}

function keyTable(say: Messages, list: readonly ApiKey[]): Html {
  const words = say.keys;
  return table<ApiKey>(
    words.title,
    [
      { heading: words.name, cell: (one) => one.name },
      {
        heading: words.may,
        cell: (one) =>
          html`${words[one.may]}${one.onlyCase === undefined ? nothing : html`, ${words.in(one.onlyCase.reference)}`}`,
      },
      { heading: words.until, cell: (one) => dayText(say, one.expiresAt) },
      {
        heading: words.used,
        cell: (one) => (one.lastUsedAt === undefined ? words.never : when(say, one.lastUsedAt)),
      },
      {
        heading: say.account.act,
        cell: (one) => pressButton(`/account/keys/${one.id}/end`, words.end, one.name),
      },
    ],
    list,
  );
}

export interface KeyForm {
  readonly name: string;
  readonly may: string;
  readonly onlyCase: string;
  readonly days: string;
  readonly errors: Errors;
}

export function newKeyPage(say: Messages, given: KeyForm): View {
  const words = say.keys;
  const { errors } = given;
  const may = (['read', 'write'] as const).map((value) => ({
    value,
    words: words.mayWords[value],
    hint: words.mayHint[value],
    isChosen: given.may === value,
  }));
  const days = KEY_DAYS.map((n) => ({
    value: String(n),
    words: words.days(n),
    isChosen: given.days === String(n),
  }));
  return {
    ...keyView(say, words.makeTitle),
    errors,
    main: html`<h1>${words.makeTitle}</h1>
      <p>${words.makeLead}</p>
      ${form(
        html`${field(say, { name: 'name', label: words.nameLabel, hint: words.nameHint, value: given.name, autocomplete: 'off' }, errors)}
        ${choices(say, { name: 'may', kind: 'radios', legend: words.mayLabel, list: may }, errors)}
        ${field(say, { name: 'case', label: words.caseLabel, hint: words.caseHint, value: given.onlyCase, width: 'short', autocomplete: 'off', isOptional: true }, errors)}
        ${choices(say, { name: 'days', kind: 'radios', legend: words.daysLabel, list: days }, errors)}`,
        words.makeButton,
      )}`,
  };
}

/** For who is in for a while: whoever sits at their screen, or has their session, makes no key of a year. */
export function signInForKeyPage(say: Messages): View {
  const words = say.keys;
  return {
    ...keyView(say, words.againTitle),
    main: html`<h1>${words.againTitle}</h1>
      <p>${words.again}</p>
      <p class="c-buttons">
        <a class="govuk-button" href="/sign-in?next=/account/keys/new">${words.againLink}</a>
      </p>`,
  };
}

export function madeKeyPage(say: Messages, token: string): View {
  const words = say.keys;
  return {
    ...keyView(say, words.madeTitle),
    main: html`<h1>${words.madeTitle}</h1>
      <p>${words.made}</p>
      <p><span class="govuk-visually-hidden">${words.key}:</span><code class="c-link">${token}</code></p>
      <p><a href="/account">${words.back}</a></p>`,
  };
}

function keyView(say: Messages, title: string): Omit<View, 'main'> {
  return {
    title,
    place: 'account',
    crumbs: [{ words: say.account.title, href: '/account' }, { words: say.keys.make }],
    isQuestion: true,
  };
}
