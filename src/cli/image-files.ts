// ./comity image files IMAGE: what lies on a forensic image. Nothing is ever written to it.
import { isUtf8 } from 'node:buffer';
import { parseArgs } from 'node:util';
import { Refusal } from '../base/refusal.ts';
import type { Ended, ShownVolume } from '../forensics/looking/asked.ts';
import { diskImage, type OpenImage } from '../forensics/looking/disk-image.ts';
import { LookInside, lookingPool } from '../forensics/looking/look-inside.ts';
import { DiskFiles } from '../forensics/sources/segment-files.ts';
import { FORMATS, type ListingFormat } from '../forensics/listing/lines.ts';
import type { Selection } from '../forensics/listing/select.ts';
import { EXIT, sizeText, type Terminal } from './terminal.ts';
import { numberFrom, oneOf, printable } from './words.ts';

const PROBLEMS_SHOWN = 20;
/** A listing or an extraction of a whole disk may take hours; then it hangs. */
export const LIMITS = { seconds: 24 * 3600 };
export const SELECTION = {
  volume: { type: 'string' },
  path: { type: 'string' },
  address: { type: 'string' },
  deleted: { type: 'boolean', default: false },
  unallocated: { type: 'boolean', default: false },
  slack: { type: 'boolean', default: false },
} as const;

/** What `image files` and `exhibit contents` take. */
export const IMAGE_OPTIONS = { ...SELECTION, format: { type: 'string', default: 'names' } } as const;
export const KEY_OPTION = { 'key-file': { type: 'string' } } as const;
/** As cryptsetup takes of a key file. */
const KEY_BYTES = 8192 * 1024;

export interface ListOptions {
  readonly volume?: string | undefined;
  readonly path?: string | undefined;
  readonly address?: string | undefined;
  readonly deleted: boolean;
  readonly unallocated?: boolean;
  readonly slack?: boolean;
  readonly format: string;
}

export async function runFiles(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...IMAGE_OPTIONS, ...KEY_OPTION, compare: { type: 'boolean', default: false } },
  });
  if (values.compare) return compareImage(imageOf(positionals, values['key-file']), values, terminal);
  return listImage(imageOf(positionals, values['key-file']), values, terminal);
}

/** Closes the image. */
export async function listImage(image: OpenImage, values: ListOptions, terminal: Terminal): Promise<number> {
  const format = formatOf(values.format);
  const selection = selectionOf(values);
  return onImage(image, terminal, async (inside) => {
    if (format === 'names')
      for (const volume of (await inside.volumes(LIMITS)).volumes) terminal.out(volumeLine(volume));
    // The lines are made by the child, which may have been taken over: nothing of them may steer a terminal.
    const cleaned = withoutSteering();
    const write = async (text: Buffer): Promise<void> => terminal.write(cleaned(text));
    return inside.lines({ selection, format }, write, LIMITS);
  });
}

/** Closes the image. Refused where something differs for no reason that is known. */
async function compareImage(image: OpenImage, { volume }: ListOptions, terminal: Terminal): Promise<number> {
  const { outsideProgram } = await import('../platform/outside-program.ts');
  const { compareListings } = await import('../forensics/looking/second-listing.ts');
  const program = await outsideProgram('fls');
  if (program === undefined) {
    image.close();
    throw new Refusal('notFound.sleuthKit');
  }
  const { volume: only } = selectionOf({ volume, deleted: true });
  const by = `The Sleuth Kit ${program.version}`;
  let differ = 0;
  const code = await onImage(image, terminal, async (inside) => {
    const found = await inside.volumes(LIMITS);
    for (const one of found.volumes) {
      if (one.fileSystem === undefined || (only !== undefined && one.number !== only)) continue;
      terminal.out(volumeLine(one));
      const told = await compareListings(inside, one, { program, limits: LIMITS });
      if (told.kind === 'notCompared') {
        terminal.out(printable(`  Not compared with ${by}: ${told.why}`));
        continue;
      }
      const { same, differences, differencesCount, explained } = told;
      differ += differencesCount;
      const rest = differencesCount === 0 ? '' : `, and ${differencesCount} differ`;
      terminal.out(`  ${by} lists the same ${same} entries${rest}`);
      for (const [why, count] of explained) terminal.out(`  without ${count}: ${why}`);
      for (const what of differences) terminal.out(printable(`  differs: ${what}`));
    }
    return found;
  });
  return differ === 0 ? code : EXIT.refused;
}

export function imageOf(positionals: readonly string[], keyFile: string | undefined): OpenImage {
  const [path, key] = [oneImage(positionals), keyIn(keyFile)];
  return { ...diskImage(path), ...(key !== undefined && { key }) };
}

/** In base64. It comes from a file, so that neither the list of processes nor the history of a shell has it. */
export function keyIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const file = new DiskFiles();
  try {
    const size = file.sizeOf(file.add(path));
    if (size > KEY_BYTES)
      throw new Refusal('badUsage.volumeKey', { most: KEY_BYTES, size, command: 'image files' });
    return file.bytes(0, 0, size).toString('base64');
  } finally {
    file.close();
  }
}

const STEERING = /(?![\t\r\n])[\u0000-\u001f\u007f-\u009f]/g;

/** Text part by part, where a sign may be cut in two. Most of it has nothing to clean, and is passed on as it came. */
export function withoutSteering(): (part: Buffer) => string | Buffer {
  const decoder = new TextDecoder();
  let isWhole = true;
  return (part) => {
    isWhole &&= isUtf8(part);
    if (isWhole && !maySteer(part)) return part;
    return decoder.decode(part, { stream: true }).replace(STEERING, '\ufffd');
  };
}

/** Four bytes at once, and one by one only where there is any among them that is no letter, digit or sign of ASCII. */
function maySteer(bytes: Uint8Array): boolean {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  const words = new Int32Array(whole.buffer, whole.byteOffset, whole.length >> 2);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!; // within it
    const other = word ^ 0x7f7f7f7f;
    // A byte below 0x20, one of 0x7f, one above: "Bit Twiddling Hacks", determine if a word has a byte less than n.
    const found = ((word - 0x20202020) & ~word) | ((other - 0x01010101) & ~other) | word;
    if ((found & 0x80808080) !== 0 && steersIn(whole, 4 * at, 4 * at + 4)) return true;
  }
  return steersIn(whole, 4 * words.length, whole.length);
}

function steersIn(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!; // within them
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) return true;
    if (byte === 0x7f || (byte === 0xc2 && (bytes[at + 1] ?? 0) < 0xa0)) return true; // U+0080 to U+009F
  }
  return false;
}

/** Reads in a child behind walls; says which wall is missing on this machine, and what could not be read. */
export async function onImage(
  image: OpenImage,
  terminal: Terminal,
  act: (inside: LookInside) => Promise<Ended>,
): Promise<number> {
  const pool = lookingPool(image);
  try {
    const walls = pool.begin();
    const inside = new LookInside(pool, image);
    for (const [wall, why] of Object.entries((await walls).missing))
      terminal.err(`Wall missing: ${wall} (${printable(why)})`);
    const { problems, problemsCount } = await act(inside);
    for (const problem of problems.slice(0, PROBLEMS_SHOWN)) terminal.err(`Not read: ${printable(problem)}`);
    if (problemsCount > PROBLEMS_SHOWN) terminal.err(`Not read: and ${problemsCount - PROBLEMS_SHOWN} more`);
    return problemsCount === 0 ? EXIT.done : EXIT.refused;
  } finally {
    pool.close();
    image.close();
  }
}

function volumeLine(volume: ShownVolume): string {
  const { number, offset, length, kind, name, pieces, fileSystem, unread, damage } = volume;
  const label = fileSystem?.label ?? '';
  const holds =
    fileSystem === undefined
      ? (unread ?? (damage === undefined ? 'no file system that is read here' : `damaged: ${damage}`))
      : `${fileSystem.kind}${label === '' ? '' : ` "${label}"`}`;
  const called = name === undefined ? '' : ` "${name}"`;
  return printable(
    `Volume ${number}: ${kind}${called}, ${sizeText(length)} from byte ${offset}${pieces === undefined ? '' : `, ${pieces} piece(s)`}: ${holds}`,
  );
}

export function selectionOf(values: Omit<ListOptions, 'format'>): Selection {
  const { volume, path, address, deleted, unallocated = false, slack = false } = values;
  return {
    withDeleted: deleted,
    withUnallocated: unallocated,
    withSlack: slack,
    ...(volume === undefined
      ? {}
      : { volume: numberFrom(volume, { option: 'volume', least: 0, most: 9999 }) }),
    ...(path === undefined ? {} : { path }),
    ...(address === undefined ? {} : { address }),
  };
}

function formatOf(text: string): ListingFormat {
  return oneOf(text, FORMATS, 'format');
}

function oneImage(positionals: readonly string[]): string {
  const [path] = positionals;
  if (path === undefined || positionals.length > 1)
    throw new Refusal('badUsage.oneImage', { count: positionals.length, command: 'image files' });
  return path;
}
