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
const numbers = perLocale((locale) => new Intl.NumberFormat(locale));

/** `3 Nov 2026, 10:30 (UTC+01:00)`; the same instant in UTC for machines and on hover. */
export function when(say: Messages, date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}" title="${iso}">${whenText(say, date)}</time>`;
}

export function whenText(say: Messages, date: Date): string {
  return `${instants(say.language.locale).format(date)} (UTC${offsetOf(date)})`;
}

/** `+01:00`: the same signs in every language, where a name of the zone would be another in each. */
function offsetOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

export function dayText(say: Messages, date: Date): string {
  return days(say.language.locale).format(date);
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
