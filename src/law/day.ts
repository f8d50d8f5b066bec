// Days of the law: calendar days without a time of day, and dates known only to the month or the year.
import { daysInMonth, isDay, isPartialDate, type Day, type PartialDate } from '../base/day.ts';

export { isDay, isPartialDate, type Day, type PartialDate };

/** When it holds, where that is recorded. */
export interface Validity {
  /** The first day. Undefined: since when is not recorded. */
  readonly from?: PartialDate;
  /** The first day on which it no longer holds: amended, withdrawn, repealed. */
  readonly until?: PartialDate;
}

const DAY_MS = 86_400_000;

export function firstDay(date: PartialDate): Day {
  return `${date}-01-01`.slice(0, Math.max(10, date.length)).replace(/^(\d{4}-\d{2})-01-01$/, '$1-01');
}

export function lastDay(date: PartialDate): Day {
  if (date.length === 10) return date;
  const month = date.length === 7 ? date.slice(5) : '12';
  const year = date.slice(0, 4);
  return `${year}-${month}-${String(daysInMonth(Number(year), Number(month))).padStart(2, '0')}`;
}

/** Where a day lies to a date that may be known only to the month or the year. */
export function dayAgainst(day: Day, date: PartialDate): 'before' | 'within' | 'onOrAfter' {
  if (day < firstDay(date)) return 'before';
  if (date.length === 10 || day > lastDay(date)) return 'onOrAfter';
  return 'within';
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
