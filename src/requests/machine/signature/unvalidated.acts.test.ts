// An order that goes before it is validated (Regulation (EU) 2023/1543, Art. 4(5)): issued and signed by the lead of the case, validated
// by a prosecutor or judge within 48 hours, or withdrawn, and what came on it deleted or restricted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_TO_SAY } from '../../../../test/support/closing.ts';
import { inMemory, testExhibit } from '../../../../test/support/installation.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { answerOf, signAct, signIt, type SigningScene } from '../../../../test/support/signing-request.ts';
import { unvalidatedOrder } from '../../../../test/support/unvalidated-order.ts';
import { newUuid } from '../../../base/ids.ts';
import { addCondition } from '../../../evidence/custody/condition.acts.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { clocksOf } from '../clocks/clock.store.ts';
import { savePage } from '../../verbs/drafting/request-draft.acts.ts';
import { attachExhibits, beginDelivery } from '../../verbs/results/results.acts.ts';
import { auditAuthorities } from './signature-audit.acts.ts';
import { checkSignatures, keptSignatures } from '../../verbs/letters/signature-check.acts.ts';
import { lifeOf, type Acting } from '../../verbs/life/life.acts.ts';
import { requestsToAuthorise } from './to-authorise.store.ts';
import { VALIDATION_CLOCK, validationOf } from '../states/validation.ts';

const SENT = {
  act: 'transmit',
  evidence: 'Receipt of the system',
  detail: { channel: 'epoc', carried: { by: 'system' } },
} as const;
const DELIVERED = { act: 'deliver', evidence: 'Receipt of the addressee', zone: 'Europe/Dublin' };
const HOUR_MS = 3_600_000;

function look({ people, lead, number }: SigningScene) {
  return people.db.asPerson(lead.person.id, async (tx) => {
    const life = await lifeOf(tx, lead, number);
    const clocks = await clocksOf(tx, { request: life.request.id });
    return {
      ...life,
      validation: validationOf(life.events).is,
      clock: clocks.filter(({ rule }) => rule.id === VALIDATION_CLOCK).map(({ run }) => run.status),
    };
  });
}

/** Signed by the lead, before anybody validated it. */
async function issued(scene: SigningScene): Promise<void> {
  await scene.take(scene.ines, { act: 'submit' });
  const signed = await signAct(scene, scene.lead, 'issueUnvalidated');
  assert.ok(signed.ok);
}

const deskOf = ({ people }: SigningScene, { person }: Acting) =>
  people.db.asPerson(person.id, (tx) => requestsToAuthorise(tx, person.id, 10));

test('it goes in an emergency, signed by who issues it, and is validated within 48 hours by another signature', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { ines, lead, prosecutor, judge, take, house, file, number } = scene;
  await take(ines, { act: 'submit' });
  assert.deepEqual(
    (await deskOf(scene, prosecutor)).map(({ act }) => act),
    [],
    'not theirs to authorise',
  );
  assert.deepEqual(
    (await deskOf(scene, lead)).map(({ act }) => act),
    ['issueUnvalidated'],
  );
  await assert.rejects(take(lead, { act: 'issueUnvalidated' }), isRefusal('notAllowed', /signed/));
  await assert.rejects(
    take(prosecutor, { act: 'issueUnvalidated' }),
    isRefusal('notAllowed', /the lead of the case/),
  );
  assert.ok((await signAct(scene, lead, 'issueUnvalidated')).ok);
  const first = await look(scene);
  assert.deepEqual(
    [first.request.state, first.validation, first.clock],
    ['authorised', 'awaited', ['running']],
  );
  await take(lead, SENT);
  await take(lead, DELIVERED);
  const [waiting, ...others] = await deskOf(scene, prosecutor);
  assert.deepEqual([waiting?.act, others], ['validate', []]);
  assert.equal(waiting?.endsAt !== undefined, true, 'with its end');
  assert.deepEqual(await deskOf(scene, ines), []);
  await assert.rejects(take(prosecutor, { act: 'validate' }), isRefusal('notAllowed', /signature of theirs/));
  assert.ok((await signAct(scene, prosecutor, 'validate')).ok);
  const then = await look(scene);
  assert.deepEqual([then.request.state, then.validation, then.clock], ['delivered', 'granted', ['done']]);
  assert.deepEqual(await deskOf(scene, judge), []);
  await assert.rejects(signAct(scene, judge, 'validate'), /choice/, 'once');
  await assert.rejects(
    take(judge, { act: 'refuseValidation', reason: 'x' }),
    isRefusal('notAllowed', /awaits/),
  );

  const kept = await house.db.transaction(async (tx) =>
    keptSignatures(tx, { caseId: file.id, reference: file.reference, number }, await shippedLaw()),
  );
  const checked = await checkSignatures(house, kept);
  assert.deepEqual(
    checked.map(({ signature, wrong }) => [
      (JSON.parse(signature.statement) as { type: string }).type,
      signature.role,
      signature.voidAt,
      wrong,
    ]),
    [
      ['requestIssuedUnvalidated', 'lead', undefined, undefined],
      ['requestValidated', 'prosecutor', undefined, undefined],
    ],
  );
  assert.deepEqual((await audit(house, { also: auditAuthorities })).differences, []);
});

test('what one act was signed for is not taken for another', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { lead, prosecutor } = scene;
  await scene.take(scene.ines, { act: 'submit' });
  const answer = await answerOf(scene, lead, {}, 'issueUnvalidated');
  await assert.rejects(
    signIt(scene, lead, answer),
    isRefusal('notAllowed', /a prosecutor or a judge of the case/),
  );
  assert.ok((await signAct(scene, lead, 'issueUnvalidated')).ok);
  await assert.rejects(signAct(scene, prosecutor, 'authorise'), /choice/);
});

test('without a reason why nobody could validate it in time it does not go, nor outside an emergency', async (t) => {
  const scene = await unvalidatedOrder(t, { isExplained: false });
  await assert.rejects(scene.take(scene.ines, { act: 'submit' }), isRefusal('notAllowed', /unvalidated/));
  const { facts } = await look(scene);
  assert.equal(facts.request.urgency, 'emergency', 'what goes first is an emergency');
});

test('who issued it does not validate it, whatever role they get', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { lead, people, house, number } = scene;
  await issued(scene);
  await house.db.withOwner((owner) =>
    owner.query(`update case_member set role = 'prosecutor' where person_id = '${lead.person.id}'`),
  );
  const promoted = { ...lead, file: { ...lead.file, role: 'prosecutor' as const } };
  assert.deepEqual(await deskOf(scene, promoted), []);
  await assert.rejects(
    scene.take(promoted, { act: 'validate' }),
    isRefusal('notAllowed', /somebody who issued it/),
  );
  const { events } = await people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, promoted, number));
  assert.equal(validationOf(events).is, 'awaited');
});

test('nobody writes on it while it awaits; taken back, it is another order, and its time has ended', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { ines, lead, number, take } = scene;
  await issued(scene);
  const base = (await look(scene)).request.version.number;
  const page = { number, base, page: 'x', fields: ['addressee.file'], answers: { 'addressee.file': 'X 9' } };
  await assert.rejects(savePage(ines, page), isRefusal('conflict', /awaits its validation/));
  await assert.rejects(take(lead, { act: 'takeBack' }), isRefusal('notAllowed', /reason/));
  await take(lead, { act: 'takeBack', reason: 'Another addressee' });
  const back = await look(scene);
  assert.deepEqual([back.request.state, back.validation, back.clock], ['draft', 'none', ['done']]);
  assert.ok(back.facts.signatures.every(({ voidAt }) => voidAt !== undefined));
  assert.ok((await savePage(ines, page)).ok);
  await take(ines, { act: 'submit' });
  assert.ok((await signAct(scene, lead, 'issueUnvalidated', { counter: 8 })).ok);
  assert.deepEqual((await look(scene)).clock.toSorted(), ['done', 'running'], 'with a time of its own');
});

test('after 48 hours without validation it does not leave any more', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { lead, people, take } = scene;
  await issued(scene);
  const at = (hours: number): Acting => ({
    ...lead,
    people: { ...people, clock: () => people.clock() + hours * HOUR_MS },
  });
  await assert.rejects(take(at(49.1), SENT), isRefusal('notAllowed', /4\(5\).*not validated by/));
  await take(at(47), SENT);
});

/** The order that was sent has data kept; whoever ends it says what becomes of them. */
const ITS_PRESERVATION = { preservation: 'It ends with the order' };

test('not validated: withdrawn at once, and not closed while what came on it may be used', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { ines, lead, judge, house, people, number, file, take } = scene;
  await issued(scene);
  await take(lead, SENT);
  await take(lead, DELIVERED);
  await assert.rejects(
    take(lead, { act: 'refuseValidation', reason: 'x' }),
    isRefusal('notAllowed', /a prosecutor or a judge of the case/),
  );
  await assert.rejects(take(judge, { act: 'refuseValidation' }), isRefusal('notAllowed', /reason/));
  await take(judge, { act: 'refuseValidation', reason: 'No imminent threat is shown' });
  const refused = await look(scene);
  assert.deepEqual(
    [refused.request.state, refused.validation, refused.clock],
    ['validationRefused', 'refused', ['done']],
  );

  // Data were on their way, and are registered.
  const exhibit = await testExhibit(house, file, { from: inMemory('subscriber.csv', 'name') });
  const arrivedAt = new Date(people.clock()).toISOString();
  const delivery = await beginDelivery(ines, { number, arrivedAt, evidence: 'Portal', isInformal: false });
  const key = newUuid(people.clock, people.random);
  await attachExhibits(house, ines, { number, delivery, exhibits: [exhibit.number], key });
  const withdraw = {
    act: 'withdraw',
    evidence: 'Letter to the addressee',
    reason: 'Not validated',
    detail: ITS_PRESERVATION,
  };
  await assert.rejects(
    take(lead, withdraw),
    isRefusal('notAllowed', new RegExp(`4\\(5\\).*${exhibit.number} neither destroyed nor restricted`)),
  );
  await addCondition(house, {
    by: { person: judge.person, file: judge.file },
    number: exhibit.number,
    condition: 'For leads only: the order was not validated',
    reason: 'Regulation (EU) 2023/1543, Art. 4(5)',
    key: 'restrict',
  });
  await assert.rejects(
    take(lead, { act: 'withdraw', reason: 'x', detail: ITS_PRESERVATION }),
    isRefusal('notAllowed', /evidence/),
  );
  await take(lead, withdraw);
  await take(lead, { act: 'close', detail: NOTHING_TO_SAY });
  await assert.rejects(
    take(lead, { act: 'reopen', reason: 'x' }),
    isRefusal('notAllowed', /nobody validated/),
  );
});

test('withdrawn before anybody decided it was never validated, and what came on it is settled all the same', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { lead, judge, take } = scene;
  await issued(scene);
  await take(lead, SENT);
  await take(judge, {
    act: 'withdraw',
    evidence: 'Letter',
    reason: 'The person was found',
    detail: ITS_PRESERVATION,
  });
  const { validation, clock } = await look(scene);
  assert.deepEqual([validation, clock], ['refused', ['done']]);
  await take(lead, { act: 'close', detail: NOTHING_TO_SAY });
});

test('refused by the addressee, it is validated all the same, and is not closed before', async (t) => {
  const scene = await unvalidatedOrder(t);
  const { lead, judge, take } = scene;
  await issued(scene);
  await take(lead, SENT);
  await take(lead, { act: 'refuse', evidence: 'Annex III', detail: { ground: 'not-stored' } });
  assert.deepEqual((await look(scene)).clock, ['running']);
  await assert.rejects(
    take(lead, { act: 'close', detail: ITS_PRESERVATION }),
    isRefusal('notAllowed', /awaits/),
  );
  assert.ok((await signAct(scene, judge, 'validate')).ok);
  await take(lead, { act: 'close', detail: { ...NOTHING_TO_SAY, ...ITS_PRESERVATION } });
});
