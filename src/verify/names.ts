// Names of files in a package: read by people in six alphabets, written to any file system, chosen by a stranger.

const MAX_PATH_BYTES = 1024;
const MAX_SEGMENT_BYTES = 255;
const MAX_DEPTH = 64;

/** Refused by Windows and by common tools, or with a meaning of their own in a manifest (`%`, RFC 8493, 2.1.3). */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\\:*?"<>|%]/u;
/** Characters that turn the reading direction or break the line on screen, so that a name is not what it looks like. */
const MISLEADING = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
/** Device names of Windows, with or without an extension. */
export const RESERVED = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/i;
/** What no version of Unicode that is known here has assigned: nobody can say how it folds. */
const UNASSIGNED = /\p{Cn}/u;

/** Most paths are words of ASCII with dots, spaces and slashes between, and pass every rule below at a glance. */
const PLAIN = /^[\w-]+(?:[ .]+[\w-]+)*(?:\/[\w-]+(?:[ .]+[\w-]+)*)*$/;
const PLAIN_LENGTH = 128;
const DEVICE = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|\/|$)/i;

/**
 * Why a path with `/` between its parts would leave the folder it is relative to, or mean another place on some
 * system; undefined when it stays.
 */
export function escapeFault(path: string): string | undefined {
  if (path === '') return 'an empty name';
  if (path.startsWith('/')) return 'an absolute path';
  if (path.startsWith('~')) return 'a path from somebody’s home folder';
  if (path.includes('\0')) return 'a zero byte';
  for (const segment of path.split('/')) {
    if (segment === '..') return 'a path that climbs out of its folder';
    if (segment === '' || segment === '.') return 'an empty part or a single dot';
  }
  return undefined;
}

/** Why a path may not stand in a package; undefined when it may. `docs/formats/package.md`, section 3. */
export function nameFault(path: string): string | undefined {
  if (path.length <= PLAIN_LENGTH && PLAIN.test(path) && !DEVICE.test(path)) return undefined;
  const escape = escapeFault(path);
  if (escape !== undefined) return escape;
  if (!path.isWellFormed()) return 'a lone surrogate';
  if (FORBIDDEN.test(path)) return 'a control character or one of \\ : * ? " < > | %';
  if (MISLEADING.test(path)) return 'a character that turns the reading direction';
  if (UNASSIGNED.test(path)) return 'a character that Unicode has not assigned';
  if (path.normalize('NFC') !== path) return 'a name that is not in Unicode form NFC';
  if (byteLength(path) > MAX_PATH_BYTES) return `a path longer than ${MAX_PATH_BYTES} bytes`;
  const segments = path.split('/');
  if (segments.length > MAX_DEPTH) return `a path deeper than ${MAX_DEPTH} folders`;
  for (const segment of segments) {
    if (/[. ]$/.test(segment) || segment.startsWith(' ')) return 'a name that ends in a dot or space';
    if (RESERVED.test(segment)) return 'a device name of Windows';
    if (byteLength(segment) > MAX_SEGMENT_BYTES) return `a name longer than ${MAX_SEGMENT_BYTES} bytes`;
  }
  return undefined;
}

/** Two names with the same folded form are one file on some file systems. */
export function foldedName(path: string): string {
  if (/^[\u0020-\u007e]*$/.test(path)) return path.toLowerCase();
  // Lower case first: the capital sharp s is its own upper case, and one with `ss` by Unicode's full folding.
  return path.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/** The first path that is the same as an earlier one, or has a folder that is, after folding; with that earlier one. `named`: folders that are listed themselves. */
export function firstTwin(
  paths: Iterable<string>,
  named: Iterable<string> = [],
): readonly [path: string, earlier: string] | undefined {
  const seen = new Map<string, string>();
  const folders = new Set<string>();
  for (const path of paths) {
    const folded = foldedName(path);
    const twin = seen.get(folded);
    if (twin !== undefined) return [path, twin];
    seen.set(folded, path);
    for (let folder = parentOf(path); folder !== '' && !folders.has(folder); folder = parentOf(folder)) {
      folders.add(folder);
      const foldedFolder = foldedName(folder);
      const other = seen.get(foldedFolder);
      if (other !== undefined) return [folder, other];
      seen.set(foldedFolder, folder);
    }
  }
  for (const folder of named) {
    if (folders.has(folder)) continue;
    const other = seen.get(foldedName(folder));
    if (other !== undefined) return [folder, other];
    seen.set(foldedName(folder), folder);
    folders.add(folder);
  }
  return undefined;
}

/** A name as it may be shown on a terminal: nothing that moves the cursor or turns the text. */
export function shownName(name: string): string {
  return name
    .toWellFormed()
    .slice(0, 300)
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu,
      (c) => {
        return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
      },
    );
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function byteLength(text: string): number {
  return /^[\u0020-\u007e]*$/.test(text) ? text.length : new TextEncoder().encode(text).length;
}
