// How old a confirmation may grow: a year (the model of the directory in authorities-model.yaml, `last_confirmed`).
import { lastDay, type Day, type PartialDate } from './day.ts';

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
