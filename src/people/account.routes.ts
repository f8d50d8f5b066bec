// Your account.
import { accountPage } from './account.pages.ts';
import { record, type People } from './people.acts.ts';
import { signedIn, type PageRoute, type SignedInVisit } from './visit.routes.ts';

export function accountRoutes(people: People): PageRoute[] {
  return [
    signedIn('GET', '/account', (visit) => account(people, visit)),
    signedIn('POST', '/account/sessions/:id/end', (visit) => endSession(people, visit)),
    signedIn('POST', '/account/passkeys/:id/remove', (visit) => removePasskey(people, visit)),
  ];
}

async function account(people: People, visit: SignedInVisit): Promise<Response> {
  const { person, session, frame } = visit;
  const notices: { readonly [name: string]: string } = {
    factor: frame.say.factor.isSet,
    passkey: frame.say.account.passkeyAdded,
    passkeyRemoved: frame.say.account.passkeyRemoved,
    session: frame.say.account.ended,
  };
  const [sessions, passkeys] = await Promise.all([
    people.signIn.sessions(person.id),
    people.signIn.passkeys(person.id),
  ]);
  const notice = Object.hasOwn(notices, visit.query('done')) ? notices[visit.query('done')] : undefined;
  return visit.page(accountPage(frame.say, { person, sessions, thisSession: session.id, passkeys, notice }));
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

async function endSession(people: People, visit: SignedInVisit): Promise<Response> {
  const { person } = visit;
  if (!(await people.signIn.endSession(person.id, visit.param('id')))) return visit.notFound();
  await people.db.asPerson(person.id, (tx) =>
    record(people, tx, { what: 'sessionEnded', by: person.id, about: person.id }),
  );
  return visit.go('/account?done=session');
}
