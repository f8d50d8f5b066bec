// The agency's logo, as it stands on letters: an SVG of shapes alone. It is read strictly and written anew from what was read, so that
// nothing runs in it, nothing is fetched by it, and no face is needed that a letter does not have.
import { SaxesParser } from 'saxes';
import { z } from 'zod';
import { phrase } from '../../base/refusal.ts';
import { optional, wrong, type Fields } from '../../web/fields/field.ts';
import { textFile } from '../../web/fields/file.ts';
import type { Messages } from '../../web/messages.ts';

export const LOGO_SETTING = 'agencyLogo';
const LOGO_BYTES_MAX = 64 * 1024;
const [ELEMENTS_MAX, DEPTH_MAX] = [2000, 32];
/** Wider or taller than that it is no logo. */
const RATIO_MAX = 8;

/** Width by height. `svg` is what `logoOf` wrote. */
export interface Logo {
  readonly svg: string;
  readonly ratio: number;
}
/** null: there is none any more. */
export const logoSetting = z.strictObject({
  logo: z
    .strictObject({
      svg: z.string().max(4 * LOGO_BYTES_MAX),
      ratio: z
        .number()
        .min(1 / RATIO_MAX)
        .max(RATIO_MAX),
    })
    .nullable(),
});

const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = new Set(
  `svg g path rect circle ellipse line polyline polygon title desc defs linearGradient radialGradient stop clipPath`.split(
    ' ',
  ),
);
/** Says nothing that is seen. */
const SILENT = new Set(['metadata', 'title', 'desc']);
const ATTRIBUTES = new Set(
  `id transform fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray
   stroke-dashoffset stroke-opacity opacity clip-path clip-rule color d x y x1 y1 x2 y2 cx cy fx fy r rx ry width height points viewBox
   preserveAspectRatio offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod clipPathUnits`.split(
    /\s+/,
  ),
);
/** What is neither is left out; these are refused, for what they would do or show. */
const REFUSED = /^(?:on|href$|xlink:href$|src$)/i;
const VALUE = /^[\w\s#.,()%+:;/-]{0,40000}$/;

type LogoProblem = 'notSvg' | 'tooMuch' | 'noSize' | { readonly found: string };

/** Why it is none, or what is kept of it. */
export function logoOf(text: string): Logo | { readonly problem: LogoProblem } {
  if (Buffer.byteLength(text) > LOGO_BYTES_MAX) return { problem: 'tooMuch' };
  const out: string[] = [];
  const open: { readonly name: string; readonly isKept: boolean }[] = [];
  let size: { readonly width: number; readonly height: number } | undefined;
  let [elements, isOver] = [0, false];
  const parser = new SaxesParser({ xmlns: true, position: false });
  const stop = (problem: LogoProblem): never => {
    throw new Stop(problem);
  };
  parser.on('error', () => stop('notSvg'));
  parser.on('doctype', () => stop({ found: '<!DOCTYPE>' }));
  parser.on('opentag', (tag) => {
    elements += 1;
    if (isOver || elements > ELEMENTS_MAX || open.length >= DEPTH_MAX) stop('tooMuch');
    if (open.length === 0 && (tag.local !== 'svg' || tag.uri !== SVG)) stop('notSvg');
    const isInside = open.every(({ isKept }) => isKept);
    const isOurs = tag.uri === SVG && !SILENT.has(tag.local);
    if (isInside && isOurs && !SHAPES.has(tag.local)) stop({ found: `<${tag.local}>` });
    const isKept = isInside && isOurs;
    open.push({ name: tag.local, isKept });
    if (!isKept) return;
    const given = Object.values(tag.attributes).flatMap(({ name, value }) => attributesOf(name, value, stop));
    const written = (all: typeof given): string => all.map(([name, value]) => ` ${name}="${value}"`).join('');
    if (open.length > 1) {
      out.push(`<${tag.local}${written(given)}>`);
      return;
    }
    // As large as where it stands: it says its shape, and no size.
    size = sizeOf(new Map(given));
    const { width = 0, height = 0 } = size ?? {};
    const box = given.some(([name]) => name === 'viewBox')
      ? []
      : [['viewBox', `0 0 ${width} ${height}`] as const];
    const kept = given.filter(([name]) => name !== 'width' && name !== 'height');
    out.push(`<svg xmlns="${SVG}"${written([...kept, ...box])}>`);
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed?.isKept === true) out.push(`</${closed.name}>`);
    isOver = open.length === 0;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Stop) return { problem: error.problem };
    throw error;
  }
  if (out.length === 0) return { problem: 'notSvg' };
  const ratio = size === undefined ? 0 : size.width / size.height;
  if (!(ratio >= 1 / RATIO_MAX && ratio <= RATIO_MAX)) return { problem: 'noSize' };
  return { svg: out.join(''), ratio };
}

class Stop extends Error {
  readonly problem: LogoProblem;
  constructor(problem: LogoProblem) {
    super('no logo');
    this.problem = problem;
  }
}

/** One of `style` is as many attributes; what draws nothing is left out. */
function attributesOf(
  name: string,
  value: string,
  stop: (problem: LogoProblem) => never,
): (readonly [name: string, value: string])[] {
  if (REFUSED.test(name)) stop({ found: name });
  if (name === 'style')
    return value.split(';').flatMap((one) => {
      const [key = '', said = ''] = one.split(/:(.*)/s).map((part) => part.trim());
      return ATTRIBUTES.has(key) ? attributesOf(key, said, stop) : [];
    });
  if (!ATTRIBUTES.has(name)) return [];
  const isWithin = !/url/i.test(value) || /^url\(#[\w.-]+\)$/.test(value);
  if (!VALUE.test(value) || !isWithin) stop({ found: `${name}="${value.slice(0, 60)}"` });
  return [[name, value]];
}

function sizeOf(
  given: ReadonlyMap<string, string>,
): { readonly width: number; readonly height: number } | undefined {
  const [, , ...box] = (given.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const side = (name: string): number =>
    Number(/^(\d+(?:\.\d+)?)(?:px|pt|mm|cm|in)?$/.exec(given.get(name) ?? '')?.[1]);
  const [width = side('width'), height = side('height')] = box;
  return width > 0 && height > 0 ? { width, height } : undefined;
}

const file = textFile({
  ask: (say) => say.profile.logo,
  hint: (say) => say.profile.logoHint,
  bytesMax: LOGO_BYTES_MAX,
  wrong: (say) => say.profile.logoWrong.notSvg,
  means: 'An SVG of shapes alone; without one there is no logo on letters.',
});

/** In the reader's words, and what was found. */
function problemSaid(problem: LogoProblem): readonly [words: (say: Messages) => string, found: string] {
  if (typeof problem !== 'string')
    return [(say) => say.profile.logoWrong.found(problem.found), problem.found];
  return [(say) => say.profile.logoWrong[problem], problem];
}

export const LOGO = {
  logo: optional({
    ...file,
    read: (body, name, about) => {
      const read = file.read(body, name, about);
      const kept = read.ok ? logoOf(read.value) : undefined;
      if (kept === undefined || !('problem' in kept)) return read;
      const [words, found] = problemSaid(kept.problem);
      return wrong(words, phrase('svgOfShapes'), found);
    },
  } satisfies typeof file),
} satisfies Fields;
