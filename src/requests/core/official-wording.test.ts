// A wording that an agency brings: taken whole or not at all, each wrong line named; and what a letter says by it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isRefusal } from '../../../test/support/refusal.ts';
import { shippedLaw } from '../../law/data-files.store.ts';
import { readRequest } from '../machine/messages/request-file.ts';
import { letterOf } from '../machine/text/letter.ts';
import { letterTongue } from '../machine/text/tongue.ts';
import { LETTER_LANGUAGES, letterWords } from './letter-language.ts';
import { coverageOf, readOfficialWording, sayingOfficially, withTreaties } from './official-wording.ts';

const law = await shippedLaw();
const recordOf = (form: string) => law.forms.find(({ id }) => id === form);
const isInstrument = (id: string): boolean => law.instruments.some((one) => one.id === id);
const GOOD = `schema_version: 1
form: eio-b
language: nl
source: Voorbeeld van een tekst
day: "2026-10-01"
title: Bevestiging van ontvangst
sections:
  A: (A) Het bevel
fields:
  issued: Datum van uitvaardiging
`;

test('a wording goes before our labels, and what it does not name stays ours and says so', () => {
  const wording = readOfficialWording('eio-b.nl.yaml', GOOD, recordOf, isInstrument);
  const path = new URL('../../../fixtures/requests/eio-b/complete.json', import.meta.url);
  const draft = readRequest(readFileSync(path, 'utf8'), law);
  const tongue = { ...letterTongue(letterWords('nl'), new Map()), official: wording.words };
  const { title, sections, notices } = letterOf(draft, 'made up', tongue);
  assert.equal(title, 'Bevestiging van ontvangst');
  assert.deepEqual(notices, []);
  assert.equal(sections[0]?.label, '(A) Het bevel');
  assert.deepEqual(
    sections[0].rows.map(({ label }) => label),
    [
      'Issuing authority (en)',
      'File number of issuing authority (en)',
      'Datum van uitvaardiging',
      'Date of receipt (en)',
    ],
  );
  const record = recordOf('eio-b');
  assert.ok(record);
  assert.equal(coverageOf(record, wording.words).said, 3);
});

test('fixed words of the letter are brought with the wording, and count; a word of no letter is refused', () => {
  const text = `${GOOD}letter:\n  yes: "Ja."\n  not_stated: Niet vermeld.\n  stamp: Officieel stempel\n`;
  const { words } = readOfficialWording('eio-b.nl.yaml', text, recordOf, isInstrument);
  const { letter } = sayingOfficially(letterWords('nl'), words);
  const english = letterWords('nl').letter;
  assert.deepEqual(
    [letter.yes, letter.no, letter.notStated, letter.signs.stamp, letter.signs.signature],
    ['Ja.', english.no, 'Niet vermeld.', 'Officieel stempel', english.signs.signature],
  );
  assert.equal(sayingOfficially(letterWords('nl'), undefined).letter, english);
  const record = recordOf('eio-b');
  assert.ok(record);
  assert.equal(coverageOf(record, words).said, 6);
  assert.throws(
    () => readOfficialWording('eio-b.nl.yaml', `${text}  greeting: Geachte\n`, recordOf, isInstrument),
    isRefusal('badInput', /greeting/),
  );
});

test('titles of treaties are brought in the language of the addressee; one of no instrument is refused', () => {
  const name = 'Verdrag inzake de bestrijding van strafbare feiten verbonden met elektronische netwerken';
  const text = `${GOOD}treaties:\n  coe-ets-185: ${name}\n`;
  const { words } = readOfficialWording('eio-b.nl.yaml', text, recordOf, isInstrument);
  const budapest = law.instruments.find(({ id }) => id === 'coe-ets-185');
  assert.ok(budapest);
  const labelled = (given: typeof words | undefined): string =>
    letterTongue(letterWords('nl'), withTreaties(new Map(), given, law)).label(budapest.title);
  assert.equal(labelled(words), name);
  assert.equal(labelled(undefined), `${budapest.title} (en)`);
  assert.throws(
    () => readOfficialWording('w.yaml', `${text}  coe-ets-999: X\n`, recordOf, isInstrument),
    isRefusal('badInput', /w\.yaml:13: treaties\.coe-ets-999 is no instrument/),
  );
});

test('a wrong file is refused by its lines, and nothing of it is taken', () => {
  const wrong: readonly (readonly [text: string, line: RegExp])[] = [
    [GOOD.replace('  issued:', '  isued:'), /w\.yaml:10: fields\.isued is no part of eio-b/],
    [GOOD.replace('  A:', '  Q:'), /w\.yaml:8: sections\.Q is no part/],
    [GOOD.replace('language: nl', 'language: xx'), /w\.yaml:3: language/],
    [GOOD.replace('form: eio-b', 'form: eio-z'), /w\.yaml:2: no form eio-z/],
    [GOOD.replace('"2026-10-01"', '"2026-13-01"'), /w\.yaml:5: day/],
    [GOOD.replace('source: Voorbeeld van een tekst\n', ''), /source/],
    [GOOD.replace('title: Bev', 'title: &a Bev'), /w\.yaml:6: an anchor is not taken/],
    [`${GOOD}options:\n  issued:\n    x: y\n`, /w\.yaml:13: options\.issued\.x is no part/],
    [`${GOOD}colour: red\n`, /colour/],
    ['{', /w\.yaml:\d+/],
  ];
  for (const [text, line] of wrong)
    assert.throws(
      () => readOfficialWording('w.yaml', text, recordOf, isInstrument),
      isRefusal('badInput', line),
      text,
    );
});

test('letters can go out in each language of the Union and of the United Nations, under its own name', () => {
  assert.equal(LETTER_LANGUAGES.length, 27);
  for (const code of LETTER_LANGUAGES) assert.equal(letterWords(code).language.code, code);
  assert.match(letterWords('el').language.name, /Ελληνικά/);
});
