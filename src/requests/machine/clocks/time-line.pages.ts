// The line of a time limit drawn, and the same moments in words beneath it: who listens hears those.
import { html, raw, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { inZone } from './clock-words.pages.ts';
import type { MarkKind, TimeLine } from './time-line.ts';

/** Drawn around a point; each of a shape of its own, so that no colour has to tell it. */
const SHAPES: { readonly [kind in MarkKind]: string } = {
  start: '<circle r="6"/>',
  rest: '<path d="M-4-7h3V7h-3ZM1-7h3V7H1Z"/>',
  goesOn: '<path d="M-5-7 6 0-5 7Z"/>',
  alarm: '<path d="M0-8 8 6H-8Z"/>',
  now: '<circle r="5.5" class="c-time__ring"/>',
  done: '<path d="M-7 0-2 5 7-6" class="c-time__stroke"/>',
  end: '<path d="M-1.5-12h3v24h-3Z"/>',
  latest: '<path d="M-1-12h2v4h-2ZM-1-4h2v8h-2ZM-1 8h2v4h-2Z"/>',
};
/** Marks keep clear of the edges; in hundredths of the width. */
const EDGE = 2;

/** It goes on to where time runs. */
const GOES_ON_LEFT = '<path d="M5-7-6 0 5 7Z"/>';

function mark(say: Messages, kind: MarkKind): Html {
  const shape = kind === 'goesOn' && say.language.dir === 'rtl' ? GOES_ON_LEFT : SHAPES[kind];
  return html`<g class="c-time__mark c-time__mark--${kind}">${raw(shape)}</g>`;
}

export function timeLineHtml(say: Messages, line: TimeLine, zone: string): Html {
  const words = say.timeLimits.line;
  const span = line.to.getTime() - line.from.getTime();
  const isFromRight = say.language.dir === 'rtl';
  const x = (at: Date): number => {
    const gone = EDGE + ((at.getTime() - line.from.getTime()) / span) * (100 - 2 * EDGE);
    return Math.round((isFromRight ? 100 - gone : gone) * 100) / 100;
  };
  return html`<div class="c-time">
    <svg class="c-time__line" width="100%" height="40" aria-hidden="true" focusable="false">
      ${line.stretches.map(({ kind, from, to }) => {
        const [start, end] = isFromRight ? [x(to), x(from)] : [x(from), x(to)];
        return html`<rect
          class="c-time__${kind}"
          x="${start}%"
          y="13"
          width="${Math.round((end - start) * 100) / 100}%"
          height="14"
        ></rect>`;
      })}
      ${line.marks.map(({ kind, at }) => html`<svg x="${x(at)}%" y="20" overflow="visible">${mark(say, kind)}</svg>`)}
    </svg>
    <ol class="c-time__words" aria-label="${words.label}">
      ${line.marks.map(
        ({ kind, at }) =>
          html`<li>
            <svg viewBox="-13 -13 26 26" width="20" height="20" aria-hidden="true" focusable="false">
              ${mark(say, kind)}
            </svg>
            <span>${say.letter.labelled(words[kind], inZone(say, at.toISOString(), zone))}</span>
          </li>`,
      )}
    </ol>
  </div>`;
}
