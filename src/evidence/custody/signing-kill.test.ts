// Two processes in which one person signs the same acts, killed without warning: each act is there once with the person's signature, or
// not at all. COMITY_SIGNING_KILLS for more, COMITY_SIGNING_SEED for other moments.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fakeSignIn } from '../../../test/support/fake-sign-in.ts';
import { heldByInes } from '../../../test/support/held-exhibit.ts';
import { newPasskey, SITE } from '../../../test/support/passkey-fixture.ts';
import { randomOf } from '../../../test/support/random.ts';
import { strikeTwo } from '../../../test/support/strike.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { settleAllKeys } from '../log/signing-key.acts.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { CONDITIONS_MAX } from './condition.acts.ts';
import { checkSignatures } from './signatures.acts.ts';

const KILLS = Number(process.env['COMITY_SIGNING_KILLS'] ?? 1);
const SEED = Number(process.env['COMITY_SIGNING_SEED'] ?? randomInt(2 ** 31));
const WORKER = fileURLToPath(new URL('../../../test/support/signing-worker.ts', import.meta.url));

test(`${KILLS} kills while a person signs: each act once with its signature, or not at all`, async (t) => {
  t.diagnostic(`COMITY_SIGNING_SEED=${SEED}`);
  const { made, ines, file, number } = await heldByInes(t);
  const { house } = made;
  const key = newPasskey('es256');
  const held = new Map([[ines.person.id, [{ key, counter: 0 }]]]);
  await settleAllKeys({ house, url: new URL(SITE), signIn: fakeSignIn(held) }); // enrolled once, as when it was added
  const count = Math.min(4 * KILLS + 2, CONDITIONS_MAX); // one exhibit has no more
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const script = [WORKER, made.home.path, ines.person.id, file.reference, number, pkcs8, String(count)];
  const conditionsNow = async (): Promise<readonly string[]> =>
    (
      await house.db.kysely
        .selectFrom('exhibit')
        .select('conditions')
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
    ).conditions;
  const signed = async (): Promise<number> => {
    let [conditions, events] = [await conditionsNow(), await eventsOf(house, number)];
    // What a process that was killed had sent may be committed still: both are read as they stood at one moment.
    for (let now = await conditionsNow(); now.length !== conditions.length; now = await conditionsNow())
      [conditions, events] = [now, await eventsOf(house, number)];
    const added = events.filter(({ event }) => event.type === 'conditionAdded');
    for (const { by, fault } of await checkSignatures(house, added))
      assert.deepEqual([by, fault], ['passkey', undefined]);
    assert.equal(conditions.length, added.length, 'the row and its event');
    assert.equal(new Set(conditions).size, added.length, 'each once');
    return added.length;
  };
  const random = randomOf(SEED);
  const seen: number[] = [];
  for (let i = 0; i < KILLS; i++) {
    if (await strikeTwo(script, made.env, random() * 300)) break;
    seen.push(await signed());
  }
  t.diagnostic(`signed after each kill: ${seen.join(' ')}`);
  while (!(await strikeTwo(script, made.env, 60_000)));
  assert.equal(await signed(), count);
  assert.deepEqual((await audit(house, {})).differences, []);
});
