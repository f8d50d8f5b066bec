// Adding, confirming and ending the contacts of an authority: one person adds, another confirms.
import { isUuid, newUuid, type Uuid } from '../base/ids.ts';
import { inAgency } from '../people/policy.ts';
import { askSteps } from '../people/steps.routes.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import type { Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { dayGiven } from '../web/day-field.ts';
import { CONTACT_POSTED, CONTACT_STEPS, contactPage, contactsHtml } from './contact.pages.ts';
import { CONTACT_LENGTH_MAX, readContact, type ContactField, type ReadContact } from './contact.ts';
import * as store from './contact.store.ts';
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
  const contacts = await people.db.asPerson(person.id, (tx) => store.contactsOf(tx, authority));
  const mayChange = inAgency(person.roles, 'changeContacts') === 'second';
  return contactsHtml(frame.say, { authority, contacts, viewer: person.id, mayChange });
}

export function contactRoutes(rooms: LawRooms): PageRoute[] {
  return [
    agency('changeContacts', 'GET', `${PATH}/new`, (visit) => add(rooms, visit, 'GET')),
    agency('changeContacts', 'POST', `${PATH}/new`, (visit) => add(rooms, visit, 'POST')),
    agency('changeContacts', 'POST', `${PATH}/:contact/confirm`, (visit) =>
      act(rooms, visit, async (tx, what) => void (await store.confirmContact(tx, what))),
    ),
    agency('changeContacts', 'POST', `${PATH}/:contact/end`, (visit) => act(rooms, visit, store.endContact)),
  ];
}

async function authorityOf({ law }: LawRooms, visit: SignedInVisit): Promise<Authority | undefined> {
  return (await law.current()).authorities.find(({ id }) => id === visit.param('authority'));
}

/** One question a page. */
async function add(rooms: LawRooms, visit: SignedInVisit, method: 'GET' | 'POST'): Promise<Response> {
  const { people } = rooms;
  const { say } = visit.frame;
  const authority = await authorityOf(rooms, visit);
  if (authority === undefined) return visit.notFound();
  const at = new Date(people.clock());
  const read = (given: URLSearchParams): ReadContact =>
    readContact(typedIn(given), at.toISOString().slice(0, 10));
  const idIn = (given: URLSearchParams): Uuid => {
    const asked = given.get('id') ?? '';
    return isUuid(asked) ? asked : newUuid(people.clock, people.random);
  };
  return askSteps<ContactField>(visit, method, {
    asking: (given) => {
      const whole = read(given);
      const isWrong = (step: ContactField): boolean => !whole.ok && whole.wrong.includes(step);
      return {
        steps: CONTACT_STEPS,
        posted: CONTACT_POSTED,
        wrong: (step) => (isWrong(step) ? errorOf(say, step, typedIn(given)[step]) : undefined),
      };
    },
    page: (asked) => contactPage(say, { ...asked, authority, id: idIn(asked.given) }),
    act: async (given) => {
      const whole = read(given);
      if (!whole.ok) throw new Error('a contact that passed its questions cannot be read');
      const by = visit.person.id;
      await people.db.asPerson(by, (tx) =>
        store.insertContact(tx, { id: idIn(given), authority: authority.id, by, at }, whole.contact),
      );
      return visit.go(`/law/authorities/${authority.id}`);
    },
  });
}

function typedIn(given: URLSearchParams): { readonly [field in ContactField]: string } {
  const typed = CONTACT_STEPS.map((name) => [
    name,
    name === 'asOf' ? dayGiven(given, name) : (given.get(name) ?? ''),
  ]);
  return Object.fromEntries(typed) as { [field in ContactField]: string }; // each of them
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
