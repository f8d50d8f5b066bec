// The search of open sources before others are asked, as it is shown to whoever checks or authorises.
import { visibleSentence } from '../../../web/safe-text.ts';
import { html, nothing, type Html } from '../../../web/html.ts';
import type { Messages } from '../../../web/messages.ts';
import { facts, note } from '../../../web/parts.ts';
import { dayText } from '../../../web/when.ts';
import { mayWrite, requestAddress, type RequestShown } from '../../text/request-shown.pages.ts';
import { OPEN_SEARCH_PATH, TEXT_MAX, type OpenSearch } from '../../core/open-search.ts';

/** `theirs`: what somebody else recorded in the meantime. */
export function theirSearch(say: Messages, theirs: OpenSearch): Html {
  return note(
    'warn',
    html`<p>${say.openSearch.conflict}</p>
      ${facts(searchFacts(say, theirs))}`,
  );
}

/** Label and words, line by line. */
export function searchLines(say: Messages, search: OpenSearch): (readonly [label: string, text: string])[] {
  const words = say.openSearch;
  if (search.kind === 'notApplicable')
    return [
      [words.facts.search, words.choices.no],
      [words.facts.reason, search.reason],
    ];
  const { on, by, where, found, exhibit } = search;
  return [
    [words.facts.search, words.choices.yes],
    [words.facts.on, dayText(say, new Date(on))],
    [words.facts.by, by],
    [words.facts.where, where],
    [words.facts.found, found],
    ...(exhibit === undefined ? [] : [[words.facts.exhibit, exhibit] as const]),
  ];
}

function searchFacts(say: Messages, search: OpenSearch): (readonly [string, string])[] {
  return searchLines(say, search).map(([label, text]) => [label, visibleSentence(text, TEXT_MAX)]);
}

/** Whoever reviews and authorises reads it; whoever writes may correct it. */
export function searchShown(say: Messages, shown: RequestShown): Html {
  const { openSearch } = shown.request.version;
  const words = say.openSearch;
  if (openSearch === undefined) return nothing;
  const address = requestAddress(shown.file, shown.request.number, OPEN_SEARCH_PATH);
  return html`<h2>${words.here}</h2>
    ${facts(searchFacts(say, openSearch))}
    <p class="c-hint">${words.internal}</p>
    ${mayWrite(shown) ? html`<p><a href="${address}">${words.change}</a></p>` : nothing}`;
}
