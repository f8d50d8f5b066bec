// How authorities are reached, as JSON. A program adds a contact and ends one; that it is right, another person confirms on the
// pages: emergencies are verified by calling such numbers back.
import { z } from 'zod';
import { isUuid } from '../base/ids.ts';
import {
  absent,
  agency,
  instant,
  pageByPlace,
  pageOf,
  paging,
  timedIdOf,
  type ApiRoute,
  orNull,
  asIs,
} from '../people/visit.api.ts';
import { bodyOf, shapeOf } from '../web/fields/field.ts';
import { CONTACT } from './contact.ts';
import { addContact, endContact } from './contact.do.ts';
import { contactsOf } from './contact.store.ts';
import type { PublishedLaw } from './published.acts.ts';

const PATH = '/law/authorities/:authority/contacts' as const;
const params = z.object({ authority: z.string().max(80).describe('Its id.') });

const contactShape = z
  .object({
    id: z.uuid(),
    ...shapeOf(CONTACT),
    confirmedAt: orNull(instant).describe('Null: one person alone says so. Nobody is called back there.'),
  })
  .meta({ id: 'AuthorityContact' });

const newContact = bodyOf(CONTACT).meta({ id: 'NewAuthorityContact' });

export function contactApi(law: PublishedLaw): ApiRoute[] {
  return [listing(law), adding(law), ending(law)];
}

async function authorityAsked(law: PublishedLaw, id: string): Promise<string> {
  if (!(await law.current()).authorities.some((one) => one.id === id)) throw absent();
  return id;
}

function listing(law: PublishedLaw): ApiRoute {
  return agency(
    'seeContacts',
    {
      method: 'GET',
      path: PATH,
      operation: 'listAuthorityContacts',
      summary: 'Lists how an authority of the directory is reached.',
      params,
      query: paging,
      answer: {
        status: 200,
        words: 'By night first.',
        schema: pageOf('AuthorityContactPage', contactShape),
      },
    },
    async ({ person, people, params: asked, query }) => {
      const authority = await authorityAsked(law, asked.authority);
      const all = await people.db.asPerson(person.id, (tx) => contactsOf(tx, authority));
      return pageByPlace(all, query, asIs);
    },
  );
}

function adding(law: PublishedLaw): ApiRoute {
  return agency(
    'changeContacts',
    {
      method: 'POST',
      path: PATH,
      operation: 'addAuthorityContact',
      summary: 'Adds a way to reach an authority. Another person confirms it on the pages.',
      params,
      body: newContact,
      answer: {
        status: 201,
        words: 'It waits for another person.',
        schema: z.object({ contact: z.uuid() }).meta({ id: 'AddedAuthorityContact' }),
      },
    },
    async ({ person, people, params: asked, body, actKey, begunAt }) => {
      const authority = await authorityAsked(law, asked.authority);
      const id = timedIdOf({ actKey, begunAt });
      await addContact({ people, person }, authority, { ...body, id });
      return { contact: id };
    },
  );
}

function ending(law: PublishedLaw): ApiRoute {
  return agency(
    'changeContacts',
    {
      method: 'POST',
      path: `${PATH}/:contact/end`,
      operation: 'endAuthorityContact',
      summary: 'Says that an authority is not reached there any more.',
      description: 'What is ended already stays so.',
      params: params.extend({ contact: z.string().refine(isUuid).describe('Its id, from the list.') }),
      answer: { status: 204, words: 'It is ended.', schema: z.undefined() },
    },
    async ({ person, people, params: asked }) => {
      const authority = await authorityAsked(law, asked.authority);
      const what = { id: asked.contact, authority, by: person.id, at: new Date(people.clock()) };
      await people.db.asPerson(person.id, (tx) => endContact(tx, what));
    },
  );
}
