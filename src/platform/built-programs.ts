// Programs of confined children as one plain file each, so that a child starts in a seventh of the time: no types are taken away and no
// hundred files are opened. `npm ci` makes them. One that is missing, or was made of other source than what lies here, is not used.
import { readFileSync, statSync } from 'node:fs';
import { getBuiltinModule } from 'node:process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BUILT = join(ROOT, 'dist/children');

/** Beside each: the file to start, its others, and every file that it was made of. */
export interface Made {
  readonly start: string;
  readonly files: { readonly [name: string]: MadeFile };
  readonly sources: { readonly [path: string]: MadeFile };
}

export interface MadeFile {
  readonly sha256: string;
  /** What the system says of it as long as nobody writes to it. */
  readonly state: string;
}

/**
 * Where it lies, without the ends of its files. A folder deep in `dist`, as its source is in `src`: what a program finds from its own place
 * it finds from there too.
 */
export function placeOf(source: string, folder = BUILT): string {
  const path = relative(join(ROOT, 'src'), source).replaceAll('\\', '/');
  return join(folder, dirname(path).replaceAll('/', '-'), path.replace(/^.*\//, '').replace(/\.ts$/, ''));
}

/** What is started for a program: the one file, or its source. */
export function programToStart(source: string, folder = BUILT): string {
  const place = placeOf(source, folder);
  return madeAt(place) ?? source;
}

/** The file to start of what was made there, if it is there still and its sources are what they were. */
export function madeAt(place: string): string | undefined {
  try {
    const made = JSON.parse(readFileSync(`${place}.json`, 'utf8')) as Made; // written by build-children.ts
    for (const [path, file] of Object.entries(made.sources))
      if (!isSame(join(ROOT, path), file)) return undefined;
    for (const [name, file] of Object.entries(made.files)) if (!isSame(join(dirname(place), name), file)) return undefined; // prettier-ignore
    return join(dirname(place), made.start);
  } catch {
    return undefined; // nothing was made, or of files that are gone
  }
}

/** By its state, and where that is another, as after a copy of all, by its bytes. */
function isSame(path: string, { state, sha256 }: MadeFile): boolean {
  return stateOf(path) === state || digestOf(path) === sha256;
}

export function madeFile(path: string): MadeFile {
  const state = stateOf(path);
  return { state, sha256: digestOf(path) };
}

function stateOf(path: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** What makes digests is loaded only where one is needed: it takes a tenth of the start of a child. */
export function digestOf(path: string): string {
  return getBuiltinModule('node:crypto').createHash('sha256').update(readFileSync(path)).digest('hex');
}
