// Signing in with the identity provider, and setting it.
import { Refusal } from '../base/refusal.ts';
import { isInternal } from '../platform/fetch-outside.ts';
import { readAll } from '../web/fields/field.ts';
import type { Messages } from '../web/messages.ts';
import { refusalWords } from '../web/refused-words.ts';
import type { AnyAct } from './act.routes.ts';
import { PROVIDER, PROVIDER_SETTING, providerSetting, type ProviderSetting } from './identity-provider.ts';
import type { People } from './people.acts.ts';
import * as acts from './provider.acts.ts';
import { notInPage, PROVIDER_PAGE, providerPage } from './provider.pages.ts';
import type { ProviderBegun } from './provider-sign-in.acts.ts';
import { settingAsked, settingRoutes } from './setting.routes.ts';
import { readSetting } from './setting.store.ts';
import { deadLinkPage } from './sign-in.pages.ts';
import { safeNext } from './sign-in.routes.ts';
import {
  agency,
  everybody,
  guarded,
  signedIn,
  type PageRoute,
  type SignedInVisit,
  type Visit,
} from './visit.routes.ts';

const QUERY_LENGTH_MAX = 4000;

/** `url`: of this installation, for the redirect URI. */
export function providerRoutes(people: People, url: URL): PageRoute[] {
  return [
    guarded(
      everybody('GET', '/sign-in/provider', (visit) =>
        leave(people, visit, acts.beginSignIn(people, visit.caller, safeNext(visit.query('next')))),
      ),
    ),
    guarded(
      everybody('GET', '/invitation/:token/provider', (visit) =>
        leave(people, visit, acts.beginJoining(people, visit.caller, visit.param('token'))),
      ),
    ),
    guarded(
      signedIn('GET', '/account/provider', (visit) =>
        leave(people, visit, acts.beginLinking(people, visit.caller)),
      ),
    ),
    guarded(everybody('GET', '/sign-in/provider/back', (visit) => comeBack(people, visit))),
    agency('changeSettings', 'GET', PROVIDER_PAGE, (visit) => show(people, visit, url)),
    ...settingRoutes(people, `${PROVIDER_PAGE}/set`, (visit) => asked(people, visit)),
    agency('changeSettings', 'POST', `${PROVIDER_PAGE}/remove`, async (visit) => {
      await acts.removeProvider(people, visit.person);
      return visit.go(`${PROVIDER_PAGE}?done=removed`);
    }),
  ];
}

/** To the provider; back to where one was when it does not answer. */
async function leave(
  people: People,
  visit: Visit,
  beginning: Promise<ProviderBegun | undefined>,
): Promise<Response> {
  try {
    const begun = await beginning;
    const { say } = visit.frame;
    if (begun === undefined) return await visit.page(deadLinkPage(say, say.invitation.gone), 404);
    return visit.go(begun.url, begun.cookies);
  } catch (error) {
    return notNow(people, visit, error);
  }
}

async function comeBack(people: People, visit: Visit): Promise<Response> {
  const { say } = visit.frame;
  const query = visit.queries();
  if (query.toString().length > QUERY_LENGTH_MAX)
    return visit.page(notInPage(say, say.provider.why.refused), 403);
  try {
    const came = await acts.comeBack(people, visit.caller, query);
    if (came.ok) return visit.go(came.next, came.cookies);
    return await visit.page(notInPage(say, say.provider.why[came.why]), 403);
  } catch (error) {
    return notNow(people, visit, error);
  }
}

async function notNow(people: People, visit: Visit, error: unknown): Promise<Response> {
  if (!(error instanceof Refusal)) throw error;
  const { say } = visit.frame;
  // Its host is not named any more: that is for administrators.
  const code = isInternal(error) ? 'notReachable' : error.code;
  switch (code) {
    case 'notReachable': {
      const name = (await people.signIn.provider())?.name ?? say.provider.title;
      return visit.page(notInPage(say, say.provider.down(name)), 502);
    }
    case 'notFound':
      return visit.go('/sign-in');
    default:
      throw error;
  }
}

function providerSet(people: People, { person }: SignedInVisit): Promise<ProviderSetting | undefined> {
  return people.db.asPerson(
    person.id,
    async (tx) => (await readSetting(tx, PROVIDER_SETTING, providerSetting))?.value,
  );
}

async function show(people: People, visit: SignedInVisit, url: URL): Promise<Response> {
  const { say } = visit.frame;
  const notices: { readonly [name: string]: string } = {
    saved: say.provider.saved,
    removed: say.provider.removed,
  };
  const done = visit.query('done');
  const notice = Object.hasOwn(notices, done) ? notices[done] : undefined;
  const set = await providerSet(people, visit);
  return visit.page(providerPage(say, { set, back: backOf(url), notice }));
}

async function asked(people: People, visit: SignedInVisit): Promise<AnyAct> {
  const { say } = visit.frame;
  const about = { set: await providerSet(people, visit) };
  return settingAsked(say, {
    fields: PROVIDER,
    about,
    address: `${PROVIDER_PAGE}/set`,
    of: { words: say.provider.title, href: PROVIDER_PAGE },
    button: say.provider.save,
    set: async (body) => {
      const { which, clientSecret = '', proof } = readAll(PROVIDER, body, about);
      try {
        await acts.setProvider(people, visit.person, { ...which, clientSecret, ...proof });
        return undefined;
      } catch (error) {
        const words = notSetWords(say, error);
        if (words === undefined) throw error;
        return { question: 'which', at: 'which.issuer', words };
      }
    },
  });
}

/** What is wrong with its address, once it was asked. */
function notSetWords(say: Messages, error: unknown): string | undefined {
  if (error instanceof Refusal && error.code === 'notReachable') return say.provider.notReachable;
  return isInternal(error) ? internalWords(say, error) : undefined;
}

function internalWords(say: Messages, { values }: Refusal): string {
  const said = refusalWords(say, 'notAllowed.internalAddress', values);
  return `${said?.found}${say.language.fullStop}${said?.next}`;
}

function backOf(url: URL): string {
  return new URL('/sign-in/provider/back', url).href;
}
