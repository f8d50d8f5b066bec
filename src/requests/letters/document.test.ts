import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { letterTexts } from '../../../test/support/plain-letter.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { formLabels } from '../../law/form-labels.store.ts';
import { LANGUAGES, type Language } from '../../web/messages.ts';
import type { Answers } from '../drafting/answers/answers.ts';
import { askedOf, isMeasure, itemsOf } from '../asked-for.ts';
import { FORMS } from '../forms/index.ts';
import { lettersOf, renderLetter, type LetterAsked } from './document.ts';
import { letterDocx } from './letter-docx.ts';
import { readRequest, writeRequest, type DraftRequest } from '../messages/request-file.ts';
import { letterTongue } from './tongue.ts';

const COMPLETE = new URL('../../../fixtures/requests/bc-31-subscriber/complete.json', import.meta.url);
const TIME = Date.UTC(2026, 9, 5, 9, 30, 0);
const law = await shippedLaw();
const complete = readRequest(readFileSync(COMPLETE, 'utf8'), law);

const ARABIC_LINE = 'جاء الدخول إلى صندوق البريد في تلك الليلة';
/** The facts and a name, as somebody writes them who drafts in that language. */
const WRITTEN: { readonly [language in Language]: { readonly facts: string; readonly name: string } } = {
  en: {
    facts: 'Invoices were altered in the mailbox.\nThey were paid to another account.',
    name: 'B. Example',
  },
  fr: {
    facts: 'Des factures ont été modifiées dans la boîte aux lettres.\nElles ont été payées « à un autre ».',
    name: 'É. Exemple',
  },
  es: {
    facts: 'Se alteraron facturas en el buzón de correo.\n¿Quién abrió el buzón? Nadie de la empresa.',
    name: 'Ñ. Ejemplo',
  },
  ru: {
    facts: 'Счета были изменены в почтовом ящике.\nДеньги ушли на счёт № 40702810900000000001.',
    name: 'Ё. Пример',
  },
  zh: {
    facts: '邮箱中的发票被篡改，款项被汇入另一个账户。\n登录来自 IP 地址 198.51.100.7（端口 51944）。',
    name: '示例·龘',
  },
  ar: {
    facts: `عُدّلت فواتير شركة الميناء (يوم 3 أكتوبر 2026).\n${ARABIC_LINE}\nمن العنوان 198.51.100.7 إلى example.com.`,
    name: 'ب. مثال',
  },
};

function asked(draft: DraftRequest, ...languages: readonly [Language, ...Language[]]): LetterAsked {
  const [first, ...others] = languages;
  const tongue = (one: Language) => letterTongue(LANGUAGES[one], formLabels(one));
  return {
    draft,
    instrument: 'Budapest Convention',
    tongues: [tongue(first), ...others.map(tongue)],
    created: TIME,
  };
}

function writtenIn(language: Language): DraftRequest {
  const { facts, name } = WRITTEN[language];
  const confirm = { ...(complete.answers['confirm'] as object), name } as Answers[string]; // a contact, by its form
  return { ...complete, answers: { ...complete.answers, facts, confirm } };
}

/** Without what a line break or a direction adds, and with letters instead of their shapes (Unicode TR 15, NFKC). */
function folded(text: string): string {
  return text.normalize('NFKC').replace(/[\s\-\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

interface Extracted {
  /** As the text follows in the file: the lines of a cell together. */
  readonly inOrder: string;
  /** As lines of a page, with Arabic in the order of its reading. Vowel signs are left out: Poppler puts them elsewhere. */
  readonly asRead: string;
}

function extracted(path: string): Extracted {
  const text = (...options: string[]): string =>
    folded(spawnSync('pdftotext', [...options, path, '-'], { encoding: 'utf8' }).stdout);
  return { inOrder: text('-raw'), asRead: withoutVowels(text()) };
}

function withoutVowels(text: string): string {
  return text.replace(/[\u064b-\u0652]/g, '');
}

/** A line with Arabic may be torn by the cell beside it, or stand around a number: its words are looked for. */
function missingIn({ inOrder, asRead }: Extracted, said: string): readonly string[] {
  const text = folded(said);
  if (!/\p{Script=Arabic}/u.test(said)) return inOrder.includes(text) ? [] : [text];
  const words = withoutVowels(said).match(/[\p{Script=Arabic}\p{M}]+|[\p{L}\d]+/gu) ?? [];
  return words.filter((word) => !asRead.includes(folded(word)));
}

const LETTERS: readonly (readonly [Language, ...Language[]])[] = [
  ['en'],
  ['fr'],
  ['es'],
  ['ru'],
  ['zh'],
  ['ar'],
  ['fr', 'ar'],
  ['ar', 'zh'],
];

const needsPdfToText = { skip: !hasProgram('pdftotext') && 'pdftotext is missing (poppler-utils)' };

/** As PDF/A-3 with every text of the letter to be found in it and the request attached, to the byte. Returns the text. */
async function readBack(t: TestContext, made: LetterAsked, ...more: readonly string[]): Promise<Extracted> {
  const folder = temporaryFolder(t);
  const pdf = await renderLetter(made);
  const path = join(folder, 'letter.pdf');
  writeFileSync(path, pdf);
  assert.match(
    Buffer.from(pdf).toString('latin1'),
    /pdfaid:part>3<\/pdfaid:part>[\s\S]*pdfaid:conformance>A</,
  );
  const text = extracted(path);
  for (const said of [...more, ...lettersOf(made).flatMap(letterTexts)])
    assert.deepEqual(missingIn(text, said), [], `${said} is in: ${text.asRead}`);
  spawnSync('pdfdetach', ['-saveall', '-o', folder, path]);
  assert.equal(readFileSync(join(folder, 'request.json'), 'utf8'), writeRequest(made.draft));
  return text;
}

for (const languages of LETTERS)
  test(
    `a letter in ${languages.join(' beside ')} is PDF/A-3 with every text to be found in it, and the request attached`,
    needsPdfToText,
    async (t) => {
      const { facts, name } = WRITTEN[languages[0]];
      const some = ['FR-2026-000012/R4', '+33 4 72 00 00 01', '198.51.100.7', '2026-10-03T21:14:07+02:00'];
      const made = asked(writtenIn(languages[0]), ...languages);
      const text = await readBack(t, made, ...facts.split('\n'), name, ...some);
      if (languages[0] === 'ar') assert.ok(text.asRead.includes(folded(ARABIC_LINE)), text.asRead);
    },
  );

for (const [i, { id }] of FORMS.entries()) {
  const language = (['en', 'fr', 'es', 'ru', 'zh', 'ar'] as const)[i % 6] ?? 'en';
  test(
    `the complete example of ${id} can be read back from its letter, in ${language}`,
    needsPdfToText,
    async (t) => {
      const example = new URL(`../../../fixtures/requests/${id}/complete.json`, import.meta.url);
      await readBack(t, asked(readRequest(readFileSync(example, 'utf8'), law), language));
    },
  );
}

for (const languages of LETTERS)
  test(`the copy to edit in ${languages.join(' beside ')} has every text of the letter`, async (t) => {
    const folder = temporaryFolder(t);
    const made = asked(writtenIn(languages[0]), ...languages);
    const path = join(folder, 'letter.docx');
    writeFileSync(path, await letterDocx(made));
    const xml = spawnSync('unzip', ['-p', path, 'word/document.xml'], { encoding: 'utf8' }).stdout;
    const paragraphs = new Set(
      [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([one]) =>
        folded(
          [...one.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => unescaped(text ?? '')).join(''),
        ),
      ),
    );
    for (const said of lettersOf(made).flatMap(letterTexts)) assert.ok(paragraphs.has(folded(said)), said);
    assert.equal(/<w:bidi\/>/.test(xml), languages.includes('ar'));
    assert.equal((xml.match(/<w:tc>/g) ?? []).length % languages.length, 0);
    // A sentence in Latin letters keeps its full stop behind it; each page has its number.
    const latin = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].find(([one]) =>
      one.includes('Central Authority'),
    );
    assert.ok(latin !== undefined && !/<w:bidi\/>/.test(latin[0]));
    const footer = spawnSync('unzip', ['-p', path, 'word/footer1.xml'], { encoding: 'utf8' }).stdout;
    assert.match(footer, />PAGE<.*>NUMPAGES</s);
  });

test(
  'the groups of a telephone number stand in their order in an Arabic letter, in both copies',
  needsPdfToText,
  async (t) => {
    const path = new URL('../../../fixtures/requests/epoc/complete.json', import.meta.url);
    const made = asked(readRequest(readFileSync(path, 'utf8'), law), 'ar');
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'letter.pdf'), await renderLetter(made));
    const found = spawnSync('pdftotext', ['-layout', join(folder, 'letter.pdf'), '-'], {
      encoding: 'utf8',
    }).stdout;
    assert.match(found, /\+33 4 72 00 00 00/);
    writeFileSync(join(folder, 'letter.docx'), await letterDocx(made));
    const xml = spawnSync('unzip', ['-p', join(folder, 'letter.docx'), 'word/document.xml'], {
      encoding: 'utf8',
    }).stdout;
    const number = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].find(([one]) =>
      one.includes('>+33 4 72 00 00 00<'),
    );
    assert.ok(
      number !== undefined && !/<w:bidi\/>/.test(number[0]),
      'a paragraph of numbers alone runs from the left',
    );
  },
);

const needsWriter = { skip: !hasProgram('soffice') && 'soffice is missing (libreoffice-writer-nogui)' };

/** What Writer prints of the copy to edit. */
async function printed(folder: string, made: LetterAsked): Promise<Extracted> {
  writeFileSync(join(folder, 'letter.docx'), await letterDocx(made));
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const convert = ['--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'letter.docx')];
  const run = spawnSync('soffice', [profile, ...convert], { encoding: 'utf8', timeout: 240_000 });
  assert.equal(run.status, 0, run.stderr);
  return extracted(join(folder, 'letter.pdf'));
}

test('LibreOffice opens the copy to edit, and prints what stands in it', needsWriter, async (t) => {
  const made = asked(writtenIn('fr'), 'fr', 'ru');
  const text = await printed(temporaryFolder(t), made);
  for (const said of lettersOf(made).flatMap(letterTexts)) assert.deepEqual(missingIn(text, said), []);
});

test('LibreOffice prints every kind of assistance, each with its answers', needsWriter, async (t) => {
  const path = new URL('../../../fixtures/requests/mla-request/complete.json', import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  const lists = draft.legal.fields.filter(({ type }) => type === 'item_list');
  const asks = lists.flatMap(({ id }) => askedOf(draft.answers, id)).filter(isMeasure);
  const kinds = draft.legal.fields.flatMap((field) => field.kinds ?? []).map(({ id }) => id);
  assert.deepEqual(
    asks.map(({ measure }) => measure).toSorted(),
    kinds.toSorted(),
    'the example asks for every kind',
  );
  const made = asked(draft, 'en');
  const text = await printed(temporaryFolder(t), made);
  for (const said of lettersOf(made).flatMap(letterTexts)) assert.deepEqual(missingIn(text, said), []);
});

test('what is longer than a page goes on over the next, and nothing is printed over anything', async (t) => {
  const long = Array.from({ length: 300 }, (_, i) => `Sentence ${i} says why this is needed, at length.`);
  const path = new URL('../../../fixtures/requests/bc-31-content/complete.json', import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  const data = itemsOf(draft.answers, 'data').map((item) => ({ ...item, reason: long.join(' ') }));
  const answers = { ...draft.answers, data, facts: long.join(' ') } as Answers;
  for (const languages of [['en'], ['en', 'fr']] as const) {
    const folder = temporaryFolder(t);
    const [first, ...others]: (typeof LETTERS)[number] = languages;
    writeFileSync(
      join(folder, 'letter.pdf'),
      await renderLetter(asked({ ...draft, answers }, first, ...others)),
    );
    const words = wordsWithPlaces(join(folder, 'letter.pdf'));
    for (const page of words) {
      const places = page.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
      assert.equal(new Set(places).size, places.length, 'each word has a place of its own');
      const low = page.filter(({ y }) => y > PAGE_FOOT).map(({ text }) => text);
      assert.ok(!low.includes('Sentence') && low.length < 30, low.join(' '));
    }
    const said = words.flat().filter(({ text }) => text === 'Sentence');
    assert.equal(said.length, languages.length * 3 * long.length, 'both items and the facts, to the end');
  }
});

/** Points from the upper edge of an A4 page to where the text ends and the foot begins: 297 mm less the margin of 22 mm. */
const PAGE_FOOT = 275 * (72 / 25.4);

/** By page, where each word begins, in points from the left and the upper edge. */
function wordsWithPlaces(
  path: string,
): { readonly text: string; readonly x: number; readonly y: number }[][] {
  const { stdout } = spawnSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return stdout
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g)].map(
        ([, x, y, text = '']) => ({
          text,
          x: Number(x),
          y: Number(y),
        }),
      ),
    );
}

test('a digest stays within its column, alone and beside another language', needsPdfToText, async (t) => {
  const path = new URL('../../../fixtures/requests/partial-result/complete.json', import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  const digest = '0123456789abcdef'.repeat(4);
  const answers: Answers = {
    ...draft.answers,
    files: [{ file: 'records.zip', algorithm: 'SHA-256', digest }],
  };
  const folder = temporaryFolder(t);
  for (const [ends, others] of [
    [[528], []],
    [[298, 528], ['fr']],
  ] as const) {
    writeFileSync(
      join(folder, 'letter.pdf'),
      await renderLetter(asked({ ...draft, answers }, 'en', ...others)),
    );
    const { stdout } = spawnSync('pdftotext', ['-bbox', join(folder, 'letter.pdf'), '-'], {
      encoding: 'utf8',
    });
    const words = [
      ...stdout.matchAll(/<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>([0-9a-f]{16,64})</g),
    ];
    assert.equal(
      words
        .map(([, , , text]) => text)
        .join('')
        .replaceAll(digest, ''),
      '',
      'all of it is there',
    );
    for (const [, from, to] of words)
      assert.ok(
        ends.some((end) => Number(from) < end && Number(to) <= end),
        `from ${from} to ${to}`,
      );
  }
});

test('the same answers and time give the same bytes; hostile text stays text', async () => {
  const urgency = '#panic("no") \u202e gnp.exe \u2069\u2066 $x$ "quoted" \\u{41}';
  const draft = { ...complete, answers: { ...complete.answers, urgency } };
  for (const languages of [['en'], ['ar', 'en']] as const) {
    const [first, ...others]: (typeof LETTERS)[number] = languages;
    const made = asked(draft, first, ...others);
    const [one, two] = [await renderLetter(made), await renderLetter(made)];
    assert.ok(Buffer.from(one).equals(two));
    const [letter] = lettersOf(made);
    assert.ok(letterTexts(letter ?? assert.fail()).some((text) => text.includes('[U+2069][U+2066] $x$')));
  }
});

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
