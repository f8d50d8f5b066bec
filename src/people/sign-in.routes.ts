// Signing in and out, the first administrator, invitations, the second step, passkeys.
import { timingSafeEqual, createHash } from 'node:crypto';
import { Refusal } from '../base/refusal.ts';
import type { Errors } from '../web/parts.ts';
import { PASSWORD_LENGTH_MAX } from './better-auth.ts';
import {
  acceptInvitation,
  hasAdministrator,
  invitationOf,
  isEmpty,
  makeFirstAdministrator,
  type People,
} from './people.acts.ts';
import { weakness } from './password.ts';
import { emailAddress, personName } from './person.ts';
import { notOpenPage } from '../web/set-up.pages.ts';
import * as pages from './sign-in.pages.ts';
import { PASSKEY_STEPS, type Answer, type NewFactor, type PasskeyStep } from './sign-in.acts.ts';
import {
  everybody,
  guarded,
  halfSignedIn,
  signedIn,
  type DoorVisit,
  type HalfVisit,
  type PageRoute,
  type Visit,
} from './visit.routes.ts';

/** `firstToken`: of the link that was printed at the start; it works while there is no administrator. */
export function signInRoutes(people: People, firstToken: string): PageRoute[] {
  return [
    everybody('GET', '/sign-in', (visit) => signInForm(people, visit)),
    guarded(everybody('POST', '/sign-in', (visit) => signIn(people, visit))),
    everybody('GET', '/sign-in/code', (visit) =>
      visit.page(pages.codePage(visit.frame.say, visit.query('next'), {})),
    ),
    guarded(everybody('POST', '/sign-in/code', (visit) => giveCode(people, visit))),
    everybody('POST', '/sign-out', async (visit) =>
      visit.go('/sign-in?signed=out', await people.signIn.signOut(visit.caller)),
    ),
    guarded(everybody('GET', '/first/:token', (visit) => firstForm(people, visit, firstToken))),
    guarded(everybody('POST', '/first/:token', (visit) => first(people, visit, firstToken))),
    guarded(everybody('GET', '/invitation/:token', (visit) => invitationForm(people, visit))),
    guarded(everybody('POST', '/invitation/:token', (visit) => accept(people, visit))),
    halfSignedIn('GET', '/account/second-step', (visit) => factorStart(visit)),
    guarded(halfSignedIn('POST', '/account/second-step', (visit) => factorBegin(people, visit))),
    guarded(halfSignedIn('POST', '/account/second-step/code', (visit) => factorConfirm(people, visit))),
    passkeyStep(people, everybody, 'signInOptions', '/passkey/sign-in/options'),
    passkeyStep(people, everybody, 'signIn', '/passkey/sign-in'),
    passkeyStep(people, signedIn, 'registerOptions', '/passkey/register/options'),
    passkeyStep(people, signedIn, 'register', '/passkey/register'),
  ];
}

function passkeyStep(
  people: People,
  access: typeof everybody | typeof signedIn,
  step: PasskeyStep,
  path: string,
): PageRoute {
  const { method } = PASSKEY_STEPS[step];
  const open = async (visit: Visit): Promise<Response> =>
    people.signIn.passkey(visit.caller, step, method === 'POST' ? await visit.body() : undefined);
  return guarded(access(method, path, open));
}

async function signInForm(people: People, visit: DoorVisit): Promise<Response> {
  const next = visit.query('next');
  // Somebody who is in signs in again where a page asks for it: that was long ago.
  if (visit.session?.isStrong === true && (visit.session.isRecent || next === ''))
    return visit.go(safeNext(next));
  if (await isEmpty(people)) return visit.page(notOpenPage(visit.frame.say));
  const shown = {
    email: '',
    next,
    errors: {},
    justSignedOut: visit.query('signed') === 'out',
    provider: (await people.signIn.provider())?.name,
  };
  return visit.page(pages.signInPage(visit.frame.say, shown));
}

async function signIn(people: People, visit: Visit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const next = fields.get('next') ?? '';
  const email = (fields.get('email') ?? '').trim().toLowerCase();
  const password = fields.get('password') ?? '';
  const isTried =
    emailAddress.safeParse(email).success && password !== '' && password.length <= PASSWORD_LENGTH_MAX;
  const answer: Answer = isTried
    ? await people.signIn.withPassword(visit.caller, email, password)
    : { ok: false, why: 'wrong' };
  if (answer.ok && answer.next === 'code')
    return visit.go(`/sign-in/code?next=${encodeURIComponent(next)}`, answer.cookies);
  if (answer.ok) return visit.go(safeNext(next), answer.cookies);
  const errors = { email: answer.why === 'locked' ? say.signIn.locked : say.signIn.wrong };
  const provider = (await people.signIn.provider())?.name;
  return visit.page(
    pages.signInPage(say, { email, next, errors, justSignedOut: false, provider }),
    answer.why === 'locked' ? 429 : 422,
  );
}

async function giveCode(people: People, visit: Visit): Promise<Response> {
  const { say } = visit.frame;
  const fields = await visit.form();
  const next = fields.get('next') ?? '';
  const code = (fields.get('code') ?? '').replace(/\s/g, '').slice(0, 64);
  const answer = await people.signIn.withCode(visit.caller, code);
  if (answer.ok) return visit.go(safeNext(next), answer.cookies);
  if (answer.why === 'wrong')
    return visit.page(pages.codePage(say, next, { code: say.signIn.codeWrong }), 422);
  const errors = { email: answer.why === 'locked' ? say.signIn.locked : say.signIn.again };
  return visit.page(pages.signInPage(say, { email: '', next, errors, justSignedOut: false }), 422);
}

async function firstForm(people: People, visit: DoorVisit, token: string): Promise<Response> {
  if (!(await isFirst(people, visit, token))) return deadLink(visit);
  return visit.page(pages.firstPage(visit.frame.say, { name: '', email: '', errors: {} }));
}

async function first(people: People, visit: DoorVisit, token: string): Promise<Response> {
  if (!(await isFirst(people, visit, token))) return deadLink(visit);
  const { say } = visit.frame;
  const fields = await visit.form();
  const given = { name: fields.get('name') ?? '', email: fields.get('email') ?? '' };
  const password = fields.get('password') ?? '';
  const name = personName.safeParse(given.name);
  const email = emailAddress.safeParse(given.email);
  const weak = weakPassword(say, password, [given.name, given.email]);
  if (!name.success || !email.success || weak !== undefined) {
    const errors: Errors = {
      ...(name.success ? {} : { name: say.form.nameForm }),
      ...(email.success ? {} : { email: say.form.emailForm }),
      ...(weak === undefined ? {} : { password: weak }),
    };
    return visit.page(pages.firstPage(say, { ...given, errors }), 422);
  }
  await makeFirstAdministrator(people, { name: name.data, email: email.data, password });
  return enter(people, visit, email.data, password);
}

async function invitationForm(people: People, visit: DoorVisit): Promise<Response> {
  const invitation = await invitationOf(people, visit.param('token'));
  if (invitation === undefined) return deadLink(visit);
  return visit.page(pages.invitationPage(visit.frame.say, await invited(people, visit, invitation), {}));
}

async function accept(people: People, visit: DoorVisit): Promise<Response> {
  const token = visit.param('token');
  const invitation = await invitationOf(people, token);
  if (invitation === undefined) return deadLink(visit);
  const { say } = visit.frame;
  const password = (await visit.form()).get('password') ?? '';
  const weak = weakPassword(say, password, [invitation.name, invitation.email]);
  if (weak !== undefined) {
    const shown = await invited(people, visit, invitation);
    return visit.page(pages.invitationPage(say, shown, { password: weak }), 422);
  }
  try {
    await acceptInvitation(people, token, password);
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'badInput') return deadLink(visit); // somebody was faster
    throw error;
  }
  return enter(people, visit, invitation.email, password);
}

async function invited(
  people: People,
  visit: Visit,
  { name, email }: { readonly name: string; readonly email: string },
): Promise<pages.Invited> {
  const provider = await people.signIn.provider();
  if (provider === undefined) return { name, email };
  const href = `/invitation/${visit.param('token')}/provider`;
  return { name, email, provider: { name: provider.name, href } };
}

/** Signs the new person in and leads to the second step, which everybody needs. */
async function enter(people: People, visit: Visit, email: string, password: string): Promise<Response> {
  const answer = await people.signIn.withPassword(visit.caller, email, password);
  return answer.ok ? visit.go('/account/second-step', answer.cookies) : visit.go('/sign-in');
}

function factorStart(visit: HalfVisit): Promise<Response> | Response {
  if (visit.session.isStrong) return visit.go('/account');
  return visit.page(pages.factorStartPage(visit.frame.say, {}));
}

async function factorBegin(people: People, visit: HalfVisit): Promise<Response> {
  if (visit.session.isStrong) return visit.go('/account');
  const { say } = visit.frame;
  const password = (await visit.form()).get('password') ?? '';
  const made = await people.signIn.beginFactor(visit.caller, password.slice(0, PASSWORD_LENGTH_MAX + 1));
  if (made === undefined)
    return visit.page(pages.factorStartPage(say, { password: say.factor.passwordWrong }), 422);
  return visit.page(pages.factorPage(say, made, {}));
}

async function factorConfirm(people: People, visit: HalfVisit): Promise<Response> {
  if (visit.session.isStrong) return visit.go('/account');
  const { say } = visit.frame;
  const fields = await visit.form();
  const code = (fields.get('code') ?? '').replace(/\s/g, '');
  const answer: Answer = /^\d{6}$/.test(code)
    ? await people.signIn.confirmFactor(visit.caller, code)
    : { ok: false, why: 'wrong' };
  if (answer.ok) return visit.go('/account?done=factor', answer.cookies);
  return visit.page(pages.factorPage(say, returnedFactor(fields), { code: say.signIn.codeWrong }), 422);
}

/** Only to be shown again; whether the code is right is asked of what we stored. */
function returnedFactor(fields: URLSearchParams): NewFactor {
  const uri = fields.get('uri') ?? '';
  return {
    uri: uri.startsWith('otpauth://totp/') && uri.length <= 300 ? uri : '',
    key: (fields.get('key') ?? '').slice(0, 100),
    recoveryCodes: (fields.get('codes') ?? '').split(' ').slice(0, 20),
  };
}

function weakPassword(
  say: Visit['frame']['say'],
  password: string,
  known: readonly string[],
): string | undefined {
  const weak = weakness(password, known);
  return weak === undefined ? undefined : say.password[weak];
}

async function isFirst(people: People, visit: Visit, token: string): Promise<boolean> {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(visit.param('token')), digest(token)) && !(await hasAdministrator(people));
}

function deadLink(visit: Visit): Promise<Response> {
  return visit.page(pages.deadLinkPage(visit.frame.say, visit.frame.say.invitation.gone), 404);
}

/** A path of ours, and nothing that a browser would take for another site. */
export function safeNext(next: string): string {
  return /^\/(?![/\\])[\w\-./]{0,200}$/.test(next) && !next.startsWith('/sign-') ? next : '/';
}
