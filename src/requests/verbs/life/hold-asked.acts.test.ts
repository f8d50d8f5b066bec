// What a request asks to be kept is on record when it leaves, by post as by line: once, with all that it said.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { explainAll } from '../../../../test/support/complete-request.ts';
import {
  answerOf,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import type { StateCode } from '../../../law/states.ts';
import { said as en } from '../../../../test/support/words.ts';
import { preservationsOf } from '../../machine/clocks/preservation.store.ts';
import type { Preservation } from '../../core/preservation.ts';
import { setAsked } from '../drafting/request-draft.acts.ts';
import { heldLinks } from '../sending/life.pages.ts';
import { lifeOf } from './life.acts.ts';
import { beginPreservation, takePreservationAct } from './preservation.acts.ts';

interface Sent extends SigningScene {
  readonly send: () => Promise<unknown>;
  readonly held: () => Promise<Preservation[]>;
}

/** Written, checked and signed; it has not left. */
async function signed(t: TestContext, form: string, counterpart: StateCode): Promise<Sent> {
  const scene = await signingScene(t, form);
  const { ines, prosecutor, lead, number, people, take } = scene;
  await setAsked(ines, { number, counterpart, urgency: 'normal' });
  await explainAll(ines, number);
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor))).ok);
  return {
    ...scene,
    send: () =>
      take(lead, {
        act: 'transmit',
        evidence: 'Registered post RR 12',
        reason: 'They take it by post.',
        detail: { channel: 'other' },
      }),
    held: () => people.db.asPerson(lead.person.id, (tx) => preservationsOf(tx, lead.file.id, 10)),
  };
}

test('sent by post, what it asks to be kept is a preservation with all that was said', async (t) => {
  const { send, held, people, lead, number, file } = await signed(t, 'bc-29-preservation', 'JP');
  assert.deepEqual(await held(), [], 'nothing before it leaves');
  await send();
  const [one, ...more] = await held();
  assert.ok(one);
  assert.deepEqual(more, [], 'one');
  const life = await people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  const { request } = life;
  assert.deepEqual(
    [one.id, one.request, one.direction, one.state, one.holder, one.stateCode, one.instrument],
    [request.id, request.id, 'outgoing', 'requested', 'Example Mail K.K.', 'JP', 'coe-ets-185'],
  );
  assert.deepEqual([one.identifiers.length, one.categories.length > 0], [1, true]);
  const link = `href="/cases/${file.reference}/preservations/${one.number}"`;
  assert.ok(String(await heldLinks(en, { file, life })).includes(link), 'from the request one goes on to it');
  // What they confirm is recorded there, and nothing is typed again.
  await takePreservationAct(lead, {
    number: one.number,
    act: 'confirm',
    evidence: 'Letter',
    zone: 'Asia/Tokyo',
  });
  assert.equal((await held())[0]?.state, 'inForce');
});

test('what came back and is sent once more has the preservation that it had', async (t) => {
  const { send, held, take, lead } = await signed(t, 'bc-29-preservation', 'JP');
  await send();
  await take(lead, { act: 'returnUndelivered', evidence: 'Envelope', reason: 'Moved.' });
  await send();
  assert.equal((await held()).length, 1);
});

test('one that was begun by hand for this request is the one that it has', async (t) => {
  const { send, held, people, ines, number } = await signed(t, 'bc-29-preservation', 'JP');
  const { request } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
  await beginPreservation(ines, {
    direction: 'outgoing',
    request: request.id,
    holder: 'Example Mail K.K.',
    stateCode: 'JP',
    instrument: 'coe-ets-185',
    identifiers: [],
    categories: ['traffic'],
  });
  await send();
  assert.equal((await held()).length, 1);
});

test('a request that asks for data, and keeps none, begins no preservation', async (t) => {
  const { send, held } = await signed(t, 'bc-31-subscriber', 'JP');
  await send();
  assert.deepEqual(await held(), []);
});
