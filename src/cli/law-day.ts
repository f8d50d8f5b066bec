// The day of which the law is asked: `--on 2026-08-18`.
import { Refusal } from '../base/refusal.ts';
import { isDay, type Day } from '../law/day.ts';
import { printable } from './words.ts';

/** Throws Refusal badUsage for what is no day. */
export function dayOr(text: string | undefined, today: Day): Day {
  if (text === undefined) return today;
  if (isDay(text)) return text;
  throw new Refusal('badUsage.optionDay', { option: '--on', found: printable(text) });
}
