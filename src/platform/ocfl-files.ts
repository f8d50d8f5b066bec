// The files of an OCFL object against its inventories: nothing missing, nothing more, every digest right
// (OCFL 1.1, sections 3.3, 3.5.2 and 3.5.4).
import type { DigestName } from './copy-digests.ts';
import type { Findings, OcflCode } from './ocfl-findings.ts';
import { versionNumber, type Inventory } from './ocfl-inventory.ts';
import type { OcflReader, OcflWanted } from './ocfl-validate.ts';

/** By path; the number is the length. */
export type ContentFiles = ReadonlyMap<string, number>;

const MAX_DEPTH = 100;

/** Every file in the content folders of the versions. */
export async function contentFiles(
  reader: OcflReader,
  root: Inventory,
  inventories: ReadonlyMap<string, Inventory>,
  findings: Findings,
): Promise<ContentFiles> {
  const files = new Map<string, number>();
  for (const version of root.versions.keys()) {
    if (versionNumber(version) === undefined) continue; // a key such as `../..` is not a place to look
    const entries = await reader.list(version);
    if (entries === undefined) continue;
    const algorithm = (inventories.get(version) ?? root).algorithm;
    const own = new Set(['inventory.json', `inventory.json.${algorithm ?? 'sha512'}`]);
    for (const { name, kind } of entries) {
      const path = `${version}/${name}`;
      if (kind === 'other')
        findings.add('E090', path, 'a link or other thing that is neither file nor folder');
      else if (kind === 'file' && !own.has(name))
        findings.add('E015', path, 'a file that has no place in a version');
      else if (kind === 'folder' && name !== root.contentDirectory)
        findings.add('W002', path, 'a folder beside the content folder');
      else if (kind === 'folder') await addFolder(reader, path, files, findings);
    }
  }
  return files;
}

export interface FilesAgainst {
  readonly inventory: Inventory;
  readonly inventories: ReadonlyMap<string, Inventory>;
  readonly content: ContentFiles;
  readonly withFixity: boolean;
}

export async function checkFiles(
  reader: OcflReader,
  against: FilesAgainst,
  findings: Findings,
): Promise<void> {
  const { inventory, content } = against;
  const listed = new Set([...inventory.manifest.values()].flat());
  for (const path of content.keys())
    if (!listed.has(path)) findings.add('E023', path, 'a content file that is not in the manifest');
  const expectations = expectationsOf(against, findings);
  const wanted = [...expectations]
    .filter(([path]) => content.has(path))
    .map(([path, all]): OcflWanted => {
      const algorithms = [...new Set(all.map(({ algorithm }) => algorithm))];
      return { path, algorithms, bytesHint: content.get(path) ?? 0 };
    });
  for await (const { path, digests, reason } of reader.digest(wanted))
    for (const { algorithm, digest, code } of expectations.get(path) ?? []) {
      const expected = `${algorithm} ${digest.toLowerCase()}`;
      const found = digests === undefined ? `not readable: ${reason}` : `${algorithm} ${digests[algorithm]}`;
      if (found !== expected)
        findings.add(code, path, 'the file is not what its digest says', { expected, found });
    }
}

interface Expectation {
  readonly algorithm: DigestName;
  readonly digest: string;
  /** What it means when it is not met. */
  readonly code: OcflCode;
}

/** Everything that any inventory says of a file, each thing once. Files that are not there are reported here. */
function expectationsOf(
  against: FilesAgainst,
  findings: Findings,
): ReadonlyMap<string, readonly Expectation[]> {
  const found = new Map<string, Expectation[]>();
  const expect = (path: string, one: Expectation): void => {
    const others = found.get(path) ?? [];
    const isNew = !others.some((other) => other.algorithm === one.algorithm && other.digest === one.digest);
    if (!isNew) return;
    others.push(one);
    found.set(path, others);
    if (!against.content.has(path))
      findings.add(one.code, path, 'a file of the inventory is not there', {
        expected: `${one.algorithm} ${one.digest.toLowerCase()}`,
        found: 'nothing',
      });
  };
  for (const inventory of new Set([against.inventory, ...against.inventories.values()])) {
    const { algorithm, manifest, fixity } = inventory;
    if (algorithm !== undefined)
      for (const [digest, paths] of manifest)
        for (const path of paths) expect(path, { algorithm, digest, code: 'E092' });
    if (!against.withFixity) continue;
    for (const [name, block] of fixity) {
      const known = COMPUTED[name];
      if (known === undefined) continue;
      for (const [digest, paths] of block)
        for (const path of paths) expect(path, { algorithm: known, digest, code: 'E093' });
    }
  }
  return found;
}

/** Names of fixity algorithms that we compute, with their names in OpenSSL. */
const COMPUTED: { readonly [name: string]: DigestName | undefined } = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  'blake2b-512': 'blake2b512',
};

/** Without recursion, so that depth costs nothing; bounded all the same. */
async function addFolder(
  reader: OcflReader,
  top: string,
  files: Map<string, number>,
  findings: Findings,
): Promise<void> {
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = (await reader.list(folder)) ?? [];
    if (entries.length === 0)
      findings.add(folder === top ? 'W003' : 'E024', folder, 'an empty folder in the content');
    if (folder.split('/').length > MAX_DEPTH) {
      findings.add('E023', folder, `deeper than ${MAX_DEPTH} folders`);
      continue;
    }
    for (const { name, kind, bytes } of entries) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') folders.push(path);
      else if (kind === 'file') files.set(path, bytes);
      else findings.add('E090', path, 'a link or other thing that is neither file nor folder');
    }
  }
}
