// The story of a review: two people decide a hit by keys, one of them after a look that is counted, and neither sees first what the
// other said.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newUuid } from '../../src/base/ids.ts';
import { eventsOf } from '../../src/evidence/events/recorded-event.acts.ts';
import { examine } from '../../src/forensics/pipeline/examine.acts.ts';
import { drawn, shapes } from '../support/drawn.ts';
import { testExhibit } from '../support/installation.ts';
import { knownSet, pdqList } from '../support/known-set.ts';
import { signedInPage } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { look } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

test('two people settle a hit by keys, and every picture that was shown is counted and recorded', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { browser, site, inside, file } = scene;
  const { house } = inside;
  const words = said.pictureReview;
  const path = join(temporaryFolder(t), 'album');
  mkdirSync(path);
  for (const [name, number] of [['crane.png', 1], ['gate.jpg', 2]] as const) await drawn(320, 240, shapes(number)).toFile(join(path, name)); // prettier-ignore
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path }, title: 'Album' });
  await knownSet(t, house, pdqList(1, 2), { lines: 'pdq', category: 'B' });
  await examine(house, {
    exhibit,
    run: newUuid(house.clock, house.random),
    signal: AbortSignal.timeout(120_000),
  });
  const before = (await eventsOf(house, exhibit.number)).length;

  const ines = await signedInPage(
    { browser, site, inside },
    { name: 'Ines Examiner', cases: [[file, 'examiner']] },
  );
  const { page } = ines;
  page.setDefaultTimeout(60_000);
  await page.goto(`${site.url}/cases/${file.reference}/evidence/2/contents`);
  await page.getByRole('link', { name: words.back(2) }).click();
  await page.getByRole('img', { name: said.picture.hidden }).waitFor();
  assert.equal(await page.locator('main img').count(), 0, 'nothing sharper is in the page');
  await look(page, 'review-veiled');
  await page.keyboard.press('g');
  const shown = page.getByRole('img', { name: words.alt });
  await shown.waitFor();
  assert.equal(await shown.evaluate(async (image) => (image instanceof HTMLImageElement ? (await image.decode(), image.naturalWidth) : 0)), 320); // prettier-ignore
  await page.keyboard.press('Escape');
  await shown.waitFor({ state: 'detached' });
  await page.keyboard.press('1');
  await page.getByText(words.decided, { exact: true }).waitFor();
  await page.keyboard.press('2');
  await page.getByText(words.allDone).waitFor();
  await look(page, 'review-decided');
  await page.keyboard.press('b');
  await page.getByText(words.breakNow).waitFor();

  const kim = await signedInPage(
    { browser, site, inside },
    { name: 'Kim Checker', cases: [[file, 'investigator']] },
  );
  kim.page.setDefaultTimeout(60_000);
  await kim.page.goto(`${site.url}/cases/${file.reference}/evidence/2/hits`);
  await kim.page.getByText(words.second(1)).waitFor();
  assert.equal(
    await kim.page.getByText(words.decided, { exact: true }).count(),
    0,
    'what the other said is not there yet',
  );
  await kim.page.getByRole('button', { name: words.decisions.match, exact: true }).click();
  await kim.page.getByText(words.results.match).waitFor();
  await kim.page.keyboard.press('1');
  await kim.page.getByText(words.results.differ).first().waitFor();
  const events = (await eventsOf(house, exhibit.number)).slice(before);
  const facts = events.map(({ event }) => event.facts?.['purpose'] ?? event.type);
  assert.deepEqual(facts, ['contents', 'picture', 'extracted', 'extracted', 'extracted', 'extracted']);
});
