// The files of a folder, with what an examination and the people of the case say of them; and how somebody says it.
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { inCase } from '../../people/policy.ts';
import { exhibitAddress } from '../../evidence/exhibits/exhibit-about.pages.ts';
import { html, nothing, raw, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { field, hidden, tag } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText, sizeText } from '../../web/when.ts';
import type { ShownEntry } from '../looking/asked.ts';
import { thumbnail } from '../pictures/picture.pages.ts';
import { itemTags, knownTag, markTag } from '../pipeline/item-tags.pages.ts';
import type { ItemRow } from '../pipeline/items.store.ts';
import { TAG_MAX } from '../pipeline/mark.ts';
import { nameOf, type Contents } from './contents.acts.ts';
import { PAGE_ROWS, placeQuery, type Place } from './contents.ts';

export const NAME_CHARACTERS = 120;

export interface ContentsShown extends Contents {
  readonly file: CaseOfMember;
  readonly place: Place;
  /** Pictures that are near to a known one. */
  readonly hits: number;
}

export function address(
  shown: ContentsShown,
  place: Partial<Place> & { readonly path: readonly string[] },
): string {
  const { isKeyless, isUnused } = shown.place;
  const whole: Place = {
    view: 'details',
    after: 0,
    ...(isKeyless === true ? { isKeyless } : {}),
    ...(isUnused === true ? { isUnused } : {}),
    ...place,
  };
  return `${exhibitAddress(shown)}/contents${placeQuery(whole)}`;
}

export function atVolume({ volume }: Place): Pick<Place, 'volume'> {
  return volume === undefined ? {} : { volume };
}

/** Pressed by a key of its own, unless keys are switched off. `name` as `KeyboardEvent.key` has it. */
export function keyed({ place }: ContentsShown, name: string): Html {
  return place.isKeyless === true
    ? nothing
    : html` data-key="${name.toLowerCase()}" aria-keyshortcuts="${name}"`;
}

function mayMark({ file, run }: ContentsShown): boolean {
  return run !== undefined && inCase(file.role, 'checkEvidence') === 'yes';
}

export function foundOf({ found }: ContentsShown, entry: ShownEntry): ItemRow | undefined {
  return found.find(
    ({ volume, path, address: own }) =>
      own === entry.address && path === entry.path && volume === entry.volume,
  );
}

export function filesHtml(say: Messages, shown: ContentsShown, rows: readonly ShownEntry[]): Html {
  const words = say.contents;
  const { place } = shown;
  const next = place.after + PAGE_ROWS;
  const isLocal =
    shown.volumes?.some(
      ({ number, fileSystem }) => number === rows[0]?.volume && fileSystem?.times === 'local',
    ) ?? false;
  const part = rows.slice(place.after, next);
  return html`<h2>
      <bdi
        >${place.path.length === 0 ? words.top : visiblePlain(place.path.at(-1) ?? '', NAME_CHARACTERS)}</bdi
      >
    </h2>
    <p class="c-hint">
      ${words.entries(rows.length)}
      ${shown.volumes === undefined || isMixed(part) ? nothing : isLocal || part.some(isZoneless) ? words.localTimes : words.utcTimes}
    </p>
    ${unusedHtml(say, shown)} ${rows.length === 0 ? nothing : selectable(say, shown, part)}
    ${rows.length > next ? html`<p><a href="${address(shown, { ...atVolume(place), path: place.path, after: next })}">${words.more(numberText(say, rows.length - next))}</a></p>` : nothing}
    ${keysHtml(say, shown)}`;
}

/** Of exFAT and UDF each time says its zone or none. */
function isZoneless({ modified }: ShownEntry): boolean {
  return modified?.endsWith('Z') === false;
}

/** Where some are in UTC and some are not, each of the former has its `Z`. */
function isMixed(part: readonly ShownEntry[]): boolean {
  return part.some(isZoneless) && part.some(({ modified }) => modified?.endsWith('Z') === true);
}

/** What no file holds is shown when it is asked for. */
function unusedHtml(say: Messages, shown: ContentsShown): Html {
  const words = say.contents;
  const { place, volumes } = shown;
  if (volumes === undefined) return nothing;
  const { isUnused, ...here } = place;
  const { href, link } =
    isUnused === true
      ? { href: address({ ...shown, place: here }, here), link: words.unusedHide }
      : { href: address(shown, { ...here, isUnused: true }), link: words.unusedShow };
  return html`<p><a href="${href}">${link}</a></p>
    ${isUnused === true ? html`<p class="c-hint">${words.unusedHint}</p>` : nothing}`;
}

/** Where marks can be made, a form around the table: what is said of several at once. */
function selectable(say: Messages, shown: ContentsShown, part: readonly ShownEntry[]): Html {
  const hasChoice =
    mayMark(shown) && part.some((entry) => entry.type === 'file' && foundOf(shown, entry) !== undefined);
  const list = filesTable(say, shown, part, hasChoice);
  if (!hasChoice) return list;
  const { mark, selection } = say;
  const maySelect = inCase(shown.file.role, 'addEvidence') === 'yes' && shown.run?.endedAt !== null;
  const select = html`<button
    class="govuk-button govuk-button--secondary"
    formaction="${exhibitAddress(shown)}/items/ticked/items"
  >
    ${selection.matching}
  </button>`;
  return html`<form method="post" action="${exhibitAddress(shown)}/contents/mark${placeQuery(shown.place)}">
      ${list}
      <fieldset class="c-marking">
        <legend>${mark.selected}</legend>
        <label for="tags">${mark.tagLabel}</label>
        <input class="govuk-input" id="tags" name="tag" maxlength="${TAG_MAX}" autocomplete="off" />
        ${relevantButtons(say)}
      </fieldset>
      ${maySelect ? select : nothing}
    </form>
    ${
      maySelect ? html`<p><a href="${exhibitAddress(shown)}/items/select">${selection.open}</a></p>` : nothing
    }`;
}

function relevantButtons({ mark }: Messages): Html {
  const button = (value: 'yes' | 'no', words: string): Html =>
    html`<button class="govuk-button govuk-button--secondary" name="relevant" value="${value}">
      ${words}
    </button>`;
  return html`<div class="govuk-button-group">
    ${button('yes', mark.setRelevant)} ${button('no', mark.setNot)}
  </div>`;
}

function filesTable(
  say: Messages,
  shown: ContentsShown,
  part: readonly ShownEntry[],
  hasChoice: boolean,
): Html {
  const words = say.contents;
  const at = shown.chosen?.entry;
  const chosen = part.findIndex(({ path, address: own }) => path === at?.path && own === at.address);
  const isFile = (entry: ShownEntry | undefined): boolean => entry !== undefined && entry.type !== 'folder';
  const keyOf = (index: number): Html => {
    if (chosen < 0 || !isFile(part[index])) return nothing;
    if (index === chosen + 1) return keyed(shown, 'ArrowDown');
    return index === chosen - 1 ? keyed(shown, 'ArrowUp') : nothing;
  };
  const hasZones = isMixed(part);
  return html`<table class="c-files">
    <thead>
      <tr>
        ${hasChoice ? html`<th scope="col"><span class="govuk-visually-hidden">${say.mark.select}</span></th>` : nothing}
        <th scope="col">${words.name}</th>
        <th scope="col">${words.modified}</th>
        <th scope="col" class="c-files__number">${words.size}</th>
        ${shown.run === undefined ? nothing : html`<th scope="col">${say.examination.kind}</th>`}
        <th scope="col">${words.marks}</th>
      </tr>
    </thead>
    <tbody>
      ${part.map((entry, index) =>
        fileRow(say, shown, entry, { isChosen: index === chosen, key: keyOf(index), hasChoice, hasZones }),
      )}
    </tbody>
  </table>`;
}

interface RowLook {
  readonly isChosen: boolean;
  readonly key: Html;
  readonly hasChoice: boolean;
  readonly hasZones: boolean;
}

function fileRow(
  say: Messages,
  shown: ContentsShown,
  entry: ShownEntry,
  { isChosen, key, hasChoice, hasZones }: RowLook,
): Html {
  const words = say.contents;
  const { place } = shown;
  const name = nameOf(entry.path);
  const plain = visiblePlain(name, NAME_CHARACTERS);
  const { address: own, volume, type, deleted, modified, sizeBytes } = entry;
  const at = shown.volumes === undefined ? {} : { volume };
  const href =
    type === 'folder'
      ? address(shown, { ...at, path: [...place.path, name] })
      : `${address(shown, { ...at, path: place.path, after: place.after, file: { name, address: own } })}#chosen`;
  const item = foundOf(shown, entry);
  const marks = [
    ...(deleted ? [tag('plain', words.deleted)] : []),
    ...(type === 'folder' ? [tag('plain', words.folder)] : type === 'link' ? [tag('plain', words.link)] : []),
    ...(item === undefined ? [] : [itemTags(say, item)]),
  ];
  const choice =
    item === undefined || type !== 'file'
      ? html`<td></td>`
      : html`<td class="c-files__choice">
          <input type="checkbox" name="found" value="${item.id}" aria-label="${say.mark.selectOne(plain)}" />
        </td>`;
  return html`<tr${isChosen ? raw(' aria-current="true"') : nothing}${deleted ? raw(' class="c-gone"') : nothing}>
    ${hasChoice ? choice : nothing}
    <td class="c-files__name">${namedHtml(shown, item, html`<a href="${href}" ${key}><bdi>${plain}</bdi></a>`)}</td>
    <td class="c-files__time">${modified === undefined ? nothing : html`<bdi>${shortTime(modified)}${hasZones && modified.endsWith('Z') ? 'Z' : ''}</bdi>`}</td>
    <td class="c-files__number">${type === 'folder' ? nothing : sizeText(say, sizeBytes)}</td>
    ${shown.run === undefined ? nothing : html`<td>${visiblePlain(item?.kind ?? '', 40)}</td>`}
    <td class="c-files__marks">${marks}</td>
  </tr>`;
}

/** Where a folder has pictures, each beside its name as grey squares; the names stand in one line all the same. */
function namedHtml({ thumbnails }: ContentsShown, item: ItemRow | undefined, link: Html): Html {
  if (thumbnails.size === 0) return link;
  const pixels = item === undefined ? undefined : thumbnails.get(item.id);
  return html`<span class="c-files__pictured"
    ><span class="c-files__thumbnail">${pixels === undefined ? nothing : thumbnail(pixels)}</span
    >${link}</span
  >`;
}

/** As the disk keeps them, in the form that sorts. */
function shortTime(iso: string): string {
  return visiblePlain(iso.replace('T', ' ').replace(/(?::\d\d(?:\.\d+)?)?Z?$/, ''), 20);
}

/** Which keys there are, and how to be without them. */
function keysHtml(say: Messages, { place, exhibit, file }: ContentsShown): Html {
  const { isKeyless, ...rest } = place;
  const isOff = isKeyless === true;
  const other: Place = isOff ? rest : { ...rest, isKeyless: true };
  return html`<p class="c-hint">
    ${isOff ? nothing : say.contents.keys}
    <a href="${exhibitAddress({ exhibit, file })}/contents${placeQuery(other)}"
      >${isOff ? say.pictureReview.keysOn : say.pictureReview.keysOff}</a
    >
  </p>`;
}

/** Of the chosen file: what sets and persons say of it, and what this person says. */
export function markHtml(say: Messages, shown: ContentsShown, entry: ShownEntry): Html {
  const item = foundOf(shown, entry);
  if (item === undefined) return nothing;
  const { mark } = say;
  const said = [
    ...item.known.map((hit) => html`<li>${knownTag(say, hit)}</li>`),
    ...item.marks.map((one) => html`<li>${markTag(say, one)}</li>`),
  ];
  const asked = { name: 'tag', label: mark.tagLabel, isOptional: true, autocomplete: 'off' } as const;
  const note = {
    name: 'note',
    label: mark.noteLabel,
    hint: mark.noteHint,
    rows: 3,
    isOptional: true,
  } as const;
  const ownForm = html`<form
    class="c-marking"
    method="post"
    action="${exhibitAddress(shown)}/contents/mark${placeQuery(shown.place)}"
  >
    ${hidden('found', item.id)} ${field(say, asked, {})} ${field(say, note, {})} ${relevantButtons(say)}
  </form>`;
  return html`<h3>${mark.marked}</h3>
    ${
      said.length === 0
        ? html`<p class="c-hint">${mark.notMarked}</p>`
        : html`<ul class="govuk-list">
            ${said}
          </ul>`
    }
    ${mayMark(shown) ? ownForm : nothing}`;
}
