// How long there is still: in words and as a line.
import { html, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { perLocale } from '../../../web/per-locale.ts';
import { when } from '../../../web/when.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WIDTH = 100;

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** `in 3 hours`, `tomorrow`, `in 41 days`. */
function untilText(say: Messages, end: Date, now: Date): string {
  const left = end.getTime() - now.getTime();
  const form = relative(say.language.locale);
  if (Math.abs(left) < HOUR_MS) return form.format(Math.trunc(left / 60_000), 'minute');
  if (Math.abs(left) < 2 * DAY_MS) return form.format(Math.trunc(left / HOUR_MS), 'hour');
  return form.format(Math.trunc(left / DAY_MS), 'day');
}

function toneOf(end: Date, now: Date): '' | 'warn' | 'stop' {
  const left = end.getTime() - now.getTime();
  return left < DAY_MS ? 'stop' : left < 7 * DAY_MS ? 'warn' : '';
}

/** In words first; the line beneath says how much of the time has gone. */
export function runsOut(
  say: Messages,
  {
    begun,
    end,
    now,
  }: { readonly begun: Date | undefined; readonly end: Date | undefined; readonly now: Date },
): Html {
  if (end === undefined) return html`<span class="c-runs-out">${say.desks.noLimit}</span>`;
  const tone = toneOf(end, now);
  const suffix = (name: string): string => (tone === '' ? name : `${name} ${name}--${tone}`);
  const words = html`<span class="${suffix('c-runs-out')}">${untilText(say, end, now)}</span><br /><span
      class="c-cite"
      >${when(say, end)}</span
    >`;
  if (begun === undefined || end <= begun) return words;
  const share = (now.getTime() - begun.getTime()) / (end.getTime() - begun.getTime());
  const gone = Math.round(WIDTH * Math.min(1, Math.max(0, share)));
  return html`${words}<svg
      class="${suffix('c-runs')}"
      viewBox="0 0 ${WIDTH} 5"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width="${WIDTH}" height="5"></rect>
      <rect class="c-runs__gone" width="${gone}" height="5"></rect>
    </svg>`;
}
