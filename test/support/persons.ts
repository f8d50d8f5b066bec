// Persons for tests: with a row, with a membership, with a browser that is signed in.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import type { Installation } from '../../src/evidence/installation.acts.ts';
import { caseOfMember, insertMember, type CaseOfMember } from '../../src/people/case-member.store.ts';
import { grantRoles, insertPerson, personById } from '../../src/people/person.store.ts';
import type { Person } from '../../src/people/person.ts';
import type { AgencyRole, CaseRole } from '../../src/people/roles.ts';
import type { Caller } from '../../src/people/sign-in.acts.ts';
import { openHouse, type Opened } from '../../src/server/server.ts';
import { codeOf, newVisitor, type Site } from './site.ts';
import { atEnd } from './temporary.ts';

const PASSWORD = 'correct horse battery staple';
const CALLER: Caller = { cookie: '', address: '127.0.0.1', browser: 'test' };

/** A member of a case, as acts take them. */
export async function testMember(
  house: Installation,
  file: CaseFile,
  name: string,
  role: CaseRole,
): Promise<{ readonly person: Person; readonly file: CaseOfMember }> {
  const id = newUuid(house.clock, house.random);
  const at = new Date(house.clock());
  const email = `${name.toLowerCase().replace(/ .*/, '')}@agency.example`;
  return house.db.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt: at });
    await insertMember(tx, { caseId: file.id, person: id, role, at });
    return named(await personById(tx, id), await caseOfMember(tx, file.reference, id));
  });
}

function named(person: Person | undefined, file: CaseOfMember | undefined) {
  assert.ok(person && file);
  return { person, file };
}

/** The inside of a site's installation, beside the running server. */
export async function insideOf(t: TestContext, site: Site): Promise<Opened> {
  const opened = await openHouse(site.home, site.env, new URL(site.url), 'no-first-token');
  atEnd(t, () => opened.close());
  return opened;
}

export interface Enrolment {
  readonly name: string;
  readonly roles?: readonly AgencyRole[];
  /** Cases by reference, and the role in each. */
  readonly cases?: readonly (readonly [file: CaseFile, role: CaseRole])[];
}

/** An account with a second step, and a browser of its own that is signed in. Stories of signing in go the long way. */
export async function signedInPage(
  { browser, site, inside }: { browser: Browser; site: Site; inside: Opened },
  enrolment: Enrolment,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly id: Uuid }> {
  const { people } = inside;
  const { name, roles = [], cases = [] } = enrolment;
  const email = `${name.toLowerCase().replace(/ .*/, '')}@agency.example`;
  const id = await people.signIn.createAccount({ name, email, password: PASSWORD });
  const at = new Date();
  await people.operator.transaction(async (tx) => {
    await insertPerson(tx, { id, name, email, createdAt: at });
    await grantRoles(tx, { person: id, roles, by: undefined, at });
    for (const [file, role] of cases) await insertMember(tx, { caseId: file.id, person: id, role, at });
  });
  const first = await people.signIn.withPassword(CALLER, email, PASSWORD);
  assert.ok(first.ok);
  const caller = { ...CALLER, cookie: cookieOf(first.cookies) };
  const factor = await people.signIn.beginFactor(caller, PASSWORD);
  assert.ok(factor);
  const second = await people.signIn.confirmFactor(caller, codeOf(factor.key));
  assert.ok(second.ok);
  const context = await newVisitor(browser, options);
  await context.addCookies(
    second.cookies.map((one) => {
      const [pair = ''] = one.split(';');
      const at_ = pair.indexOf('=');
      return { name: pair.slice(0, at_), value: pair.slice(at_ + 1), url: site.url };
    }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return { page, id };
}

function cookieOf(cookies: readonly string[]): string {
  return cookies.map((one) => one.split(';')[0]).join('; ');
}
