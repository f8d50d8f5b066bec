// ./comity case lead: the cases whose leads have all lost their accounts, and who leads one from now on. Whoever runs the machine sees
// them all; an administrator on the web only how many there are.
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { insertAccessEvent } from '../people/access-event.store.ts';
import { awaitLeaving, casesWithoutLead, deleteMember, insertMember } from '../people/case-member.store.ts';
import { LEAD } from '../evidence/desks/case-lead.ts';
import { actCommand } from './act-command.ts';
import { personWith } from './member.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable } from './words.ts';

const { reference, email } = LEAD;

export const runCaseLead = actCommand(
  { fields: { reference, email }, about: {}, bare: listCases },
  async ({ values, terminal }) => {
    const name = await withInstallation((house) => nameLead(house, values.reference, values.email));
    terminal.out(`${printable(name)} leads ${values.reference} now.`);
    return EXIT.done;
  },
);

async function listCases(terminal: Terminal): Promise<number> {
  const list = await withInstallation((house) => house.db.transaction(casesWithoutLead));
  for (const one of list) terminal.out(`${one.reference}  ${printable(one.title)}`);
  if (list.length === 0) terminal.out('Every case that was led has a lead with an account.');
  return EXIT.done;
}

/** A member in another role leads from now on. Refusals: notFound (no such case in the list, nobody with that address). */
function nameLead(house: Installation, reference: string, email: string): Promise<string> {
  return house.db.transaction(async (tx) => {
    const file = (await casesWithoutLead(tx)).find((one) => one.reference === reference);
    if (file === undefined) throw new Refusal('notFound.caseToLead', { found: printable(reference) });
    const person = await personWith(tx, email);
    await awaitLeaving(tx, file.id);
    const at = new Date(house.clock());
    await deleteMember(tx, file.id, person.id);
    await insertMember(tx, { caseId: file.id, person: person.id, role: 'lead', at });
    await insertAccessEvent(tx, {
      id: newUuid(house.clock, house.random),
      at,
      what: 'memberAdded',
      about: person.id,
      caseId: file.id,
      facts: { role: 'lead' },
    });
    return person.name;
  });
}
