// Stories in a real browser: the house is opened, people are let in, and each sees what is theirs.
import assert from 'node:assert/strict';
import { addPasskey } from '../support/authenticator.ts';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkExhibit } from '../../src/evidence/custody/custody.acts.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { openInstallation } from '../../src/evidence/installation/open.acts.ts';
import type { Installation } from '../../src/evidence/log/installation.acts.ts';
import { imageTools } from '../../src/forensics/sources/image-tools.ts';
import { firstAdministrator, guest, invited, setUpSecondStep } from '../support/house-steps.ts';
import { testExhibit } from '../support/installation.ts';
import { PASSWORD } from '../support/people.ts';
import { codeOf, look, openBrowser, openSite, SAMPLE_IMAGE, type Site } from '../support/site.ts';
import { atEnd } from '../support/temporary.ts';
import { said } from '../support/words.ts';

test('first administrator, invitation, case, exhibit: each sees what is theirs and nothing more', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const site = await openSite(t);

  // The first start prints a link; behind it the agency is named and the first administrator made.
  const admin = await guest(browser);
  await admin.goto(site.server.firstLink ?? '');
  await look(admin, 'set-up');
  await admin.getByLabel(said.setUp.agency).fill('Cyber unit of Lyon');
  await admin.getByLabel(said.setUp.state).fill('FR');
  await admin.getByLabel(said.setUp.origin).fill('lyon.example/custody');
  await admin.getByRole('button', { name: said.setUp.button }).click();
  await look(admin, 'first-administrator');
  await admin.getByRole('button', { name: said.first.button }).click();
  await admin.getByRole('alert').getByText(said.form.problem).waitFor();
  await look(admin, 'first-administrator-problem');
  await admin.getByLabel('Your name').fill('Ana Example');
  await admin.getByLabel(said.first.email).fill('ana@agency.example');
  await admin.getByLabel(said.password.new).fill(PASSWORD);
  await admin.getByRole('button', { name: said.first.button }).click();
  const adminKey = await setUpSecondStep(admin, 'second-step');
  await admin.getByRole('status').getByText(said.factor.isSet).waitFor();
  await look(admin, 'account');

  // The link is spent.
  const late = await guest(browser);
  await late.goto((site.server.firstLink ?? '').replace('/set-up/', '/first/'));
  await late.getByRole('heading', { name: said.invitation.goneTitle }).waitFor();

  // A registrar and an examiner are invited; the registrar opens a case that the examiner leads.
  const registrar = await invited(
    { browser, url: site.url, admin },
    {
      name: 'Ravi Example',
      email: 'ravi@agency.example',
      role: 'Registrar',
    },
  );
  const examiner = await invited(
    { browser, url: site.url, admin },
    {
      name: 'Ines Example',
      email: 'ines@agency.example',
    },
  );
  await admin.goto(`${site.url}/people`);
  await look(admin, 'people');
  await admin.getByRole('link', { name: 'Ravi Example' }).click();
  await look(admin, 'person');
  await examiner.page.goto(site.url);
  await examiner.page.getByText(said.cases.none).waitFor();

  const clerk = registrar.page;
  await clerk.goto(`${site.url}/cases`);
  await clerk.getByRole('link', { name: said.cases.open }).click();
  await look(clerk, 'case-title');
  await clerk.getByLabel(said.cases.newTitle).fill('Harbour invoices');
  await clerk.getByRole('button', { name: 'Continue' }).click();
  await clerk.getByLabel(said.cases.leadTitle).fill('ines@agency.example');
  await look(clerk, 'case-lead');
  await clerk.getByRole('button', { name: 'Continue' }).click();
  await clerk.getByRole('button', { name: said.cases.openButton }).click();
  const heading = (await clerk.getByRole('heading', { level: 1 }).textContent()) ?? '';
  const reference = /FR-\d{4}-\d{6}/.exec(heading)?.[0] ?? '';
  assert.match(reference, /^FR-/);
  await look(clerk, 'case-opened');

  // Evidence is taken in at the terminal, which acts as the system.
  const house = await openInstallation(site.home, { env: site.env });
  atEnd(t, () => house.close());
  const number = await exhibitWithHistory(house, reference);

  // The examiner finds the case, adds a colleague, and looks at the exhibit.
  const { page } = examiner;
  await page.goto(site.url);
  await look(page, 'my-work');
  await page.getByRole('link', { name: reference }).click();
  await page.getByRole('link', { name: said.cases.addMember }).click();
  await page.getByLabel(said.cases.addTitle).fill('ravi@agency.example');
  await look(page, 'member-add');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: 'Defence' }).check();
  await look(page, 'member-role');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: said.cases.addButton, exact: true }).click();
  await page.getByRole('status').getByText(said.cases.added).waitFor();
  await look(page, 'case');
  await page.getByRole('link', { name: said.cases.seeEvidence }).click();
  await look(page, 'evidence');
  await page.getByRole('link', { name: number, exact: true }).click();
  await page.getByRole('heading', { name: said.evidence.happened }).waitFor();
  await page.getByText('Acquired').first().waitFor();
  await page.getByText('Check failed').first().waitFor();
  await look(page, 'exhibit');

  // The view is the last event, signed by the service in her role, with her name in the private detail only.
  const last = (await eventsOf(house, number)).at(-1);
  assert.equal(last?.event.type, 'viewed');
  assert.equal(last?.event.actor.role, 'lead');
  assert.equal(Buffer.from(last?.note ?? []).includes('Ines'), false);
  assert.match(last?.detail?.text ?? '', /Ines Example/);

  // Defence sees the exhibit, and no names of those who work here.
  await clerk.goto(`${site.url}/cases/${reference}/evidence/1`);
  await clerk.getByRole('heading', { name: said.evidence.happened }).waitFor();
  assert.equal((await clerk.content()).includes('Ines Example'), false);

  // The administrator sees that there is something, and nothing of what.
  await admin.goto(site.url);
  await admin.getByRole('heading', { name: 'My work' }).waitFor();
  await look(admin, 'administrator');
  await admin.goto(`${site.url}/settings/health`);
  await admin.getByText('1 case, 1 exhibit').waitFor();
  await look(admin, 'health');
  for (const address of [
    `/cases/${reference}`,
    `/cases/${reference}/evidence`,
    `/cases/${reference}/evidence/1`,
  ]) {
    const theirs = await admin.goto(site.url + address);
    const shown = await theirs?.text();
    assert.equal(theirs?.status(), 404);
    const absent = await admin.goto(`${site.url}/cases/FR-2026-999999`);
    assert.equal(await absent?.text(), shown);
  }
  await look(admin, 'not-found');
  const refused = await page.goto(`${site.url}/people`);
  assert.equal(refused?.status(), 403);
  await look(page, 'refused');

  // A stranger is led to the door, whatever they ask for.
  for (const address of ['/', '/cases', `/cases/${reference}/evidence/1`, '/no-such-page']) {
    await late.goto(site.url + address);
    await late.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
  }
  await look(late, 'sign-in');

  // Signing out and in again takes the password and a code, and a code works once.
  await admin.getByRole('button', { name: 'Sign out' }).click();
  await admin.getByText(said.signIn.ended).waitFor();
  // One code kept for both: a second one made later could be of the next half minute, and right.
  const code = codeOf(adminKey, 1);
  await signIn(admin, site, 'ana@agency.example', code);
  await admin.getByRole('heading', { name: 'My work' }).waitFor();
  const again = await guest(browser);
  await signIn(again, site, 'ana@agency.example', code);
  await again.getByText(said.signIn.codeWrong).first().waitFor();
  await look(again, 'code');
});

test('a passkey signs in, and only its person sees and ends their sessions', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const site = await openSite(t);
  const page = await guest(browser);
  await firstAdministrator(page, site.server.firstLink ?? '');
  await page.goto(`${site.url}/account`);
  assert.equal(await page.getByText('The passkey was not added.').isVisible(), false);
  await addPasskey(page, site.url);
  await look(page, 'account-passkey');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: said.signIn.passkey }).click();
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  await page.goto(`${site.url}/account`);
  await page.getByRole('button', { name: /^End/ }).first().click();
  await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
});

test('a passkey of a device that does not know its person opens nothing', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const site = await openSite(t);
  const page = await guest(browser);
  await firstAdministrator(page, site.server.firstLink ?? '');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: false,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${site.url}/account`);
  // What the page would ask of the device, without asking that it know the person.
  const status = await page.evaluate(async () => {
    const options = await (await fetch('/passkey/register/options')).json();
    options.authenticatorSelection = { residentKey: 'discouraged', userVerification: 'discouraged' };
    const made = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
    });
    const body = JSON.stringify({ response: (made as PublicKeyCredential).toJSON() });
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/passkey/register', { method: 'POST', headers, body })).status;
  });
  assert.equal(status, 400);
  await page.reload();
  await page.getByText(said.account.noPasskeys).first().waitFor();
});

test('everything but passkeys works without scripts', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const site = await openSite(t);
  const page = await guest(browser, { javaScriptEnabled: false });
  const key = await firstAdministrator(page, site.server.firstLink ?? '');
  const ravi = await invited(
    { browser, url: site.url, admin: page },
    { name: 'Ravi Example', email: 'ravi@agency.example', role: 'Registrar' },
    { javaScriptEnabled: false },
  );
  await ravi.page.goto(`${site.url}/cases/new`);
  await ravi.page.getByLabel(said.cases.newTitle).fill('Harbour invoices');
  await ravi.page.getByRole('button', { name: 'Continue' }).click();
  await ravi.page.getByLabel(said.cases.leadTitle).fill('ravi@agency.example');
  await ravi.page.getByRole('button', { name: 'Continue' }).click();
  await ravi.page.getByRole('button', { name: said.cases.openButton }).click();
  await ravi.page.getByRole('link', { name: said.cases.toCase }).click();
  await ravi.page.getByRole('heading', { name: 'Harbour invoices' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  assert.equal(await page.getByRole('button', { name: said.signIn.passkey }).isVisible(), false);
  await signIn(page, site, 'ana@agency.example', codeOf(key, 1));
  await page.getByRole('heading', { name: 'My work' }).waitFor();
});

async function signIn(page: Page, site: Site, email: string, code: string): Promise<void> {
  await page.goto(`${site.url}/sign-in`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel(said.signIn.codeTitle).fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** An image, checked, found wanting, found right again, and offered abroad: everything that the line can show. */
async function exhibitWithHistory(house: Installation, reference: string): Promise<string> {
  const exhibit = await testExhibit(
    house,
    { reference },
    {
      from: { kind: 'path', path: SAMPLE_IMAGE },
      images: imageTools,
      title: 'Disk image of the seized laptop',
      place: 'Lyon, FR',
      conditions: ['To be used in this case only (Budapest Convention, Art. 28(2)(b))'],
    },
  );
  await checkExhibit(house, exhibit.number);
  const base = {
    item: exhibit.number,
    case: exhibit.caseId,
    occurredAt: new Date(house.clock()).toISOString(),
  };
  await house.log.append({
    events: [
      {
        ...base,
        type: 'offered',
        facts: {
          toOrganisation: 'Central Authority of Fiji',
          toState: 'FJ',
          package: exhibit.id,
          conditions: ['This case only'],
        },
      },
      {
        ...base,
        type: 'returned',
        facts: { toOrganisation: 'Cyber unit of Lyon', toState: 'FR' },
      },
      {
        ...base,
        type: 'checkFailed',
        facts: {
          files: 1,
          bytes: 10,
          what: 'stored bytes: ftk.E01',
          expected: 'SHA-256 5f70bf18…',
          found: 'SHA-256 9458c964…',
        },
      },
    ],
  });
  await checkExhibit(house, exhibit.number);
  return exhibit.number;
}
