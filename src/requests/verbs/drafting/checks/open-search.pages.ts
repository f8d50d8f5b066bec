// The search of open sources before others are asked, as it is shown to whoever checks or authorises.
import { factsOf } from '../../../../web/fields/record.ts';
import { html, nothing, type Html } from '../../../../web/html.ts';
import type { Messages } from '../../../../web/messages.ts';
import { facts, note } from '../../../../web/parts.ts';
import { mayWrite, requestAddress, type RequestShown } from '../../../machine/text/request-shown.pages.ts';
import { OPEN_SEARCH_PATH, SEARCH, searchAsked, type OpenSearch } from '../../../core/open-search.ts';

/** `theirs`: what somebody else recorded in the meantime. */
export function theirSearch(say: Messages, theirs: OpenSearch): Html {
  return note(
    'warn',
    html`<p>${say.openSearch.conflict}</p>
      ${facts(factsOf(say, SEARCH, searchAsked(theirs)))}`,
  );
}

/** Whoever reviews and authorises reads it; whoever writes may correct it. */
export function searchShown(say: Messages, shown: RequestShown): Html {
  const { openSearch } = shown.request.version;
  const words = say.openSearch;
  if (openSearch === undefined) return nothing;
  const address = requestAddress(shown.file, shown.request.number, OPEN_SEARCH_PATH);
  return html`<h2>${words.here}</h2>
    ${facts(factsOf(say, SEARCH, searchAsked(openSearch)))}
    <p class="c-hint">${words.internal}</p>
    ${mayWrite(shown) ? html`<p><a href="${address}">${words.change}</a></p>` : nothing}`;
}
