// What every page is made of: what was not right is read out when the page opens, and leads to its field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Assets } from './assets.ts';
import { html } from './html.ts';
import { LANGUAGES } from './messages.ts';
import { pageText } from './page.ts';
import { errorSummary, field } from './parts.ts';
import { said } from '../../test/support/words.ts';

test('the page opens with the focus on what was not right; from there a link leads to the field, which says it too', async () => {
  const errors = { holder: 'Say who holds it.' };
  const summary = String(await errorSummary(LANGUAGES.en, errors));
  const [opening] = summary.split('>');
  assert.match(opening ?? '', /\stabindex="-1"/);
  assert.match(opening ?? '', /\sautofocus/);
  assert.match(summary, /href="#holder"/);
  const typed = { name: 'holder', label: said.requests.items.holder, value: 'Example <Mail>' };
  const text = String(await field(LANGUAGES.en, typed, errors));
  const input = /<input[^>]*>/.exec(text)?.[0] ?? '';
  assert.match(input, /\sid="holder"/);
  assert.match(input, /value="Example &lt;Mail&gt;"/, 'what was typed is not lost');
  const by = /aria-describedby="([^"]*)"/.exec(input)?.[1]?.split(' ') ?? [];
  assert.ok(by.some((id) => new RegExp(`id="${id}"[^]*Say who holds it`).test(text)));
});

test('a page says it before everything else, and in its title', async () => {
  const assets = { url: (name: string) => `/assets/${name}` } as Assets; // what a page asks of them
  const view = { title: 'Hand over', main: html`<h1>Hand over</h1>` };
  const frame = { say: LANGUAGES.en, assets };
  const text = String(await pageText(frame, { ...view, errors: { holder: 'Say who holds it.' } }));
  const [before = '', after = ''] = text.split('<h1>');
  assert.ok(before.includes('href="#holder"') && !after.includes('href="#holder"'));
  assert.match(text, /<title>Error: Hand over /);
  assert.doesNotMatch(String(await pageText(frame, view)), /<title>Error|error-summary/);
});

test('what is read out before an error ends with the colon of the language', async () => {
  for (const say of [LANGUAGES.fr, LANGUAGES.zh])
    assert.ok(
      String(await field(say, { name: 'a', label: 'A' }, { a: 'B' })).includes(
        `>${say.frame.error}${say.language.colon}<`,
      ),
    );
});
