// Moves the clocks of a request or a preservation, in the transaction of the act that moves them. `life.acts.ts` calls it.
import { newUuid, type Random, type Uuid } from '../../../base/ids.ts';
import type { Clock } from '../../../base/time.ts';
import { isReviewed } from '../../../law/clocks/run.ts';
import type { ClockRule, DataCategory, Knowledge } from '../../../law/model.ts';
import { worded } from '../../../law/on-day.ts';
import type { Tx } from '../../../people/as-person.store.ts';
import {
  clocksOf as clocksKept,
  eventsOfClocks,
  insertClock,
  insertClockEvents,
  setAlarms,
  setDue,
  setRun,
  type MovingEvent,
  type Of,
} from './clock.store.ts';
import {
  AGREED,
  dueAlarms,
  isReceiptRule,
  receiptRule,
  ROLE_CORRECTED,
  runKept,
  type ClockAt,
  type KeptEvent,
  type StoredClock,
} from './stored.ts';
import { clocksOf, isAbout, isMovable, startedBy, type ClockSubject } from '../states/time-limits-by-form.ts';
import { type AlarmDesk, type ClockOfForm } from '../../core/clocks.ts';

export interface ClockTools {
  readonly clock: Clock;
  readonly random: Random;
  readonly law: Pick<Knowledge, 'clocks' | 'dataVersion'>;
}

/** One recorded act, as the clocks see it. */
export interface Moved {
  readonly of: Of;
  readonly caseId: Uuid;
  readonly subject: ClockSubject;
  readonly direction: 'outgoing' | 'incoming';
  /** Codes of States; undefined where the other side is none, or not known. */
  readonly ours: string;
  readonly theirs: string | undefined;
  /** Id of the event that was recorded. */
  readonly event: Uuid;
  /** What it may be, by the names of clocks.yaml. */
  readonly names: readonly string[];
  readonly at: Date;
  /** Of whom it happened to. */
  readonly zone: string;
  /** Nothing of it runs any more. */
  readonly isOver: boolean;
  /** `event` is a step of a notice to the person concerned. */
  readonly isNotice?: boolean | undefined;
  /** Of a link: the last day on which it may be fetched. */
  readonly lastDay?: string | undefined;
  /** It was sent: within how many hours a receipt is expected, and who asks where none comes. */
  readonly receipt?: { readonly hours: number; readonly desk: AlarmDesk } | undefined;
  /** Another last day that was set: of this clock, or of the one that it can be set for. */
  readonly deadline?:
    | {
        readonly timeLimit?: string | undefined;
        readonly lastDay: string;
        /** The hour of that day. */
        readonly endsAt?: Date | undefined;
      }
    | undefined;
  /** It concerns some items, and the others are still due. */
  readonly isOfSome?: boolean | undefined;
  /** It answers some items: which data are still due after it. */
  readonly stillDue?: readonly DataCategory[] | undefined;
  /** Of several links, the clocks of those from which evidence was fetched; undefined: of all. */
  readonly fetched?: readonly string[] | undefined;
  /** An end that was agreed with the holder. */
  readonly endsAt?: Date | undefined;
  /** It lengthens a period that runs. */
  readonly isExtension?: boolean | undefined;
  /** In which role an order came is said late, or corrected: `event`, `at` and `zone` are those of its receipt. */
  readonly late?: LateRole | undefined;
}

interface LateRole {
  /** By which event, and when: what ran in another role ends with it. */
  readonly said: { readonly event: Uuid; readonly at: Date };
  /** The events by which a role was said before, the receipt among them: every clock of a role begins with that. */
  readonly roles: readonly Uuid[];
  /** What was recorded since the receipt, as the clocks that begin now would have seen it. */
  readonly since: readonly Moved[];
}

export async function moveClocks(tx: Tx, tools: ClockTools, moved: Moved): Promise<void> {
  const kept = (await clocksKept(tx, moved.of)).filter((clock) => isMoved(moved, clock));
  const events = await eventsOfClocks(
    tx,
    kept.map(({ id }) => id),
  );
  const { more, begun } = movesOf(
    moved,
    kept.map((clock) => ({ clock, events: events.get(clock.id) ?? [] })),
    tools.law.clocks,
  );
  for (const { clock, before, events: found } of more) {
    await insertClockEvents(tx, clock, before.length, found);
    await keepRun(tx, tools, clock, [...before, ...found]);
  }
  for (const one of begun) await begin(tx, tools, moved, one);
  if (more.length + begun.length > 0) await setDue(tx, moved.of);
}

/** A clock with what has moved it, the oldest first. */
export interface KeptClock {
  readonly clock: Pick<StoredClock, 'id' | 'caseId' | 'rule' | 'run' | 'at'>;
  readonly events: readonly MovingEvent[];
}

interface BegunClock {
  readonly rule: ClockRule;
  readonly desk: AlarmDesk;
  readonly events: readonly MovingEvent[];
}

interface Moves<One extends KeptClock> {
  readonly more: readonly {
    readonly clock: One['clock'];
    readonly before: readonly MovingEvent[];
    readonly events: readonly MovingEvent[];
  }[];
  readonly begun: readonly BegunClock[];
}

/** What an act is to the clocks that are there, and those that it begins. Pure: the same in the database and in memory. */
export function movesOf<One extends KeptClock>(
  moved: Moved,
  kept: readonly One[],
  rules: readonly ClockRule[],
): Moves<One> {
  const begun = [...startedClocks(moved, kept, rules), ...ownClocks(moved)];
  const given = rulesOfRole(moved, rules);
  const more = kept
    .filter(({ clock }) => isMoved(moved, clock))
    .map(({ clock, events: before }) => ({
      clock,
      before,
      events:
        moved.late === undefined
          ? eventsFor(moved, clock, before)
          : endedWithRole(moved, moved.late, { clock, events: before }, given),
    }))
    .filter(({ events }) => events.length > 0);
  return { more, begun };
}

function startedClocks(
  moved: Moved,
  kept: readonly KeptClock[],
  rules: readonly ClockRule[],
): readonly BegunClock[] {
  if (moved.isOver) return [];
  // Received twice over, by two events: the first counts.
  const running = kept.filter(({ clock, events }) => isLive(clock) || isOfRole(moved, events));
  const ids = new Set(running.map(({ clock }) => clock.rule.id));
  return started(moved, rules)
    .filter(({ rule, of: one }) => one.isEach === true || !ids.has(rule.id))
    .map(({ rule, of: one }) => ({
      rule,
      desk: one.desk,
      events: movedSince(moved, rule, beginning(moved, rule, one)),
    }));
}

function started(moved: Moved, rules: readonly ClockRule[]): ReturnType<typeof startedBy> {
  return startedBy(moved.names, moved.subject, worded(rules, moved.at.toISOString().slice(0, 10)));
}

/** Begun by the receipt in a role that was said before, and not ended with that role. */
function isOfRole({ late }: Moved, events: readonly MovingEvent[]): boolean {
  const by = events[0]?.requestEvent;
  const isCorrected = events.some(({ event }) => event === ROLE_CORRECTED);
  return by !== undefined && late?.roles.includes(by) === true && !isCorrected;
}

/** Those that the order gives in the role that is said now. */
function rulesOfRole(moved: Moved, rules: readonly ClockRule[]): ReadonlySet<string> {
  return new Set(moved.late === undefined ? [] : started(moved, rules).map(({ rule }) => rule.id));
}

function endedWithRole(
  moved: Moved,
  { said }: LateRole,
  { clock, events }: KeptClock,
  given: ReadonlySet<string>,
): MovingEvent[] {
  // What is done of it could otherwise be given another last day.
  const isEnded = !isLive(clock) && !isOpen(clock);
  if (isEnded || given.has(clock.rule.id) || !isOfRole(moved, events)) return [];
  return [{ ...keptAs(moved, ROLE_CORRECTED), at: said.at, requestEvent: said.event }];
}

/** It begins late: what was recorded since has moved it as it would have then. */
function movedSince(moved: Moved, rule: ClockRule, begun: MovingEvent[]): MovingEvent[] {
  const at = clockAt(moved, rule);
  let events = begun;
  for (const one of moved.late?.since ?? []) {
    const clock = { id: moved.event, caseId: moved.caseId, rule, at, run: runKept(rule, events, at) };
    if (isMoved(one, clock)) events = [...events, ...eventsFor(one, clock, events)];
  }
  return events;
}

/** Of no law: within how long a receipt is expected, and an end that was agreed. */
function ownClocks(moved: Moved): readonly BegunClock[] {
  const { receipt, endsAt, isOver } = moved;
  const expected = receipt && { rule: receiptRule(receipt.hours), desk: receipt.desk };
  return [
    ...(expected === undefined ? [] : [{ ...expected, events: [keptAs(moved, expected.rule.startsOn)] }]),
    ...(endsAt === undefined || isOver
      ? []
      : [{ rule: AGREED, desk: 'duty' as const, events: [{ ...keptAs(moved, AGREED.startsOn), endsAt }] }]),
  ];
}

function isLive({ run }: Pick<StoredClock, 'run'>): boolean {
  return run.status === 'running' || run.status === 'paused';
}

/** Where a role is said, also what is done of another one. */
function isMoved({ deadline, late }: Moved, clock: Pick<StoredClock, 'rule' | 'run'>): boolean {
  return isLive(clock) || late !== undefined || (deadline !== undefined && isOpen(clock));
}

/** One act may start it and move it: who asks, or answers, has received it as well. */
function beginning(moved: Moved, rule: ClockRule, one: ClockOfForm): MovingEvent[] {
  const { done } = one;
  const pauses = moved.isOfSome === true ? [] : rule.pauses.map(({ event }) => event);
  return [
    keptAs(moved, rule.startsOn),
    ...statedEnd(moved, rule),
    ...namedEnd(moved, one),
    ...moved.names.filter((name) => pauses.includes(name)).map((name) => keptAs(moved, name)),
    ...(moved.names.some((name) => done.includes(name)) ? [keptAs(moved, 'done')] : []),
  ];
}

/** A rule that leaves the end to be stated runs to the day that was, also where that is sooner than it should be. */
function statedEnd(moved: Moved, { startsOn, extension }: ClockRule): MovingEvent[] {
  const isStated =
    moved.names.includes(startsOn) && extension !== undefined && extension.length === undefined;
  const { lastDay } = moved;
  return isStated && lastDay !== undefined ? [{ ...keptAs(moved, 'extended'), lastDay }] : [];
}

/** The day that the request names. */
function namedEnd(moved: Moved, { lastDay: dayIn }: ClockOfForm): MovingEvent[] {
  const lastDay = dayIn?.(moved.subject.answers ?? {});
  return lastDay === undefined ? [] : [{ ...keptAs(moved, 'extended'), lastDay }];
}

function keptAs({ at, of, event, isNotice = false }: Moved, name: string): MovingEvent {
  return {
    event: name,
    at,
    lastDay: undefined,
    endsAt: undefined,
    requestEvent: 'request' in of && !isNotice ? event : undefined,
    noticeEvent: isNotice ? event : undefined,
    preservationEvent: 'preservation' in of ? event : undefined,
  };
}

function eventsFor(moved: Moved, clock: KeptClock['clock'], before: readonly KeptEvent[]): MovingEvent[] {
  const { rule } = clock;
  if (isDone(moved, clock)) return [keptAs(moved, 'done')];
  const pauses = moved.isOfSome === true ? [] : rule.pauses;
  const known = pauses.flatMap(({ event, until }) => (until === undefined ? [event] : [event, until]));
  const found = moved.names.filter((name) => known.includes(name)).map((name) => keptAs(moved, name));
  if (moved.isExtension !== true) return [...found, ...deadlineSet(moved, clock)];
  // Another agreed end takes the place of the one before it.
  if (rule.id === AGREED.id) return [...found, keptAs(moved, 'done')];
  const lastDay = moved.endsAt === undefined ? undefined : dayBefore(moved.endsAt, clock.at.zone);
  const extended: MovingEvent = { ...keptAs(moved, 'extended'), lastDay };
  const run = runKept(rule, [...before, ...found, extended], clock.at);
  const isRefused = run.refused.some(({ why }) => why !== 'noDay');
  // Where the rule knows no extension, or none any more, what the holder agreed to runs in its place.
  return [...found, extended, ...(isRefused && moved.endsAt !== undefined ? [keptAs(moved, 'done')] : [])];
}

function deadlineSet(moved: Moved, { id, rule, run }: KeptClock['clock']): MovingEvent[] {
  const { deadline } = moved;
  if (deadline === undefined || !isMovable(rule)) return [];
  if (run.status !== 'running' && !isOpen({ rule, run })) return [];
  const isThis = deadline.timeLimit === undefined || deadline.timeLimit === id;
  const { lastDay, endsAt } = deadline;
  return isThis ? [{ ...keptAs(moved, 'extended'), lastDay, endsAt }] : [];
}

/** Its duty is done as far as it was said, and a new deadline may be set for what did not come. */
export function isOpen({ rule, run }: Pick<StoredClock, 'rule' | 'run'>): boolean {
  return run.status === 'done' && isReviewed(rule);
}

function isDone(moved: Moved, { id, rule }: KeptClock['clock']): boolean {
  const { names, isOver, subject, fetched, stillDue } = moved;
  const one = clocksOf(subject).find(({ clock }) => clock === rule.id);
  if (isOver && one?.isUntilDone !== true) return true;
  if (isReceiptRule(rule)) return names.includes(RECEIPT_SHOWN);
  if (rule.id === AGREED.id) return names.some((name) => AGREED_DONE.includes(name));
  if (one?.isEach === true && fetched?.includes(id) === false) return false;
  if (one?.isOfItsData === true && stillDue !== undefined && !isAbout(rule, stillDue)) return true;
  return one !== undefined && names.some((name) => one.done.includes(name));
}

/** Whatever the other side does with it shows that they have it, or that it did not come. */
export const RECEIPT_SHOWN = 'receipt_shown';

/** From then on the data are kept until they are produced. */
const AGREED_DONE = ['data_produced', 'annex_v_received', 'mla_request_received_after_preservation'];

/** The last whole day before a moment, in a zone. */
export function dayBefore(moment: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(
    new Date(moment.getTime() - 1),
  );
}

async function begin(
  tx: Tx,
  tools: ClockTools,
  moved: Moved,
  { rule, desk, events }: BegunClock,
): Promise<void> {
  const at = clockAt(moved, rule);
  const now = new Date(tools.clock());
  const clock: StoredClock = {
    id: newUuid(tools.clock, tools.random),
    caseId: moved.caseId,
    request: 'request' in moved.of ? moved.of.request : undefined,
    preservation: 'preservation' in moved.of ? moved.of.preservation : undefined,
    rule,
    lawVersion: tools.law.dataVersion,
    at,
    desk,
    run: runKept(rule, events, at),
    begunAt: now,
    computedAt: now,
  };
  await insertClock(tx, clock);
  await insertClockEvents(tx, clock, 0, events);
  await waitFor(tx, tools, clock);
}

async function keepRun(
  tx: Tx,
  tools: ClockTools,
  clock: StoredClock,
  events: readonly KeptEvent[],
): Promise<void> {
  const run = runKept(clock.rule, events, clock.at);
  await setRun(tx, clock.id, run, new Date(tools.clock()));
  await waitFor(tx, tools, { ...clock, run });
}

/** Of warnings that are past already the last one is enough. */
async function waitFor(tx: Tx, tools: ClockTools, clock: StoredClock): Promise<void> {
  const now = tools.clock();
  const due = dueAlarms(clock.rule, clock.run, clock.at);
  const past = due.filter(({ dueAt }) => dueAt.getTime() <= now);
  const wanted = [...past.slice(-1), ...due.filter(({ dueAt }) => dueAt.getTime() > now)];
  const alarms = wanted.map((one) => ({ ...one, id: newUuid(tools.clock, tools.random) }));
  await setAlarms(tx, clock, alarms, new Date(now));
}

/** Duties of the side that asks; all others are of the side that is asked. */
const ASKING = ['issuing_authority', 'sender', 'governmental_entity', 'none'];
const UNKNOWN_STATE = 'ZZ';

/** The calendar of whoever has the duty; Union acts count by their own days off. */
export function clockAt({ direction, ours, theirs, zone }: Moved, rule: ClockRule): ClockAt {
  const isOurs = ASKING.includes(rule.dutyOf) === (direction === 'outgoing');
  return {
    state: (isOurs ? ours : theirs) ?? UNKNOWN_STATE,
    week: rule.instrument.startsWith('eu-') ? 'eu' : 'own',
    zone,
  };
}
