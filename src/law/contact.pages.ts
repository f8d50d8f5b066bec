// The contacts on the page of an authority, and the form that adds one.
import type { Uuid } from '../base/ids.ts';
import { daysField } from '../web/day-field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import {
  choices,
  errorSummary,
  field,
  form,
  hidden,
  pressButton,
  table,
  tag,
  type Errors,
} from '../web/parts.ts';
import { dayText } from '../web/when.ts';
import { CONTACT_KINDS, CONTACT_PURPOSES, type Contact, type ContactField } from './contact.ts';
import { lawView } from './fact.pages.ts';
import type { Authority } from './model.ts';

export interface ContactsShown {
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

export interface ContactAsked {
  readonly authority: Authority;
  readonly id: Uuid;
  readonly typed: { readonly [field in ContactField]: string };
  readonly errors: Errors;
}

export function contactPage(say: Messages, { authority, id, typed, errors }: ContactAsked): View {
  const words = say.law.contact_;
  const one = <Id extends string>(
    name: string,
    list: readonly Id[],
    said: { readonly [id in Id]: string },
    legend: string,
  ): Html =>
    choices(
      say,
      {
        name,
        legend,
        kind: 'radios',
        list: list.map((value) => ({
          value,
          words: said[value],
          isChosen: typed[name as ContactField] === value, // the two that are asked by choice
        })),
      },
      errors,
    );
  const main = html`${errorSummary(say, errors)}
    <h1>${words.add}</h1>
    <p class="c-lead">${authority.name}</p>
    <p>${words.twoPersons}</p>
    ${form(
      html`${hidden('id', id)} ${one('kind', CONTACT_KINDS, words.kinds, words.kind)}
      ${field(say, { name: 'value', label: words.value, hint: words.valueHint, value: typed.value }, errors)}
      ${one('purpose', CONTACT_PURPOSES, words.purposes, words.purpose)}
      ${field(say, { name: 'source', label: words.source, hint: words.sourceHint, value: typed.source }, errors)}
      ${daysField(say, { name: 'asOf', legend: words.asOfLabel, value: typed.asOf }, errors)}`,
      words.save,
    )}`;
  return lawView(say, {
    title: words.add,
    under: [
      [say.law.authorities, '/law/authorities'],
      [authority.name, `/law/authorities/${authority.id}`],
    ],
    main,
  });
}
