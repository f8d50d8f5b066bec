// The page on which a translator certifies: with a passkey where they have one.
import type { SigningRequest } from '../../../evidence/custody/signing.acts.ts';
import { signBlock } from '../../../evidence/custody/signing.pages.ts';
import { html, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import type { View } from '../../../web/page.ts';
import { note, type Errors } from '../../../web/parts.ts';
import { crumbsBelow, requestAddress, type RequestShown } from '../../machine/text/request-shown.pages.ts';
import { pairTitle } from './translation.pages.ts';
import type { Pair } from './translation.store.ts';

interface CertifyShown {
  readonly choices: readonly { readonly request: SigningRequest; readonly addedAt: Date | undefined }[];
  readonly errors: Errors;
}

export function certifyPage(
  say: Messages,
  { file, request }: RequestShown,
  { from, to }: Pair,
  { choices, errors }: CertifyShown,
): View {
  const words = say.translation;
  const address = requestAddress(file, request.number, `/translation/${from}-${to}`);
  const pair = pairTitle(say, { from, to });
  return {
    title: words.certificate,
    place: 'cases',
    crumbs: crumbsBelow(say, { file, request }, { words: pair, href: address }, { words: words.certificate }),
    isQuestion: true,
    errors,
    main: html`<h1>${words.certificate}</h1>
      <p class="c-lead">${pair}</p>
      <p>${words.certifyLead}</p>
      <form method="post" action="${address}/certify" novalidate>
        ${choices.length === 0 ? withoutKey(say) : signBlock(say, { choices }, words.certifySign)}
        ${choices.length === 0 ? '' : html`<div data-unable>${note('plain', html`<p>${say.requestLife.needsScript}</p>`)}</div>`}
      </form>
      <p><a href="${address}">${words.backToDesk}</a></p>`,
    scripts: ['sign.js'],
  };
}

function withoutKey(say: Messages): Html {
  const words = say.translation;
  return html`<p class="c-hint">${words.certifyNoKey} <a href="/account">${say.requestLife.account}</a></p>
    <button type="submit" name="signing" value="without" class="govuk-button">${words.certify}</button>`;
}
