// Adding, confirming and ending the contacts of an authority: one person adds, another confirms.
import { isUuid } from '../base/ids.ts';
import { utcDay } from '../base/time.ts';
import { actInAgency, asking } from '../people/act.routes.ts';
import { inAgency } from '../people/policy.ts';
import { agency, type PageRoute, type SignedInVisit } from '../people/visit.routes.ts';
import { html, type Html } from '../web/html.ts';
import { errorSummary } from '../web/parts.ts';
import { addContact } from './contact.do.ts';
import { contactsHtml } from './contact.pages.ts';
import { CONTACT } from './contact.ts';
import * as store from './contact.store.ts';
import { lawView } from './fact.pages.ts';
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
    ...adding(rooms),
    agency('changeContacts', 'POST', `${PATH}/:contact/confirm`, (visit) =>
      act(rooms, visit, async (tx, what) => void (await store.confirmContact(tx, what))),
    ),
    agency('changeContacts', 'POST', `${PATH}/:contact/end`, (visit) => act(rooms, visit, store.endContact)),
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
      frame: (page) => ({
        ...lawView(say, {
          title: page.title,
          under: [
            [say.law.authorities, '/law/authorities'],
            [name, place],
          ],
          main: html`${errorSummary(say, page.errors)} ${page.main}`,
        }),
        isQuestion: true,
        hasErrors: Object.keys(page.errors).length > 0,
      }),
      act: async (body, key) => {
        await addContact({ people, person: visit.person }, id, { ...body, id: key });
        return place;
      },
    });
  });
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
