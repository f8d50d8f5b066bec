// What frames a letter in the languages of the Union that no page has: words of ours in each, as drafts, and no English among them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { letterTexts } from '../../../../test/support/plain-letter.ts';
import { hasProgram } from '../../../../test/support/programs.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { stateName } from '../../../law/states.ts';
import { isLanguage } from '../../../web/language.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { LETTER_LANGUAGES, letterWords, type LetterLanguage } from '../../core/letter-language.ts';
import { readRequest } from '../../machine/messages/request-file.ts';
import { letterTongue } from '../../machine/text/tongue.ts';
import { lettersOf, renderLetter, type LetterAsked } from './document.ts';
import { markLines } from './mark.ts';

const law = await shippedLaw();
const fixture = new URL('../../../../fixtures/requests/mla-request/complete.json', import.meta.url);
const draft = readRequest(readFileSync(fixture, 'utf8'), law);
const AT = new Date(Date.UTC(2026, 9, 5, 9, 30));
const OWN = LETTER_LANGUAGES.filter((code) => !isLanguage(code));
/** Said as in English by those who speak it. */
const SAME = new Set(['E-mail', 'Fax', 'Name', 'No.', 'Period', 'port {value}', 'suspect']);
/** On pages, before the letter leaves; or signs between two values. */
const NOT_FRAME = /^letter\.(?:notice\.(?!translated)|draft$|labelled$|identifier$)/;

type Part = string | readonly string[] | { readonly [name: string]: Part };

function leaves(part: Part, path: string): [path: string, text: string][] {
  if (typeof part === 'string') return [[path, part]];
  return Object.entries(part).flatMap(([name, one]: [string, Part]) => leaves(one, `${path}.${name}`));
}

function fileOf(path: string): { readonly [name: string]: Part } {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8');
  return JSON.parse(text) as { readonly [name: string]: Part }; // messages: texts, lists of them and parts
}

const english = {
  ...fileOf('../../../web/messages/en/cases.json'),
  ...fileOf('../../../web/messages/en/channels.json'),
  ...fileOf('../../../web/messages/en/requests.json'),
};
const frame = ['letter', 'caseRole', 'ways.category', 'requests.kinds', 'counterpartCopy.notice']
  .flatMap((path) => {
    const steps = path.split('.');
    return leaves(
      steps.reduce((part: Part, step) => (part as { readonly [name: string]: Part })[step] ?? '', english),
      path,
    );
  })
  .filter(([path]) => !NOT_FRAME.test(path));

for (const code of OWN)
  test(`${code}: each word of the frame has its own, given what the English is given`, () => {
    const own = new Map(
      Object.entries(fileOf(`../../core/letter-words/${code}.json`)).flatMap(([name, part]) =>
        leaves(part, name),
      ),
    );
    const given = (text: string): string => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
    for (const [path, text] of frame) {
      const said = own.get(path);
      assert.ok(said, `${path} is missing`);
      assert.equal(given(said), given(text), path);
      assert.ok(said !== text || SAME.has(text), `${path} is English: ${text}`);
    }
    assert.equal(own.size, frame.length, 'it says what is no part of the frame');
    const { language } = letterWords(code);
    assert.deepEqual([language.code, language.isDraft], [code, true]);
    assert.notEqual(stateName('DE', code), stateName('DE', 'en'));
  });

function asked(code: LetterLanguage): LetterAsked {
  const say = letterWords(code);
  // Labels of the form are brought by the agency, and free text by a translator: neither is of the frame.
  const tongue = { ...letterTongue(say, new Map(), () => '—'), label: () => '—' };
  const approval = { name: 'A. Approver', role: 'judge', authority: 'Court', state: 'SE', at: AT } as const;
  return {
    draft,
    instrument: '—',
    tongues: [tongue],
    approval: { ...approval, until: '2026-12-01' },
    copyFor: 'Authority',
    to: 'PL',
    created: AT.getTime(),
  };
}

function textsOf(code: LetterLanguage): string[] {
  const made = asked(code);
  const [letter] = lettersOf(made);
  const [tongue] = made.tongues;
  assert.ok(letter !== undefined && made.approval !== undefined);
  const marked = { ...made.approval, digest: 'ab', origin: 'log', index: 7, created: AT };
  const { letter: words } = tongue.say;
  return [...letterTexts(letter), ...markLines(marked, tongue), words.page('1', '2'), words.attached];
}

/** What was typed into the request or is a sign stands the same in all. */
function wasTyped(text: string): boolean {
  return (
    text === '—' ||
    JSON.stringify([draft.answers, asked('en').approval]).includes(text) ||
    !/\p{L}/u.test(text)
  );
}

test('a letter in German, Polish or Greek has no English left in its frame, and says States and days as they are said there', () => {
  const inEnglish = new Set(textsOf('en').filter((text) => !wasTyped(text)));
  assert.ok(inEnglish.size > 20);
  for (const code of ['de', 'pl', 'el'] as const) {
    const own = textsOf(code);
    assert.deepEqual(
      own.filter((text) => inEnglish.has(text) && !SAME.has(text.split(': ')[0] ?? '')),
      [],
      code,
    );
    for (const text of [...letterWords(code).letter.head.closing, `Court (${stateName('SE', code)})`])
      assert.ok(own.includes(text), `${code}: ${text}`);
    assert.ok(own.some((text) => text.includes(stateName('PL', code))));
  }
  assert.equal(LANGUAGES.en.letter.yes, 'Yes.', 'the English itself stays what it is');
});

test(
  'on paper a Greek letter has its letters, and the page of pages is said in Greek',
  { skip: !hasProgram('pdftotext') && 'pdftotext is missing (poppler-utils)' },
  async (t) => {
    const path = join(temporaryFolder(t), 'letter.pdf');
    writeFileSync(path, await renderLetter(asked('el')));
    const { stdout } = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    const { head, page } = letterWords('el').letter;
    for (const text of [...head.greeting, page('1', '2').slice(0, 8)]) assert.ok(stdout.includes(text), text);
  },
);
