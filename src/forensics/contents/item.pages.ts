// One item of an examination, however deep it lies: where, what it is, its bytes as text, hex or a picture drawn anew, what was taken out
// of it, as plain text, and what lies in it.
import { exhibitAddress, exhibitCrumbs, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { inCase } from '../../people/policy.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, note, table } from '../../web/parts.ts';
import { visibleLines, visiblePlain } from '../../web/safe-text.ts';
import { sizeText, whenText } from '../../web/when.ts';
import { officeOf, pictureOf } from '../pictures/picture.pages.ts';
import { itemTags, knownTag, markTag, reasonText } from '../pipeline/item-tags.pages.ts';
import type { MadeBy, ReadOf } from '../pipeline/item.store.ts';
import { afterText, itemQuery } from '../pipeline/items.ts';
import type { ItemRow } from '../pipeline/items.store.ts';
import { nameOf } from './contents.acts.ts';
import { knownHtml } from './contents.pages.ts';
import { hexText, plainText, SHOWN_BYTES, VIEWS, type ContentsView } from './contents.ts';
import type { ItemLook } from './item-look.acts.ts';

const NAME_CHARACTERS = 160;
const PATH_CHARACTERS = 1000;
const FACT_CHARACTERS = 500;
const MAX_FACTS = 200;
const SHOWN_CHARACTERS = 200_000;
/** Of those that lie in it, on its own page; the list has them all. */
export const INNER_ROWS = 100;

export interface ItemShown extends About, ItemLook {
  readonly view: ContentsView;
  /** The picture was asked for: it is no longer blurred. */
  readonly isShown: boolean;
  /** Of a document that is drawn; the first where it is not said. */
  readonly page: number | undefined;
  /** What lies in it, one more than is shown where there are more. */
  readonly inner: readonly ItemRow[];
}

export function itemPage(say: Messages, shown: ItemShown): View {
  const words = say.examination;
  const { item, exhibit } = shown;
  const name = visiblePlain(nameOf(item.path), NAME_CHARACTERS);
  return {
    title: `${words.itemTitle} ${name}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown, words.itemTitle),
    main: html`<h1>${words.itemTitle} <bdi>${name}</bdi></h1>
      ${aroundHtml(say, shown)}
      <p>${itemTags(say, item)}</p>
      ${item.type === 'file' && exhibit.status === 'held' ? tabsHtml(say, shown) : nothing}
      ${shown.view === 'details' ? detailsHtml(say, shown) : shownAs(say, shown)} ${officeOf(say, shown)}
      ${actsHtml(say, shown)}
      <p><a href="${exhibitAddress(shown)}/items">${words.see}</a></p>
      <p class="c-hint">${say.contents.recorded}</p>`,
  };
}

/** From the medium inwards, each file around it. */
function aroundHtml(say: Messages, shown: ItemShown): Html {
  const { around } = shown.item;
  if (around.length === 0) return nothing;
  return html`<p class="c-hint">${say.examination.liesIn}</p>
    <ol class="c-where">
      ${around.map(({ id, path }, depth) => {
        // What stands before the name of the file around it has been said.
        const own = depth === 0 ? path : path.slice((around[depth - 1]?.path.length ?? -1) + 1);
        return html`<li>
          <a href="${exhibitAddress(shown)}/items/${id}"><bdi>${visiblePlain(own, PATH_CHARACTERS)}</bdi></a>
        </li>`;
      })}
    </ol>`;
}

function tabsHtml(say: Messages, shown: ItemShown): Html {
  const tabs = VIEWS.filter((view) => view !== 'picture' || shown.isDrawn).map(
    (view) =>
      html`<li>
        <a href="${viewAddress(shown, view)}" ${view === shown.view ? raw(' aria-current="page"') : nothing}
          >${say.contents.views[view]}</a
        >
      </li>`,
  );
  return html`<ul class="c-tabs">
    ${tabs}
  </ul>`;
}

function viewAddress(
  shown: ItemShown,
  view: ContentsView,
  { isShown = false, page }: Partial<Pick<ItemShown, 'isShown' | 'page'>> = {},
): string {
  const query = new URLSearchParams({
    ...(view === 'details' ? {} : { view }),
    ...(isShown ? { shown: 'yes' } : {}),
    ...(page === undefined ? {} : { page: `${page}` }),
  }).toString();
  return `${exhibitAddress(shown)}/items/${shown.item.id}${query === '' ? '' : `?${query}`}`;
}

function shownAs(say: Messages, shown: ItemShown): Html {
  const { item, view, first, picture, failed, isShown, page } = shown;
  if (failed !== undefined)
    return note(
      'warn',
      html`<p>
        ${say.examination.notReadNow} ${reasonText(say, failed.reason)}
        <span lang="en" dir="ltr" class="c-hint">${visiblePlain(failed.detail, 200)}</span>
      </p>`,
    );
  if (view === 'picture')
    return pictureOf(say, {
      name: visiblePlain(nameOf(item.path), NAME_CHARACTERS),
      look: picture,
      elsewhere: shown.isKnown ? knownHtml(say, shown) : undefined,
      source: isShown
        ? `${exhibitAddress(shown)}/items/${item.id}/picture${page === undefined ? '' : `?page=${page}`}`
        : undefined,
      show: viewAddress(shown, 'picture', { isShown: true, page }),
      hide: viewAddress(shown, 'picture', { page }),
      page: page ?? 1,
      pageAt: (to) => viewAddress(shown, 'picture', { isShown, page: to }),
    });
  const bytes = first ?? new Uint8Array();
  const text = view === 'hex' ? hexText(bytes) : plainText(bytes);
  return html`<pre
      class="c-bytes"
      role="region"
      tabindex="0"
      aria-label="${say.contents.views[view]}"
      dir="${view === 'hex' ? 'ltr' : 'auto'}"
    >
${text}</pre>
    ${item.bytes > SHOWN_BYTES ? html`<p class="c-hint">${say.contents.cut(sizeText(say, SHOWN_BYTES))}</p>` : nothing}`;
}

function detailsHtml(say: Messages, shown: ItemShown): Html {
  const words = say.examination;
  const { item } = shown;
  const { read, known, marks } = item;
  const said = [...known.map((hit) => knownTag(say, hit)), ...marks.map((mark) => markTag(say, mark))];
  return html`${facts([
    [words.path, visiblePlain(item.path, PATH_CHARACTERS)],
    [words.kind, item.kind === null ? undefined : visiblePlain(item.kind, 40)],
    [say.contents.size, item.type === 'file' ? sizeText(say, item.bytes) : undefined],
    [
      say.contents.modified,
      item.modified === null ? undefined : visiblePlain(item.modified.replace('T', ' '), 40),
    ],
    [
      say.evidence.sha256,
      item.sha256 === null ? undefined : html`<code class="c-digest">${item.sha256}</code>`,
    ],
  ])}
  ${
    said.length === 0
      ? nothing
      : html`<ul class="govuk-list">
          ${said.map((one) => html`<li>${one}</li>`)}
        </ul>`
  }
  ${innerHtml(say, shown)}
  ${read.length === 0 ? html`<p>${words.nothingRead}</p>` : read.map((one) => readHtml(say, one))}
  ${workHtml(say, shown)}`;
}

/** What lies in it: each leads to a page like this one. */
function innerHtml(say: Messages, shown: ItemShown): Html {
  const { item, inner } = shown;
  const part = inner.slice(0, INNER_ROWS);
  const last = part.at(-1);
  if (last === undefined) return nothing;
  const list = table<ItemRow>(
    say.examination.holds,
    [
      {
        heading: say.contents.name,
        cell: ({ id, path, type }) => {
          const own = html`<bdi>${visiblePlain(path.slice(item.path.length + 1), NAME_CHARACTERS)}</bdi>`;
          return type === 'file' ? html`<a href="${exhibitAddress(shown)}/items/${id}">${own}</a>` : own;
        },
      },
      {
        heading: say.contents.size,
        isNumber: true,
        cell: ({ type, bytes }) => (type === 'file' ? sizeText(say, bytes) : ''),
      },
      { heading: say.examination.kind, cell: ({ kind }) => (kind === null ? '' : visiblePlain(kind, 40)) },
      { heading: say.contents.marks, cell: (row) => itemTags(say, row) },
    ],
    part,
  );
  const next = itemQuery({ within: item.id }, afterText({ id: last.id, path: last.ordered }));
  return html`<h2>${say.examination.holds}</h2>
    ${list}
    ${inner.length > INNER_ROWS ? html`<p><a href="${exhibitAddress(shown)}/items${next}">${say.examination.more}</a></p>` : nothing}`;
}

/** All of it is text from outside, and shown as such: nothing of it is markup, and what turns the order of words is made visible. */
function readHtml(say: Messages, { reader, version, facts: found, text, madeBy }: ReadOf): Html {
  const words = say.examination;
  const rows = Object.entries(found ?? {})
    .slice(0, MAX_FACTS)
    .map(([name, value]) => [visiblePlain(name, 60), visiblePlain(String(value), FACT_CHARACTERS)] as const);
  const long = (text ?? '').replaceAll('\t', '    ');
  const shown = visibleLines(long.slice(0, SHOWN_CHARACTERS), SHOWN_CHARACTERS);
  return html`<p class="c-hint">${words.derived(reader, `${version}`)} ${madeHtml(say, madeBy)}</p>
    ${
      rows.length === 0
        ? nothing
        : html`<h2>${words.readFacts}</h2>
            ${facts(rows)}`
    }
    ${
      text === null
        ? nothing
        : html`<h2>${words.readText}</h2>
            <pre class="c-bytes" role="region" tabindex="0" aria-label="${words.readText}" dir="auto">
${shown}</pre>
            ${long.length > SHOWN_CHARACTERS ? html`<p class="c-hint">${say.contents.cut(sizeText(say, SHOWN_CHARACTERS))}</p>` : nothing}`
    }`;
}

/** By what a result was made, and behind which walls it was not. */
function madeHtml(say: Messages, { tool, toolVersion, at, missingWalls }: MadeBy): Html {
  const words = say.examination;
  const walls =
    missingWalls.length === 0
      ? nothing
      : html` ${words.wallsMissing}
          <span lang="en" dir="ltr">${missingWalls.map((name) => visiblePlain(name, 40)).join(', ')}</span>`;
  return html`${words.madeBy(visiblePlain(tool, 60), visiblePlain(toolVersion, 40), whenText(say, new Date(at)))}${walls}`;
}

/** Each unit of work on its content, what came of it and by what. */
function workHtml(say: Messages, { item }: ItemShown): Html {
  const words = say.examination;
  if (item.work.length === 0) return nothing;
  const rows = item.work.map(
    ({ stage, version, reason, detail, madeBy }) =>
      html`<li>
        <b><bdi>${visiblePlain(stage, 60)}</bdi></b> ${version}:
        ${reason === null ? words.workDone : reasonText(say, reason)}
        ${detail === null ? nothing : html`<span lang="en" dir="ltr" class="c-hint">${visiblePlain(detail, 200)}</span>`}
        <span class="c-hint">${madeHtml(say, madeBy)}</span>
      </li>`,
  );
  return html`<details class="c-each">
    <summary>${words.work}</summary>
    <ul class="govuk-list">
      ${rows}
    </ul>
  </details>`;
}

function actsHtml(say: Messages, shown: ItemShown): Html {
  const { item, exhibit, file } = shown;
  const own = `${exhibitAddress(shown)}/items/${item.id}`;
  const mayCopy =
    item.type === 'file' && exhibit.status === 'held' && inCase(file.role, 'copyExhibit') === 'yes';
  const mark =
    inCase(file.role, 'checkEvidence') === 'yes'
      ? html`<p><a href="${own}/mark">${say.mark.act}</a></p>`
      : nothing;
  if (!mayCopy) return mark;
  return html`<p class="c-buttons"><a class="govuk-button" href="${own}/copy">${say.contents.copy}</a></p>
    <p class="c-hint">${say.contents.copyHint}</p>
    ${mark}`;
}
