// Clocks in the random run of a request's life: moved by the acts that are taken, as in the database, but in memory.
import assert from 'node:assert/strict';
import { isUuid, type Uuid } from '../../src/base/ids.ts';
import { isReviewed } from '../../src/law/clocks/run.ts';
import type { Knowledge } from '../../src/law/model.ts';
import { ALARM_HOURS } from '../../src/requests/machine/clocks/alarm.ts';
import {
  clockAt,
  movesOf,
  type KeptClock,
  type Moved,
} from '../../src/requests/machine/clocks/clock.acts.ts';
import {
  movedPreservation,
  movedRequest,
  REQUEST_OVER,
  type FollowedRequest,
  type FollowTools,
  type HeldData,
  type Recorded,
} from '../../src/requests/machine/clocks/follow.acts.ts';
import { isReceiptRule, runKept } from '../../src/requests/machine/clocks/stored.ts';
import { clocksOf } from '../../src/requests/machine/states/time-limits-by-form.ts';
import { capacityIn, isReceiptOf } from '../../src/requests/machine/states/capacity.ts';
import { linksOf, movableOf } from '../../src/requests/machine/states/deadline.ts';
import type { GuardFacts } from '../../src/requests/machine/states/guard-facts.ts';

/** Sent, and nothing shows that it came: what nobody validated meanwhile is with them all the same, until it is withdrawn. */
export const AWAITING_RECEIPT: ReadonlySet<string> = new Set(['transmitted', 'validationRefused']);

export interface ClocksOfSide {
  kept: readonly KeptClock[];
  /** Of those that have begun, by the rule. */
  readonly begun: Map<string, number>;
}

const FILE = { id: '00000000-0000-7000-8000-0000000000ff' as Uuid, reference: 'FR-2026-000001' }; // as one is written

/** Moves those that an act moves, and begins those that it begins. `life`: events before it, items after it. */
export function moveClocksOf(
  side: ClocksOfSide,
  { life, recorded, law, now }: { life: FollowedRequest; recorded: Recorded; law: Knowledge; now: number },
): void {
  keepMoved(side, movedRequest(toolsAt(law, now), life, recorded, ALARM_HOURS), law);
}

function toolsAt(law: Knowledge, now: number): FollowTools {
  return { people: { clock: () => now, random: () => Buffer.alloc(10) }, law, file: FILE };
}

/** The same of a preservation. */
export function moveClocksOfHold(
  side: ClocksOfSide,
  { held, recorded, law, now }: { held: HeldData; recorded: Recorded; law: Knowledge; now: number },
): void {
  keepMoved(side, movedPreservation(toolsAt(law, now), held, recorded), law);
}

function keepMoved(side: ClocksOfSide, moved: Moved, law: Knowledge): void {
  const { more, begun } = movesOf(moved, side.kept, law.clocks);
  const changed = new Map(more.map((one) => [one.clock.id, [...one.before, ...one.events]] as const));
  side.kept = [
    ...side.kept.map((one) => {
      const events = changed.get(one.clock.id);
      if (events === undefined) return one;
      return { events, clock: { ...one.clock, run: runKept(one.clock.rule, events, one.clock.at) } };
    }),
    ...begun.map(({ rule, events }) => begunClock(side, moved, { rule, events })),
  ];
}

function begunClock(
  { begun }: ClocksOfSide,
  moved: Moved,
  { rule, events }: { rule: KeptClock['clock']['rule']; events: KeptClock['events'] },
): KeptClock {
  const total = [...begun.values()].reduce((sum, n) => sum + n, 0);
  begun.set(rule.id, (begun.get(rule.id) ?? 0) + 1);
  const at = clockAt(moved, rule);
  const id = `00000000-0000-7000-9000-${String(total).padStart(12, '0')}` as Uuid; // as one is written
  assert.ok(isUuid(id));
  return { events, clock: { id, caseId: moved.caseId, rule, at, run: runKept(rule, events, at) } };
}

/** Those that set a last day: another one, or that of a link. */
const EXTENDING = ['setDeadline', 'makeAvailable', 'transmitResults'];

/** No clock without a rule, or without a recorded act that started it; none that runs where nothing can end it any more. */
export function checkClocks(
  { kept }: ClocksOfSide,
  { life, state, law }: { life: Omit<FollowedRequest, 'items'>; state: string; law: Knowledge },
): void {
  for (const { clock, events } of kept) {
    const { rule, run } = clock;
    const isOwn = isReceiptRule(rule);
    const shipped = law.clocks.find(({ id }) => id === rule.id);
    assert.ok(isOwn || shipped?.startsOn === rule.startsOn, `no clock without a rule: ${rule.id}`);
    assert.equal(run.clock, rule.id);
    const { form, direction } = life.request;
    const of = clocksOf({ kind: 'request', form, instrument: undefined } as Parameters<typeof clocksOf>[0]); // what it looks at
    const one = of.find((each) => each.clock === rule.id);
    const [start] = events;
    assert.equal(start?.event, rule.startsOn, 'it begins with what its rule says');
    for (const { event, requestEvent } of events) {
      const act = life.events.find(({ id }) => id === requestEvent)?.act;
      assert.ok(act !== undefined, `${rule.id}: moved by an act that is recorded`);
      // The order may name the day itself.
      const isNamed = one?.lastDay !== undefined && requestEvent === start?.requestEvent;
      if (event === 'extended')
        assert.ok(isNamed || EXTENDING.includes(act), `${rule.id}: given another end by ${act}`);
    }
    assert.notEqual(run.status, 'notStarted');
    if (run.status !== 'running' && run.status !== 'paused') continue;
    assert.ok(isOwn || one !== undefined, `${rule.id} is of no ${form}`);
    if (life.events.find(({ id }) => id === start?.requestEvent)?.act === 'receive')
      assert.ok(isReceiptOf(rule.startsOn, capacityIn(life.events)), `${rule.id} is of another role`);
    assert.ok(one?.isOfAsker !== true || direction === 'outgoing', `${rule.id} is theirs to see to`);
    if (one?.isUntilDone !== true)
      assert.ok(!REQUEST_OVER.includes(state), `${rule.id} runs on though the request is ${state}`);
    if (isOwn) assert.ok(AWAITING_RECEIPT.has(state), `a receipt is awaited only where none came: ${state}`);
  }
}

/** A day is set for one time limit that runs, not after its end; of several links it is said which were fetched. */
export function checkLimits(
  act: string,
  { limits, detail: { deadline, fetched }, occurredAt }: GuardFacts,
): void {
  if (act === 'setDeadline') {
    const [one, ...more] = movableOf(limits).filter(({ id }) => id === (deadline?.timeLimit ?? id));
    assert.ok(deadline !== undefined && one !== undefined && more.length === 0, 'for one that runs');
    const isInTime = one.end === undefined || occurredAt < one.end || isReviewed(one.rule);
    assert.ok(isInTime && deadline.lastDay > '2026', 'in time, and no day that is over');
  }
  if (act === 'receiveEvidence' && linksOf(limits).length > 1) assert.ok(fetched, 'of several links, which');
}
