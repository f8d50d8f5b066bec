// A picture on a page. Until somebody asks to see it there are a few grey squares, blurred, and nothing sharper in the page; then a
// request of its own brings it, and records that it was looked at.
import { html, nothing, type Html } from '../../web/html.ts';
import type { Messages } from '../../web/messages.ts';
import { note } from '../../web/parts.ts';
import { visiblePlain } from '../../web/safe-text.ts';
import { numberText } from '../../web/when.ts';
import type { Wall } from '../../platform/walls.ts';
import type { OfficeLacks } from './office-pdf.ts';
import type { Pixels } from './pdq.ts';
import type { PictureLook } from './pictures.ts';
import { SHOWN_SIDE } from './read.ts';

interface ShownPicture {
  readonly name: string;
  readonly look: PictureLook | undefined;
  /** It is not shown here: why, and where it is. */
  readonly elsewhere: Html | undefined;
  /** Where it comes from; undefined: it was not asked for. */
  readonly source: string | undefined;
  readonly show: string;
  readonly hide: string;
  /** Of a document: which page it is, and where another is. */
  readonly page: number;
  readonly pageAt: (page: number) => string;
}

export function pictureOf(say: Messages, shown: ShownPicture): Html {
  const { name, look, elsewhere, source, show, hide } = shown;
  const words = say.picture;
  if (elsewhere !== undefined)
    return html`${look?.ok === true && look.pixels !== undefined ? veil(say, look.pixels) : nothing}
    ${note('plain', elsewhere)}`;
  if (source !== undefined)
    return html`<p><img class="c-picture" src="${source}" alt="${words.alt(name)}" /></p>
      <p class="c-hint">${words.redrawn(numberText(say, SHOWN_SIDE))}</p>
      ${pagesHtml(say, shown)}
      <p><a href="${hide}">${words.hide}</a></p>`;
  if (look?.ok !== true || look.pixels === undefined) {
    const why = look?.ok === false ? `${look.reason}: ${look.detail}` : '';
    return html`<p>${words.notDrawn} <span lang="en" dir="ltr">${visiblePlain(why, 200)}</span></p>`;
  }
  const { kind, width, height, isDamaged } = look.read;
  return html`${veil(say, look.pixels)}
    <p class="c-hint">
      ${kind === 'video' ? words.stills : kind === 'PDF' ? nothing : words.sides(numberText(say, width), numberText(say, height))}
      ${isDamaged ? words.damaged : nothing}
    </p>
    ${pagesHtml(say, shown)}
    <p><a class="govuk-button govuk-button--secondary" href="${show}">${words.show}</a></p>
    <p class="c-hint">${words.showHint}</p>`;
}

interface OfficeShown {
  readonly madeBy?: { readonly program: string; readonly version: string; readonly walls: readonly Wall[] };
  readonly lacks?: OfficeLacks;
}

/** What made pages of a document, or what this machine would need for it. */
export function officeOf(say: Messages, { madeBy, lacks }: OfficeShown): Html {
  const words = say.picture;
  const named = (what: string, walls: readonly Wall[]): Html =>
    html`<p class="c-hint">${what}</p>
      <ul class="c-hint">
        ${walls.map((wall) => html`<li>${say.health.walls[wall]}</li>`)}
      </ul>`;
  if (madeBy !== undefined) return named(words.madeBy(madeBy.program, madeBy.version), madeBy.walls);
  if (lacks === undefined) return nothing;
  if ('walls' in lacks) return named(words.lacksWalls, lacks.walls);
  return html`<p class="c-hint">${words.lacksProgram(lacks.program)}</p>`;
}

/** Which page of a document it is, and the way to those beside it. */
function pagesHtml(say: Messages, { look, page, pageAt }: ShownPicture): Html {
  const pages = look?.ok === true ? look.read.pages : undefined;
  if (pages === undefined) return nothing;
  const words = say.picture;
  const link = (to: number, text: string): Html =>
    to < 1 || to > pages ? nothing : html`<a href="${pageAt(to)}">${text}</a>`;
  return html`<p>
    ${words.page(numberText(say, page), numberText(say, pages))} ${link(page - 1, words.pageBefore)}
    ${link(page + 1, words.pageAfter)}
  </p>`;
}

/** Pale, so that not even its shapes stand out. */
const [PALEST, CONTRAST] = [135, 3];

/** For a list: what is beside it says what it is. */
export function squares({ width, height, channels, bytes }: Pixels): Html {
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${rects({ width, height, channels, bytes })}
  </svg>`;
}

const LEVELS = 6;

/** The same in few words, for a list of hundreds: of each level of grey one path, along the rows. */
export function thumbnail({ width, height, bytes }: Pixels): Html {
  const runs = Array.from({ length: LEVELS }, () => '');
  const levelAt = (x: number, y: number): number =>
    Math.min(LEVELS - 1, Math.floor(((bytes[y * width + x] ?? 0) * LEVELS) / 256));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width;) {
      const [from, level] = [x, levelAt(x, y)];
      while (x < width && levelAt(x, y) === level) x += 1;
      runs[level] += `M${from} ${y}h${x - from}v1h-${x - from}z`;
    }
  return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${runs.map((path, level) => {
      const grey = PALEST + Math.round((level * 255) / (LEVELS - 1) / CONTRAST);
      return path === '' ? nothing : html`<path fill="rgb(${grey},${grey},${grey})" d="${path}" />`;
    })}
  </svg>`;
}

export function veil(say: Messages, pixels: Pixels): Html {
  const { width, height } = pixels;
  return html`<figure class="c-veil">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${say.picture.hidden}">
      <filter id="veil" x="-10%" y="-10%" width="120%" height="120%">
        <feGaussianBlur stdDeviation="0.5" />
      </filter>
      <g filter="url(#veil)">${rects(pixels)}</g>
    </svg>
    <figcaption>${say.picture.veiled}</figcaption>
  </figure>`;
}

function rects({ width, height, channels, bytes }: Pixels): Html[] {
  return Array.from({ length: width * height }, (_, at) => {
    const grey = PALEST + Math.round((bytes[at * channels] ?? 0) / CONTRAST);
    return html`<rect
      x="${at % width}"
      y="${Math.floor(at / width)}"
      width="1.05"
      height="1.05"
      fill="rgb(${grey},${grey},${grey})"
    />`;
  });
}
