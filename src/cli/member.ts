// ./comity case member: puts a person with an account into a case, as the system; for cases opened at the terminal.
import { parseArgs } from 'node:util';
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { findCase } from '../cases/case.store.ts';
import { insertAccessEvent } from '../people/access-event.store.ts';
import { insertMember } from '../people/case-member.store.ts';
import type { Tx } from '../people/as-person.store.ts';
import type { Person } from '../people/person.ts';
import { personByEmail } from '../people/person.store.ts';
import { CASE_ROLES, isCaseRole } from '../people/roles.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable, argument, required } from './words.ts';

export async function runCaseMember(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { person: { type: 'string' }, role: { type: 'string' } },
  });
  const role = required(values.role, 'role');
  if (!isCaseRole(role))
    throw new Refusal('badUsage', {
      expected: `a role in a case: ${CASE_ROLES.join(', ')}`,
      found: printable(role),
      next: 'Say it with --role.',
    });
  const email = required(values.person, 'person').toLowerCase();
  const name = argument(positionals[0], 'the reference of a case');
  const added = await withInstallation((house) =>
    house.db.transaction(async (tx) => {
      const file = await findCase(tx, name);
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
}

/** Refusals: notFound (nobody has that address). */
export async function personWith(tx: Tx, email: string): Promise<Person> {
  const person = await personByEmail(tx, email);
  if (person !== undefined) return person;
  throw new Refusal('notFound', {
    expected: 'the e-mail address of a person who has an account',
    found: 'none',
    next: 'Let an administrator invite them on the web pages.',
  });
}
