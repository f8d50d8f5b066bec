// What follows when the identity provider has spoken: somebody signs in, an invited person joins, a person adds this way.
import type { Uuid } from '../base/ids.ts';
import { closeInvitation, type Invitation } from './invitation.store.ts';
import { invitationOf, record, type People } from './people.acts.ts';
import { grantRoles, insertPerson, isAddressKnown, personById } from './person.store.ts';
import type { Person } from './person.ts';
import { PROVIDER_SETTING, type ProviderForm, type ProviderSetting } from './identity-provider.ts';
import type { ProviderBegun, ProviderRefusal } from './provider-sign-in.acts.ts';
import { deleteSetting, writeSetting } from './setting.store.ts';
import type { Caller, Session } from './sign-in.acts.ts';

/** Kept by the library under the state's random name, so nobody but we can have said it. */
const BACK = '/sign-in/provider/in';

export function beginSignIn(people: People, caller: Caller, next: string): Promise<ProviderBegun> {
  const kept = new URLSearchParams({ for: 'signIn', next });
  return people.signIn.beginWithProvider(caller, { for: 'signIn', next: `${BACK}?${kept.toString()}` });
}

/** Of somebody who holds the link of an invitation. Undefined when it leads nowhere. */
export async function beginJoining(
  people: People,
  caller: Caller,
  token: string,
): Promise<ProviderBegun | undefined> {
  if ((await invitationOf(people, token)) === undefined) return undefined;
  const kept = new URLSearchParams({ for: 'invitation', token });
  return people.signIn.beginWithProvider(caller, { for: 'invitation', next: `${BACK}?${kept.toString()}` });
}

export function beginLinking(people: People, caller: Caller): Promise<ProviderBegun> {
  return people.signIn.beginWithProvider(caller, { for: 'link', next: `${BACK}?for=link` });
}

export type CameBack =
  | { readonly ok: true; readonly next: string; readonly cookies: readonly string[] }
  | { readonly ok: false; readonly why: ProviderRefusal };

export async function comeBack(people: People, caller: Caller, query: URLSearchParams): Promise<CameBack> {
  const answer = await people.signIn.finishWithProvider(caller, query);
  if (!answer.ok) return answer;
  const kept = new URL(answer.next, 'http://here').searchParams;
  const { cookies } = answer;
  if (kept.get('for') === 'link') return linked(people, caller, cookies);
  const session = await people.signIn.sessionOf(cookies.map((one) => one.split(';')[0]).join('; '));
  if (session === undefined) return { ok: false, why: 'refused' };
  const why =
    kept.get('for') === 'invitation'
      ? await join(people, session, kept.get('token') ?? '')
      : await refusalOfStranger(people, session);
  if (why !== undefined) {
    await people.signIn.endSession(session.person, session.id);
    return { ok: false, why };
  }
  await people.signIn.enteredWithProvider(caller, session.person);
  return { ok: true, next: kept.get('next') ?? '/', cookies };
}

async function linked(people: People, caller: Caller, cookies: readonly string[]): Promise<CameBack> {
  const session = await people.signIn.sessionOf(caller.cookie);
  if (session === undefined) return { ok: false, why: 'again' };
  const { person } = session;
  const facts = { address: caller.address };
  await people.db.asPerson(person, (tx) =>
    record(people, tx, { what: 'providerLinked', by: person, about: person, facts }),
  );
  return { ok: true, next: '/account?done=provider', cookies };
}

/** A person who is with us comes in; an account that never became a person's goes. */
async function refusalOfStranger(people: People, { person: id }: Session): Promise<'unknown' | undefined> {
  const person = await personById(people.operator.kysely, id);
  if (person === undefined) await removeStray(people, id);
  return person === undefined || person.endedAt !== undefined ? 'unknown' : undefined;
}

/** The account that the library made becomes that of the invited person: if the provider vouches for the same address. */
async function join(people: People, session: Session, token: string): Promise<ProviderRefusal | undefined> {
  const id = session.person;
  const invitation = await invitationOf(people, token);
  const email = await people.signIn.emailOf(id);
  if ((await personById(people.operator.kysely, id)) !== undefined) return 'otherAddress';
  if (invitation === undefined || email !== invitation.email) {
    await removeStray(people, id);
    return invitation === undefined ? 'unknown' : 'otherAddress';
  }
  const hold = await people.operator.hold(`account:${email}`);
  if (hold === undefined) return 'again';
  try {
    const isStill = (await people.signIn.emailOf(id)) === email;
    return isStill && (await makePerson(people, id, invitation)) ? undefined : 'again';
  } finally {
    await hold.release();
  }
}

/** False when the invitation was used meanwhile, or somebody has the address. */
function makePerson(people: People, id: Uuid, invitation: Invitation): Promise<boolean> {
  const { name, email, roles } = invitation;
  const now = new Date(people.clock());
  return people.operator.transaction(async (tx) => {
    if (await isAddressKnown(tx, email)) return false;
    if (!(await closeInvitation(tx, invitation.id, { accepted: now, now }))) return false;
    await insertPerson(tx, { id, name, email, createdAt: now });
    await grantRoles(tx, { person: id, roles, by: undefined, at: now });
    const facts = { invitation: invitation.id, by: 'provider' };
    await record(people, tx, { what: 'joined', about: id, facts });
    return true;
  });
}

async function removeStray(people: People, id: Uuid): Promise<void> {
  const email = await people.signIn.emailOf(id);
  if (email !== undefined && !(await isAddressKnown(people.operator.kysely, email)))
    await people.signIn.removeAccount(email);
}

/** Throws `notReachable` when it does not answer as that provider: what does not work is not set. */
export async function setProvider(people: People, by: Person, form: ProviderForm): Promise<void> {
  const { clientSecret, ...stated } = form;
  const value: ProviderSetting = { ...stated, sealedSecret: people.signIn.seal('settings', clientSecret) };
  await people.signIn.tryProvider(value);
  const at = new Date(people.clock());
  await people.db.asPerson(by.id, async (tx) => {
    await writeSetting(tx, { name: PROVIDER_SETTING, value, by: by.id, at });
    const facts = { setting: PROVIDER_SETTING, issuer: form.issuer };
    await record(people, tx, { what: 'settingChanged', by: by.id, facts });
  });
}

/** Nobody comes in by it from now on; persons without another way need an administrator. */
export async function removeProvider(people: People, by: Person): Promise<void> {
  await people.db.asPerson(by.id, async (tx) => {
    if (!(await deleteSetting(tx, PROVIDER_SETTING))) return;
    await record(people, tx, { what: 'settingRemoved', by: by.id, facts: { setting: PROVIDER_SETTING } });
  });
}
