// Who is let in to the portal: the list, the link that is given once, and the door of the invited.
import type { PortalAccount, PortalInvitation } from '../people/portal-account.store.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { done, pressButton, table, tag } from '../web/parts.ts';
import { visiblePlain } from '../web/safe-text.ts';
import { when } from '../web/when.ts';

export const RECEIVERS = '/receivers';

interface ReceiversShown {
  readonly accounts: readonly PortalAccount[];
  readonly invitations: readonly PortalInvitation[];
  readonly notice: string | undefined;
}

export function receiversPage(say: Messages, { accounts, invitations, notice }: ReceiversShown): View {
  const words = say.portal.receivers;
  return {
    title: words.title,
    main: html`${notice === undefined ? nothing : done(notice)}
      <h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      <p class="c-buttons"><a class="govuk-button" href="${RECEIVERS}/invite">${words.invite}</a></p>
      ${accounts.length === 0 ? html`<p>${words.none}</p>` : accountTable(say, accounts)}
      ${invitations.length === 0 ? nothing : invitationTable(say, invitations)}`,
  };
}

function accountTable(say: Messages, accounts: readonly PortalAccount[]): Html {
  const words = say.portal.receivers;
  return table<PortalAccount>(
    words.title,
    [
      { heading: words.addressee, cell: ({ addressee }) => visiblePlain(addressee.name, 200) },
      { heading: say.people.name, cell: ({ name }) => visiblePlain(name, 100) },
      { heading: say.people.email, cell: ({ email }) => email },
      {
        heading: say.people.state,
        cell: ({ endedAt }) =>
          endedAt === undefined ? tag('ok', say.people.active) : tag('plain', say.people.ended),
      },
      {
        heading: say.account.act,
        cell: ({ id, name, endedAt }) =>
          endedAt === undefined ? pressButton(`${RECEIVERS}/${id}/end`, words.end, name) : nothing,
      },
    ],
    accounts,
  );
}

function invitationTable(say: Messages, invitations: readonly PortalInvitation[]): Html {
  const words = say.portal.receivers;
  return html`<h2>${say.people.invitations}</h2>
    ${table<PortalInvitation>(
      say.people.invitations,
      [
        { heading: words.addressee, cell: ({ addressee }) => visiblePlain(addressee.name, 200) },
        { heading: say.people.name, cell: ({ name }) => visiblePlain(name, 100) },
        { heading: say.people.email, cell: ({ email }) => email },
        { heading: say.people.until, cell: ({ expiresAt }) => when(say, expiresAt) },
        {
          heading: say.account.act,
          cell: ({ id, name }) =>
            pressButton(`${RECEIVERS}/invitations/${id}/withdraw`, say.people.withdraw, name),
        },
      ],
      invitations,
    )}`;
}

export function receiverInvitedPage(say: Messages, name: string, link: string): View {
  const words = say.people;
  const { receivers } = say.portal;
  return {
    title: words.invitedTitle(name),
    crumbs: [{ words: receivers.title, href: RECEIVERS }, { words: receivers.invite }],
    isQuestion: true,
    main: html`<h1>${words.invitedTitle(name)}</h1>
      <p>${receivers.invited}</p>
      <p>
        <span class="govuk-visually-hidden">${words.link}${say.language.colon}</span
        ><code class="c-link">${link}</code>
      </p>
      <p><a href="${RECEIVERS}">${receivers.back}</a></p>`,
  };
}
