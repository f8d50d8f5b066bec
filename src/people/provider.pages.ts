// The identity provider of the agency: setting it, and what somebody is told who does not come in by it.
import { settingPage } from './setting.pages.ts';
import { html, nothing } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, field, form, pressButton, type Errors, type Field } from '../web/parts.ts';
import { STEP_CLAIMS, type ProviderForm } from './identity-provider.ts';

export interface ProviderShown {
  readonly given: Partial<ProviderForm>;
  readonly isSet: boolean;
  /** The redirect URI. */
  readonly back: string;
  readonly errors: Errors;
  readonly notice: string | undefined;
}

export function providerPage(say: Messages, { given, isSet, back, errors, notice }: ProviderShown): View {
  const words = say.provider;
  const line = (name: 'name' | 'issuer' | 'clientId', hint: string, more: Partial<Field> = {}) =>
    field(say, { name, label: words[name], hint, value: given[name], autocomplete: 'off', ...more }, errors);
  const list = STEP_CLAIMS.map((claim) => ({
    value: claim,
    words: words[claim],
    hint: words[`${claim}Hint`],
    isChosen: (given.stepClaim ?? 'amr') === claim,
  }));
  return settingPage(
    say,
    words.title,
    { errors, notice },
    html`<p class="c-lead">${words.lead}</p>
      <p>${isSet ? words.set(given.name ?? '') : words.none}</p>
      <p>${words.back}</p>
      <p><code class="c-code">${back}</code></p>
      ${form(
        html`${line('name', words.nameHint)} ${line('issuer', words.issuerHint)}
        ${line('clientId', words.clientIdHint)}
        ${field(say, { name: 'clientSecret', label: words.clientSecret, hint: words.clientSecretHint, type: 'password', autocomplete: 'off' }, errors)}
        ${choices(say, { name: 'stepClaim', legend: words.step, hint: words.stepHint, kind: 'radios', list }, errors)}
        ${field(say, { name: 'stepValue', label: words.value, hint: words.valueHint, value: given.stepValue, width: 'short', autocomplete: 'off' }, errors)}`,
        words.save,
      )}
      ${
        isSet
          ? html`<h2>${words.remove}</h2>
              <p>${words.removeHint}</p>
              ${pressButton('/settings/identity-provider/remove', words.remove, '')}`
          : nothing
      }`,
  );
}

/** Somebody whom the provider sent back, and who does not come in. */
export function notInPage(say: Messages, why: string): View {
  const words = say.provider;
  return {
    title: words.refusedTitle,
    isQuestion: true,
    main: html`<h1>${words.refusedTitle}</h1>
      <p>${why}</p>
      <p><a href="/sign-in">${words.begin}</a></p>`,
  };
}
