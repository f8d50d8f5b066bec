// Who is let in to the portal: whoever was invited to speak for an addressee accepts, and is out again. An account of the portal is no
// person of the agency. One act, one transaction, one entry.
import type { Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { digest, record, withAccount, type People } from './people.acts.ts';
import type { Person } from './person.ts';
import * as store from './portal-account.store.ts';

export async function withdrawReceiverInvitation(people: People, by: Person, id: Uuid): Promise<void> {
  const now = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    if (!(await store.closePortalInvitation(tx, id, { withdrawn_at: now }, now))) return; // used or withdrawn meanwhile
    await record(people, tx, {
      what: 'receiverInvitationWithdrawn',
      by: by.id,
      facts: { invitation: id },
    });
  });
}

/** Undefined when there is none, or it was used, withdrawn or ran out: a stranger learns no more. */
export function receiverInvitationOf(
  people: People,
  token: string,
): Promise<store.PortalInvitation | undefined> {
  return store.portalInvitationByToken(people.operator.kysely, digest(token), new Date(people.clock()));
}

/** Refuses notFound.invitation, alreadyExists. */
export async function acceptReceiverInvitation(
  people: People,
  token: string,
  password: string,
): Promise<store.PortalInvitation> {
  const invitation = await receiverInvitationOf(people, token);
  if (invitation === undefined) throw new Refusal('notFound.invitation');
  const { name, email } = invitation;
  await withAccount(people, { name, email, password }, async (tx, { id, createdAt }) => {
    if (!(await store.closePortalInvitation(tx, invitation.id, { accepted_at: createdAt }, createdAt)))
      throw new Refusal('notFound.invitation');
    await store.insertPortalAccount(tx, { id, invitation, joinedAt: createdAt });
    const facts = { invitation: invitation.id, portal: id };
    await record(people, tx, { what: 'receiverJoined', facts });
  });
  return invitation;
}

/** Ends it at once, everywhere. Done again, it changes nothing. */
export async function endReceiver(people: People, by: Person, id: Uuid): Promise<void> {
  const isOne = await people.db.asPerson(by.id, async (tx) => {
    if (await store.endPortalAccount(tx, id, by.id, new Date(people.clock())))
      await record(people, tx, { what: 'receiverEnded', by: by.id, facts: { portal: id } });
    // Also when it had ended before and the step below was not reached; never a person's account.
    return (await store.portalAccounts(tx, LISTED)).some((one) => one.id === id);
  });
  if (isOne) await people.signIn.endAll(id);
}

const LISTED = 10_000;
