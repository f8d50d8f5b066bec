// Makes one plain file of each program of a confined child, into dist/children (platform/built-programs.ts). `npm ci` runs it.
import { globSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUILT, digestOf, placeOf, type Made } from '../platform/built-programs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function programs(): readonly string[] {
  return ['src/platform/walls-probe.ts', ...globSync('src/forensics/*/child.ts', { cwd: ROOT })];
}

/** Packages stay outside: they are read from node_modules where the walls of a child let it. */
export async function buildChildren(folder = BUILT, of: readonly string[] = programs()): Promise<void> {
  for (const program of of) {
    const { metafile, outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: [program],
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      packages: 'external',
      charset: 'utf8',
      outdir: '/out',
      metafile: true,
      write: false,
    });
    const place = placeOf(join(ROOT, program), folder);
    await mkdir(dirname(place), { recursive: true });
    await replaced(place, outputFiles[0]?.text ?? '');
    const paths = Object.keys(metafile.inputs);
    const sources = Object.fromEntries(paths.map((path) => [path, digestOf(join(ROOT, path))]));
    const made: Made = { program: digestOf(place), sources };
    await replaced(`${place}.json`, JSON.stringify(made));
  }
}

async function replaced(path: string, text: string): Promise<void> {
  const making = `${path}.${process.pid}`;
  await writeFile(making, text);
  await rename(making, path);
}

if (import.meta.main) await buildChildren();
