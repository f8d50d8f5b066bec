// What an addressee hands over comes in the name of somebody of the case who may take evidence and may know of the request; its source says
// whose account brought it. Where they leave, or may not know of it any more, another goes on.
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { utcDay } from '../base/time.ts';
import type { Answers, Intake } from '../evidence/intake/intake.ts';
import { deleteIntake, insertIntake, intakeById } from '../evidence/intake/intake.store.ts';
import type { Bringing, Reception } from '../evidence/intake/upload.acts.ts';
import { countUploads, moveUploads } from '../evidence/intake/upload.store.ts';
import type { Tx } from '../people/as-person.store.ts';
import { caseOfMemberById, membersOf, type Member } from '../people/case-member.store.ts';
import { personById } from '../people/person.store.ts';
import { inCase } from '../people/policy.ts';
import type { PortalAccount } from '../people/portal-account.store.ts';
import { mayKnow } from '../requests/verbs/drafting/confidence/confidentiality.store.ts';
import type { Portal } from './order.acts.ts';
import { insertIntakeOfOrder, intakesOfOrder, lockOrder, type PortalOrder } from './order.store.ts';

/** Of one account for one order. */
export const FILES_MAX = 200;

export interface Handing {
  readonly portal: Portal;
  readonly reception: Reception;
  readonly account: PortalAccount;
  readonly order: PortalOrder;
}

/** What brings it in; the draft is begun when it is first asked for. Refuses notReady: nobody of the case may take it. */
export async function bringingOf({ portal, account, order }: Handing): Promise<Bringing> {
  const { operator, clock, random } = portal.people;
  return operator.transaction(async (tx) => {
    await lockOrder(tx, order.id);
    const drafts = await intakesOfOrder(tx, order.id, account.id);
    const before = drafts[0] && (await intakeById(tx, drafts[0]));
    const takers = await takersOf(tx, order);
    const taker = takers.find((one) => one === before?.person) ?? takers[0];
    const person = taker && (await personById(tx, taker));
    const file = taker && (await caseOfMemberById(tx, order.caseId, taker));
    if (!person || !file) throw new Refusal('notReady.portalTaker');
    const stays = before?.person === person.id ? before : undefined;
    const intake: Intake = stays ?? {
      id: newUuid(clock, random),
      caseId: order.caseId,
      person: person.id,
      answers: answersOf(account, order, clock()),
      begunAt: new Date(clock()),
    };
    if (stays === undefined) await begin(tx, { order: order.id, account: account.id, intake, before });
    const earlier = drafts.filter((one) => one !== intake.id);
    const handed = { filesMax: FILES_MAX, filesBefore: await countUploads(tx, earlier) };
    return { person, file, intake, through: `portal ${account.id}`, handed };
  });
}

/** Those of the case who may take evidence and may know of the request: first who gave the order, then who leads. */
async function takersOf(tx: Tx, { caseId, givenBy, request }: PortalOrder): Promise<Uuid[]> {
  const place = ({ person, role }: Member): number => (person === givenBy ? 0 : role === 'lead' ? 1 : 2);
  const may = (await membersOf(tx, caseId))
    .filter(({ role, hasAccess }) => hasAccess && inCase(role, 'addEvidence') === 'yes')
    .sort((a, b) => place(a) - place(b));
  const takers: Uuid[] = [];
  for (const { person } of may)
    if (await mayKnow(tx, person, { of: 'request', id: request })) takers.push(person);
  return takers;
}

interface Begun {
  readonly order: Uuid;
  readonly account: Uuid;
  readonly intake: Intake;
  /** Of who took it in until now. */
  readonly before: Intake | undefined;
}

async function begin(tx: Tx, { order, account, intake, before }: Begun): Promise<void> {
  await insertIntake(tx, intake);
  await insertIntakeOfOrder(tx, order, account, intake.id);
  if (before === undefined) return;
  await moveUploads(tx, before.id, intake);
  await deleteIntake(tx, before.id); // unless something of it is in evidence
}

function answersOf(account: PortalAccount, { reference, addressee }: PortalOrder, now: number): Answers {
  return {
    what: `Answer to ${reference}`,
    source: `${addressee.name}, by the portal, account ${account.id}`,
    authority: { type: 'request', id: reference },
    taking: { by: account.name, on: utcDay(now), at: '' },
    conditions: [],
    way: 'upload',
  };
}
