// Makes one plain file of each program of a confined child, into dist/children (platform/built-programs.ts). `npm ci` runs it.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { BUILT, digestOf, placeOf, type Made } from '../platform/built-programs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function programs(): readonly string[] {
  return ['src/platform/walls-probe.ts', ...globSync('src/forensics/*/child.ts', { cwd: ROOT })];
}

export async function buildChildren(folder = BUILT, of: readonly string[] = programs()): Promise<void> {
  for (const program of of) {
    const { metafile, text } = await bundled(program, 'esm');
    const place = placeOf(join(ROOT, program), folder);
    await mkdir(dirname(place), { recursive: true });
    const files = isAlone(metafile, text) ? await compiled(program, place) : [`${place}.mjs`];
    if (files.length === 1) await replaced(`${place}.mjs`, text);
    const paths = Object.keys(metafile.inputs);
    const made: Made = {
      start: basename(files[0] ?? ''),
      files: Object.fromEntries(files.map((path) => [basename(path), digestOf(path)])),
      sources: Object.fromEntries(paths.map((path) => [path, digestOf(join(ROOT, path))])),
    };
    await replaced(`${place}.json`, JSON.stringify(made));
  }
}

/** Packages stay outside: they are read from node_modules where the walls of a child let it. */
async function bundled(
  program: string,
  format: 'esm' | 'cjs',
): Promise<{ metafile: Metafile; text: string }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [program],
    bundle: true,
    platform: 'node',
    format,
    target: 'node24',
    packages: 'external',
    charset: format === 'cjs' ? 'ascii' : 'utf8',
    outdir: '/out',
    metafile: true,
    write: false,
  });
  return { metafile, text: outputFiles[0]?.text ?? '' };
}

/** It asks for no package, and for nothing that lies near it. */
function isAlone({ outputs }: Metafile, text: string): boolean {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  return !text.includes('import.meta') && imports.every(({ path }) => path.startsWith('node:'));
}

/**
 * Half of the start of a child is V8 reading its program. So what V8 made of it lies beside it, and a few lines take that; a V8 of another
 * release or with other flags reads the program as ever. Its files, the one to start first.
 */
async function compiled(program: string, place: string): Promise<readonly string[]> {
  const { text } = await bundled(program, 'cjs'); // in ASCII: what is read as such is half as large in memory
  const [start, code, cache] = [`${place}.cjs`, `${place}.code`, `${place}.cache`];
  await replaced(code, `(function (require, module, exports) {${text}\n})`);
  const args = ['--disable-wasm-trap-handler', '--eval', COMPILE, code, `${cache}.making`]; // flags as in walls.ts
  const ran = spawnSync(process.execPath, args, { input: '', encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${program} was not compiled: ${ran.stderr}`);
  await rename(`${cache}.making`, cache);
  await replaced(start, LOADER);
  return [start, code, cache];
}

const COMPILE = `
const [{ readFileSync, writeFileSync }, { Script }] = [require('node:fs'), require('node:vm')];
const [code, cache] = process.argv.splice(1);
const script = new Script(readFileSync(code, 'latin1'));
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
script.runInThisContext()(require, module, exports);
`;

const LOADER = `'use strict';
const [{ readFileSync }, { Script }] = [require('node:fs'), require('node:vm')];
const place = __filename.slice(0, -'.cjs'.length);
const [code, cachedData] = [readFileSync(place + '.code', 'latin1'), readFileSync(place + '.cache')];
new Script(code, { filename: __filename, cachedData }).runInThisContext()(require, module, exports);
`;

async function replaced(path: string, text: string): Promise<void> {
  const making = `${path}.${process.pid}`;
  await writeFile(making, text);
  await rename(making, path);
}

if (import.meta.main) await buildChildren();
