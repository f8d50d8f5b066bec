// What cannot go on by itself keeps nothing else waiting: a peer whose document has run out, a step that fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from '../src/base/bytes.ts';
import { type Uuid } from '../src/base/ids.ts';
import { deliverWaiting } from '../src/exchange/deliver.acts.ts';
import { outsOf } from '../src/exchange/out.store.ts';
import { considerDocument, ownDocumentFile, publishDocument } from '../src/exchange/peer-document.acts.ts';
import { REQUEST, say } from './support/message-by-message.ts';
import { testHouse } from './support/people.ts';
import { registerArrived, sentBetween } from './support/request-between.ts';
import { authority, BRAZIL, listen, trusts, type Authority } from './support/two-authorities.ts';

const DAY = 86_400_000;

const owner = ({ house }: Authority, query: string, values: readonly unknown[] = []) =>
  house.db.withOwner((of) => of.query<{ as: string }>(query, [...values]));

/** What is written into that table and begins so fails from now on; the statement by which it does not any more. */
async function failing(of: Authority, table: string, when: string): Promise<string> {
  await owner(
    of,
    `create function fails() returns trigger language plpgsql as $$ begin raise exception 'invented'; end $$;
     create trigger fails before insert on ${table} for each row when (${when}) execute function fails()`,
  );
  return `drop trigger fails on ${table}; drop function fails()`;
}

test('a peer whose document has run out is told nothing, and everybody else is', async (t) => {
  const sent = await sentBetween(t);
  await registerArrived(sent, 'bc-31-subscriber');
  const brasilia = await authority(await testHouse(t, BRAZIL));
  await trusts(sent.tokyo, brasilia);
  await trusts(brasilia, sent.tokyo);
  const later = (of: Authority): Authority => ({
    ...of,
    house: { ...of.house, clock: () => Date.now() + 91 * DAY },
  });
  const [lyon, tokyo, there] = [later(sent.lyon), later(sent.tokyo), later(brasilia)];
  await listen(t, there);
  const renewed = async ({ house, people, ana, keys, line }: Authority): Promise<void> => {
    await publishDocument(house, people, ana, { keys, kinds: ['centralAuthority'], line });
    const file = utf8((await ownDocumentFile(house, keys)) ?? '');
    assert.deepEqual(await considerDocument(tokyo.house, keys.origin, file), { is: 'taken' });
  };
  await renewed(there);
  const stateOf = async ({ conversation }: { readonly conversation: Uuid }) =>
    (await outsOf(tokyo.house.db.kysely, conversation))[0]?.state;

  const first = await say(tokyo, there, REQUEST);
  await deliverWaiting(tokyo.house, undefined);
  assert.equal(await stateOf(first), 'delivered');
  assert.deepEqual(await outsOf(tokyo.house.db.kysely, sent.conversation), [], 'it waits for a new document');

  // And where one step fails the others are taken, and it is said that it failed.
  await renewed(lyon);
  const mend = await failing(tokyo, 'exchange_out', `new.type = 'registered'`);
  const second = await say(tokyo, there, REQUEST);
  await assert.rejects(deliverWaiting(tokyo.house, undefined), AggregateError);
  assert.equal(await stateOf(second), 'delivered');
  await owner(tokyo, mend);
  await deliverWaiting(tokyo.house, undefined);
  const told = await outsOf(tokyo.house.db.kysely, sent.conversation);
  assert.deepEqual(
    told.map(({ type }) => type),
    ['registered'],
  );
});
