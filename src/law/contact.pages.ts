// The contacts on the page of an authority, and the form that adds one.
import type { Uuid } from '../base/ids.ts';
import { dayGiven, daysField } from '../web/day-field.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { choices, errorSummary, field, hidden, pressButton, table, tag } from '../web/parts.ts';
import { dayText } from '../web/when.ts';
import { stepForm, type SaidLine, type StepAsked } from '../web/steps.ts';
import type { Contact } from './contact.ts';
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

/** What can be dialled or written to stands in no address. */
export const CONTACT_STEPS = ['kind', 'purpose', 'value', 'source', 'asOf'] as const;
export const CONTACT_POSTED = ['value', 'source'] as const;
type ContactStep = (typeof CONTACT_STEPS)[number];

export interface ContactAsked extends StepAsked<ContactStep> {
  readonly authority: Authority;
  /** Of the contact that is to be, on the last page: sent twice it is one. */
  readonly id: Uuid;
}

export function contactPage(say: Messages, { authority, id, ...asked }: ContactAsked): View {
  const words = say.law.contact_;
  const { step, errors } = asked;
  const place = `/law/authorities/${encodeURIComponent(authority.id)}`;
  const isLast = step === CONTACT_STEPS.at(-1);
  const view = lawView(say, {
    title: words[QUESTIONS[step]],
    under: [
      [say.law.authorities, '/law/authorities'],
      [authority.name, place],
    ],
    main: html`${errorSummary(say, errors)}
    ${stepForm(
      say,
      {
        ...asked,
        address: `${place}/contacts/new`,
        caption: `${words.add}${say.language.colon}${authority.name}`,
        button: words.save,
      },
      html`${question(say, asked)}
      ${
        isLast
          ? html`${hidden('id', id)}
              <p>${words.twoPersons}</p>`
          : nothing
      }`,
      () => said(say, asked.given),
    )}`,
  });
  return { ...view, isQuestion: true, hasErrors: Object.keys(errors).length > 0 };
}

const QUESTIONS = {
  kind: 'kind',
  purpose: 'purpose',
  value: 'value',
  source: 'source',
  asOf: 'asOfLabel',
} as const satisfies { readonly [step in ContactStep]: string };

function question(say: Messages, { step, given, errors }: StepAsked<ContactStep>): Html {
  const words = say.law.contact_;
  const typed = given.get(step) ?? '';
  const label = words[QUESTIONS[step]];
  const one = { name: step, label, value: typed, isHeading: true } as const;
  switch (step) {
    case 'kind':
    case 'purpose': {
      const all: { readonly [id: string]: string } = step === 'kind' ? words.kinds : words.purposes;
      const list = Object.entries(all).map(([value, said]) => ({
        value,
        words: said,
        isChosen: value === typed,
      }));
      return choices(say, { name: step, legend: label, kind: 'radios', isHeading: true, list }, errors);
    }
    case 'value':
      return field(say, { ...one, hint: words.valueHint, autocomplete: 'off' }, errors);
    case 'source':
      return field(say, { ...one, hint: words.sourceHint, autocomplete: 'off' }, errors);
    case 'asOf':
      return daysField(
        say,
        { name: step, legend: label, value: dayGiven(given, step), isHeading: true },
        errors,
      );
  }
}

/** Of the pages before the last. */
function said(say: Messages, given: URLSearchParams): SaidLine<ContactStep>[] {
  const words = say.law.contact_;
  const told: { readonly [step: string]: { readonly [id: string]: string } } = {
    kind: words.kinds,
    purpose: words.purposes,
  };
  return CONTACT_STEPS.slice(0, -1).map((step) => {
    const text = given.get(step) ?? '';
    return { step, label: words[QUESTIONS[step]], value: told[step]?.[text] ?? text };
  });
}
