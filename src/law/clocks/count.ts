// Counts a period of hours or days from an event. Regulation (EEC, Euratom) No 1182/71, Article 3, says how Union acts count;
// where an instrument says nothing, both usual readings are given and neither is preferred.
import { Temporal } from 'temporal-polyfill';
import { nextWorkingDay, type DayOff, type WorkCalendar } from './calendar.ts';

/** `euTime`: Regulation 1182/71. `dayAfter`: the day of the event does not count. `fromMoment`: from the minute of the event. */
export type Counting = 'euTime' | 'dayAfter' | 'fromMoment';
/** `day_of_march`: not a period but a date, that day of the next March. */
type CountedUnit = 'hour' | 'calendar_day' | 'working_day' | 'day_of_march';

export interface Period {
  readonly length: number;
  readonly unit: CountedUnit;
}

/** Why an end lies where it lies, in order; a page says each in words. Days and times are of the addressee's zone. */
export type CountStep =
  | { readonly step: 'hourNotCounted'; readonly until: string }
  | { readonly step: 'dayNotCounted'; readonly day: string }
  | { readonly step: 'counted'; readonly period: Period; readonly to: string }
  /** `days`: that never were, where a State moved to the other side of the date line; 30 December 2011 in Samoa. */
  | { readonly step: 'daysLeftOut'; readonly days: number; readonly to: string }
  | { readonly step: 'dayOff'; readonly day: string; readonly why: DayOff; readonly next: string }
  | { readonly step: 'twoWorkingDays'; readonly next: string };

interface Counted {
  /** The first moment after the period. */
  readonly end: Temporal.ZonedDateTime;
  /** The last day of a period in days. */
  readonly lastDay: Temporal.PlainDate | undefined;
  readonly steps: readonly CountStep[];
}

export function count(
  event: Temporal.ZonedDateTime,
  period: Period,
  counting: Counting,
  calendar: WorkCalendar,
): Counted {
  if (period.unit === 'hour') return countHours(event, period, counting);
  if (counting === 'fromMoment' && period.unit === 'calendar_day') {
    const to = event.add({ days: period.length });
    const lost = daysLeftOut(event, to, period.length);
    const end = event.add({ days: period.length + lost });
    const counted: CountStep = { step: 'counted', period, to: minute(to) };
    return { end, lastDay: undefined, steps: [counted, ...leftOut(lost, minute(end))] };
  }
  return countDays(event, period, counting, calendar);
}

/** Article 3(1): the hour of the event does not count. Hours are hours that pass, whatever a clock on the wall is set to. */
function countHours(event: Temporal.ZonedDateTime, period: Period, counting: Counting): Counted {
  const steps: CountStep[] = [];
  let from = event;
  if (counting === 'euTime' && period.length > 0) {
    const hour = event.round({ smallestUnit: 'hour', roundingMode: 'floor' });
    from = hour.add({ hours: 1 });
    steps.push({ step: 'hourNotCounted', until: minute(from) });
  }
  const end = from.add({ hours: period.length });
  steps.push({ step: 'counted', period, to: minute(end) });
  return { end, lastDay: undefined, steps };
}

/** Article 3(1), (2)(b), (4) and (5). */
function countDays(
  event: Temporal.ZonedDateTime,
  period: Period,
  counting: Counting,
  calendar: WorkCalendar,
): Counted {
  const day = event.toPlainDate();
  const isDate = period.unit === 'day_of_march';
  const steps: CountStep[] = isDate ? [] : [{ step: 'dayNotCounted', day: day.toString() }];
  let last = lastDayOf(day, period, calendar);
  steps.push({ step: 'counted', period, to: last.toString() });
  if (period.unit === 'calendar_day') {
    const lost = daysLeftOut(endOf(day, event.timeZoneId), endOf(last, event.timeZoneId), period.length);
    last = last.add({ days: lost });
    steps.push(...leftOut(lost, last.toString()));
  }
  if (counting === 'euTime' && period.unit === 'calendar_day') {
    const why = calendar.dayOff(last);
    if (why !== undefined) {
      const next = nextWorkingDay(calendar, last);
      steps.push({ step: 'dayOff', day: last.toString(), why, next: next.toString() });
      last = next;
    }
    if (period.length >= 2 && workingDaysIn(calendar, day, last) < 2) {
      while (workingDaysIn(calendar, day, last) < 2) last = nextWorkingDay(calendar, last);
      steps.push({ step: 'twoWorkingDays', next: last.toString() });
    }
  }
  return { end: endOf(last, event.timeZoneId), lastDay: last, steps };
}

/** A day is there about 24 hours, whatever clocks on the wall are set to. */
function daysLeftOut(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime, days: number): number {
  return Math.max(0, days - Math.round(from.until(to).total('hours') / 24));
}

function leftOut(days: number, to: string): CountStep[] {
  return days === 0 ? [] : [{ step: 'daysLeftOut', days, to }];
}

function lastDayOf(
  day: Temporal.PlainDate,
  { length, unit }: Period,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  if (unit === 'calendar_day') return day.add({ days: length });
  if (unit === 'day_of_march') return day.with({ month: 3, day: length });
  let last = day;
  for (let i = 0; i < length; i++) last = nextWorkingDay(calendar, last);
  return last;
}

/** Whole days of a period that have passed before an event within it; its own day has not. */
export function daysPassed(
  from: Temporal.ZonedDateTime,
  until: Temporal.ZonedDateTime,
  unit: CountedUnit,
  calendar: WorkCalendar,
): number {
  const dayBefore = until.toPlainDate().subtract({ days: 1 });
  const day = from.toPlainDate();
  if (unit === 'working_day') return workingDaysIn(calendar, day, dayBefore);
  return Math.max(0, day.until(dayBefore, { largestUnit: 'day' }).days);
}

/** After `after`, up to and with `last`. */
function workingDaysIn(calendar: WorkCalendar, after: Temporal.PlainDate, last: Temporal.PlainDate): number {
  let found = 0;
  for (
    let day = after.add({ days: 1 });
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    if (calendar.dayOff(day) === undefined) found += 1;
  return found;
}

/** Where midnight does not exist the day begins at its first moment. */
export function endOf(day: Temporal.PlainDate, zone: string): Temporal.ZonedDateTime {
  return day.add({ days: 1 }).toZonedDateTime(zone);
}

/** `2026-11-26T14:20+01:00`. */
export function minute(time: Temporal.ZonedDateTime): string {
  return time.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}
