// Times and numbers as the report writes them. No Intl: a new version of its data would change the bytes.
import { ready, type Say } from './messages.ts';

/** `256.1 GB (256 060 514 304 bytes)`, in powers of ten. */
export function size(say: Say, bytes: number): string {
  if (bytes < 1000) return sizeShort(say, bytes);
  return say('sizeOf', { short: ready(sizeShort(say, bytes)), bytes });
}

export function sizeShort(say: Say, bytes: number): string {
  if (bytes === 1) return say('oneByte');
  if (bytes < 1000) return say('bytes', { bytes });
  const units = say('units').split(' ');
  let power = 0;
  while (power < units.length - 1 && bytes >= 999_950 * 1000 ** power) power++;
  const value = (bytes / 1000 ** (power + 1)).toFixed(1).replace('.', say('decimal'));
  return `${value}\u00a0${units[power]}`;
}

/** `2026-10-28` as `28 October 2026`. */
export function date(say: Say, day: string): string {
  const months = say('months').split(' ');
  return say('date', {
    day: Number(day.slice(8, 10)),
    month: months[Number(day.slice(5, 7)) - 1] ?? '',
    year: day.slice(0, 4),
  });
}

/** Milliseconds since 1970 as a date and a time in UTC. */
export function dateTimeUtc(say: Say, ms: number): string {
  const text = new Date(ms).toISOString();
  return say('seconds', { date: ready(date(say, text)), time: text.slice(11, 19) });
}

/** RFC 3339 in its own zone, and in UTC where that is another; with its fraction of a second, if it states one. */
export function bothTimes(say: Say, occurredAt: string): { readonly local: string; readonly utc?: string } {
  const [, time = '', zone = ''] = /T([0-9:.]+)(Z|[+-]\d\d:\d\d)$/.exec(occurredAt) ?? [];
  const isUtc = /^(Z|[+-]00:00)$/.test(zone);
  const local = say('when', {
    date: ready(date(say, occurredAt)),
    time,
    offset: isUtc ? 'UTC' : `UTC${zone}`,
  });
  if (isUtc) return { local };
  return { local, utc: utcBeside(say, Date.parse(occurredAt), occurredAt.slice(0, 10)) };
}

/** The time in UTC; with the date when it is not the day beside which it stands. */
export function utcBeside(say: Say, ms: number, day: string): string {
  const text = new Date(ms).toISOString();
  const time = text.slice(11, 19);
  if (text.slice(0, 10) === day) return say('utc', { time });
  return say('utcOtherDay', { date: ready(date(say, text)), time });
}
