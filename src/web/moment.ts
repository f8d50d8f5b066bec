// A moment as people say it: a day, a time on the clock of a place, and which place. Read from the fields of
// `moment-field.ts`; what comes out carries its offset.
import { Temporal } from 'temporal-polyfill';
import { isoUtc } from '../base/time.ts';
import { isZone } from './zones.ts';

export type MomentProblem = 'missing' | 'day' | 'time' | 'zone' | 'skipped' | 'twice' | 'future';

type ReadMoment =
  | { readonly kind: 'none' }
  | { readonly kind: 'now'; readonly zone: string }
  | { readonly kind: 'moment'; /** RFC 3339 */ readonly at: string; readonly zone: string }
  | {
      readonly kind: 'wrong';
      readonly problem: MomentProblem;
      /** Of the two moments, where the time came twice. */
      readonly offsets?: readonly [string, string];
    };

/** Years in which every zone is whole minutes from UTC (RFC 3339 has no seconds of an offset). */
const YEARS = [1973, 2200] as const;

interface Bounds {
  /** Nothing after it may have happened yet. */
  readonly latest?: number;
  /** The moment whose zone is this one's too. */
  readonly zoneOf?: string;
}

export function readMoment(
  form: URLSearchParams,
  name: string,
  { latest = Infinity, zoneOf = name }: Bounds = {},
): ReadMoment {
  const text = (part: string): string => westernDigits(form.get(`${name}.${part}`) ?? '').trim();
  const when = text('when');
  const zone = (form.get(`${zoneOf}.zone`) ?? '').trim();
  const parts = ['day', 'month', 'year', 'time'].map(text);
  const isEmpty = when !== 'now' && parts.every((part) => part === '');
  if (isEmpty) return when === 'then' ? wrong('missing') : { kind: 'none' };
  if (!isZone(zone) || zone === '') return wrong('zone');
  if (when === 'now') return { kind: 'now', zone };
  const [day = '', month = '', year = '', time = ''] = parts;
  const date = dateOf(year, month, day);
  if (date === undefined) return wrong('day');
  const clock = clockOf(time);
  if (clock === undefined) return wrong('time');
  return inZone(date.toPlainDateTime(clock), zone, { which: text('which'), latest });
}

const wrong = (problem: MomentProblem): ReadMoment => ({ kind: 'wrong', problem });

function inZone(
  local: Temporal.PlainDateTime,
  zone: string,
  { which, latest }: { readonly which: string; readonly latest: number },
): ReadMoment {
  const [first, second] = bothIn(local, zone);
  if (!first.toPlainDateTime().equals(local)) return wrong('skipped');
  const isTwice = first.epochMilliseconds !== second.epochMilliseconds;
  if (isTwice && which !== 'first' && which !== 'second')
    return { kind: 'wrong', problem: 'twice', offsets: [first.offset, second.offset] };
  const chosen = isTwice && which === 'second' ? second : first;
  if (chosen.epochMilliseconds > latest) return wrong('future');
  const at = `${local.toString({ smallestUnit: 'second' })}${chosen.offset}`;
  return { kind: 'moment', at, zone };
}

/** When clocks go back a time comes twice, when they go forward it does not come: two moments, else one. */
function bothIn(local: Temporal.PlainDateTime, zone: string) {
  return [
    local.toZonedDateTime(zone, { disambiguation: 'earlier' }),
    local.toZonedDateTime(zone, { disambiguation: 'later' }),
  ] as const;
}

/** Where the time came twice, whichever of the two was chosen: the offsets of both, the first before the second. */
export function offsetsOfTwice(
  form: URLSearchParams,
  name: string,
  bounds?: Bounds,
): readonly [string, string] | undefined {
  const asked = new URLSearchParams(form);
  asked.delete(`${name}.which`);
  const read = readMoment(asked, name, bounds);
  return read.kind === 'wrong' ? read.offsets : undefined;
}

/** The fields as they stand for a moment that is known. */
export function momentFields(name: string, at: string, zone: string): readonly (readonly [string, string])[] {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  return [
    [`${name}.when`, 'then'],
    [`${name}.day`, String(local.day)],
    [`${name}.month`, String(local.month)],
    [`${name}.year`, String(local.year)],
    [`${name}.time`, time],
    [`${name}.zone`, zone],
  ];
}

/** Just now, on the page before, stays that moment on those that follow. */
export function settled(given: URLSearchParams, name: string, now: number): URLSearchParams {
  const read = readMoment(given, name);
  if (read.kind !== 'now') return given;
  const fields = momentFields(name, isoUtc(now), read.zone);
  const names = new Set<string>(fields.map(([field]) => field));
  return new URLSearchParams([
    ...[...given].filter(([field]) => !names.has(field)),
    ...fields.map(([a, b]) => [a, b] as [string, string]),
  ]);
}

function dateOf(year: string, month: string, day: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (date.year < YEARS[0] || date.year > YEARS[1]) return undefined;
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** `14:20`, `14.20`, `14h20`, with seconds where they are known, and `2:20 pm`. */
function clockOf(text: string): Temporal.PlainTime | undefined {
  const found = /^(\d{1,2})[:.h](\d{2})(?:[:.m](\d{2}))?\s*(am|pm)?$/i.exec(text.replace(/\s+/g, ' '));
  if (found === null) return undefined;
  const [, hours = '', minute = '', second = '0', half] = found;
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half.toLowerCase());
  if (hour === undefined || hour > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return Temporal.PlainTime.from({ hour, minute: Number(minute), second: Number(second) });
}

/** A time of the day alone, as `clockOf` reads it: `14:20`. Undefined: it is none. */
export function timeGiven(text: string): string | undefined {
  return clockOf(westernDigits(text).trim())?.toString({ smallestUnit: 'minute' });
}

function hourOfHalf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

/** Digits of Arabic, Persian and full width, as keyboards there write them. */
export function westernDigits(text: string): string {
  return text
    .slice(0, 100)
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) =>
      String((digit.codePointAt(0) ?? 0) & 15),
    )
    .replaceAll('：', ':');
}
