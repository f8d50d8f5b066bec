// Files that are parts of one disk image by their names: `disk.E01 disk.E02 …`, `disk.Ex01 …`, `disk.001 disk.002 …`. Names
// alone: whether the bytes are an image is for forensics/ to say.
import { ewf2Names, ewfNames, splitRawNames, type NameScheme } from './segment-names.ts';

export interface SegmentSet {
  /** In the order of the image; at least two. */
  readonly names: readonly string[];
  /** Names of those that are missing before the last that is here, as far as they are few. */
  readonly missing: readonly string[];
  /** Two files claim one place. */
  readonly isAmbiguous: boolean;
}

const MISSING_SHOWN = 5;

/** Every set of two parts or more among these names. A name belongs to one set at most. */
export function segmentSets(names: readonly string[]): SegmentSet[] {
  const groups = new Map<string, { readonly stem: string; readonly found: string[] }>();
  for (const name of names) {
    const dot = name.lastIndexOf('.');
    const kind = dot <= 0 ? undefined : kindOf(name.slice(dot + 1));
    if (kind === undefined) continue;
    const stem = name.slice(0, dot + 1);
    const key = `${kind} ${stem}`;
    const group = groups.get(key) ?? { stem, found: [] };
    group.found.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ stem, found }) => setOf(stem, found) ?? []);
}

/** The set that this name is of; undefined when it stands alone. */
export function segmentSetOf(name: string, names: readonly string[]): SegmentSet | undefined {
  return segmentSets(names).find((set) => set.names.includes(name));
}

/** By the look of the extension; in the hundreds EWF counts on with letters, so these decide nothing by themselves. */
function kindOf(extension: string): 'ewf' | 'ewf2' | 'raw' | undefined {
  if (/^\d{3,9}$/.test(extension)) return 'raw';
  if (/^[E-Z]x(?:\d\d|[A-Z]{2})$/i.test(extension)) return 'ewf2';
  return /^[E-Z](?:\d\d|[A-Z]{2})$/i.test(extension) ? 'ewf' : undefined;
}

function setOf(stem: string, found: readonly string[]): SegmentSet | undefined {
  const extensions = found.map((name) => name.slice(stem.length));
  const schemes = schemesOf(extensions);
  // The first part decides which scheme counts them; without it, whichever takes them all.
  const scheme =
    schemes.find((one) => extensions.some((extension) => one.numberOf(extension) === 1)) ??
    schemes.find((one) => extensions.every((extension) => one.numberOf(extension) !== undefined));
  if (scheme === undefined) return undefined;
  const places = new Map<number, string[]>();
  for (const [i, name] of found.entries()) {
    const place = scheme.numberOf(extensions[i] ?? '');
    if (place !== undefined) places.set(place, [...(places.get(place) ?? []), name]);
  }
  // After 99 parts the count goes on with letters: before that, `.PDF` is no part of anything.
  const order = [...places.keys()]
    .sort((a, b) => a - b)
    .filter((place) => isRaw(stem, found) || place < 100 || places.has(99));
  const last = order.at(-1) ?? 0;
  const names = order.flatMap((place) => places.get(place) ?? []);
  if (names.length < 2) return undefined;
  return { names, missing: missingOf(stem, scheme, places, last), isAmbiguous: names.length > order.length };
}

function isRaw(stem: string, [first = '']: readonly string[]): boolean {
  return /^\d/.test(first.slice(stem.length));
}

function missingOf(
  stem: string,
  scheme: NameScheme,
  places: ReadonlyMap<number, unknown>,
  last: number,
): string[] {
  const missing: string[] = [];
  for (let place = 1; place < last && missing.length < MISSING_SHOWN; place++)
    if (!places.has(place)) missing.push(`${stem}${scheme.extensionOf(place)}`);
  return missing;
}

function schemesOf(extensions: readonly string[]): NameScheme[] {
  const [first = ''] = extensions;
  const isLower = first === first.toLowerCase();
  if (/^\d/.test(first)) return [splitRawNames(Math.min(...extensions.map(({ length }) => length)))];
  if (/^.x/i.test(first)) return [ewf2Names(isLower)];
  return [ewfNames('E', isLower), ewfNames('S', isLower)];
}
