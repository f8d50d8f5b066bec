// The identity provider of the agency: what is set, and what somebody is told who does not come in by it.
import { settingPage } from './setting.pages.ts';
import { factsOf } from '../web/fields/record.ts';
import { html, nothing } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { facts, pressButton } from '../web/parts.ts';
import { PROVIDER, type ProviderSetting } from './identity-provider.ts';

export const PROVIDER_PAGE = '/settings/identity-provider';

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
      ${set === undefined ? nothing : facts(factsOf(say, PROVIDER, set))}
      <p>${words.back}</p>
      <p><code class="c-code">${back}</code></p>
      <p class="c-buttons">
        <a class="govuk-button" href="${PROVIDER_PAGE}/set"
          >${set === undefined ? words.setUp : words.change}</a
        >
      </p>
      ${
        set === undefined
          ? nothing
          : html`<h2>${words.remove}</h2>
              <p>${words.removeHint}</p>
              ${pressButton(`${PROVIDER_PAGE}/remove`, words.remove, '')}`
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
