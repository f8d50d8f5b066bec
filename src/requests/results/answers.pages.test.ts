// What became of each item, said with a delivery: why one does not come is asked in words too, as on the page of any act on items.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippedLaw } from '../../law/data-files.store.ts';
import { LANGUAGES } from '../../web/messages.ts';
import { placeOf } from '../../web/steps.ts';
import { bc31Subscriber } from '../forms/bc-31-subscriber.ts';
import { epoc } from '../forms/epoc.ts';
import { legalForm } from '../form.ts';
import { answersPage, answersSaid, answerSteps, type AnswersAbout } from './answers.pages.ts';
import { said as english, saying } from '../../../test/support/words.ts';

const SAY = LANGUAGES.en;
const LACKING = { 'items.1': 'produced', 'items.2': 'partly' };

async function aboutOf(form: typeof epoc): Promise<AnswersAbout> {
  const { forms } = await shippedLaw();
  const request = { form: form.id, direction: 'incoming', number: 3, version: { answers: {} } };
  const shown = {
    request,
    file: { reference: 'FR-2026-0001', role: 'lead' },
    legal: legalForm(form, forms),
    law: { instruments: [], otherInstruments: {}, channels: [], forms: [] },
  };
  const items = [1, 2].map((item) => ({ item, files: 0, bytes: 0 }));
  return { shown, delivery: { number: 1 }, items } as unknown as AnswersAbout; // all that is looked at
}

test('why an item does not come is asked in words, which may stay empty', async () => {
  const about = await aboutOf(bc31Subscriber);
  const steps = (given: Record<string, string>) => {
    const fields = new URLSearchParams(given);
    return placeOf(answerSteps(SAY, about, fields), fields, 'POST');
  };
  assert.equal(steps({ 'items.1': 'produced', 'items.2': 'none' }).step, undefined, 'nothing lacks');
  assert.deepEqual(steps(LACKING), { step: 'notes', errors: {} });
  assert.equal(steps({ ...LACKING, 'notes.2': '' }).step, undefined);
  const long = { ...LACKING, 'notes.2': 'x'.repeat(4001) };
  assert.deepEqual(steps(long), { step: 'notes', errors: { notes: SAY.requestLife.notTaken } });
  const said = new URLSearchParams({ ...LACKING, 'notes.2': ' Kept for 30 days. ' });
  assert.deepEqual(answersSaid(about, said), [
    { item: 1, actual: 'produced' },
    { item: 2, actual: 'partly', note: 'Kept for 30 days.' },
  ]);
});

test('of an order the ground is asked first, and both stand under the last question', async () => {
  const about = await aboutOf(epoc);
  const given = new URLSearchParams({ ...LACKING, 'grounds.2': 'immunity', said: 'grounds' });
  const asking = answerSteps(SAY, about, given);
  assert.deepEqual(asking.steps, ['items', 'grounds', 'notes']);
  const { step, errors } = placeOf(asking, given, 'POST');
  assert.deepEqual([step, errors], ['notes', {}]);
  const page = String(await answersPage(SAY, about, { asking, step: 'notes', given, errors }).main);
  assert.match(page, saying(english.requestLife.asks.notes));
  assert.deepEqual(page.match(/name="notes\.\d"/g), ['name="notes.2"'], 'of what came nothing is asked');
  assert.match(page, /name="grounds.2" value="immunity"/);
  assert.match(
    page,
    new RegExp(
      `${SAY.requestLife.asks.grounds.slice(0, 20)}[^]*${SAY.requestLife.grounds.immunity.slice(0, 20)}`,
    ),
  );
});
