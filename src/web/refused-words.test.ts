// A refusal is said in the language of the page, and in English on the terminal and to other programs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phrase, Refusal, toldRefusal } from '../base/refusal.ts';
import { everyText } from './messages-files.ts';
import { LANGUAGES } from './messages.ts';
import { refusalWords, toDoWords, wordsOf } from './refused-words.ts';

const MAX = 12;
const refusal = new Refusal('notAllowed.tooManyKeys', { keysMax: MAX });

test('the name of a refusal gives its code, and its English is what terminal and API say', () => {
  assert.equal(refusal.code, 'notAllowed');
  const english = refusalWords(LANGUAGES.en, 'notAllowed.tooManyKeys', { keysMax: MAX });
  const { expected, found, next } = refusal;
  assert.deepEqual({ expected, found, next }, english);
  assert.equal(refusal.message, `Expected ${expected}; found ${found}. ${next}`);
  assert.ok(expected.includes(String(MAX)));
});

for (const [code, say] of Object.entries(LANGUAGES))
  test(`${code}: a page says what was expected and what to do in its own language`, async () => {
    const { entry, values } = refusal;
    const words = entry && refusalWords(say, entry, values);
    assert.ok(words !== undefined && words.expected.includes(String(MAX)));
    const shown = String(await toDoWords(say, refusal));
    assert.ok(shown.includes(words.next), shown);
    assert.equal(shown.includes(refusal.next), code === 'en');
    assert.ok(!shown.includes('lang="en"'));
  });

test('one that is not in the catalogue, or not any more, is said in English, and marked as that', async () => {
  const other = new Refusal('notFound', { expected: 'a key', found: 'none', next: 'Look again.' });
  assert.equal(other.entry, undefined);
  assert.equal(String(await toDoWords(LANGUAGES.fr, other)), '<span lang="en">a key. Look again.</span>');
  const old = {
    entry: 'notFound.longGone' as 'notFound.absent',
    values: {},
    expected: 'a key',
    next: 'Look.',
  };
  assert.ok(String(await toDoWords(LANGUAGES.fr, old)).startsWith('<span lang="en">'));
});

test('a cause is kept, and is no value', () => {
  const cause = new Error('ENOENT');
  const lost = new Refusal('notFound.pemFile', { path: '/etc/tls.pem', cause });
  assert.equal(lost.cause, cause);
  assert.deepEqual(lost.values, { path: '/etc/tls.pem' });
  assert.equal(lost.expected, 'a PEM file at /etc/tls.pem');
});

const LATIN_WORD = /[a-z]{4,}/i;

for (const [code, say] of Object.entries(LANGUAGES))
  test(`${code}: what stands within a refusal is said in the same language, after a thread and a database too`, () => {
    const list = ['subscriber', 'content'];
    const kept = JSON.parse(
      JSON.stringify(
        toldRefusal(
          new Refusal('badUsage.question', {
            field: '--category',
            expected: phrase('askedOneOf', { list }),
            found: "'x'",
          }),
        ),
      ),
    ) as ReturnType<typeof toldRefusal>; // as it was written
    const { expected, found } = wordsOf(say, kept);
    assert.equal(found, "'x'");
    assert.ok(expected.includes(list.join(say.language.comma)), expected);
    const words = say.phrases.askedOneOf('').trim();
    assert.ok(expected.includes(words), expected);
    if (code === 'en') assert.equal(expected, kept.expected);
    if (['ar', 'ru', 'zh'].includes(code))
      assert.doesNotMatch(expected.replaceAll(/--category|subscriber|content/g, ''), LATIN_WORD);
  });

test('what stands in a stored refusal and is in the catalogue no more leaves its English', () => {
  const values = {
    field: 'to',
    expected: { phrase: 'longGone' as 'askedState', values: {} },
    found: '–',
  };
  const old = {
    entry: 'badUsage.question',
    values,
    expected: 'to with a State',
    found: '–',
    next: 'Look.',
  } as const;
  assert.equal(wordsOf(LANGUAGES.fr, old).expected, 'to with a State');
});

/** Names of formats and of what stands in them, which are the same in every language. */
const SAME =
  /JSON|XML|PDF|XLIFF|RSA|ECDSA|ISO|SHA-256|MiB|EUR-Lex|UTF-8|CSV|true|false|INSTRUMENT|STATE|\{[^{}]*\}/g;

for (const code of ['ar', 'ru', 'zh'] as const)
  test(`${code}: no words that stand within a refusal were left in English`, () => {
    const texts = [...everyText(code)].filter(([path]) => path.startsWith('phrases.'));
    assert.deepEqual(
      texts.filter(([, [text = '']]) => LATIN_WORD.test(text.replaceAll(SAME, ''))),
      [],
    );
  });

for (const [code, say] of Object.entries(LANGUAGES))
  test(`${code}: what stands in the way of an act is said as its page says it, and in English as it was found`, () => {
    const found = { said: 'requestLife.guards.signed', english: 'no signature' };
    const refusal = new Refusal('notAllowed.hindered', { guard: 'signed', ref: 'eu-2014-41, Art. 2', found });
    assert.equal(refusal.found, 'no signature');
    const words = wordsOf(say, refusal).found;
    assert.equal(words.includes(say.requestLife.guards.signed), code !== 'en');
    assert.ok(words.includes('no signature'), words);
    const none = new Refusal('notAllowed.hindered', {
      guard: 'signed',
      ref: 'x',
      found: { ...found, said: 'requestLife.gone.signed' },
    });
    assert.equal(wordsOf(say, none).found, 'no signature');
  });
