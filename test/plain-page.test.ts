// The plain pages of stories (support/plain-page.ts) find, refuse and send as a browser does.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { openPlain } from './support/plain-visitor.ts';
import { checkAccessible, openBrowser } from './support/site.ts';
import { atEnd } from './support/temporary.ts';

const PAGE = `<!doctype html><html lang="en"><head><title>Example</title></head><body><main>
<h1>Where is <span>it</span>?</h1><h2 hidden>Where was it?</h2>
<p>A word <b>in bold</b>.</p><details><summary>More</summary><p>Folded words</p></details>
<table><caption>Found</caption><tr><th scope="row">One</th><td>first</td></tr><tr><th scope="row">Two</th><td>second</td></tr></table>
<form method="post" action="/sent" enctype="ENCTYPE"><input type="hidden" name="key" value="k&quot;1">
<label for="name">Name</label><input id="name" name="name" value="as it was"><label for="why">Why</label><textarea id="why" name="why">
two
lines</textarea>
<fieldset><legend>How</legend><input type="radio" id="a" name="how" value="a" checked><label for="a">By post</label>
<input type="radio" id="b" name="how" value="b"><label for="b">By hand</label></fieldset>
<input type="checkbox" id="c" name="sure" value="yes"><label for="c">Sure</label>
<label for="s">State</label><select id="s" name="state"><option value="FR">France</option><option value="FJ">Fiji</option></select>
<label for="f">File</label><input type="file" id="f" name="file">
<input name="off" value="never" aria-label="Off" disabled><button name="do" value="save">Save</button><button name="do" value="drop">Drop</button></form>
<a href="/next">Go on</a><a href="/next">Go on, again</a></main></body></html>`;

/** Shows the page, and what was sent to it. */
async function pageWith(
  t: TestContext,
  enctype: string,
  open: (t: TestContext) => Promise<Page | undefined>,
): Promise<Page | undefined> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.method !== 'POST') return void response.end(PAGE.replace('ENCTYPE', enctype));
    void bodyOf(request).then((body) =>
      response.end(`<!doctype html><html lang="en"><body><pre>${JSON.stringify(body)}</pre></body></html>`),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(t, () => server.close());
  const page = await open(t);
  await page?.goto(`http://localhost:${(server.address() as AddressInfo).port}/`); // a port was asked for
  return page;
}

async function bodyOf(request: IncomingMessage): Promise<string[]> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer); // of a request
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const data = await new Response(Buffer.concat(pieces), { headers }).formData();
  return [...data].map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : `${value.name}:${value.size}`}`,
  );
}

const plain = async (t: TestContext): Promise<Page> => (await openPlain(t).newContext()).newPage();
const chromium = async (t: TestContext): Promise<Page | undefined> =>
  (await (await openBrowser(t))?.newContext())?.newPage();

for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data'])
  for (const press of ['Save', 'Drop'])
    test(`a form of the kind ${enctype} is sent with ${press} as Chromium sends it`, async (t) => {
      const sent: string[] = [];
      for (const open of [plain, chromium]) {
        const page = await pageWith(t, enctype, open);
        if (page === undefined) return;
        await page.getByLabel('Name').fill('É "x" & y');
        await page.getByLabel('By hand').check();
        if (press === 'Drop') await page.getByLabel('Sure').check();
        await page.getByLabel('State').selectOption('Fiji');
        await page.getByRole('button', { name: press }).click();
        sent.push((await page.locator('pre').textContent()) ?? '');
      }
      assert.match(sent[0] ?? '', /name=É/);
      assert.equal(sent[0], sent[1]);
    });

test('what is found on a plain page is what Chromium finds', async (t) => {
  const [one, other] = [await pageWith(t, '', plain), await pageWith(t, '', chromium)];
  if (one === undefined || other === undefined) return;
  const finders: ((page: Page) => ReturnType<Page['locator']>)[] = [
    (page) => page.getByRole('heading'),
    (page) => page.getByRole('heading', { name: 'where is it?' }),
    (page) => page.getByRole('heading', { name: 'Where is', exact: true }),
    (page) => page.getByRole('heading', { level: 2 }),
    (page) => page.getByText('A word in bold.'),
    (page) => page.getByText('bold', { exact: true }),
    (page) => page.getByText('Folded words'),
    (page) => page.getByText(/^first$/),
    (page) => page.getByRole('row', { name: 'One first' }).getByText('first'),
    (page) => page.getByRole('row').filter({ hasText: 'second' }),
    (page) => page.getByRole('group', { name: 'How' }).getByRole('radio'),
    (page) => page.getByRole('radio', { checked: true }),
    (page) => page.getByRole('table', { name: 'Found' }),
    (page) => page.getByLabel('How'),
    (page) => page.getByLabel('by'),
    (page) => page.getByRole('link', { name: 'Go on' }),
    (page) => page.getByRole('link', { name: 'Go on', exact: true }),
    (page) => page.getByRole('textbox'),
    (page) => page.getByRole('combobox'),
    (page) => page.locator('td').first().or(page.locator('h1')),
    (page) => page.locator('tr', { hasText: 'Two' }).locator('td'),
  ];
  for (const find of finders) {
    const texts = async (page: Page): Promise<string[]> =>
      (await find(page).allTextContents()).map((text) => text.trim());
    assert.deepEqual(await texts(one), await texts(other), find.toString());
  }
  assert.equal(await one.getByLabel('Why').inputValue(), await other.getByLabel('Why').inputValue());
});

test('a plain page refuses what a person could not do', async (t) => {
  const page = await pageWith(t, '', plain);
  assert.ok(page);
  await assert.rejects(page.getByRole('link', { name: 'Go on' }).click(), /2 are there/);
  await assert.rejects(page.getByText('Folded words').waitFor(), /is not visible/);
  await page.getByText('More').click();
  await page.getByText('Folded words').waitFor();
  await assert.rejects(page.locator('input[name=off]').fill('x'), /is disabled/);
  await assert.rejects(page.getByText('Nowhere').waitFor(), /is not visible/);
  await assert.rejects(page.getByLabel('State').selectOption('Nowhere'), /has no 'Nowhere'/);
});

test('a plain page is looked at as Chromium shows it', async (t) => {
  const page = await pageWith(t, '', plain);
  if (page === undefined || (await openBrowser(t)) === undefined) return;
  await checkAccessible(page);
  await page.getByLabel('Name').fill('typed');
  await checkAccessible(page);
  const wrong = PAGE.replace('<label for="name">Name</label>', '');
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(wrong));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(t, () => server.close());
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`); // a port was asked for
  await assert.rejects(checkAccessible(page), /label: /);
});
