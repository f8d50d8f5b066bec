// Days of the calendar, without a time of day, and dates known only to the month or the year.

/** `2026-11-24`. */
export type Day = string;
/** `2026-11-24`, `2026-11` or `2026`: as precise as the source is. */
export type PartialDate = string;

const PARTIAL = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

/** A year, a month or a day that exists in the calendar. */
export function isPartialDate(text: string): boolean {
  const [, year, month, day] = PARTIAL.exec(text) ?? [];
  if (year === undefined) return false;
  if (day === undefined || month === undefined) return true;
  return Number(day) <= daysInMonth(Number(year), Number(month));
}

export function isDay(text: string): boolean {
  return text.length === 10 && isPartialDate(text);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
