// Random acts by random people of two sides, in a real database, with the messages that go between them, late and in any order.
// Beside it the pure model: what the one refuses the other refuses, and what is stored is what the model says. Every form in turn, each
// with clocks, signatures and questions of its own; COMITY_LIFE_STEPS for more of each, COMITY_LIFE_SEED for another play.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Play } from '../../../../test/support/life-run.ts';
import { playedOf, twoSides, type Played } from '../../../../test/support/life-sides.ts';
import { FORMS } from '../../forms/index.ts';

const SHORT = 15;
const STEPS = Number(process.env['COMITY_LIFE_STEPS'] ?? SHORT);
const SEED = Number(process.env['COMITY_LIFE_SEED'] ?? 20261126);

/** Beside every form as its example has it: an order that goes before it is validated. */
const FIRST: Played = { form: 'epoc-pr', field: 'addressee.file', urgency: 'emergency', goesFirst: true };

/** Conventions that are not in force: what rests on them is written and tried, and does not leave. */
const NOT_IN_FORCE = ['un-42-preservation', 'cets224-6', 'cets224-7', 'cets224-8', 'cets224-9', 'cets224-10'];

test(`${STEPS} random acts on both sides of every form, in the database and in the model`, async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const plays = [...(await Promise.all(FORMS.map(({ id }) => playedOf(id)))), FIRST];
  const play = new Play(await twoSides(t, FIRST), SEED);
  const stayed: string[] = [];
  for (const played of plays) {
    const kept = await play.turnTo(played);
    if (kept.length > 0) stayed.push(played.form);
    assert.ok(
      // Acts take time: after many of them the day is one up to which the list of Parties was not read.
      kept.length === 0 || kept.some((one) => /(not|not known whether it is) in force for/.test(one)),
      `${played.form}: ${kept.join()}`,
    );
    for (let i = 0; i < STEPS; i++) await play.step();
  }
  t.diagnostic(`${plays.length} plays, ${JSON.stringify(play.counts)}, ${play.taken.size} rows`);
  // After a long play it is not known any more whether they are in force by then; with a reason for that they leave.
  const expected = STEPS > SHORT ? NOT_IN_FORCE.filter((form) => stayed.includes(form)) : NOT_IN_FORCE;
  assert.deepEqual(stayed, expected, 'what may not leave');
  assert.ok(stayed.length > 0);
  const steps = plays.length * STEPS;
  assert.ok(play.counts.taken > steps / 10, 'acts were taken');
  assert.ok(play.counts.refused > steps / 20, 'and refused');
});
