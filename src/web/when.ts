// Times and sizes as people read them, in the language of the page. A time always carries its offset.
import { html, type Html } from './html.ts';
import type { Messages } from './messages.ts';
import { sizeIn } from './size.ts';

/** `3 Nov 2026, 10:30 (UTC+01:00)`; the same instant in UTC for machines and on hover. */
export function when(say: Messages, date: Date): Html {
  const iso = date.toISOString();
  return html`<time datetime="${iso}" title="${iso}">${whenText(say, date)}</time>`;
}

export function whenText(say: Messages, date: Date): string {
  const text = new Intl.DateTimeFormat(say.language.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(date);
  return `${text} (UTC${offsetOf(date)})`;
}

/** `+01:00`: the same signs in every language, where a name of the zone would be another in each. */
function offsetOf(date: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset' }).formatToParts(date);
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return zone.replace('GMT', '') || '+00:00';
}

export function dayText(say: Messages, date: Date): string {
  return new Intl.DateTimeFormat(say.language.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(date);
}

export function sizeText(say: Messages, bytes: number): string {
  return sizeIn(say.language.locale, bytes);
}

export function numberText(say: Messages, value: number): string {
  return new Intl.NumberFormat(say.language.locale).format(value);
}
