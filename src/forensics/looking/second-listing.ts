// A second reader of a whole volume, where it is found: `fls` of The Sleuth Kit lists a copy of it behind the walls of programs of others
// (platform/outside-program.ts), and each entry is compared with ours. Nothing depends on it.
import { runOutside, type OutsideProgram } from '../../platform/outside-program.ts';
import type { ShownVolume } from './asked.ts';
import type { Limits, LookInside } from './look-inside.ts';

/** Of a volume: the program reads a copy, which lies in the folder for temporary files meanwhile. */
const COPY_BYTES = 16 * 1024 ** 3;
const OUTSIDE = {
  seconds: 3600,
  memoryBytes: 1024 ** 3,
  inputBytes: COPY_BYTES,
  outputBytes: 256 * 1024 * 1024,
};
/** Of a disc with Rock Ridge it lists the plain names, and UDF it does not read. */
const READ = /^(?:FAT|exFAT|ext|NTFS|ISO 9660(?! \(Rock)|HFS)/;
const TOLD = 20;

type Compared =
  | { readonly kind: 'notCompared'; readonly why: string }
  | {
      readonly kind: 'compared';
      /** That both have, alike. */
      readonly same: number;
      /** Each line says what, where it is known with the reason; not more than some. */
      readonly differences: readonly string[];
      readonly differencesCount: number;
      /** Why some of those that one of them has alone are no difference, and how many they are. */
      readonly explained: ReadonlyMap<string, number>;
    };

export async function compareListings(
  inside: LookInside,
  { number, length, fileSystem, isOpened }: ShownVolume,
  { program, limits }: { readonly program: OutsideProgram; readonly limits: Limits },
): Promise<Compared> {
  const kind = fileSystem?.kind ?? 'no file system';
  if (!READ.test(kind)) return { kind: 'notCompared', why: `${kind} is not compared` };
  if (isOpened === true)
    return { kind: 'notCompared', why: 'what a key opened is given to no other program' };
  if (length > COPY_BYTES)
    return { kind: 'notCompared', why: `${length} bytes, of which no copy is made for another program` };
  let ours = '';
  await inside.lines(
    { selection: { volume: number, withDeleted: true }, format: 'body' },
    (text) => {
      ours += text;
      return Promise.resolve();
    },
    limits,
  );
  const ran = await runOutside(program, {
    args: (input) => ['-r', '-p', '-m', '/', '-z', 'UTC', input],
    takes: 'file',
    fill: (write) => inside.raw(number, write, limits),
    limits: OUTSIDE,
  });
  if (!ran.ok)
    return { kind: 'notCompared', why: `it could not read the volume: ${ran.reason} (${ran.detail})` };
  return compared(ours.replaceAll(`0|/volume-${number}/`, '0|/'), ran.output.toString('utf8'), kind);
}

/** Two body files ("Body file" 3.x) of one volume. docs/conformance.md, 7 */
export function compared(
  ours: string,
  theirs: string,
  fileSystem: string,
): Extract<Compared, { kind: 'compared' }> {
  const explained = new Map<string, number>();
  const [mine, other] = [ours, theirs].map((body) => rowsOf(body, { fileSystem, explained })) as [Rows, Rows]; // two
  const differences: string[] = [];
  let [same, differencesCount] = [0, 0];
  const differs = (what: string): void => {
    differencesCount += 1;
    if (differences.length < TOLD) differences.push(what);
  };
  for (const [key, row] of mine) {
    const theirRow = other.get(key);
    const path = key.split('|')[0] ?? '';
    if (theirRow === row) same += 1;
    else if (theirRow !== undefined) differs(`${path}: ${row}; by it ${theirRow}`);
    else if (isFork(path, fileSystem))
      count(explained, 'resource forks and extended attributes, which it does not list');
    else if (fileSystem.startsWith('HFS') && path.startsWith('/$Orphans/'))
      count(explained, 'deleted files of HFS+, which it does not list');
    else differs(`${path}: it does not list it`);
  }
  for (const key of other.keys()) if (!mine.has(key)) differs(`${key.split('|')[0]}: listed by it alone`);
  return { kind: 'compared', same, differences, differencesCount, explained };
}

type Rows = ReadonlyMap<string, string>;

function rowsOf(
  body: string,
  { fileSystem, explained }: { readonly fileSystem: string; readonly explained: Map<string, number> },
): Rows {
  const rows = new Map<string, string>();
  for (const line of body.split('\n')) {
    const [, name = '', address = '', mode = '', , , size = '', , modified = ''] = line.split('|');
    if (modified === '') continue;
    if (isMadeUp(name, address)) {
      count(
        explained,
        'rows that it makes up, of names and streams that are metadata, and labels of volumes',
      );
      continue;
    }
    // Which of two that share an address is deleted it says only of the one.
    const [found = ''] = name.replace(/ \(deleted-realloc\)$/, ' (deleted)').split(' -> ');
    // A NUL in a name it writes as `^`, like all that no line can hold; here it is shown as itself.
    const path = fileSystem.startsWith('HFS') ? found.replaceAll('\u2400', '^') : found;
    const isFolder = mode.startsWith('d') || mode.startsWith('-/d');
    // It counts the entries of a disc, where our address is the offset of the record, and has the time of recording as that of creation.
    const isDisc = fileSystem.startsWith('ISO');
    const file = `${size} bytes${isDisc ? '' : `, modified ${modified}`}`;
    rows.set(`${path}|${isDisc ? '' : address}`, isFolder ? 'a folder' : file);
  }
  return rows;
}

/** Of The Sleuth Kit: no entries of the medium. */
export function isMadeUp(name: string, address: string): boolean {
  return (
    /^\/\$(?:MBR|FAT\d|OrphanFiles|VOLUME_GUID|ALLOC_BITMAP|UPCASE_TABLE|ExtentsFile|CatalogFile|BadBlockFile|AllocationFile|AttributesFile|StartupFile)(?:\/|$| )/.test(
      name,
    ) ||
    / \(Volume Label Entry\)/.test(name) ||
    / \(\$FILE_NAME\)/.test(name) ||
    (name.includes(':$') && address.includes('-144-')) ||
    /^\/\$(?:Secure|Extend\/\$(?:Quota|ObjId|Reparse))$/.test(name) ||
    name === '/$MFT'
  );
}

function isFork(path: string, fileSystem: string): boolean {
  return fileSystem.startsWith('HFS') && path.includes(':');
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
