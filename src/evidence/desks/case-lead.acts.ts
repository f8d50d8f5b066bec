// An administrator names who leads a case whose leads have all lost their accounts. Being administrator shows no case: they say its
// reference and one of its members, as its members told them, and whoever tries others is answered alike.
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { insertChange } from '../../cases/case-file.store.ts';
import {
  awaitLeaving,
  caseOfMember,
  casesWithoutLead,
  deleteMember,
  insertMember,
  type CaseOfMember,
} from '../../people/case-member.store.ts';
import { livingPerson, record, type People } from '../../people/people.acts.ts';
import { personWithEmail } from '../../people/person.store.ts';
import type { Person } from '../../people/person.ts';
import { inAgency, inCase } from '../../people/policy.ts';
import { readAll, type BodyOf } from '../../web/fields/field.ts';
import { LEAD } from './case-lead.ts';
import type { Installation } from '../log/installation.acts.ts';
import type { Tx } from '../log/log.store.ts';
import { TOOL } from '../log/tool.ts';

type LeadNamed = BodyOf<typeof LEAD> & {
  /** Idempotency key. */
  readonly key: string;
};

/** Nobody comes into the case by this. Refusals: badInput, notAllowed, notFound (no such case, or nobody such in it). */
export async function nameLead(
  house: Installation,
  people: People,
  by: Person,
  named: LeadNamed,
): Promise<void> {
  const { reference, email, reason } = readAll(LEAD, named, {});
  const meantId = await people.db.asPerson(by.id, (tx) => personWithEmail(tx, email));
  await house.log.append({
    key: `lead:${by.id}:${named.key}`,
    events: async (tx) => {
      const { name, id, roles } = await livingPerson(tx, by.id);
      if (inAgency(roles, 'nameLead') === 'no') throw notYours();
      if (meantId === undefined || meantId === id) throw nobody(); // nobody names themself
      const file = await caseWithoutLead(tx, reference, meantId);
      const lead = await livingPerson(tx, meantId);
      const at = new Date(people.clock());
      await awaitLeaving(tx, file.id);
      await deleteMember(tx, file.id, lead.id);
      await insertMember(tx, { caseId: file.id, person: lead.id, role: 'lead', by: id, at });
      const change = { what: 'lead', before: '', after: lead.name, reason } as const;
      await insertChange(tx, {
        ...change,
        id: newUuid(people.clock, people.random),
        caseId: file.id,
        by: id,
        at,
      });
      const facts = { role: 'lead', reference };
      await record(people, tx, { what: 'memberAdded', by: id, about: lead.id, caseId: file.id, facts });
      return [
        {
          type: 'roleGranted',
          item: reference,
          case: file.id,
          occurredAt: isoLocal(house.clock()),
          role: 'administrator',
          tool: TOOL,
          facts: { role: 'lead' },
          detail: { person: name, personId: id, grantedTo: lead.name, grantedToId: lead.id, reason },
        },
      ];
    },
  });
}

/** A compartment is in nobody's lists, and gets a lead at the machine. */
async function caseWithoutLead(tx: Tx, reference: string, member: Uuid): Promise<CaseOfMember> {
  const file = await caseOfMember(tx, reference, member);
  const isLedByNobody = (await casesWithoutLead(tx)).some((one) => one.id === file?.id);
  if (file === undefined || file.isCompartmented || !isLedByNobody) throw nobody();
  // For a time, as an observer or for the defence: they are not of those who work on it.
  if (file.until !== undefined || inCase(file.role, 'seeCaseFile') === 'no') throw nobody();
  return file;
}

const notYours = (): Refusal => new Refusal('notAllowed.administrator');

const nobody = (): Refusal => new Refusal('notFound.caseWithoutLead');
