// Each form, authorised with a passkey and proven: of its proof the terminal, the stand-alone program and the offline page say the same of
// who approved what, when, and by which log; and no byte that leaves has anything of the part for the file. Some forms, drawn anew
// each time (COMITY_PROOFS_SEED draws the same again); `COMITY_PROOFS=all` (the soak) takes every one.
import assert from 'node:assert/strict';
import { createHash, randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXIT } from '../src/cli/terminal.ts';
import { requestMessage } from '../src/exchange/sealed-information.acts.ts';
import { beginRequest } from '../src/requests/verbs/drafting/request-draft.acts.ts';
import { urgencyWithin, type RequestRecord } from '../src/requests/core/request.ts';
import { FORMS, formOf } from '../src/requests/forms/index.ts';
import { authorise, prepareAuthorising } from '../src/requests/verbs/letters/authorise.acts.ts';
import { addresseeCopy } from '../src/requests/verbs/letters/copies.ts';
import { reservedAnswers } from '../src/requests/verbs/letters/file-part.ts';
import { letterDocx } from '../src/requests/verbs/letters/letter-docx.ts';
import { letterAsked } from '../src/requests/verbs/letters/letter.acts.ts';
import { outgoingLetter } from '../src/requests/verbs/letters/outgoing.acts.ts';
import { proofOf } from '../src/requests/verbs/letters/proof.acts.ts';
import { lifeOf, takeAct, type Acting } from '../src/requests/verbs/life/life.acts.ts';
import type { Message } from '../src/requests/machine/messages/message.ts';
import { writeMessageXml } from '../src/requests/machine/messages/message-xml.ts';
import { standingSignature } from '../src/requests/machine/signature/signature.store.ts';
import { completeDraft, explainAll } from './support/complete-request.ts';
import { folded, printed, textsIn, unpacked } from './support/leaving.ts';
import { answersAtLength } from './support/life-sides.ts';
import { randomOf, someOf } from './support/random.ts';
import { isRefusal } from './support/refusal.ts';
import { deviceAnswer, signingScene, type SigningScene } from './support/signing-request.ts';
import { temporaryFolder } from './support/temporary.ts';
import { threeVerifiers, type Verifiers } from './support/three-verifiers.ts';

const NOTE = 'Zeppelin-7: the ministry told us by telephone, for our file alone.';
const MARKER = 'Zeppelin-7';
const SEED = Number(process.env['COMITY_PROOFS_SEED'] ?? randomInt(2 ** 31));
const DRAWN = 3;
const CHOSEN = drawn();
const ASKED = process.env['COMITY_PROOFS'] === 'all' ? FORMS : FORMS.filter((form) => CHOSEN.includes(form));
/** Of a treaty that is not in force nothing leaves, and there is nothing to prove. */
const NOT_YET = new Set(['un-42-preservation', 'cets224-6', 'cets224-7', 'cets224-8', 'cets224-9']);
const SIGNED = ASKED.filter(({ id }) => !NOT_YET.has(id));
/** A passkey counts what it signs; one that does not is taken for a copy. */
let signed = 100;

/** One of those with a part that is reserved is always among them. */
function drawn(): readonly (typeof FORMS)[number][] {
  const random = randomOf(SEED);
  return [
    ...someOf(
      FORMS.filter((form) => form.reserved !== undefined),
      1,
      random,
    ),
    ...someOf(FORMS, DRAWN, random),
  ];
}

interface Proven {
  readonly id: string;
  readonly request: RequestRecord;
  readonly by: Acting;
  readonly reference: string;
  readonly proof: Uint8Array;
  /** What leaves, by its name. */
  readonly leaves: { readonly [name: string]: Uint8Array };
  readonly letter: Uint8Array;
  readonly docx: Uint8Array;
  /** What is for the file alone, and is in nothing that the addressee is told. */
  readonly kept: readonly string[];
  readonly told: readonly string[];
}

/** The first of those who sign such requests whom nothing stands in the way. */
async function signedBy(scene: SigningScene, number: number, id: string): Promise<Acting> {
  const found: string[] = [];
  for (const who of [scene.judge, scene.prosecutor]) {
    const asked = await prepareAuthorising(scene.desk, who, 'session-1', number);
    found.push(...asked.hindrances.map(({ guard, found: what }) => `${who.file.role}, ${guard}: ${what}`));
    if (asked.choices.length === 0) continue;
    const answer = deviceAnswer(scene, who, asked.choices, { counter: (signed += 1) });
    assert.ok((await authorise(scene.desk, who, { session: 'session-1', number, answer })).ok, id);
    return who;
  }
  return assert.fail(`${id}: ${found.join('; ')}`);
}

async function proven(scene: SigningScene, id: string): Promise<Proven> {
  const { ines, house } = scene;
  const draft = await completeDraft(id);
  const answers = await answersAtLength(id);
  const number = await beginRequest(ines, id, answers, {
    counterpart: 'NL',
    urgency: urgencyWithin('normal', formOf(id)?.urgency?.(answers)),
    explained: { cyberUnit: NOTE },
    means: 'secure_email',
  });
  await explainAll(ines, number, NOTE);
  await takeAct(ines, { number, act: 'submit' });
  const by = await signedBy(scene, number, id);
  return by.people.db.asPerson(by.person.id, async (tx) => {
    const { request, legal } = await lifeOf(tx, by, number);
    const signature = (await standingSignature(tx, request)) ?? assert.fail(id);
    const reference = `${by.file.reference}/R${number}`;
    const { letterIn } = request;
    const proof = await proofOf(house, {
      reference,
      requestId: request.id,
      signatures: [signature],
      letterIn,
    });
    const letter = await outgoingLetter(house, signature, letterIn);
    const about = { reference, urgency: request.urgency, binds: legal.form.binds?.(answers) };
    const { message } = await requestMessage(letter, about);
    const said = JSON.parse(Buffer.from(signature.papers.data).toString('utf8')) as Message;
    const asSigned = { ...draft, legal, answers };
    const docx = await letterDocx(await letterAsked(tx, { request, draft: asSigned }, by.law));
    const file = Buffer.from(signature.papers.file ?? '').toString('utf8');
    assert.ok(file.includes(MARKER), `${id}: it was signed, in the other part`);
    const told = addresseeCopy(asSigned).answers;
    const open = JSON.stringify(told);
    return {
      id,
      request,
      by,
      reference,
      proof,
      letter,
      docx,
      leaves: {
        proof,
        letter,
        data: signature.papers.data,
        xml: Buffer.from(writeMessageXml(said)),
        exchanged: Buffer.from(JSON.stringify({ ...message, letter: '' })), // the letter itself is searched by itself
        docx,
      },
      kept: [MARKER, ...textsIn(reservedAnswers(asSigned)).filter((one) => !open.includes(one))],
      told: textsIn(told),
    };
  });
}

/** In no byte, in no stream of a PDF, and in no word that is printed. */
function searched({ id, leaves, letter, docx, kept, told }: Proven, folder: string): void {
  for (const [name, bytes] of Object.entries(leaves)) {
    const text = unpacked(bytes);
    if (name === 'proof' || name === 'letter')
      assert.ok(text.includes('"$schema"'), `${id}: the search finds what is in ${name}`);
    for (const one of kept) assert.ok(!text.includes(one), `${id}: ${name} holds ${one.slice(0, 40)}`);
  }
  for (const [name, text] of Object.entries(printed({ letter, docx }, folder, id))) {
    assert.ok(
      told.some((one) => text.includes(folded(one))),
      `${id}: what is printed in ${name} is searched`,
    );
    for (const one of kept)
      assert.ok(!text.includes(folded(one)), `${id}: ${name} shows ${one.slice(0, 40)}`);
  }
}

/** All three: who approved what, when, by which log. */
async function accepted(
  { agree }: Verifiers,
  { id, request, by, reference, proof, leaves }: Proven,
  place: { readonly folder: string; readonly log: string },
): Promise<void> {
  const path = join(place.folder, `${id}.zip`);
  writeFileSync(path, proof);
  const { code, said } = await agree(path);
  assert.equal(code, EXIT.done, `${id}: ${JSON.stringify(said.fault)}`);
  const found = said.package?.request ?? assert.fail(id);
  assert.deepEqual(
    [said.package?.log, found.reference, found.version, found.person, found.role, found.ended],
    [place.log, reference, request.version.number, by.person.name, by.file.role, undefined],
    id,
  );
  const digest = (bytes: Uint8Array = new Uint8Array()): string =>
    createHash('sha256').update(bytes).digest('hex');
  assert.equal(found.dataSha256, digest(leaves['data']), id);
  assert.match(found.fileSha256 ?? '', /^[0-9a-f]{64}$/, `${id}: what is for the file is bound`);
  const [who] = said.established.filter((one) => one.id === 'requestAuthorised');
  for (const part of [by.person.name, by.file.role, reference, found.at, found.letterSha256])
    assert.ok(who?.words.includes(part), `${id}: ${who?.words} says ${part}`);
}

test(`each form is proven to a stranger, and what is for the file is in no byte that leaves`, async (t) => {
  t.diagnostic(`COMITY_PROOFS_SEED=${SEED}: ${ASKED.map(({ id }) => id).join(', ')}`);
  const [scene, folder] = [await signingScene(t), temporaryFolder(t)];
  const made: Proven[] = [];
  for (const { id } of SIGNED) made.push(await proven(scene, id));
  for (const { id } of ASKED)
    if (NOT_YET.has(id)) await assert.rejects(proven(scene, id), isRefusal('notAllowed', /notInForce/), id);
  const verifiers = await threeVerifiers(folder);
  t.after(verifiers.stop);
  if (verifiers.page === undefined) t.diagnostic('skipped on the page: /usr/bin/chromium is not installed');
  for (const one of made) {
    searched(one, folder);
    await accepted(verifiers, one, { folder, log: scene.house.identity.origin });
  }
  assert.deepEqual(
    made.map(({ id }) => id),
    SIGNED.map(({ id }) => id),
  );
});
