// When to warn before a clock ends: reckoned from its earliest reading, so that nobody is warned too late.
import { Temporal } from 'temporal-polyfill';
import type { ClockRule, WarnUnit } from '../model.ts';
import type { ClockPlace, ClockRun } from './run.ts';

interface Alarm {
  /** An instant, UTC. */
  readonly at: string;
  readonly before: ClockRule['warnBefore'][number];
}

/** In order of time; none of a clock that stands or has no end. */
export function alarmsOf(rule: ClockRule, { status, earliest }: ClockRun, place: ClockPlace): Alarm[] {
  if (status !== 'running' || earliest === undefined) return [];
  const end = Temporal.Instant.from(earliest).toZonedDateTimeISO(place.zone);
  return rule.warnBefore
    .map((before) => ({ at: earlier(end, before.length, before.unit, place).toInstant().toString(), before }))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function earlier(
  end: Temporal.ZonedDateTime,
  length: number,
  unit: WarnUnit,
  { calendar }: ClockPlace,
): Temporal.ZonedDateTime {
  switch (unit) {
    case 'hour':
      return end.subtract({ hours: length });
    case 'calendar_day':
      return end.subtract({ days: length });
    case 'working_day': {
      let time = end;
      for (let left = length; left > 0;) {
        time = time.subtract({ days: 1 });
        if (calendar.dayOff(time.toPlainDate()) === undefined) left -= 1;
      }
      return time;
    }
  }
}
