// Parts of the desks: what runs out in words and as a line, the way from desk to desk, figures as bars.
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { perLocale } from '../../web/per-locale.ts';
import { when } from '../../web/when.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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

const WIDTH = 100;

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

export type DeskPlaceName = 'duty' | 'outgoing' | 'incoming' | 'preservations' | 'statistics';

export function deskLinks(say: Messages, here: DeskPlaceName | undefined, isAtDutyDesk: boolean): Html {
  const words = say.desks;
  const one = (name: DeskPlaceName, href: string): Html =>
    html`<li>
      <a href="${href}" ${here === name ? raw(' aria-current="page"') : nothing}>${words.names[name]}</a>
    </li>`;
  return html`<nav aria-label="${words.title}">
    <ul class="c-desks">
      ${isAtDutyDesk ? one('duty', '/desk/duty') : nothing} ${one('outgoing', '/desk/outgoing')}
      ${one('incoming', '/desk/incoming')} ${one('preservations', '/desk/preservations')}
      ${one('statistics', '/desk/statistics')}
    </ul>
  </nav>`;
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly words: string;
}

/** Horizontal bars; the same figures stand in a table beneath, so they are not read out. */
export function bars(list: readonly Bar[]): Html {
  const most = Math.max(...list.map(({ value }) => value), 1);
  const one = ({ label, value, words }: Bar): Html => {
    const width = Math.max(1, Math.round((WIDTH * value) / most));
    return html`<li>
      <span>${label}</span
      ><svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none">
        <rect width="${width}" height="10"></rect></svg
      ><span class="c-bars__value">${words}</span>
    </li>`;
  };
  return html`<ul class="c-bars" aria-hidden="true">
    ${list.map(one)}
  </ul>`;
}
