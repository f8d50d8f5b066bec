// Persons for tests: with an account, a second step, and signed in.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { caseOfMember, insertMember, type CaseOfMember } from '../../src/people/case-member.store.ts';
import type { People } from '../../src/people/people.acts.ts';
import { grantRoles, insertPerson, personById } from '../../src/people/person.store.ts';
import type { Person } from '../../src/people/person.ts';
import type { AgencyRole, CaseRole } from '../../src/people/roles.ts';
import type { Caller } from '../../src/people/sign-in.acts.ts';
import { openHouse, type Opened, type ServerOptions } from '../../src/server/server.ts';
import { addPasskey } from './authenticator.ts';
import { FRANCE, testInstallation, type TestAgency, type TestInstallation } from './installation.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { codeOf, newVisitor, openSite, type Site } from './site.ts';
import './scrypt-once.ts';
import { atEnd } from './temporary.ts';

export const PASSWORD = 'correct horse battery staple';
export const CALLER: Caller = { cookie: '', address: '192.0.2.7', browser: 'test' };

export interface TestHouse extends Opened {
  readonly made: TestInstallation;
}

/** The house as the server opens it, without the server. */
export async function testHouse(t: TestContext, agency: TestAgency = FRANCE): Promise<TestHouse> {
  const made = await testInstallation(t, agency);
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
  page.setDefaultTimeout(60_000);
  return page;
}

/** Pages of two administrators, each with a passkey. */
export async function twoAdministrators(
  browser: Browser,
  people: People,
  site: Site,
): Promise<readonly [Page, Page]> {
  const pageFor = async (name: string): Promise<Page> => {
    const page = await pageOf(browser, site, await enrol(people, name, ['administrator']));
    await addPasskey(page, site.url);
    return page;
  };
  return [await pageFor('ana'), await pageFor('ben')];
}

/** A case, and the role in it. */
export type InCase = readonly [file: CaseFile, role: CaseRole];

/** `ines` becomes Ines Example, ines@agency.example. */
export async function enrol(
  people: People,
  who: string,
  roles: readonly AgencyRole[] = [],
  cases: readonly InCase[] = [],
): Promise<Enrolled> {
  const name = `${who[0]?.toUpperCase()}${who.slice(1)} Example`;
  const email = `${who}@agency.example`;
  const id = await people.signIn.createAccount({ name, email, password: PASSWORD });
  const createdAt = new Date();
  const person = await people.operator.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt });
    await grantRoles(tx, { person: id, roles, by: undefined, at: createdAt });
    for (const [file, role] of cases)
      await insertMember(tx, { caseId: file.id, person: id, role, at: createdAt });
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

/** Somebody of a case, as acts on it take them. */
export async function asMember(
  people: People,
  { id, person }: Enrolled,
  { reference }: Pick<CaseFile, 'reference'>,
): Promise<{ readonly people: People; readonly person: Person; readonly file: CaseOfMember }> {
  const file = await people.db.asPerson(id, (tx) => caseOfMember(tx, reference, id));
  assert.ok(file, 'not of the case');
  return { people, person, file };
}

/** A member of a case, as acts take them: without an account. */
export async function testMember(
  house: Installation,
  file: CaseFile,
  name: string,
  role: CaseRole,
): Promise<{ readonly person: Person; readonly file: CaseOfMember }> {
  const id = newUuid(house.clock, house.random);
  const at = new Date(house.clock());
  const email = `${firstName(name)}@agency.example`;
  return house.db.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt: at });
    await insertMember(tx, { caseId: file.id, person: id, role, at });
    const [person, member] = [await personById(tx, id), await caseOfMember(tx, file.reference, id)];
    assert.ok(person && member);
    return { person, file: member };
  });
}

/** The inside of a site's installation, beside the running server. */
export async function insideOf(t: TestContext, site: Site): Promise<Opened> {
  const opened = await openHouse(site.home, site.env, new URL(site.url), 'no-first-token');
  atEnd(t, () => opened.close());
  return opened;
}

/** `Ines Example` with a browser of her own, signed in. Stories of signing in go the long way. */
export async function signedInPage(
  { browser, site, inside }: { browser: Browser; site: Site; inside: Opened },
  who: {
    readonly name: string;
    readonly roles?: readonly AgencyRole[];
    readonly cases?: readonly InCase[];
  },
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly id: Uuid }> {
  const enrolled = await enrol(inside.people, firstName(who.name), who.roles, who.cases);
  const page = await pageOf(browser, site, enrolled, options);
  page.setDefaultTimeout(120_000);
  return { page, id: enrolled.id };
}

function firstName(name: string): string {
  return name.toLowerCase().replace(/ .*/, '');
}

export function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
