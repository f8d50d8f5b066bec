// The order of plans: total and the same every time. Open before to be verified; at home before abroad (para 57); what
// a court takes before leads, where it is for court; the faster, in an emergency first of all; the surer; file order.
import { strength } from '../law/confidence.ts';
import type { Expected } from './duration.ts';
import type { Finding } from './evaluate.ts';
import type { Need } from './need.ts';
import { distanceOf } from './condition.ts';

export interface Candidate {
  readonly finding: Finding;
  readonly expected: Expected;
  /** Place in channels.yaml. */
  readonly order: number;
}

export function inOrder(candidates: readonly Candidate[], need: Need): Candidate[] {
  const keys = new Map(candidates.map((one) => [one, keyOf(one, need)]));
  return [...candidates].sort((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []));
}

const NO_FIGURE = 100_000;
const EMERGENCY_DAYS = 1;

/** Which kinds of ways are the quicker, where no figure says it. */
const TIERS = { expedited: 0, direct: 1, unilateral: 2, informal: 3, formal: 4 } as const;

function keyOf({ finding, expected, order }: Candidate, { use, urgency }: Need): number[] {
  const { channel, state } = finding;
  const days = expected.maxDays ?? NO_FIGURE;
  const isExpedited =
    finding.bases[0]?.provisions.some((one) => one.function === 'expedited_assistance') === true;
  const tier = days <= EMERGENCY_DAYS ? 0 : TIERS[channel.tier] - (isExpedited ? 0.5 : 0);
  const inCourt = { yes: 0, depends: 1, intelligence_only: 2 }[channel.use.value];
  return [
    state === 'open' ? 0 : 1,
    isAtHome(channel.id) ? 0 : 1,
    // It comes unasked, or only among members of a team: no way to ask for one thing.
    channel.id === 'spontaneous' ? 2 : channel.id === 'jit' ? 1 : 0,
    urgency === 'normal' ? 0 : tier,
    use === 'court' ? inCourt : tier,
    finding.toVerify.length === 0 ? 0 : 1,
    distanceOf(finding.conditions),
    days,
    -strength(finding.weakest),
    order,
  ];
}

/** Planner rule domestic-before-foreign: open source and domestic affiliate. */
function isAtHome(channel: string): boolean {
  return channel === 'open-source' || channel === 'provider-domestic-affiliate';
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
