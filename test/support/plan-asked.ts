// The planner asked by the shipped law data, on one day, and what is looked at in its answer.
import assert from 'node:assert/strict';
import { needOf, type Need } from '../../src/channels/need.ts';
import { planFor, type Answer, type Part, type Plan } from '../../src/channels/plan.ts';
import { readLawFolder } from '../../src/law/data-files.store.ts';
import { loadLawOrRefuse } from '../../src/law/load.ts';

export const { knowledge } = loadLawOrRefuse(readLawFolder());
export const DAY = '2026-11-25';

export const ask = (from: string, to: string | undefined, given: Partial<Need> = {}, day = DAY): Answer =>
  planFor(needOf({ from, to, ...given }), knowledge, day);

export function partOf(answer: Answer, i = 0): Part {
  const part = answer.parts[i];
  assert.ok(part);
  return part;
}

export function planOf(answer: Answer, channel: string): Plan {
  const plan = partOf(answer).plans.find((one) => one.channel === channel);
  assert.ok(
    plan,
    `${channel} is among ${partOf(answer)
      .plans.map((one) => one.channel)
      .join()}`,
  );
  return plan;
}

export const stateOf = (part: Part, id: string): string =>
  part.plans.find(({ channel }) => channel === id)?.state ??
  (part.future.some(({ channel }) => channel === id) ? 'future' : 'closed');
