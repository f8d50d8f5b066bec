// The contents of an exhibit: where one is, which files there are, and what one of them holds.
import { inCase } from '../../people/policy.ts';
import { exhibitAddress, exhibitCrumbs, type About } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { facts, note, tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText, sizeText } from '../../web/when.ts';
import type { ShownEntry, ShownVolume } from '../looking/asked.ts';
import { officeOf, pictureOf } from '../pictures/picture.pages.ts';
import { examinationHtml } from '../pipeline/items.pages.ts';
import { nameOf, type Chosen } from './contents.acts.ts';
import { kindOf, saysOther } from '../listing/kinds.ts';
import { lockedHtml } from './locked.pages.ts';
import { hexText, PAGE_ROWS, placeQuery, plainText, SHOWN_BYTES, VIEWS } from './contents.ts';
import {
  address,
  atVolume,
  filesHtml,
  foundOf,
  keyed,
  markHtml,
  NAME_CHARACTERS,
  type ContentsShown,
} from './files.pages.ts';

const PROBLEMS_SHOWN = 20;
const VIEW_KEYS = { details: 'd', picture: 'p', text: 't', hex: 'h' } as const;

export function contentsPage(say: Messages, shown: ContentsShown): View {
  const words = say.contents;
  const { exhibit } = shown;
  const title = visiblePlain(exhibit.title, 200);
  return {
    title: `${words.title}, ${say.evidence.exhibit(exhibit.number)}`,
    place: 'cases',
    crumbs: exhibitCrumbs(say, shown, words.title),
    ...(shown.place.isKeyless === true ? {} : { scripts: ['keys.js'] as const }),
    main: html`<h1>${words.heading} <bdi>${title}</bdi></h1>
      <p class="c-lead">${words.lead}</p>
      ${
        shown.hits > 0 && inCase(shown.file.role, 'checkEvidence') === 'yes'
          ? html`<p><a href="${exhibitAddress(shown)}/hits">${say.pictureReview.back(shown.hits)}</a></p>`
          : nothing
      }
      ${problems(say, shown)}
      <section aria-label="${say.examination.section}">
        ${examinationHtml(say, shown, shown.run)}
        ${shown.run === undefined ? nothing : html`<p><a href="${exhibitAddress(shown)}/items">${say.examination.see}</a></p>`}
      </section>
      <div class="c-inside">
        <nav aria-label="${words.places}">
          <h2>${words.places}</h2>
          ${places(say, shown)}
        </nav>
        <section aria-label="${words.files}">
          ${shown.rows === undefined ? volumeList(say, shown) : filesHtml(say, shown, shown.rows)}
        </section>
        <section aria-label="${words.chosen}" class="c-inside__chosen" id="chosen">
          ${chosenFile(say, shown)}
        </section>
      </div>`,
  };
}

/** What could not be read is said, never left out; the words are those of the readers. */
function problems(say: Messages, { problems: list, missingWalls }: ContentsShown): Html {
  const words = say.contents;
  const walls =
    missingWalls.length === 0
      ? nothing
      : note('warn', html`<p>${words.walls} <span lang="en" dir="ltr">${missingWalls.join(', ')}</span></p>`);
  if (list.length === 0) return html`${walls}`;
  const shown = list
    .slice(0, PROBLEMS_SHOWN)
    .map((one) => html`<li lang="en" dir="ltr">${visiblePlain(one, 300)}</li>`);
  return html`${walls}${note(
    'warn',
    html`<p><b>${words.notRead(list.length)}</b> ${words.notReadNext}</p>
      <ul class="govuk-list">
        ${shown}
      </ul>`,
  )}`;
}

/** From the whole down to where one is. */
function places(say: Messages, shown: ContentsShown): Html {
  const { place, volumes = [] } = shown;
  const current = volumes.find(
    ({ number }) => number === (place.volume ?? (volumes.length === 1 ? volumes[0]?.number : undefined)),
  );
  const volume = current?.number;
  const at = volume === undefined ? {} : { volume };
  const root = {
    words: volumes.length > 1 ? say.contents.medium : say.contents.whole,
    href: address(shown, { path: [] }),
  };
  const steps = [
    root,
    ...(volumes.length > 1 && current !== undefined
      ? [{ words: volumeName(say, current), href: address(shown, { ...at, path: [] }) }]
      : []),
    ...place.path.map((name, depth) => ({
      words: visiblePlain(name, NAME_CHARACTERS),
      href: address(shown, { ...at, path: place.path.slice(0, depth + 1) }),
    })),
  ];
  const folders = (shown.rows ?? []).filter(({ type }) => type === 'folder').slice(0, PAGE_ROWS);
  return html`<ol class="c-tree">
      ${steps.map(
        ({ words, href }, depth) =>
          html`<li>
            <a href="${href}" ${depth === steps.length - 1 ? raw(' aria-current="true"') : nothing}
              ><bdi>${words}</bdi></a
            >
          </li>`,
      )}
    </ol>
    ${
      folders.length === 0
        ? nothing
        : html`<ul class="c-tree c-tree--below">
            ${folders.map(({ path, deleted }) => html`<li${deleted ? raw(' class="c-gone"') : nothing}><a href="${address(shown, { ...at, path: [...place.path, nameOf(path)] })}"><bdi>${visiblePlain(nameOf(path), NAME_CHARACTERS)}</bdi></a></li>`)}
          </ul>`
    }`;
}

function volumeName(say: Messages, { number, name, fileSystem }: ShownVolume): string {
  const label = fileSystem?.label ?? name ?? '';
  const own = say.contents.volume(numberText(say, number));
  return label === '' ? own : `${own}, ${visiblePlain(label, 60)}`;
}

function volumeList(say: Messages, shown: ContentsShown): Html {
  const words = say.contents;
  const row = (volume: ShownVolume): Html => {
    const name = volumeName(say, volume);
    const { fileSystem, unread, damage, isUnallocated, pieces = 1 } = volume;
    const state =
      isUnallocated === true
        ? words.unallocated
        : unread !== undefined
          ? visiblePlain(unread, 60)
          : damage === undefined
            ? words.nothingRead
            : words.damaged;
    return html`<tr>
      <td class="c-files__name">
        ${fileSystem === undefined ? name : html`<a href="${address(shown, { volume: volume.number, path: [] })}">${name}</a>`}
      </td>
      <td>${isUnallocated === true ? nothing : html`<bdi>${visiblePlain(volume.kind, 60)}</bdi>`}</td>
      <td>
        ${fileSystem === undefined ? state : html`<bdi>${visiblePlain(fileSystem.kind, 60)}</bdi>`}${pieces > 1 ? html` ${words.pieces(pieces)}` : nothing}
      </td>
      <td class="c-files__number">${sizeText(say, volume.length)}</td>
    </tr>`;
  };
  return html`<h2>${words.volumes}</h2>
    <table class="c-files">
      <thead>
        <tr>
          <th scope="col">${words.name}</th>
          <th scope="col">${words.tableSays}</th>
          <th scope="col">${words.holds}</th>
          <th scope="col" class="c-files__number">${words.size}</th>
        </tr>
      </thead>
      <tbody>
        ${(shown.volumes ?? []).map(row)}
      </tbody>
    </table>
    ${lockedHtml(say, shown)}`;
}

function chosenFile(say: Messages, shown: ContentsShown): Html {
  const words = say.contents;
  const { chosen, place } = shown;
  if (chosen === undefined)
    return html`<p class="c-hint">${place.file === undefined ? words.choose : words.gone}</p>`;
  const { entry, first } = chosen;
  const name = nameOf(entry.path);
  const kind = kindOf(first, name);
  const other = entry.sizeBytes === 0 ? undefined : saysOther(name, kind);
  const at = {
    ...atVolume(place),
    path: place.path,
    after: place.after,
    file: { name, address: entry.address },
  };
  const copy = `${exhibitAddress(shown)}/contents/copy${placeQuery({ ...at, view: 'details' })}`;
  return html`<h2><bdi>${visiblePlain(name, NAME_CHARACTERS)}</bdi></h2>
    <p class="c-hint">
      ${kind === undefined ? nothing : html`<bdi>${kind}</bdi>, `}${words.bytes(entry.sizeBytes)}
    </p>
    ${other === undefined ? nothing : html`<p>${tag('warn', words.saysOther(other))}</p>`}
    <ul class="c-tabs">
      ${VIEWS.filter((view) => view !== 'picture' || chosen.isDrawn === true).map((view) => html`<li><a href="${address(shown, { ...at, view })}#chosen" ${view === place.view ? raw(' aria-current="page"') : nothing}${keyed(shown, VIEW_KEYS[view])}>${words.views[view]}</a></li>`)}
    </ul>
    ${shownAs(say, shown, chosen)} ${officeOf(say, chosen)} ${foundIn(say, shown, entry)}
    ${markHtml(say, shown, entry)}
    ${
      inCase(shown.file.role, 'copyExhibit') === 'yes'
        ? html`<p class="c-buttons"><a class="govuk-button" href="${copy}">${words.copy}</a></p>
            <p class="c-hint">${words.copyHint}</p>`
        : nothing
    }`;
}

/** Where it is shown, to those who may review. */
export function knownHtml(say: Messages, shown: About): Html {
  const mayReview = inCase(shown.file.role, 'checkEvidence') === 'yes';
  return html`<p>${say.picture.known}</p>
    ${mayReview ? html`<p><a href="${exhibitAddress(shown)}/hits">${say.pictureReview.title}</a></p>` : nothing}`;
}

/** What an examination took out of it, or found in it. */
function foundIn(say: Messages, shown: ContentsShown, entry: ShownEntry): Html {
  const item = foundOf(shown, entry);
  if (item === undefined || (!item.isRead && !item.holds)) return nothing;
  const { seeRead, holds } = say.examination;
  return html`<p>
    <a href="${exhibitAddress(shown)}/items/${item.id}">${item.isRead ? seeRead : holds}</a>
  </p>`;
}

function shownAs(say: Messages, shown: ContentsShown, chosen: Chosen): Html {
  const words = say.contents;
  const { view } = shown.place;
  if (view === 'details') return details(say, shown, chosen);
  if (view === 'picture') {
    const { isShown, ...place } = shown.place;
    return pictureOf(say, {
      name: visiblePlain(nameOf(chosen.entry.path), NAME_CHARACTERS),
      look: chosen.picture,
      elsewhere: shown.isKnown ? knownHtml(say, shown) : undefined,
      source: isShown === true ? `${exhibitAddress(shown)}/contents/picture${placeQuery(place)}` : undefined,
      show: `${address(shown, { ...place, isShown: true })}#chosen`,
      hide: `${address(shown, place)}#chosen`,
      page: place.page ?? 1,
      pageAt: (page) => `${address(shown, { ...shown.place, page })}#chosen`,
    });
  }
  const text = view === 'hex' ? hexText(chosen.first) : plainText(chosen.first);
  const isCut = chosen.entry.sizeBytes > SHOWN_BYTES;
  return html`<pre
      class="c-bytes"
      role="region"
      tabindex="0"
      aria-label="${words.views[view]}"
      dir="${view === 'hex' ? 'ltr' : 'auto'}"
    >
${text}</pre>
    <p class="c-hint">${isCut ? words.cut(sizeText(say, SHOWN_BYTES)) : nothing} ${words.recorded}</p>`;
}

function details(say: Messages, shown: ContentsShown, { entry, where, sha256, first }: Chosen): Html {
  const words = say.contents;
  const time = (iso: string | undefined): Html | undefined =>
    iso === undefined ? undefined : html`<bdi>${visiblePlain(iso.replace('T', ' '), 40)}</bdi>`;
  const starts = Array.from(first.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return html`${facts([
      [
        say.evidence.sha256,
        sha256 === undefined ? words.digestWithCopy : html`<code class="c-digest">${sha256}</code>`,
      ],
      [words.firstBytes, starts === '' ? undefined : html`<code dir="ltr">${starts}</code>`],
      [words.modified, time(entry.modified)],
      [words.created, time(entry.created)],
      [words.accessed, time(entry.accessed)],
      [words.changed, time(entry.changed)],
      [words.mode, entry.mode],
      [words.target, entry.target === undefined ? undefined : visiblePlain(entry.target, 300)],
      [
        words.storedDigests,
        entry.storedDigests === undefined
          ? undefined
          : html`<code class="c-digest">${visiblePlain(entry.storedDigests, 1000)}</code>`,
      ],
    ])}
    ${where === undefined ? nothing : lies(say, shown, entry, where)}
    <p class="c-hint">${words.recorded}</p>`;
}

/** From the exhibit to the byte, so that anybody may find it again. */
function lies(
  say: Messages,
  { exhibit, volumes = [] }: ContentsShown,
  entry: ShownEntry,
  where: NonNullable<Chosen['where']>,
): Html {
  const words = say.contents;
  const volume = volumes.find(({ number }) => number === entry.volume);
  const ranges = where.runs
    .slice(0, 5)
    .map(([at, length]) =>
      at === null ? undefined : words.range(numberText(say, at), numberText(say, at + length - 1)),
    );
  const steps = [
    say.evidence.exhibit(exhibit.number),
    ...(volume?.fileSystem === undefined
      ? []
      : [`${volumeName(say, volume)}, ${visiblePlain(volume.fileSystem.kind, 40)}`]),
    words.address(entry.address),
    ...(where.stored === 'plain' ? [] : [words.stored[where.stored]]),
    ...ranges.filter((range) => range !== undefined),
    ...(where.runsCount > 5 ? [words.moreRuns(numberText(say, where.runsCount - 5))] : []),
  ];
  return html`<h3>${words.lies}</h3>
    ${where.assumed ? note('warn', html`<p>${words.assumed}</p>`) : nothing}
    <ol class="c-where">
      ${steps.map((step) => html`<li><bdi>${step}</bdi></li>`)}
    </ol>`;
}
