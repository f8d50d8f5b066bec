// A clock as it is kept: the rule as it was when the clock began, and the events that move it. Pure.
import { Temporal } from 'temporal-polyfill';
import type { Uuid } from '../../../base/ids.ts';
import { alarmsOf } from '../../../law/clocks/alarms.ts';
import { calendarOf } from '../../../law/clocks/calendar.ts';
import { minute } from '../../../law/clocks/count.ts';
import { runClock, type ClockPlace, type ClockRun, type ClockStep } from '../../../law/clocks/run.ts';
import type { ClockRule } from '../../../law/model.ts';
import type { AlarmDesk } from '../../core/clocks.ts';

export interface ClockAt {
  /** ISO code; ZZ where it is not known: then only weekends are days off. */
  readonly state: string;
  readonly week: 'own' | 'eu';
  readonly zone: string;
}

export interface KeptEvent {
  /** By its name for clocks; `extended` and `done` are its own. */
  readonly event: string;
  readonly at: Date;
  readonly lastDay: string | undefined;
  /** Of an end that was agreed, or an hour that was set: the moment itself. */
  readonly endsAt: Date | undefined;
}

export interface StoredClock {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly request: Uuid | undefined;
  readonly preservation: Uuid | undefined;
  readonly rule: ClockRule;
  readonly lawVersion: string;
  readonly at: ClockAt;
  readonly desk: AlarmDesk;
  readonly run: ClockRun;
  readonly begunAt: Date;
  readonly computedAt: Date;
}

/** Not of any law: until when the holder says that they keep the data. */
export const AGREED: ClockRule = {
  id: 'holder.agreed',
  instrument: 'agreement',
  article: '',
  length: undefined,
  unit: 'agreed',
  bound: 'exact',
  emergency: false,
  startsOn: 'extended',
  conditions: { categories: undefined, isNotified: undefined },
  pauses: [],
  dutyOf: 'holder',
  warnBefore: [
    { length: 21, unit: 'calendar_day' },
    { length: 7, unit: 'calendar_day' },
    { length: 2, unit: 'calendar_day' },
  ],
  form: undefined,
  extension: undefined,
  atEnd: 'The holder keeps the data no longer, unless it is extended once more.',
  note: undefined,
  at: '',
  sources: [],
  confidence: 'stated',
};

/**
 * Not of any law: within how many hours of sending this agency expects to hear that it was received (`alarm.ts`). Ends when anything of
 * theirs is recorded.
 */
export function receiptRule(hours: number): ClockRule {
  return {
    ...AGREED,
    id: RECEIPT,
    instrument: 'house',
    length: hours,
    unit: 'hour',
    bound: 'target',
    startsOn: 'request_sent',
    dutyOf: 'none',
    warnBefore: [],
    atEnd: 'Nobody knows yet whether it came: ask the other side.',
  };
}

const RECEIPT = 'house.receipt';

export function isReceiptRule({ id }: Pick<ClockRule, 'id'>): boolean {
  return id === RECEIPT;
}

/** No law gives it. */
export function isOwn(rule: Pick<ClockRule, 'id'>): boolean {
  return rule.id === AGREED.id || isReceiptRule(rule);
}

function placeOf({ state, week, zone }: ClockAt): ClockPlace {
  return { zone, calendar: calendarOf(state, week) };
}

/** It is of a role in which the order did not come: it ran until that was said, and no event moves it any more. */
export const ROLE_CORRECTED = 'role_corrected';

/** The same events under the same rule give the same answer. */
export function runKept(rule: ClockRule, events: readonly KeptEvent[], at: ClockAt): ClockRun {
  const corrected = events.findIndex(({ event }) => event === ROLE_CORRECTED);
  if (corrected >= 0) return { ...runKept(rule, events.slice(0, corrected), at), status: 'stopped' };
  if (rule.unit === 'agreed' && rule.length === undefined) return runAgreed(rule, events, at);
  return runClock(
    rule,
    inOrder(rule, events).map(({ event, at: when, lastDay, endsAt }) => ({
      event,
      at: when.toISOString(),
      ...(lastDay === undefined ? {} : { lastDay }),
      ...(endsAt === undefined ? {} : { until: endsAt.toISOString() }),
    })),
    placeOf(at),
  );
}

/**
 * Events are kept as they were recorded, each with the time that was told. One told to the minute may lie before the start that it follows,
 * and still moves what has begun; and with whatever is done by what is recorded last, all that was recorded before is done.
 */
function inOrder(rule: ClockRule, events: readonly KeptEvent[]): KeptEvent[] {
  const [start] = events;
  let last = start?.event === rule.startsOn ? start.at : new Date(0);
  const since = last;
  return events.map((one) => {
    const from = one.event === 'done' ? last : since;
    const at = one.at < from ? from : one.at;
    if (at > last) last = at;
    return { ...one, at };
  });
}

/** The last end that was agreed counts; there is nothing to reckon. */
function runAgreed(rule: ClockRule, events: readonly KeptEvent[], { zone }: ClockAt): ClockRun {
  const said = events.filter(({ event, endsAt }) => event === rule.startsOn && endsAt !== undefined);
  const last = said.at(-1);
  const end = last?.endsAt?.toISOString();
  const isDone = events.some(({ event }) => event === 'done');
  const local = (date: Date): string =>
    minute(Temporal.Instant.from(date.toISOString()).toZonedDateTimeISO(zone));
  const steps: ClockStep[] = said.map(({ event, at }, i) => ({
    step: i === 0 ? 'started' : 'resumed',
    event,
    at: local(at),
    left: { minutes: 0 },
  }));
  return {
    clock: rule.id,
    status: last === undefined ? 'notStarted' : isDone ? 'done' : 'running',
    readings:
      end === undefined
        ? []
        : [
            {
              counting: 'fromMoment',
              afterPause: 'rest',
              end,
              lastDay: undefined,
              steps: steps.slice(0, 1),
            },
          ],
    earliest: end,
    latest: end,
    refused: [],
  };
}

export interface DueAlarm {
  readonly kind: 'before' | 'end';
  readonly dueAt: Date;
}

/** Each time once: before the end as the rule says, and the end itself by its earliest reading. */
export function dueAlarms(rule: ClockRule, run: ClockRun, at: ClockAt): DueAlarm[] {
  if (run.status !== 'running' || run.earliest === undefined) return [];
  const before = alarmsOf(rule, run, placeOf(at)).map((one) => new Date(one.at).getTime());
  return [
    ...[...new Set(before)].map((time): DueAlarm => ({ kind: 'before', dueAt: new Date(time) })),
    { kind: 'end', dueAt: new Date(run.earliest) },
  ];
}

/** An end that the law of today would give instead; undefined when it gives the same. */
export function otherwiseToday(
  clock: Pick<StoredClock, 'rule' | 'at' | 'run'>,
  events: readonly KeptEvent[],
  rules: readonly ClockRule[],
): { readonly rule: ClockRule | undefined; readonly run: ClockRun | undefined } | undefined {
  if (isOwn(clock.rule)) return undefined;
  const rule = rules.find(({ id }) => id === clock.rule.id);
  if (rule === undefined) return { rule: undefined, run: undefined };
  const run = runKept(rule, events, clock.at);
  const isSame =
    run.earliest === clock.run.earliest && run.latest === clock.run.latest && run.status === clock.run.status;
  return isSame ? undefined : { rule, run };
}
