// A day of the calendar.
import { z } from 'zod';
import { phrase, type Phrase } from '../../base/refusal.ts';
import { isDay, type Day } from '../../base/day.ts';
import { dayGiven, daysField } from '../day-field.ts';
import { statedText } from '../when.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface DayAsked<A> extends Question<A> {
  /** The first that can be meant, and the last. */
  readonly from?: (about: A) => Day;
  readonly to?: (about: A) => Day;
  /** The first that can be meant is the day after it. */
  readonly after?: (about: A) => Day;
  readonly wrong: Words<A>;
  /** Of a day after the last. Absent: as of none. */
  readonly late?: Words<A>;
}

export function day<A = unknown>(asked: DayAsked<A>): Field<Day, A> {
  return {
    ...asked,
    schema: (name) => ({
      [name]: z.iso
        .date()
        .describe(asked.means)
        .meta({ examples: ['2026-11-30'] }),
    }),
    control: (say, { name, given, errors, isPart }, about) => {
      const hint = asked.hint?.(say, about);
      const value = dayGiven(given, name);
      const question = { name, legend: asked.ask(say, about), value, isHeading: isPart !== true };
      return daysField(say, { ...question, ...(hint !== undefined && { hint }) }, errors);
    },
    typed: (given, name) => ({ [name]: dayGiven(given, name) }),
    read: (body, name, about) => {
      const [from = '', to = '9999-12-31', after = ''] = [
        asked.from?.(about),
        asked.to?.(about),
        asked.after?.(about),
      ];
      const typed = body[name];
      const value = typeof typed === 'string' ? typed : '';
      if (isDay(value) && value >= from && value <= to && value > after) return ok(value);
      const words = isDay(value) && value > to ? (asked.late ?? asked.wrong) : asked.wrong;
      return wrong((say) => words(say, about), boundsOf(asked, about), value);
    },
    body: (value, name) => ({ [name]: value }),
    said: (say, value) => statedText(say, value),
  };
}

function boundsOf<A>({ from, to, after }: DayAsked<A>, about: A): Phrase {
  const bounds = [
    ...(from === undefined ? [] : [phrase('fromDay', { day: from(about) })]),
    ...(after === undefined ? [] : [phrase('afterDay', { day: after(about) })]),
    ...(to === undefined ? [] : [phrase('untilDay', { day: to(about) })]),
  ];
  return bounds.length === 0 ? phrase('askedDay', { day: '2027-01-31' }) : phrase('dayWithin', { bounds });
}
