// Signing in with the identity provider, and setting it.
import { Refusal } from '../base/refusal.ts';
import { isInternal } from '../platform/fetch-outside.ts';
import type { Messages } from '../web/messages.ts';
import { refusalWords } from '../web/refused-words.ts';
import {
  PROVIDER_SETTING,
  providerForm,
  providerSetting,
  type ProviderForm,
  type ProviderSetting,
} from './identity-provider.ts';
import type { People } from './people.acts.ts';
import * as acts from './provider.acts.ts';
import * as pages from './provider.pages.ts';
import type { ProviderBegun } from './provider-sign-in.acts.ts';
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

const HOME = '/settings/identity-provider';
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
    agency('changeSettings', 'GET', HOME, (visit) => show(people, visit, url)),
    agency('changeSettings', 'GET', `${HOME}/which`, (visit) => ask(people, visit, 'which')),
    agency('changeSettings', 'GET', `${HOME}/proof`, (visit) => ask(people, visit, 'proof')),
    agency('changeSettings', 'POST', HOME, (visit) => save(people, visit)),
    agency('changeSettings', 'POST', `${HOME}/remove`, async (visit) => {
      await acts.removeProvider(people, visit.person);
      return visit.go(`${HOME}?done=removed`);
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
    return visit.page(pages.notInPage(say, say.provider.why.refused), 403);
  try {
    const came = await acts.comeBack(people, visit.caller, query);
    if (came.ok) return visit.go(came.next, came.cookies);
    return await visit.page(pages.notInPage(say, say.provider.why[came.why]), 403);
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
      return visit.page(pages.notInPage(say, say.provider.down(name)), 502);
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
  return visit.page(pages.providerPage(say, { set, back: backOf(url), notice }));
}

/** The second page has what the first was told in its address; both begin with what is set. */
async function ask(people: People, visit: SignedInVisit, step: pages.ProviderStep): Promise<Response> {
  const { say } = visit.frame;
  const said = visit.queries();
  const told = pages.PROVIDER_STEPS.which.flatMap((name) => {
    const value = said.get(name);
    return value === null ? [] : [[name, value.slice(0, 400)]];
  });
  const given: Partial<ProviderForm> = { ...(await providerSet(people, visit)), ...Object.fromEntries(told) };
  const { name = '', issuer = '', clientId = '' } = given;
  const which = providerForm.pick({ name: true, issuer: true, clientId: true });
  const errors = step === 'which' ? {} : errorsOf(say, which.safeParse({ name, issuer, clientId }));
  // What cannot be one is asked for again.
  const asked = Object.keys(errors).length > 0 ? 'which' : step;
  return visit.page(pages.providerStepPage(say, { step: asked, given, errors }));
}

interface Read {
  readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
}

function errorsOf({ provider: words }: Messages, { error }: Read): { readonly [field: string]: string } {
  const wrong = (name: string): string => (name === 'issuer' ? words.issuerForm : words.needed);
  const names = (error?.issues ?? []).map(({ path }) => String(path[0]));
  return Object.fromEntries(names.map((name) => [name, wrong(name)]));
}

async function save(people: People, visit: SignedInVisit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const names = [...pages.PROVIDER_STEPS.which, ...pages.PROVIDER_STEPS.proof];
  const given = Object.fromEntries(names.map((name) => [name, fields.get(name) ?? '']));
  const again = (errors: { readonly [field: string]: string }): Promise<Response> => {
    const isWhich = pages.PROVIDER_STEPS.which.some((name) => name in errors);
    return visit.page(pages.providerStepPage(say, { step: isWhich ? 'which' : 'proof', given, errors }), 422);
  };
  const read = providerForm.safeParse(given);
  if (!read.success) return again(errorsOf(say, read));
  try {
    await acts.setProvider(people, visit.person, read.data);
    return visit.go(`${HOME}?done=saved`);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notReachable')
      return again({ issuer: say.provider.notReachable });
    if (isInternal(error)) return again({ issuer: internalWords(say, error) });
    throw error;
  }
}

function internalWords(say: Messages, { values }: Refusal): string {
  const said = refusalWords(say, 'notAllowed.internalAddress', values);
  return `${said?.found}${say.language.fullStop}${said?.next}`;
}

function backOf(url: URL): string {
  return new URL('/sign-in/provider/back', url).href;
}
