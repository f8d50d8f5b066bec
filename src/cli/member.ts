// ./comity case member: puts a person with an account into a case, as the system; for cases opened at the terminal.
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { findCase } from '../cases/case.store.ts';
import { insertAccessEvent } from '../people/access-event.store.ts';
import { insertMember } from '../people/case-member.store.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { Person } from '../people/person.ts';
import { personByEmail } from '../people/person.store.ts';
import { CASE, MEMBER } from '../cases/case-asked.ts';
import { actCommand } from './act-command.ts';
import { EXIT } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable } from './words.ts';

export const runCaseMember = actCommand(
  { fields: { reference: CASE, ...MEMBER }, about: {} },
  async ({ values: { reference, email, role }, terminal }) => {
    const added = await withInstallation((house) =>
      house.db.transaction(async (tx) => {
        const file = await findCase(tx, reference);
        const person = await personWith(tx, email);
        const at = new Date(house.clock());
        const isNew = await insertMember(tx, { caseId: file.id, person: person.id, role, at });
        const id = newUuid(house.clock, house.random);
        if (isNew)
          await insertAccessEvent(tx, {
            id,
            at,
            what: 'memberAdded',
            about: person.id,
            caseId: file.id,
            facts: { role },
          });
        return { isNew, reference: file.reference, name: person.name };
      }),
    );
    const words = added.isNew ? `is in ${added.reference} now: ${role}` : `was in ${added.reference} already`;
    terminal.out(`${printable(added.name)} ${words}.`);
    return EXIT.done;
  },
);

/** Refusals: notFound (nobody has that address). */
export async function personWith(tx: Tx, email: string): Promise<Person> {
  const person = await personByEmail(tx, email);
  if (person !== undefined) return person;
  throw new Refusal('notFound.accountToAdd');
}
