// A letter in French and Arabic side by side: written in French, translated sentence by sentence, certified, read as one PDF.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { goOn } from '../support/go-on.ts';
import type { CaseRole } from '../../src/people/roles.ts';
import { draftedBy } from '../support/begun-request.ts';
import { testCase } from '../support/installation.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { enrol, pageOf, testSite } from '../support/people.ts';
import { hasProgram } from '../support/programs.ts';
import { openPlain } from '../support/plain-visitor.ts';
import { look, NARROW } from '../support/site.ts';
import { said } from '../support/words.ts';

const FACTS = ['Des factures ont été modifiées.', 'La connexion venait de cette adresse.'];
const IN_ARABIC = ['جرى تعديل فواتير.', 'جاء الاتصال من هذا العنوان.'];

test('a French request is translated into Arabic, certified, and read side by side: by the keyboard, on a narrow screen', async (t) => {
  const browser = openPlain(t);
  if (browser === undefined) return;
  const { house, people, site } = await testSite(t);
  const file = await testCase(house);
  const member = async (who: string, role: CaseRole): Promise<Page> => {
    const person = await enrol(people, who, [], [[file, role]]);
    const inFrench = { answers: { facts: FACTS.join(' ') }, writtenIn: 'fr' } as const;
    if (role === 'investigator') await draftedBy(people, person.id, file.id, 'bc-31-subscriber', inFrench);
    return pageOf(browser, site, person, { acceptDownloads: true, viewport: NARROW });
  };
  const ines = await member('ines', 'investigator');
  const tariq = await member('tariq', 'translator');
  const address = `${site.url}/cases/${file.reference}/requests/1`;

  const keys = keyboardOf(tariq);
  const follow = async (role: 'link' | 'button', name: string): Promise<void> => {
    await keys.skip();
    await keys.follow(tariq.getByRole(role, { name }));
  };
  await tariq.goto(`${address}/letter?language=fr&beside=none`);
  await follow('link', 'Translator’s desk');
  await tariq.getByText('Source language: French').waitFor();
  await keys.skip();
  await keys.pick(tariq.getByLabel(said.translation.to), 'Français');
  await keys.follow(tariq.getByRole('button', { name: 'Continue' }));
  await tariq.getByText(said.translation.twoLanguages).first().waitFor();
  await look(tariq, 'translation-pair');
  await keys.skip();
  await keys.pick(tariq.getByLabel(said.translation.to), 'العربية');
  await keys.follow(tariq.getByRole('button', { name: 'Continue' }));
  await tariq.getByText('0 of 2 sentences translated').waitFor();
  await tariq.getByText('once every sentence is translated').waitFor();
  await look(tariq, 'translation-desk');
  await follow('link', `${said.translation.translateOne} Sentence 1`);
  await tariq.getByText(FACTS[0] ?? '').waitFor();
  await follow('button', said.requests.saveNext);
  await tariq.getByText(said.translation.nothingWritten).first().waitFor();
  for (const text of IN_ARABIC) {
    await keys.skip();
    await keys.type(tariq.getByRole('textbox'), text);
    await look(tariq, 'translation-sentence');
    await keys.follow(tariq.getByRole('button', { name: said.requests.saveNext }));
  }
  await tariq.getByText('2 of 2 sentences translated').waitFor();

  // Somebody else translates the same sentence meanwhile: nothing is overwritten before it was seen.
  for (const page of [ines, tariq]) await page.goto(`${address}/translation/fr-ar/1`);
  await ines.getByRole('textbox').fill('فواتير.');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByText('2 of 2 sentences translated').waitFor();
  await tariq.getByRole('textbox').fill(IN_ARABIC[0] ?? '');
  await tariq.getByRole('button', { name: said.requests.saveNext }).click();
  await tariq.getByRole('heading', { name: said.requests.conflict.title }).waitFor();
  await tariq.getByText('فواتير.', { exact: true }).waitFor();
  assert.equal(await tariq.getByRole('textbox').inputValue(), IN_ARABIC[0]);
  await look(tariq, 'translation-theirs');
  await tariq.getByRole('button', { name: said.requests.saveNext }).click();
  await tariq.getByText('2 of 2 sentences translated').waitFor();

  const arrived = tariq.waitForEvent('download');
  await tariq.getByRole('link', { name: said.translation.file.take }).click();
  const xliff = readFileSync(await (await arrived).path(), 'utf8');
  assert.match(xliff, /srcLang="fr" trgLang="ar"/);
  const upload = async (text: string): Promise<void> => {
    const sent = { name: 'sentences.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(text) };
    await tariq.getByLabel('Translated file').setInputFiles(sent);
    await tariq.getByRole('button', { name: said.translation.file.button }).click();
  };
  await tariq.getByRole('link', { name: said.translation.file.title }).click();
  await upload(xliff.replace('trgLang="ar"', 'trgLang="ru"'));
  await tariq.getByText('This file is not a translation from French into Arabic').first().waitFor();
  await upload(xliff.replace(FACTS[1] ?? '', 'Une autre phrase.'));
  await tariq.getByText(said.translation.file.problems.notHere).waitFor();
  await look(tariq, 'translation-file-wrong');
  // Somebody else translates one of the sentences while he has the file: both texts are shown, and nothing is overwritten unseen.
  await ines.goto(`${address}/translation/fr-ar/1`);
  await ines.getByRole('textbox').fill('فواتير عُدّلت.');
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.getByText('2 of 2 sentences translated').waitFor();
  const [CHANGED, ALSO] = ['فواتير جرى تعديلها.', 'وجاء الاتصال من هذا العنوان.'];
  await upload(xliff.replace(IN_ARABIC[0] ?? '', CHANGED).replace(IN_ARABIC[1] ?? '', ALSO));
  await tariq.getByText('1 sentence was translated by someone else', { exact: false }).waitFor();
  for (const text of ['فواتير عُدّلت.', CHANGED]) await tariq.getByText(text, { exact: true }).waitFor();
  await look(tariq, 'translation-file-contested');
  await ines.goto(`${address}/translation/fr-ar`);
  assert.equal(await ines.getByText(ALSO).count(), 0, 'nothing of the file was kept');
  const again = tariq.getByRole('button', { name: said.drafting.bring.keepRight });
  const sent = { name: 'sentences.xlf', mimeType: 'application/xliff+xml' };
  const whole = xliff.replace(IN_ARABIC[0] ?? '', CHANGED).replace(IN_ARABIC[1] ?? '', ALSO);
  await tariq.getByLabel('Translated file').setInputFiles({ ...sent, buffer: Buffer.from(whole) });
  await again.click();
  await tariq.getByText('1 other sentence was saved', { exact: false }).waitFor();
  await tariq.getByLabel(said.translation.file.takeMine).check();
  await tariq.getByRole('button', { name: said.translation.file.takeChosen }).click();
  await tariq.getByText(CHANGED).waitFor();
  await tariq.getByText(ALSO).waitFor();
  await tariq.goto(`${site.url}/translate`);
  await tariq.getByRole('link', { name: `${file.reference}/R1` }).waitFor();
  await look(tariq, 'to-translate');
  await tariq.goto(`${site.url}/`);
  await tariq.getByRole('link', { name: said.translation.list.title }).waitFor();
  await look(tariq, 'work-to-translate');
  await tariq.goto(`${address}/translation/fr-ar`);
  await follow('link', 'Certificate');
  await look(tariq, 'translation-certify');
  await follow('button', said.translation.certify);
  await tariq.getByText('certified this translation on').waitFor();
  await look(tariq, 'translation-certified');

  const hers = keyboardOf(ines);
  await ines.goto(`${address}/letter`);
  for (const language of ['Français', 'العربية']) {
    await hers.skip();
    await hers.check(ines.getByRole('radio', { name: language }));
    await look(ines, 'letter-language');
    await hers.follow(ines.getByRole('button', { name: 'Continue' }));
  }
  await look(ines, 'letter-ready');
  await hers.skip();
  await hers.reach(ines.getByRole('link', { name: said.requests.letter }));
  const arriving = ines.waitForEvent('download');
  await ines.keyboard.press('Enter');
  const path = await (await arriving).path();
  if (hasProgram('pdftotext')) {
    const text = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' })
      .stdout.normalize('NFKC')
      .replaceAll(/\s+/g, '');
    for (const words of [
      'Des factures ont été modifiées',
      'Attestation du traducteur',
      'السرية',
      'فواتير',
      'الاتصال',
    ])
      assert.ok(text.includes(words.replaceAll(' ', '')), `${words} is in: ${text}`);
  }

  await ines.goto(`${address}/languages`);
  await ines.getByRole('heading', { name: said.translation.languages.title }).waitFor();
  await look(ines, 'request-languages');
  await goOn(ines);
  await ines.getByLabel('العربية').check();
  await look(ines, 'request-languages-letter');
  await goOn(ines);
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.goto(`${address}/fields`);
  await ines.getByText('French → Arabic').waitFor();
  await look(ines, 'request-before-you-write');

  await ines.goto(`${address}/questions/facts`);
  await ines.getByRole('textbox').fill(`Des courriels ont été modifiés. ${FACTS[1]}`);
  await ines.getByRole('button', { name: said.requests.saveNext }).click();
  await ines.goto(`${address}/check`);
  await ines.getByText('not every sentence has been translated into that language').click();
  await ines.getByRole('heading', { name: said.translation.languages.title }).waitFor();
  await look(ines, 'request-languages-chosen');
  await tariq.goto(`${address}/translation/fr-ar`);
  await tariq.getByText('1 of 2 sentences translated').waitFor();
  await tariq.getByText(said.translation.certificateVoid).waitFor();
  await tariq.getByRole('link', { name: `${said.translation.translateOne} Sentence 1` }).click();
  await tariq.getByText(said.translation.changedSince).waitFor();
  await tariq.getByText('فواتير جرى تعديلها.').waitFor();
  await look(tariq, 'translation-changed');
});
