// Adding, confirming and ending the contacts of an authority: one person adds, another confirms.
import { isUuid, type Uuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { questionFrame } from '../people/act.pages.ts';
import { actInAgency, asking } from '../people/act.routes.ts';
import { inAgency } from '../people/policy.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { pressButton, table, tag } from '../web/parts.ts';
import { dayText } from '../web/when.ts';
import * as acts from './contact.do.ts';
import { CONTACT, type Contact } from './contact.ts';
import { contactsOf } from './contact.store.ts';
import type { LawRooms } from './law-page.routes.ts';
import type { Authority } from './model.ts';

const PATH = '/law/authorities/:authority/contacts';

/** Undefined when this person may not see them. */
export async function shownContacts(
  { people }: LawRooms,
  visit: SignedInVisit,
  authority: string,
): Promise<Html | undefined> {
  const { person, frame } = visit;
  if (inAgency(person.roles, 'seeContacts') !== 'yes') return undefined;
  const contacts = await people.db.asPerson(person.id, (tx) => contactsOf(tx, authority));
  const mayChange = inAgency(person.roles, 'changeContacts') === 'second';
  return contactsHtml(frame.say, { authority, contacts, viewer: person.id, mayChange });
}

export function contactRoutes(rooms: LawRooms): PageRoute[] {
  return [
    ...adding(rooms),
    agency('changeContacts', 'POST', `${PATH}/:contact/confirm`, (visit) =>
      act(rooms, visit, async (tx, what) => void (await acts.confirmContact(tx, what))),
    ),
    agency('changeContacts', 'POST', `${PATH}/:contact/end`, (visit) => act(rooms, visit, acts.endContact)),
  ];
}

async function authorityOf({ law }: LawRooms, visit: SignedInVisit): Promise<Authority | undefined> {
  return (await law.current()).authorities.find(({ id }) => id === visit.param('authority'));
}

function adding(rooms: LawRooms): PageRoute[] {
  const { people } = rooms;
  return actInAgency(people, ['changeContacts', `${PATH}/new`], async (visit) => {
    const { say } = visit.frame;
    const authority = await authorityOf(rooms, visit);
    if (authority === undefined) return visit.notFound();
    const { id, name } = authority;
    const place = `/law/authorities/${encodeURIComponent(id)}`;
    return asking<typeof CONTACT>({
      fields: CONTACT,
      about: { today: utcDay(people.clock()) },
      address: `${place}/contacts/new`,
      caption: `${say.law.contact_.add}${say.language.colon}${name}`,
      button: say.law.contact_.save,
      frame: questionFrame({
        place: 'law',
        crumbs: [
          { words: say.law.title, href: '/law' },
          { words: say.law.authorities, href: '/law/authorities' },
          { words: name, href: place },
          { words: say.law.contact_.add },
        ],
      }),
      act: async (body, key) => {
        await acts.addContact({ people, person: visit.person }, id, { ...body, id: key });
        return place;
      },
    });
  });
}

/** What is not there, or is not for this person to confirm, stays as it is, and the page shows how that is. */
async function act(
  { people }: LawRooms,
  visit: SignedInVisit,
  change: (tx: Parameters<typeof acts.endContact>[0], what: acts.ContactAct) => Promise<void>,
): Promise<Response> {
  const id = visit.param('contact');
  const authority = visit.param('authority');
  if (!isUuid(id)) return visit.notFound();
  const by = visit.person.id;
  const at = new Date(people.clock());
  await people.db.asPerson(by, (tx) => change(tx, { id, authority, by, at }));
  return visit.go(`/law/authorities/${encodeURIComponent(authority)}`);
}

interface ContactsShown {
  readonly authority: string;
  readonly contacts: readonly Contact[];
  readonly viewer: Uuid;
  readonly mayChange: boolean;
}

function contactsHtml(say: Messages, shown: ContactsShown): Html {
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
