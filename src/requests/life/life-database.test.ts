// Random acts by random people of two sides, in a real database, with the messages that go between them, late and in any order.
// Beside it the pure model: what the one refuses the other refuses, and what is stored is what the model says. Several forms, each
// with clocks, signatures and questions of its own; COMITY_LIFE_STEPS for more of each, COMITY_LIFE_SEED for another play.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Play } from '../../../test/support/life-run.ts';
import { twoSides, type Played } from '../../../test/support/life-sides.ts';

const STEPS = Number(process.env['COMITY_LIFE_STEPS'] ?? 90);
const SEED = Number(process.env['COMITY_LIFE_SEED'] ?? 20261126);

const PLAYS: readonly (Played & { readonly title: string })[] = [
  {
    title: 'subscriber information (Budapest Convention, Art. 31)',
    form: 'bc-31-subscriber',
    field: 'reference',
  },
  { title: 'mutual legal assistance of many items', form: 'mla-request', field: 'reference' },
  { title: 'an order validated by a judge, with a notice', form: 'epoc', field: 'addressee.file' },
  {
    title: 'an order that goes before it is validated',
    form: 'epoc-pr',
    field: 'addressee.file',
    urgency: 'emergency',
    goesFirst: true,
  },
  { title: 'preservation (Budapest Convention, Art. 29)', form: 'bc-29-preservation', field: 'reference' },
];

for (const [at, { title, ...played }] of PLAYS.entries())
  test(`${STEPS} random acts on both sides, in the database and in the model: ${title}`, async (t) => {
    t.diagnostic(`seed ${SEED + at}`);
    const play = new Play(await twoSides(t, played), SEED + at);
    for (let i = 0; i < STEPS; i++) await play.step();
    t.diagnostic(`${JSON.stringify(play.counts)}, ${play.taken.size} rows`);
    assert.ok(play.counts.taken > STEPS / 20, 'acts were taken');
    assert.ok(play.counts.refused > STEPS / 20, 'and refused');
  });
