// Whatever may come as the document of a request: ours in three renderings, what is damaged, foreign, too large or twice in one; and a
// picture, which stays in sight beside its fields.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { renderLetter } from '../../src/requests/verbs/letters/document.ts';
import { ENGLISH } from '../../src/requests/machine/text/tongue.ts';
import { messageOf } from '../../src/requests/machine/messages/message.ts';
import { writeMessageXml } from '../../src/requests/machine/messages/message-xml.ts';
import { writeRequest } from '../../src/requests/machine/messages/request-file.ts';
import { completeDraft } from '../support/complete-request.ts';
import { signedInPage } from '../support/people.ts';
import { hasProgram } from '../support/programs.ts';
import { setScene } from '../support/scene.ts';
import { look, NARROW } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { said } from '../support/words.ts';

const PICTURE = join(import.meta.dirname, '../../docs/images/desk.png');
const MB = 1024 * 1024;

/** The document is sent on the first page; what comes then. */
async function send(page: Page, address: string, name: string, buffer: Buffer): Promise<void> {
  await page.goto(`${address}/incoming`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.locator('form[enctype] button').first().click();
  await page.waitForLoadState();
}

test('each document that may come is read, or kept to be typed from, or refused with what to do', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { file, site } = scene;
  const { page } = await signedInPage(
    scene,
    { name: 'Lena Example', cases: [[file, 'lead']] },
    { viewport: NARROW },
  );
  const address = `${site.url}/cases/${file.reference}/requests`;
  const draft = await completeDraft('bc-31-subscriber');
  const made = {
    draft,
    instrument: 'Budapest Convention',
    tongues: [ENGLISH] as const,
    created: Date.UTC(2026, 9, 5),
  };
  const letter = Buffer.from(await renderLetter(made));
  const json = Buffer.from(writeRequest(draft));
  const xml = Buffer.from(writeMessageXml(messageOf(draft)));
  const more = Buffer.from(json.toString('utf8').replace('"reply": "By e-mail"', '"reply": 7'));
  assert.notDeepEqual(more, json);

  for (const [name, bytes] of [
    ['ours.pdf', letter],
    ['ours.json', json],
    ['ours.xml', xml],
  ] as const) {
    await send(page, address, name, bytes);
    await page.getByText(said.requestIncoming.isRead).waitFor();
    await page.getByText('MLA request for subscriber information').first().waitFor();
    assert.equal(await page.getByRole('heading', { name: said.requestIncoming.kindTitle }).count(), 0, name);
  }

  const beside: [name: string, bytes: Buffer, why: string][] = [
    ['cut.pdf', letter.subarray(0, letter.length / 2), said.requestIncoming.unread.problems.brokenPdf],
    ['cut.json', json.subarray(0, 300), said.requestIncoming.unread.problems.brokenData],
    ['cut.xml', xml.subarray(0, 300), said.requestIncoming.unread.problems.brokenData],
    ['latin.json', Buffer.from('{"a":"\xe9"}', 'latin1'), said.requestIncoming.unread.problems.brokenData],
    ['foreign.json', Buffer.from('{"hello": 1}'), said.requestIncoming.unread.problems.otherData],
    [
      'foreign.xml',
      Buffer.from('<?xml version="1.0"?><order><a/></order>'),
      said.requestIncoming.unread.problems.otherData,
    ],
    ['more.json', more, said.requestIncoming.unread.problems.otherData],
    [
      'huge.json',
      Buffer.from(`{"x":"${'y'.repeat(20 * MB)}"}`),
      said.requestIncoming.unread.problems.tooLarge,
    ],
  ];
  if (hasProgram('qpdf')) {
    const folder = temporaryFolder(t);
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('letter.pdf'), letter);
    writeFileSync(at('request.xml'), xml);
    execFileSync('qpdf', [at('letter.pdf'), '--add-attachment', at('request.xml'), '--', at('two.pdf')]);
    execFileSync('qpdf', [at('letter.pdf'), '--remove-attachment=request.json', at('bare.pdf')]);
    beside.push(
      ['two.pdf', readFileSync(at('two.pdf')), 'More than one request is attached to this PDF'],
      ['bare.pdf', readFileSync(at('bare.pdf')), said.requestIncoming.isScan],
    );
  }
  for (const [name, bytes, why] of beside) {
    await send(page, address, name, bytes);
    await page.getByText(why).waitFor();
    await page.getByText('with the document beside them').waitFor();
    await page.getByRole('heading', { name: said.requestIncoming.kindTitle }).waitFor();
    await page.getByTitle(`Document: ${name}`).waitFor();
  }
  await look(page, 'incoming-documents-beside');

  for (const [name, bytes, why] of [
    [
      'huge.pdf',
      Buffer.concat([letter, Buffer.alloc(33 * MB)]),
      said.requestIncoming.unread.problems.tooLarge,
    ],
    ['letter.docx', Buffer.from('PK\x03\x04'), said.requestIncoming.unread.problems.otherKind],
    ['empty.pdf', Buffer.alloc(0), 'The file is empty'],
  ] as const) {
    await send(page, address, name, bytes);
    const alert = page.getByRole('alert');
    await alert.getByText(why).waitFor();
    await alert.getByText('Ask the sender for the file again').waitFor();
  }
  await look(page, 'incoming-documents-refused');
  await send(page, address, 'more.json', more);
  await page.getByText('Position in the data: message.authorisation.details.reply').waitFor();
  const data = page.frameLocator('[title="Document: more.json"]').locator('body');
  assert.equal(await data.innerText(), more.toString());

  // The same in the language of the page.
  await page.getByRole('button', { name: 'Français' }).click();
  await send(page, address, 'foreign.json', Buffer.from('{"hello": 1}'));
  const note = page.getByText('Les données ne sont pas dans un format de demande');
  await note.waitFor();
  assert.doesNotMatch(await note.innerText(), /Expected|found|the message/);
});

test('a picture stays in sight while its fields are typed, and stands above the question where there is no room beside', async (t) => {
  const scene = await setScene(t);
  if (scene === undefined) return;
  const { file, site } = scene;
  const { page } = await signedInPage(scene, { name: 'Lena Example', cases: [[file, 'lead']] });
  await send(page, `${site.url}/cases/${file.reference}/requests`, 'scan.png', readFileSync(PICTURE));
  const image = page.getByRole('img', { name: 'scan.png' });
  await image.waitFor();
  const button = page.getByRole('button', { name: 'Continue' });
  const inSight = async (): Promise<boolean> => {
    const [box, height] = [await image.boundingBox(), page.viewportSize()?.height ?? 0];
    return box !== null && box.y + Math.min(box.height, 100) > 0 && box.y < height;
  };
  await button.scrollIntoViewIfNeeded();
  assert.ok(await inSight(), 'beside, however far one has scrolled');
  await look(page, 'incoming-picture');

  await page.setViewportSize(NARROW);
  await page.evaluate(() => scrollTo(0, 0));
  const top = async (what: typeof image): Promise<number> => (await what.boundingBox())?.y ?? Infinity;
  const heading = page.getByRole('heading', { name: said.requestIncoming.kindTitle });
  assert.ok((await top(image)) < (await top(heading)), 'above the question');
  assert.ok((await top(heading)) < NARROW.height, 'which is in sight too');
});
