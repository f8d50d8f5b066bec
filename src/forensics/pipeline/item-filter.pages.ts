// Which of the items are shown: what a list is asked for, with how many there are of each, and what is made of what it finds.
import { exhibitAddress, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { inCase } from '../../people/policy.ts';
import { askingForm, lineField, numberField, selectField } from '../../web/ask-parts.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { hidden } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText } from '../../web/when.ts';
import type { RunRow, TagCount } from './items.store.ts';
import { FILE_TIMES, itemQuery, type ItemFilter } from './items.ts';

export interface Filtered extends About {
  /** The one under way, else the last. */
  readonly run: RunRow | undefined;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly filter: ItemFilter;
  readonly marked: { readonly relevant: number; readonly irrelevant: number };
  readonly tags: readonly TagCount[];
}

export function filterHtml(say: Messages, { filter, kinds, marked, tags, ...about }: Filtered): Html {
  const words = say.examination;
  const any = { value: '', words: words.any };
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : `${value}`;
  const content = html`${filter.within === undefined ? nothing : hidden('within', filter.within)}
  ${lineField(say, { name: 'text', label: words.text, hint: words.textHint, value: filter.text }, {})}
  ${lineField(say, { name: 'name', label: words.name, value: filter.name }, {})}
  ${selectField(
    say,
    { name: 'kind', label: words.kind, value: filter.kind },
    [
      any,
      ...kinds.map(({ kind, count }) => ({
        value: kind,
        words: `${visiblePlain(kind, 40)} (${numberText(say, count)})`,
      })),
    ],
    {},
  )}
  ${selectField(
    say,
    { name: 'known', label: words.stages.known, value: filter.known },
    [
      any,
      { value: 'alert', words: words.onlyAlert },
      { value: 'ignore', words: words.onlyIgnore },
      { value: 'no', words: words.notKnown },
    ],
    {},
  )}
  ${selectField(
    say,
    { name: 'marked', label: say.mark.marked, value: filter.marked },
    [
      any,
      { value: 'relevant', words: `${say.mark.isRelevant} (${numberText(say, marked.relevant)})` },
      { value: 'irrelevant', words: `${say.mark.isNot} (${numberText(say, marked.irrelevant)})` },
      { value: 'mine', words: say.mark.byMe },
      { value: 'no', words: say.mark.notMarked },
    ],
    {},
  )}
  ${tagField(say, filter, tags)}
  ${selectField(
    say,
    { name: 'deleted', label: words.deleted, value: filter.deleted },
    [any, { value: 'yes', words: words.onlyDeleted }, { value: 'no', words: words.notDeleted }],
    {},
  )}
  ${unusedField(say, filter)}
  ${selectField(say, { name: 'failed', label: words.readable, value: filter.failed }, [any, { value: 'yes', words: words.onlyFailed }], {})}
  ${timeField(say, filter)}
  ${numberField(say, { name: 'from', label: words.bytesFrom, value: number(filter.from) }, {})}
  ${numberField(say, { name: 'to', label: words.bytesTo, value: number(filter.to) }, {})}`;
  const address = `${exhibitAddress(about)}/items`;
  const isSaid = Object.keys(filter).length > 0;
  return html`<details class="c-each" ${isSaid ? raw(' open') : nothing}>
      <summary>${words.filter}</summary>
      ${askingForm(address, html`<div class="c-filter">${content}</div>`, words.show)}
    </details>
    ${isSaid ? html`<p><a href="${address}">${words.clear}</a></p>` : nothing}
    ${isSaid && maySelect(about) ? html`<p><a href="${address}/matching/${encodeURIComponent(itemQuery(filter).slice(1))}">${say.selection.matching}</a></p>` : nothing}`;
}

/** One that is asked for stands there though no item has it any more. */
function tagField(say: Messages, { tag }: ItemFilter, tags: readonly TagCount[]): Html {
  const all = tag === undefined || tags.some((one) => one.tag === tag) ? tags : [...tags, { tag, count: 0 }];
  if (all.length === 0) return nothing;
  const options = all.map((one) => ({
    value: one.tag,
    words: `${visiblePlain(one.tag, 60)} (${numberText(say, one.count)})`,
  }));
  const asked = { name: 'tag', label: say.mark.tagLabel, value: tag };
  return selectField(say, asked, [{ value: '', words: say.examination.any }, ...options], {});
}

/** Chosen on the page of types and times: here it stays, or is taken away. */
function timeField(say: Messages, { time }: ItemFilter): Html {
  const [of, span] = time?.split(':', 2) ?? [];
  const chosen = FILE_TIMES.find((one) => one === of);
  if (time === undefined || chosen === undefined) return nothing;
  const options = [
    { value: '', words: say.examination.any },
    { value: time, words: `${say.contents[chosen]}: ${span}` },
  ];
  return selectField(say, { name: 'time', label: say.fileTypes.times, value: time }, options, {});
}

function unusedField(say: Messages, filter: ItemFilter): Html {
  const words = say.examination;
  return selectField(
    say,
    { name: 'unused', label: words.unused, value: filter.unused },
    [
      { value: '', words: words.any },
      { value: 'yes', words: words.unusedBoth },
      { value: 'free', words: words.unusedFree },
      { value: 'slack', words: words.unusedSlack },
      { value: 'no', words: words.unusedNone },
    ],
    {},
  );
}

/** Of what was found in an exhibit whose examination has ended. */
export function maySelect({ file, exhibit, run }: Pick<Filtered, 'file' | 'exhibit' | 'run'>): boolean {
  const isOver = run !== undefined && run.endedAt !== null;
  return isOver && inCase(file.role, 'addEvidence') === 'yes' && exhibit.status === 'held';
}
