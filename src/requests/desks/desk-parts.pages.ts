// Parts of the desks: the way from desk to desk, figures as bars.
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';

const WIDTH = 100;

type DeskPlaceName = 'duty' | 'outgoing' | 'incoming' | 'preservations' | 'statistics';

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
      ${isAtDutyDesk ? html`<li><a href="/arrivals">${say.exchange.arrivals.title}</a></li>` : nothing}
    </ul>
  </nav>`;
}

interface Bar {
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
