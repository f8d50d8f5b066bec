// The program as one bundle, for a whole run: tests start it many hundred times, and to read two thousand small modules takes
// longer than most of what it then does. Same source, same behaviour; a test file that is run alone starts `./comity` itself.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Below the packages, so that those left out are found. */
const CACHE = join(ROOT, 'node_modules/.cache');
/** They start threads from files of their own. */
const LEFT_OUT = ['pino', 'graphile-worker'];
/** Packages that are no modules ask for what Node.js brings. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Each file still finds its templates, workers and data beside where it stood. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup: (building) => {
    building.onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    }));
  },
};

export interface BuiltProgram {
  readonly env: { readonly COMITY_TEST_PROGRAM: string };
  remove(): void;
}

export async function buildProgram(): Promise<BuiltProgram> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'program-'));
  await build({
    entryPoints: [join(ROOT, 'src/cli/main.ts')],
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    external: LEFT_OUT,
    banner: { js: REQUIRE },
    plugins: [ownPlaces],
    logLevel: 'error',
  });
  const program = join(folder, 'comity');
  const script = readFileSync(join(ROOT, 'comity'), 'utf8');
  writeFileSync(program, inPlace(script, folder));
  chmodSync(program, 0o755);
  return {
    env: { COMITY_TEST_PROGRAM: program },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `./comity`, with this main file; everything else as it is. */
function inPlace(script: string, folder: string): string {
  const made = script
    .replace('"$here/src/cli/main.ts"', `"${join(folder, 'main.mjs')}"`)
    .replace(/^here=.*$/m, `here="${ROOT}"`);
  if (!made.includes(folder) || !made.includes(`here="${ROOT}"`))
    throw new Error('./comity is not as it was: expected its lines `here=` and `exec` to be replaced here');
  return made;
}
