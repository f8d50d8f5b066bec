// The legal clocks against the limit set for them: 1,000 recomputed in under a second, in one thread.
import { shippedLaw } from '../src/law/data-files.store.ts';
import { calendarOf } from '../src/law/clocks/calendar.ts';
import { runClock } from '../src/law/clocks/run.ts';
import { leastMs } from './measure.ts';
import { limited, type Row } from './table.ts';

const CLOCKS = 1000;
const LIMIT_MS = 1000;
const PLACES = [
  ['FR', 'Europe/Paris'],
  ['JP', 'Asia/Tokyo'],
  ['US', 'America/New_York'],
  ['BR', 'America/Sao_Paulo'],
] as const;

export async function clocks(): Promise<Row[]> {
  const rules = (await shippedLaw()).clocks;
  const day = 86_400_000;
  const work = (): void => {
    for (let i = 0; i < CLOCKS; i++) {
      const rule = rules[i % rules.length]!; // within the list
      const [state, zone] = PLACES[i % PLACES.length]!;
      const at = (days: number): string => new Date(Date.UTC(2026, 0, 1, 9) + (i + days) * day).toISOString();
      const calendar = calendarOf(state, rule.instrument.startsWith('eu-') ? 'eu' : 'own');
      const pauses = rule.pauses.flatMap(({ event, until }) => [
        { event, at: at(3) },
        ...(until === undefined ? [] : [{ event: until, at: at(5) }]),
      ]);
      runClock(rule, [{ event: rule.startsOn, at: at(0) }, ...pauses], { zone, calendar });
    }
  };
  return [limited(`${CLOCKS} clocks recomputed, CPU`, leastMs(work), LIMIT_MS, 'ms')];
}
