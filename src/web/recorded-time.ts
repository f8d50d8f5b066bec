// A time as a record has it, such as a line of a log: day, clock time to the second or finer, and the offset of the clock that
// wrote it. Nothing is converted: what was found is what is kept.
import { Temporal } from 'temporal-polyfill';
import { DAY_PARTS, dayGiven, partName } from './day-field.ts';
import { isZone } from './zones.ts';

export const TIME_PARTS = [...DAY_PARTS, 'time', 'zone'] as const;

/**
 * As RFC 3339 where it is whole; what is typed is put together as it is where it is not, so that whoever checks it says what
 * lacks. A whole text under the name itself is taken too. Undefined: nothing is typed.
 */
export function readRecordedTime(form: URLSearchParams, name: string): string | undefined {
  const text = (one: string): string => (form.get(one) ?? '').trim();
  const whole = text(name);
  if (whole !== '') return whole;
  const [time = '', zone = ''] = ['time', 'zone'].map((part) => text(partName(name, part)));
  const date = dayGiven(form, name);
  if (date === '' && time === '') return undefined;
  const clock = time.replace(/^(\d)[:.h]/, '0$1:').replace(/^(\d\d)[.h](\d\d)/, '$1:$2');
  return `${date}T${clock}${offsetOf(date, clock, zone)}`;
}

/** `+02:00` stays; a place has the offset of that day. */
function offsetOf(date: string, time: string, zone: string): string {
  if (/^(?:Z|[+-]\d{2}:\d{2})$/.test(zone)) return zone;
  if (zone === '' || !isZone(zone)) return '';
  try {
    return Temporal.PlainDateTime.from(`${date}T${time.slice(0, 8)}`).toZonedDateTime(zone).offset;
  } catch (error) {
    if (error instanceof RangeError) return ''; // no such time: it is refused as it was typed
    throw error;
  }
}

/** The fields as they stand for what is kept. */
export function recordedTimeFields(name: string, kept: string): readonly (readonly [string, string])[] {
  const [, year = '', month = '', day = '', time = '', zone = ''] =
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(kept) ??
    [];
  if (year === '') return kept === '' ? [] : [[partName(name, 'time'), kept]];
  const values = { day, month, year, time, zone };
  return TIME_PARTS.map((part) => [partName(name, part), values[part]]);
}
