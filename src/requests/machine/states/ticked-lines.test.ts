// The lines that an order of Regulation (EU) 2023/1543 ticks are items: each is wanted, answered and refused by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeDraft, requestScene } from '../../../../test/support/complete-request.ts';
import { sent } from '../../../../test/support/sent-request.ts';
import { shippedLaw } from '../../../law/data-files.store.ts';
import { categoryOf, legalForm, wantedOf } from '../../core/form.ts';
import { epocPr } from '../../forms/epoc-pr.ts';
import { epoc } from '../../forms/epoc.ts';
import { bc31Subscriber } from '../../forms/bc-31-subscriber.ts';
import { taskFields, toldOf } from '../messages/message.ts';
import { lifeOf } from '../../verbs/life/life.acts.ts';
import { itemsAfter } from './life-step.ts';
import { missingOf, type ActDetail, type RequestItem } from './life.ts';
import { writeItems } from './life.store.ts';
import { rowFor } from './machine.ts';
import { outgoing } from './outgoing.ts';

test('each line that is ticked is an item, in the order of the official form; a list counts its entries', async () => {
  const { forms } = await shippedLaw();
  for (const form of [epoc, epocPr]) {
    const { answers } = await completeDraft(form.id);
    assert.deepEqual(
      wantedOf(form, answers).map((one) => [one.field, categoryOf(one), 'ticks' in one && one.ticks]),
      [
        ['subscriber', 'subscriber', ['identity', 'registration']],
        ['identification', 'access', ['ip-records']],
        ['traffic.internet', 'traffic', ['routing', 'time']],
        ['content', 'content', ['messages']],
      ],
    );
    const { subscriber: _, ...changed } = answers;
    assert.deepEqual(
      wantedOf(form, { ...changed, 'traffic.hosting': ['logs'] }).map(({ field }) => field),
      ['identification', 'traffic.internet', 'traffic.hosting', 'content'],
      'they follow the answers',
    );
    const tasks = taskFields(toldOf(legalForm(form, forms)));
    assert.deepEqual(
      tasks.map(({ id }) => id),
      Object.keys(form.ticked ?? {}),
      'items are numbered as the form stands',
    );
  }
  const { answers } = await completeDraft('bc-31-subscriber');
  assert.ok(wantedOf(bc31Subscriber, answers).every((one) => 'asked' in one && one.field === 'data'));
});

test('one line came, one is refused with its ground, two are still due', async (t) => {
  const { people, lead, number, take } = await requestScene(t, 'epoc');
  await sent(lead, number, 'acknowledged');
  const look = () => people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  const said = (items: readonly RequestItem[]) => items.map(({ actual, ground }) => [actual, ground]);
  assert.deepEqual(
    (await look()).items.map(({ item, desired }) => [item, desired]),
    [1, 2, 3, 4].map((item) => [item, 'wanted']),
  );
  const tell = (act: string, ...items: NonNullable<ActDetail['items']>) =>
    take(lead, { act, evidence: 'Their letter', detail: { items } });
  await tell('reportItems', { item: 1, actual: 'produced' });
  await tell('refuseInPart', { item: 2, actual: 'refused', ground: 'immunity' });
  const none = [undefined, undefined];
  const { items } = await look();
  assert.deepEqual(said(items), [['produced', undefined], ['refused', 'immunity'], none, none]);
  assert.deepEqual(missingOf(items, true), [3, 4]);
  await assert.rejects(tell('reportExecuted', { item: 3, actual: 'produced' }), /no answer for item 4/);
  await assert.rejects(tell('reportItems', { item: 5, actual: 'produced' }), /an item that is not in it/);
});

test('an order that came back undelivered and asks for less has no item of what it asks for no longer', async (t) => {
  const { people, lead, number } = await requestScene(t, 'epoc');
  const id = await sent(lead, number, 'transmitted');
  const row = rowFor(outgoing, 'authorised', 'transmit');
  assert.ok(row);
  const at = new Date(people.clock());
  const { items } = await people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  const less = itemsAfter('outgoing', row, { items, asked: 2 }, { detail: {}, occurredAt: at });
  assert.deepEqual(
    less.map(({ item }) => item),
    [1, 2],
  );
  await people.db.asPerson(lead.person.id, (tx) =>
    writeItems(tx, { request: id, caseId: lead.file.id, event: 1 }, items, less),
  );
  const after = await people.db.asPerson(lead.person.id, (tx) => lifeOf(tx, lead, number));
  assert.equal(after.items.length, 2);
  const answered = items.map((one) => ({ ...one, actual: 'produced' as const, actualAt: at }));
  const kept = itemsAfter('outgoing', row, { items: answered, asked: 2 }, { detail: {}, occurredAt: at });
  assert.equal(kept.length, 4, 'what was answered stays');
});
