// The translator's list, over all their cases.
import { html, nothing, type Html } from '../../../web/html.ts';
import { languageName } from '../../../web/language-names.ts';
import type { Messages } from '../../../web/messages.ts';
import type { LetterLanguage } from '../../core/letter-language.ts';
import type { View } from '../../../web/page.ts';
import { note, table, tag } from '../../../web/parts.ts';
import { listText, when } from '../../../web/when.ts';
import { stateWords } from '../../machine/text/request-shown.pages.ts';
import { requestReference } from '../../core/request.ts';
import type { ToTranslate } from './to-translate.store.ts';

type Titled = ToTranslate & { readonly title: string };

export function toTranslatePage(
  say: Messages,
  list: readonly Titled[],
  /** How many lines came before the next page. */
  next: number | undefined,
): View {
  const words = say.translation.list;
  return {
    title: words.title,
    place: 'work',
    crumbs: [{ words: say.work.title, href: '/' }, { words: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${
        list.length === 0
          ? html`<p>${words.none}</p>
              <p><a href="/cases">${say.cases.title}</a></p>`
          : listTable(say, list)
      }
      ${next === undefined ? nothing : html`<p><a href="/translate?after=${next}">${say.desks.more}</a></p>`}`,
  };
}

function listTable(say: Messages, list: readonly Titled[]): Html {
  const words = say.translation.list;
  const name = (one: LetterLanguage): string => languageName(one, say.language.code);
  return table(
    words.title,
    [
      {
        heading: say.requests.reference,
        isReference: true,
        cell: ({ reference, number, writtenIn, letterIn }) =>
          html`<a
            href="/cases/${reference}/requests/${number}/translation${writtenIn === letterIn ? '' : `/${writtenIn}-${letterIn}`}"
            >${requestReference(reference, number)}</a
          >`,
      },
      { heading: say.requests.form, cell: ({ title }) => title },
      { heading: say.translation.from, cell: ({ writtenIn }) => name(writtenIn) },
      {
        heading: say.translation.languages.letterIn,
        cell: ({ writtenIn, letterIn }) =>
          writtenIn === letterIn ? name(letterIn) : tag('warn', name(letterIn)),
      },
      { heading: words.begun, cell: ({ begun }) => begun.map(name).join(say.language.comma) },
      {
        heading: say.requestLife.urgency,
        cell: ({ urgency }) =>
          tag(
            urgency === 'normal' ? 'plain' : urgency === 'urgent' ? 'warn' : 'stop',
            say.requestLife.urgencies[urgency],
          ),
      },
      {
        heading: say.requests.state,
        cell: ({ state, since }) => html`${stateWords(say, state)}${say.language.comma}${when(say, since)}`,
      },
    ],
    list,
  );
}

/** On My work. */
export function toTranslateNote(say: Messages, list: readonly ToTranslate[]): Html {
  const waiting = list.filter(
    ({ state, writtenIn, letterIn }) => state === 'translation' || writtenIn !== letterIn,
  );
  if (list.length === 0) return nothing;
  const references = waiting.map(({ reference, number }) => requestReference(reference, number));
  return note(
    waiting.length === 0 ? 'plain' : 'warn',
    html`<p>
      <a href="/translate"><b>${say.translation.list.title}</b></a
      >${references.length === 0 ? nothing : html`: ${listText(say, references)}`}
    </p>`,
  );
}
