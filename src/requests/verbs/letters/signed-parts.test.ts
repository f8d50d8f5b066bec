// What is signed is what is shown is what leaves: one digest on the page, of the attachment and of the download; and what is for the
// file alone is in no byte that leaves.
import assert from 'node:assert/strict';
import { createHash, randomFillSync } from 'node:crypto';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { completeDraft, explainAll } from '../../../../test/support/complete-request.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { attachmentsOf } from '../../../platform/pdf.ts';
import { LANGUAGES } from '../../../web/messages.ts';
import { lifeOf } from '../life/life.acts.ts';
import { standingPapers, standingSignature } from '../../machine/signature/signature.store.ts';
import { outgoingLetter } from './outgoing.acts.ts';
import { proofOf } from './proof.acts.ts';
import { readRequestDocument } from '../../machine/messages/request-document.ts';
import { writeMessageXml } from '../../machine/messages/message-xml.ts';
import { newUuid } from '../../../base/ids.ts';
import { setAsked } from '../drafting/request-draft.acts.ts';
import { writeRequest } from '../../machine/messages/request-file.ts';
import { addresseeCopy } from './copies.ts';
import { filePartText, reservedAnswers } from './file-part.ts';
import { prepareAuthorising } from './authorise.acts.ts';
import { renderLetter } from './document.ts';
import { letterDocx } from './letter-docx.ts';
import { letterAsked } from './letter.acts.ts';
import { readApproval } from './sign.pages.ts';

const NOTE = 'Zeppelin-7: the ministry told us by telephone, for our file alone.';
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function signed(scene: SigningScene) {
  const { people, prosecutor, number } = scene;
  return people.db.asPerson(prosecutor.person.id, async (tx) => {
    const { request, legal } = await lifeOf(tx, prosecutor, number);
    return { request, legal, papers: (await standingPapers(tx, request)) ?? assert.fail() };
  });
}

/** Streams of a PDF are packed; what is searched must be what a reader would see too. */
function unpacked(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1');
  const parts = [...text.matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      return inflateRawSync(Buffer.from(bytes).subarray(index + mark.length + 2), {
        finishFlush: 2, // what follows is no stream any more
      }).toString('utf8');
    } catch {
      return '';
    }
  });
  return [Buffer.from(bytes).toString('utf8'), ...parts].join('\n');
}

test('the digest on the page is that of the attachment and of the download, and the note for the file leaves with nothing', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, people, number, take, desk, house } = scene;
  await setAsked(ines, { number, counterpart: 'KE', urgency: 'normal' });
  await explainAll(ines, number, NOTE);
  await take(ines, { act: 'submit' });
  const asked = await prepareAuthorising(desk, prosecutor, 'session-1', number);
  const shown = asked.parts?.papers ?? assert.fail();
  const at = asked.choices[0]?.request.at;
  const again = await prepareAuthorising(desk, prosecutor, 'session-1', number, {
    at: at ?? assert.fail(),
  });
  assert.deepEqual(again.parts?.papers, shown, 'asked for the same moment, they are the same bytes');
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const { request, legal, papers } = await signed(scene);
  const { names, files } = await attachmentsOf(papers.document, ['request.json']);
  assert.deepEqual(names, ['request.json']);
  assert.equal(sha256(files[0]?.bytes ?? ''), sha256(papers.data), 'attached is what was signed');

  const file = Buffer.from(papers.file ?? '').toString('utf8');
  assert.ok(file.includes(NOTE), 'and the note was signed, in the other part');
  const { answers, explained } = request.version;
  const draft = { legal, answers, explained };
  const letter = await people.db.asPerson(ines.person.id, (tx) =>
    letterAsked(tx, { request, draft, languages: ['fr', 'en'], isWhole: true }, ines.law),
  );
  const message = JSON.parse(Buffer.from(papers.data).toString('utf8')) as never; // as it was signed
  const signature = await people.db.asPerson(ines.person.id, (tx) => standingSignature(tx, request));
  assert.ok(signature);
  const about = { reference: `${scene.file.reference}/R${number}`, letterIn: request.letterIn };
  const leaves = {
    letter: papers.document,
    data: papers.data,
    xml: Buffer.from(writeMessageXml(message)),
    beside: await renderLetter(letter),
    docx: await letterDocx(letter),
    marked: await outgoingLetter(house, signature, request.letterIn),
    proof: await proofOf(house, { ...about, requestId: request.id, signatures: [signature] }),
  };
  for (const [name, bytes] of Object.entries(leaves)) {
    assert.ok(!unpacked(bytes).includes('Zeppelin-7'), `${name} holds the note for the file`);
    assert.ok(!unpacked(bytes).includes('for our file alone'), name);
  }
  assert.ok(unpacked(leaves.letter).includes('"$schema"'), 'and the search does find what is attached');
});

test('what was signed says from whom to whom, in which version, and who approved it; and so reads whoever gets it', async (t) => {
  const scene = await signingScene(t);
  const { ines, prosecutor, number, take, file, house } = scene;
  await setAsked(ines, { number, counterpart: 'JP', urgency: 'normal' });
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  const { request, papers } = await signed(scene);
  const { message } = await readRequestDocument(papers.document, ines.law);
  const { header, authorisation } = message;
  const { state, agency } = { ...house.settings };
  assert.deepEqual(header.sender, { country: state, authority: agency });
  assert.deepEqual(header.receiver, { country: request.counterpart });
  assert.equal(header.transaction, `${file.reference}/R${number}`);
  assert.equal(header.language, request.writtenIn);
  assert.ok(header.timestamp);
  assert.equal(authorisation.objectId, request.id);
  assert.equal(authorisation.version, request.version.number);
  assert.equal(authorisation.priority, request.urgency);
  assert.deepEqual(authorisation.approval, {
    name: prosecutor.person.name,
    role: 'prosecutor',
    authority: agency,
    country: state,
    timestamp: header.timestamp,
  });
});

test('what the law keeps from the addressee is signed in the part for the file, and is in the data of nobody else', async () => {
  const draft = await completeDraft('epoc');
  const reserved = Object.entries(reservedAnswers(draft)).filter(([, one]) => typeof one === 'string');
  assert.ok(reserved.length > 0, 'necessity and proportionality, at least');
  const about = {
    reference: 'FR-2026-000012/R4',
    requestId: newUuid(Date.now, (bytes) => void randomFillSync(bytes)),
  };
  const file = filePartText({ ...about, draft, version: { number: 1 } });
  const data = writeRequest(addresseeCopy(draft));
  for (const [id, answer] of reserved) {
    const text = JSON.stringify(answer).slice(1, 60);
    assert.ok(file.includes(text) && !data.includes(text), id);
  }
});

test('a place and a last day are taken beside the signature, and what is no day or over is not', () => {
  const say = LANGUAGES.en;
  const read = (place: string, until: string) => readApproval(say, { place, until, today: '2026-11-30' });
  assert.deepEqual(read(' Lyon  2 ', '2026-12-31'), {
    said: { place: 'Lyon 2', until: '2026-12-31' },
    errors: {},
  });
  assert.deepEqual(read('', ''), { said: {}, errors: {} });
  for (const until of ['2026-11-29', '2026-02-30', '2026-12', 'soon'])
    assert.ok(read('', until).errors['until'], until);
  assert.ok(read('x'.repeat(121), '').errors['place']);
});
