// The filter above a list of exhibits: optional questions whose answer is another address.
import { askingForm, dayField, lineField, selectField } from '../../web/ask-parts.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { HOLDERS, isFiltered, KINDS, STATES, type EvidenceFilter } from './evidence-filter.ts';

/** Folded away until something is chosen. */
export function filterForm(
  say: Messages,
  address: string,
  { filter, seesNames }: { readonly filter: EvidenceFilter; readonly seesNames: boolean },
): Html {
  const words = say.evidenceFilter;
  const select = (
    name: 'kind' | 'state' | 'holder',
    label: string,
    list: readonly (readonly [value: string, words: string])[],
  ): Html =>
    selectField(
      say,
      { name, label, value: filter[name] },
      [{ value: '', words: words.all }, ...list.map(([value, text]) => ({ value, words: text }))],
      {},
    );
  const { unchecked, destroyed } = say.evidence;
  const stateWords = { ...words.states, unchecked, destroyed };
  const content = html`${lineField(say, { name: 'text', label: words.text, value: filter.text }, {})}
  ${select(
    'kind',
    say.evidence.kindLabel,
    KINDS.map((kind) => [kind, say.evidence.kind[kind]]),
  )}
  ${select(
    'state',
    say.evidence.state,
    STATES.map((state) => [state, stateWords[state]]),
  )}
  ${
    seesNames
      ? select(
          'holder',
          say.handOver.heldBy,
          HOLDERS.map((one) => [one, words.holders[one]]),
        )
      : nothing
  }
  ${dayField(say, { name: 'from', label: words.from, value: filter.from }, {})}
  ${dayField(say, { name: 'until', label: words.until, value: filter.until }, {})}`;
  return html`<details class="c-each" ${isFiltered(filter) ? raw(' open') : nothing}>
      <summary>${words.title}</summary>
      ${askingForm(address, html`<div class="c-filter">${content}</div>`, words.show)}
    </details>
    ${isFiltered(filter) ? html`<p><a href="${address}">${words.clear}</a></p>` : nothing}`;
}
