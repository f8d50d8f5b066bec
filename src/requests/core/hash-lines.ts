// Digests of files, one a line: as `sha256sum` writes them, as BSD programs and `--tag` do, or as CSV (file, algorithm, digest).
import { readCsv, typedLine } from '../../base/csv.ts';

export const MAX_HASHES = 10_000;

/** What we state with: two files with the same digest cannot be made. */
export const ALGORITHMS = ['SHA-256', 'SHA-512', 'SHA3-512', 'BLAKE2'] as const;

/** Two files with the same digest can be made (RFC 6151, RFC 6194): read of others, never stated alone. */
const WEAK = ['SHA-1', 'MD5'] as const;

/** What others state with. */
export const STATED = [...ALGORITHMS, ...WEAK] as const;

export interface StatedHash {
  readonly file: string;
  readonly algorithm: (typeof STATED)[number];
  /** Hexadecimal, in lower case. */
  readonly digest: string;
}

export interface FileHash extends StatedHash {
  readonly algorithm: (typeof ALGORITHMS)[number];
}

export function isStrong(one: StatedHash): one is FileHash {
  return !WEAK.some((weak) => weak === one.algorithm);
}

/** Closed list. */
export type HashProblem =
  | 'notDigest' // none of the three ways of writing
  | 'sayAlgorithm' // several algorithms give digests of this length
  | 'unknownAlgorithm'
  | 'weakAlone' // MD5 and SHA-1, in what we state ourselves
  | 'digestLength'
  | 'fileNameLength'
  | 'again'
  | 'unclosed'
  | 'tooMany';

interface WrongHash {
  readonly line: number;
  readonly text: string;
  readonly problem: HashProblem;
}

interface ReadHashes<Hash extends StatedHash> {
  readonly hashes: readonly Hash[];
  readonly wrong: readonly WrongHash[];
}

interface Line {
  readonly line: number;
  readonly text: string;
  readonly read: StatedHash | HashProblem;
}

/** What is stated in our name. */
export function readHashLines(text: string, before: readonly FileHash[] = []): ReadHashes<FileHash> {
  return readLines(text, before, (one) => (isStrong(one) ? one : 'weakAlone'));
}

/** What the sender of files stated, by whatever means. */
export function readStatedLines(text: string): ReadHashes<StatedHash> {
  return readLines(text, [], (one) => one);
}

function readLines<Hash extends StatedHash>(
  text: string,
  before: readonly Hash[],
  take: (one: StatedHash) => Hash | HashProblem,
): ReadHashes<Hash> {
  const seen = new Set(before.map(sameness));
  const hashes: Hash[] = [];
  const wrong: WrongHash[] = [];
  for (const { line, text: words, read } of isTable(text) ? tableLines(text) : sumLines(text)) {
    const taken = typeof read === 'string' ? read : take(read);
    const problem =
      typeof taken === 'string' ? taken : problemWith(taken, seen, before.length + hashes.length);
    if (problem !== undefined) wrong.push({ line, text: words.slice(0, 200), problem });
    if (problem === 'tooMany') break; // the others would say the same
    if (problem !== undefined || typeof taken === 'string') continue;
    seen.add(sameness(taken));
    hashes.push(taken);
  }
  return { hashes, wrong };
}

/** As `readHashLines` takes it: with the algorithm, so that a digest of 128 digits is told from another. */
export function hashLines(list: readonly StatedHash[]): string {
  return list.map(({ file, algorithm, digest }) => typedLine([file, algorithm, digest])).join('\n');
}

const DIGEST = '[\\da-fA-F]{32,128}';
const SUM = new RegExp(`^(\\\\?)(${DIGEST})[ \\t]+\\*?(\\S.*)$`);
const TAG = new RegExp(`^([A-Za-z\\d-]+) \\((.+)\\) = (${DIGEST})$`);

function isTable(text: string): boolean {
  const [first = ''] = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .split('\n', 1);
  const line = first.trimEnd();
  return /[,;\t]/.test(line) && !SUM.test(line) && !TAG.test(line);
}

function sumLines(text: string): Line[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((words, i): Line[] =>
      words.trim() === '' || words.startsWith('#')
        ? []
        : [{ line: i + 1, text: words, read: sumLine(words.trim()) }],
    );
}

function sumLine(text: string): StatedHash | HashProblem {
  const [, name, tagged, tag] = TAG.exec(text) ?? [];
  if (name !== undefined && tagged !== undefined && tag !== undefined) return hashOf(tagged, name, tag);
  const [, escaped, digest, file] = SUM.exec(text) ?? [];
  if (digest === undefined || file === undefined) return 'notDigest';
  // GNU coreutils: a name with a backslash or a line break is written with escapes, and the line begins with one.
  const plain = file.replace(/\\([\\nr])/g, (_, one: string) => ({ n: '\n', r: '\r' })[one] ?? one);
  return hashOf(escaped === '' ? file : plain, undefined, digest);
}

function tableLines(text: string): Line[] {
  const { rows, unclosed } = readCsv(text);
  const names = (rows[0]?.cells ?? []).map((cell) => cell.toLowerCase());
  const isNamed = names.includes('digest') && names.includes('file');
  const at = (name: string, place: number): number => (isNamed ? names.indexOf(name) : place);
  const lines = rows.slice(isNamed ? 1 : 0).map(({ line, cells }): Line => {
    const [file = '', algorithm = '', digest = ''] = [at('file', 0), at('algorithm', 1), at('digest', 2)].map(
      (place) => cells[place] ?? '',
    );
    const isOne = new RegExp(`^${DIGEST}$`).test(digest);
    const read = isOne ? hashOf(file, algorithm === '' ? undefined : algorithm, digest) : 'notDigest';
    return { line, text: cells.join(', '), read };
  });
  return unclosed === undefined ? lines : [...lines, { line: unclosed, text: '"', read: 'unclosed' }];
}

/** Of a line without a name: the one that programs of that name write. */
const USUAL: Readonly<Record<number, StatedHash['algorithm']>> = { 32: 'MD5', 40: 'SHA-1', 64: 'SHA-256' };
const DIGITS: { readonly [algorithm in StatedHash['algorithm']]: readonly number[] } = {
  'SHA-256': [64],
  'SHA-512': [128],
  'SHA3-512': [128],
  BLAKE2: [64, 96, 128],
  'SHA-1': [40],
  MD5: [32],
};

function hashOf(file: string, name: string | undefined, digest: string): StatedHash | HashProblem {
  if (file.trim() === '' || file.length > 1000) return 'fileNameLength';
  if (name === undefined && digest.length === 128) return 'sayAlgorithm';
  const algorithm = name === undefined ? (USUAL[digest.length] ?? 'SHA-256') : algorithmNamed(name);
  if (algorithm === undefined) return 'unknownAlgorithm';
  if (!DIGITS[algorithm].includes(digest.length)) return 'digestLength';
  return { file, algorithm, digest: digest.toLowerCase() };
}

function algorithmNamed(text: string): StatedHash['algorithm'] | undefined {
  const plain = text.toUpperCase().replace(/[-_ ]/g, '');
  if (/^BLAKE2[BS]?(?:256|384|512)?$/.test(plain)) return 'BLAKE2';
  return STATED.find((one) => one.replace('-', '') === plain);
}

function problemWith(hash: StatedHash, seen: ReadonlySet<string>, count: number): HashProblem | undefined {
  if (count >= MAX_HASHES) return 'tooMany';
  return seen.has(sameness(hash)) ? 'again' : undefined;
}

function sameness({ file, algorithm, digest }: StatedHash): string {
  return JSON.stringify([file, algorithm, digest]);
}
