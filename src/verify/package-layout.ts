// Where things are in a package (docs/formats/package.md, sections 2 and 3): `<bag>/` and `package.note` beside it.
import { Fault } from './fault.ts';
import { firstTwin, nameFault, shownName } from './names.ts';
import type { PackageEntry } from './reader.ts';

/** What is handed over: evidence, or the proof of one request. */
type PackageKind = 'package' | 'proof';

/** No exhibit has such a number. */
export const PROOF_FOLDER = 'data/request/';

export interface Layout {
  readonly kind: PackageKind;
  /** Before every path, when the package lies in one more folder (a zip of the outer folder). */
  readonly prefix: string;
  /** Name of the bag's folder. */
  readonly bag: string;
  /** Bytes of every file in the bag, by its path within. */
  readonly files: ReadonlyMap<string, number>;
  /** Those outside `data/`: few, where the evidence may be a million files. */
  readonly tagPaths: readonly string[];
  readonly folders: number;
  readonly bytes: number;
}

export const PACKAGE_NOTE = 'package.note';

/** The only tag files of version 1. What is under `custody/` is checked line by line, so nothing else may stand there. */
const TAG_FILES: readonly RegExp[] = [
  /^(?:bagit|bag-info|manifest-sha256|tagmanifest-sha256|CHECK)\.txt$/,
  /^(?:case\.jsonld|records\.json)$/,
  /^report(?:\.[a-z]{2,3})?\.pdf$/,
  /^custody\/(?:checkpoint\.note|policy\.txt|conditions\.json)$/,
  /^custody\/keys\/(?:log-ed25519|log-ml-dsa-44|service)\.pem$/,
  /^custody\/events\/\d{6,16}\.note$/,
  /^custody\/(?:proofs|key-changes)\/\d{6,16}\.tlog-proof$/,
  /^custody\/details\/\d{6,16}\.json$/,
  /^custody\/heads\/[A-Za-z0-9._-]+\.note$/,
  /^custody\/timestamps\/[A-Za-z0-9._-]+\.tsr$/,
  /^custody\/chains\/[A-Za-z0-9._-]+\.pem$/,
];

const REQUIRED_TAG_FILES: readonly string[] = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'tagmanifest-sha256.txt',
  'CHECK.txt',
  'case.jsonld',
  'report.pdf',
  'custody/checkpoint.note',
  'custody/policy.txt',
  'custody/conditions.json',
  'custody/keys/log-ed25519.pem',
  'custody/keys/log-ml-dsa-44.pem',
  'custody/keys/service.pem',
];

/** Of evidence alone. */
const NOT_IN_PROOF: readonly RegExp[] = [
  /^(?:case\.jsonld|records\.json)$/,
  /^report(?:\.[a-z]{2,3})?\.pdf$/,
  /^custody\/conditions\.json$/,
];

/** Faults: unsafeEntry, unsafeName, unreadable when it is no package at all, fileMissing, fileUnlisted, bagInvalid. */
export function findLayout(entries: readonly PackageEntry[]): Layout {
  for (const { path, kind } of entries) {
    if (kind === 'link' || kind === 'other')
      throw new Fault(
        'unsafeEntry',
        shownName(path),
        'files and folders only',
        kind === 'link' ? 'a link' : 'another thing',
      );
    const fault = nameFault(path);
    if (fault !== undefined) throw new Fault('unsafeName', shownName(path), 'a safe name', fault);
  }
  const files = entries.filter((entry) => entry.kind === 'file');
  const folders = entries.filter((entry) => entry.kind === 'folder').map((entry) => entry.path);
  const twin = firstTwin(
    files.map((entry) => entry.path),
    folders,
  );
  if (twin !== undefined)
    throw new Fault(
      'unsafeName',
      shownName(twin[0]),
      'a name of its own',
      `the same as ${shownName(twin[1])} on some systems`,
    );
  const prefix = outerFolder(files);
  const bag = bagFolder(files, prefix);
  const start = `${prefix}${bag}/`;
  const inBag = new Map<string, number>();
  const tagPaths: string[] = [];
  let bytes = 0;
  for (const entry of files) {
    bytes += entry.bytes;
    if (!entry.path.startsWith(start)) continue; // the note
    const path = entry.path.slice(start.length);
    inBag.set(path, entry.bytes);
    if (!path.startsWith('data/')) tagPaths.push(path);
  }
  const kind = [...inBag.keys()].some((path) => path.startsWith(PROOF_FOLDER)) ? 'proof' : 'package';
  checkTagFiles(tagPaths, kind);
  for (const path of tagPaths) checkSize(path, inBag.get(path) ?? 0);
  return { kind, prefix, bag, files: inBag, tagPaths, folders: entries.length - files.length, bytes };
}

/** A zip and a browser often give the outer folder itself: then everything, the note too, is one level down. */
function outerFolder(files: readonly PackageEntry[]): string {
  const [first] = files;
  if (first === undefined) throw new Fault('unreadable', '.', 'a package', 'no files');
  const top = first.path.slice(0, first.path.indexOf('/') + 1);
  if (top === '' || !files.every((entry) => entry.path.startsWith(top))) return '';
  const holdsPackage = (path: string): boolean => path === PACKAGE_NOTE || /^[^/]+\/bagit\.txt$/.test(path);
  const isBag = files.some((entry) => entry.path === `${top}bagit.txt`);
  return !isBag && files.some((entry) => holdsPackage(entry.path.slice(top.length))) ? top : '';
}

function bagFolder(files: readonly PackageEntry[], prefix: string): string {
  const folders = new Set<string>();
  const bags = new Set<string>();
  const loose: string[] = [];
  for (const { path } of files) {
    const rest = path.slice(prefix.length);
    const slash = rest.indexOf('/');
    if (slash < 0) loose.push(rest);
    else folders.add(rest.slice(0, slash));
    if (slash >= 0 && rest.slice(slash) === '/bagit.txt') bags.add(rest.slice(0, slash));
  }
  const hasNote = loose.includes(PACKAGE_NOTE);
  if (!hasNote && bags.size === 0)
    throw new Fault('unreadable', '.', 'a package: a bag folder and package.note beside it', 'neither');
  if (!hasNote)
    throw new Fault(
      'fileMissing',
      PACKAGE_NOTE,
      'this note beside the bag folder: open the folder that holds both',
      'none',
    );
  const [bag = [...folders][0]] = bags;
  if (bag === undefined)
    throw new Fault('fileMissing', 'bagit.txt', 'a bag folder beside package.note', 'none');
  const extra = loose.find((name) => name !== PACKAGE_NOTE) ?? [...folders].find((name) => name !== bag);
  if (extra !== undefined)
    throw new Fault(
      'fileUnlisted',
      shownName(extra),
      'nothing beside the bag folder and package.note',
      'this',
    );
  return bag;
}

/** For people and for other programs: nobody reads them here, so that only their size could do harm. */
const UNREAD_BYTES_MAX: readonly (readonly [RegExp, number])[] = [
  [/^CHECK\.txt$/, 1024 * 1024],
  [/^report(?:\.[a-z]{2,3})?\.pdf$/, 1024 * 1024 * 1024],
  [/^case\.jsonld$/, 4 * 1024 * 1024 * 1024],
];

function checkSize(path: string, bytes: number): void {
  const most = UNREAD_BYTES_MAX.find(([pattern]) => pattern.test(path))?.[1];
  if (most !== undefined && bytes > most)
    throw new Fault('limitExceeded', path, `at most ${most} bytes`, `${bytes}`);
}

function checkTagFiles(paths: readonly string[], kind: PackageKind): void {
  const isOfNone = (path: string): boolean => kind === 'proof' && NOT_IN_PROOF.some((one) => one.test(path));
  if (paths.includes('fetch.txt'))
    throw new Fault('fetchRefused', 'fetch.txt', 'a package that is whole', 'a list of files to download');
  for (const path of paths)
    if (!TAG_FILES.some((pattern) => pattern.test(path)) || isOfNone(path))
      throw new Fault('bagInvalid', shownName(path), 'only the files of docs/formats/package.md', 'another');
  for (const path of REQUIRED_TAG_FILES)
    if (!paths.includes(path) && !isOfNone(path))
      throw new Fault('fileMissing', path, 'a file that every package has', 'none');
}

/** `custody/events/000017.note` → 17. Undefined for any spelling that the writer would not choose. */
export function indexInName(path: string): number | undefined {
  const digits = /\/(\d+)\.[a-z-]+$/.exec(path)?.[1];
  if (digits === undefined) return undefined;
  const index = Number(digits);
  return Number.isSafeInteger(index) && indexName(index) === digits ? index : undefined;
}

export function indexName(index: number): string {
  return String(index).padStart(6, '0');
}

export function eventPath(index: number): string {
  return `custody/events/${indexName(index)}.note`;
}

export function keyChangePath(index: number): string {
  return `custody/key-changes/${indexName(index)}.tlog-proof`;
}

/** Item names may hold a colon, file names may not. */
export function headPath(item: string): string {
  return `custody/heads/${item.replaceAll(':', '_')}.note`;
}
