// A form that is changed in place: a draft says what changed and loses no answer; what was submitted and signed is read as it was then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, signingScene, signIt } from '../../../../test/support/signing-request.ts';
import { requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { formOf } from '../../forms/index.ts';
import type { FormRecord } from '../../../law/model-form.ts';
import type { Knowledge } from '../../../law/model.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { formChanged } from '../../verbs/drafting/questions/form-change.pages.ts';
import { beginRequest, savePage } from '../../verbs/drafting/request-draft.acts.ts';
import { legalOf } from '../states/wording.store.ts';
import { formChange, wordingDigest } from '../../core/wording.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import { checkSignatures, keptSignatures } from '../../verbs/letters/signature-check.acts.ts';
import { said } from '../../../../test/support/words.ts';

const FORM = 'bc-31-subscriber';
const NEW = 'Number of the register';

/** The facts are asked in other words, the reference no more, and something new. */
function changed(law: Knowledge): Knowledge {
  const forms = law.forms.map((record): FormRecord => {
    if (record.id !== FORM) return record;
    const sections = record.sections.map((section) => ({
      ...section,
      fields: section.fields.flatMap((field) => {
        if (field.id === 'reference') return [{ ...field, id: 'register', label: NEW }];
        return [field.id === 'facts' ? { ...field, label: 'What happened' } : field];
      }),
    }));
    return { ...record, sections };
  });
  return { ...law, forms };
}

const recordOf = ({ forms }: Knowledge): FormRecord => {
  const record = forms.find(({ id }) => id === FORM);
  assert.ok(record);
  return record;
};

async function lifeUnder({ ines }: Pick<RequestScene, 'ines'>, law: Knowledge, number: number) {
  return ines.people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, { ...ines, law }, number));
}

test('the digest of a wording tells apart what is asked and in which words, and nothing else', async (t) => {
  const { ines } = await requestScene(t);
  const record = recordOf(ines.law);
  const elsewhere = { ...record, at: 'forms.yaml:9999', sources: [], confidence: 'recalled' } as const;
  assert.equal(wordingDigest(elsewhere), wordingDigest(record));
  assert.equal(formChange(record, elsewhere), undefined);
  assert.notEqual(wordingDigest(recordOf(changed(ines.law))), wordingDigest(record));
});

test('a draft keeps the wording it was begun on, and its page names what was added, reworded and taken out', async (t) => {
  const scene = await requestScene(t);
  const { ines } = scene;
  const law = changed(ines.law);
  const answers = { reference: 'JIRS 2026/9', facts: 'Altered invoices were sent.' };
  const number = await beginRequest(ines, FORM, answers, { record: recordOf(ines.law) });
  const form = formOf(FORM);
  assert.ok(form);
  const page = async (known: Knowledge) => {
    const { request, legal } = await lifeUnder(scene, known, number);
    const { change } = await ines.people.db.asPerson(ines.person.id, (tx) =>
      legalOf(tx, form, request, known),
    );
    const shown = {
      file: ines.file,
      request,
      legal,
      findings: [],
      law: known,
      openRemarks: new Map(),
      change,
    };
    return { request, legal, change, text: `${await formChanged(LANGUAGES.en, shown)}` };
  };
  const before = await page(ines.law);
  assert.equal(before.change, undefined);
  assert.equal(before.text, '');
  const { request, legal, change, text } = await page(law);
  assert.deepEqual(
    change?.added.map(({ id }) => id),
    ['register'],
  );
  assert.deepEqual(
    change?.gone.map(({ id }) => id),
    ['reference'],
  );
  assert.deepEqual(
    change?.reworded.map(({ is }) => is.id),
    ['facts'],
  );
  assert.deepEqual(request.version.answers, answers, 'nothing that was answered is lost');
  assert.ok(
    legal.fields.some(({ label }) => label === 'What happened'),
    'it is written on the form as it is now',
  );
  for (const words of [NEW, 'What happened', 'JIRS 2026/9', said.formChanged.kept])
    assert.ok(text.includes(words), words);
  const saved = await savePage(ines, {
    number,
    base: 1,
    page: 'facts',
    fields: ['facts'],
    answers: { facts: 'More' },
  });
  assert.ok(saved.ok);
  assert.equal((await page(law)).request.version.answers['reference'], 'JIRS 2026/9');
});

test('what was submitted and signed is read in the words of then, and its signature holds though the form was changed', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, house, file, number, take } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const law = changed(ines.law);
  const { legal } = await lifeUnder(scene, law, number);
  assert.ok(legal.fields.some(({ id }) => id === 'reference'));
  assert.ok(!legal.fields.some(({ label }) => label === NEW || label === 'What happened'));
  const of = { caseId: file.id, reference: file.reference, number };
  const kept = await house.db.transaction((tx) => keptSignatures(tx, of, law));
  const [signed] = await checkSignatures(house, kept);
  assert.ok(signed);
  assert.equal(signed.wrong, undefined);
  // Whoever writes on it once more writes on the form as it is.
  const taken = await savePage(ines, {
    number,
    base: 1,
    page: 'facts',
    fields: ['facts'],
    answers: { facts: 'More' },
  });
  assert.equal(taken.request.state, 'draft');
  const again = await lifeUnder(scene, law, number);
  assert.ok(again.legal.fields.some(({ label }) => label === NEW));
  await house.db.transaction(async (tx) => {
    const [void_] = await checkSignatures(house, await keptSignatures(tx, of, law));
    assert.equal(void_?.wrong, undefined, 'what was signed is still what was signed');
  });
});
