// Reading words in pixels: by Debian's Tesseract where it is found and has the language, else by the one of npm in a confined child.
// Both get the same pixels behind the same walls, within the same limits.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfinedPool } from '../../platform/confined-pool.ts';
import type { FailReason } from '../../platform/confined-process.ts';
import { outsideProgram, runOutside, type OutsideProgram } from '../../platform/outside-program.ts';
import type { Pixels } from '../pictures/pdq.ts';
import { fileOfBytes } from '../pictures/pictures.ts';
import { READING_SIDE } from '../pictures/read.ts';
import { languageShape, pgmHead, TSV_CHARACTERS, tsvShape, wordsOf, type FoundWords } from './words.ts'; // prettier-ignore

const PROGRAM = fileURLToPath(new URL('child.ts', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
const CORE = 'tesseract.js-core';
const DATA = '@tesseract.js-data';
const MEMORY_BYTES = 640 * 1024 * 1024;
const SECONDS = 60;
const DAY_SECONDS = 86_400;
/** Scripts and layouts, no languages. */
const NO_LANGUAGE = ['osd', 'equ'];

export interface WordReader {
  readonly program: string;
  readonly version: string;
  readonly language: string;
  /** Grey pixels. Never throws for what they are. */
  read(pixels: Pixels, signal: AbortSignal): Promise<WordsLook>;
  close(): void;
}

type WordsLook =
  | { readonly ok: true; readonly found: FoundWords }
  | { readonly ok: false; readonly reason: FailReason; readonly detail: string };

let languagesOfProgram: Promise<readonly string[]> | undefined;

/** Of both engines, in the order of their names. */
export async function wordLanguages(): Promise<readonly string[]> {
  const all = new Set([...languagesOfNpm(), ...(await languagesOutside())]);
  return [...all].toSorted();
}

/** Undefined: no engine here has the language. Close it. */
export async function wordReader(
  language: string,
  { without = [] }: { readonly without?: readonly ('debian' | 'npm')[] } = {},
): Promise<WordReader | undefined> {
  const program = await outsideProgram('tesseract');
  if (program !== undefined && !without.includes('debian') && (await languagesOutside()).includes(language))
    return outsideReader(program, language);
  return without.includes('npm') || !languagesOfNpm().includes(language) ? undefined : npmReader(language);
}

function languagesOfNpm(): readonly string[] {
  const folder = join(MODULES, DATA);
  if (!existsSync(folder) || !existsSync(join(MODULES, CORE))) return [];
  return readdirSync(folder).filter((name) =>
    existsSync(join(folder, name, '4.0.0_best_int', `${name}.traineddata.gz`)),
  );
}

function languagesOutside(): Promise<readonly string[]> {
  languagesOfProgram ??= askLanguages();
  return languagesOfProgram;
}

async function askLanguages(): Promise<readonly string[]> {
  const program = await outsideProgram('tesseract');
  if (program === undefined) return [];
  const ran = await runOutside(program, {
    args: () => ['--list-langs'],
    takes: 'stdin',
    fill: () => undefined,
    limits: { seconds: 20, memoryBytes: MEMORY_BYTES, inputBytes: 0, outputBytes: 65_536 },
  });
  if (!ran.ok) return [];
  const names = ran.output.toString('utf8').split('\n').map((name) => name.trim()); // prettier-ignore
  return names.filter((name) => languageShape.safeParse(name).success && !NO_LANGUAGE.includes(name));
}

function outsideReader(program: OutsideProgram, language: string): WordReader {
  const limits = {
    seconds: SECONDS,
    memoryBytes: MEMORY_BYTES,
    inputBytes: READING_SIDE * READING_SIDE + 64,
    outputBytes: TSV_CHARACTERS,
  };
  return {
    program: program.name,
    version: program.version,
    language,
    read: async (pixels, signal) => {
      const ran = await runOutside(program, {
        args: () => ['stdin', 'stdout', '-l', language, '--oem', '1', '-c', 'tessedit_create_tsv=1'],
        takes: 'stdin',
        fill: (write) => {
          write(pgmHead(pixels));
          write(pixels.bytes);
        },
        limits,
        signal,
      });
      return ran.ok ? { ok: true, found: wordsOf(ran.output.toString('utf8')) } : ran;
    },
    close: () => undefined,
  };
}

function npmReader(language: string): WordReader {
  const limits = { memoryBytes: MEMORY_BYTES, cpuSeconds: DAY_SECONDS, packages: 'script' } as const;
  const pool = new ConfinedPool({ program: PROGRAM, most: 1, limits });
  const about = JSON.parse(readFileSync(join(MODULES, CORE, 'package.json'), 'utf8')) as { version: string }; // of npm
  return {
    program: CORE,
    version: about.version,
    language,
    read: async ({ width, height, bytes }, signal) => {
      const looked = await pool.look('words', [fileOfBytes('pixels', bytes)], {
        told: { width, height, language },
        seconds: SECONDS,
        answerBytes: TSV_CHARACTERS,
        signal,
      });
      if (!looked.ok) return looked;
      const told = tsvShape.safeParse(looked.told);
      if (!told.success) return { ok: false, reason: 'badAnswer', detail: 'not what was asked for' };
      return { ok: true, found: wordsOf(told.data.tsv) };
    },
    close: () => pool.close(),
  };
}
