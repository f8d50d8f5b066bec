// The files of an OCFL object against its inventories: nothing missing, nothing more, every digest right
// (OCFL 1.1, sections 3.3, 3.5.2 and 3.5.4).
import type { DigestName } from './copy-digests.ts';
import type { Findings, OcflCode } from './ocfl-findings.ts';
import { versionNumber, type Inventory } from './ocfl-inventory.ts';
import type { OcflExpectation, OcflReader, OcflWanted } from './ocfl-validate.ts';

/** By path; the number is the length. */
type ContentFiles = ReadonlyMap<string, number>;

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

interface FilesAgainst {
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
  const listed = new Set<string>();
  for (const paths of inventory.manifest.values()) for (const path of paths) listed.add(path);
  for (const path of content.keys())
    if (!listed.has(path)) findings.add('E023', path, 'a content file that is not in the manifest');
  checkOlderManifests(against, findings);
  for await (const { wanted, digests, reason } of reader.digest(wantedFiles(against, findings)))
    for (const { algorithm, digest, code } of wanted.expected) {
      const expected = `${algorithm} ${digest.toLowerCase()}`;
      const found = digests === undefined ? `not readable: ${reason}` : `${algorithm} ${digests[algorithm]}`;
      if (found !== expected)
        findings.add(code, wanted.path, 'the file is not what its digest says', { expected, found });
    }
}

/** Section 3.5.2: the manifest of each version has every content file of it and of those before it. */
function checkOlderManifests({ inventory, inventories, content }: FilesAgainst, findings: Findings): void {
  for (const [version, older] of inventories) {
    if (older === inventory) continue;
    const listed = new Set([...older.manifest.values()].flat());
    for (const path of content.keys()) {
      const [of = ''] = path.split('/', 1);
      if (numberOf(of) <= numberOf(version) && !listed.has(path))
        findings.add('E023', `${version}/inventory.json`, `content file ${path} is not in this manifest`);
    }
  }
}

/** `v12` and `v0012` → 12. */
function numberOf(version: string): number {
  return Number(version.slice(1));
}

/** One by one, since a list of a million files would be as large as the inventory. Missing files are reported here. */
function* wantedFiles(against: FilesAgainst, findings: Findings): Generator<OcflWanted> {
  const { inventory, content } = against;
  const others = otherExpectations(against);
  const present = function* (path: string, expected: readonly OcflExpectation[]): Generator<OcflWanted> {
    const bytesHint = content.get(path);
    if (bytesHint !== undefined) return yield { path, expected, bytesHint };
    for (const { algorithm, digest, code } of expected)
      findings.add(code, path, 'a file of the inventory is not there', {
        expected: `${algorithm} ${digest.toLowerCase()}`,
        found: 'nothing',
      });
  };
  const { algorithm } = inventory;
  if (algorithm !== undefined)
    for (const [digest, paths] of inventory.manifest)
      for (const path of paths) {
        yield* present(path, [{ algorithm, digest, code: 'E092' }, ...(others.get(path) ?? [])]);
        others.delete(path);
      }
  for (const [path, expected] of others) yield* present(path, expected);
}

/** What the inventories of earlier versions and the fixity blocks say of a file. */
function otherExpectations(against: FilesAgainst): Map<string, readonly OcflExpectation[]> {
  const found = new Map<string, readonly OcflExpectation[]>();
  const expect = (algorithm: DigestName, block: Inventory['manifest'], code: OcflCode): void => {
    for (const [digest, paths] of block)
      for (const path of paths) found.set(path, [...(found.get(path) ?? []), { algorithm, digest, code }]);
  };
  for (const inventory of new Set([against.inventory, ...against.inventories.values()])) {
    if (inventory !== against.inventory && inventory.algorithm !== undefined)
      expect(inventory.algorithm, inventory.manifest, 'E092');
    if (!against.withFixity) continue;
    for (const [name, block] of inventory.fixity) {
      const known = COMPUTED[name];
      if (known !== undefined) expect(known, block, 'E093');
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
