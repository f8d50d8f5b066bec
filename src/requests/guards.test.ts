// What must hold before a request leaves, with the law as it is shipped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestScene } from '../../test/support/complete-request.ts';
import { hindrances } from './guards.ts';
import { lifeOf, toldOf } from './life.acts.ts';
import { setAsked } from './request-draft.acts.ts';

test('a request leaves on a legal basis that is in force for both States, or not at all', async (t) => {
  const { people, ines, number } = await requestScene(t, 'epoc'); // Regulation (EU) 2023/1543, from France
  const stands = async (counterpart: 'IE' | 'DK' | 'US' | undefined) => {
    await setAsked(ines, { number, counterpart, urgency: 'normal' });
    const { facts } = await people.db.asPerson(ines.person.id, (tx) => lifeOf(tx, ines, number));
    return hindrances(['basisInForce'], { ...facts, ...toldOf({ act: 'transmit' }, people.clock()) });
  };
  assert.match((await stands(undefined))[0]?.found ?? '', /no State named/);
  assert.deepEqual(await stands('IE'), []);
  const [denmark] = await stands('DK'); // not bound: Protocol No 22
  assert.deepEqual([denmark?.ref, denmark?.found], ['eu-2023-1543', 'not in force for DK']);
  assert.deepEqual(await stands('US'), [], 'what is not on record is unknown, and the check warns of it');
});
