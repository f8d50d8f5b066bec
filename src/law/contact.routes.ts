// Adding, confirming and ending the contacts of an authority: one person adds, another confirms.
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { inAgency } from '../people/policy.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import type { Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { dayGiven } from '../web/day-field.ts';
import { contactPage, contactsHtml } from './contact.pages.ts';
import { CONTACT_LENGTH_MAX, readContact, type ContactField } from './contact.ts';
import * as store from './contact.store.ts';
import type { LawRooms } from './law-page.routes.ts';
import type { Authority } from './model.ts';

const PATH = '/law/authorities/:authority/contacts';
const FIELDS: readonly ContactField[] = ['kind', 'value', 'purpose', 'source', 'asOf'];

/** Undefined when this person may not see them. */
export async function shownContacts(
  { people }: LawRooms,
  visit: SignedInVisit,
  authority: string,
): Promise<Html | undefined> {
  const { person, frame } = visit;
  if (inAgency(person.roles, 'seeContacts') !== 'yes') return undefined;
  const contacts = await people.db.asPerson(person.id, (tx) => store.contactsOf(tx, authority));
  const mayChange = inAgency(person.roles, 'changeContacts') === 'second';
  return contactsHtml(frame.say, { authority, contacts, viewer: person.id, mayChange });
}

export function contactRoutes(rooms: LawRooms): PageRoute[] {
  return [
    agency('changeContacts', 'GET', `${PATH}/new`, async (visit) => {
      const authority = await authorityOf(rooms, visit);
      if (authority === undefined) return visit.notFound();
      const typed = { kind: '', value: '', purpose: '', source: '', asOf: '' };
      const id = newUuid(rooms.people.clock, rooms.people.random);
      return visit.page(contactPage(visit.frame.say, { authority, id, typed, errors: {} }));
    }),
    agency('changeContacts', 'POST', `${PATH}/new`, (visit) => add(rooms, visit)),
    agency('changeContacts', 'POST', `${PATH}/:contact/confirm`, (visit) =>
      act(rooms, visit, async (tx, what) => void (await store.confirmContact(tx, what))),
    ),
    agency('changeContacts', 'POST', `${PATH}/:contact/end`, (visit) => act(rooms, visit, store.endContact)),
  ];
}

async function authorityOf({ law }: LawRooms, visit: SignedInVisit): Promise<Authority | undefined> {
  return (await law.current()).authorities.find(({ id }) => id === visit.param('authority'));
}

async function add(rooms: LawRooms, visit: SignedInVisit): Promise<Response> {
  const { people } = rooms;
  const { say } = visit.frame;
  const authority = await authorityOf(rooms, visit);
  if (authority === undefined) return visit.notFound();
  const given = await visit.form();
  const typed = Object.fromEntries(
    FIELDS.map((name) => [name, name === 'asOf' ? dayGiven(given, name) : (given.get(name) ?? '')]),
  ) as { [field in ContactField]: string }; // each of them
  const asked = given.get('id') ?? '';
  const id: Uuid = isUuid(asked) ? asked : newUuid(people.clock, people.random);
  const at = new Date(people.clock());
  const read = readContact(typed, at.toISOString().slice(0, 10));
  if (!read.ok) {
    const errors = Object.fromEntries(read.wrong.map((name) => [name, errorOf(say, name, typed[name])]));
    return visit.page(contactPage(say, { authority, id, typed, errors }), 422);
  }
  const by = visit.person.id;
  await people.db.asPerson(by, (tx) =>
    store.insertContact(tx, { id, authority: authority.id, by, at }, read.contact),
  );
  return visit.go(`/law/authorities/${authority.id}`);
}

function errorOf(say: Messages, name: ContactField, typed: string): string {
  const words = say.law.contact_;
  if (typed.length > CONTACT_LENGTH_MAX)
    return say.form.tooLong(words[name === 'value' ? 'value' : 'source'], CONTACT_LENGTH_MAX);
  return words.wrong[name];
}

/** What is not there, or is not for this person to confirm, stays as it is, and the page shows how that is. */
async function act(
  { people }: LawRooms,
  visit: SignedInVisit,
  change: (tx: Parameters<typeof store.endContact>[0], what: store.ContactAct) => Promise<void>,
): Promise<Response> {
  const id = visit.param('contact');
  const authority = visit.param('authority');
  if (!isUuid(id)) return visit.notFound();
  const by = visit.person.id;
  const at = new Date(people.clock());
  await people.db.asPerson(by, (tx) => change(tx, { id, authority, by, at }));
  return visit.go(`/law/authorities/${encodeURIComponent(authority)}`);
}
