// Why a download of a depositary was not read: in the words of the reader, with the name that stands in the file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phrase, Refusal } from '../base/refusal.ts';
import { LANGUAGES, type Language } from '../web/messages.ts';
import { unreadDownloadWords } from './import-ask.pages.ts';
import { notSuch, stateNamed } from './import-reading.ts';
import { DocumentTypeRefused } from './xml.ts';

const all = Object.keys(LANGUAGES) as Language[];

test('a State of an unknown name is told by that name', () => {
  assert.throws(
    () => stateNamed('Ruritania'),
    (error: Refusal) => {
      for (const code of all) {
        const said = unreadDownloadWords(LANGUAGES[code], error, 'untc');
        assert.match(said, /Ruritania/);
        if (code !== 'en') assert.doesNotMatch(said, /State|name|Expected/);
      }
      return true;
    },
  );
});

test('a file of another kind is told by the kind expected; one too large, or with a document type, by that', () => {
  const large = new Refusal('tooLarge', { expected: 'less', found: 'more', next: 'Cut it.' });
  for (const code of all) {
    const { formatWords, unread } = LANGUAGES[code].lawImport;
    const said = unreadDownloadWords(
      LANGUAGES[code],
      notSuch(phrase('readableFile'), phrase('noRowOfState')),
      'chart',
    );
    assert.ok(said.includes(formatWords.chart), said);
    assert.equal(unreadDownloadWords(LANGUAGES[code], large, 'chart'), unread.tooLarge);
    assert.match(unreadDownloadWords(LANGUAGES[code], new DocumentTypeRefused(), 'untc'), /DOCTYPE/);
  }
});
