// Time is asked of a Clock that is passed in, and written as ISO 8601.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Clock = () => number;

export function isoUtc(ms: number): string {
  return new Date(ms).toISOString();
}

/** RFC 3339 with the machine's own offset, seconds precision: what an officer's watch shows. */
export function isoLocal(ms: number): string {
  const date = new Date(ms);
  const offset = -date.getTimezoneOffset();
  const pad = (n: number): string => String(Math.abs(n)).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${sign}${pad(Math.trunc(offset / 60))}:${pad(offset % 60)}`;
}

/** The day it is on this machine, `2026-11-03`. */
export function localDay(ms: number): string {
  return isoLocal(ms).slice(0, 10);
}

/** The day it is by UTC, `2026-11-03`: plans are made of these; the clocks of the law run from receipt, in their own zone. */
export function utcDay(ms: number): string {
  return isoUtc(ms).slice(0, 10);
}

/** The day it is where days begin first (UTC+14): what somebody there did this morning is not in the future. */
export function latestDay(ms: number): string {
  return new Date(ms + 14 * 3_600_000).toISOString().slice(0, 10);
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** RFC 3339 section 5.6 with an offset, and a day that exists in the calendar. */
export function isRfc3339(text: string): boolean {
  if (!RFC3339.test(text) || Number.isNaN(Date.parse(text))) return false;
  const day = Number(text.slice(8, 10));
  const last = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return day >= 1 && day <= last;
}
