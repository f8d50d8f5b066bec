// Limits of the decentralised IT system of the Union: Implementing Regulation (EU) 2025/1550, Annex, point 3.3.3.

/** What is larger goes outside it: 25,600 kilobytes. */
export const INSIDE_BYTES = 25_600 * 1024;

/** Calendar days for which what is made available by a link may be fetched. */
export const ACCESS_DAYS = { min: 10, max: 45 };
const DAY_MS = 86_400_000;

/** Calendar days from the day on which it was made available, where that happened, to the last one on which it may be fetched. */
export function accessDays(from: Date, zone: string, until: string): number {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(from);
  return Math.round((Date.parse(until) - Date.parse(day)) / DAY_MS);
}

/** Ten days at least; more than forty-five on request. */
export function isAccessInTime(days: number, isAskedFor: boolean): boolean {
  return days >= ACCESS_DAYS.min && (days <= ACCESS_DAYS.max || isAskedFor);
}
