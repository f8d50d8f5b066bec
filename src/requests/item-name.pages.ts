// What an item of a request is called, whatever its form: by its number and by what it asks for.
import { visibleSentence } from '../evidence/packages/report/safe-text.ts';
import { html, nothing, type Html } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import { isMeasure } from './asked-for.ts';
import { wantedOf } from './form.ts';
import { answerLines, askedTitle } from './letters/answer-words.ts';
import type { RequestShown } from './request-shown.pages.ts';

type Named = Pick<RequestShown, 'legal' | 'request'>;

const MAX_SHOWN = 300;

/** Number, kind of data, holder; or the line of the form that is ticked. `n`: from 1. */
export function itemName(say: Messages, { legal, request }: Named, n: number): string {
  const { form, fields, record } = legal;
  const one = wantedOf(form, request.version.answers)[n - 1];
  const name = (words: string): string =>
    visibleSentence(`${say.requests.items.item(n)}${say.language.colon}${words}`, MAX_SHOWN);
  if (one === undefined) return name(record.title);
  const field = fields.find(({ id }) => id === one.field);
  if ('ticks' in one) return name(field?.label ?? one.field);
  const { asked } = one;
  if (isMeasure(asked)) return name(field === undefined ? asked.measure : askedTitle(asked, field, say));
  const of = [say.ways.category[asked.category], asked.holder].filter((said) => said !== undefined);
  return name(of.join(say.language.comma));
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
