// The language of a letter: what is signed is in it, what was written freely stands in its translation, and what is not translated
// says so.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { letterTexts } from '../../../../test/support/plain-letter.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import { keepOfficialWording } from '../../core/official-wording.store.ts';
import { enrol } from '../../../../test/support/people.ts';
import { personById } from '../../../people/person.store.ts';
import { setLogo, setProfile } from '../../../evidence/installation/settings.acts.ts';
import { letterDocx } from './letter-docx.ts';
import { lettersOf, renderLetter, type LetterAsked } from './document.ts';
import { legalForm } from '../../core/form.ts';
import { formOf } from '../../forms/index.ts';
import { letterAsked } from './letter.acts.ts';
import { setLanguages } from '../drafting/request-draft.acts.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { segmentsOf } from '../../machine/text/segments.ts';
import { prepareAuthorising } from './authorise.acts.ts';
import { signaturesOf } from '../../machine/signature/signature.store.ts';
import { translate } from './translation.acts.ts';

const REASON = 'Whoever held this address at that second opened the mailbox.';

async function about({ people, file, number, translator }: SigningScene) {
  const request = await people.db.asPerson(translator.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(request !== undefined);
  const form = formOf(request.form) ?? assert.fail();
  const { answers, explained } = request.version;
  return { request, draft: { legal: legalForm(form, translator.law.forms), answers, explained } };
}

async function translateAll(scene: SigningScene, to: LetterLanguage, but: string[] = []): Promise<void> {
  const it = await about(scene);
  const { writtenIn } = it.request;
  for (const { source } of segmentsOf(it.draft, writtenIn))
    if (!but.includes(source))
      await translate(
        scene.translator,
        { ...it, pair: { from: writtenIn, to } },
        { source, target: `${to.toUpperCase()} ${source}` },
      );
}

async function texts(
  scene: SigningScene,
  ...languages: [LetterLanguage, ...LetterLanguage[]]
): Promise<string[][]> {
  const it = await about(scene);
  const { people, ines } = scene;
  const asked = await people.db.asPerson(ines.person.id, (tx) =>
    letterAsked(tx, { ...it, languages }, ines.law),
  );
  return lettersOf(asked).map((one) => letterTexts(one));
}

test('a letter alone in another language has the translation, and names what is in the language of the original', async (t) => {
  const scene = await signingScene(t);
  await translateAll(scene, 'fr', [REASON]);
  const [french = []] = await texts(scene, 'fr');
  assert.ok(
    french.includes(
      'FR Invoices of a harbour company were altered in its mailbox and paid to another account.',
    ),
  );
  assert.equal(french[french.indexOf('Non traduit. Rédigé en anglais\u00a0:') + 1], REASON);
  assert.ok(french.some((one) => one.startsWith('Le texte libre a été rédigé en anglais')));
  const [, beside = []] = await texts(scene, 'en', 'fr');
  assert.ok(
    beside.includes(LANGUAGES.fr.letter.untranslated),
    'where it stands beside, it is not said twice',
  );
  assert.ok(!beside.includes(REASON));
  const [english = []] = await texts(scene, 'en');
  assert.ok(english.includes(REASON) && !english.some((one) => one.includes('translated')));
  const [spanish = [], russian = []] = await texts(scene, 'es', 'ru');
  for (const one of [spanish, russian]) assert.ok(one.includes(REASON), 'the original stands in neither');
  // A language that no page has: by the wording that the agency brings.
  const dutch = { form: 'bc-31-subscriber', language: 'nl', source: 'Tekst', day: '2026-10-01' } as const;
  for (const title of ['Oud', 'Verzoek om abonneegegevens'])
    await scene.desk.house.db.transaction((tx) =>
      keepOfficialWording(tx, { ...dutch, words: { title } }, new Date(title === 'Oud' ? 1 : 2)),
    );
  await translateAll(scene, 'nl');
  const [own = []] = await texts(scene, 'nl');
  assert.ok(own.includes('Verzoek om abonneegegevens') && own.includes(`NL ${REASON}`), own.join('\n'));
  assert.ok(own.includes('1 Date (en)'), 'what it does not name is ours, and says so');
});

test('the letter that is signed is in its own language, once all of it is translated, and stands until it is taken back', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, people, number, take, desk } = scene;
  await setLanguages(ines, { number, writtenIn: 'en', letterIn: 'fr' });
  await assert.rejects(
    take(ines, { act: 'submit' }),
    isRefusal('notAllowed', /letterNotTranslated|French|fran/),
  );
  await translateAll(scene, 'fr');
  await take(ines, { act: 'submit' });
  assert.deepEqual((await prepareAuthorising(desk, prosecutor, 'session-1', number)).hindrances, []);
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const { request } = await about(scene);
  const [signature] = await people.db.asPerson(ines.person.id, (tx) => signaturesOf(tx, request.id));
  const path = join(temporaryFolder(t), 'signed.pdf');
  writeFileSync(path, signature?.papers.document ?? assert.fail());
  const { stdout } = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' });
  const signed = stdout.replaceAll(/\s+/g, ' ');
  for (const words of ['Autorité requise', 'FR Invoices of a harbour company', 'Autorisé par'])
    assert.ok(signed.includes(words), `${words} is in: ${signed}`);

  await assert.rejects(translateAll(scene, 'fr'), isRefusal('conflict', /signed with this translation/));
  await translateAll(scene, 'es');
  await setLanguages(ines, { number, writtenIn: 'en', letterIn: 'es' });
  const after = await about(scene);
  assert.equal(after.request.state, 'draft');
  const [old] = await people.db.asPerson(ines.person.id, (tx) => signaturesOf(tx, request.id));
  assert.ok(old?.voidAt, 'what was signed is void once its language changes');
  await translateAll(scene, 'fr');
});

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" fill="#1d4f91"/></svg>`;

test('the logo that an administrator sets stands on the letter that any member makes, who reads nothing else that is set', async (t) => {
  const scene = await signingScene(t);
  const { people, ines } = scene;
  const it = await about(scene);
  const asked = () =>
    people.db.asPerson(ines.person.id, (tx) => letterAsked(tx, { ...it, languages: ['en'] }, ines.law));
  assert.equal((await asked()).logo, undefined);
  const { id } = await enrol(people, 'ada', ['administrator']);
  const ada = await people.operator.transaction((tx) => personById(tx, id));
  assert.ok(ada);
  await setProfile(people, ada, { address: 'Quay 1', email: '', telephone: '', dutyTelephone: '' });
  await setLogo(people, ada, LOGO);
  const made = await asked();
  assert.equal(made.logo?.ratio, 3);
  const read = await people.db.asPerson(ines.person.id, (tx) =>
    tx.selectFrom('setting').select('name').execute(),
  );
  assert.deepEqual(
    read.map(({ name }) => name),
    ['agencyLogo'],
  );
  await assert.rejects(setLogo(people, ines.person, LOGO));
  const blue = async (letter: LetterAsked): Promise<boolean> => {
    const path = join(temporaryFolder(t), 'letter.pdf');
    writeFileSync(path, await renderLetter(letter));
    const { stdout } = spawnSync('pdftoppm', ['-r', '20', '-l', '1', path], { maxBuffer: 1e8 });
    return stdout.includes(Buffer.from([0x1d, 0x4f, 0x91, 0x1d, 0x4f, 0x91]));
  };
  assert.ok(await blue(made));
  assert.ok(!(await blue({ ...made, logo: undefined })));
  assert.ok(Buffer.from(await letterDocx(made)).includes('word/media/'));
  delete process.env['VIPSHOME']; // libvips says there where it is, as soon as it draws
  await setLogo(people, ada, undefined);
  assert.equal((await asked()).logo, undefined);
});
