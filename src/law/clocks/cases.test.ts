// Dates reckoned by hand (fixtures/law/clock-cases.txt); the program must agree with every one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { shippedLaw } from '../data-files.store.ts';
import type { ClockRule } from '../model.ts';
import { calendarOf } from './calendar.ts';
import { minute } from './count.ts';
import { runClock, type ClockEvent, type ClockPlace, type ClockReading } from './run.ts';

const TABLE = new URL('../../../fixtures/law/clock-cases.txt', import.meta.url);
const ROWS = readFileSync(TABLE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map(
    (line) => line.split(' | ') as [clock: string, place: string, events: string, ends: string, why: string],
  ); // as written there

const { clocks } = await shippedLaw();

for (const [clock, place, events, ends, why] of ROWS)
  test(`${clock}, ${events}: ${why}`, () => {
    const rule = ruleOf(clock);
    const [zone, state] = place.split(' ') as [string, string]; // as the rows are written
    const where = { zone, calendar: calendarOf(state, rule.instrument.startsWith('eu-') ? 'eu' : 'own') };
    assert.deepEqual(endsOf(rule, events === '-' ? [] : events.split(', '), where), ends.split(', '));
  });

test('there are at least eighty cases, and one for every clock that counts', () => {
  assert.ok(ROWS.length >= 80, String(ROWS.length));
  const tried = new Set(ROWS.map(([clock]) => clock));
  const counted = clocks.filter(({ length }) => length !== undefined);
  assert.deepEqual(
    counted.filter(({ id }) => !tried.has(id)).map(({ id }) => id),
    [],
  );
});

test('no reading ends before it runs again, on whatever day it is paused', () => {
  const rule = ruleOf('epoc.produce');
  const place = { zone: 'Europe/Paris', calendar: calendarOf('FR', 'eu') };
  const noon = (day: Temporal.PlainDate): string =>
    day.toZonedDateTime({ timeZone: place.zone, plainTime: '12:00' }).toInstant().toString();
  // Over Easter, 1 and 8 May, Ascension and Whit Monday.
  for (let i = 0; i < 60; i++) {
    const came = Temporal.PlainDate.from('2026-03-25').add({ days: i });
    const begun = { event: rule.startsOn, at: noon(came) };
    const end = runClock(rule, [begun], place).earliest ?? '';
    for (let asked = came.add({ days: 8 }); noon(asked) < end; asked = asked.add({ days: 1 })) {
      const given = noon(asked.add({ days: 2 }));
      const { readings } = runClock(
        rule,
        [
          begun,
          { event: 'annex_iii_clarification_sent', at: noon(asked) },
          { event: 'clarification_given', at: given },
        ],
        place,
      );
      const ends = readings.map((one) => one.end ?? '');
      assert.ok(
        ends.length > 0 && ends.every((one) => one > given),
        `${came.toString()}, ${asked.toString()}`,
      );
    }
  }
});

function ruleOf(id: string): ClockRule {
  const rule = clocks.find((one) => one.id === id);
  assert.ok(rule, id);
  return rule;
}

function endsOf(rule: ClockRule, events: readonly string[], place: ClockPlace): string[] {
  const run = runClock(
    rule,
    events.map((text) => eventOf(rule, text, place.zone)),
    place,
  );
  const refused = run.refused.map(({ why }) => `refused ${why}`);
  if (run.status !== 'running' || run.readings.length === 0) return [run.status, ...refused];
  return [...run.readings.map((reading) => endOf(reading, place.zone)), ...refused];
}

function endOf({ lastDay, end }: ClockReading, zone: string): string {
  return lastDay ?? minute(Temporal.Instant.from(end ?? '').toZonedDateTimeISO(zone));
}

/** `name time [day]`, the time in the zone, or with an offset where a clock shows it twice. */
function eventOf(rule: ClockRule, text: string, zone: string): ClockEvent {
  const [name = '', time = '', lastDay] = text.split(' ');
  const at =
    time.length > 16
      ? Temporal.Instant.from(time)
      : Temporal.PlainDateTime.from(time).toZonedDateTime(zone).toInstant();
  return { event: name === 'start' ? rule.startsOn : name, at: at.toString(), ...(lastDay && { lastDay }) };
}
