// A clock in words: what it is of, when it ends, and each step of how that was found.
import { Temporal } from 'temporal-polyfill';
import type { Period } from '../../../law/clocks/count.ts';
import type { ClockReading, ClockRun, ClockStep, Left } from '../../../law/clocks/run.ts';
import { articleText } from '../../../law/citation.ts';
import { lengthText } from '../../../law/clock-words.pages.ts';
import type { ClockRule, Knowledge } from '../../../law/model.ts';
import { visiblePlain } from '../../../web/safe-text.ts';
import { html, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { numberText } from '../../../web/when.ts';
import { perLocale } from '../../../web/per-locale.ts';
import { preservationReference } from '../../core/request.ts';
import { instrumentName } from '../../core/ref-text.pages.ts';
import { requestReference } from '../../core/request.ts';
import type { ClockOwner } from './clock.store.ts';
import { AGREED, isReceiptRule } from './stored.ts';
import { OTHER_LAWS } from '../states/time-limits-by-form.ts';

export function clockAddress(id: string): string {
  return `/time-limits/${id}`;
}

/** `Budapest Convention, Art. 29(7)`. */
export function ruleName(
  say: Messages,
  rule: ClockRule,
  law: Pick<Knowledge, 'instruments' | 'otherInstruments'>,
): string {
  if (rule.id === AGREED.id) return say.timeLimits.agreed;
  if (isReceiptRule(rule)) return say.timeLimits.receipt;
  const title = instrumentName(say, law, rule.instrument) ?? OTHER_LAWS[rule.instrument] ?? rule.instrument;
  // `18 U.S.C. 2703(f)(2)` names its law itself.
  const article = articleText(say, rule.article);
  const names = article.startsWith(title) || title === '–' ? [] : [title];
  return [...names, article].join(say.language.comma);
}

export function ruleLength(say: Messages, rule: ClockRule): string {
  if (isReceiptRule(rule)) return say.timeLimits.receiptRule(numberText(say, rule.length ?? 0));
  return rule.id === AGREED.id ? say.timeLimits.agreedRule : lengthText(say, rule);
}

export function ownerLink(say: Messages, { reference, request, preservation }: ClockOwner): Html {
  const words = say.timeLimits;
  return request === undefined
    ? html`<a href="/cases/${reference}/preservations/${preservation ?? 0}"
        >${words.preservation(preservationReference(reference, preservation ?? 0))}</a
      >`
    : html`<a href="/cases/${reference}/requests/${request}"
        >${words.request(requestReference(reference, request))}</a
      >`;
}

const moments = perLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'UTC',
    }),
);
const plainDays = perLocale(
  (locale) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
);

/** A moment as it is in a zone, with its offset: `26 Nov 2026, 14:20 (UTC+01:00)`. */
export function inZone(say: Messages, instant: string, zone: string): string {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return atOffset(say, time.toPlainDateTime().toString(), time.offset);
}

function atOffset(say: Messages, local: string, offset: string): string {
  return `${moments(say.language.locale).format(new Date(`${local.slice(0, 16)}Z`))} (UTC${offset.replace('-', '−')})`;
}

/** `2026-11-26`, or `2026-11-26T14:20+01:00` as a step has it. */
function stepTime(say: Messages, text: string): string {
  if (text.length === 10) return plainDays(say.language.locale).format(new Date(`${text}T00:00Z`));
  const [, local = '', offset = ''] = /^(.{16})(.*)$/.exec(text) ?? [];
  return atOffset(say, local, offset === 'Z' ? '+00:00' : offset);
}

/** When it ends, by both readings where they differ. */
export function endText(say: Messages, run: ClockRun, zone: string): string {
  const words = say.timeLimits;
  if (run.status === 'paused') return words.standsStill;
  if (run.earliest === undefined || run.latest === undefined) return words.noFigure;
  const [from, to] = [inZone(say, run.earliest, zone), inZone(say, run.latest, zone)];
  return from === to ? words.endsAt(from) : words.between(from, to);
}

export function readingText(say: Messages, reading: ClockReading, run: ClockRun): string {
  const words = say.timeLimits;
  const isPaused = run.readings.some(({ steps }) => steps.some(({ step }) => step === 'paused'));
  return isPaused
    ? `${words.counting[reading.counting]}${say.language.semicolon}${words.afterPause[reading.afterPause]}`
    : words.counting[reading.counting];
}

export function stepText(say: Messages, step: ClockStep): string {
  const words = say.timeLimits.step;
  const stop = say.language.fullStop;
  const time = (text: string): string => stepTime(say, text);
  switch (step.step) {
    case 'started':
      return `${time(step.at)}${stop}${words.started(eventText(say, step.event))}`;
    case 'paused':
      return `${time(step.at)}${stop}${words.paused(eventText(say, step.event))}`;
    case 'resumed':
      return `${time(step.at)}${stop}${words.resumed(eventText(say, step.event), leftText(say, step.left))}`;
    case 'extended':
      return `${time(step.at)}${stop}${words.extended(periodText(say, step.by))}`;
    case 'deadlineSet':
      return `${time(step.at)}${stop}${words.deadlineSet(time(step.until ?? step.lastDay), step.before === undefined ? undefined : time(step.before))}`;
    case 'hourNotCounted':
      return words.hourNotCounted(time(step.until));
    case 'dayNotCounted':
      return words.dayNotCounted(time(step.day));
    case 'counted':
      return words.counted(periodText(say, step.period), time(step.to));
    case 'daysLeftOut':
      return words.daysLeftOut(step.days, time(step.to));
    case 'dayOff':
      return words.dayOff(
        time(step.day),
        step.why.name === undefined ? words.weekend : visiblePlain(step.why.name, 100),
        time(step.next),
      );
    case 'twoWorkingDays':
      return words.twoWorkingDays(time(step.next));
  }
}

function leftText(say: Messages, left: Left): string {
  return 'minutes' in left ? say.timeLimits.minutes(left.minutes) : periodText(say, left);
}

function periodText(say: Messages, { length, unit }: Period): string {
  const counted: { readonly [unit: string]: ((n: number) => string) | undefined } = say.law.clock_.counted;
  return counted[unit]?.(length) ?? String(length);
}

type EventName = keyof Messages['timeLimits']['eventName'];

/** Who received it stands in the rule; the page says what happened. */
const EVENT_NAMES: readonly (readonly [RegExp, EventName])[] = [
  [/^(annex_v_received|mla_request_received_after_preservation)$/, 'asked'],
  [/annex_iii|question|clarification_sent/, 'question'],
  [/clarification_given/, 'answered'],
  [/_received/, 'received'],
  [/served/, 'served'],
  [/^(preservation_effected|provisional_measure_executed)$/, 'preserved'],
  [/^measure_carried_out$/, 'carriedOut'],
  [/^postponement_ended$/, 'resumed'],
  [/^decision_recourse/, 'decidedAgainst'],
  [/directs_preservation/, 'directed'],
  [/^sent_by_other_means$/, 'sentOtherwise'],
  [/sent$/, 'sent'],
  [/^order_issued/, 'issued'],
  [/^ground/, 'ground'],
  [/objection/, 'objection'],
  [/court_upholds/, 'upheld'],
  [/recognition/, 'recognised'],
  [/made_available/, 'madeAvailable'],
  [/produced/, 'produced'],
  [/discovered/, 'discovered'],
  [/^extended$/, 'extended'],
  [/^done$/, 'done'],
  [/^role_corrected$/, 'roleCorrected'],
];

export function eventText(say: Messages, event: string): string {
  const name = EVENT_NAMES.find(([pattern]) => pattern.test(event))?.[1] ?? 'other';
  return say.timeLimits.eventName[name];
}
