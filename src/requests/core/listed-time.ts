// A time of a record as people and logs write it in a list: day, clock time and the zone or offset of the clock, in one cell or in
// three. Put together as RFC 3339; what cannot be understood stays as it was written, so that the check says what is wrong with it.
import { Temporal } from 'temporal-polyfill';
import { isZone } from '../../web/zones.ts';

/** Three and four of May, or of March and April? Nobody but the writer knows. */
export type ListedTimeProblem = 'dayAmbiguous';

/** Nobody writes a time with more signs; of a cell as long as its file each letter T would be tried in turn. */
const MAX_CHARS = 200;

const CLOCK = /^(\d{1,2})[:.h](\d{2})(?:[:.m](\d{2})(?:[.,](\d{1,9}))?)?s?$/;

/** `zone` alone: of a column beside, for a cell that does not say it. */
export function listedTime(text: string, zone = ''): { readonly at: string } | ListedTimeProblem {
  const trimmed = text.trim();
  if (trimmed.length > MAX_CHARS) return { at: trimmed };
  const [, day = '', clock = '', own = ''] = /^(\S+?)(?:T|,?\s+)([\d:.,hms]+)\s*(\S.*)?$/.exec(trimmed) ?? [];
  if (clock === '') return { at: trimmed };
  const date = dayOf(day);
  if (date === 'dayAmbiguous') return date;
  const time = clockOf(clock);
  if (date === undefined || time === undefined) return { at: trimmed };
  return { at: `${date}T${time}${offsetOf(date, time, own === '' ? zone.trim() : own)}` };
}

/** `2026-10-05`, `2026/10/05`, `20261005`, `5.10.2026`; with strokes only where it can be one day alone. */
function dayOf(text: string): string | undefined {
  const [, year, month, day] =
    /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})$/.exec(text)?.filter((_, i) => i !== 2) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined) return iso(year, month, day);
  const [, first, mark, second, last] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (first === undefined || second === undefined || last === undefined) return undefined;
  if (mark === '.' || Number(first) > 12) return iso(last, second, first);
  if (Number(second) > 12) return iso(last, first, second);
  return first.padStart(2, '0') === second.padStart(2, '0') ? iso(last, first, second) : 'dayAmbiguous';
}

function iso(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function clockOf(text: string): string | undefined {
  const [, hour, minute, second, fraction] = CLOCK.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const rest = second === undefined ? '' : `:${second}${fraction === undefined ? '' : `.${fraction}`}`;
  return `${hour.padStart(2, '0')}:${minute}${rest}`;
}

/** Empty where the zone does not say it: the name of none, or an hour that comes twice or not at all in that place. */
function offsetOf(date: string, time: string, zone: string): string {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 'Z';
  const [, sign, hours, minutes = '00'] = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone) ?? [];
  if (sign !== undefined && hours !== undefined) return `${sign}${hours.padStart(2, '0')}:${minutes}`;
  if (!zone.includes('/') || !isZone(zone)) return ''; // CET in summer: which of the two is meant?
  try {
    const local = Temporal.PlainDateTime.from(`${date}T${time.slice(0, 8)}`);
    const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
      local.toZonedDateTime(zone, { disambiguation }),
    );
    return first?.offset === second?.offset ? (first?.offset ?? '') : '';
  } catch (error) {
    if (error instanceof RangeError) return ''; // no such day: it is refused as it was written
    throw error;
  }
}
