// Results in a real installation: registered, matched, checked, and what came informally cured.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { draftedBy } from '../../../../test/support/begun-request.ts';
import { requestScene, type RequestScene } from '../../../../test/support/complete-request.ts';
import { ADDITION } from '../../../../test/support/installation.ts';
import { isRefusal } from '../../../../test/support/refusal.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { newUuid, type Uuid } from '../../../base/ids.ts';
import { audit } from '../../../evidence/upkeep/audit.acts.ts';
import { eventsOf } from '../../../evidence/events/recorded-event.acts.ts';
import { addExhibit } from '../../../evidence/intake/exhibit-add.acts.ts';
import { addToConditions, exhibitNumbered, findExhibit } from '../../../evidence/exhibits/exhibit.store.ts';
import { LEADS_ONLY, RECEIVED_INFORMALLY } from '../../../evidence/packages/leads-only.ts';
import { askShare } from '../../../evidence/packages/share.acts.ts';
import { shareById } from '../../../evidence/packages/share.store.ts';
import { keepConfidential } from '../drafting/confidence/confidentiality.acts.ts';
import { cure, curing } from './cure.do.ts';
import { itemsOfRequest } from '../../machine/states/life.store.ts';
import type { Acting } from '../life/life.acts.ts';
import type { RequestRecord } from '../../core/request.ts';
import { requestOf } from '../../machine/states/request.store.ts';
import { attachExhibits, beginDelivery, matchFiles, setLimits, setListing } from './results.acts.ts';
import { recordAnswers, verifyResults } from './results-outcome.acts.ts';
import { sendResults } from './results-send.acts.ts';
import { filesOf } from '../../machine/states/delivery.store.ts';

const ARRIVED = '2026-11-03T09:00:00Z';
const ANSWER = 'Letter of the Central Authority of Japan of 2 November 2026';

async function exhibit({ made, file }: RequestScene, name: string): Promise<{ number: string; id: Uuid }> {
  const added = await addExhibit(made.house, {
    ...ADDITION,
    caseName: file.reference,
    from: { kind: 'stream', name, stream: [Buffer.from(name)] },
  });
  return added.exhibit;
}

const keyOf = ({ house }: RequestScene): Uuid => newUuid(house.clock, house.random);

const listed = (name: string, text = name) => ({
  file: name,
  algorithm: 'SHA-256' as const,
  digest: createHash('sha256').update(text).digest('hex'),
});

test('what arrives has the request as its authority and its limits, and moves the items by acts', async (t) => {
  const scene = await requestScene(t);
  const { house, people, lead, ines, number, file } = scene;
  const begin = (isInformal = false) =>
    beginDelivery(ines, { number, arrivedAt: ARRIVED, evidence: ANSWER, isInformal });
  await assert.rejects(begin(), isRefusal('notReady', /draft/));
  const id = await sent(lead, number, 'acknowledged');
  const place = { number, delivery: await begin() };
  await assert.rejects(
    beginDelivery(scene.judge, { number, arrivedAt: ARRIVED, evidence: ANSWER, isInformal: false }),
    isRefusal('notAllowed'),
  );
  await setLimits(ines, place, ['This case only']);
  const came = await exhibit(scene, 'subscriber.csv');
  await attachExhibits(house, ines, { ...place, exhibits: [came.number], key: keyOf(scene) });
  await assert.rejects(setLimits(ines, place, []), isRefusal('conflict'));
  const events = (await eventsOf(house, came.number)).map(({ event }) => event);
  assert.deepEqual(
    events.slice(2).map(({ type }) => type),
    ['viewed', 'authorityAdded', 'conditionAdded'],
  );
  assert.match(
    events.find(({ type }) => type === 'authorityAdded')?.authority?.id ?? '',
    new RegExp(`^${file.reference}/R1, .+, .*Art`),
  );
  assert.deepEqual((await findExhibit(house.db.kysely, came.number)).conditions, ['This case only']);

  const at = (tx: Parameters<typeof filesOf>[0]) => filesOf(tx, { request: id });
  const files = await people.db.asPerson(ines.person.id, at);
  const items = await people.db.asPerson(ines.person.id, (tx) => itemsOfRequest(tx, id));
  assert.deepEqual(
    files.map(({ path, item }) => [path, item]),
    [['subscriber.csv', items.length === 1 ? 1 : undefined]],
  );
  await assert.rejects(
    matchFiles(ines, place, [{ exhibitId: came.id, path: 'subscriber.csv', item: 99 }]),
    isRefusal('badInput'),
  );
  await matchFiles(ines, place, [{ exhibitId: came.id, path: 'subscriber.csv', item: 1 }]);
  await assert.rejects(
    recordAnswers(ines, place, [{ item: 1, actual: 'produced' }]),
    isRefusal('notAllowed'),
  );
  await recordAnswers(
    lead,
    place,
    items.map(({ item }) => ({ item, actual: 'produced' as const })),
  );
  const now = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, file.id, number));
  assert.equal(now?.state, 'evidenceReceived');

  await assert.rejects(verifyResults(ines, number, undefined), isRefusal('notAllowed', /no reason/));
  await setListing(ines, place, [listed('subscriber.csv', 'another')]);
  await assert.rejects(
    verifyResults(ines, number, { reason: 'It looks right' }),
    isRefusal('notAllowed', /different/),
  );
  await setListing(ines, place, [listed('subscriber.csv')]);
  await assert.rejects(verifyResults(ines, number), isRefusal('notAllowed', /certificatePresent/));
  const certificate = { kind: 'came', what: 'Certificate of business records, 2 November' } as const;
  await verifyResults(ines, number, { certificate });
  const done = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, file.id, number));
  assert.equal(done?.state, 'verified');
  assert.equal((await audit(house, {})).differencesCount, 0);
});

test('what came informally moves no item, leaves in no package, and is cured by the formal request alone', async (t) => {
  const scene = await requestScene(t);
  const { house, people, lead, ines, judge, number, file } = scene;
  await sent(lead, number, 'acknowledged');
  const informal = await beginDelivery(ines, {
    number,
    arrivedAt: ARRIVED,
    evidence: '24/7 contact',
    isInformal: true,
  });
  const early = await exhibit(scene, 'early.csv');
  const place = { number, delivery: informal };
  await attachExhibits(house, ines, { ...place, exhibits: [early.number], key: keyOf(scene) });
  const events = (await eventsOf(house, early.number)).map(({ event }) => event.type).slice(2);
  assert.deepEqual(events, ['viewed', 'conditionAdded'], 'it did not come on the request');
  assert.ok(
    (await findExhibit(house.db.kysely, early.number)).conditions.some((one) => LEADS_ONLY.test(one)),
  );
  await assert.rejects(
    recordAnswers(lead, place, [{ item: 1, actual: 'produced' }]),
    isRefusal('notAllowed', /informally/),
  );
  const share = {
    exhibits: [early.number],
    receiver: { name: 'Court of Lyon', state: 'FR' },
    recipient: undefined,
    handsOver: 'copy',
    withDetails: true,
    basis: { type: 'order', id: '9/26' },
    purpose: 'Trial',
    ground: 'Consent of Japan',
  } as const;
  const ask = () => askShare(house, { by: judge, share, id: keyOf(scene) });
  await assert.rejects(ask(), isRefusal('notAllowed'));

  const given = () => ({ exhibit: early.number, number, reason: 'The same account', key: keyOf(scene) });
  assert.deepEqual(await people.db.asPerson(judge.person.id, (tx) => curing(tx, file.id)), []);
  await assert.rejects(cure(house, judge, given()), isRefusal('notReady', /acknowledged/));
  const formal = await beginDelivery(ines, {
    number,
    arrivedAt: ARRIVED,
    evidence: ANSWER,
    isInformal: false,
  });
  await recordAnswers(lead, { number, delivery: formal }, [{ item: 1, actual: 'produced' }]);
  await assert.rejects(cure(house, ines, given()), isRefusal('notAllowed'));
  await cure(house, judge, given());
  assert.equal(await ask(), 'making');
});

test('a confidential request cures nothing for who may not know it, nor what they see; what it brought is kept from them', async (t) => {
  const scene = await requestScene(t);
  const { house, people, lead, judge, ines, number } = scene;
  await sent(lead, number, 'executing');
  const knowers = [lead.person.id, ines.person.id];
  await keepConfidential(lead, { number, knowers, until: undefined, reason: 'Officers at risk' });
  const given = { number, arrivedAt: ARRIVED, evidence: ANSWER, isInformal: true };
  const informal = { number, delivery: await beginDelivery(ines, given) };
  const formal = { number, delivery: await beginDelivery(ines, { ...given, isInformal: false }) };
  const [seen, kept] = [await exhibit(scene, 'a.csv'), await exhibit(scene, 'b.csv')];
  const curing = (who: Acting, { number: one }: { number: string }) =>
    cure(house, who, { exhibit: one, number, reason: 'x', key: keyOf(scene) });
  await attachExhibits(house, ines, { ...informal, exhibits: [kept.number], key: keyOf(scene) });
  await recordAnswers(lead, formal, [{ item: 1, actual: 'produced' }]);
  await house.db.transaction((tx) => addToConditions(tx, seen.id, RECEIVED_INFORMALLY));
  await assert.rejects(curing(judge, seen), isRefusal('notFound'), 'as if there were no such request');
  await assert.rejects(curing(judge, kept), isRefusal('notFound'), 'as if there were no such exhibit');
  await assert.rejects(curing(lead, seen), isRefusal('notAllowed', /everybody who sees this exhibit/));
  await curing(lead, kept);
  const found = (who: Acting) => people.db.asPerson(who.person.id, (tx) => exhibitNumbered(tx, kept.number));
  assert.equal(await found(judge), undefined);
  assert.ok(await found(ines));
});

test('what we give is gathered item by item, a part of it at a time, checked, and leaves on the request', async (t) => {
  const scene = await requestScene(t);
  const { house, people, lead, ines, prosecutor, judge, file } = scene;
  const { answers } = (await requestNow(scene, scene.number)).version;
  const [field, items] = Object.entries(answers).find(
    ([, one]) => Array.isArray(one) && typeof one[0] === 'object' && 'category' in one[0],
  ) ?? ['data', []];
  const two = Array.isArray(items) ? [items[0], items[0]] : [];
  const { number } = await draftedBy(people, ines.person.id, file.id, 'bc-31-subscriber', {
    answers: { ...answers, [field]: two } as typeof answers, // items of the schema, twice
    direction: 'incoming',
    counterpart: 'FJ',
  });
  const given = { number, arrivedAt: ARRIVED, evidence: 'Search of the mailbox', isInformal: false };
  await assert.rejects(beginDelivery(ines, given), isRefusal('notReady', /received/));
  const id = await sent(lead, number, 'executing');
  const place = { number, delivery: await beginDelivery(ines, given) };
  await setLimits(ines, place, ['Proceedings 4/26 only']);
  const found = await exhibit(scene, 'mailbox.csv');
  await attachExhibits(house, ines, { ...place, exhibits: [found.number], key: keyOf(scene) });
  const types = (await eventsOf(house, found.number)).map(({ event }) => event.type).slice(2);
  assert.deepEqual(types, ['viewed', 'conditionAdded'], 'it was obtained on an authority of our own');
  await matchFiles(ines, place, [{ exhibitId: found.id, path: 'mailbox.csv', item: 1 }]);
  await recordAnswers(ines, place, [{ item: 1, actual: 'partly' }]);
  assert.equal((await requestNow(scene, number)).state, 'executing', 'a partial result');
  const actual = () =>
    people.db.asPerson(ines.person.id, async (tx) => (await itemsOfRequest(tx, id)).map((one) => one.actual));
  assert.deepEqual(await actual(), ['partly', undefined]);
  const sending = {
    ...place,
    receiver: { name: 'Central Authority of Fiji', state: 'FJ' },
    recipient: undefined,
    withDetails: false,
    ground: 'On their request',
    purpose: 'Answer',
    id: keyOf(scene),
  };
  await assert.rejects(sendResults(house, prosecutor, sending), isRefusal('notReady', /executing/));
  await recordAnswers(ines, place, [{ item: 2, actual: 'none' }]);
  assert.equal((await requestNow(scene, number)).state, 'resultsIn');
  await assert.rejects(verifyResults(judge, number, undefined), isRefusal('notAllowed', /not compared/));
  await verifyResults(judge, number, {
    reason: 'Read through; one file of one account',
    restrictions: 'none',
  });
  await assert.rejects(
    sendResults(house, prosecutor, { ...sending, ground: undefined }),
    isRefusal('notAllowed'),
  );
  assert.equal(await sendResults(house, prosecutor, sending), 'making');
  await assert.rejects(
    sendResults(house, prosecutor, { ...sending, id: keyOf(scene) }),
    isRefusal('conflict'),
  );
  const share = await people.db.asPerson(judge.person.id, (tx) => shareById(tx, file.id, sending.id));
  assert.match(share?.basis.id ?? '', new RegExp(`^${file.reference}/R${number}, `));
  assert.deepEqual(share?.exhibits, [found.number]);
});

async function requestNow({ people, ines, file }: RequestScene, number: number): Promise<RequestRecord> {
  const found = await people.db.asPerson(ines.person.id, (tx) => requestOf(tx, file.id, number));
  assert.ok(found);
  return found;
}
