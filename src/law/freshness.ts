// How old a confirmation may grow: a year (the model of the directory in authorities-model.yaml, `last_confirmed`), and what is
// sure enough to hold something back.
import { isFirm } from './confidence.ts';
import { lastDay, type Day, type PartialDate } from './day.ts';
import { registerFileOf } from './form-files.ts';
import type { Cited, Knowledge } from './model.ts';

const DAY_MS = 86_400_000;
const FRESH_DAYS = 365;

/** Days since the source spoke, when they are more than a year; undefined while it is fresh or no day is known. */
export function staleDays(asOf: PartialDate | undefined, day: Day): number | undefined {
  if (asOf === undefined) return undefined;
  const days = Math.round(
    (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${lastDay(asOf)}T00:00:00Z`)) / DAY_MS,
  );
  return days > FRESH_DAYS ? days : undefined;
}

/** Kinds of sources in which whoever is bound, or the depositary, speaks; the others tell it after them. */
const FIRST_HAND = new Set(['official', 'official-mirror', 'treaty-text']);

/** Not recalled, at first hand, and of less than a year ago. What is not, is told with its date and holds nothing back. */
export function isSure(
  { sources }: Knowledge,
  { at, sources: named, confidence, asOf }: Cited,
  day: Day,
): boolean {
  const register = sources[registerFileOf(at)];
  return (
    isFirm(confidence) &&
    asOf !== undefined &&
    staleDays(asOf, day) === undefined &&
    named.some((id) => FIRST_HAND.has(register?.[id]?.kind ?? ''))
  );
}
