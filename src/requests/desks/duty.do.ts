// Tells the next shift of the 24/7 desk something, or promises something.
import type { Uuid } from '../../base/ids.ts';
import type { People } from '../../people/people.acts.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { SHIFT_NOTE } from './desk.ts';
import { insertShiftNote } from './desk.store.ts';

/** What was written under this id is not written again. Refusals: badInput. */
export async function writeNote(
  {
    people,
    person,
  }: { readonly people: Pick<People, 'db' | 'clock'>; readonly person: { readonly id: Uuid } },
  { id, ...body }: BodyOf<typeof SHIFT_NOTE> & { readonly id: Uuid },
): Promise<void> {
  const made = { ...readAll(SHIFT_NOTE, body, {}), id, at: new Date(people.clock()), person: person.id };
  await people.db.asPerson(person.id, (tx) => insertShiftNote(tx, made));
}
