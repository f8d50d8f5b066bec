// A moment: a day, a time on the clock of a place, and which place. "Just now" becomes the moment at which it was said. For other programs
// two properties, `occurredAt` and `zone`.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { phrase, type Phrase } from '../../base/refusal.ts';
import { isoUtc, isRfc3339 } from '../../base/time.ts';
import type { Messages } from '../messages.ts';
import { momentField } from '../moment-field.ts';
import { readMoment, settled, type MomentProblem } from '../moment.ts';
import { statedText, whenText } from '../when.ts';
import { isZone, zoneOf } from '../zones.ts';
import {
  ok,
  wrong,
  type Body,
  type Field,
  type Question,
  type Read,
  type Spread,
  type Words,
} from './field.ts';

/** `at` with its offset (RFC 3339); `zone`: of whom it happened to. */
interface Moment {
  readonly at: string;
  readonly zone: string;
}

interface MomentAsked<A> extends Question<A> {
  /** Of the States concerned, the likeliest first: their zones stand on top. */
  readonly states?: (about: A) => readonly (string | undefined)[];
  /** Nothing later can be meant, and "Just now" is offered. `preset: () => 'now'` has it chosen. */
  readonly now?: (about: A) => Date;
  /** Only what is later can be meant. */
  readonly after?: (about: A) => Date | undefined;
  /** Of none. Absent: that it is to be entered. */
  readonly wrong?: Words<A>;
  /** What the zone means to another program, which has to say it. Absent: it may, and is UTC else. */
  readonly zoneMeans?: string;
}

interface ZoneAsked {
  /** How the API calls the moment, and its zone. */
  readonly at: string;
  /** The zone is that of another question, whose field has this name. */
  readonly zoneFrom?: string;
}

export const momentText = z
  .string()
  .max(40)
  .refine(isRfc3339, 'A time with its offset, such as 2026-11-26T14:20:05+01:00.')
  .meta({ examples: ['2026-11-26T14:20:05+01:00'] });
const zoneName = z.string().max(64).refine(isZone, 'A time zone such as Europe/Paris.');
const zoneText = zoneName.describe('Time zone of whom it happened to. Absent: UTC.').optional();

/** With its zone, which for other programs stands beside it as `zone`. */
export function moment<const N extends string, A = unknown>(
  at: N,
  asked: MomentAsked<A>,
): Field<Moment, A, Spread<{ readonly [K in N]: string } & { readonly zone?: string | undefined }>> {
  return {
    ...momentIn({ at }, asked),
    schema: () => ({
      [at]: momentText.describe(asked.means),
      zone: asked.zoneMeans === undefined ? zoneText : zoneName.describe(asked.zoneMeans),
    }),
    body: (value) => ({ [at]: value.at, zone: value.zone }),
  };
}

/** In the zone of another moment: for other programs one property. */
export function momentBeside<const N extends string, A = unknown>(
  { at, zoneFrom }: { readonly at: N; readonly zoneFrom: string },
  asked: MomentAsked<A>,
): Field<Moment, A, Spread<{ readonly [K in N]: string }>> {
  return {
    ...momentIn({ at, zoneFrom }, asked),
    schema: () => ({ [at]: momentText.describe(asked.means) }),
    body: (value) => ({ [at]: value.at }),
  };
}

type MomentField<A> = Omit<Field<Moment, A, never>, 'schema' | 'body'>;

function momentIn<A>({ at, zoneFrom }: ZoneAsked, asked: MomentAsked<A>): MomentField<A> {
  const bounds = (name: string) => ({ zoneOf: zoneFrom ?? name });
  return {
    ...asked,
    control: (say, { name, given, errors, isPart }, about) => {
      const hint = hintOf(say, { asked, about, zone: zoneFrom && given.get(`${zoneFrom}.zone`) });
      const now = asked.now?.(about);
      const begun =
        given.get(name) === 'now' ? new URLSearchParams([...given, [`${name}.when`, 'now']]) : given;
      const question = {
        name,
        legend: asked.ask(say, about),
        isHeading: isPart !== true,
        given: begun,
      } as const;
      const more = {
        states: asked.states?.(about) ?? [],
        ...(hint !== '' && { hint }),
        ...(now !== undefined && { now: whenText(say, now) }),
        ...(zoneFrom !== undefined && { zoneOf: zoneFrom }),
      };
      return momentField(say, { ...question, ...more }, errors);
    },
    typed: (given, name, about) => {
      const latest = asked.now?.(about).getTime();
      const read = readMoment(given, name, { ...bounds(name), ...(latest !== undefined && { latest }) });
      if (read.kind === 'none') return {};
      if (read.kind === 'wrong') return { [at]: read };
      const zone = zoneFrom === undefined ? { zone: read.zone } : {};
      return { [at]: read.kind === 'now' ? isoUtc(latest ?? 0) : read.at, ...zone };
    },
    settled: (given, name, about) => {
      const now = asked.now?.(about);
      return now === undefined ? given : settled(given, name, now.getTime());
    },
    read: (body, _name, about) => {
      const { zone } = body;
      return readIn(body, { at, zone: typeof zone === 'string' ? zone : 'UTC', asked, about });
    },
    said: (say, { at: stated, zone }) => statedText(say, localOf(stated, zone)),
    cell: (_say, value) => value.at,
  };
}

function hintOf<A>(
  say: Messages,
  {
    asked,
    about,
    zone,
  }: { readonly asked: MomentAsked<A>; readonly about: A; readonly zone: string | null | undefined },
): string {
  const inZone = zone && `${say.moment.zone}${say.language.colon}${zoneOf(zone, say.language.locale).words}.`;
  return [inZone, asked.hint?.(say, about)]
    .filter((one) => one !== undefined && one !== null && one !== '')
    .join(' ');
}

function readIn<A>(
  body: Body,
  {
    at,
    zone,
    asked,
    about,
  }: { readonly at: string; readonly zone: string; readonly asked: MomentAsked<A>; readonly about: A },
): Read<Moment> {
  const found = body[at];
  const is = (problem: MomentProblem | 'needed', expected: Phrase): Read<Moment> =>
    wrong((say) => (problem === 'needed' ? needed(say) : say.moment.wrong[problem]), expected, textOf(found));
  const needed = (say: Messages): string => asked.wrong?.(say, about) ?? say.moment.needed;
  const form = phrase('momentAsked', { moment: '2026-11-26T14:20:05+01:00' });
  if (isWrong(found)) return is(found.problem, form);
  if (typeof found !== 'string' || !isRfc3339(found)) return is('needed', form);
  if (!isZone(zone)) return is('zone', phrase('zoneAsked', { zone: 'Europe/Paris' }));
  const [now, after] = [asked.now?.(about), asked.after?.(about)];
  if (now !== undefined && Date.parse(found) > now.getTime())
    return is('future', phrase('momentUntil', { moment: isoUtc(now.getTime()) }));
  if (after !== undefined && Date.parse(found) <= after.getTime())
    return is('needed', phrase('momentAfter', { moment: isoUtc(after.getTime()) }));
  return ok({ at: found, zone });
}

/** As `typed` leaves what cannot be read. */
function isWrong(found: unknown): found is { readonly problem: MomentProblem } {
  return typeof found === 'object' && found !== null && 'problem' in found;
}

const textOf = (found: unknown): string =>
  typeof found === 'string' ? found : isWrong(found) ? found.problem : 'none';

/** On the clocks of the zone, whatever offset it was given with; no seconds where there are none. */
function localOf(at: string, zone: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const time = local.toPlainDateTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  return `${time}${local.offset}`;
}
