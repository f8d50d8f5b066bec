// Stories of the acts on evidence, in a real browser.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { newUuid, type Uuid } from '../../src/base/ids.ts';
import type { CaseFile } from '../../src/cases/case.ts';
import { addExhibit } from '../../src/evidence/intake/exhibit-add.acts.ts';
import { makeShare } from '../../src/evidence/packages/share.acts.ts';
import { insertShare } from '../../src/evidence/packages/share.store.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { setHolder } from '../../src/evidence/custody/hand-over.store.ts';
import { join } from 'node:path';
import { ADDITION } from '../support/installation.ts';
import { signedInPage } from '../support/people.ts';
import { shareOf } from '../support/held-exhibit.ts';
import { setScene, type Scene } from '../support/scene.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';
import { capital } from '../../src/web/capital.ts';

test('two people in two browsers hand an exhibit over', async (t) => {
  const scene = await setScene(t, openPlain);
  if (scene === undefined) return;
  const { inside, file, number, exhibit, site } = scene;
  const ines = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'investigator']] });
  const omar = await signedInPage(scene, { name: 'Omar Example', cases: [[file, 'examiner']] });
  const dina = await signedInPage(scene, { name: 'Dina Example', cases: [[file, 'defence']] });
  const id = (await inside.house.db.kysely.selectFrom('exhibit').select('id').executeTakeFirstOrThrow()).id;
  await inside.house.db.transaction((tx) => setHolder(tx, id as typeof ines.id, ines.id));

  // Omar does not hold it: no button, and the page says why.
  await omar.page.goto(exhibit);
  await omar.page.getByText(said.handOver.onlyHolder).waitFor();
  assert.equal(await omar.page.getByRole('link', { name: said.handOver.title }).count(), 0);
  await omar.page.goto(`${exhibit}/hand-over`);
  await omar.page.getByRole('heading', { name: said.handOver.notNowTitle }).waitFor();
  await look(omar.page, 'hand-over-not-now');

  // Ines does, and offers it: one question a page, then a look at the answers.
  const { page } = ines;
  await page.goto(exhibit);
  await look(page, 'exhibit-held');
  await page.getByRole('link', { name: said.handOver.title }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText(said.form.choose).waitFor();
  await page.getByRole('radio', { name: 'Omar Example' }).check();
  await look(page, 'hand-over-who');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('Enter a reason').waitFor();
  await page.getByLabel('Reason').fill('Examination in the laboratory');
  await page.getByLabel('Place').fill('Lyon, FR');
  await look(page, 'hand-over-why');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: said.requests.checkTitle }).waitFor();
  // Each question is a page of its own: Back leads to it, and so does "Change".
  await page.goBack();
  assert.equal(await page.getByLabel('Reason').inputValue(), 'Examination in the laboratory');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: `Change: ${capital(said.handOver.changeWhy)}` }).click();
  assert.equal(await page.getByLabel('Reason').inputValue(), 'Examination in the laboratory');
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'hand-over-check');
  await page.getByRole('button', { name: said.handOver.offerButton }).click();
  await page.getByRole('status').getByText(said.exhibitDone.offered).waitFor();
  await page.getByText('Offered to Omar Example').first().waitFor();
  await look(page, 'exhibit-offered');
  await page.goto(site.url);
  await page.getByRole('heading', { name: said.handOver.mineTitle }).waitFor();
  await look(page, 'my-work-offered');

  // Omar finds it in his work, and takes it.
  await omar.page.goto(site.url);
  await look(omar.page, 'my-work-waiting');
  await omar.page.getByRole('link', { name: `Answer the offer of ${number}` }).click();
  await omar.page.getByRole('button', { name: said.handOver.answerButton }).click();
  await omar.page.getByRole('alert').getByText(said.handOver.chooseAnswer).waitFor();
  await omar.page.getByRole('radio', { name: said.handOver.no }).check();
  await omar.page.getByRole('button', { name: said.handOver.answerButton }).click();
  await omar.page.getByRole('alert').getByText('Enter a reason').waitFor();
  await look(omar.page, 'hand-over-answer-problem');
  await omar.page.getByRole('radio', { name: said.handOver.yes }).check();
  await look(omar.page, 'hand-over-answer');
  await omar.page.getByRole('button', { name: said.handOver.answerButton }).click();
  await omar.page.getByRole('status').getByText(said.exhibitDone.accepted).waitFor();
  await omar.page.getByText('Handed over by Ines Example to Omar Example').waitFor();
  await omar.page.getByText('Omar Example (you)').waitFor();
  await look(omar.page, 'exhibit-handed-over');
  await omar.page.goto(`${site.url}/cases/${file.reference}/evidence`);
  await omar.page.getByRole('cell', { name: 'Omar Example' }).waitFor();
  await look(omar.page, 'evidence-held');

  // The defence sees that custody passed, and no names.
  await dina.page.goto(exhibit);
  await dina.page.getByText('Handed over').first().waitFor();
  assert.doesNotMatch(await dina.page.content(), /Ines Example|Omar Example/);
  await dina.page.goto(`${site.url}/cases/${file.reference}/evidence`);
  assert.doesNotMatch(await dina.page.content(), /Ines Example|Omar Example/);

  const events = (await eventsOf(inside.house, number)).filter(({ event }) => event.type !== 'viewed');
  assert.deepEqual(
    events.map(({ event }) => `${event.type} ${event.actor.role}`),
    ['acquired operator', 'stored operator', 'checked operator', 'offered investigator', 'accepted examiner'],
  );
});

test('labels are printed on A4, with a code that leads to the exhibit and nothing secret', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { inside, file, number, exhibit } = scene;
  for (let more = 0; more < 16; more++) await addExhibit(inside.house, smallExhibit(file, more));
  const { page } = await signedInPage(scene, { name: 'Ines Example', cases: [[file, 'investigator']] });
  await page.goto(exhibit);
  await page.getByRole('link', { name: 'Print label' }).click();
  await page.getByText('1 label on 1 sheet.').waitFor();
  assert.equal(await page.getByRole('listitem').filter({ hasText: number }).count(), 1);
  assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /laptop|harbour/i);
  await look(page, 'label');
  await page.getByLabel(said.labels.which).fill('nonsense');
  await page.getByRole('button', { name: said.labels.show }).click();
  await page.getByRole('alert').getByText('Enter exhibit numbers such as 1-4, 7').waitFor();
  await look(page, 'label-problem');
  await page.getByLabel(said.labels.which).fill('1-17');
  await page.getByLabel('First free label').fill('3');
  await page.getByRole('button', { name: said.labels.show }).click();
  await page.getByText('17 labels on 2 sheets.').waitFor();
  await look(page, 'labels');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 2, 'one page a sheet');
  const folder = process.env['COMITY_PICTURES'];
  if (folder) writeFileSync(join(folder, 'labels.pdf'), pdf);
});

function smallExhibit(file: CaseFile, n: number): Parameters<typeof addExhibit>[1] {
  const bytes = Readable.from([Buffer.from(`letter ${n}`)]);
  return {
    ...ADDITION,
    caseName: file.reference,
    from: { kind: 'stream', name: `letter-${n}.txt`, stream: bytes },
  };
}

test('a condition is added, an entry corrected, and an exhibit destroyed by two', async (t) => {
  const scene = await setScene(t, openPlain);
  if (scene === undefined) return;
  const { inside, file, number, exhibit, site } = scene;
  const lena = await signedInPage(scene, { name: 'Lena Example', cases: [[file, 'lead']] });
  const jana = await signedInPage(scene, { name: 'Jana Example', cases: [[file, 'judge']] });
  const { page } = lena;

  await page.goto(exhibit);
  await page.getByRole('link', { name: said.condition.title }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('Enter the condition').waitFor();
  await page.getByLabel(said.condition.what).fill('No onward transfer');
  await look(page, 'condition');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(said.condition.why).fill('Central Authority of Portugal, letter of 3 November 2026');
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'condition-check');
  await page.getByRole('button', { name: said.condition.button }).click();
  await page.getByRole('status').getByText(said.exhibitDone.condition).waitFor();
  assert.equal(await page.getByRole('complementary').getByText('No onward transfer').count(), 1);

  await page.getByRole('link', { name: said.correction.title }).click();
  await page.getByRole('radio', { name: 'Acquired' }).check();
  await look(page, 'correct-entry');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('radio', { name: 'The place' }).check();
  await look(page, 'correct-field');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('Lyon, FR').waitFor();
  await page.getByLabel(said.correction.value).fill('Villeurbanne, FR');
  await look(page, 'correct-value');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel(said.correction.why).fill('Typing error');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: said.correction.button }).click();
  await page.getByRole('status').getByText(said.exhibitDone.corrected).waitFor();
  await page.getByText('Villeurbanne, FR').waitFor();
  await look(page, 'exhibit-corrected');

  await packageHere(scene, jana.id);
  await page.getByRole('link', { name: said.disposal.orderTitle }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('alert').getByText('Enter the reference of the order').waitFor();
  await page.getByRole('radio', { name: 'Order of a court' }).check();
  await page.getByLabel(said.disposal.reference).fill('9/26 of 2 November 2026');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Reason').fill('Final judgment, retention has ended');
  await look(page, 'dispose-order');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Will remain', exact: true }).waitFor();
  await page.getByText('for Central Authority of Fiji (Fiji), made on').waitFor();
  await look(page, 'dispose-check');
  await page.getByRole('button', { name: said.disposal.proposeButton }).click();
  await page.getByRole('status').getByText('A second person must confirm it.').waitFor();
  await look(page, 'exhibit-disposal-proposed');
  const { id: proposed } = await inside.house.db.kysely
    .selectFrom('disposal')
    .select('id')
    .executeTakeFirstOrThrow();
  await page.goto(`${exhibit}/dispose/${proposed}/decide`);
  await page.getByText(said.disposal.isOwn).waitFor();

  await jana.page.goto(site.url);
  await look(jana.page, 'my-work-disposal');
  await jana.page.getByRole('link', { name: `the disposal of ${number}` }).click();
  await jana.page.getByRole('radio', { name: said.disposal.yes }).check();
  await look(jana.page, 'dispose-decide');
  await jana.page.getByRole('button', { name: said.disposal.decideButton }).click();
  await jana.page.getByRole('status').getByText(said.exhibitDone.destroyed).waitFor();
  await look(jana.page, 'exhibit-destroyed');
  const events = (await eventsOf(inside.house, number)).filter(({ event }) => event.type !== 'viewed');
  assert.deepEqual(
    events.map(({ event }) => event.type),
    [
      'acquired',
      'stored',
      'checked',
      'conditionAdded',
      'corrected',
      'disclosed',
      'authorityAdded',
      'destroyed',
    ],
  );
  assert.equal(events.at(-1)?.event.facts?.['copies'], 1, 'and the package that lay here with it');
});

/** Made, and not taken away yet. */
async function packageHere({ inside: { house }, file, number }: Scene, by: Uuid): Promise<void> {
  const id = newUuid(house.clock, house.random);
  const at = new Date(house.clock());
  const share = shareOf(number, { ground: 'Consent of Portugal, letter of 4 November 2026' });
  await house.db.transaction((tx) =>
    insertShare(tx, { ...share, id, caseId: file.id, by, at, needsSecond: false }),
  );
  const { signal } = new AbortController();
  await makeShare(house, { id, caseId: file.id, role: 'judge', signal, onProgress: () => undefined });
}
