// Persons for tests: with an account, a second step, and signed in.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Uuid } from '../../src/base/ids.ts';
import type { People } from '../../src/people/people.acts.ts';
import { grantRoles, insertPerson, personById } from '../../src/people/person.store.ts';
import type { Person } from '../../src/people/person.ts';
import type { AgencyRole } from '../../src/people/roles.ts';
import type { Caller } from '../../src/people/sign-in.acts.ts';
import { openHouse, type Opened, type ServerOptions } from '../../src/server/server.ts';
import { FRANCE, testInstallation, type TestAgency, type TestInstallation } from './installation.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { codeOf, newVisitor, openSite, type Site } from './site.ts';
import { atEnd } from './temporary.ts';

export const PASSWORD = 'correct horse battery staple';
export const CALLER: Caller = { cookie: '', address: '192.0.2.7', browser: 'test' };

export interface TestHouse extends Opened {
  readonly made: TestInstallation;
}

/** The house as the server opens it, without the server. */
export async function testHouse(t: TestContext): Promise<TestHouse> {
  const made = await testInstallation(t);
  const opened = await openHouse(made.home, made.env, new URL('http://localhost:8470'), 'first-token');
  atEnd(t, () => opened.close());
  return { ...opened, made };
}

/** The same behind a running server. */
export async function testSite(
  t: TestContext,
  { env: settings, ...options }: Pick<ServerOptions, 'jobs'> & { readonly env?: NodeJS.ProcessEnv } = {},
  agency: TestAgency = FRANCE,
): Promise<TestHouse & { readonly site: Site }> {
  const made = await testInstallation(t, agency);
  const env = { ...made.env, ...settings };
  const site = await openSite(t, { home: made.home, env }, options);
  const opened = await openHouse(made.home, env, new URL(site.url), 'first-token');
  atEnd(t, () => opened.close());
  return { ...opened, made, site };
}

export interface Enrolled {
  readonly person: Person;
  readonly id: Uuid;
  readonly email: string;
  /** Of the authenticator app. */
  readonly key: string;
  /** Signed in, with both steps. */
  readonly cookie: string;
}

/** A page of somebody who is signed in. `site` must be of the same home. */
export async function pageOf(
  browser: Browser,
  site: Pick<Site, 'url'>,
  who: Pick<Enrolled, 'cookie'>,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await newVisitor(browser, options);
  const cookies = who.cookie.split('; ').flatMap((one) => {
    const middle = one.indexOf('=');
    const value = one.slice(middle + 1);
    return value === '' ? [] : [{ name: one.slice(0, middle), value, url: site.url }];
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** `ines` becomes Ines Example, ines@agency.example. */
export async function enrol(
  people: People,
  who: string,
  roles: readonly AgencyRole[] = [],
): Promise<Enrolled> {
  const name = `${who[0]?.toUpperCase()}${who.slice(1)} Example`;
  const email = `${who}@agency.example`;
  const id = await people.signIn.createAccount({ name, email, password: PASSWORD });
  const createdAt = new Date();
  const person = await people.operator.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt });
    await grantRoles(tx, { person: id, roles, by: undefined, at: createdAt });
    return personById(tx, id);
  });
  assert.ok(person);
  const first = await people.signIn.withPassword(CALLER, email, PASSWORD);
  assert.ok(first.ok);
  const caller = { ...CALLER, cookie: cookieOf(first.cookies) };
  const factor = await people.signIn.beginFactor(caller, PASSWORD);
  assert.ok(factor);
  const second = await people.signIn.confirmFactor(caller, codeOf(factor.key));
  assert.ok(second.ok);
  return { person, id, email, key: factor.key, cookie: cookieOf(second.cookies) };
}

export function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
