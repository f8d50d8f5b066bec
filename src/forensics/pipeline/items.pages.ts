// What an examination found: how far it is, what failed and why, and the items, filtered.
import { exhibitAddress, exhibitCrumbs, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { inCase } from '../../people/policy.ts';
import { selectField } from '../../web/ask-parts.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import { languageName } from '../../web/language-names.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, form, hidden, pressButton, table, tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText, sizeText, when } from '../../web/when.ts';
import { STAGES, type Stage, type StageProgress } from './examined.ts';
import type { FailureRow } from './results.store.ts';
import type { ItemRow, RunRow } from './items.store.ts';
import { knownTag, markTag, reasonText } from './item-tags.pages.ts';
import { filterHtml, maySelect, type Filtered } from './item-filter.pages.ts';
import { afterText, itemQuery } from './items.ts';

export const PAGE_ROWS = 200;
const NAME_CHARACTERS = 160;

interface ItemsShown extends Filtered {
  /** One more than a page has where there are more. */
  readonly rows: readonly ItemRow[];
  /** The first of them. */
  readonly failed: readonly FailureRow[];
  readonly failedCount: number;
  /** Of words in pictures that can be read here, as Tesseract names them. */
  readonly languages: readonly string[];
}

export function itemsPage(say: Messages, shown: ItemsShown): View {
  const words = say.examination;
  const { exhibit, run, rows } = shown;
  return {
    title: `${words.title}, ${say.evidence.exhibit(exhibit.number)}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown, words.title),
    main: html`<h1>${words.heading} <bdi>${visiblePlain(exhibit.title, 200)}</bdi></h1>
      <p class="c-lead">${words.lead}</p>
      ${examinationHtml(say, shown, run)} ${failuresHtml(say, shown)} ${selectionHtml(say, shown)}
      ${unusedHtml(say, shown)} ${wordsHtml(say, shown)}
      ${run === undefined ? nothing : html`${filterHtml(say, shown)}${itemsHtml(say, shown, rows)}`}`,
  };
}

/** How far it is, and the button that begins one or goes on. */
export function examinationHtml(say: Messages, about: About, run: RunRow | undefined): Html {
  const words = say.examination;
  const label = run === undefined ? words.begin : run.endedAt === null ? words.goOn : words.rerun;
  const button =
    inCase(about.file.role, 'checkEvidence') === 'yes' && run?.isAtWork !== true
      ? form(nothing, label, `${exhibitAddress(about)}/examine`, run !== undefined && run.endedAt !== null)
      : nothing;
  if (run === undefined)
    return html`<p>${words.none}</p>
      ${button}`;
  const { items, failures, endedAt, root, job, isAtWork } = run;
  const state =
    endedAt === null
      ? html`<p>
          <b>${isAtWork ? words.underWay : words.paused}</b>
          ${isAtWork ? words.underWayHint : words.pausedHint}
          ${job !== null && isAtWork ? html`<a href="/jobs/${job}">${words.seeJob}</a>` : nothing}
        </p>`
      : html`<p>
          <b
            >${failures === 0 ? words.complete(items ?? 0) : words.completeWith(items ?? 0, failures ?? 0)}</b
          >
          ${when(say, endedAt)}
        </p>`;
  return html`${state}
    <ol class="c-stages">
      ${STAGES.map((stage) => stageHtml(say, stage, run.stages[stage]))}
    </ol>
    ${root === null ? nothing : facts([[words.root, html`<code class="c-digest">${root}</code>`]])} ${button}`;
}

/** With its rate since this start, and from that the time that is left. */
export function stageHtml(say: Messages, stage: Stage, progress: StageProgress | undefined): Html {
  const words = say.examination;
  const state = progress === undefined ? '' : progress.isOver ? 'done' : 'current';
  const amount = (value: number): string =>
    stage === 'verify' ? sizeText(say, value) : numberText(say, value);
  const { done = 0, total, failed = 0 } = progress ?? {};
  const perSecond = progress === undefined || progress.isOver ? 0 : rateOf(progress);
  const rate =
    perSecond === 0
      ? undefined
      : perSecond >= 1
        ? words.perSecond(amount(Math.round(perSecond)))
        : words.perMinute(amount(Math.max(1, Math.round(perSecond * 60))));
  const left =
    total === undefined || perSecond === 0 || total <= done
      ? undefined
      : Math.ceil((total - done) / perSecond / 60);
  return html`<li${state === '' ? nothing : raw(` class="c-stages__${state}"`)}>
    ${words.stages[stage]}
    ${
      progress === undefined
        ? nothing
        : html`<small
            >${total === undefined || progress.isOver ? amount(done) : words.of(amount(done), amount(total))}
            ${rate === undefined ? nothing : rate} ${left === undefined ? nothing : words.minutesLeft(left)}
            ${failed === 0 ? nothing : words.failed(failed)}</small
          >`
    }
  </li>`;
}

/** A second; zero while too little was done to say. */
function rateOf({ done, before = 0, seconds }: StageProgress): number {
  return seconds < 1 || done <= before ? 0 : (done - before) / seconds;
}

/** To who may add evidence, once there is something to select. */
function selectionHtml(say: Messages, shown: ItemsShown): Html {
  const { run, file } = shown;
  const may = maySelect(shown);
  if (run === undefined || run.endedAt === null) return nothing;
  const select = html`<li><a href="${exhibitAddress(shown)}/items/select">${say.selection.open}</a></li>`;
  const similar = html`<li><a href="/cases/${file.reference}/pictures">${say.similar.title}</a></li>`;
  const wall = html`<li><a href="/cases/${file.reference}/pictures/wall">${say.pictureWall.title}</a></li>`;
  const values = html`<li>
    <a href="${exhibitAddress(shown)}/items/values">${say.licensedValues.open}</a>
  </li>`;
  const types = html`<li><a href="${exhibitAddress(shown)}/types">${say.fileTypes.title}</a></li>`;
  return html`<ul class="c-beside">
    ${types} ${may ? select : nothing}
    ${inCase(file.role, 'checkEvidence') === 'yes' ? html`${similar} ${wall} ${values}` : nothing}
  </ul>`;
}

/** All free space is read for it, so it is asked for. */
function unusedHtml(say: Messages, shown: ItemsShown): Html {
  const words = say.examination;
  const { run, exhibit } = shown;
  const may = inCase(shown.file.role, 'checkEvidence') === 'yes' && run?.isAtWork === false;
  if (!may || exhibit.status !== 'held') return nothing;
  return html`<details class="c-each">
    <summary>${words.unused}</summary>
    <p>${words.unusedHint}</p>
    ${form(hidden('unused', 'yes'), words.unusedList, `${exhibitAddress(shown)}/examine`)}
  </details>`;
}

/** Slow, so asked for: a second or more for each picture. */
function wordsHtml(say: Messages, shown: ItemsShown): Html {
  const words = say.pictureWords;
  const { run, languages, file, exhibit } = shown;
  const may =
    languages.length > 0 &&
    run !== undefined &&
    !run.isAtWork &&
    exhibit.status === 'held' &&
    inCase(file.role, 'checkEvidence') === 'yes';
  if (!may) return nothing;
  const options = languages.map((value) => ({ value, words: languageOf(say, value) }));
  const asked = { name: 'words', label: words.language };
  return html`<details class="c-each">
    <summary>${words.title}</summary>
    <p>${words.hint}</p>
    ${form(selectField(say, asked, options, {}), words.read, `${exhibitAddress(shown)}/examine`, true)}
  </details>`;
}

/** `chi_sim` and `chi_tra` say a script; what follows another is a variety that has no name of its own here. */
function languageOf(say: Messages, code: string): string {
  const tag = { chi_sim: 'zh-Hans', chi_tra: 'zh-Hant' }[code] ?? code.slice(0, 3);
  const name = languageName(tag, say.language.locale);
  return code.length > 3 && !code.startsWith('chi') ? `${name} (${code})` : name;
}

/** Each with its reason, never hidden in "complete". */
function failuresHtml(say: Messages, shown: ItemsShown): Html {
  const words = say.examination;
  const { failed, failedCount, run } = shown;
  if (failed.length === 0) return nothing;
  const address = `${exhibitAddress(shown)}/examine`;
  const mayAgain = inCase(shown.file.role, 'checkEvidence') === 'yes' && run?.endedAt !== null;
  const rows = failed.map(({ path, reason, detail, item }) => {
    const named = path === null ? words.whole : visiblePlain(path, NAME_CHARACTERS);
    const one = html`${hidden('again', 'yes')}${hidden('item', item ?? '')}`;
    return html`<li>
      <bdi>${named}</bdi>: ${reasonText(say, reason)}
      ${detail === null ? nothing : html`<span lang="en" dir="ltr" class="c-hint">${visiblePlain(detail, 200)}</span>`}
      ${mayAgain && item !== null ? pressButton(address, words.againOne, named, one) : nothing}
    </li>`;
  });
  const left = failedCount - failed.length;
  const rest =
    left > 0
      ? html`<p>
          <a href="${exhibitAddress(shown)}/items${itemQuery({ failed: 'yes' })}"
            >${words.moreFailed(left)}</a
          >
        </p>`
      : nothing;
  return html`<details class="c-each">
    <summary>${words.notRead(failedCount)}</summary>
    <ul class="govuk-list">
      ${rows}
    </ul>
    ${rest} ${mayAgain ? form(hidden('again', 'yes'), words.again, address) : nothing}
  </details>`;
}

function itemsHtml(say: Messages, shown: ItemsShown, rows: readonly ItemRow[]): Html {
  const words = say.examination;
  const part = rows.slice(0, PAGE_ROWS);
  const last = part.at(-1);
  if (last === undefined) return html`<p>${words.noItems}</p>`;
  const marks = ({
    id,
    path,
    isRead,
    holds,
    deleted,
    known,
    marks: said,
    says,
    unused,
    reason,
    depth,
  }: ItemRow): Html =>
    html` ${deleted ? tag('plain', say.contents.deleted) : nothing}
    ${unused === null ? nothing : tag('plain', unused === 'free' ? words.unusedFree : words.unusedSlack)}
    ${depth > 0 ? tag('plain', words.within(depth)) : nothing} ${known.map((hit) => knownTag(say, hit))}
    ${said.map((mark) => markTag(say, mark))}
    ${says === null ? nothing : tag('warn', say.contents.saysOther(visiblePlain(says, 10)))}
    ${reason === null ? nothing : tag('stop', reasonText(say, reason))}
    ${
      isRead || holds
        ? html`<a href="${exhibitAddress(shown)}/items/${id}"
            >${isRead ? words.seeRead : words.holds}<span class="govuk-visually-hidden">
              ${visiblePlain(path, NAME_CHARACTERS)}</span
            ></a
          >`
        : nothing
    }`;
  const list = table<ItemRow>(
    words.items,
    [
      { heading: say.contents.name, cell: (row) => nameHtml(shown, row) },
      {
        heading: say.contents.modified,
        cell: ({ modified }) =>
          modified === null ? '' : visiblePlain(modified.replace('T', ' ').slice(0, 16), 20),
      },
      {
        heading: say.contents.size,
        isNumber: true,
        cell: ({ type, bytes }) => (type === 'file' ? sizeText(say, bytes) : ''),
      },
      { heading: words.kind, cell: ({ kind }) => (kind === null ? '' : visiblePlain(kind, 40)) },
      { heading: say.contents.marks, cell: marks },
      ...(inCase(shown.file.role, 'checkEvidence') === 'yes'
        ? [
            {
              heading: say.mark.title,
              cell: ({ id, path }: ItemRow) =>
                html`<a href="${exhibitAddress(shown)}/items/${id}/mark"
                  >${say.mark.act}<span class="govuk-visually-hidden">
                    ${visiblePlain(path, NAME_CHARACTERS)}</span
                  ></a
                >`,
            },
          ]
        : []),
    ],
    part,
  );
  const next = itemQuery(shown.filter, afterText({ id: last.id, path: last.ordered }));
  return html`${list}
  ${rows.length > PAGE_ROWS ? html`<p><a href="${exhibitAddress(shown)}/items${next}">${words.more}</a></p>` : nothing}`;
}

/** Leads to the page of contents; what lies in another file, to its own. */
function nameHtml(about: About, { id, path, type, depth, volume, address, unused }: ItemRow): Html {
  const words = html`<bdi>${visiblePlain(path, NAME_CHARACTERS)}</bdi>`;
  if (type === 'folder') return words;
  if (depth > 0)
    return type === 'file' ? html`<a href="${exhibitAddress(about)}/items/${id}">${words}</a>` : words;
  const parts = path.split('/').slice(1);
  const query = new URLSearchParams({
    ...(address === 'stored' ? {} : { volume: `${volume}` }),
    path: parts.slice(0, -1).join('/'),
    ...(unused === null ? {} : { unused: 'yes' }),
    file: parts.at(-1) ?? '',
    address,
  });
  return html`<a href="${exhibitAddress(about)}/contents?${query.toString()}#chosen">${words}</a>`;
}
