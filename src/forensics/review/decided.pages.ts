// What people said of a hit, and what it comes to: of a picture and of what is equal alike.
import { html, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import type { Decision, ReviewResult } from '../known/decided.ts';

export function saidHtml(
  say: Messages,
  said: readonly { readonly name: string; readonly decision: Decision }[],
): Html {
  const lines = said.map(
    ({ name, decision }) =>
      html`<div>
        <bdi>${visiblePlain(name, 100)}</bdi>${say.language.colon}${say.pictureReview.decisions[decision]}
      </div>`,
  );
  return html`<div>${lines}</div>`;
}

export function resultTag(say: Messages, result: ReviewResult): Html {
  const kind = { differ: 'warn', waiting: 'plain' } as const;
  return tag(
    result === 'differ' || result === 'waiting' ? kind[result] : 'ok',
    say.pictureReview.results[result],
  );
}
