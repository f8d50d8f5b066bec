// Programs of confined children as one plain file each, so that a child starts in a seventh of the time: no types are taken away and no
// hundred files are opened. `npm ci` makes them. One that is missing, or was made of other source than what lies here, is not used.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BUILT = join(ROOT, 'dist/children');

/** Beside each: its own digest, and that of every file that it was made of. */
export interface Made {
  readonly program: string;
  readonly sources: { readonly [path: string]: string };
}

/** A folder deep in `dist`, as its source is in `src`: what a program finds from its own place it finds from there too. */
export function placeOf(source: string, folder = BUILT): string {
  const path = relative(join(ROOT, 'src'), source).replaceAll('\\', '/');
  return join(folder, dirname(path).replaceAll('/', '-'), path.replace(/^.*\//, '').replace(/\.ts$/, '.mjs'));
}

/** What is started for a program: the one file, or its source. */
export function programToStart(source: string, folder = BUILT): string {
  const built = placeOf(source, folder);
  try {
    const made = JSON.parse(readFileSync(`${built}.json`, 'utf8')) as Made; // written by build-children.ts
    const isSame = Object.entries(made.sources).every(([path, one]) => digestOf(join(ROOT, path)) === one);
    return isSame && digestOf(built) === made.program ? built : source;
  } catch {
    return source; // nothing was made, or of files that are gone
  }
}

export function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
