// Any record, text by text, at an address of its own: where a search leads, and what others can cite.
import { html, nothing } from '../web/html.ts';
import type { Messages } from '../web/messages.ts';
import type { View } from '../web/page.ts';
import { table, tag } from '../web/parts.ts';
import { citedText } from './citation.ts';
import { dayRail, lawView, reviewWords, sureness, type OnDay } from './fact.pages.ts';
import type { Answered } from './look-up.ts';
import { draftNote, labelText, lawWordsHtml, sentenceHtml } from './sentence.pages.ts';
import { tell } from './sentence.ts';
import type { Passage, RecordKind } from './model.ts';

/** Kinds with a page that says more than the texts alone. */
const OWN_PAGE: { readonly [kind in RecordKind]?: string } = {
  instrument: 'instruments',
  parties: 'instruments',
  measure: 'measures',
  authority: 'authorities',
  provider: 'providers',
  law: 'library/law',
  case: 'library/case',
  strategy: 'library/strategy',
  lesson: 'library/lesson',
};

export function addressOf({ record, kind }: Pick<Passage, 'record' | 'kind'>): string {
  const id = encodeURIComponent(record.slice(kind.length + 1));
  const own = OWN_PAGE[kind];
  return own === undefined
    ? `/law/records/${kind}/${id}`
    : `/law/${own}/${id}${kind === 'parties' ? '#parties' : ''}`;
}

/** `Art. 29(2), preservation, note`: the article with its mark, what the text says of it in words. */
export function fieldText(say: Messages, field: string): string {
  const parts = field.split(', ');
  const words = parts.findIndex((part) => /^[a-z]/.test(part));
  const articles = parts.slice(0, words === -1 ? undefined : words).join(say.language.comma);
  return [citedText(say, articles), ...parts.slice(articles === '' ? 0 : words === -1 ? parts.length : words)]
    .filter((part) => part !== '')
    .map((part) => labelText(say, part))
    .join(say.language.comma);
}

interface RecordShown {
  readonly passages: readonly Passage[];
  /** Of the instruments that it rests on: whether they were in force on the day that is asked. */
  readonly force: readonly Answered[];
  /** It was amended, withdrawn or repealed before that day, or came later. */
  readonly isOver: boolean;
  readonly on: OnDay;
}

export function recordPage(say: Messages, { passages, force, isOver, on }: RecordShown): View {
  const [first] = passages;
  const title = first?.title ?? '';
  const kind = first === undefined ? '' : say.law.kindWords[first.kind];
  const main = html`<h1>${lawWordsHtml(say, title)}</h1>
    <p class="c-lead">
      ${kind} ·
      <code>${first?.record ?? ''}</code
      >${isOver ? html` ${tag('warn', say.lawLibrary.notInForce)}` : nothing}
    </p>
    ${
      force.length === 0
        ? nothing
        : html`<p class="c-summary">
            ${force.map(({ fact }, i) => html`${i === 0 ? nothing : html`<br />`}${sentenceHtml(say, tell('ended', fact.text))}`)}
          </p>`
    }
    ${table(
      say.law.record_.lead,
      [
        { heading: say.law.record_.field, cell: ({ field }) => fieldText(say, field) },
        { heading: say.law.record_.text, cell: ({ text }) => lawWordsHtml(say, text) },
        {
          heading: say.law.sureness,
          cell: ({ confidence, ...one }) =>
            confidence === undefined
              ? ''
              : html`${sureness(say, confidence)} <span class="c-hint">${reviewWords(say, one)}</span>`,
        },
      ],
      passages,
    )}
    ${draftNote(say)}`;
  return lawView(say, { title: labelText(say, title), main, aside: dayRail(say, on) });
}
