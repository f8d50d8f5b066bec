// Who imposed conditions adds one, and lifts it, when the evidence is at the other side already.
import assert from 'node:assert/strict';
import { newUuid } from '../../src/base/ids.ts';
import { addCondition } from '../../src/evidence/custody/condition.acts.ts';
import {
  arriveCondition,
  changeCondition,
  changesOf,
  conditionsToChange,
} from '../../src/exchange/condition-change.acts.ts';
import type { ToChange } from '../../src/exchange/exchange-asks.ts';
import { insOf } from '../../src/exchange/in.store.ts';
import { messageOf } from '../../src/exchange/message.ts';
import type { OfferFile } from '../../src/exchange/offer.store.ts';
import { ONLY, typesOf, type Side } from './evidence-between.ts';
import { isRefusal } from './refusal.ts';

interface ConditionStory {
  /** Who sent it, and the offer as it stands there. */
  readonly from: Side;
  readonly ours: OfferFile;
  /** Who has it; all that came and what was made of it. */
  readonly to: Side;
  readonly theirs: OfferFile;
  readonly numbers: readonly string[];
}

/** They leave now. What is added binds as soon as it is there, also what was made before; and is lifted for good. Each once. */
export async function addsAndLifts(
  { from, to, ours, theirs, numbers }: ConditionStory,
  leaves: (number: string) => Promise<unknown>,
  talk: () => Promise<void>,
): Promise<void> {
  for (const number of numbers) await leaves(number);
  const { house, keys, judge: by } = from;
  const { kysely } = house.db;
  const condition = 'Not in open court';
  const [first] = await conditionsToChange(kysely, ours);
  assert.deepEqual([first?.condition, first?.act], [ONLY, 'conditionLifted']);
  const item = first?.item ?? '';
  const change = async (act: ToChange['act']) => {
    const said = { text: 'By order', language: 'en', id: newUuid(house.clock, house.random) };
    for (let i = 0; i < 2; i++)
      await changeCondition({ house, keys, by }, ours, { item, condition, act }, said);
    await talk();
  };
  await assert.rejects(change('conditionAdded'), { code: 'notFound' }, 'it is not stated there either');
  await addCondition(house, { by, number: item, condition, reason: 'Order 4', key: 'closed' });
  await change('conditionAdded');
  assert.equal((await typesOf(to, numbers[0] ?? '')).at(-1), 'conditionAdded');
  for (const number of numbers)
    await assert.rejects(
      leaves(number),
      isRefusal('notAllowed', /came with the condition: Not in open court/),
      number,
    );
  const came = await insOf(to.house.db.kysely, theirs.conversation ?? theirs.id);
  const one = came.find(({ type }) => type === 'conditionAdded');
  const said = one?.plain && messageOf(one.plain);
  assert.ok(one?.plain && said?.type === 'conditionAdded');
  const toDo = { ...one, plain: one.plain, peerOrigin: 'nobody.example/custody' };
  assert.equal(await arriveCondition(to.house, toDo, said), 'of evidence that is not here');
  await change('conditionLifted');
  const left = await conditionsToChange(kysely, ours);
  assert.equal(left.filter((other) => other.condition === condition).length, 0);
  await assert.rejects(change('conditionLifted'), { code: 'notFound' });
  for (const number of numbers) await leaves(number);
  assert.deepEqual(
    (await changesOf(to.house.db.kysely, theirs)).map(({ said: { type, text } }) => [type, text]),
    [
      ['conditionAdded', 'By order'],
      ['conditionLifted', 'By order'],
    ],
  );
}
