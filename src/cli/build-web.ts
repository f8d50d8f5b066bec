// Builds what browsers need into dist/web: styles from GOV.UK Frontend with our values, the small scripts, the type
// faces. Each is named by its digest and compressed beforehand. `npm ci` runs it.
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { compileAsync } from 'sass';
import { verifiers } from './build.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TARGET = join(ROOT, 'dist/web');
const EUROPEAN = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'];
const FACES: readonly Face[] = [
  { family: 'Noto Sans', folder: 'noto-sans', weights: [400, 600], scripts: EUROPEAN },
  { family: 'Noto Serif', folder: 'noto-serif', weights: [600], scripts: EUROPEAN },
];
/**
 * For pages in a language, or with words in it, whose language.json names its sheet. Of the hundred files of a weight of Chinese, each
 * a range of signs, a page asks for the few that it needs; Latin letters in it are those of Noto Sans.
 */
const SHEETS: { readonly [sheet: string]: readonly Face[] } = {
  'face-arabic': [
    { family: 'Noto Sans Arabic', folder: 'noto-sans-arabic', weights: [400, 600], scripts: ['arabic'] },
  ],
  'face-chinese': [{ family: 'Noto Sans SC', folder: 'noto-sans-sc', weights: [400, 600] }],
};

interface Face {
  readonly family: string;
  readonly folder: string;
  readonly weights: readonly number[];
  /** None: all files that are cut by ranges, `[0]` and on. */
  readonly scripts?: readonly string[];
}

interface Built {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function buildWeb(): Promise<void> {
  const making = `${TARGET}.${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const manifest: { [name: string]: string } = {};
  const keep = async ({ name, bytes }: Built): Promise<string> => {
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const stem = name.slice(0, name.lastIndexOf('.'));
    const extension = name.slice(stem.length + 1);
    const named = `${stem}.${digest}.${extension}`;
    manifest[name] = named;
    await writeFile(join(making, named), bytes);
    if (extension !== 'woff2') await compress(join(making, named), bytes);
    return named;
  };
  const faces = await fontFaces(FACES, keep);
  await keep({ name: 'comity.css', bytes: Buffer.from(faces + (await styles())) });
  for (const [sheet, own] of Object.entries(SHEETS))
    await keep({ name: `${sheet}.css`, bytes: Buffer.from(await fontFaces(own, keep)) });
  for (const island of await islands()) await keep(island);
  for (const { name, text } of await verifiers()) await keep({ name, bytes: Buffer.from(text) });
  await keep({ name: 'mark.svg', bytes: await readFile(join(ROOT, 'src/web/styles/mark.svg')) });
  await writeFile(join(making, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await rm(TARGET, { recursive: true, force: true });
  await rename(making, TARGET);
}

async function styles(): Promise<string> {
  const { css } = await compileAsync(join(ROOT, 'src/web/styles/comity.scss'), {
    loadPaths: [join(ROOT, 'node_modules/govuk-frontend/dist')],
    style: 'compressed',
    charset: false,
    quietDeps: true,
  });
  return logical(css);
}

/** GOV.UK Frontend names left and right. By the start and the end of a line, a page that reads from the right is right too. */
function logical(css: string): string {
  const side = (word: string): string => (word === 'left' ? 'start' : 'end');
  return css
    .replace(
      /(?<=[{;])(margin|padding|border)-(left|right)(?=[-:])/g,
      (_, what, at) => `${what}-inline-${side(at)}`,
    )
    .replace(/(?<=[{;])(left|right)(?=:)/g, (at) => `inset-inline-${side(at)}`)
    .replace(/(?<=[{;]text-align:)(left|right)/g, side)
    .replace(/(?<=[{;]float:)(left|right)/g, (at) => `inline-${side(at)}`);
}

/** Only the parts of a face that a page needs are fetched: the browser goes by `unicode-range`. */
async function fontFaces(faces: readonly Face[], keep: (built: Built) => Promise<string>): Promise<string> {
  const rules: string[] = [];
  for (const { family, folder, weights, scripts } of faces) {
    const from = join(ROOT, 'node_modules/@fontsource', folder);
    const ranges = JSON.parse(await readFile(join(from, 'unicode.json'), 'utf8')) as {
      [script: string]: string;
    };
    const chosen = scripts ?? Object.keys(ranges).filter((script) => script.startsWith('['));
    let sent = 0;
    for (const weight of weights)
      for (const script of chosen) {
        const name = `${folder}-${script.replaceAll(/[[\]]/g, '')}-${weight}-normal.woff2`;
        const bytes = await readFile(join(from, 'files', name));
        const file = await keep({ name, bytes });
        sent += bytes.length;
        rules.push(
          `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;src:url(/assets/${file}) format("woff2");unicode-range:${ranges[script] ?? ''}}`,
        );
      }
    console.log(`${family}: ${chosen.length * weights.length} files, ${(sent / 1e6).toFixed(1)} MB`);
  }
  return rules.join('');
}

async function islands(): Promise<Built[]> {
  const { outputFiles } = await build({
    entryPoints: globSync(join(ROOT, 'src/web/islands/*.ts')).sort(),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/out',
    write: false,
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: contents }));
}

async function compress(path: string, bytes: Uint8Array): Promise<void> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

if (import.meta.main) await buildWeb();
