// Times and sizes as people read them, in the language of the page. A time always carries its offset.
import { html, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import { perLocale } from './per-locale.ts';
import { sizeIn } from './size.ts';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const instants = perLocale((locale) => new Intl.DateTimeFormat(locale, { ...DAY, ...TIME }));
const days = perLocale((locale) => new Intl.DateTimeFormat(locale, DAY));
const namedDays = perLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }));
/** A line breaks after a hyphen, and not after this. */
const MINUS = '−';
const numbers = perLocale((locale) => new Intl.NumberFormat(locale));

/** `3 Nov 2026, 10:30 (UTC+01:00)`; the same instant in UTC for machines and on hover. */
export function when(say: Messages, date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}" title="${iso}">${momentText(say, date)}</time>`;
}

/** Who, and when: a name of any script keeps its own order. */
export function byWhom(say: Messages, name: string, date: Date): Html {
  return html`<bdi>${name}</bdi>${say.language.comma}${when(say, date)}`;
}

/** Within a sentence: a time that follows a name in other letters is not drawn into its direction. */
export function whenText(say: Messages, date: Date): string {
  return isolatedText(say, momentText(say, date));
}

function momentText(say: Messages, date: Date): string {
  return `${instants(say.language.locale).format(date)} (UTC${offsetOf(date)})`;
}

/** `+01:00`: the same signs in every language, where a name of the zone would be another in each. */
function offsetOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? MINUS : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

export function dayText(say: Messages, date: Date): string {
  return days(say.language.locale).format(date);
}

const plainDays = perLocale((locale) => new Intl.DateTimeFormat(locale, { ...DAY, timeZone: 'UTC' }));
const DAY_IN_FULL = { day: 'numeric', month: 'long', year: 'numeric', numberingSystem: 'latn' } as const;
const fullDays = perLocale((locale) => new Intl.DateTimeFormat(locale, { ...DAY_IN_FULL, timeZone: 'UTC' }));
/** A day, or a time with its offset as RFC 3339 has it; the fraction and the offset may be missing. */
const STATED = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * What somebody stated, `2026-10-03` or `2026-10-03T21:14:07+02:00`, in words: the time stays that of its own place, as precise
 * as it was. What is neither stays as it is.
 */
export function statedText(say: Messages, stated: string, days = plainDays): string {
  const [, day, time, offset] = STATED.exec(stated) ?? [];
  const date = new Date(`${day}T00:00:00Z`);
  if (day === undefined || Number.isNaN(date.getTime())) return stated;
  const { locale, comma } = say.language;
  const words = days(locale).format(date);
  if (time === undefined) return words;
  const zone = offset === undefined ? '' : ` (UTC${offset === 'Z' ? '+00:00' : offset.replace('-', MINUS)})`;
  return `${words}${comma}${time}${zone}`;
}

/** As it stands on paper: the month in full. */
export function statedInFull(say: Messages, stated: string): string {
  return statedText(say, stated, fullDays);
}

/** A day with its name, as a heading has it. */
export function todayText(say: Messages, date: Date): string {
  return namedDays(say.language.locale).format(date);
}

export function sizeText(say: Messages, bytes: number): string {
  return sizeIn(say.language.locale, bytes);
}

export function numberText(say: Messages, value: number): string {
  return numbers(say.language.locale).format(value);
}

/** Words of another direction keep an order of their own within a sentence (UAX 9, FSI). */
export function isolatedText({ language }: Pick<Messages, 'language'>, text: string): string {
  return language.dir === 'rtl' ? `\u2068${text}\u2069` : text;
}

/** Several short things in one line. Within a page that reads from the right each keeps an order of its own (UAX 9, FSI). */
export function listText({ language }: Messages, parts: readonly string[]): string {
  const isolated = (text: string): string => isolatedText({ language }, text);
  // U+200F: isolated parts alone would leave the line without a direction of its own.
  return `${language.dir === 'rtl' ? '\u200f' : ''}${parts.map(isolated).join(language.comma)}`;
}
