// The directory as it is asked: where an authority is reached. As the person: row security shows them to the roles that `seeContacts` of people/policy.ts names.
import { sql } from 'kysely';
import type { Uuid } from '../base/ids.ts';
import type { Contact, ContactKind, ContactPurpose, DirectoryNumber } from './contact.ts';
import type { Tx } from './version.store.ts';

const MAX = 100;

/** What has not ended: by night first, then in the order in which they were added. At most 100. */
export async function contactsOf(tx: Tx, authority: string): Promise<Contact[]> {
  const rows = await tx
    .selectFrom('authority_contact')
    .select(['id', 'kind', 'purpose', 'value', 'source', 'added_by', 'confirmed_at'])
    .select(sql<string>`as_of::text`.as('as_of'))
    .where('authority', '=', authority)
    .where('ended_at', 'is', null)
    .orderBy(sql`array_position(array['night', 'urgent', 'general'], purpose)`)
    .orderBy('added_at')
    .limit(MAX)
    .execute();
  return rows.map((row) => ({
    id: row.id as Uuid, // a uuid column
    kind: row.kind as ContactKind, // the table's check
    purpose: row.purpose as ContactPurpose, // as above
    value: row.value,
    source: row.source,
    asOf: row.as_of,
    addedBy: row.added_by as Uuid, // as `id`
    confirmedAt: row.confirmed_at ?? undefined,
  }));
}

/** Telephone numbers of these authorities that two persons had checked before then, and that have not ended. */
export async function numbersBefore(
  tx: Tx,
  authorities: readonly string[],
  before: Date,
): Promise<DirectoryNumber[]> {
  if (authorities.length === 0) return [];
  const rows = await tx
    .selectFrom('authority_contact')
    .select(['authority', 'value'])
    .where('authority', 'in', [...authorities])
    .where('kind', '=', 'telephone')
    .where('confirmed_at', '<', before)
    .where('ended_at', 'is', null)
    .orderBy('authority')
    .orderBy('value')
    .execute();
  return rows.map(({ authority, value }) => ({ authority, number: value }));
}

/** Which of these numbers are, now, telephone numbers of these authorities that two persons checked. Whoever asks need not see them. */
export async function inDirectory(
  tx: Tx,
  authorities: readonly string[],
  numbers: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select * from comity_in_directory(${[...authorities]}::text[], ${[...numbers]}::text[]) as number`.execute(
    tx,
  );
  return rows.map(({ number }) => number);
}

/** The same of telephone and fax numbers and mail addresses, of whatever kind each is. */
export async function contactsInDirectory(
  tx: Tx,
  authorities: readonly string[],
  contacts: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ contact: string }>`
    select * from comity_contacts_in_directory(${[...authorities]}::text[], ${[...contacts]}::text[]) as contact`.execute(
    tx,
  );
  return rows.map(({ contact }) => contact);
}
