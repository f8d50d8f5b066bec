// An hour of a day that is known from elsewhere, on the clocks of a place.
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { hourField } from '../moment-field.ts';
import { timeGiven } from '../moment.ts';
import { isZone, zoneOf } from '../zones.ts';
import { ok, wrong, type Field, type Question, type Words } from './field.ts';

interface Hour {
  readonly time: string;
  /** IANA. */
  readonly zone: string;
}

interface HourAsked<A> extends Question<A> {
  /** Of the States concerned, the likeliest first: their zones stand on top. */
  readonly states: (about: A) => readonly (string | undefined)[];
  readonly wrong: Words<A>;
}

/** On the clocks of a place. */
export const hourShape = z.strictObject({
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, such as 18:00, expected'),
  zone: z.string().max(64).refine(isZone, 'a time zone, such as Europe/Paris, expected'),
});

export function hour<A = unknown>(asked: HourAsked<A>): Field<Hour, A> {
  return {
    ...asked,
    schema: (name) => ({ [name]: hourShape.describe(asked.means) }),
    control: (say, { name, given, errors }, about) => {
      const hint = asked.hint?.(say, about);
      const question = { name, legend: asked.ask(say, about), given, states: asked.states(about) };
      return hourField(say, { ...question, isHeading: true, ...(hint !== undefined && { hint }) }, errors);
    },
    typed: (given, name) => {
      const [time, zone] = [(given.get(`${name}.time`) ?? '').trim(), given.get(`${name}.zone`) ?? ''];
      return time === '' ? {} : { [name]: { time: timeGiven(time) ?? time, zone } };
    },
    read: (body, name, about) => {
      const found = hourShape.safeParse(body[name]);
      if (found.success) return ok(found.data);
      return wrong(
        (say) => asked.wrong(say, about),
        phrase('hourAndZone', { time: '18:00' }),
        phrase('another'),
      );
    },
    body: (value, name) => ({ [name]: value }),
    said: (say, { time, zone }) => `${time} (${zoneOf(zone, say.language.locale).words})`,
  };
}
