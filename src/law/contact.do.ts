// Adds a way to reach an authority: one person says so, until another confirms it, or it is ended. With their SQL: row security lets
// those write whom `changeContacts` of people/policy.ts names.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import type { People } from '../people/people.acts.ts';
import { readAll, readEach, type BodyOf } from '../web/fields/field.ts';
import { CONTACT, type NewContact } from './contact.ts';
import type { Tx } from './version.store.ts';

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

export interface ContactAct {
  readonly id: Uuid;
  readonly authority: string;
  readonly by: Uuid;
  readonly at: Date;
}

/** Sent twice with the same id, it is there once. */
export async function insertContact(
  tx: Tx,
  { id, authority, by, at }: ContactAct,
  made: NewContact,
): Promise<void> {
  await tx
    .insertInto('authority_contact')
    .values({
      id,
      authority,
      kind: made.kind,
      purpose: made.purpose,
      value: made.value,
      source: made.source,
      as_of: made.asOf,
      added_by: by,
      added_at: at,
    })
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

/** False when there is none to confirm, or this person added it. */
export async function confirmContact(tx: Tx, { id, authority, by, at }: ContactAct): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('authority_contact')
    .set({ confirmed_by: by, confirmed_at: at })
    .where('id', '=', id)
    .where('authority', '=', authority)
    .where('confirmed_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('added_by', '<>', by)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endContact(tx: Tx, { id, authority, by, at }: ContactAct): Promise<void> {
  await tx
    .updateTable('authority_contact')
    .set({ ended_by: by, ended_at: at })
    .where('id', '=', id)
    .where('authority', '=', authority)
    .where('ended_at', 'is', null)
    .execute();
}
