// An account that is signed in, for tests that ask as a browser does.
import assert from 'node:assert/strict';
import type { Uuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { grantRoles, insertPerson } from '../../src/people/person.store.ts';
import type { AgencyRole } from '../../src/people/roles.ts';
import './scrypt-once.ts';
import { codeOf } from './site.ts';

const PASSWORD = 'correct horse battery staple';

export interface Account {
  readonly id: Uuid;
  readonly email: string;
  readonly cookie: string;
}

/** With a second step unless `isStrong` is false. */
export async function newAccount(
  people: People,
  name: string,
  email: string,
  roles: readonly AgencyRole[] = [],
  isStrong = true,
): Promise<Account> {
  const id = await people.signIn.createAccount({ name, email, password: PASSWORD });
  const createdAt = new Date();
  await people.operator.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt });
    await grantRoles(tx, { person: id, roles, by: undefined, at: createdAt });
  });
  const caller = { cookie: '', address: '127.0.0.1', browser: 'test' };
  const first = await people.signIn.withPassword(caller, email, PASSWORD);
  assert.ok(first.ok);
  const cookie = cookieOf(first.cookies);
  if (!isStrong) return { id, email, cookie };
  const factor = await people.signIn.beginFactor({ ...caller, cookie }, PASSWORD);
  assert.ok(factor);
  const second = await people.signIn.confirmFactor({ ...caller, cookie }, codeOf(factor.key));
  assert.ok(second.ok);
  return { id, email, cookie: cookieOf(second.cookies) };
}

function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
