// The law data that is shipped with the program, read from `data/law/`. Checking it takes half a second, so what has
// passed is kept beside the dependencies under a name made of the bytes of the data and of this folder's own code:
// change either, and it is checked again. Nothing is trusted that this program did not check.
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Knowledge } from './model.ts';
import type { SourceText } from './yaml-file.ts';

export const LAW_FOLDER = fileURLToPath(new URL('../../data/law/', import.meta.url));
const CODE_FOLDER = fileURLToPath(new URL('.', import.meta.url));
const KEPT_FOLDER = fileURLToPath(new URL('../../node_modules/.cache/comity-law/', import.meta.url));

const MAX_KEPT = 4;

/** Every YAML file of a folder and of its `forms/`, in the order of names. Throws what the file system throws. */
export function readLawFolder(folder = LAW_FOLDER): SourceText[] {
  const namesIn = (within: string): string[] =>
    readdirSync(`${folder}/${within}`)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => within + name);
  const names = [...namesIn(''), ...(existsSync(`${folder}/forms`) ? namesIn('forms/') : [])];
  return names.sort().map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
}

/** Of this process, by their key: whoever asks again is given the same, which nobody changes. The newest few. */
const readHere = new Map<string, Knowledge>();

/** Throws Refusal 'badInput' when the data does not pass its own checks. */
export async function shippedLaw(texts: readonly SourceText[] = readLawFolder()): Promise<Knowledge> {
  const key = keyOf(texts);
  const known = readHere.get(key) ?? (await readOrCheck(texts, `${KEPT_FOLDER}${key}.json`));
  readHere.set(key, known);
  for (const old of [...readHere.keys()].slice(0, -MAX_KEPT)) readHere.delete(old);
  return known;
}

async function readOrCheck(texts: readonly SourceText[], kept: string): Promise<Knowledge> {
  const known = readKept(kept);
  if (known !== undefined) return known;
  const { loadLawOrRefuse } = await import('./load.ts');
  const { knowledge } = loadLawOrRefuse(texts);
  keep(kept, knowledge);
  return knowledge;
}

function keyOf(texts: readonly SourceText[]): string {
  const hash = createHash('sha256');
  for (const { name, text } of texts) hash.update(`${name}\u0000${Buffer.byteLength(text)}\u0000${text}`);
  return hash.update(codeDigest()).digest('hex');
}

let codeOfProcess: Buffer | undefined;

/** The code that checks: what a process began with stays. */
function codeDigest(): Buffer {
  if (codeOfProcess !== undefined) return codeOfProcess;
  const hash = createHash('sha256');
  for (const name of globSync('**/*.ts', { cwd: CODE_FOLDER }).sort())
    if (!name.endsWith('.test.ts')) hash.update(readFileSync(CODE_FOLDER + name));
  codeOfProcess = hash.digest();
  return codeOfProcess;
}

function readKept(path: string): Knowledge | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Knowledge; // written below, under the hash of what it was made from
  } catch {
    return undefined; // never made, or cut short: made again
  }
}

function keep(path: string, knowledge: Knowledge): void {
  try {
    mkdirSync(KEPT_FOLDER, { recursive: true });
    const part = `${path}.${process.pid}`;
    writeFileSync(part, JSON.stringify(knowledge));
    renameSync(part, path);
    dropOld();
  } catch {
    // A program folder that cannot be written to is only slower.
  }
}

/** Each change of data or code leaves a file behind; the newest few are enough. */
function dropOld(): void {
  const files = readdirSync(KEPT_FOLDER).map((name) => ({
    name,
    time: statSync(KEPT_FOLDER + name).mtimeMs,
  }));
  files.sort((a, b) => b.time - a.time);
  for (const { name } of files.slice(MAX_KEPT)) rmSync(KEPT_FOLDER + name, { force: true });
}
