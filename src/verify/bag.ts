// BagIt (RFC 8493): a folder whose manifests list every file with its digest. `package` rules are the strict form of
// docs/formats/package.md; `any` rules take what the specification allows, versions 0.93 to 1.0.
import { Fault } from './fault.ts';
import { escapeFault, foldedName, shownName } from './names.ts';
import type { HashName } from './crypto.ts';
import {
  PACKAGE_DECLARATION,
  readDeclaration,
  readInfo,
  type BagInfo,
  type BagRules,
  type BagSource,
  type Declaration,
} from './bag-tags.ts';
import { readManifest, type Manifest } from './bag-manifest.ts';
import { readSmall, type FileDigests, type OnBytes } from './reader.ts';

type Manifests = ReadonlyMap<HashName, Manifest>;

export interface Bag {
  readonly version: string;
  readonly info: BagInfo;
  /** Over the payload: what is under `data/`. */
  readonly manifests: Manifests;
  /** Over everything else. */
  readonly tagManifests: Manifests;
  /** What the specification allows and asks to warn about. */
  readonly warnings: readonly string[];
}

const MANIFEST = /^(tag)?manifest-([a-z0-9]+)\.txt$/;
const ALGORITHMS: readonly HashName[] = ['md5', 'sha1', 'sha256', 'sha512'];
const MAX_FETCH_BYTES = 16 * 1024 * 1024;

/**
 * Reads declaration, bag-info and manifests, and compares lists with files in both directions. No digests yet.
 * `tagManifests` are those of `openTagLists`, where they were read before.
 */
export async function openBag(source: BagSource, rules: BagRules, tagManifests?: Manifests): Promise<Bag> {
  const warnings: string[] = [];
  if (source.files.has('fetch.txt') && rules === 'package')
    throw new Fault('fetchRefused', 'fetch.txt', 'a package that is whole', 'a list of files to download');
  const declaration = await readDeclaration(source, rules);
  const info = await readInfo(source, declaration, rules);
  const manifests = await readManifests(source, 'payload', { declaration, rules, warnings });
  if (manifests.size === 0)
    throw new Fault('fileMissing', 'manifest-sha256.txt', 'a payload manifest', 'none');
  if (source.files.has('fetch.txt')) await checkFetch(source);
  checkComplete(source, manifests, warnings, rules, declaration.version);
  const tags = tagManifests ?? (await openTagLists(source, rules, declaration, warnings));
  return { version: declaration.version, info, manifests, tagManifests: tags, warnings };
}

/** Reads the lists of everything that is not payload and compares them with the files. */
export async function openTagLists(
  source: BagSource,
  rules: BagRules,
  declaration: Declaration = PACKAGE_DECLARATION,
  warnings: string[] = [],
): Promise<Manifests> {
  const manifests = await readManifests(source, 'tag', { declaration, rules, warnings });
  if (manifests.size === 0 && rules === 'package')
    throw new Fault('fileMissing', 'tagmanifest-sha256.txt', 'a tag manifest', 'none');
  checkTagLists(source, manifests, rules);
  return manifests;
}

async function readManifests(
  source: BagSource,
  kind: 'payload' | 'tag',
  how: { readonly declaration: Declaration; readonly rules: BagRules; readonly warnings: string[] },
): Promise<Manifests> {
  const manifests = new Map<HashName, Manifest>();
  for (const name of source.tagPaths) {
    const [, tag, digest = ''] = MANIFEST.exec(name) ?? [];
    if (digest === '' || (tag === 'tag') !== (kind === 'tag')) continue;
    const algorithm = algorithmOf(name, digest, how.rules);
    const { declaration, rules, warnings } = how;
    manifests.set(
      algorithm,
      await readManifest(source, { name, algorithm, kind, declaration, rules }, warnings),
    );
  }
  return manifests;
}

/** Digests beside those of the manifests, by the path of the file that is to have them. */
export type FurtherDigests = ReadonlyMap<string, readonly HashName[]>;

export interface ReadFiles {
  readonly files: number;
  readonly bytes: number;
  /** Of the files for which further digests were asked: every digest that was computed. */
  readonly further: ReadonlyMap<string, FileDigests['hex']>;
}

/** Digests every file that the manifests list, each in one pass. Fault: fileChanged, naming the file. */
export async function checkDigests(
  source: BagSource,
  manifests: Manifests,
  onBytes?: OnBytes,
  also: FurtherDigests = new Map(),
): Promise<ReadFiles> {
  const present = listedFiles(source, manifests);
  const further = new Map<string, FileDigests['hex']>();
  let bytes = 0;
  for (const { files, names } of passes(present, [...manifests.keys()], also)) {
    let at = 0;
    for await (const batch of digestsOf(source, files, names, onBytes))
      for (const found of batch) {
        const file = files[at] ?? { path: '', bytes: -1 };
        holdTo(manifests, file, found);
        if (also.has(file.path)) further.set(file.path, found.hex);
        bytes += found.bytes;
        at += 1;
      }
    if (at !== files.length) throw new Error(`${at} of ${files.length} files were digested`);
  }
  return { files: present.length, bytes, further };
}

/** Files that need the same digests are read together: nearly all need those of the manifests alone. */
function passes(
  present: readonly ListedFile[],
  names: readonly HashName[],
  also: FurtherDigests,
): { readonly files: readonly ListedFile[]; readonly names: readonly HashName[] }[] {
  if (also.size === 0) return [{ files: present, names }];
  const groups = new Map<string, { files: ListedFile[]; names: readonly HashName[] }>();
  for (const file of present) {
    const all = [...new Set([...names, ...(also.get(file.path) ?? [])])];
    const group = groups.get(all.join());
    if (group === undefined) groups.set(all.join(), { files: [file], names: all });
    else group.files.push(file);
  }
  return [...groups.values()];
}

function holdTo(manifests: Manifests, { path, bytes }: ListedFile, found: FileDigests): void {
  for (const [name, manifest] of manifests) {
    const expected = manifest.get(path);
    if (expected !== undefined && expected !== found.hex[name])
      throw new Fault('fileChanged', path, `${name} ${expected}`, String(found.hex[name]));
  }
  if (found.bytes !== bytes)
    throw new Fault('fileChanged', path, `${bytes} bytes`, `${found.bytes} while it was read`);
}

interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

function listedFiles(source: BagSource, manifests: Manifests): readonly ListedFile[] {
  const [first, ...more] = manifests.values();
  const listed =
    more.length === 0 ? (first?.keys() ?? []) : new Set([...manifests.values()].flatMap(pathsOf));
  const present: ListedFile[] = [];
  for (const path of listed) {
    const bytes = source.files.get(path);
    if (bytes !== undefined) present.push({ path, bytes }); // one that is missing is a twin that `any` rules warned about
  }
  return present;
}

function pathsOf(manifest: Manifest): string[] {
  return [...manifest.keys()];
}

async function* digestsOf(
  { reader, prefix }: BagSource,
  files: readonly ListedFile[],
  names: readonly HashName[],
  onBytes?: OnBytes,
): AsyncGenerator<readonly FileDigests[]> {
  const placed = files.map(({ path, bytes }) => ({ path: prefix + path, bytes }));
  if (reader.digestAll !== undefined) yield* reader.digestAll(placed, names, onBytes);
  else for (const { path } of placed) yield [await reader.digest(path, names, onBytes)];
}

function algorithmOf(place: string, name: string, rules: BagRules): HashName {
  const known = rules === 'package' ? (['sha256'] as const) : ALGORITHMS;
  const algorithm = known.find((one) => one === name);
  if (algorithm === undefined)
    throw new Fault('bagInvalid', place, `a digest that is known: ${known.join(', ')}`, shownName(name));
  return algorithm;
}

/** RFC 8493, 2.2.3. Nothing is ever downloaded: what is listed must have arrived by another road. */
async function checkFetch(source: BagSource): Promise<void> {
  const text = new TextDecoder().decode(
    await readSmall(source.reader, `${source.prefix}fetch.txt`, MAX_FETCH_BYTES),
  );
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const path = /^\S+[ \t]+(?:\d+|-)[ \t]+(?![ \t])(.+)$/.exec(line)?.[1];
    if (path === undefined)
      throw new Fault('bagInvalid', 'fetch.txt', 'an address, a length and a path', 'other text');
    const fault = escapeFault(path);
    if (fault !== undefined) throw new Fault('unsafeName', 'fetch.txt', 'a path inside the bag', fault);
    if (!source.files.has(path))
      throw new Fault('fetchRefused', 'fetch.txt', `${shownName(path)} to be here`, 'a download');
  }
}

function checkComplete(
  source: BagSource,
  manifests: Manifests,
  warnings: string[],
  rules: BagRules,
  version: string,
): void {
  const payloadFiles = source.files.size - source.tagPaths.length;
  // Before 1.0 a file had to be in one manifest; since then in all of them (RFC 8493, 2.1.3).
  const everyManifest = version === '1.0';
  for (const [name, manifest] of manifests) {
    for (const path of manifest.keys()) {
      if (source.files.has(path)) continue;
      const twin = rules === 'any' ? twinOf(path, source) : undefined;
      if (twin === undefined || manifest.get(twin) !== manifest.get(path))
        throw new Fault('fileMissing', path, `a file, as manifest-${name}.txt says`, 'none');
      warnings.push(`${shownName(path)} and ${shownName(twin)} are one file on some systems`);
    }
  }
  // As many as the only list has, and every listed one was found: they are the same.
  const [only] = manifests.values();
  if (manifests.size === 1 && only?.size === payloadFiles && warnings.length === 0) return;
  for (const path of source.files.keys()) {
    if (!path.startsWith('data/')) continue;
    let holding = 0;
    for (const manifest of manifests.values()) if (manifest.has(path)) holding += 1;
    if (holding === manifests.size || (!everyManifest && holding > 0)) continue;
    throw new Fault('fileUnlisted', path, 'a line in every payload manifest', 'none');
  }
}

function twinOf(path: string, source: BagSource): string | undefined {
  const payload = [...source.files.keys()].filter((one) => one.startsWith('data/'));
  return payload.find((one) => foldedName(one) === foldedName(path));
}

function checkTagLists(source: BagSource, tagManifests: Manifests, rules: BagRules): void {
  for (const [name, manifest] of tagManifests) {
    for (const path of manifest.keys())
      if (!source.files.has(path))
        throw new Fault('fileMissing', path, `a file, as tagmanifest-${name}.txt says`, 'none');
    if (rules === 'any') continue;
    for (const path of source.tagPaths)
      if (!path.startsWith('tagmanifest-') && !manifest.has(path))
        throw new Fault('fileUnlisted', path, 'a line in the tag manifest', 'none');
  }
}
