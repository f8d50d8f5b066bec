// Rules by the names that people know them by.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../law/data-files.store.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { FORMS } from '../forms/index.ts';
import { refText } from './ref-text.pages.ts';

test('an instrument is called by its name, once for what follows of the same', async () => {
  const law = await shippedLaw();
  assert.equal(
    refText(LANGUAGES.en, law, 'coe-ets-185, T-CY(2018)10; coe-ets-185, template, later items'),
    'Budapest Convention, T-CY(2018)10; template, later items',
  );
  assert.equal(refText(LANGUAGES.en, law, 'eu-2023-1543 Art 5'), 'e-Evidence Regulation, Art 5');
  assert.equal(refText(LANGUAGES.en, law, 'coe-ets-185'), 'Budapest Convention');
});

test('what names no instrument of the law data stays as it is', async () => {
  const law = await shippedLaw();
  for (const ref of [
    '',
    'para 57',
    'guidance on requests',
    'T-CY(2018)10',
    'background paper, para 57; Art. 5',
  ])
    assert.equal(refText(LANGUAGES.en, law, ref), ref);
});

test('the marks of a citation are in the language of the reader', async () => {
  const law = await shippedLaw();
  const inFrench = (ref: string): string => refText(LANGUAGES.fr, law, ref);
  assert.equal(inFrench('coe-ets-185, Arts 16(2), 29(7)'), 'Convention de Budapest, art. 16(2), 29(7)');
  assert.equal(
    inFrench('eu-2023-1543, Annex III, Section D; Art. 5(4)'),
    'Règlement e-Evidence, annexe III, section D ; art. 5(4)',
  );
  assert.equal(
    inFrench('eu-2025-1550, Annex, point 3.3.3').split(', ').slice(-2).join(', '),
    'annexe, point 3.3.3',
  );
  assert.equal(inFrench('coe-ets-185, Arts 33 and 34'), 'Convention de Budapest, art. 33, 34');
  assert.equal(inFrench('good practice'), 'bonne pratique');
  assert.equal(inFrench('paras 33 and 57'), 'par. 33, 57');
  assert.equal(inFrench('treaty practice'), 'pratique des traités');
  assert.equal(
    inFrench('UNTOC Art. 18(9) as a reason'),
    'CTO (Convention de Palerme), art. 18(9) comme motif',
  );
  assert.equal(inFrench('background paper, para 59'), 'document d’information, par. 59');
  assert.equal(inFrench('T-CY(2018)10'), 'T-CY(2018)10');
  assert.equal(inFrench('T-CY(2018)10, item 3'), 'T-CY(2018)10, rubrique 3');
  assert.equal(inFrench('basic tips, check 16'), 'conseils de base, contrôle 16');
  assert.equal(refText(LANGUAGES.zh, law, 'T-CY(2018)10, item 3'), 'T-CY(2018)10，第 3 项');
  assert.equal(
    refText(LANGUAGES.zh, law, 'UNTOC Art. 18(15)(d), 18(17)'),
    '《打击跨国有组织犯罪公约》（《巴勒莫公约》），第 18(15)(d), 18(17) 条',
  );
});

/** Names that are the same in every language, and kinds of acts of the Union, which stand with their number. */
const NAMES = new Set(['Budapest', 'UNTOC', 'Regulation', 'Directive']);

test('no citation of a form, of its rules or of a check keeps English words in another language', async () => {
  const law = await shippedLaw();
  const unnamed = { instruments: [], otherInstruments: {} };
  const refs = new Set([
    ...FORMS.flatMap(({ rules }) => rules.map(({ ref }) => ref)),
    ...law.forms.flatMap(({ ref, sections }) => [
      ref,
      ...sections.flatMap((one) => one.fields.map((field) => field.ref)),
    ]),
    ...law.checks.map(({ basis }) => basis),
  ]);
  assert.ok(refs.size > 100, `${refs.size}`);
  for (const language of [LANGUAGES.zh, LANGUAGES.ar, LANGUAGES.ru])
    for (const ref of refs) {
      const words = refText(language, unnamed, ref).match(/(?<![\w-])[A-Za-z]{4,}(?![\w-])/g) ?? [];
      assert.deepEqual(
        words.filter((one) => !NAMES.has(one)),
        [],
        `${language.language.code}: ${ref}`,
      );
    }
});
