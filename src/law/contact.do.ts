// Adds a way to reach an authority: one person says so, until another confirms it.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import type { People } from '../people/people.acts.ts';
import { readAll, readEach, type BodyOf } from '../web/fields/field.ts';
import { insertContact } from './contact.store.ts';
import { CONTACT } from './contact.ts';

/** What was added under this id is not added again. Refusals: badInput. */
export async function addContact(
  {
    people,
    person,
  }: { readonly people: Pick<People, 'db' | 'clock'>; readonly person: { readonly id: Uuid } },
  authority: string,
  { id, ...body }: BodyOf<typeof CONTACT> & { readonly id: Uuid },
): Promise<void> {
  const about = { today: utcDay(people.clock()) };
  const wrong = readEach(CONTACT, body, about).flatMap(({ name, read }) => (read.ok ? [] : [name]));
  if (wrong.length > 0) throw new Refusal('badInput.contact', { wrong: wrong.join(', ') });
  const contact = readAll(CONTACT, body, about);
  const added = { id, authority, by: person.id, at: new Date(people.clock()) };
  await people.db.asPerson(person.id, (tx) => insertContact(tx, added, contact));
}
