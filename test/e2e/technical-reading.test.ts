// The technical part of a request is read by an investigator who wrote none of it, by the keyboard, on a narrow screen.
import { test } from 'node:test';
import { shippedLaw } from '../../src/law/data-files.store.ts';
import { beginRequest } from '../../src/requests/verbs/drafting/request-draft.acts.ts';
import { completeDraft } from '../support/complete-request.ts';
import { asMember, enrol, pageOf } from '../support/people.ts';
import { setScene } from '../support/scene.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look } from '../support/site.ts';
import { said } from '../support/words.ts';

test('who wrote a request cannot say that its technical part is right; a colleague reads it and does', async (t) => {
  const scene = await setScene(t, openPlain);
  if (scene === undefined) return;
  const { inside, file, site, browser } = scene;
  const { people } = inside;
  const ines = await enrol(people, 'ines', [], [[file, 'investigator']]);
  const tess = await enrol(people, 'tess', [], [[file, 'investigator']]);
  const { answers } = await completeDraft('bc-29-preservation');
  const drafter = { ...(await asMember(people, ines, file)), law: await shippedLaw() };
  const number = await beginRequest(drafter, 'bc-29-preservation', answers);
  const request = `${site.url}/cases/${file.reference}/requests/${number}`;

  const writer = await pageOf(browser, site, ines);
  await writer.goto(`${request}/check`);
  await writer.getByRole('link', { name: said.practice.reading.link, exact: true }).first().click();
  await writer.getByText(said.practice.reading.isWriter).waitFor();

  const reader = await pageOf(browser, site, tess);
  await reader.setViewportSize({ width: 375, height: 800 });
  await reader.goto(`${request}/technique`);
  await look(reader, 'technical-reading');
  await reader.getByRole('button', { name: said.practice.reading.confirm }).click();
  await reader.getByRole('alert').waitFor();
  await look(reader, 'technical-reading-wrong');
  await reader.getByLabel('Your unit').fill('Cyber unit of Lyon');
  await reader.keyboard.press('Enter');
  await reader.getByText(/\(Cyber unit of Lyon\) read the technical part and confirmed/).waitFor();
  await look(reader, 'technical-reading-done');

  await writer.goto(`${request}/technique`);
  await writer.getByText(/read the technical part and confirmed/).waitFor();
  await look(writer, 'technical-reading-read');

  const emil = await enrol(people, 'emil', [], [[file, 'examiner']]);
  const examiner = await pageOf(browser, site, emil);
  await examiner.goto(`${site.url}/cases/${file.reference}`);
  await examiner.getByRole('link', { name: said.practice.reading.list, exact: true }).click();
  await look(examiner, 'technical-parts');
  await examiner.getByRole('link', { name: `${file.reference}/R${number}` }).click();
  await examiner.getByText(/read the technical part and confirmed/).waitFor();
  await look(examiner, 'technical-part-examiner');
});
