// Invites somebody to the agency: by a link that is given once.
import { newUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Tx } from './as-person.store.ts';
import type { Invitation } from './invitation.store.ts';
import { digest, INVITATION_HOURS, newToken, record, type People } from './people.acts.ts';
import { personWithEmail } from './person.store.ts';
import type { Person } from './person.ts';
import { isPortalAddress } from './portal-account.store.ts';
import type { AgencyRole } from './roles.ts';

export interface InvitationRequest {
  readonly by: Person;
  readonly name: string;
  readonly email: string;
  /** An administrator is not invited but appointed, by two. */
  readonly roles: readonly AgencyRole[];
  /** Idempotency key: asked again under it, there is the same link and no second invitation. */
  readonly key?: string;
}

/** The token of the link, once: only its digest is kept. */
export async function invite(people: People, request: InvitationRequest): Promise<string> {
  const { by, name, email } = request;
  const roles = request.roles.filter((role) => role !== 'administrator');
  const { key } = request;
  const token = key === undefined ? newToken(people.random) : people.signIn.tokenFor(`invitation ${key}`);
  const now = people.clock();
  const isOfPortal = await isPortalAddress(people.operator.kysely, email);
  await people.db.asPerson(by.id, async (tx) => {
    if (key !== undefined && (await hasInvitation(tx, digest(token)))) return;
    if ((await personWithEmail(tx, email)) !== undefined || isOfPortal)
      throw new Refusal('alreadyExists.personAddress');
    const id = newUuid(people.clock, people.random);
    const expiresAt = new Date(now + INVITATION_HOURS * 3_600_000);
    const invitation = { id, name, email, roles, invitedBy: by.id, expiresAt };
    await insertInvitation(tx, { ...invitation, tokenSha256: digest(token), createdAt: new Date(now) });
    await record(people, tx, { what: 'invited', by: by.id, facts: { invitation: id, roles } });
  });
  return token;
}

interface NewInvitation extends Invitation {
  readonly tokenSha256: Uint8Array;
  readonly createdAt: Date;
}

async function insertInvitation(tx: Tx, made: NewInvitation): Promise<void> {
  await tx
    .insertInto('invitation')
    .values({
      id: made.id,
      token_sha256: Buffer.from(made.tokenSha256),
      name: made.name,
      email: made.email,
      roles: [...made.roles],
      invited_by: made.invitedBy,
      created_at: made.createdAt,
      expires_at: made.expiresAt,
    })
    .execute();
}

/** Whether one was made with this token, whatever became of it. */
async function hasInvitation(tx: Tx, tokenSha256: Uint8Array): Promise<boolean> {
  const rows = tx.selectFrom('invitation').select('id').where('token_sha256', '=', Buffer.from(tokenSha256));
  return (await rows.executeTakeFirst()) !== undefined;
}
