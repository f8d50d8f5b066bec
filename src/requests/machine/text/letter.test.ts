// Letters in the languages of the United Nations against stored texts, and what of the forms is not translated yet.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { plainLetter } from '../../../../test/support/plain-letter.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { formLabels } from '../../../law/form-labels.store.ts';
import { LANGUAGES, type Language } from '../../../web/messages.ts';
import { instrumentTitle, legalForm, namesItsLaw } from '../../core/form.ts';
import { FORMS } from '../../forms/index.ts';
import { letterOf } from './letter.ts';
import { readRequest } from '../messages/request-file.ts';
import { letterTongue } from './tongue.ts';

/** Forms come before their translations; more than these are not left in English. */
const MAX_MISSING = 20;
const law = await shippedLaw();
const others = (Object.keys(LANGUAGES) as Language[]).filter((one) => one !== 'en'); // own keys

for (const { id } of FORMS)
  for (const language of others)
    test(`${id} in ${language}: the letter as stored, nothing left in English`, () => {
      const folder = new URL(`../../../../fixtures/requests/${id}/`, import.meta.url);
      const draft = readRequest(readFileSync(new URL('complete.json', folder), 'utf8'), law);
      const tongue = letterTongue(LANGUAGES[language], formLabels(language));
      const plain = plainLetter(letterOf(draft, instrumentTitle(draft.legal, law), tongue));
      const path = new URL(`letter.${language}.txt`, folder);
      if (process.env['COMITY_WRITE_FIXTURES'] === '1') writeFileSync(path, plain);
      assert.ok(existsSync(path));
      assert.equal(plain, readFileSync(path, 'utf8'));
      assert.doesNotMatch(plain, /\(en\)/);
    });

for (const language of others)
  test(`${language}: labels of the forms that are still in English are few`, (t) => {
    const labels = formLabels(language);
    const english = new Set(law.forms.flatMap(labelsOf));
    const missing = new Set(FORMS.flatMap((form) => labelsOf(legalForm(form, law.forms).record)));
    for (const one of labels.keys()) missing.delete(one);
    const stale = [...labels.keys()].filter((one) => !english.has(one));
    t.diagnostic(`${stale.length} translations are of labels that no form has: ${stale.join(' | ')}`);
    t.diagnostic(
      `${missing.size} labels of ${FORMS.length} forms are in English: ${[...missing].join(' | ')}`,
    );
    assert.ok(missing.size <= MAX_MISSING, `${missing.size}`);
  });

test('a label without a translation stands in English, and says so', () => {
  const french = letterTongue(LANGUAGES.fr, new Map());
  assert.equal(french.label('Reference'), 'Reference (en)');
  assert.equal(letterTongue(LANGUAGES.ar, new Map()).label('Reference'), '\u2068Reference\u2069 (en)');
  assert.equal(letterTongue(LANGUAGES.en, new Map()).label('Reference'), 'Reference');
});

function lawOf(instrument: string): string {
  const known = law.instruments.find(({ id }) => id === instrument);
  return known?.shortTitle ?? law.otherInstruments[instrument] ?? instrument;
}

function labelsOf(record: (typeof law.forms)[number]): string[] {
  const { title, ref, sections } = record;
  const fields = sections.flatMap((section) => section.fields);
  return [
    title,
    ref,
    ...(namesItsLaw(ref) ? [] : [lawOf(record.instrument)]),
    ...sections.map(({ label }) => label),
    ...fields.flatMap(({ label, options, headings = [] }) => [
      label,
      ...[...options, ...headings].map((one) => one.label),
    ]),
  ];
}
