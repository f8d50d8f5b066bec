// Your account.
import { keptFormRoutes } from './kept-form.routes.ts';
import { accountPage, passwordPage } from './account.pages.ts';
import { PASSWORD_LENGTH_MAX } from './better-auth.ts';
import { weakness } from './password.ts';
import { apiKeysOf } from './api-key.store.ts';
import { record, type People } from './people.acts.ts';
import { guarded, signedIn, type PageRoute, type SignedInVisit } from './visit.routes.ts';
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { endKey, KEY_DAYS, makeApiKey } from './api-key.acts.ts';
import { madeKeyPage, newKeyPage, signInForKeyPage, type KeyForm } from './api-key.pages.ts';
import { personName } from './person.ts';

export function accountRoutes(people: People): PageRoute[] {
  return [
    ...keptFormRoutes(people),
    signedIn('GET', '/account', (visit) => account(people, visit)),
    signedIn('POST', '/account/sessions/end-others', (visit) => endOthers(people, visit)),
    signedIn('POST', '/account/sessions/:id/end', (visit) => endSession(people, visit)),
    signedIn('GET', '/account/password', (visit) => visit.page(passwordPage(visit.frame.say, {}))),
    guarded(signedIn('POST', '/account/password', (visit) => changePassword(people, visit))),
    signedIn('POST', '/account/passkeys/:id/remove', (visit) => removePasskey(people, visit)),
    ...apiKeyRoutes(people),
  ];
}

async function account(people: People, visit: SignedInVisit): Promise<Response> {
  const { person, session, frame } = visit;
  const notices: { readonly [name: string]: string } = {
    factor: frame.say.factor.isSet,
    passkey: frame.say.account.passkeyAdded,
    passkeyRemoved: frame.say.account.passkeyRemoved,
    password: frame.say.account.passwordChanged,
    session: frame.say.account.ended,
    sessions: frame.say.account.othersEnded,
    keyEnded: frame.say.keys.ended,
    provider: frame.say.provider.linked,
  };
  const [sessions, passkeys, hasPassword, provider, keys] = await Promise.all([
    people.signIn.sessions(person.id),
    people.signIn.passkeys(person.id),
    people.signIn.hasPassword(person.id),
    people.signIn.provider(),
    people.db.asPerson(person.id, (tx) => apiKeysOf(tx, person.id, new Date(people.clock()))),
  ]);
  const notice = Object.hasOwn(notices, visit.query('done')) ? notices[visit.query('done')] : undefined;
  return visit.page(
    accountPage(frame.say, {
      person,
      sessions,
      thisSession: session.id,
      passkeys,
      keys,
      hasPassword,
      provider: provider?.name,
      notice,
    }),
  );
}

async function changePassword(people: People, visit: SignedInVisit): Promise<Response> {
  const { person, caller, frame } = visit;
  const { say } = frame;
  const fields = await visit.form();
  const [present, next] = [fields.get('present') ?? '', fields.get('password') ?? ''];
  const weak = weakness(next, [person.name, person.email]);
  const again = (errors: { [field: string]: string }, status = 422): Promise<Response> =>
    visit.page(passwordPage(say, errors), status);
  if (weak !== undefined) return again({ password: say.password[weak] });
  const isPossible = present !== '' && present.length <= PASSWORD_LENGTH_MAX;
  if (!isPossible) return again({ present: say.factor.passwordWrong });
  const answer = await people.signIn.changePassword(caller, person.email, present, next);
  if (!answer.ok)
    return answer.why === 'locked'
      ? again({ present: say.signIn.locked }, 429)
      : again({ present: say.factor.passwordWrong });
  const facts = { address: caller.address };
  await people.db.asPerson(person.id, (tx) =>
    record(people, tx, { what: 'passwordChanged', by: person.id, about: person.id, facts }),
  );
  return visit.go('/account?done=password', answer.cookies);
}

async function removePasskey(people: People, visit: SignedInVisit): Promise<Response> {
  const { person, caller } = visit;
  if (!(await people.signIn.removePasskey(person.id, visit.param('id')))) return visit.notFound();
  const facts = { address: caller.address };
  await people.db.asPerson(person.id, (tx) =>
    record(people, tx, { what: 'passkeyRemoved', by: person.id, about: person.id, facts }),
  );
  return visit.go('/account?done=passkeyRemoved');
}

async function endOthers(people: People, visit: SignedInVisit): Promise<Response> {
  const { person, session } = visit;
  if ((await people.signIn.endSessions(person.id, session.id)) > 0)
    await people.db.asPerson(person.id, (tx) =>
      record(people, tx, { what: 'sessionEnded', by: person.id, about: person.id }),
    );
  return visit.go('/account?done=sessions');
}

async function endSession(people: People, visit: SignedInVisit): Promise<Response> {
  const { person } = visit;
  if (!(await people.signIn.endSession(person.id, visit.param('id')))) return visit.notFound();
  await people.db.asPerson(person.id, (tx) =>
    record(people, tx, { what: 'sessionEnded', by: person.id, about: person.id }),
  );
  return visit.go('/account?done=session');
}

// Keys of other programs: making and ending one's own.

function apiKeyRoutes(people: People): PageRoute[] {
  return [
    signedIn('GET', '/account/keys/new', (visit) =>
      visit.page(
        visit.session.isRecent
          ? newKeyPage(visit.frame.say, { name: '', may: 'read', onlyCase: '', days: '90', errors: {} })
          : signInForKeyPage(visit.frame.say),
      ),
    ),
    signedIn('POST', '/account/keys/new', (visit) => make(people, visit)),
    signedIn('POST', '/account/keys/:id/end', async (visit) => {
      const id = visit.param('id');
      const isEnded = isUuid(id) && (await endKey(people, visit.person, id));
      return isEnded ? visit.go('/account?done=keyEnded') : visit.notFound();
    }),
  ];
}

async function make(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  if (!visit.session.isRecent) return visit.page(signInForKeyPage(say), 403);
  const fields = await visit.form();
  const given: Omit<KeyForm, 'errors'> = {
    name: fields.get('name') ?? '',
    may: fields.get('may') ?? '',
    onlyCase: (fields.get('case') ?? '').trim().toUpperCase(),
    days: fields.get('days') ?? '',
  };
  const name = personName.safeParse(given.name);
  const days = KEY_DAYS.find((one) => String(one) === given.days);
  const may = given.may === 'read' || given.may === 'write' ? given.may : undefined;
  const again = (errors: KeyForm['errors']): Promise<Response> =>
    visit.page(newKeyPage(say, { ...given, errors }), 422);
  if (!name.success || days === undefined || may === undefined)
    return again({
      ...(name.success ? {} : { name: say.form.nameForm }),
      ...(may === undefined ? { may: say.form.choose } : {}),
      ...(days === undefined ? { days: say.form.choose } : {}),
    });
  try {
    const onlyCase = given.onlyCase === '' ? {} : { onlyCase: given.onlyCase };
    const token = await makeApiKey(people, { by: visit.person, name: name.data, may, days, ...onlyCase });
    return await visit.page(madeKeyPage(say, token));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') return again({ case: say.keys.caseUnknown });
    throw error;
  }
}
