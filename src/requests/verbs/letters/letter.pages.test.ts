// The letter in the language asked for: one question a page, nothing asked that is said already; and the box in which a translator
// types.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';
import { letterPage, type LetterChoice } from './letter.pages.ts';
import { segmentPage, type SegmentAsked } from './translation.pages.ts';

const SAY = LANGUAGES.en;
const WORDS = SAY.translation;
const law = await shippedLaw();

function shownOn(form: string): RequestShown {
  const legal = legalForm(formOf(form) ?? assert.fail(form), law.forms);
  return {
    file: { reference: 'FR-2026-000001', role: 'investigator' },
    request: { number: 2, direction: 'outgoing', letterIn: 'fr', writtenIn: 'en', version: { answers: {} } },
    legal,
    law,
  } as unknown as RequestShown; // all that is looked at
}

async function pageOf(form: string, said: Partial<LetterChoice>) {
  const chosen = { language: undefined, beside: undefined, whole: undefined, ...said };
  const { title, main } = letterPage(SAY, shownOn(form), chosen);
  const text = String(await main);
  return {
    title,
    text,
    radios: new Set([...text.matchAll(/name="(\w+)"\s+type="radio"/g)].map(([, one]) => one)),
  };
}

test('one thing is asked on each page, and what was said goes along', async () => {
  const language = await pageOf('epoc', {});
  assert.deepEqual([language.title, [...language.radios]], [WORDS.letterTitle, ['language']]);
  assert.match(language.text, /value="fr"\s+checked/, 'the language in which it goes out is chosen');
  const beside = await pageOf('epoc', { language: 'fr' });
  assert.deepEqual([beside.title, [...beside.radios]], [WORDS.besideTitle, ['beside']]);
  assert.match(beside.text, /type="hidden" name="language" value="fr"/);
  assert.doesNotMatch(beside.text, /type="radio"\s+value="fr"/, 'not beside itself');
  const copy = await pageOf('epoc', { language: 'fr', beside: 'none' });
  assert.deepEqual([copy.title, [...copy.radios]], [WORDS.reserved, ['whole']]);
  assert.match(copy.text, /value="no"\s+checked/, 'what is reserved is left out unless somebody asks for it');
});

test('once all is said the letter is there to read and to edit, with what was asked', async () => {
  const { title, text, radios } = await pageOf('epoc', { language: 'fr', beside: 'ar', whole: 'yes' });
  assert.deepEqual([title, radios.size], [WORDS.letterReady, 0]);
  for (const file of ['pdf', 'docx'])
    assert.ok(text.includes(`/requests/2/letter.${file}?language=fr&amp;beside=ar&amp;whole=yes"`), text);
  for (const words of ['French', 'Arabic', WORDS.whole, `href="/cases/FR-2026-000001/requests/2/letter"`])
    assert.ok(text.includes(words), words);
});

test('of a form that reserves nothing no copy is asked for, and none named', async () => {
  const { title, text } = await pageOf('bc-31-subscriber', { language: 'en', beside: 'none' });
  assert.equal(title, WORDS.letterReady);
  assert.ok(text.includes('letter.pdf?language=en"') && !text.includes(WORDS.reserved), text);
});

test('the box of a translator is of the language that is typed; its label is of the page', async () => {
  const asked = {
    shown: shownOn('bc-31-subscriber'),
    pair: { from: 'fr', to: 'ar' },
    segment: { source: 'Des faits', before: [], translated: undefined, field: { label: 'Facts' } },
    number: 1,
    all: 1,
    given: '',
    errors: {},
  } as unknown as SegmentAsked; // all that is looked at
  const text = String(await segmentPage(SAY, asked).main);
  assert.match(text, /<textarea[^>]* lang="ar" dir="rtl"/);
  assert.doesNotMatch(text.replaceAll(/<textarea[^>]*>/g, ''), /lang="ar"/);
});
