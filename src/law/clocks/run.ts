// Runs a legal clock over what has been recorded: started, paused, resumed, extended, done. Pure: the same events give the
// same answer. Every end explains itself; where the law leaves two readings open, both are run.
import { Temporal } from 'temporal-polyfill';
import type { ClockRule } from '../model.ts';
import type { WorkCalendar } from './calendar.ts';
import { count, daysPassed, endOf, minute, type Counting, type CountStep, type Period } from './count.ts';

/** One recorded event, by its name in `clocks.yaml`, or `extended` or `done`. */
export interface ClockEvent {
  readonly event: string;
  /** When it took effect, an instant; of a receipt, as the evidence of receipt says. */
  readonly at: string;
  /** Of `extended`: the last day that was set, where the rule gives no length. */
  readonly lastDay?: string;
  /** The moment of that day until which it runs, an instant; undefined: to the end of the day. */
  readonly until?: string;
}

export interface ClockPlace {
  /** IANA name of the zone of whoever has the duty. */
  readonly zone: string;
  readonly calendar: WorkCalendar;
}

/** What is left when a pause ends: the text does not say (rule `pause-means-no-duty`). */
type PauseReading = 'rest' | 'whole';

export type ClockStep =
  | CountStep
  | { readonly step: 'started'; readonly event: string; readonly at: string }
  | { readonly step: 'paused'; readonly event: string; readonly at: string }
  | { readonly step: 'resumed'; readonly event: string; readonly at: string; readonly left: Left }
  | { readonly step: 'extended'; readonly at: string; readonly by: Period }
  /** `until`: where an hour of that day was set. `before`: the last day or the moment of the end that it replaces. */
  | {
      readonly step: 'deadlineSet';
      readonly at: string;
      readonly lastDay: string;
      readonly until?: string;
      readonly before: string | undefined;
    };

/** Whole days or hours of the period, or the minutes of one that runs from moment to moment. */
export type Left = Period | { readonly minutes: number };

export interface ClockReading {
  readonly counting: Counting;
  readonly afterPause: PauseReading;
  /** The first moment after the period, UTC; undefined while the clock stands. */
  readonly end: string | undefined;
  /** The last day of a period in days, in the zone of the duty. */
  readonly lastDay: string | undefined;
  readonly steps: readonly ClockStep[];
}

type ClockStatus =
  | 'notStarted'
  | 'running'
  | 'paused'
  | 'stopped' // by something that no event lifts
  | 'done';

export interface ClockRun {
  readonly clock: string;
  readonly status: ClockStatus;
  /** None where the rule gives no number. */
  readonly readings: readonly ClockReading[];
  /** Ends of the earliest and the latest reading. */
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
  /** Extensions that the rule does not allow, with the reason. */
  readonly refused: readonly {
    readonly at: string;
    readonly why: 'tooMany' | 'tooLate' | 'noDay' | 'noExtension';
  }[];
}

/** Events in any order; those before the start have no effect. */
export function runClock(rule: ClockRule, events: readonly ClockEvent[], place: ClockPlace): ClockRun {
  const sorted = events.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const start = sorted.find(({ event }) => event === rule.startsOn);
  if (start === undefined) return { ...EMPTY, clock: rule.id, status: 'notStarted' };
  const after = sorted.slice(sorted.indexOf(start) + 1);
  const period = countedPeriod(rule, after);
  if (period === undefined) return { ...EMPTY, clock: rule.id, status: statusOf(rule, after) };
  const runs = readingsOf(rule, after).map((reading) =>
    new Reading(rule, period, place, reading).run(start, after),
  );
  const ends = runs.flatMap(({ reading }) => reading.end ?? []).sort();
  const since = sinceReview(rule, after);
  return {
    clock: rule.id,
    // What happens after the end of every reading has no effect.
    status: statusOf(rule, ends.length < runs.length ? since : since.filter(({ event }) => event === 'done')),
    readings: distinct(runs.map(({ reading }) => reading)),
    earliest: ends[0],
    latest: ends.at(-1),
    refused: runs[0]?.refused ?? [],
  };
}

const EMPTY = { readings: [], earliest: undefined, latest: undefined, refused: [] } as const;

/** Undefined where the text gives no number of hours, days or weeks. */
function countedPeriod({ length, unit }: ClockRule, after: readonly ClockEvent[]): Period | undefined {
  if (unit === 'until_event' && after.some((one) => one.event === 'extended' && one.lastDay !== undefined))
    return { length: 0, unit: 'calendar_day' }; // nothing is counted: it runs to the day that is named
  if (length === undefined) return undefined;
  switch (unit) {
    case 'hour':
    case 'calendar_day':
    case 'working_day':
    case 'day_of_march':
      return { length, unit };
    case 'week': // Article 3(2)(c): it ends on the same day of the week, which is seven days after the day of the event
      return { length: 7 * length, unit: 'calendar_day' };
    case 'at_once':
      return { length: 0, unit: 'hour' };
    default:
      return undefined;
  }
}

function statusOf(rule: ClockRule, after: readonly ClockEvent[]): ClockStatus {
  if (after.some(({ event }) => event === 'done')) return 'done';
  const open = openPauses(rule, after);
  if (open.some(({ until }) => until === undefined)) return 'stopped';
  return open.length > 0 ? 'paused' : 'running';
}

/**
 * A new deadline may be set also after the end, and for what was refused: Regulation (EU) 2023/1543, Art. 10(8), has the order reviewed
 * after the notice of the addressee, which may come at the end of the period.
 */
export function isReviewed({ extension }: Pick<ClockRule, 'extension'>): boolean {
  return extension?.unit === 'set_by_order' && extension.length === undefined;
}

/** The day that is set takes the place of all that was before: of a duty that was done, of a pause. */
function sinceReview(rule: ClockRule, after: readonly ClockEvent[]): readonly ClockEvent[] {
  if (!isReviewed(rule)) return after;
  return after.slice(
    after.findLastIndex(({ event, lastDay }) => event === 'extended' && lastDay !== undefined) + 1,
  );
}

type Pause = ClockRule['pauses'][number];

function openPauses(rule: ClockRule, events: readonly ClockEvent[]): readonly Pause[] {
  let open: readonly Pause[] = [];
  for (const { event } of events) open = afterEvent(rule, open, event);
  return open;
}

function afterEvent(rule: ClockRule, open: readonly Pause[], event: string): readonly Pause[] {
  const begun = rule.pauses.find((pause) => pause.event === event);
  if (begun !== undefined) return open.includes(begun) ? open : [...open, begun];
  return open.filter(({ until }) => until !== event);
}

interface Way {
  readonly counting: Counting;
  readonly afterPause: PauseReading;
}

function readingsOf(rule: ClockRule, after: readonly ClockEvent[]): Way[] {
  const isPaused = after.some(({ event }) => rule.pauses.some((pause) => pause.event === event));
  const pauses: PauseReading[] = isPaused ? ['rest', 'whole'] : ['rest'];
  return countingsOf(rule).flatMap((counting) => pauses.map((afterPause) => ({ counting, afterPause })));
}

/** Union acts are counted by Regulation 1182/71 (rule `time-computation-eu`); the other instruments do not say. */
function countingsOf(rule: ClockRule): Counting[] {
  if (rule.instrument.startsWith('eu-')) return ['euTime'];
  return rule.unit === 'hour' ? ['fromMoment'] : ['dayAfter', 'fromMoment'];
}

/** Two ways that lead to the same end are one. */
function distinct(readings: readonly ClockReading[]): ClockReading[] {
  return readings.filter((one, i) => readings.findIndex(({ end }) => end === one.end) === i);
}

/** Of one unit; working days do not come in minutes. */
const MINUTES = { hour: 60, calendar_day: 1440, working_day: 1440, day_of_march: 0 } as const;

/** One reading of the rule on its way through the events. */
class Reading {
  readonly #rule: ClockRule;
  /** With what it was extended by. */
  #period: Period;
  /** What is run whole once more after a pause: the period, or what was left when another day or hour was set. */
  #whole: Left;
  readonly #place: ClockPlace;
  readonly #way: Way;
  readonly #steps: ClockStep[] = [];
  readonly #refused: ClockRun['refused'][number][] = [];
  #from!: Temporal.ZonedDateTime; // set by `run` before anything reads it
  #left: Left;
  #end: Temporal.ZonedDateTime | undefined;
  #lastDay: Temporal.PlainDate | undefined;
  #extensions = 0;

  constructor(rule: ClockRule, period: Period, place: ClockPlace, way: Way) {
    this.#rule = rule;
    this.#period = period;
    this.#place = place;
    this.#way = way;
    this.#whole = period;
    this.#left = period;
  }

  run(
    start: ClockEvent,
    after: readonly ClockEvent[],
  ): { reading: ClockReading; refused: ClockRun['refused'] } {
    this.#from = this.#zoned(start);
    this.#steps.push({ step: 'started', event: start.event, at: minute(this.#from) });
    if (this.#rule.unit !== 'until_event') this.#count();
    let open: readonly Pause[] = [];
    let isDone = false;
    for (const event of after) {
      const isSet = event.event === 'extended' && event.lastDay !== undefined && isReviewed(this.#rule);
      isDone = !isSet && (isDone || event.event === 'done');
      if (isSet) open = [];
      else if (isDone || this.#isOver(event)) continue;
      const next = afterEvent(this.#rule, open, event.event);
      if (event.event === 'extended') this.#extend(event);
      else if (open.length === 0 && next.length > 0) this.#pause(event);
      else if (open.length > 0 && next.length === 0) this.#resume(event);
      open = next;
    }
    return { reading: this.#reading(), refused: this.#refused };
  }

  #reading(): ClockReading {
    return {
      ...this.#way,
      end: this.#end?.toInstant().toString(),
      lastDay: this.#end === undefined ? undefined : this.#lastDay?.toString(),
      steps: this.#steps,
    };
  }

  #zoned({ at }: ClockEvent): Temporal.ZonedDateTime {
    return Temporal.Instant.from(at).toZonedDateTimeISO(this.#place.zone);
  }

  /** An extension that comes late is refused by name; nothing else moves an end that has passed. */
  #isOver(event: ClockEvent): boolean {
    if (this.#end === undefined || event.event === 'extended') return false;
    return Temporal.ZonedDateTime.compare(this.#zoned(event), this.#end) >= 0;
  }

  #count(): void {
    const { counting } = this.#way;
    if ('minutes' in this.#left) {
      const from = this.#from.add({ minutes: this.#left.minutes });
      this.#end = from;
      this.#lastDay = undefined;
      return;
    }
    const { end, lastDay, steps } = count(this.#from, this.#left, counting, this.#place.calendar);
    this.#end = end;
    this.#lastDay = lastDay;
    this.#steps.push(...steps);
  }

  #pause(event: ClockEvent): void {
    const at = this.#zoned(event);
    this.#steps.push({ step: 'paused', event: event.event, at: minute(at) });
    this.#left = this.#way.afterPause === 'whole' ? this.#whole : this.#leftAt(at);
    this.#end = undefined;
  }

  /**
   * The last day leaves a day, as its own has not passed. So does each day to which Reg. 1182/71 Art. 3(4) and (5) move the end: more
   * days have passed by then than the period has, and yet it is not over.
   */
  #leftAt(at: Temporal.ZonedDateTime): Left {
    if (this.#lastDay === undefined && this.#end !== undefined)
      return { minutes: Math.floor(at.until(this.#end).total('minutes')) };
    if ('minutes' in this.#left) return this.#left;
    const { length, unit } = this.#left;
    return { length: Math.max(1, length - daysPassed(this.#from, at, unit, this.#place.calendar)), unit };
  }

  #resume(event: ClockEvent): void {
    this.#from = this.#zoned(event);
    this.#steps.push({ step: 'resumed', event: event.event, at: minute(this.#from), left: this.#left });
    this.#count();
  }

  #extend(event: ClockEvent): void {
    const { extension } = this.#rule;
    const refuse = (why: ClockRun['refused'][number]['why']): void => {
      this.#refused.push({ at: event.at, why });
    };
    if (this.#rule.unit === 'until_event' && event.lastDay !== undefined)
      return this.#setDeadline(event, event.lastDay);
    if (extension === undefined) return refuse('noExtension');
    if (extension.times !== undefined && this.#extensions >= extension.times) return refuse('tooMany');
    const isLate =
      this.#end !== undefined && Temporal.ZonedDateTime.compare(this.#zoned(event), this.#end) >= 0;
    if (isLate && !isReviewed(this.#rule)) return refuse('tooLate');
    const { length } = extension;
    if (event.lastDay !== undefined && this.#mayEnd(event.lastDay, extension)) {
      if (event.until === undefined) this.#setDeadline(event, event.lastDay);
      else this.#setHour(event, event.lastDay, event.until);
    } else if (length === undefined) return refuse('noDay');
    else this.#lengthen(event, length);
    this.#extensions += 1;
  }

  /** A day that is set counts where the text leaves it open; later than the most that it allows, the most does. */
  #mayEnd(lastDay: string, { length, bound }: NonNullable<ClockRule['extension']>): boolean {
    if (length === undefined) return true;
    if (bound !== 'max' || 'minutes' in this.#left) return false;
    const most = { ...this.#left, length: this.#left.length + length };
    const latest = count(this.#from, most, this.#way.counting, this.#place.calendar).lastDay;
    return latest !== undefined && Temporal.PlainDate.compare(lastDay, latest) <= 0;
  }

  /** One period that is longer, counted anew from its start: an end that fell on a day off is not moved twice. */
  #lengthen(event: ClockEvent, length: number): void {
    const by: Period = { length, unit: this.#period.unit };
    this.#period = { ...this.#period, length: this.#period.length + length };
    this.#whole = this.#period;
    this.#steps.push({ step: 'extended', at: minute(this.#zoned(event)), by });
    this.#left =
      'minutes' in this.#left
        ? { minutes: this.#left.minutes + length * MINUTES[by.unit] }
        : { ...this.#left, length: this.#left.length + length };
    if (this.#end !== undefined) this.#count();
  }

  #setDeadline(event: ClockEvent, lastDay: string): void {
    const day = Temporal.PlainDate.from(lastDay);
    const before = this.#lastDay?.toString() ?? (this.#end && minute(this.#end));
    this.#steps.push({ step: 'deadlineSet', at: minute(this.#zoned(event)), lastDay, before });
    this.#from = this.#zoned(event);
    this.#whole = {
      length: this.#from.toPlainDate().until(day, { largestUnit: 'day' }).days,
      unit: 'calendar_day',
    };
    this.#left = this.#whole;
    this.#lastDay = day;
    this.#end = endOf(day, this.#place.zone);
  }

  /** From moment to moment: no day is counted, and the zone in which the hour was said makes no difference any more. */
  #setHour(event: ClockEvent, lastDay: string, instant: string): void {
    const end = this.#zoned({ ...event, at: instant });
    const [at, until] = [minute(this.#zoned(event)), minute(end)];
    const before = this.#lastDay?.toString() ?? (this.#end && minute(this.#end));
    this.#steps.push({ step: 'deadlineSet', at, lastDay, until, before });
    this.#from = this.#zoned(event);
    this.#whole = { minutes: Math.floor(this.#from.until(end).total('minutes')) };
    this.#left = this.#whole;
    this.#lastDay = undefined;
    this.#end = end;
  }
}
