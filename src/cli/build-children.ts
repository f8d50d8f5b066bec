// Makes one plain file of each program of a confined child, into dist/children (platform/built-programs.ts). `npm ci` runs it.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build, type Metafile, type Plugin } from 'esbuild';
import { BUILT, madeFile, placeOf, type Made } from '../platform/built-programs.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What is looked into while a program is compiled, so that V8 has made what a listing needs. */
const FIXTURE = join(ROOT, 'fixtures/volumes/volumes.raw.gz');

function programs(): readonly string[] {
  return ['src/platform/walls-probe.ts', ...globSync('src/forensics/*/child.ts', { cwd: ROOT })];
}

export async function buildChildren(folder = BUILT, of: readonly string[] = programs()): Promise<void> {
  for (const program of of) {
    const { metafile, text } = await bundled(program, 'esm');
    const place = placeOf(join(ROOT, program), folder);
    await mkdir(dirname(place), { recursive: true });
    if (isAlone(metafile, text)) {
      const { text: plain } = await bundled(program, 'cjs'); // in ASCII: what is read as such is half as large in memory
      const flags = ['--disable-wasm-trap-handler']; // as in walls.ts
      const input = program.endsWith('looking/child.ts') ? LISTED : '';
      await written(place, metafile, await compiled(place, plain, { flags, input, loader: LOADER, run: '' }));
    } else {
      await replaced(`${place}.mjs`, text);
      await written(place, metafile, [`${place}.mjs`]);
    }
  }
}

/** What was made, the file to start first, and of what. */
export async function written(place: string, metafile: Metafile, files: readonly string[]): Promise<void> {
  const made: Made = {
    start: basename(files[0] ?? ''),
    files: Object.fromEntries(files.map((path) => [basename(path), madeFile(path)])),
    sources: Object.fromEntries(
      Object.keys(metafile.inputs).map((path) => [path, madeFile(join(ROOT, path))]),
    ),
  };
  await replaced(`${place}.json`, JSON.stringify(made));
}

/** Packages stay outside: they are read from node_modules where the walls of a child let it. */
export async function bundled(
  program: string,
  format: 'esm' | 'cjs',
  { plugins = [], packages = 'external' }: { plugins?: Plugin[]; packages?: 'external' | 'bundle' } = {},
): Promise<{ metafile: Metafile; text: string }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [program],
    bundle: true,
    platform: 'node',
    format,
    target: 'node24',
    packages,
    plugins,
    ...(format === 'cjs' && { charset: 'ascii', supported: { 'dynamic-import': false } }),
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

/** What a child that looks into an image is asked, and that it may go on after each part. */
const LISTED = `${JSON.stringify({
  id: '',
  format: 'lines',
  files: [{ name: 'a', size: 2 ** 40, descriptor: 4 }],
  slotBytes: 1024,
  told: {
    set: { container: 'raw', firstNumber: 1 },
    selection: { withDeleted: false },
    format: 'body',
  },
})}\n${'\n'.repeat(50)}`;

/**
 * Half of the start of a program is V8 reading it. So what V8 made of it lies beside it, after it was used once, and a few lines take that;
 * a V8 of another release or with other flags reads the program as ever. Its files, the one to start first.
 */
export async function compiled(
  place: string,
  text: string,
  how: {
    readonly flags: readonly string[];
    readonly input: string;
    readonly loader: string;
    /** JavaScript that uses it, with `image` to look into. */
    readonly run: string;
  },
): Promise<readonly string[]> {
  const [start, code, cache] = [`${place}.cjs`, `${place}.code`, `${place}.cache`];
  rmSync(start, { force: true }); // until all of it is there
  await replaced(code, `(function (require, module, exports, sourceOf, loadSource) {${text}\n})`);
  const folder = mkdtempSync(join(tmpdir(), 'comity-compile-'));
  const image = join(folder, 'image.raw');
  try {
    writeFileSync(image, existsSync(FIXTURE) ? gunzipSync(readFileSync(FIXTURE)) : '');
    const file = openSync(image, 'r');
    const input = how.input.replace(`${2 ** 40}`, `${readFileSync(image).length}`);
    const args = [...how.flags, '--eval', `${COMPILE}${how.run}`, code, `${cache}.making`, image];
    const stdio = ['pipe', 'ignore', 'pipe', 'ignore', file] as const;
    const ran = spawnSync(process.execPath, args, { input, encoding: 'utf8', stdio: [...stdio] });
    closeSync(file);
    if (!existsSync(`${cache}.making`)) throw new Error(`${place} was not compiled: ${ran.stderr}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await rename(`${cache}.making`, cache);
  await replaced(start, how.loader);
  return [start, code, cache];
}

const COMPILE = `
const [{ readFileSync, writeFileSync }, { Script }] = [require('node:fs'), require('node:vm')];
const [code, cache, image] = process.argv.splice(1);
const script = new Script(readFileSync(code, 'latin1'));
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
const [sourceOf, loadSource] = [(path) => 'file://' + process.cwd() + '/' + path, async () => { throw new Error('not here') }];
script.runInThisContext()(require, module, exports, sourceOf, loadSource);
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
