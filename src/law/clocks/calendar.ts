// Days on which a State's offices are closed. Weekends come from Unicode CLDR as Node.js carries it, public holidays from
// npm date-holidays; neither is a State's own gazette, so both are contributed facts and say so wherever a date rests on them.
import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import type { StateCode } from '../states.ts';

export interface DayOff {
  readonly kind: 'weekend' | 'holiday';
  /** In the State's own language; none for weekends. */
  readonly name: string | undefined;
}

export interface WorkCalendar {
  readonly state: StateCode;
  /** Whether any public holidays of this State are known. */
  readonly isKnown: boolean;
  /** Undefined on a working day. */
  dayOff(day: Temporal.PlainDate): DayOff | undefined;
}

/** ISO numbers of the days, Monday being 1. */
type Weekend = ReadonlySet<number>;

/** Regulation (EEC, Euratom) No 1182/71, Article 2(2): working days are all but holidays, Sundays and Saturdays. */
const EU_WEEKEND: Weekend = new Set([6, 7]);

const load = createRequire(import.meta.url);
/** Loaded by whoever first counts days: its tables would be 0.15 s and 30 MB of every start. */
const library = (): typeof Holidays => load('date-holidays') as typeof Holidays; // as its package says
/** States of which it knows holidays. It makes the list anew for each that asks. */
let known: ReadonlySet<string> | undefined;

const MAX_YEARS_KEPT = 400;
const years = new Map<string, ReadonlyMap<string, string>>();

/** `weekend`: as the State keeps it, or as Union acts count it. */
export function calendarOf(state: StateCode, weekend: 'own' | 'eu'): WorkCalendar {
  const free = weekend === 'eu' ? EU_WEEKEND : weekendOf(state);
  known ??= new Set(Object.keys(new (library())().getCountries()));
  const isKnown = known.has(state);
  return {
    state,
    isKnown,
    dayOff(day) {
      const name = isKnown ? holidaysIn(state, day.year).get(day.toString()) : undefined;
      if (name !== undefined) return { kind: 'holiday', name };
      return free.has(day.dayOfWeek) ? { kind: 'weekend', name: undefined } : undefined;
    },
  };
}

/** The first working day after a day. */
export function nextWorkingDay(calendar: WorkCalendar, day: Temporal.PlainDate): Temporal.PlainDate {
  let next = day.add({ days: 1 });
  while (calendar.dayOff(next) !== undefined) next = next.add({ days: 1 });
  return next;
}

function weekendOf(state: StateCode): Weekend {
  const locale = new Intl.Locale(`und-${state}`) as Intl.Locale & WeekInfo; // TypeScript's library does not know it yet
  return new Set(locale.getWeekInfo().weekend);
}

interface WeekInfo {
  getWeekInfo(): { readonly weekend: readonly number[] };
}

function holidaysIn(state: StateCode, year: number): ReadonlyMap<string, string> {
  const key = `${state} ${year}`;
  const kept = years.get(key);
  if (kept !== undefined) return kept;
  const found = new Map<string, string>();
  for (const { type, date, start, end, name } of new (library())(state).getHolidays(year)) {
    if (type !== 'public') continue;
    // The days of a feast, by the State's own date: some begin at sunset or last several days.
    const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    const first = Temporal.PlainDate.from(date.slice(0, 10));
    for (let i = 0; i < days; i++) found.set(first.add({ days: i }).toString(), name);
  }
  if (years.size >= MAX_YEARS_KEPT) years.clear();
  years.set(key, found);
  return found;
}
