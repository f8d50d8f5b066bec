// The blocks of an inventory that name files: manifest, state and fixity are all digests with the paths that have them.
import type { OcflCode } from './ocfl-findings.ts';

type Fields = { readonly [key: string]: unknown };
export type PathsByDigest = ReadonlyMap<string, readonly string[]>;
/** Returns undefined, so that a parser can end with what it has to say. */
export type Say = (code: OcflCode, message: string) => undefined;

export function pathsByDigest(block: Fields, onBad: () => void): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [digest, paths] of Object.entries(block)) {
    const isGood = Array.isArray(paths) && paths.every((path) => typeof path === 'string');
    if (!isGood) onBad();
    else found.set(digest, paths);
  }
  return found;
}

export function checkPaths(
  block: ReadonlyMap<string, readonly string[]>,
  say: Say,
  codes: { readonly dots: OcflCode; readonly slash: OcflCode; readonly twin: OcflCode },
): void {
  const all = new Set<string>();
  for (const paths of block.values())
    for (const path of paths) {
      if (path.startsWith('/') || path.endsWith('/'))
        say(codes.slash, `${quote(path)} starts or ends with a slash`);
      const inner = path.replace(/^\/|\/$/g, '').split('/');
      if (inner.some((part) => part === '' || part === '.' || part === '..'))
        say(codes.dots, `${quote(path)} has an empty part or dots for a part`);
      if (all.has(path)) say(codes.twin, `${quote(path)} occurs twice`);
      all.add(path);
    }
  for (const path of all)
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
      if (all.has(path.slice(0, slash))) say(codes.twin, `a folder of ${quote(path)} is a file too`);
}

export function checkCase(block: ReadonlyMap<string, unknown>, onTwin: () => void): void {
  if (new Set([...block.keys()].map((digest) => digest.toLowerCase())).size < block.size) onTwin();
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
