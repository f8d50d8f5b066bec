// The contacts on the page of an authority.
import type { Uuid } from '../base/ids.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { pressButton, table, tag } from '../web/parts.ts';
import { dayText } from '../web/when.ts';
import type { Contact } from './contact.ts';

interface ContactsShown {
  readonly authority: string;
  readonly contacts: readonly Contact[];
  readonly viewer: Uuid;
  readonly mayChange: boolean;
}

export function contactsHtml(say: Messages, shown: ContactsShown): Html {
  const words = say.law.contact_;
  const address = `/law/authorities/${shown.authority}/contacts`;
  const add = shown.mayChange ? html`<p><a href="${address}/new">${words.add}</a></p>` : nothing;
  if (shown.contacts.length === 0)
    return html`<p>${words.none}</p>
      ${add}`;
  const act = (one: Contact): Html => {
    const about = `${words.kinds[one.kind]} ${one.value}`;
    const mayConfirm = one.confirmedAt === undefined && one.addedBy !== shown.viewer;
    return html`${mayConfirm ? pressButton(`${address}/${one.id}/confirm`, words.confirm, about) : nothing}
    ${pressButton(`${address}/${one.id}/end`, words.end, about)}`;
  };
  return html`${table<Contact>(
    words.title,
    [
      { heading: words.value, cell: (one) => html`${words.kinds[one.kind]}<br /><bdi>${one.value}</bdi>` },
      { heading: words.purpose, cell: (one) => words.purposes[one.purpose] },
      { heading: words.source, cell: (one) => html`<bdi>${one.source}</bdi><br />${standing(say, one)}` },
      ...(shown.mayChange ? [{ heading: say.account.act, cell: act }] : []),
    ],
    shown.contacts,
  )}${add}`;
}

function standing(say: Messages, { asOf, confirmedAt }: Contact): Html {
  const words = say.law.contact_;
  const day = dayText(say, new Date(`${asOf}T12:00:00`));
  return html`<span class="c-hint">${words.asOf(day)}</span>
    ${confirmedAt === undefined ? tag('warn', words.unconfirmed) : tag('ok', words.confirmed)}`;
}
