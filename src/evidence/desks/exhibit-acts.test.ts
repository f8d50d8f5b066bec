// Conditions, corrections and disposal, by persons.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldByInes, refusedAs } from '../../../test/support/held-exhibit.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { addCondition } from '../custody/condition.acts.ts';
import { correctEvent } from '../custody/custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { confirmDisposal, proposeDisposal, withdrawDisposal } from '../custody/disposal.acts.ts';
import { openDisposal, waitingDisposals } from '../custody/disposal.store.ts';
import { nameOf, type Viewer } from '../exhibits/exhibit-act.acts.ts';
import { exhibitById } from '../exhibits/exhibit.store.ts';

const ORDER = { type: 'order', id: '9/26' } as const;

test('a condition is added once, is an event, and joins those that were there', async (t) => {
  const { made, number, exhibitId, ines, omar, stranger, types, key } = await heldByInes(t);
  const { house } = made;
  const add = (by: Viewer, condition: string, one = key()) =>
    addCondition(house, { by, number, condition, reason: 'Letter of Portugal', key: one });
  const form = key();
  await Promise.all([add(ines, 'This case only', form), add(ines, 'This case only', form)]);
  await add(ines, 'No onward transfer');
  assert.deepEqual((await exhibitById(house.db.kysely, exhibitId))?.conditions, [
    'This case only',
    'No onward transfer',
  ]);
  assert.deepEqual((await types()).slice(2), ['conditionAdded', 'conditionAdded']);
  await assert.rejects(add(ines, 'This case only'), refusedAs('alreadyExists'));
  await assert.rejects(add(omar, 'Mine'), refusedAs('notAllowed'));
  await assert.rejects(add(stranger, 'Mine'), refusedAs('notFound'));
  assert.equal((await types()).length, 4, 'what was refused left no event');
});

test('a correction is of an entry of this exhibit, in the name of the person', async (t) => {
  const { made, number, ines, types, key } = await heldByInes(t);
  const { house } = made;
  const [first] = await eventsOf(house, number);
  const [log] = await eventsOf(house, 'log');
  const other =
    log ?? (await eventsOf(house, `key:${house.identity.service.signing.fingerprint.slice(0, 16)}`))[0];
  assert.ok(first && other);
  const by = { role: 'investigator', detail: nameOf(ines), item: number };
  const correction = {
    event: first.event.id,
    field: 'place',
    value: 'Porto, PT',
    reason: 'Typing error',
    by,
  };
  const form = { ...correction, key: `correct:${key()}` };
  await correctEvent(house, form);
  await correctEvent(house, form);
  assert.deepEqual((await types()).slice(2), ['corrected']);
  const made_ = (await eventsOf(house, number)).at(-1);
  assert.equal(made_?.event.actor.role, 'investigator');
  assert.match(made_?.detail?.text ?? '', /Ines Example.*Porto, PT/);
  await assert.rejects(correctEvent(house, { ...correction, event: other.event.id }), refusedAs('notFound'));
});

test('disposal takes two: who proposed it cannot confirm, another can, and the record stays', async (t) => {
  const { made, number, exhibitId, lead, ines, judge, stranger, types } = await heldByInes(t);
  const { house } = made;
  const db = house.db.kysely;
  const proposal = { number, order: ORDER, reason: 'Final judgment' };
  await assert.rejects(proposeDisposal(house, { ...proposal, by: ines }), refusedAs('notAllowed'));
  await assert.rejects(proposeDisposal(house, { ...proposal, by: stranger }), refusedAs('notFound'));
  await proposeDisposal(house, { ...proposal, by: lead });
  await proposeDisposal(house, { ...proposal, by: lead }); // the same form again
  await assert.rejects(proposeDisposal(house, { ...proposal, by: judge }), refusedAs('conflict'));
  const open = await openDisposal(db, exhibitId);
  assert.ok(open);
  assert.deepEqual(await waitingDisposals(db, lead.person.id, ['lead', 'judge'], 10), []);
  assert.equal((await waitingDisposals(db, judge.person.id, ['lead', 'judge'], 10)).length, 1);
  const decision = { number, disposal: open.id };
  await assert.rejects(confirmDisposal(house, { ...decision, by: lead }), refusedAs('notAllowed'));
  await assert.rejects(confirmDisposal(house, { ...decision, by: ines }), refusedAs('notAllowed'));
  assert.equal((await exhibitById(db, exhibitId))?.status, 'held');
  assert.deepEqual((await types()).slice(2), ['authorityAdded'], 'the order is on record, and that is all');
  await confirmDisposal(house, { ...decision, by: judge });
  assert.equal((await exhibitById(db, exhibitId))?.status, 'destroyed');
  assert.deepEqual((await types()).slice(2), ['authorityAdded', 'destroyed']);
  const last = (await eventsOf(house, number)).at(-1);
  assert.deepEqual(last?.event.authority, ORDER);
  assert.equal(last?.event.actor.role, 'judge');
  assert.match(last?.detail?.text ?? '', /"person":"Jana Example".*"proposedBy":"Lena Example"/);
  await confirmDisposal(house, { ...decision, by: judge }); // the same decision again
  assert.deepEqual((await types()).slice(2), ['authorityAdded', 'destroyed']);
  assert.equal((await audit(house, {})).differencesCount, 0);
});

test('a proposal that was refused is over; two who decide at once decide once', async (t) => {
  const { made, number, exhibitId, lead, judge, types } = await heldByInes(t);
  const { house } = made;
  const propose = async () => {
    await proposeDisposal(house, { by: lead, number, order: ORDER, reason: 'Final judgment' });
    const open = await openDisposal(house.db.kysely, exhibitId);
    assert.ok(open);
    return open.id;
  };
  const first = await propose();
  await withdrawDisposal(house, { by: judge, number, disposal: first });
  await assert.rejects(confirmDisposal(house, { by: judge, number, disposal: first }), refusedAs('conflict'));
  const second = await propose();
  const both = await Promise.allSettled([
    confirmDisposal(house, { by: judge, number, disposal: second }),
    confirmDisposal(house, { by: judge, number, disposal: second }),
  ]);
  assert.ok(both.some((one) => one.status === 'fulfilled'));
  assert.deepEqual((await types()).slice(2), ['authorityAdded', 'authorityAdded', 'destroyed']);
});
