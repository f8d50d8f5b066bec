import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES, type Messages } from '../web/messages.ts';
import { dayText } from '../web/when.ts';
import { languagePage } from './language.pages.ts';

const { en, fr } = LANGUAGES;
const pageIn = async (say: Messages): Promise<string> =>
  String(await languagePage(say, { isSaved: false }).main);
const count = (text: string, part: string): number => text.split(part).length - 1;

test('a language is a draft until somebody has read it, and nobody is named who has not', async () => {
  const drafts = Object.values(LANGUAGES).filter(({ language }) => language.isDraft);
  const page = await pageIn(en);
  assert.equal(count(page, en.languages.draft), drafts.length);
  assert.equal(count(page, en.languages.source), 1, 'English, which the others are translated from');
  for (const { language } of Object.values(LANGUAGES))
    for (const { by, on } of language.confirmed)
      assert.ok(page.includes(by) && !Number.isNaN(Date.parse(on)));
});

test('who has read it is named, with the day', async (t) => {
  const { language } = fr;
  const before = language.confirmed;
  t.after(() => Object.assign(language, { confirmed: before }));
  Object.assign(language, { confirmed: [{ by: 'Inès Exemple', on: '2026-11-30' }] });
  const page = await pageIn(en);
  assert.ok(page.includes(en.languages.confirmed('Inès Exemple', dayText(en, new Date('2026-11-30')))), page);
});
