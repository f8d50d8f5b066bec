// The account of who speaks for an addressee: its passkeys.
import { addPasskey, passkeyTable } from '../people/account.pages.ts';
import type { PortalAccount } from '../people/portal-account.store.ts';
import type { PasskeySeen } from '../people/session.store.ts';
import { html, nothing } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, facts } from '../web/parts.ts';

export function portalAccountPage(
  say: Messages,
  account: PortalAccount,
  { passkeys, notice }: { readonly passkeys: readonly PasskeySeen[]; readonly notice: string | undefined },
): View {
  const words = say.account;
  return {
    title: say.nav.account,
    place: 'account',
    scripts: ['passkey.js'],
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${say.nav.account}</h1>
      ${facts([
        [say.people.name, account.name],
        [say.people.email, account.email],
        [say.portal.receivers.addressee, account.addressee.name],
      ])}
      <h2>${words.passkeys}</h2>
      <p class="c-hint">${say.portal.passkeyHint}</p>
      ${passkeyTable(say, passkeys, '/portal')} ${addPasskey(say, '/portal')}`,
  };
}
