// ./comity request keeper: what is kept confidential and nobody who knows of it decides about any more, for they left the case. Whoever
// runs the machine sees it all; nobody of the case learns of it but the lead who is named.
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Tx } from '../people/as-person.store.ts';
import { membersOf } from '../people/case-member.store.ts';
import { emailOf } from '../people/email-field.ts';
import { personByEmail } from '../people/person.store.ts';
import {
  insertDecision,
  keptByNobody,
  mayKnow,
  nameKnower,
  type KeptByNobody,
} from '../requests/verbs/drafting/confidence/confidentiality.store.ts';
import type { Keepable, Kept } from '../requests/verbs/drafting/confidence/confidentiality.ts';
import { requestReference } from '../requests/core/request.ts';
import type { Installation } from '../evidence/log/installation.acts.ts';
import { actCommand, named } from './act-command.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { withInstallation } from './with-installation.ts';
import { printable } from './words.ts';

const REASON = 'Named at the machine: nobody who knew of it was left in the case to decide.';

export const runKeeper = actCommand(
  {
    fields: {
      request: named('REQUEST', 'A request of the list, such as FR-2026-000012/R4.'),
      person: emailOf({
        ask: (say) => say.people.email,
        means: 'E-mail address of a lead of its case, who may decide from then on.',
        option: { value: 'EMAIL' },
      }),
    },
    about: {},
    bare: listKept,
  },
  async ({ values: { request, person }, terminal }) => {
    const found = await withInstallation((house) => nameKeeper(house, request, person));
    for (const one of found.kept) terminal.out(`${printable(found.name)} knows of ${lineOf(one)} now.`);
    return EXIT.done;
  },
);

async function listKept(terminal: Terminal): Promise<number> {
  const list = await withInstallation((house) => house.db.transaction((tx) => keptByNobody(tx)));
  for (const one of list) terminal.out(lineOf(one));
  if (list.length === 0) terminal.out('Somebody decides about everything that is kept confidential.');
  return EXIT.done;
}

function lineOf({ reference, number, delivery }: KeptByNobody): string {
  const what = requestReference(reference, number);
  return delivery === undefined ? what : `delivery ${delivery.number} in answer to ${what}`;
}

/** Of the request and of what came in answer to it. Refusals: notFound, notAllowed (no lead of its case). */
function nameKeeper(
  house: Installation,
  request: string,
  email: string,
): Promise<{ readonly name: string; readonly kept: readonly KeptByNobody[] }> {
  return house.db.transaction(async (tx) => {
    const all = await keptByNobody(tx);
    const kept = all.filter((one) => requestReference(one.reference, one.number) === request);
    const [first] = kept;
    if (first === undefined) throw new Refusal('notFound.keptRequest', { found: printable(request) });
    const person = await personByEmail(tx, email);
    const leads = (await membersOf(tx, first.caseId)).filter(({ role }) => role === 'lead');
    if (person === undefined || !leads.some((one) => one.person === person.id))
      throw new Refusal('notAllowed.leadOfCase', { reference: first.reference });
    const at = new Date(house.clock());
    for (const { request: id, caseId, delivery } of kept) {
      const of: Keepable = { of: 'request', id };
      // Whoever may know of what came may know of the request.
      const isNew = delivery === undefined || !(await mayKnow(tx, person.id, of));
      const named = [...(isNew ? [of] : []), ...(delivery === undefined ? [] : [keptResult(delivery.id)])];
      for (const one of named)
        await nameAtTheMachine(
          house,
          tx,
          { ...one, request: id, caseId, isKept: true },
          { person: person.id, at },
        );
    }
    return { name: person.name, kept };
  });
}

const keptResult = (id: Uuid): Keepable => ({ of: 'result', id });

async function nameAtTheMachine(
  house: Installation,
  tx: Tx,
  kept: Kept,
  { person, at }: { readonly person: Uuid; readonly at: Date },
): Promise<void> {
  await nameKnower(tx, kept, { person, by: person, at });
  await insertDecision(tx, kept, {
    id: newUuid(house.clock, house.random),
    act: 'named',
    by: person,
    about: person,
    at,
    until: undefined,
    // What it is kept by stands in the decisions before.
    ground: undefined,
    reason: REASON,
    through: undefined,
  });
}
