// Takes somebody out of a case, and what they hold of it.
import type { Kysely } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import {
  awaitLeaving,
  deleteMember,
  knownAlone,
  membersOf,
  type CaseOfMember,
} from '../people/case-member.store.ts';
import { record, type People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import type { Schema } from '../platform/schema.ts';
import { memberText } from './case-file.ts';
import { nobody, remember } from './case-open.acts.ts';

/**
 * The only lead stays: a case without one is nobody's. Who leaves names another lead first for what no other lead knows of; who takes out
 * somebody else is not told that there is such a thing: it goes to whoever of those who know decides, or before the administrators.
 */
export async function removeMember(
  people: People,
  by: Person,
  file: CaseOfMember,
  person: Uuid,
  reason?: string,
): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    await awaitLeaving(tx, file.id);
    const members = await membersOf(tx, file.id);
    const member = members.find((one) => one.person === person);
    if (member === undefined) throw nobody();
    // One whose account was closed leads nothing any more.
    const leads = members.filter((one) => one.role === 'lead' && one.hasAccess);
    if (leads.includes(member) && leads.length === 1) throw new Refusal('notAllowed.onlyLead');
    const [alone] = person === by.id ? await knownAlone(tx, file.id) : [];
    if (alone !== undefined)
      throw new Refusal('notAllowed.onlyLeadWhoKnows', { reference: file.reference, alone });
    // Before they are out: whoever takes out themselves writes nothing there afterwards.
    await remember(people, tx, { by, file, before: memberText(member.role, member.name), after: '', reason });
    await deleteMember(tx, file.id, person);
    await record(people, tx, { what: 'memberRemoved', by: by.id, about: person, caseId: file.id });
  });
}

export interface Held {
  readonly item: number;
  readonly number: string;
  readonly title: string;
}

/** Of this case's exhibits those that a person holds, as far as whoever asks sees them; at most 100. */
export async function heldIn(db: Kysely<Schema>, caseId: Uuid, holder: Uuid): Promise<Held[]> {
  return db
    .selectFrom('exhibit')
    .select(['item', 'number', 'title'])
    .where('case_id', '=', caseId)
    .where('holder', '=', holder)
    .where('status', '=', 'held')
    .orderBy('item')
    .limit(100)
    .execute();
}
