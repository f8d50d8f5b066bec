// The first steps in a house, in a real browser: the first administrator, and whoever is invited.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { goOn } from './go-on.ts';
import { PASSWORD } from './people.ts';
import { codeOf, look, newVisitor } from './site.ts';
import { said } from './words.ts';

export async function guest(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await newVisitor(browser, options)).newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** Returns the key of the authenticator app. */
export async function setUpSecondStep(page: Page, name?: string): Promise<string> {
  await page.getByLabel('Your password').fill(PASSWORD);
  if (name !== undefined) await look(page, `${name}-password`);
  await goOn(page);
  const key = (await page.locator('code.c-code').textContent()) ?? '';
  await page.getByLabel(said.factor.code).fill('000000');
  await page.getByRole('button', { name: said.factor.confirm }).click();
  await page.getByText(said.signIn.codeWrong).first().waitFor();
  if (name !== undefined) await look(page, name);
  await page.getByLabel(said.factor.code).fill(codeOf(key));
  await page.getByRole('button', { name: said.factor.confirm }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  return key;
}

/** Names the agency and makes the first account, by the link that the first start prints. Returns the key of the app. */
export async function firstAdministrator(page: Page, link: string): Promise<string> {
  await page.goto(link);
  await page.getByLabel(said.setUp.agency).fill('Cyber unit of Lyon');
  await page.getByLabel(said.setUp.state).fill('FR');
  await page.getByLabel(said.setUp.origin).fill('lyon.example/custody');
  await page.getByRole('button', { name: said.setUp.button }).click();
  await page.getByLabel('Your name').fill('Ana Example');
  await page.getByLabel('Your e-mail address').fill('ana@agency.example');
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await page.getByRole('button', { name: said.first.button }).click();
  return setUpSecondStep(page);
}

/** By whoever may invite: the link is opened in a browser of its own or in `page`, with a second step at the end. */
export async function invited(
  { browser, url, admin }: { readonly browser: Browser; readonly url: string; readonly admin: Page },
  who: { name: string; email: string; role?: string },
  options: { readonly javaScriptEnabled?: boolean; readonly page?: Page } = {},
): Promise<{ page: Page; key: string }> {
  const isLooked = who.role !== undefined && options.javaScriptEnabled !== false;
  await admin.goto(`${url}/people/invite`);
  await admin.getByLabel('Name').fill(who.name);
  await admin.getByLabel('E-mail address').fill(who.email);
  if (who.role !== undefined) await admin.getByRole('checkbox', { name: who.role }).check();
  if (isLooked) await look(admin, 'invite');
  await admin.getByRole('button', { name: said.people.inviteButton }).click();
  const link = (await admin.locator('code.c-link').textContent()) ?? '';
  if (isLooked) await look(admin, 'invited');
  const { page: own, ...more } = options;
  const page = own ?? (await guest(browser, more));
  await page.goto(link.trim());
  if (isLooked) await look(page, 'invitation');
  await page.getByLabel('Choose a password').fill(PASSWORD);
  await page.getByRole('button', { name: said.first.button }).click();
  return { page, key: await setUpSecondStep(page) };
}
