// Pictures of a case by place and time. Each is a few grey squares; the drawings are for the eye, and the tables beneath say the same.
import { caseCrumbs } from '../../cases/cases.pages.ts';
import { itemOfNumber } from '../../evidence/exhibits/exhibit.ts';
import { landMap, stateAt, type LandMap } from '../../law/world.store.ts';
import { stateName } from '../../law/states.ts';
import type { CaseOfMember } from '../../people/case-member.store.ts';
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import type { View } from '../../web/page.ts';
import { note, table } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText } from '../../web/when.ts';
import { bars, spansOf, type MonthSpan } from '../pipeline/types.pages.ts';
import { squares } from '../pictures/picture.pages.ts';
import { marksOn, wallQuery, type Mark, type WallAsked, type WallPicture } from './wall.ts';
import type { Veil } from './wall.store.ts';

export const WALL_SHOWN = 60;
const MARKS_LISTED = 60;

interface WallShown {
  readonly file: CaseOfMember;
  readonly asked: WallAsked;
  /** Those asked for, the earliest first. */
  readonly pictures: readonly WallPicture[];
  /** Of the page, in their order. */
  readonly veils: readonly Veil[];
  readonly isWhole: boolean;
}

export function wallPage(say: Messages, shown: WallShown): View {
  const words = say.pictureWall;
  const { file, asked, pictures, isWhole } = shown;
  const isPart = asked.box !== undefined || asked.span !== undefined;
  return {
    title: words.title,
    place: 'cases',
    crumbs: [
      ...caseCrumbs(say, file),
      { words: say.similar.title, href: `/cases/${file.reference}/pictures` },
      { words: words.title },
    ],
    main: html`<h1>${words.title}</h1>
      <p class="c-lead">${words.lead}</p>
      ${isWhole ? nothing : note('warn', html`<p>${words.notAll(numberText(say, pictures.length))}</p>`)}
      <p>
        ${pictures.length === 0 ? words.none : words.found(pictures.length)}
        ${isPart ? html`<a href="${addressOf(file)}">${words.all}</a>` : nothing}
      </p>
      ${pictures.length === 0 ? nothing : html`${placesHtml(say, shown)} ${timesHtml(say, shown)} ${wallHtml(say, shown)}`}
      <p class="c-hint">${words.camera} ${say.contents.recorded}</p>`,
  };
}

function addressOf(file: CaseOfMember, asked: Partial<WallAsked> = {}): string {
  return `/cases/${file.reference}/pictures/wall${wallQuery(asked)}`;
}

const isPlaced = ({ longitude, latitude }: WallPicture): boolean =>
  longitude !== undefined && latitude !== undefined;

/** Each dot leads to the pictures of its place, on a map of its surroundings. */
function placesHtml(say: Messages, { file, asked, pictures }: WallShown): Html {
  const words = say.pictureWall;
  const placed = pictures.filter(isPlaced);
  if (placed.length === 0)
    return html`<h2>${words.places}</h2>
      <p>${words.noPlace}</p>`;
  const map = landMap(asked.box);
  const marks = marksOn(map, placed);
  const link = ({ box }: Mark): string => addressOf(file, { ...asked, box, after: 0 });
  const listed = marks.slice(0, MARKS_LISTED);
  return html`<h2>${words.places}</h2>
    <p>${words.placed(placed.length, numberText(say, pictures.length))}</p>
    <a class="govuk-skip-link" href="#times">${words.skip}</a>
    <figure class="c-world">
      ${mapHtml(say, { map, marks: listed, link })}
      <figcaption class="c-hint">
        ${map.kilometresWide === undefined ? nothing : words.wide(numberText(say, map.kilometresWide))}
        ${words.natural}
      </figcaption>
    </figure>
    ${table<Mark>(
      words.places,
      [
        {
          heading: words.place,
          cell: (mark) => html`<a href="${link(mark)}"><bdi dir="ltr">${coordinates(say, mark)}</bdi></a>`,
        },
        { heading: say.law.state, cell: (mark) => stateText(say, mark) },
        {
          heading: words.pictures,
          isNumber: true,
          cell: (mark) => numberText(say, mark.pictures.length),
        },
        { heading: words.from, cell: (mark) => timeText(mark.pictures[0]) },
        {
          heading: words.to,
          cell: (mark) => timeText(mark.pictures.findLast(({ time }) => time !== undefined)),
        },
      ],
      listed,
    )}
    ${marks.length > MARKS_LISTED ? html`<p>${say.contents.more(numberText(say, marks.length - MARKS_LISTED))}</p>` : nothing}`;
}

/** As large as they are many, and never so small that it is missed. */
const [LEAST_RADIUS, MOST_RADIUS] = [9, 13];

function mapHtml(
  say: Messages,
  {
    map,
    marks,
    link,
  }: { readonly map: LandMap; readonly marks: readonly Mark[]; readonly link: (mark: Mark) => string },
): Html {
  const words = say.pictureWall;
  return html`<svg
    class="c-map c-map--places"
    viewBox="0 0 ${map.width} ${map.height}"
    role="group"
    aria-label="${words.places}"
    direction="ltr"
  >
    <path d="${map.land}" aria-hidden="true"></path>
    ${marks.map((mark) => {
      const name = words.dot(mark.pictures.length, coordinates(say, mark));
      const radius = Math.min(MOST_RADIUS, LEAST_RADIUS + Math.log2(mark.pictures.length));
      return html`<a href="${link(mark)}" aria-label="${name}"
        ><circle cx="${mark.x}" cy="${mark.y}" r="${radius.toFixed(1)}"></circle
        ><text x="8" y="${map.height - 10}" aria-hidden="true">${name}</text></a
      >`;
    })}
  </svg>`;
}

/** Of its middle: two digits are a kilometre. */
function coordinates(say: Messages, { box }: Mark): string {
  const words = say.pictureWall;
  const middle = (one: number, other: number): number => (one + other) / 2;
  const [latitude, longitude] = [middle(box.south, box.north), middle(box.west, box.east)];
  const text = (degrees: number): string =>
    Math.abs(degrees).toLocaleString(say.language.locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
  return `${text(latitude)}° ${latitude < 0 ? words.south : words.north}, ${text(longitude)}° ${longitude < 0 ? words.west : words.east}`;
}

function stateText(say: Messages, { pictures: [first] }: Mark): string {
  const { longitude, latitude } = first ?? {};
  const code = longitude === undefined || latitude === undefined ? undefined : stateAt(longitude, latitude);
  return code === undefined ? say.pictureWall.noState : stateName(code, say.language.code);
}

/** As the camera or the file has it, without a zone. */
function timeText(picture: Pick<WallPicture, 'time'> | undefined): Html {
  return picture?.time === undefined
    ? nothing
    : html`<bdi dir="ltr">${visiblePlain(picture.time.replace('T', ' ').slice(0, 16), 20)}</bdi>`;
}

function timesHtml(say: Messages, { file, asked, pictures }: WallShown): Html {
  const words = say.pictureWall;
  const months = Map.groupBy(
    pictures.flatMap(({ time }) => (time === undefined ? [] : [time.slice(0, 7)])),
    (month) => month,
  );
  const spans = spansOf([...months].map(([month, all]) => ({ month, count: all.length })));
  if (spans.length === 0)
    return html`<h2 id="times" tabindex="-1">${words.times}</h2>
      <p>${words.noTime}</p>`;
  return html`<h2 id="times" tabindex="-1">${words.times}</h2>
    ${spans.length > 1 ? bars(say, spans) : nothing}
    ${table<MonthSpan>(
      words.times,
      [
        {
          heading: say.fileTypes.when,
          cell: ({ span }) =>
            html`<a href="${addressOf(file, { ...asked, span, after: 0 })}"><bdi dir="ltr">${span}</bdi></a>`,
        },
        { heading: words.pictures, isNumber: true, cell: ({ count }) => numberText(say, count) },
      ],
      spans.filter(({ count }) => count > 0),
    )}`;
}

/** A heading for each day. */
function wallHtml(say: Messages, { file, asked, pictures, veils }: WallShown): Html {
  const words = say.pictureWall;
  const part = pictures.slice(asked.after, asked.after + WALL_SHOWN);
  const days = Map.groupBy(part, ({ time }) => time?.slice(0, 10) ?? '');
  const veilOf = new Map(veils.map((veil) => [veil.item, veil]));
  const next = asked.after + WALL_SHOWN;
  return html`<h2>${words.wall}</h2>
    ${[...days].map(
      ([day, own]) =>
        html`<h3>${day === '' ? words.noTime : html`<bdi dir="ltr">${day}</bdi>`}</h3>
          <ul class="c-alike">
            ${own.map((picture) => pictureHtml(say, file, picture, veilOf.get(picture.item)))}
          </ul>`,
    )}
    ${next < pictures.length ? html`<p><a href="${addressOf(file, { ...asked, after: next })}">${say.examination.more}</a></p>` : nothing}`;
}

function pictureHtml(say: Messages, file: CaseOfMember, picture: WallPicture, veil: Veil | undefined): Html {
  const words = say.pictureWall;
  const name = visiblePlain(picture.path.slice(picture.path.lastIndexOf('/') + 1), 60);
  const address = `/cases/${file.reference}/evidence/${itemOfNumber(picture.exhibit)}/items/${picture.item}`;
  const bytes = Buffer.from(veil?.veil ?? '', 'hex');
  const width = veil?.veilWidth ?? 1;
  const time =
    picture.time === undefined
      ? nothing
      : html`<bdi dir="ltr">${picture.time.slice(11, 16)}</bdi>
          ${picture.isCameras ? words.byCamera : words.byFile} · `;
  const place = isPlaced(picture) ? html`${words.hasPlace} · ` : nothing;
  return html`<li>
    ${squares({ width, height: bytes.length / width, channels: 1, bytes })}
    <a href="${address}"><bdi>${name}</bdi></a>
    <span class="c-hint">${time}${place}<bdi>${picture.exhibit}</bdi></span>
  </li>`;
}
