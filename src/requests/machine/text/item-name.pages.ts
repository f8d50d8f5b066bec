// What an item of a request is called, on a page.
import { visibleSentence } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { wantedOf } from '../../core/form.ts';
import { answerLines } from './answer-words.ts';
import { itemTitle } from './item-name.ts';
import type { RequestShown } from './request-shown.pages.ts';

type Named = Pick<RequestShown, 'legal' | 'request'>;

const MAX_SHOWN = 300;

/** As text of others is shown. */
export function itemName(say: Messages, { legal, request }: Named, n: number): string {
  return visibleSentence(itemTitle(say, legal, request.version.answers, n), MAX_SHOWN);
}

/** With what is ticked in its line, where it is one. */
export function itemHtml(say: Messages, named: Named, n: number): Html {
  const { legal, request } = named;
  const one = wantedOf(legal.form, request.version.answers)[n - 1];
  const field = legal.fields.find(({ id }) => id === one?.field);
  const ticks =
    one === undefined || field === undefined || !('ticks' in one) ? [] : answerLines(field, one.ticks, say);
  return html`${itemName(say, named, n)}
  ${ticks.length === 0 ? nothing : html`<p class="c-hint">${ticks.join(say.language.semicolon)}</p>`}`;
}
