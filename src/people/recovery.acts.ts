// A way back in for somebody who lost their second step. Two administrators, neither of them the person; a link that
// works once, for an hour; afterwards nothing of the old ways in is left. docs/decisions/two-persons.md
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { digest, livingPerson, newToken, record, type People } from './people.acts.ts';
import type { Tx } from './as-person.store.ts';
import { personById } from './person.store.ts';
import type { Person } from './person.ts';
import * as store from './recovery.store.ts';
import type { LinkMade } from './recovery.store.ts';

export const RECOVERY_MINUTES = 60;

/** Nobody recovers themselves; of two who propose at once, one does. */
export async function proposeRecovery(people: People, by: Person, person: Uuid): Promise<void> {
  if (person === by.id) throw oneself();
  await people.db.asPerson(by.id, async (tx) => {
    await livingPerson(tx, person);
    if ((await store.openRecoveries(tx)).some((one) => one.person === person)) return;
    const id = newUuid(people.clock, people.random);
    await store.insertRecovery(tx, { id, person, proposedBy: by.id, at: new Date(people.clock()) });
    await record(people, tx, { what: 'recoveryProposed', by: by.id, about: person });
  });
}

/** The token of the link, once: only its digest is kept. The person is signed out everywhere. */
export async function confirmRecovery(people: People, by: Person, person: Uuid): Promise<string> {
  const { token, link } = newLink(people);
  await decide(people, by, person, link);
  await people.operator.transaction((tx) => endOtherWays(people, tx, person));
  await people.signIn.endSessions(person); // whoever has the lost phone may have a session too, and have made keys
  return token;
}

export function withdrawRecovery(people: People, by: Person, person: Uuid): Promise<void> {
  return decide(people, by, person, undefined);
}

async function decide(people: People, by: Person, person: Uuid, link: LinkMade | undefined): Promise<void> {
  if (person === by.id) throw oneself();
  await people.db.asPerson(by.id, async (tx) => {
    await livingPerson(tx, person);
    const open = (await store.openRecoveries(tx)).find((one) => one.person === person);
    if (open === undefined) throw decidedAlready();
    if (link !== undefined && open.proposedBy === by.id) throw needsAnother();
    const at = new Date(people.clock());
    if (!(await store.decideRecovery(tx, open.id, { by: by.id, at, link }))) throw decidedAlready();
    const what = link === undefined ? 'recoveryWithdrawn' : 'recoveryConfirmed';
    await record(people, tx, { what, by: by.id, about: person });
  });
}

/**
 * At the terminal of the machine, for an installation whose administrators are too few. `user`: of the operating system,
 * for the record. Returns the token.
 */
export async function recoverAtTerminal(
  people: People,
  person: Pick<Person, 'id'>,
  user: string,
): Promise<string> {
  const { token, link } = newLink(people);
  await people.operator.transaction(async (tx) => {
    await livingPerson(tx, person.id);
    const id = newUuid(people.clock, people.random);
    const at = new Date(people.clock());
    await store.insertTerminalRecovery(tx, { ...link, id, person: person.id, at });
    await record(people, tx, { what: 'recoveryConfirmed', about: person.id, facts: { terminal: user } });
    await endOtherWays(people, tx, person.id);
  });
  await people.signIn.endSessions(person.id);
  return token;
}

/** Who comes back by this link; undefined when it leads nowhere: a stranger learns no more. */
export async function recoveryOf(people: People, token: string): Promise<Person | undefined> {
  const { kysely } = people.operator;
  const found = await store.recoveryByToken(kysely, digest(token), new Date(people.clock()));
  return found === undefined ? undefined : personById(kysely, found.person);
}

/** The new password; every old way in is gone before the link is spent, so that a crash leaves the link, not the old. */
export async function recover(people: People, token: string, password: string): Promise<Person> {
  return people.operator.transaction(async (tx) => {
    const now = new Date(people.clock());
    const found = await store.recoveryByToken(tx, digest(token), now);
    if (found === undefined || !(await store.useRecovery(tx, found.id, found.person, now))) throw noLink();
    const person = await livingPerson(tx, found.person);
    await endOtherWays(people, tx, person.id); // the old password led in until now
    await record(people, tx, { what: 'recovered', about: person.id });
    await people.signIn.resetAccount(person.id, person.email, password);
    return person;
  });
}

/** Keys and calendar end with the sessions: the one who is let in again makes new ones. */
async function endOtherWays(people: People, tx: Tx, person: Uuid): Promise<void> {
  for (const apiKey of await store.endOtherWaysIn(tx, person, new Date(people.clock())))
    await record(people, tx, { what: 'apiKeyEnded', about: person, facts: { apiKey } });
}

function newLink(people: People): { readonly token: string; readonly link: LinkMade } {
  const token = newToken(people.random);
  const expiresAt = new Date(people.clock() + RECOVERY_MINUTES * 60_000);
  return { token, link: { tokenSha256: digest(token), expiresAt } };
}

const oneself = (): Refusal => new Refusal('notAllowed.ownRecovery');

const needsAnother = (): Refusal => new Refusal('notAllowed.secondAdministrator');

const decidedAlready = (): Refusal => new Refusal('conflict.doneByOther');

const noLink = (): Refusal => new Refusal('notFound.recoveryLink');
