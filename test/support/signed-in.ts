// A person with an account and a second step, signed in, for tests whose subject is something else.
import assert from 'node:assert/strict';
import type { BrowserContext } from 'playwright-core';
import type { Uuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { grantRoles, insertPerson } from '../../src/people/person.store.ts';
import type { AgencyRole } from '../../src/people/roles.ts';
import type { Caller } from '../../src/people/sign-in.acts.ts';
import { codeOf } from './site.ts';

const PASSWORD = 'correct horse battery staple';
const CALLER: Caller = { cookie: '', address: '127.0.0.1', browser: 'test' };

export interface SignedIn {
  readonly id: Uuid;
  /** As a browser sends it. */
  readonly cookie: string;
}

export async function signedInPerson(
  people: People,
  name: string,
  roles: readonly AgencyRole[] = [],
): Promise<SignedIn> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@agency.example`;
  const id = await people.signIn.createAccount({ name, email, password: PASSWORD });
  const createdAt = new Date();
  await people.operator.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt });
    await grantRoles(tx, { person: id, roles, by: undefined, at: createdAt });
  });
  const first = await people.signIn.withPassword(CALLER, email, PASSWORD);
  assert.ok(first.ok);
  const caller = { ...CALLER, cookie: cookieOf(first.cookies) };
  const factor = await people.signIn.beginFactor(caller, PASSWORD);
  assert.ok(factor);
  const second = await people.signIn.confirmFactor(caller, codeOf(factor.key));
  assert.ok(second.ok);
  return { id, cookie: cookieOf(second.cookies) };
}

/** Gives a browser the cookies of that person. */
export async function enterAs(context: BrowserContext, url: string, { cookie }: SignedIn): Promise<void> {
  await context.addCookies(
    cookie.split('; ').map((one) => {
      const [name = '', ...value] = one.split('=');
      return { name, value: value.join('='), url };
    }),
  );
}

function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
