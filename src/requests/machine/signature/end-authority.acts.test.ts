// What ends an authorisation stands in the custody log, with the act and in one transaction; the audit compares both, both ways.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRefusal } from '../../../../test/support/refusal.ts';
import {
  answerOf,
  signAct,
  signingScene,
  signIt,
  type SigningScene,
} from '../../../../test/support/signing-request.ts';
import { unvalidatedOrder } from '../../../../test/support/unvalidated-order.ts';
import type { Uuid } from '../../../base/ids.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { leavesOfItem } from '../../../evidence/log/log.store.ts';
import { factText } from '../../../verify/event.ts';
import { parseEventNote } from '../../../verify/event-note.ts';
import { savePage, setAsked, setLanguages } from '../../verbs/drafting/request-draft.acts.ts';
import { requestOf } from '../states/request.store.ts';
import { authorityItem } from './signature.ts';
import { auditAuthorities } from './signature-audit.acts.ts';

const differences = async ({ house }: SigningScene) =>
  (await audit(house, { also: auditAuthorities })).differences;

async function logged({ house, people, lead, file, number }: SigningScene) {
  const request = await people.db.asPerson(lead.person.id, (tx) => requestOf(tx, file.id, number));
  const leaves = await leavesOfItem(house.db.kysely, authorityItem((request?.id ?? '') as Uuid)); // of the scene
  return leaves.map(({ note }) => {
    const { event } = parseEventNote(note, 'event');
    const cause = factText(event, 'cause');
    return [event.type, ...(cause === undefined ? [] : [cause]), event.actor.role].join(' ');
  });
}

/** Sent for review and signed. */
async function authorised(scene: SigningScene, counter = 7): Promise<void> {
  const { ines, prosecutor, take } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signIt(scene, prosecutor, await answerOf(scene, prosecutor, { counter }))).ok);
}

test('a change of answers, of State or of language after the signature is in the log, each with who made it', async (t) => {
  const scene = await signingScene(t);
  const { ines, lead, number } = scene;
  const versionOf = async () => {
    const found = await scene.people.db.asPerson(lead.person.id, (tx) =>
      requestOf(tx, scene.file.id, number),
    );
    assert.ok(found);
    return found;
  };
  await authorised(scene);
  const page = { number, page: 'reference', fields: ['reference'], answers: { reference: 'JIRS 9' } };
  assert.ok((await savePage(ines, { ...page, base: 1 })).ok);
  assert.ok((await savePage(ines, { ...page, base: 2, answers: { reference: 'JIRS 10' } })).ok);
  await authorised(scene, 8);
  await setAsked(lead, { number, counterpart: 'JP', urgency: 'normal' });
  const ADDED = 'authorityAdded prosecutor';
  const ended = (who: string): string => `authorityWithdrawn change ${who}`;
  assert.deepEqual(await logged(scene), [ADDED, ended('investigator'), ADDED, ended('lead')]);
  assert.deepEqual(await differences(scene), []);
  const { writtenIn, letterIn } = await versionOf();
  await setLanguages(ines, { number, writtenIn, letterIn });
  assert.equal(
    (await logged(scene)).length,
    4,
    'what changes nothing ends nothing, and so does what is not signed',
  );
});

test('giving it up, and withdrawing what was sent, are in the log; whoever may not leaves nothing there', async (t) => {
  const scene = await signingScene(t);
  const { lead, prosecutor, ines, number, take } = scene;
  await setAsked(ines, { number, counterpart: 'JP', urgency: 'normal' });
  await authorised(scene);
  await assert.rejects(take(ines, { act: 'abandon' }), isRefusal('notAllowed'));
  await assert.rejects(take(lead, { act: 'abandon' }), isRefusal('notAllowed', /reason/));
  await take(lead, { act: 'abandon', reason: 'The person was found' });
  await take(ines, { act: 'takeUpAgain', reason: 'It was another person' });
  await authorised(scene, 8);
  await take(lead, { act: 'transmit', evidence: 'Receipt', detail: { channel: 'mla-central' } });
  const withdraw = { act: 'withdraw', evidence: 'Letter', reason: 'Not needed', id: ID };
  const first = await take(prosecutor, withdraw);
  assert.equal((await take(prosecutor, withdraw)).event, first.event, 'done twice, recorded once');
  assert.deepEqual(await logged(scene), [
    'authorityAdded prosecutor',
    'authorityWithdrawn abandon lead',
    'authorityWithdrawn takeUpAgain investigator',
    'authorityAdded prosecutor',
    'authorityWithdrawn withdraw prosecutor',
  ]);
  assert.deepEqual(await differences(scene), []);
});

const ID = '019a4f3c-2f10-7c1e-9d3a-5b8e0f6a7c99' as Uuid;

test('an order that is not validated, and its withdrawal, end the signature of who issued it', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { ines, lead, judge, take } = scene;
  await take(ines, { act: 'submit' });
  assert.ok((await signAct(scene, lead, 'issueUnvalidated')).ok);
  await take(lead, {
    act: 'transmit',
    evidence: 'Receipt',
    detail: { channel: 'epoc', carried: { by: 'system' } },
  });
  await take(judge, { act: 'refuseValidation', reason: 'No threat' });
  const detail = { preservation: 'It ends with the order' };
  await take(lead, { act: 'withdraw', evidence: 'Letter', reason: 'Not validated', detail });
  assert.deepEqual((await logged(scene)).slice(1), [
    'authorityWithdrawn refuseValidation judge',
    'authorityWithdrawn withdraw lead',
  ]);
  assert.deepEqual(await differences(scene), []);
});

test('a withdrawal that is taken away, changed or put in afterwards is found', async (t) => {
  const scene = await signingScene(t);
  const { ines, number, house } = scene;
  await authorised(scene);
  const answers = { reference: 'JIRS 9' };
  assert.ok(
    (await savePage(ines, { number, base: 1, page: 'reference', fields: ['reference'], answers })).ok,
  );
  await authorised(scene, 8);
  assert.deepEqual(await differences(scene), []);
  const owner = (query: string): Promise<unknown> => house.db.withOwner((client) => client.query(query));
  await owner('create table kept_signature as select * from request_signature');
  await owner('create table kept_event as select * from request_event');
  const touches = [
    `update request_signature set void_at = null, void_reason = null`,
    `update request_signature set void_at = now(), void_reason = 'change' where void_at is null`,
    `update request_signature set void_reason = 'withdraw' where void_at is not null`,
    `delete from request_event where act = 'change'`,
    `update request_event set act = 'abandon' where act = 'change'`,
    `insert into request_event (id, request_id, case_id, number, act, from_state, to_state, side, by_person, at, occurred_at, zone,
       version) select gen_random_uuid(), request_id, case_id, 99, 'withdraw', 'transmitted', 'withdrawn', 'ours', by_person, now(),
       now(), 'UTC', version from request_event limit 1`,
    `delete from request_signature where void_at is not null`,
  ];
  for (const touch of touches) {
    await owner(touch);
    assert.notDeepEqual(await differences(scene), [], touch);
    await owner('delete from request_signature');
    await owner('delete from request_event');
    await owner('insert into request_event select * from kept_event');
    await owner('insert into request_signature select * from kept_signature');
  }
  assert.deepEqual(await differences(scene), []);
});
