import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  differenceFrom,
  folded,
  foldedOfWriter,
  unescaped,
  wordsOf,
  type PaperWord,
} from '../../../../test/support/paper-text.ts';
import { OWN_FONTS } from '../../../../test/support/fonts.ts';
import { letterTexts } from '../../../../test/support/plain-letter.ts';
import { hasProgram } from '../../../../test/support/programs.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { isRightToLeft } from '../../../base/direction.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import type { Answers } from '../../core/answers.ts';
import { askedOf, isMeasure, itemsOf } from '../../core/request-items.ts';
import { FORMS } from '../../forms/index.ts';
import { footOf, lettersOf, renderLetter, type LetterAsked } from './document.ts';
import { letterDocx } from './letter-docx.ts';
import { readRequest, writeRequest, type DraftRequest } from '../../machine/messages/request-file.ts';
import { letterTongue, type Tongue } from '../../machine/text/tongue.ts';

const COMPLETE = new URL('../../../../fixtures/requests/bc-31-subscriber/complete.json', import.meta.url);
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

/** From where on each page has its foot: that is not of the letter. */
const isFoot = ({ y }: PaperWord): boolean => y > PAGE_FOOT;

/** Of a letter side by side, what stands in the column of that language: the first is where its own writing begins. */
function ofColumn(words: readonly PaperWord[], { tongues }: LetterAsked, i: number): PaperWord[] {
  if (tongues.length === 1) return [...words];
  const isLeft = (i === 0) !== isRtl(tongues[0]);
  return words.filter(({ x }) => x < PAGE_MIDDLE === isLeft);
}

const isRtl = (tongue: Tongue | undefined): boolean => tongue?.say.language.dir === 'rtl';

/** Whole, as they are meant, in their order: what is on these pages, and what is at the foot of each. */
function assertPrinted(words: readonly PaperWord[], made: LetterAsked): void {
  const [letters, [first]] = [lettersOf(made), made.tongues];
  const body = words.filter((word) => !isFoot(word));
  for (const [i, letter] of letters.entries()) {
    const found = differenceFrom(ofColumn(body, made, i), letterTexts(letter), isRtl(made.tongues[i]));
    assert.equal(found, undefined);
  }
  const pages = pagesOf(words);
  for (const [page, all] of pages.entries())
    assert.equal(
      differenceFrom(all.filter(isFoot), footTexts(made, page, pages.length), isRtl(first)),
      undefined,
    );
}

function pagesOf(words: readonly PaperWord[]): readonly (readonly PaperWord[])[] {
  const pages = Math.max(...words.map(({ page }) => page)) + 1;
  return Array.from({ length: pages }, (_, page) => words.filter((word) => word.page === page));
}

function footTexts(made: LetterAsked, page: number, pages: number): readonly string[] {
  const [letter] = lettersOf(made);
  const number = made.tongues[0].say.letter.page(String(page + 1), String(pages));
  return [letter === undefined ? assert.fail() : footOf(letter), number];
}

/** As PDF/A-3 with the texts of the letter and no other, and the request attached, to the byte. Returns its words. */
async function readBack(t: TestContext, made: LetterAsked): Promise<PaperWord[]> {
  const folder = temporaryFolder(t);
  const pdf = await renderLetter(made);
  const path = join(folder, 'letter.pdf');
  writeFileSync(path, pdf);
  assert.match(
    Buffer.from(pdf).toString('latin1'),
    /pdfaid:part>3<\/pdfaid:part>[\s\S]*pdfaid:conformance>A</,
  );
  const words = wordsOf(path);
  assertPrinted(words, made);
  spawnSync('pdfdetach', ['-saveall', '-o', folder, path]);
  assert.equal(readFileSync(join(folder, 'request.json'), 'utf8'), writeRequest(made.draft));
  return words;
}

for (const languages of LETTERS)
  test(
    `a letter in ${languages.join(' beside ')} is PDF/A-3, says what it should from first to last, and has the request attached`,
    needsPdfToText,
    async (t) => {
      const { facts, name } = WRITTEN[languages[0]];
      const made = asked(writtenIn(languages[0]), ...languages);
      const words = (await readBack(t, made)).filter((word) => !isFoot(word));
      const texts = lettersOf(made).map((letter) => letterTexts(letter));
      const answered = ['FR-2026-000012/R4', '+33 4 72 00 00 01', '198.51.100.7'];
      for (const [i, column] of texts.entries()) {
        const found = (changed: readonly string[]): string | undefined =>
          differenceFrom(ofColumn(words, made, i), changed, isRtl(made.tongues[i]));
        const time = made.tongues[i]?.time('2026-10-03T21:14:07+02:00') ?? assert.fail();
        const places = [...answered, time, name, ...facts.split('\n')].map((answer) => {
          const place = column.findIndex((text) => text.includes(answer));
          assert.ok(place >= 0, `${answer} is in the letter`);
          return place;
        });
        for (const place of new Set(places)) assertNoticed(found, column, place);
      }
    },
  );

/** Each thing that could be wrong with an answer on paper, the texts being what they are. */
function assertNoticed(
  found: (texts: readonly string[]) => string | undefined,
  texts: readonly string[],
  place: number,
): void {
  const text = texts[place] ?? assert.fail();
  const exchanged = texts.with(place, texts[place + 1] ?? '').with(place + 1, text);
  assert.notEqual(found(exchanged), undefined, `exchanged with the next: ${text}`);
  assert.notEqual(found(texts.toSpliced(place, 1)), undefined, `more than once: ${text}`);
  assert.notEqual(found(texts.toSpliced(place, 0, text)), undefined, `left out: ${text}`);
  const words = text.split(' ');
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    const say = (said: readonly string[]): readonly string[] => texts.with(place, said.join(' '));
    assert.notEqual(found(say(words.toSpliced(i, 0, word))), undefined, `doubled, '${word}' in: ${text}`);
    if (next === undefined || next === word) continue;
    const turned = words.with(i, next).with(i + 1, word);
    assert.notEqual(found(say(turned)), undefined, `turned round, '${word} ${next}' in: ${text}`);
  }
}

for (const [i, { id }] of FORMS.entries()) {
  const language = (['en', 'fr', 'es', 'ru', 'zh', 'ar'] as const)[i % 6] ?? 'en';
  test(
    `the complete example of ${id} can be read back from its letter, from first to last, in ${language}`,
    needsPdfToText,
    async (t) => {
      const example = new URL(`../../../../fixtures/requests/${id}/complete.json`, import.meta.url);
      await readBack(t, asked(readRequest(readFileSync(example, 'utf8'), law), language));
    },
  );
}

for (const languages of LETTERS)
  test(`the copy to edit in ${languages.join(' beside ')} has the texts of the letter and no other, each in its direction`, async (t) => {
    const folder = temporaryFolder(t);
    const made = asked(writtenIn(languages[0]), ...languages);
    const path = join(folder, 'letter.docx');
    writeFileSync(path, await letterDocx(made));
    const xml = spawnSync('unzip', ['-p', path, 'word/document.xml'], { encoding: 'utf8' }).stdout;
    const [, ...cells] = xml.split('<w:tc>');
    const columns = languages.map((_, i) =>
      languages.length === 1 ? [xml] : cells.filter((_cell, c) => c % languages.length === i),
    );
    for (const [i, letter] of lettersOf(made).entries()) {
      const texts = letterTexts(letter, true);
      const paragraphs = (columns[i] ?? []).flatMap(paragraphsOf).filter(({ text }) => !/^_+$/.test(text));
      assert.deepEqual(
        paragraphs.map(({ text }) => text),
        texts.map(folded),
      );
      // A sentence in Latin letters keeps its full stop behind it, and a number its groups, in Arabic too.
      for (const [k, text] of texts.entries()) {
        const isOwnRtl = isRightToLeft(text) ?? (isRtl(made.tongues[i]) && !/\d/.test(text));
        assert.equal(paragraphs[k]?.isRtl, isOwnRtl, text);
      }
    }
    const footer = spawnSync('unzip', ['-p', path, 'word/footer1.xml'], { encoding: 'utf8' }).stdout;
    assert.match(footer, />PAGE<.*>NUMPAGES</s);
  });

/** Of WordprocessingML. */
function paragraphsOf(xml: string): { readonly text: string; readonly isRtl: boolean }[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([one]) => ({
    text: folded(
      [...one.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => unescaped(text ?? '')).join(''),
    ),
    isRtl: one.includes('<w:bidi/>'),
  }));
}

test(
  'boxes and the groups of a telephone number stand in their order in an Arabic letter, the groups in both copies',
  needsPdfToText,
  async (t) => {
    const path = new URL('../../../../fixtures/requests/epoc/complete.json', import.meta.url);
    const made = asked(readRequest(readFileSync(path, 'utf8'), law), 'ar');
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'letter.pdf'), await renderLetter(made));
    assertPrinted(wordsOf(join(folder, 'letter.pdf')), made);
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

/** Room for a signature in the copy to edit: a line to write on. */
const isBlank = ({ text }: PaperWord): boolean => /^_+$/.test(text);

test(
  'LibreOffice opens the copies to edit, and prints of each what it should from first to last',
  needsWriter,
  (t) =>
    printedAlike(t, [
      asked(assistanceOfEveryKind(), 'en'),
      asked(writtenIn('fr'), 'fr', 'ru'),
      asked(writtenIn('es'), 'es'),
      asked(writtenIn('ar'), 'ar'),
      asked(writtenIn('zh'), 'zh'),
      asked(writtenIn('ar'), 'ar', 'zh'),
    ]),
);

function assistanceOfEveryKind(): DraftRequest {
  const path = new URL('../../../../fixtures/requests/mla-request/complete.json', import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  const lists = draft.legal.fields.filter(({ type }) => type === 'item_list');
  const asks = lists.flatMap(({ id }) => askedOf(draft.answers, id)).filter(isMeasure);
  const kinds = draft.legal.fields.flatMap((field) => field.kinds ?? []).map(({ id }) => id);
  assert.deepEqual(
    asks.map(({ measure }) => measure).toSorted(),
    kinds.toSorted(),
    'the example asks for every kind',
  );
  return draft;
}

/** All in one go: the program takes longer to start than to print. */
async function printedAlike(t: TestContext, all: readonly LetterAsked[]): Promise<void> {
  const folder = temporaryFolder(t);
  const paths = all.map((_, i) => join(folder, `letter-${i}.docx`));
  for (const [i, made] of all.entries()) writeFileSync(paths[i] ?? '', await letterDocx(made));
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const convert = ['--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths];
  const env = { ...process.env, ...OWN_FONTS };
  const run = spawnSync('soffice', [profile, ...convert], { encoding: 'utf8', timeout: 240_000, env });
  assert.equal(run.status, 0, run.stderr);
  for (const [i, made] of all.entries()) {
    const words = withoutFeet(wordsOf(join(folder, `letter-${i}.pdf`)), made).filter((one) => !isBlank(one));
    for (const [k, letter] of lettersOf(made).entries()) {
      const found = differenceFrom(
        ofColumn(words, made, k),
        letterTexts(letter, true),
        isRtl(made.tongues[k]),
        foldedOfWriter,
      );
      assert.equal(found, undefined);
    }
  }
}

/** Writer puts the foot of a page before what is on the page, and makes room for as many lines as it takes. */
function withoutFeet(words: readonly PaperWord[], made: LetterAsked): PaperWord[] {
  const pages = pagesOf(words);
  return pages.flatMap((all, page) => {
    const texts = footTexts(made, page, pages.length);
    const foot: PaperWord[] = [];
    for (let left = folded(texts.join('')).length; left > 0; left -= folded(foot.at(-1)?.text ?? '').length)
      foot.push(all[foot.length] ?? assert.fail(`no foot on page ${page + 1}`));
    assert.equal(differenceFrom(foot, texts, isRtl(made.tongues[0]), foldedOfWriter), undefined);
    return all.slice(foot.length);
  });
}

test('what is longer than a page goes on over the next, and nothing is printed over anything', async (t) => {
  const long = Array.from({ length: 300 }, (_, i) => `Sentence ${i} says why this is needed, at length.`);
  const path = new URL('../../../../fixtures/requests/bc-31-content/complete.json', import.meta.url);
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
const PAGE_MIDDLE = 105 * (72 / 25.4);

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
  const path = new URL('../../../../fixtures/requests/partial-result/complete.json', import.meta.url);
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
