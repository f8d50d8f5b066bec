// A telephone number of an authority that somebody may call back.
import { newUuid } from '../../src/base/ids.ts';
import { confirmContact, insertContact } from '../../src/law/contact.do.ts';
import type { People } from '../../src/people/people.acts.ts';
import { enrol } from './people.ts';

/** Added by one editor and checked by another, long before anything came. */
export async function inTheDirectory(people: People, authority: string, number: string): Promise<void> {
  const ines = await enrol(people, 'editor', ['knowledgeEditor']);
  const omar = await enrol(people, 'second', ['knowledgeEditor']);
  const id = newUuid(people.clock, people.random);
  const at = new Date(people.clock() - 30 * 86_400_000);
  const what = { id, authority, at };
  const made = {
    kind: 'telephone',
    purpose: 'night',
    value: number,
    source: 'List of the network',
    asOf: '2026-01-15',
  } as const;
  await people.db.asPerson(ines.id, (tx) => insertContact(tx, { ...what, by: ines.id }, made));
  await people.db.asPerson(omar.id, (tx) => confirmContact(tx, { ...what, by: omar.id }));
}
