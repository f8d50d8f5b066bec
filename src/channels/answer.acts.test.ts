import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { testInstallation } from '../../test/support/installation.ts';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import type { Knowledge } from '../law/model.ts';
import { digestOf, findAnswer, keepAnswer, replay, type Keeper } from './answer.acts.ts';
import { answerCsv } from './answer-csv.ts';
import { sentenceText } from '../law/sentence.pages.ts';
import { LANGUAGES } from '../web/messages.ts';
import { jsonLine } from './answer.ts';
import { needOf } from './need.ts';
import { planFor, type Answer } from './plan.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const answer = planFor(needOf({ from: 'RS', to: 'HU', categories: ['subscriber'] }), knowledge, '2026-11-25');

async function keeper(t: TestContext): Promise<Keeper> {
  const { house } = await testInstallation(t);
  return { db: house.db.kysely, clock: house.clock, random: house.random, person: undefined };
}

test('an answer is found by the first digits of its digest, with the bytes it was given with', async (t) => {
  const kept = await keeper(t);
  const name = await keepAnswer(kept, 'from=RS&to=HU', answer);
  assert.equal(name, digestOf(jsonLine(answer)));
  assert.equal(await keepAnswer(kept, 'from=RS&to=HU', answer), name); // the same once more changes nothing
  const found = await findAnswer(kept.db, name.slice(0, 8));
  assert.deepEqual(Buffer.from(found.bytes), Buffer.from(jsonLine(answer)));
  assert.equal(found.question, 'from=RS&to=HU');
  for (const wrong of ['ffffffff', 'xyz', '%', name.slice(0, 3), `${name}0`])
    await assert.rejects(findAnswer(kept.db, wrong), { code: 'notFound' }, wrong);
});

test('an old answer is explained: the same by the same data, and what differs by new data', async (t) => {
  const kept = await keeper(t);
  const old = await findAnswer(kept.db, await keepAnswer(kept, 'from=RS&to=HU', answer));
  const again = replay(old, knowledge);
  assert.equal(again.isSame, true);
  assert.deepEqual(again.differences, []);
  assert.deepEqual(jsonLine(again.now), Uint8Array.from(old.bytes));
  const because = (given: Answer) => given.parts[0]?.future[0]?.because.text;
  assert.equal(typeof because(old.answer), 'string'); // kept in English
  assert.equal(String(because(again.now)), because(old.answer));
  assert.match(sentenceText(LANGUAGES.fr, because(again.now) ?? ''), /pas en vigueur/);
  const since: Knowledge = {
    ...knowledge,
    dataVersion: 'feedfeedfeedfeed',
    instruments: knowledge.instruments.map((one) =>
      one.id === 'coe-cets-224'
        ? {
            ...one,
            status: 'binding',
            inForce: { ...one.inForce, value: '2026-11-01', confidence: 'confirmed' },
          }
        : one,
    ),
    parties: knowledge.parties.map((one) =>
      one.instrument === 'coe-cets-224' && one.status === 'ratified'
        ? { ...one, status: 'party', entryIntoForce: '2026-11-01' }
        : one,
    ),
  };
  const now = replay(old, since);
  assert.equal(now.isSame, false);
  assert.deepEqual(now.differences, [
    { to: 'HU', channel: 'cets224-subscriber', before: 'future', after: 'unknown' },
  ]); // a joint team is open before it: both are bound by CETS 182, Article 20
});

test('an answer whose bytes were changed in the database is refused as damaged', async (t) => {
  const { house } = await testInstallation(t);
  const kept = { db: house.db.kysely, clock: house.clock, random: house.random, person: undefined };
  const name = await keepAnswer(kept, 'from=RS&to=HU', answer);
  await house.db.withOwner((owner) =>
    owner.query(`update channel_answer set digest = decode(repeat('ab', 32), 'hex')`),
  );
  await assert.rejects(findAnswer(house.db.kysely, 'abab'), { code: 'damaged' });
  await assert.rejects(findAnswer(house.db.kysely, name), { code: 'notFound' });
});

test('as a table, every way has a row, open or closed', () => {
  const rows = answerCsv(answer).split('\r\n').slice(0, -1);
  const part = answer.parts[0];
  assert.ok(part);
  const steps = part.plans.flatMap(({ steps: list }) => list).length;
  assert.equal(rows.length, 1 + steps + part.future.length + part.closed.length);
  assert.match(rows[0] ?? '', /^category,held_in,way,state,/);
  assert.ok(rows.some((row) => /,cets224-subscriber,future,.*not in force/.test(row)));
  const inFrench = answerCsv(answer, (one) => sentenceText(LANGUAGES.fr, one)).split('\r\n');
  assert.equal(inFrench[0], rows[0]);
  assert.ok(inFrench.some((row) => /,cets224-subscriber,future,.*pas en vigueur/.test(row)));
});
