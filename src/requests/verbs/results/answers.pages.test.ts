// What became of each item, said with a delivery: why one does not come is asked in words too, as on the page of any act on items.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { epoc } from '../../forms/epoc.ts';
import { legalForm } from '../../core/form.ts';
import type { RequestShown } from '../../machine/text/request-shown.pages.ts';
import { answerFields, answersSaid } from './answers.pages.ts';
import type { ItemResult } from '../../machine/states/results.ts';
import { askedWith } from '../../../../test/support/act-asked.ts';

const SAY = LANGUAGES.en;
const LACKING = { 'items.1': 'produced', 'items.2': 'partly' };

async function fieldsFor(form: typeof epoc) {
  const { forms } = await shippedLaw();
  const request = { form: form.id, direction: 'incoming', number: 3, version: { answers: {} } };
  const shown = {
    request,
    file: { reference: 'FR-2026-0001', role: 'lead' },
    legal: legalForm(form, forms),
    law: { instruments: [], otherInstruments: {}, channels: [], forms: [] },
  } as unknown as RequestShown; // all that is looked at
  return answerFields(
    shown,
    [1, 2].map((item) => ({ item, files: 0, bytes: 0 }) as unknown as ItemResult), // as above
  );
}

test('why an item does not come is asked in words, which may stay empty', async () => {
  const fields = await fieldsFor(bc31Subscriber);
  const of = (given: Record<string, string>) => askedWith(fields, given);
  assert.equal(of({ 'items.1': 'produced', 'items.2': 'none' }).step, undefined, 'nothing lacks');
  assert.deepEqual(of({ 'items.1': '', 'items.2': '' }).errors, { items: SAY.results.chooseOne });
  assert.equal(of(LACKING).step, 'notes');
  assert.equal(of({ ...LACKING, 'notes.2': '' }).step, undefined);
  const long = of({ ...LACKING, 'notes.2': 'x'.repeat(4001) });
  assert.deepEqual([long.step, long.errors], ['notes', { notes: SAY.requestLife.notTaken }]);
  const { said } = of({ ...LACKING, 'notes.2': ' Kept for 30 days. ' });
  assert.deepEqual(answersSaid(said), [
    { item: 1, actual: 'produced' },
    { item: 2, actual: 'partly', note: 'Kept for 30 days.' },
  ]);
});

test('of an order the ground is asked first, of each that does not come, and it is one of the Regulation', async () => {
  const fields = await fieldsFor(epoc);
  const { steps, step } = askedWith(fields, { ...LACKING, 'grounds.2': 'immunity' });
  assert.deepEqual([steps, step], [['items', 'grounds', 'notes'], 'notes']);
  const bare = askedWith(fields, { ...LACKING, 'grounds.2': 'political-offence' });
  assert.deepEqual(bare.errors, { grounds: SAY.requestLife.guards.groundOfEach });
  const given = new URLSearchParams(LACKING);
  const page = String(await fields.notes.control(SAY, { name: 'notes', given, errors: {} }, undefined));
  assert.deepEqual(page.match(/name="notes\.\d"/g), ['name="notes.2"'], 'of what came nothing is asked');
});
