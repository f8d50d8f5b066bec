// Lets somebody in to the portal who speaks for an addressee of requests: by a link that is given once.
import { sql } from 'kysely';
import { newUuid, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Tx } from '../people/as-person.store.ts';
import { digest, INVITATION_HOURS, record, type People } from '../people/people.acts.ts';
import type { Person } from '../people/person.ts';
import { isAddressKnown } from '../people/person.store.ts';
import { isPortalAddress, type PortalInvitation } from '../people/portal-account.store.ts';

interface ReceiverInvited {
  readonly by: Person;
  /** The legal entity as orders name it. */
  readonly addressee: string;
  readonly name: string;
  readonly email: string;
  /** How it was seen that the address is theirs. */
  readonly verified: string;
  /** Idempotency key: asked again under it, there is the same link and no second invitation. */
  readonly key: Uuid;
}

/** The token of the link, once: only its digest is kept. Refuses alreadyExists. */
export async function inviteReceiver(people: People, request: ReceiverInvited): Promise<string> {
  const { by, name, email, verified, key } = request;
  const token = people.signIn.tokenFor(`portal invitation ${key}`);
  const tokenSha256 = digest(token);
  const taken = await isTaken(people, email);
  await people.db.asPerson(by.id, async (tx) => {
    if (await hasPortalInvitation(tx, tokenSha256)) return;
    if (taken) throw new Refusal('alreadyExists.addressTaken');
    const createdAt = new Date(people.clock());
    const addressee = await addresseeNamed(tx, {
      id: newUuid(people.clock, people.random),
      name: request.addressee,
      by: by.id,
      at: createdAt,
    });
    const id = newUuid(people.clock, people.random);
    const expiresAt = new Date(createdAt.getTime() + INVITATION_HOURS * 3_600_000);
    const made = { id, name, email, addressee, verified, invitedBy: by.id, createdAt, expiresAt };
    await insertPortalInvitation(tx, { ...made, tokenSha256 });
    await record(people, tx, { what: 'receiverInvited', by: by.id, facts: { invitation: id, addressee } });
  });
  return token;
}

async function isTaken({ operator }: People, email: string): Promise<boolean> {
  const db = operator.kysely;
  return (await isAddressKnown(db, email)) || (await isPortalAddress(db, email));
}

/** Of this name, made if there is none. */
async function addresseeNamed(
  tx: Tx,
  made: { readonly id: Uuid; readonly name: string; readonly by: Uuid; readonly at: Date },
): Promise<Uuid> {
  await tx
    .insertInto('portal_addressee')
    .values({ id: made.id, name: made.name, made_by: made.by, made_at: made.at })
    .onConflict((same) => same.doNothing())
    .execute();
  const row = await tx
    .selectFrom('portal_addressee')
    .select('id')
    .where(sql<string>`lower(name)`, '=', sql<string>`lower(${made.name})`)
    .executeTakeFirstOrThrow();
  return row.id as Uuid; // the column's type is uuid
}

interface NewPortalInvitation extends Omit<PortalInvitation, 'addressee'> {
  readonly addressee: Uuid;
  readonly tokenSha256: Uint8Array;
  readonly verified: string;
  readonly invitedBy: Uuid;
  readonly createdAt: Date;
}

async function insertPortalInvitation(tx: Tx, made: NewPortalInvitation): Promise<void> {
  await tx
    .insertInto('portal_invitation')
    .values({
      id: made.id,
      token_sha256: Buffer.from(made.tokenSha256),
      addressee_id: made.addressee,
      name: made.name,
      email: made.email,
      verified: made.verified,
      invited_by: made.invitedBy,
      created_at: made.createdAt,
      expires_at: made.expiresAt,
    })
    .execute();
}

/** Whether one was made with this token, whatever became of it. */
async function hasPortalInvitation(db: Tx, tokenSha256: Uint8Array): Promise<boolean> {
  const row = await db
    .selectFrom('portal_invitation')
    .select('id')
    .where('token_sha256', '=', Buffer.from(tokenSha256))
    .executeTakeFirst();
  return row !== undefined;
}
