// Words of ours in the law data in five languages: none is missing, none is of a text that is gone, numbers are the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, type Html } from '../web/html.ts';
import { LANGUAGES } from '../web/messages.ts';
import { titleWords } from '../web/source-words.ts';
import { lawTexts } from '../../test/support/law-texts.ts';
import { shippedLaw } from './data-files.store.ts';
import { formLabels, lawWords } from './form-labels.store.ts';
import { clocksPage } from './clock.pages.ts';
import { fieldText, recordPage } from './record.pages.ts';
import { draftNote, lawWordsHtml, sentenceHtml } from './sentence.pages.ts';
import { tell } from './sentence.ts';

const law = await shippedLaw();
const TEXTS = lawTexts(law);

/** Texts that have no translation yet and are shown in English, marked as such. It may only shrink. */
const UNTRANSLATED_MAX = 916;
const NAMES = new Set(['IP', 'eucrim', 'bis']);
const CODES = ['ar', 'es', 'fr', 'ru', 'zh'] as const;

for (const code of CODES) {
  test(`${code}: no more texts are missing than are known to be, and none is of a text that is gone`, () => {
    const said = lawWords(code);
    const missing = [...TEXTS].filter((text) => !said.has(text));
    assert.ok(missing.length <= UNTRANSLATED_MAX, `${missing.length}: ${missing.slice(-20).join('\n')}`);
    const labels = formLabels(code);
    assert.deepEqual(
      [...said.keys()].filter((text) => !labels.has(text) && !TEXTS.has(text)),
      [],
    );
  });

  test(`${code}: articles, days and years are those of the English`, () => {
    const wrong = [...TEXTS].filter((text) => {
      const own = lawWords(code).get(text);
      return own !== undefined && numbersOf(text).join() !== numbersOf(own).join();
    });
    assert.deepEqual(wrong, []);
  });
}

test('an article that is named to its letter is named so in every translation', () => {
  const wrong = CODES.flatMap((code) =>
    [...TEXTS].flatMap((text) =>
      [...text.matchAll(/\d+(?:\(\w+\))*\([a-z]+\)/g)]
        .filter(([article]) => !plainText(lawWords(code).get(text) ?? text).includes(article))
        .map(([article]) => `${code} ${article}: ${text}`),
    ),
  );
  assert.deepEqual(wrong, []);
});

for (const code of ['ar', 'ru', 'zh'] as const)
  test(`${code}: no English word is left but names and signs`, () => {
    const left = [...TEXTS].flatMap((text) =>
      [...withoutAddresses(text, lawWords(code).get(text) ?? '').matchAll(/[A-Za-z]{2,}/g)]
        .map(([word]) => word)
        .filter((word) => !NAMES.has(word) && (!text.includes(word) || /^[a-z]+$/.test(word)))
        .map((word) => `${word}: ${text}`),
    );
    assert.deepEqual(left, []);
  });

test('what is written without a translation stays as it is and is said to be English', async () => {
  const text = 'Data are kept until the moon is full.';
  assert.equal(await read(lawWordsHtml(LANGUAGES.fr, text)), `<span lang="en">${text}</span>`);
  assert.equal(await read(lawWordsHtml(LANGUAGES.en, text)), text);
});

test('a record is read text by text in the language of the reader, and what it says of each is a word of theirs', async () => {
  const passages = law.passages.filter(({ record }) => record === 'clock epoc.produce-notified');
  const shown = {
    passages,
    force: [],
    isOver: false,
    on: { day: '2026-11-27', suffix: '' },
  } as const;
  for (const code of CODES) {
    const main = await read(recordPage(LANGUAGES[code], shown).main);
    const said = lawWords(code);
    for (const { text } of passages.filter((one) => said.has(one.text))) {
      assert.ok(!main.includes(`>${text}<`), `${code}: ${text}`);
      assert.ok(main.includes(await read(html`${said.get(text) ?? ''}`)), `${code}: ${text}`);
    }
    assert.ok(main.includes(LANGUAGES[code].law.draftWords));
  }
  assert.match(
    fieldText(LANGUAGES.fr, 'Art. 29(2), 30(1), preservation'),
    /^art\. 29\(2\), 30\(1\), conservation$/i,
  );
});

test('articles keep their order in a line from the right, alone and within a sentence', async () => {
  const [text = ''] = [...TEXTS].filter((one) => one.includes('10(9)'));
  assert.match(await read(lawWordsHtml(LANGUAGES.ar, text)), /\(\u206810\(9\)\u2069\)/);
  const within = await read(sentenceHtml(LANGUAGES.ar, tell('quoted', 'Budapest Convention', text)));
  assert.match(within, /^اتفاقية بودابست: .*\u206810\(9\)\u2069/);
  assert.doesNotMatch(within, /lang="en"/);
});

test('the page of time limits has what happens at their end, and where each stands, in the language of the reader', async () => {
  const on = { day: '2026-11-27', suffix: '' } as const;
  for (const code of CODES) {
    const main = await read(clocksPage(LANGUAGES[code], law, on).main);
    for (const { atEnd } of law.clocks) assert.ok(!main.includes(`>${atEnd}<`), `${code}: ${atEnd}`);
    assert.ok(main.includes(LANGUAGES[code].law.draftWords));
    assert.doesNotMatch(main, /us-18usc-2703,|planning-value,|Budapest Convention,/);
  }
  const arabic = await read(clocksPage(LANGUAGES.ar, law, on).main);
  assert.match(arabic, /اتفاقية بودابست، المادة [\u2066-\u2068]29\(7\)/);
});

test('the title of a statute is marked with its own language, and not with English', async () => {
  const french = law.admissibility.find(({ law: title }) => title === 'Code de procédure pénale');
  assert.ok(french);
  const { law: title, lawLanguage } = french;
  assert.equal(await read(titleWords(LANGUAGES.ar, title, lawLanguage)), `<bdi lang="fr">${title}</bdi>`);
  assert.equal(await read(titleWords(LANGUAGES.en, title, lawLanguage)), `<bdi lang="fr">${title}</bdi>`);
  assert.equal(await read(titleWords(LANGUAGES.fr, title, lawLanguage)), title);
  assert.equal(await read(titleWords(LANGUAGES.fr, 'Evidence Act')), '<span lang="en">Evidence Act</span>');
});

test('translations are said to be drafts, where there are any', async () => {
  for (const code of CODES)
    assert.ok((await read(draftNote(LANGUAGES[code]))).includes(LANGUAGES[code].law.draftWords));
  assert.equal(await read(draftNote(LANGUAGES.en)), '');
});

/** Addresses and ids of sources, `nl-224-en` or `sso.agc.gov.sg`, are the same in every language. */
function withoutAddresses(english: string, own: string): string {
  const addresses = english.match(/[\w-]+(?:[./-][\w-]+)+/g) ?? [];
  return addresses.reduce((text, one) => text.replaceAll(one, ''), own);
}

/** Without the marks that keep an article in its order in a line from the right. */
function plainText(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '');
}

/** Each once, sorted: languages put them in another order, and a month may be a number in one and a word in another. */
function numbersOf(text: string): string[] {
  const plain = text.replaceAll(/(\d),(\d)/g, '$1.$2').replaceAll(/\d+月/g, '月');
  return [...new Set(plain.match(/\d+(?:\.\d+)?/g))].toSorted();
}

async function read(content: Html): Promise<string> {
  return String(await content);
}
