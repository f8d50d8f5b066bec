// Programs of others as readers of single files, where they are found (platform/outside-program.ts): ExifTool as a second reading
// beside ours, the others where ours failed. Nothing depends on them: what one cannot read is said beside the file, and no failure.
import { kindsWithin } from '../listing/kinds.ts';
import { runOutside, type OutsideAsked, type OutsideName, type OutsideProgram } from '../../platform/outside-program.ts'; // prettier-ignore
import type { Facts } from './extractor.ts';

/** What our own extractor made of a content; undefined: none of ours takes it. */
export interface OwnReading {
  readonly outcome: 'done' | 'failed';
  readonly reason: string | null;
  readonly hasFacts: boolean;
}

export interface OutsideReader {
  readonly program: OutsideName;
  /** One more whenever the same file may give another result. */
  readonly version: number;
  readonly kinds: readonly string[];
  wants(own: OwnReading | undefined): boolean;
  readonly takes: OutsideAsked['takes'];
  args(input: string): readonly string[];
  /** What it said: text of a program that has read hostile bytes. */
  read(output: string): { readonly text?: string; readonly facts?: Facts };
}

export const OUTSIDE_BYTES = 256 * 1024 * 1024;
const LIMITS = {
  seconds: 60,
  memoryBytes: 512 * 1024 * 1024,
  inputBytes: OUTSIDE_BYTES,
  outputBytes: 16 * 1024 * 1024,
};
const TEXT_CHARACTERS = 1024 * 1024;
const [FACTS, NAME_CHARACTERS, VALUE_CHARACTERS] = [180, 60, 500] as const;

const couldNot = (own: OwnReading | undefined): boolean =>
  own?.outcome === 'failed' && own.reason !== 'encrypted';
const asText = (output: string): { readonly text?: string } => (output.trim() === '' ? {} : { text: output });

export const OUTSIDE_READERS: readonly OutsideReader[] = [
  {
    program: 'exiftool',
    version: 1,
    kinds: ['JPEG', 'TIFF', 'HEIC', 'MP4', 'QuickTime', 'Matroska', 'AVI'],
    wants: (own) => own === undefined || own.hasFacts || own.outcome === 'failed',
    takes: 'stdin',
    // No settings of a home; names of groups and tags; places as decimal degrees; nothing of our own copy.
    args: () => ['-config', '', '-json', '-G1', '-s', '-c', '%+.6f', '--System:all', '--ExifTool:all', '-'],
    read: (output) => ({ facts: tagsOf(output) }),
  },
  {
    program: 'pdftotext',
    version: 1,
    kinds: ['PDF'],
    wants: couldNot,
    takes: 'stdin',
    args: () => ['-enc', 'UTF-8', '-', '-'],
    read: asText,
  },
  {
    program: '7z',
    version: 1,
    kinds: [...kindsWithin('ZIP'), '7z', 'RAR', 'CAB', 'cpio', 'xz', 'bzip2', 'gzip', 'tar'],
    wants: couldNot,
    takes: 'file',
    // A list of what is in it; never asks for a password.
    args: (input) => ['l', '-slt', '-sccUTF-8', '-pnone', '--', input],
    read: (output) => asText(output.slice(Math.max(0, output.indexOf('----------')))),
  },
  {
    program: 'lspst',
    version: 1,
    kinds: ['PST'],
    wants: couldNot,
    takes: 'file',
    args: (input) => [input],
    read: asText,
  },
];

/** Never throws for what the file is. Its facts name the version of the program, and why it could not read the file. */
export async function readOutside(
  reader: OutsideReader,
  program: OutsideProgram,
  asked: Pick<OutsideAsked, 'fill' | 'signal'>,
): Promise<{ readonly text?: string; readonly facts: Facts }> {
  const { takes } = reader;
  const ran = await runOutside(program, { args: (input) => reader.args(input), takes, limits: LIMITS, ...asked }); // prettier-ignore
  const made = { 'program-version': program.version };
  if (!ran.ok) return { facts: { ...made, 'not-read': `${ran.reason}: ${cleaned(ran.detail)}` } };
  const { text, facts } = reader.read(ran.output.toString('utf8'));
  const found = text === undefined ? {} : { text: text.slice(0, TEXT_CHARACTERS).toWellFormed() };
  return { ...found, facts: { ...made, ...facts } };
}

/** One object, of one file: `{"IFD0:Make": "…"}`. */
function tagsOf(output: string): Facts {
  let all: unknown;
  try {
    all = JSON.parse(output);
  } catch {
    return {};
  }
  const [tags] = Array.isArray(all) ? (all as unknown[]) : [];
  if (typeof tags !== 'object' || tags === null) return {};
  const rows = Object.entries(tags).filter(([name]) => name !== 'SourceFile');
  return Object.fromEntries(
    rows
      .slice(0, FACTS)
      .map(([name, value]) => [
        cleaned(name).slice(0, NAME_CHARACTERS),
        typeof value === 'number' && Number.isFinite(value)
          ? value
          : cleaned(typeof value === 'string' ? value : JSON.stringify(value)),
      ]),
  );
}

function cleaned(text: string): string {
  return text.slice(0, VALUE_CHARACTERS).toWellFormed().replaceAll('\0', '\ufffd');
}
