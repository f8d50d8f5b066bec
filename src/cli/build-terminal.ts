// Makes one plain file of the command `image files`, into dist/terminal (image-files.start.ts). `npm ci` runs it.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';
import { bundled, compiled, ROOT, written } from './build-children.ts';

const PROGRAM = 'src/cli/image-files.start.ts';
const PLACE = join(ROOT, 'dist/terminal/image-files');
/** What is loaded later and lies in the file too; all else that is loaded later is the source. */
const WITHIN = new Set(['src/cli/image-files.ts', 'src/forensics/looking/asked.ts']);

/** Each file finds what lies beside its source, and what is loaded later is loaded from there. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup: (building) => {
    building.onLoad({ filter: /\.ts$/ }, ({ path }) =>
      path.startsWith(join(ROOT, 'src'))
        ? { contents: fromSource(relative(ROOT, path), readFileSync(path, 'utf8')), loader: 'ts' }
        : undefined,
    );
  },
};

function fromSource(path: string, text: string): string {
  return text
    .replaceAll('import.meta.url', `sourceOf(${JSON.stringify(path)})`)
    .replaceAll(/\bimport\('(\.[^']+)'\)/g, (whole, name: string) => {
      const later = join(path, '..', name).replaceAll('\\', '/');
      return WITHIN.has(later) ? whole : `loadSource(${JSON.stringify(later)})`;
    });
}

const LOADER = `'use strict';
const [{ readFileSync }, { Script }] = [require('node:fs'), require('node:vm')];
const [{ join }, { pathToFileURL }] = [require('node:path'), require('node:url')];
const place = __filename.slice(0, -'.cjs'.length);
const sourceOf = (path) => pathToFileURL(join(__dirname, '../..', path)).href;
const loadSource = (path) => import(sourceOf(path));
const [code, cachedData] = [readFileSync(place + '.code', 'latin1'), readFileSync(place + '.cache')];
const script = new Script(code, { filename: __filename, cachedData });
script.runInThisContext()(require, module, exports, sourceOf, loadSource);
void module.exports.start();
`;

export async function buildTerminal(place = PLACE): Promise<void> {
  const { metafile, text } = await bundled(PROGRAM, 'cjs', { plugins: [ownPlaces], packages: 'bundle' });
  await mkdir(dirname(place), { recursive: true });
  const run = `void module.exports.list([image, '--format', 'body']);`;
  await written(place, metafile, await compiled(place, text, { flags: [], input: '', loader: LOADER, run }));
}

if (import.meta.main) await buildTerminal();
