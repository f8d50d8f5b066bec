// Guessing, told in a real browser: to the person at the next sign-in, and to the administrator.
import { test } from 'node:test';
import { CALLER, enrol, pageOf, PASSWORD, testSite } from '../support/people.ts';
import { codeOf, look, newVisitor, openBrowser } from '../support/site.ts';
import { said } from '../support/words.ts';

test('five wrong passwords are told to their person and to the administrator, with what to do', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines');
  const ana = await enrol(people, 'ana', ['administrator']);
  for (const address of ['203.0.113.1', '198.51.100.9'])
    for (const email of [ines.email, 'nobody@agency.example'])
      for (let i = 0; i < 3; i++)
        await people.signIn.withPassword({ ...CALLER, address }, email, 'Winter2026!Winter');

  const admin = await pageOf(browser, site, ana);
  await admin.goto(site.url);
  await admin.getByRole('heading', { name: said.alerts.title }).waitFor();
  await admin.getByText('E-mail addresses without an account here').waitFor();
  await look(admin, 'door-administrator');
  await admin.getByRole('link', { name: 'Ines Example' }).click();
  await admin.getByRole('heading', { name: 'Ines Example' }).waitFor();

  // Passwords are closed for a while; who knows is let in, here by a clock that the test cannot move: her open session.
  const page = await pageOf(browser, site, ines);
  await page.goto(site.url);
  await page.getByText('5 wrong passwords since your last sign-in.').waitFor();
  await page.getByText(said.alerts.wasLocked).waitFor();
  await look(page, 'door-person');
  await page.getByRole('link', { name: said.alerts.toAccount }).click();
  await page.getByRole('link', { name: said.account.changePassword }).click();
  await look(page, 'password');
  await page.getByLabel(said.account.presentPassword).fill('not this one');
  await page.getByLabel(said.password.new).fill('Example agency 12');
  await page.getByRole('button', { name: said.account.changePassword }).click();
  await page.getByRole('alert').getByText('harder to guess').waitFor();
  await look(page, 'password-problem');
});

test('a new password opens the door, the old one does not', async (t) => {
  const browser = await openBrowser(t);
  if (browser === undefined) return;
  const { people, site } = await testSite(t);
  const ines = await enrol(people, 'ines');
  const page = await pageOf(browser, site, ines);
  await page.goto(`${site.url}/account/password`);
  await page.getByLabel(said.account.presentPassword).fill(PASSWORD);
  await page.getByLabel(said.password.new).fill('a later horse and battery');
  await page.getByRole('button', { name: said.account.changePassword }).click();
  await page.getByRole('status').getByText('The password was changed.').waitFor();
  const other = await (await newVisitor(browser)).newPage();
  await other.goto(`${site.url}/sign-in`);
  for (const [password, outcome] of [
    [PASSWORD, said.signIn.wrong],
    ['a later horse and battery', said.signIn.codeTitle],
  ] as const) {
    await other.getByLabel('E-mail address').fill(ines.email);
    await other.getByLabel('Password', { exact: true }).fill(password);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByText(outcome).first().waitFor();
  }
  await other.getByLabel(said.signIn.codeTitle).fill(codeOf(ines.key, 1));
  await other.getByRole('button', { name: 'Continue' }).click();
  await other.getByRole('heading', { name: 'My work' }).waitFor();
});
