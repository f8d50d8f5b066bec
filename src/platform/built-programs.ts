// Programs of confined children as one plain file each, so that a child starts in a seventh of the time: no types are taken away and no
// hundred files are opened. `npm ci` makes them. One that is missing, or was made of other source than what lies here, is not used.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BUILT = join(ROOT, 'dist/children');

/** Beside each: the file to start, the digests of it and of its others, and that of every file that it was made of. */
export interface Made {
  readonly start: string;
  readonly files: { readonly [name: string]: string };
  readonly sources: { readonly [path: string]: string };
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
  try {
    const made = JSON.parse(readFileSync(`${place}.json`, 'utf8')) as Made; // written by build-children.ts
    const isSame = ([path, digest]: readonly [string, string]): boolean => digestOf(path) === digest;
    const within = (of: string, files: Made['files']): [string, string][] =>
      Object.entries(files).map(([name, digest]) => [join(of, name), digest]);
    const all = [...within(ROOT, made.sources), ...within(dirname(place), made.files)];
    return all.every(isSame) ? join(dirname(place), made.start) : source;
  } catch {
    return source; // nothing was made, or of files that are gone
  }
}

export function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
