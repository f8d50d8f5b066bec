// The filter above a list of exhibits: optional questions whose answer is another address.
import { askingForm, lineField, selectField } from '../../web/ask-parts.ts';
import { daysField } from '../../web/day-field.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import {
  HOLDERS,
  isFiltered,
  KINDS,
  STATES,
  type EvidenceFilter,
  type WrongDays,
} from './evidence-filter.ts';

interface FilterShown {
  readonly filter: EvidenceFilter;
  readonly wrong: WrongDays;
  /** Whether the reader may know who holds an exhibit. */
  readonly seesNames: boolean;
}

/** Folded away until something is chosen. */
export function filterForm(say: Messages, address: string, { filter, wrong, seesNames }: FilterShown): Html {
  const words = say.evidenceFilter;
  const isSaid = isFiltered(filter) || isFiltered(wrong);
  const day = (name: 'from' | 'until'): Html => {
    const errors = wrong[name] === undefined ? {} : { [name]: say.moment.wrong.day };
    return daysField(say, { name, legend: words[name], value: wrong[name] ?? filter[name] ?? '' }, errors);
  };
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
  ${day('from')} ${day('until')}`;
  return html`<details class="c-each" ${isSaid ? raw(' open') : nothing}>
      <summary>${words.title}</summary>
      ${askingForm(address, html`<div class="c-filter">${content}</div>`, words.show)}
    </details>
    ${isSaid ? html`<p><a href="${address}">${words.clear}</a></p>` : nothing}`;
}
