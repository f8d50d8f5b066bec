// Acts on persons: the first administrator, invitations, roles, the end of access. One act, one transaction, one entry.
import { createHash } from 'node:crypto';
import { newUuid, type Random, type Uuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import type { Clock } from '../base/time.ts';
import type { Database } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import type { EventType } from '../verify/event-types.ts';
import { insertAccessEvent, type AccessEvent } from './access-event.store.ts';
import type { PersonDatabase, Tx } from './as-person.store.ts';
import { closeInvitation, invitationByToken, type Invitation } from './invitation.store.ts';
import * as persons from './person.store.ts';
import type { Person } from './person.ts';
import { isPortalAddress } from './portal-account.store.ts';
import type { AgencyRole } from './roles.ts';
import type { SignIn } from './sign-in.acts.ts';

/** What every entry of the custody log has; `evidence/` knows the rest. */
export interface LedgerEntry {
  readonly type: EventType;
  readonly item: string;
  readonly occurredAt: string;
}

/** The custody log, for acts that stand in it. */
export interface Ledger {
  /** What is done in `events` and the entries that it returns are one transaction, of the system. */
  append(act: {
    readonly key: string;
    readonly events: (tx: Tx) => Promise<readonly LedgerEntry[]>;
  }): Promise<unknown>;
}

export interface People {
  readonly ledger: Ledger;
  /** The system's own hand, for what happens before there is a person to act. */
  readonly operator: Database<Schema>;
  readonly db: PersonDatabase;
  readonly signIn: SignIn;
  readonly clock: Clock;
  readonly random: Random;
  /** What acts for the person, when it is another program: `key <id>`. Written down with what it does. */
  readonly through?: string;
}

export const INVITATION_HOURS = 72;

export async function hasAdministrator(people: People): Promise<boolean> {
  return (await persons.administrators(people.operator.kysely)).length > 0;
}

export interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Nobody was ever let in: not even the first administrator. */
export async function isEmpty(people: People): Promise<boolean> {
  return (await persons.listPersons(people.operator.kysely, 1)).length === 0;
}

/** Refuses (`alreadyExists`) when there is one: of two at once, one succeeds. */
export async function makeFirstAdministrator(people: People, newcomer: Newcomer): Promise<void> {
  if (await hasAdministrator(people)) throw thereIsOne();
  await withAccount(people, newcomer, async (tx, person) => {
    await persons.lockAdministrators(tx);
    if ((await persons.administrators(tx)).length > 0) throw thereIsOne();
    await persons.insertPerson(tx, person);
    await persons.grantRoles(tx, {
      person: person.id,
      roles: ['administrator'],
      by: undefined,
      at: person.createdAt,
    });
    await record(people, tx, { what: 'firstAdministrator', about: person.id });
  });
}

export async function withdrawInvitation(people: People, by: Person, id: Uuid): Promise<void> {
  const now = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    if (!(await closeInvitation(tx, id, { withdrawn: now, now }))) return; // used or withdrawn meanwhile
    await record(people, tx, { what: 'invitationWithdrawn', by: by.id, facts: { invitation: id } });
  });
}

/** Undefined when there is none, or it was used, withdrawn or ran out: a stranger learns no more. */
export function invitationOf(people: People, token: string): Promise<Invitation | undefined> {
  return invitationByToken(people.operator.kysely, digest(token), new Date(people.clock()));
}

export async function acceptInvitation(people: People, token: string, password: string): Promise<Invitation> {
  const invitation = await invitationOf(people, token);
  if (invitation === undefined) throw noInvitation();
  const { name, email, roles } = invitation;
  await withAccount(people, { name, email, password }, async (tx, person) => {
    const now = person.createdAt;
    if (!(await closeInvitation(tx, invitation.id, { accepted: now, now }))) throw noInvitation();
    await persons.insertPerson(tx, person);
    await persons.grantRoles(tx, { person: person.id, roles, by: undefined, at: now });
    await record(people, tx, { what: 'joined', about: person.id, facts: { invitation: invitation.id } });
  });
  return invitation;
}

/** Sets all roles but administrator, which two must give. Nobody changes their own. */
export async function changeRoles(
  people: People,
  by: Person,
  id: Uuid,
  roles: readonly AgencyRole[],
): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    const person = await livingPerson(tx, id);
    if (id === by.id) throw ownRoles();
    const wanted = roles.filter((role) => role !== 'administrator');
    const had = person.roles.filter((role) => role !== 'administrator');
    const granted = wanted.filter((role) => !had.includes(role));
    const withdrawn = had.filter((role) => !wanted.includes(role));
    if (granted.length + withdrawn.length === 0) return;
    await persons.grantRoles(tx, { person: id, roles: granted, by: by.id, at: new Date(people.clock()) });
    await persons.withdrawRoles(tx, id, withdrawn);
    await record(people, tx, { what: 'rolesChanged', by: by.id, about: id, facts: { granted, withdrawn } });
  });
}

/**
 * Proposes an administrator; another administrator must confirm. An only administrator appoints the second one alone,
 * because there is nobody to confirm: `appointed` tells.
 */
export async function proposeAdministrator(
  people: People,
  by: Person,
  id: Uuid,
): Promise<'proposed' | 'appointed'> {
  if (id === by.id) throw ownRoles();
  const at = new Date(people.clock());
  const isOnly = await people.operator.transaction(async (tx) => {
    await persons.lockAdministrators(tx);
    const all = await persons.administrators(tx);
    if (all.length !== 1 || all[0] !== by.id) return false;
    await livingPerson(tx, id);
    await persons.grantRoles(tx, { person: id, roles: ['administrator'], by: by.id, at });
    await record(people, tx, {
      what: 'administratorConfirmed',
      by: by.id,
      about: id,
      facts: { alone: 'yes' },
    });
    return true;
  });
  if (isOnly) return 'appointed';
  await people.db.asPerson(by.id, async (tx) => {
    const person = await livingPerson(tx, id);
    const isOpen = (await persons.openAppointments(tx)).some((one) => one.person === id);
    if (isOpen || person.roles.includes('administrator')) return;
    const appointment = newUuid(people.clock, people.random);
    await persons.insertAppointment(tx, { id: appointment, person: id, proposedBy: by.id, at });
    await record(people, tx, { what: 'administratorProposed', by: by.id, about: id });
  });
  return 'proposed';
}

/** `confirmed` only by another administrator than the one who proposed; the database refuses it too. */
export async function decideAdministrator(
  people: People,
  by: Person,
  id: Uuid,
  outcome: 'confirmed' | 'withdrawn',
): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    const at = new Date(people.clock());
    const open = (await persons.openAppointments(tx)).find((one) => one.person === id);
    if (open === undefined) throw decidedAlready();
    if (outcome === 'confirmed' && open.proposedBy === by.id) throw needsAnother();
    if (!(await persons.decideAppointment(tx, open.id, { outcome, by: by.id, at }))) throw decidedAlready();
    if (outcome === 'confirmed') {
      await livingPerson(tx, id);
      await persons.grantRoles(tx, { person: id, roles: ['administrator'], by: by.id, at });
    }
    const what = outcome === 'confirmed' ? 'administratorConfirmed' : 'administratorNotConfirmed';
    await record(people, tx, { what, by: by.id, about: id });
  });
}

/** Ends access at once, everywhere. Nobody ends their own, so that an administrator always remains. */
export async function endAccess(people: People, by: Person, id: Uuid): Promise<void> {
  if (id === by.id) throw ownRoles();
  const hasEnded = await people.db.asPerson(by.id, async (tx) => {
    await persons.lockAdministrators(tx);
    if (await persons.endPerson(tx, id, new Date(people.clock())))
      await record(people, tx, { what: 'personEnded', by: by.id, about: id });
    // Also when it had ended before and the step below was not reached; not when the database refused.
    return (await persons.personById(tx, id))?.endedAt !== undefined;
  });
  if (hasEnded) await people.signIn.endAll(id);
}

/** Makes the account, then the person in one transaction; when that fails the account goes again. One at a time for an address. */
export async function withAccount(
  people: People,
  newcomer: Newcomer,
  act: (tx: Tx, person: Pick<Person, 'id' | 'name' | 'email' | 'createdAt'>) => Promise<void>,
): Promise<void> {
  const { name, email, password } = newcomer;
  const hold = await people.operator.hold(`account:${email}`);
  if (hold === undefined) throw decidedAlready();
  try {
    await refuseKnownAddress(people, email);
    await people.signIn.removeAccount(email); // what a crash between the two steps left
    const id = await people.signIn.createAccount({ name, email, password });
    try {
      const person = { id, name, email, createdAt: new Date(people.clock()) };
      await people.operator.transaction((tx) => act(tx, person));
    } catch (error) {
      await people.signIn.removeAccount(email);
      throw error;
    }
  } finally {
    await hold.release();
  }
}

async function refuseKnownAddress(people: People, email: string): Promise<void> {
  const db = people.operator.kysely;
  if (!(await persons.isAddressKnown(db, email)) && !(await isPortalAddress(db, email))) return;
  throw new Refusal('alreadyExists.addressTaken');
}

export async function livingPerson(tx: Tx, id: Uuid): Promise<Person> {
  const person = await persons.personById(tx, id);
  if (person !== undefined && person.endedAt === undefined) return person;
  throw new Refusal('notFound.livingPerson');
}

/** In the transaction of the act itself. */
export async function record(
  people: Pick<People, 'clock' | 'random' | 'through'>,
  tx: Tx,
  event: Omit<AccessEvent, 'id' | 'at'>,
): Promise<void> {
  const id = newUuid(people.clock, people.random);
  const { through } = people;
  const facts = { ...event.facts, ...(through === undefined ? {} : { through }) };
  await insertAccessEvent(tx, { ...event, facts, id, at: new Date(people.clock()) });
}

/** 32 random bytes, for links. */
export function newToken(random: Random): string {
  const bytes = new Uint8Array(32);
  random(bytes);
  return Buffer.from(bytes).toString('base64url');
}

export function digest(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

const thereIsOne = (): Refusal => new Refusal('alreadyExists.firstAdministrator');

const noInvitation = (): Refusal => new Refusal('notFound.invitation');

const ownRoles = (): Refusal => new Refusal('notAllowed.ownRoles');

const needsAnother = (): Refusal => new Refusal('notAllowed.secondAdministrator');

const decidedAlready = (): Refusal => new Refusal('conflict.doneByOther');
