// The type faces of documents, and which characters they can print.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SANS = '@expo-google-fonts/noto-sans';
const SERIF = '@expo-google-fonts/noto-serif';
const ARABIC = '@expo-google-fonts/amiri';
const CHINESE = '@expo-google-fonts/noto-sans-sc';

/** Latin, Greek and Cyrillic. Besides these the compiler has DejaVu Sans Mono built in, for digests and commands. */
export const FONT_FILES = paths(
  `${SANS}/400Regular/NotoSans_400Regular.ttf`,
  `${SANS}/600SemiBold/NotoSans_600SemiBold.ttf`,
  `${SERIF}/600SemiBold/NotoSerif_600SemiBold.ttf`,
);

/**
 * Read where a document has such text, since they are large. Amiri because what was set in it is found by search and copied
 * as it was written; of the Arabic faces tried, it alone.
 */
const MORE_FILES = [
  paths(`${ARABIC}/400Regular/Amiri_400Regular.ttf`, `${ARABIC}/700Bold/Amiri_700Bold.ttf`),
  paths(
    `${CHINESE}/400Regular/NotoSansSC_400Regular.ttf`,
    `${CHINESE}/600SemiBold/NotoSansSC_600SemiBold.ttf`,
  ),
] as const;

/** The first faces that have the character print it. */
const FAMILIES: readonly (readonly string[])[] = [FONT_FILES.slice(0, 1), ...MORE_FILES];
const coverages: (ReadonlySet<number> | undefined)[] = [];

/** Whether a document can show the character. PDF/A-2 refuses a glyph that is not there (ISO 19005-2, 6.2.11.8). */
export function canPrint(codePoint: number): boolean {
  return familyOf(codePoint) !== -1;
}

/** The files that a document with this text needs. */
export function fontFilesFor(text: string): readonly string[] {
  const needed = new Set<number>();
  for (const character of new Set(text.match(/[^ -~]/gu)))
    needed.add(familyOf(character.codePointAt(0) ?? 0));
  return [...FONT_FILES, ...MORE_FILES.flatMap((files, i) => (needed.has(i + 1) ? files : []))];
}

/** -1: none of them has it. */
function familyOf(codePoint: number): number {
  return FAMILIES.findIndex((files, i) => (coverages[i] ??= coverageOfAll(files)).has(codePoint));
}

/** What every weight has, so that a heading prints what a line prints. */
function coverageOfAll(files: readonly string[]): ReadonlySet<number> {
  const [first = new Set<number>(), ...others] = files.map((path) => coverageOf(readFileSync(path)));
  return new Set([...first].filter((code) => others.every((one) => one.has(code))));
}

function paths(...names: readonly string[]): readonly string[] {
  return names.map((name) => fileURLToPath(import.meta.resolve(name)));
}

/** Code points of a TrueType font, from its `cmap` table of format 4 or 12 (OpenType 1.9, `cmap`). */
export function coverageOf(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOffset(view, 'cmap');
  const found = new Set<number>();
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const subtable = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(subtable);
    if (format === 4) addSegments(view, subtable, found);
    if (format === 12) addGroups(view, subtable, found);
  }
  return found;
}

function tableOffset(view: DataView, wanted: string): number {
  for (let i = 0; i < view.getUint16(4); i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (tag === wanted) return view.getUint32(record + 8);
  }
  throw new Error(`a font without a ${wanted} table`);
}

/** Format 4: segments of the Basic Multilingual Plane. Glyph 0 means that the character is missing. */
function addSegments(view: DataView, at: number, found: Set<number>): void {
  const double = view.getUint16(at + 6);
  const [ends, starts] = [at + 14, at + 16 + double];
  for (let i = 0; i < double; i += 2) {
    const delta = view.getUint16(starts + double + i);
    const rangeAt = starts + 2 * double + i;
    const range = view.getUint16(rangeAt);
    const start = view.getUint16(starts + i);
    for (let code = start; code <= view.getUint16(ends + i) && code < 0xffff; code++) {
      const glyph = range === 0 ? code + delta : view.getUint16(rangeAt + range + 2 * (code - start));
      if ((glyph & 0xffff) !== 0) found.add(code);
    }
  }
}

/** Format 12: groups of any plane. */
function addGroups(view: DataView, at: number, found: Set<number>): void {
  for (let i = 0; i < view.getUint32(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const [start, end] = [view.getUint32(group), Math.min(view.getUint32(group + 4), 0x10ffff)];
    for (let code = start; code <= end; code++) found.add(code);
  }
}
