// Why a file of translations was not read: in the words of the reader, without any of the refusal itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../../base/refusal.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import { unreadFileWords } from './translation-file.pages.ts';
import { pairTitle } from './translation.pages.ts';
import { readXliff } from './xliff.ts';

const PAIR = { from: 'fr', to: 'ar' } as const;
const root = (attributes: string): string =>
  `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" ${attributes}><file id="f"></file></xliff>`;
const UNREAD: readonly (readonly [what: 'broken' | 'notXliff' | 'otherLanguages', text: string])[] = [
  ['broken', root('version="2.1" srcLang="fr" trgLang="ar"').slice(0, 90)],
  ['broken', 'no XML'],
  ['notXliff', root('version="1.2" srcLang="fr" trgLang="ar"')],
  ['notXliff', '<html></html>'],
  ['otherLanguages', root('version="2.1" srcLang="fr" trgLang="ru"')],
];

for (const [what, text] of UNREAD)
  test(`${what}: ${text.slice(0, 30)}`, async () => {
    const error = await readXliff(Buffer.from(text), PAIR, new Set()).then(
      () => assert.fail('it was read'),
      (refused: unknown) => refused,
    );
    assert.ok(error instanceof Refusal);
    for (const code of Object.keys(LANGUAGES) as Language[]) {
      const said = unreadFileWords(LANGUAGES[code], error, PAIR);
      const { unread } = LANGUAGES[code].translation.file;
      const begins = what === 'otherLanguages' ? '' : unread[what];
      assert.ok(said.startsWith(begins) && said.endsWith(unread.next), said);
      assert.doesNotMatch(said, /Expected|found|undefined/);
    }
  });

test('languages are named in the language of the reader', async () => {
  const [, text] = UNREAD[4] ?? assert.fail();
  await assert.rejects(readXliff(Buffer.from(text), PAIR, new Set()), (error: Refusal) => {
    assert.match(
      unreadFileWords(LANGUAGES.es, error, PAIR),
      /^Este archivo no es una traducción de francés a árabe\./,
    );
    assert.match(unreadFileWords(LANGUAGES.zh, error, PAIR), /法语.*阿拉伯语/);
    return true;
  });
});

test('what is refused for another reason is told by its kind', () => {
  const error = new Refusal('noSpace', { expected: 'room', found: 'none', next: 'Wait.' });
  assert.equal(unreadFileWords(LANGUAGES.fr, error, PAIR), LANGUAGES.fr.refused.because.noSpace);
});

test('what is translated into what is told in the language of whoever reads it', () => {
  const told = (say: Parameters<typeof pairTitle>[0]): string => pairTitle(say, { from: 'fr', to: 'en' });
  assert.equal(told(LANGUAGES.en), 'From French into English');
  assert.equal(told(LANGUAGES.es), 'Del francés al inglés');
  assert.equal(told(LANGUAGES.zh), '从法语译成英语');
  for (const code of ['ar', 'ru', 'zh'] as const) assert.doesNotMatch(told(LANGUAGES[code]), /[A-Za-z]/);
});
