// Every state that custody between installations can reach, by the tables of the program: never with two, never with none, and agreement
// always within reach once the faults end. Each protocol with a fault built in is caught. COMITY_EXPLORE=all explores further.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOLDER, OFFERED } from '../src/evidence/custody/passing.ts';
import {
  isSettled,
  start,
  steps,
  wrong,
  type Site,
  type State,
  type Variant,
} from './support/custody-model.ts';

interface Found {
  readonly states: number;
  readonly fault: string | undefined;
  /** A shortest way to it. */
  readonly way: readonly string[];
}

const STATES_MAX = 1_000_000;

/** Breadth first. */
function explore(v: Variant): Found {
  const ids = new Map<string, number>();
  const before: number[] = [];
  const says: string[] = [];
  const into: number[][] = []; // over moves that are no faults: who leads here
  const settled: number[] = [];
  const queue: State[] = [];
  const add = (state: State, from: number, how: string): number => {
    const key = JSON.stringify(state);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = ids.size;
    ids.set(key, id);
    before.push(from);
    says.push(how);
    into.push([]);
    if (isSettled(state, v)) settled.push(id);
    queue.push(state);
    return id;
  };
  const found = (fault?: string, at = 0): Found => {
    const way: string[] = [];
    for (let id = at; id > 0; id = before[id] ?? 0) way.unshift(says[id] ?? '');
    return { states: ids.size, fault, way };
  };
  add(start(v), 0, 'start');
  for (let id = 0; id < queue.length; id++) {
    const state = queue[id]!; // within the queue
    assert.ok(ids.size < STATES_MAX, 'more states than there should be');
    const fault = wrong(state, v);
    if (fault !== undefined) return found(fault, id);
    for (const step of steps(state, v)) {
      const to = add(step.next, id, step.says);
      if (!step.isFault) into[to]?.push(id);
    }
  }
  // Backwards from the settled states: what is not met can never come to agreement.
  const good = new Uint8Array(ids.size);
  for (const id of settled) good[id] = 1;
  for (let at = settled.pop(); at !== undefined; at = settled.pop())
    for (const id of into[at] ?? [])
      if (good[id] === 0) {
        good[id] = 1;
        settled.push(id);
      }
  const stuck = good.indexOf(0);
  return stuck < 0 ? found() : found('no agreement can be reached any more', stuck);
}

const TWO: readonly Site[] = ['A', 'B'];
const THREE: readonly Site[] = ['A', 'B', 'C'];
const isLong = process.env['COMITY_EXPLORE'] === 'all';
const restored = { restoresMax: 1, restore: 'fences' } as const;

/** The least number of states keeps the explorer from passing because it explored nothing. */
const SOUND: readonly (readonly [Variant, number])[] = [
  [{ says: 'two sites, with returns', sites: TWO, offersMax: 4 }, 1000],
  [{ says: 'three sites', sites: THREE, offersMax: 3 }, 1000],
  [{ says: 'one restored, its peer fences', sites: TWO, offersMax: isLong ? 3 : 2, ...restored }, 1000],
  ...(isLong
    ? [
        [{ says: 'restored twice', sites: TWO, offersMax: 2, ...restored, restoresMax: 2 }, 10_000] as const,
        [{ says: 'one of three restored', sites: THREE, offersMax: 2, ...restored }, 10_000] as const,
      ]
    : []),
];

for (const [variant, atLeast] of SOUND)
  test(`custody is with exactly one, whatever goes wrong: ${variant.says}`, (t) => {
    const { states, fault, way } = explore(variant);
    assert.equal(fault, undefined, way.join(' → '));
    assert.ok(states > atLeast, `${states} states`);
    t.diagnostic(`${states} states`);
  });

const two = { sites: TWO, offersMax: 2 };
const forgets = { ...OFFERED, desk: { ...OFFERED.desk, reject: { to: 'unknown', answers: true } } } as const;
/** Who accepts over an own open offer must find in the history that it was accepted. */
const over = { ...HOLDER, bound: { ...HOLDER.bound, accept: 'holds' } } as const;
const BROKEN: readonly (readonly [Variant, RegExp])[] = [
  [
    {
      ...two,
      says: 'the sender frees itself when time is over',
      holder: { ...HOLDER, bound: { ...HOLDER.bound, expire: 'holds' } },
    },
    /two may dispose/,
  ],
  [
    {
      ...two,
      says: 'calling back frees without an answer',
      holder: { ...HOLDER, bound: { ...HOLDER.bound, callBack: 'holds' } },
    },
    /two may dispose/,
  ],
  [
    { ...two, says: 'the receipt leaves before the acceptance is on disk', receiptFirst: true },
    /none must keep it/,
  ],
  [{ ...two, says: 'the receipt is in memory only', unsentLost: true }, /no agreement/],
  [{ ...two, says: 'an answer is not bound to its offer', offersMax: 3, anyAnswer: true }, /two may dispose/],
  [
    { says: 'a rejected offer is forgotten', sites: THREE, offersMax: 2, offered: forgets },
    /two may dispose/,
  ],
  [
    { ...two, says: 'the check is outside the transaction', decidesFirst: true },
    /none must keep it|two may dispose/,
  ],
  [
    {
      says: 'an offer does not carry its history',
      sites: TWO,
      offersMax: 3,
      ...restored,
      holder: over,
      noHistory: true,
    },
    /with none/,
  ],
  [
    {
      ...two,
      says: 'a restored database goes on as if nothing had happened',
      restoresMax: 1,
      restore: 'unguarded',
    },
    /none must keep it/,
  ],
  [
    { ...two, says: 'a restored site asks without a fence', restoresMax: 1, restore: 'asks' },
    /none must keep it/,
  ],
];

for (const [variant, expected] of BROKEN)
  test(`the explorer catches it: ${variant.says}`, () => {
    assert.match(explore(variant).fault ?? 'nothing', expected);
  });
