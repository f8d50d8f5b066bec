// ./comity law clock: when a legal time limit ends, and why.
import { Temporal } from 'temporal-polyfill';
import { utcDay, isRfc3339 } from '../base/time.ts';
import { Refusal } from '../base/refusal.ts';
import { alarmsOf } from '../law/clocks/alarms.ts';
import { calendarOf } from '../law/clocks/calendar.ts';
import type { Counting, Period } from '../law/clocks/count.ts';
import {
  runClock,
  type ClockEvent,
  type ClockReading,
  type ClockStep,
  type Left,
} from '../law/clocks/run.ts';
import { isDay } from '../law/day.ts';
import type { ClockRule } from '../law/model.ts';
import { worded } from '../law/on-day.ts';
import { stateOf } from './channels.ts';
import { dayOr } from './law-day.ts';
import { localLaw } from './local-law.ts';
import { FLAG, TEXT, wordsAndOptions } from './options.ts';
import { EXIT, type Terminal } from './terminal.ts';
import { printable, refuseSpare, required } from './words.ts';

const MAX_EVENTS = 100;
const COMMAND = 'law clock';

/** Prints each end with its steps. Refusals: badUsage, notFound. */
export async function clock(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = wordsAndOptions(args, {
    zone: TEXT,
    state: TEXT,
    on: TEXT,
    event: { type: 'string', multiple: true, default: [] },
    json: FLAG,
  });
  const [id, ...spare] = positionals;
  refuseSpare(spare);
  const clocks = worded((await localLaw()).clocks, dayOr(values.on, utcDay(Date.now())));
  const rule = clocks.find((one) => one.id === id);
  if (rule === undefined) throw noClock(id, clocks);
  const state = stateOf(required(values.state, 'state'), 'state') ?? '';
  if (values.event.length > MAX_EVENTS)
    throw new Refusal('badUsage.clockEvents', {
      most: MAX_EVENTS,
      count: values.event.length,
      command: COMMAND,
    });
  const place = {
    zone: zoneOf(values.zone),
    calendar: calendarOf(state, rule.instrument.startsWith('eu-') ? 'eu' : 'own'),
  };
  const run = runClock(
    rule,
    values.event.map((text) => eventOf(text, rule, place.zone)),
    place,
  );
  const alarms = alarmsOf(rule, run, place);
  if (values.json) terminal.out(JSON.stringify({ ...run, alarms }));
  else {
    terminal.out(
      printable(`${rule.id}: ${rule.instrument}, ${rule.article} [${rule.confidence}]. ${rule.atEnd}`),
    );
    terminal.out(`Now: ${STATUS[run.status]}.`);
    for (const reading of run.readings)
      for (const text of readingLines(reading)) terminal.out(printable(text));
    if (run.readings.length === 0 && run.status !== 'notStarted')
      terminal.out(`The text gives no number: ${rule.unit.replaceAll('_', ' ')}.`);
    for (const { at, why } of run.refused)
      terminal.out(`Has no effect: extended at ${at} (${REFUSED[why]}).`);
    for (const { at, before } of alarms)
      terminal.out(`Warn at ${at}: ${before.length} ${before.unit.replaceAll('_', ' ')}(s) before.`);
    if (!place.calendar.isKnown)
      terminal.out(`The public holidays of ${state} are not known: only weekends are counted.`);
  }
  return EXIT.done;
}

const STATUS = {
  notStarted: 'not started',
  running: 'running',
  paused: 'standing still',
  stopped: 'stopped for good',
  done: 'done',
} as const;

const REFUSED = {
  tooMany: 'extended often enough already',
  tooLate: 'it had ended by then',
  noDay: 'it names no day',
  noExtension: 'the rule knows no extension',
} as const;

const COUNTING: { readonly [counting in Counting]: string } = {
  euTime: 'as Regulation (EEC, Euratom) No 1182/71 counts',
  dayAfter: 'counted from the day after',
  fromMoment: 'counted from the moment',
};

function readingLines({ counting, afterPause, end, lastDay, steps }: ClockReading): string[] {
  const isPaused = steps.some(({ step }) => step === 'paused');
  const reading = isPaused
    ? `, ${afterPause === 'whole' ? 'the whole period' : 'the rest of the period'} after the pause`
    : '';
  const until = lastDay === undefined ? `at ${end ?? 'no known time'}` : `with the day ${lastDay} (${end})`;
  return [`Ends ${until}, ${COUNTING[counting]}${reading}:`, ...steps.map((step) => `  ${stepWords(step)}`)];
}

function stepWords(step: ClockStep): string {
  switch (step.step) {
    case 'started':
    case 'paused':
      return `${step.at}  ${step.event.replaceAll('_', ' ')}: ${step.step}`;
    case 'resumed':
      return `${step.at}  ${step.event.replaceAll('_', ' ')}: runs again, ${leftWords(step.left)} left`;
    case 'extended':
      return `${step.at}  extended by ${periodWords(step.by)}, counted as one period`;
    case 'deadlineSet': {
      const what =
        step.until === undefined ? `last day was set: ${step.lastDay}` : `end was set: ${step.until}`;
      return `${step.at}  a new ${what}${step.before === undefined ? '' : `, instead of ${step.before}`}`;
    }
    case 'hourNotCounted':
      return `the hour of the event does not count: from ${step.until}`;
    case 'dayNotCounted':
      return `the day of the event, ${step.day}, does not count`;
    case 'counted':
      return `${periodWords(step.period)}: to ${step.to}`;
    case 'daysLeftOut':
      return `${step.days} day left out where the zone crossed the date line: to ${step.to}`;
    case 'dayOff':
      return `${step.day} is ${step.why.name ?? 'a weekend'}: to ${step.next}`;
    case 'twoWorkingDays':
      return `two working days must be in it: to ${step.next}`;
  }
}

function leftWords(left: Left): string {
  return 'minutes' in left ? `${left.minutes} minutes` : periodWords(left);
}

function periodWords({ length, unit }: Period): string {
  return `${length} ${unit.replaceAll('_', ' ')}${length === 1 ? '' : 's'}`;
}

/** `addressee_received_epoc=2026-03-02T10:00:00+01:00`, `extended=TIME,END`. */
function eventOf(text: string, rule: ClockRule, zone: string): ClockEvent {
  const known = [
    rule.startsOn,
    'extended',
    'done',
    ...rule.pauses.flatMap(({ event, until }) => [event, until ?? []].flat()),
  ];
  const [name = '', value = ''] = text.split('=');
  const [at = '', end] = value.split(',');
  if (!known.includes(name))
    throw new Refusal('badUsage.clockEvent', {
      known: known.join(', '),
      found: printable(name),
      command: COMMAND,
    });
  if (!isRfc3339(at)) throw new Refusal('badUsage.clockTime', { found: printable(at), command: COMMAND });
  return { event: name, at, ...(end !== undefined && endSet(end, at, zone)) };
}

/**
 * A new end: `2026-03-31`, `2026-03-31T15:30:00+02:00`, `2026-03-31T15:30[Europe/Paris]` (RFC 9557). Of an hour that comes twice, when
 * clocks go back, the first; of one that never comes, the one before it, as for a deadline that is recorded.
 */
function endSet(text: string, at: string, zone: string): Pick<ClockEvent, 'lastDay' | 'until'> {
  const set = Temporal.Instant.from(at);
  if (isDay(text)) {
    const isBefore = text < set.toZonedDateTimeISO(zone).toPlainDate().toString();
    if (isBefore) throw new Refusal('badUsage.clockDayFrom', { at, found: text, command: COMMAND });
    return { lastDay: text };
  }
  const until = momentOf(text);
  if (until === undefined)
    throw new Refusal('badUsage.clockEnd', { found: printable(text), command: COMMAND });
  if (Temporal.Instant.compare(until, set) <= 0)
    throw new Refusal('badUsage.clockMomentAfter', { at, found: text, command: COMMAND });
  return { lastDay: text.slice(0, 10), until: until.toString() };
}

function momentOf(text: string): Temporal.Instant | undefined {
  const isLocal = /^\d{4}-\d\d-\d\dT\d\d:\d\d[^[\]]*\[[\w/+-]+\]$/.test(text);
  try {
    if (isRfc3339(text)) return Temporal.Instant.from(text);
    return isLocal ? Temporal.ZonedDateTime.from(text, { disambiguation: 'earlier' }).toInstant() : undefined;
  } catch {
    return undefined; // a day, an hour, an offset or a zone that there is not
  }
}

function zoneOf(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? '' }).resolvedOptions().timeZone;
  } catch {
    throw new Refusal('badUsage.clockZone', { found: printable(zone ?? ''), command: COMMAND });
  }
}

function noClock(id: string | undefined, clocks: readonly ClockRule[]): Refusal {
  return new Refusal('notFound.clock', {
    clocks: clocks.map((one) => one.id).join(', '),
    found: printable(id ?? ''),
    command: COMMAND,
  });
}
