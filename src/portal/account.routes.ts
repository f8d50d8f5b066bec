// The account of who speaks for an addressee. A passkey stands for password and code; it signs nothing in the log.
import { record, type People } from '../people/people.acts.ts';
import { PASSKEY_STEPS, type PasskeyStep } from '../people/sign-in.acts.ts';
import { guarded, inPortal, type PageRoute, type PortalVisit } from '../people/visit.routes.ts';
import { portalAccountPage } from './account.pages.ts';

const ACCOUNT = '/portal/account';

export function portalAccountRoutes(people: People): PageRoute[] {
  return [
    inPortal('GET', ACCOUNT, (visit) => show(people, visit)),
    inPortal('POST', `${ACCOUNT}/passkeys/:id/remove`, async (visit) => {
      const { account, caller } = visit;
      if (!(await people.signIn.removePasskey(account.id, visit.param('id')))) return visit.notFound();
      const facts = { portal: account.id, address: caller.address };
      await people.operator.transaction((tx) => record(people, tx, { what: 'passkeyRemoved', facts }));
      return visit.go(`${ACCOUNT}?done=passkeyRemoved`);
    }),
    step(people, 'registerOptions', '/portal/passkey/register/options'),
    step(people, 'register', '/portal/passkey/register'),
  ];
}

function step(people: People, name: PasskeyStep, path: `/portal/${string}`): PageRoute {
  const { method } = PASSKEY_STEPS[name];
  const open = async (visit: PortalVisit): Promise<Response> =>
    people.signIn.passkey(visit.caller, name, method === 'POST' ? await visit.body() : undefined);
  return guarded(inPortal(method, path, open));
}

async function show(people: People, visit: PortalVisit): Promise<Response> {
  const { account, frame } = visit;
  const notices: { readonly [name: string]: string } = {
    factor: frame.say.factor.isSet,
    passkey: frame.say.account.passkeyAdded,
    passkeyRemoved: frame.say.account.passkeyRemoved,
  };
  const name = visit.query('done');
  const notice = Object.hasOwn(notices, name) ? notices[name] : undefined;
  const passkeys = await people.signIn.passkeys(account.id);
  return visit.page(portalAccountPage(frame.say, account, { passkeys, notice }));
}
