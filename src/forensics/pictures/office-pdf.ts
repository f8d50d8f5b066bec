// Documents of Office and OpenDocument made into a PDF by LibreOffice behind walls, where it is found. What comes out of it is as hostile
// as what went in: the pages of that PDF are drawn by the child that draws every other.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ConfinedPool } from '../../platform/confined-pool.ts';
import { inTurn } from '../../platform/in-turn.ts';
import { outsideProgram, runOutside, type OutsideAsked, type OutsideProgram, type Ran } from '../../platform/outside-program.ts'; // prettier-ignore
import { WALLS, wallsHere, type Wall, type Walls } from '../../platform/walls.ts';
import { kindOf } from '../listing/kinds.ts';
import { fileOfBytes, lookAtPicture, type PictureLook } from './pictures.ts';
import { PICTURE_BYTES, type AskedPicture } from './read.ts';

/** A document of more is not made into pages. */
export const OFFICE_BYTES = 64 * 1024 * 1024;
/** Of a longer one the beginning. */
export const OFFICE_PAGES = 200;
export const OFFICE_LIMITS = {
  seconds: 45,
  memoryBytes: 768 * 1024 * 1024,
  inputBytes: OFFICE_BYTES,
  outputBytes: PICTURE_BYTES,
};

/** Each part of it is a package of its own; the library without which it reads no document of that kind, and what prints one. */
const PARTS = {
  Writer: { library: 'libswlo.so', prints: 'writer_pdf_Export' },
  Calc: { library: 'libsclo.so', prints: 'calc_pdf_Export' },
  Impress: { library: 'libsdlo.so', prints: 'impress_pdf_Export' },
  Draw: { library: 'libsdlo.so', prints: 'draw_pdf_Export' },
} as const;
type OfficePart = keyof typeof PARTS;

const OF_KIND: { readonly [kind: string]: OfficePart } = {
  DOCX: 'Writer',
  ODT: 'Writer',
  RTF: 'Writer',
  XLSX: 'Calc',
  ODS: 'Calc',
  PPTX: 'Impress',
  ODP: 'Impress',
  ODG: 'Draw',
};
/** Of a compound file, which says what it holds far behind its first bytes. */
const OF_NAME: readonly (readonly [name: RegExp, part: OfficePart])[] = [
  [/\.do[ct]$/i, 'Writer'],
  [/\.xl[st]$/i, 'Calc'],
  [/\.p(?:pt|ps|ot)$/i, 'Impress'],
];

/** By its first bytes, and by its name where they leave it open; undefined: no document of an office. */
export function officePartOf(first: Uint8Array, name: string): OfficePart | undefined {
  const kind = kindOf(first, name);
  if (kind === 'OLE') return OF_NAME.find(([named]) => named.test(name))?.[1];
  return kind === undefined ? undefined : OF_KIND[kind];
}

/** What makes the pages, and the walls that it stands behind. */
interface OfficeHere {
  readonly by: OutsideProgram;
  readonly walls: readonly Wall[];
}

/** What this machine would need for it: a program, or walls, by their names. */
export type OfficeLacks = { readonly program: string } | { readonly walls: readonly Wall[] };

/** So large a program is not let near hostile bytes where a wall is missing. Only who is root can give it a user of its own. */
export async function officeFor(
  part: OfficePart,
  walls: Walls = wallsHere(),
): Promise<OfficeHere | OfficeLacks> {
  const program = await outsideProgram('soffice');
  if (program === undefined) return { program: 'LibreOffice' };
  if (!existsSync(join(dirname(program.path), PARTS[part].library)))
    return { program: `LibreOffice ${part}` };
  const isRoot = process.getuid?.() === 0;
  const missing = WALLS.filter((wall) => !walls.hold.includes(wall) && (wall !== 'user' || isRoot));
  return missing.length === 0 ? { by: program, walls: walls.hold } : { walls: missing };
}

/** So large a program runs once at a time. */
const turn = inTurn(1);

/** The first start makes its settings, and does not look at the document; it may end as one that wants to be started again. */
export function officePdf(
  program: OutsideProgram,
  part: OfficePart,
  bytes: Uint8Array,
  how: Partial<typeof OFFICE_LIMITS> & Pick<OutsideAsked, 'walls'> = {},
): Promise<Ran> {
  const { walls, ...limits } = how;
  const range = JSON.stringify({ PageRange: { type: 'string', value: `1-${OFFICE_PAGES}` } });
  const convert = ['--convert-to', `pdf:${PARTS[part].prints}:${range}`];
  let common: readonly string[] = [];
  let given = '';
  const asked: OutsideAsked = {
    args: (input, own) => {
      given = input;
      const profile = `-env:UserInstallation=file://${join(own, 'profile')}`;
      common = [profile, '--headless', '--norestore', '--nolockcheck', '--nodefault'];
      return [...common, '--terminate_after_init'];
    },
    again: (first) => (first.ok || first.reason === 'refused' ? [...common, ...convert, given] : undefined),
    takes: 'file',
    fill: (write) => write(bytes),
    writes: 'input.pdf',
    limits: { ...OFFICE_LIMITS, ...limits },
    ...(walls === undefined ? {} : { walls }),
  };
  return turn(() => runOutside(program, asked));
}

/** The last of each exhibit, as long as its child of pictures is kept: who turns its pages waits once. */
const last = new WeakMap<ConfinedPool, { readonly of: string; readonly pdf: Buffer }>();

/** A page of it, as `lookAtPicture` looks at one of a PDF. */
export async function lookAtOffice(
  pool: ConfinedPool,
  { program, part, bytes }: { readonly program: OutsideProgram; readonly part: OfficePart; readonly bytes: Uint8Array }, // prettier-ignore
  asked: AskedPicture,
): Promise<PictureLook> {
  const of = `${part} ${createHash('sha256').update(bytes).digest('hex')}`;
  let kept = last.get(pool);
  if (kept?.of !== of) {
    const made = await officePdf(program, part, bytes);
    if (!made.ok) return made;
    kept = { of, pdf: made.output };
    last.set(pool, kept);
  }
  return lookAtPicture(pool, fileOfBytes('picture', kept.pdf), asked);
}
