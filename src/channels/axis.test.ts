import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLawFolder } from '../law/data-files.store.ts';
import { loadLawOrRefuse } from '../law/load.ts';
import { STATE_CODES } from '../law/states.ts';
import { LANGUAGES } from '../web/messages.ts';
import { axisOf, type Axis } from './axis.ts';
import { AXIS_PICTURES, axisSvg } from './axis.pages.ts';
import { needOf, type Need } from './need.ts';
import { planFor, type Plan } from './plan.ts';

const { knowledge } = loadLawOrRefuse(readLawFolder());
const DAY = '2026-11-25';

function planTo(from: string, to: string, given: Partial<Need> = {}): Plan {
  const [plan] = planFor(needOf({ from, to, ...given }), knowledge, DAY).parts[0]?.plans ?? [];
  assert.ok(plan);
  return plan;
}

const row = (axis: Axis, what: string) => axis.rows.find((one) => one.what === what);

test('what the holder keeps ends before the answer: it is short, and says so', () => {
  const axis = axisOf(
    planTo('FR', 'US', { holder: { kind: 'provider', retentionDays: 30 }, deadline: '2027-04-30' }),
  );
  assert.deepEqual(
    axis.rows.map(({ what, number }) => `${what} ${number}`),
    ['holder 0', 'preserve 1', 'produce 2', 'needed 0'],
  );
  assert.equal(row(axis, 'holder')?.isShort, true);
  assert.deepEqual(row(axis, 'holder')?.bars[0]?.says, { what: 'kept', days: 30 });
  assert.equal(row(axis, 'needed')?.mark, 156);
});

test('a preservation under the Budapest Convention is kept on when the request comes in time', () => {
  const bars = row(axisOf(planTo('FR', 'US')), 'preserve')?.bars ?? [];
  assert.deepEqual(
    bars.map(({ kind, from, to }) => [kind, from, to]),
    [
      ['held', 0, 60],
      ['extended', 60, 365],
    ],
  );
  assert.deepEqual(bars[1]?.says, { what: 'keptOn', by: '2027-01-24', article: '29(7)' });
});

test('a European preservation is extended as often as the rule gives and no more', () => {
  const holder = { kind: 'provider', addressee: 'IE' } as const;
  const plans = planFor(needOf({ from: 'DE', to: 'IE', holder, offence: { maxYears: 5 } }), knowledge, DAY)
    .parts[0]?.plans;
  const mla = plans?.find(({ channel }) => channel === 'mla-central');
  assert.ok(mla);
  const kinds = row(axisOf(mla), 'preserve')?.bars.map(({ kind, to }) => `${kind} ${to}`);
  assert.deepEqual(kinds, ['held 60', 'extended 90']);
});

test('what has no figure has an open end, never a guess', () => {
  const axis = axisOf(planTo('CN', 'US'));
  const open = axis.rows.flatMap(({ bars }) => bars).filter(({ kind }) => kind === 'unknown');
  assert.ok(open.length > 0);
  for (const { says } of open) assert.deepEqual(says, { what: 'noFigure' });
});

test('every bar of every pair lies on the axis, with at most seven even ticks; the drawing is well-formed', async () => {
  for (let i = 0; i < STATE_CODES.length; i += 7) {
    const [from, to] = [STATE_CODES[i] ?? 'FR', STATE_CODES[(i * 31 + 11) % STATE_CODES.length] ?? 'US'];
    if (from === to) continue;
    const axis = axisOf(
      planTo(from, to, { categories: ['traffic'], urgency: i % 2 === 0 ? 'normal' : 'emergency_life' }),
    );
    for (const { bars } of axis.rows)
      for (const bar of bars)
        assert.ok(bar.from >= 0 && bar.to > bar.from && bar.to <= axis.span, JSON.stringify(bar));
    assert.ok(axis.ticks.length <= 7 && axis.ticks[0]?.unit === 'today');
    for (const picture of AXIS_PICTURES) {
      const svg = await axisSvg(LANGUAGES[i % 2 === 0 ? 'en' : 'ar'], axis, picture);
      assert.match(svg, /^<svg[^]*<\/svg>\s*$/);
      assert.doesNotMatch(svg, /undefined|NaN|class=|style=/);
    }
  }
});

test('in Arabic time runs from the right: each bar is where its mirror image is, and the labels begin at the right', async () => {
  const axis = axisOf(planTo('FR', 'US', { deadline: '2027-04-30' }));
  for (const [picture, width] of [
    ['axis', 1180],
    ['axis-narrow', 343],
  ] as const) {
    const barsIn = async (language: 'en' | 'ar') => {
      const svg = await axisSvg(LANGUAGES[language], axis, picture);
      const bars = svg.matchAll(/<rect[^>]*?\sx="([\d.]+)"[^>]*?width="([\d.]+)"/g);
      return { svg, bars: Array.from(bars, ([, x, wide]) => [Number(x), Number(wide)] as const) };
    };
    const [left, right] = [await barsIn('en'), await barsIn('ar')];
    assert.ok(left.bars.length >= 3 && left.bars.length === right.bars.length);
    for (const [i, [x, wide]] of left.bars.entries())
      assert.ok(Math.abs((right.bars[i]?.[0] ?? 0) - (width - x - wide)) < 0.01, `bar ${i} of ${picture}`);
    assert.match(left.svg, /<text x="0" text-anchor="start"/);
    assert.match(right.svg, new RegExp(`<text x="${width}" text-anchor="end"`));
  }
});
