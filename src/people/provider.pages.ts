// The identity provider of the agency: what is set, setting it one subject a page, and what somebody is told who does not come in by it.
import { settingPage, settingStepPage } from './setting.pages.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { askForm, choices, facts, field, form, hidden, pressButton, type Errors } from '../web/parts.ts';
import { STEP_CLAIMS, type ProviderForm, type ProviderSetting } from './identity-provider.ts';

const HOME = '/settings/identity-provider';
/** Which one it is, which may stand in an address; then how it is known, which is posted. */
export const PROVIDER_STEPS = {
  which: ['name', 'issuer', 'clientId'],
  proof: ['clientSecret', 'stepClaim', 'stepValue'],
} as const;
export type ProviderStep = keyof typeof PROVIDER_STEPS;

export interface ProviderShown {
  readonly set: ProviderSetting | undefined;
  /** The redirect URI. */
  readonly back: string;
  readonly notice: string | undefined;
}

export function providerPage(say: Messages, { set, back, notice }: ProviderShown): View {
  const words = say.provider;
  return settingPage(
    say,
    words.title,
    { errors: {}, notice },
    html`<p class="c-lead">${words.lead}</p>
      <p>${set === undefined ? words.none : words.set(set.name)}</p>
      ${
        set === undefined
          ? nothing
          : facts([
              [words.name, set.name],
              [words.issuer, set.issuer],
              [words.clientId, set.clientId],
              [words.step, words[set.stepClaim]],
              [words.value, set.stepValue],
            ])
      }
      <p>${words.back}</p>
      <p><code class="c-code">${back}</code></p>
      <p class="c-buttons">
        <a class="govuk-button" href="${HOME}/which">${set === undefined ? words.setUp : words.change}</a>
      </p>
      ${
        set === undefined
          ? nothing
          : html`<h2>${words.remove}</h2>
              <p>${words.removeHint}</p>
              ${pressButton(`${HOME}/remove`, words.remove, '')}`
      }`,
  );
}

export interface ProviderAsked {
  readonly step: ProviderStep;
  readonly given: Partial<ProviderForm>;
  readonly errors: Errors;
}

export function providerStepPage(say: Messages, asked: ProviderAsked): View {
  const words = say.provider;
  const { step, given, errors } = asked;
  const of = { words: words.title, href: HOME };
  return settingStepPage(
    say,
    { title: words.asks[step], of, errors },
    step === 'which'
      ? askForm(whichFields(say, asked), say.form.next, `${HOME}/proof`)
      : form(
          html`${PROVIDER_STEPS.which.map((name) => hidden(name, given[name] ?? ''))}
          ${proofFields(say, asked)}`,
          words.save,
          HOME,
        ),
  );
}

function whichFields(say: Messages, { given, errors }: ProviderAsked): Html {
  const words = say.provider;
  const line = (name: 'name' | 'issuer' | 'clientId', hint: string): Html =>
    field(say, { name, label: words[name], hint, value: given[name], autocomplete: 'off' }, errors);
  return html`${line('name', words.nameHint)} ${line('issuer', words.issuerHint)}
  ${line('clientId', words.clientIdHint)}`;
}

function proofFields(say: Messages, { given, errors }: ProviderAsked): Html {
  const words = say.provider;
  const list = STEP_CLAIMS.map((claim) => ({
    value: claim,
    words: words[claim],
    hint: words[`${claim}Hint`],
    isChosen: (given.stepClaim ?? 'amr') === claim,
  }));
  const secret = { name: 'clientSecret', label: words.clientSecret, hint: words.clientSecretHint } as const;
  return html`${field(say, { ...secret, type: 'password', autocomplete: 'off' }, errors)}
  ${choices(say, { name: 'stepClaim', legend: words.step, hint: words.stepHint, kind: 'radios', list }, errors)}
  ${field(say, { name: 'stepValue', label: words.value, hint: words.valueHint, value: given.stepValue, width: 'short', autocomplete: 'off' }, errors)}`;
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
