// Holds an OCFL object of version 1.0 or 1.1 to the specification: every file, every digest, every version.
// Pure over a small reader, so that a disk, another store and a test can each give one.
import type { DigestName } from './copy-digests.ts';
import { Findings, type OcflCode, type OcflFinding } from './ocfl-findings.ts';
import { checkFiles, contentFiles } from './ocfl-files.ts';
import { parseInventory, versionNumber, type Inventory, type OcflVersion } from './ocfl-inventory.ts';
import { compareVersions } from './ocfl-versions.ts';

/** Paths are below the object root, `/` between parts. */
export interface OcflReader {
  /** In any order; '' is the object root. Undefined when there is no such folder. */
  list(folder: string): Promise<readonly OcflEntry[] | undefined>;
  /** A whole small file; undefined when there is none. Refuses tooLarge. */
  read(path: string): Promise<Uint8Array | undefined>;
  digest(files: Iterable<OcflWanted>): AsyncIterable<OcflDigested>;
  /** Lower-case hex. */
  digestOf(algorithm: DigestName, bytes: Uint8Array): string;
}

export interface OcflEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Of a file. */
  readonly bytes: number;
}

export interface OcflWanted {
  readonly path: string;
  readonly expected: readonly OcflExpectation[];
  readonly bytesHint: number;
}

export interface OcflExpectation {
  readonly algorithm: DigestName;
  /** In either case. */
  readonly digest: string;
  /** What it means when it is not met. */
  readonly code: OcflCode;
}

/** Lower-case hex by algorithm; undefined when the file cannot be read, with the reason. */
export interface OcflDigested {
  readonly wanted: OcflWanted;
  readonly digests: { readonly [name in DigestName]?: string } | undefined;
  readonly reason?: string;
}

interface OcflReport {
  readonly version: OcflVersion | undefined;
  /** That of the object root. */
  readonly inventory: Inventory | undefined;
  /** SHA-256 of the file; '' where there is none. */
  readonly inventorySha256: string;
  /** Content files found, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly errors: readonly OcflFinding[];
  readonly errorsCount: number;
  readonly warnings: readonly OcflFinding[];
}

interface ValidateOptions {
  /** Whether the fixity block is recomputed too: as a rule its algorithms are old and slow. */
  readonly withFixity: boolean;
}

/** Never throws for what is wrong with the object; that is in the report. */
export async function validateObject(reader: OcflReader, options: ValidateOptions): Promise<OcflReport> {
  const findings = new Findings();
  const root = (await reader.list('')) ?? [];
  const version = await checkDeclaration(reader, root, findings);
  const { inventory, sha256 } = await readInventory(reader, '', findings);
  const nothing = { version, inventory, inventorySha256: sha256, files: 0, bytes: 0 };
  if (sha256 === '') findings.add('E063', 'inventory.json', 'there is no inventory');
  if (inventory === undefined) return { ...nothing, ...findings.listed() };
  if (version !== undefined && inventory.ocfl !== undefined && version !== inventory.ocfl)
    findings.add(
      'E038',
      'inventory.json',
      `the type is of OCFL ${inventory.ocfl}, the declaration of ${version}`,
    );
  checkRoot(root, inventory, findings);
  await checkExtensions(reader, root, findings);
  const inventories = await versionInventories(reader, { root, inventory, sha256 }, findings);
  compareVersions(inventory, inventories, findings);
  const content = await contentFiles(reader, inventory, inventories, findings);
  await checkFiles(reader, { inventory, inventories, content, ...options }, findings);
  const bytes = [...content.values()].reduce((sum, one) => sum + one, 0);
  return { ...nothing, files: content.size, bytes, ...findings.listed() };
}

/** Sections 3.2 and Namaste. */
async function checkDeclaration(
  reader: OcflReader,
  root: readonly OcflEntry[],
  findings: Findings,
): Promise<OcflVersion | undefined> {
  const declarations = root.filter(({ name }) => /^\d?=|ocfl_object/.test(name));
  const [first] = declarations;
  if (first === undefined) return findings.add('E003', '', 'no declaration 0=ocfl_object_…');
  if (declarations.length > 1) findings.add('E003', '', 'more than one declaration');
  const { name } = first;
  if (!name.includes('=')) findings.add('E004', name, 'the declaration is not named T=value');
  else if (!name.startsWith('0=')) findings.add('E005', name, 'the declaration does not start with 0');
  const match = /^0=ocfl_object_(1\.[01])$/.exec(name);
  if (match === null) return findings.add('E006', name, 'the declaration is not of OCFL 1.0 or 1.1');
  const text = await reader.read(name);
  if (text === undefined || Buffer.from(text).toString('latin1') !== `${name.slice(2)}\n`)
    findings.add('E007', name, 'the text of the declaration is not its name and a newline');
  return match[1] === '1.0' ? '1.0' : '1.1';
}

interface ReadInventory {
  readonly inventory: Inventory | undefined;
  /** '' when there is none. */
  readonly sha256: string;
}

/** With its sidecar. The bytes are let go here: those of a million files fill memory. */
async function readInventory(
  reader: OcflReader,
  folder: string,
  findings: Findings,
  known?: ReadInventory,
): Promise<ReadInventory> {
  const bytes = await reader.read(folder === '' ? 'inventory.json' : `${folder}/inventory.json`);
  if (bytes === undefined) return { inventory: undefined, sha256: '' };
  const sha256 = reader.digestOf('sha256', bytes);
  const inventory = known?.sha256 === sha256 ? known.inventory : parseInventory(bytes, folder, findings);
  if (inventory !== undefined) await checkSidecar(reader, folder, bytes, inventory, findings);
  return { inventory, sha256 };
}

/** Section 3.6. */
async function checkSidecar(
  reader: OcflReader,
  folder: string,
  bytes: Uint8Array,
  inventory: Inventory,
  findings: Findings,
): Promise<void> {
  if (inventory.algorithm === undefined) return;
  const path = `${folder === '' ? '' : `${folder}/`}inventory.json.${inventory.algorithm}`;
  const text = await reader.read(path);
  if (text === undefined) return findings.add('E058', path, 'the inventory has no digest file');
  const match = /^([0-9a-fA-F]+)[ \t]+inventory\.json\s*$/.exec(Buffer.from(text).toString('latin1'));
  if (match === null) return findings.add('E061', path, 'the digest file is not "DIGEST inventory.json"');
  const expected = (match[1] ?? '').toLowerCase();
  const found = reader.digestOf(inventory.algorithm, bytes);
  if (expected !== found)
    findings.add('E060', path, 'the inventory is not what its digest file says', { expected, found });
}

/** Section 3.1: nothing else in the object root. */
function checkRoot(root: readonly OcflEntry[], inventory: Inventory, findings: Findings): void {
  const files = new Set(['inventory.json', `inventory.json.${inventory.algorithm ?? 'sha512'}`]);
  for (const { name, kind } of root) {
    if (kind === 'other') findings.add('E090', name, 'a link or other thing that is neither file nor folder');
    else if (kind === 'file' && !files.has(name) && !name.startsWith('0=ocfl_object_'))
      findings.add('E001', name, 'a file that has no place in the object root');
    else if (kind === 'folder' && versionNumber(name) !== undefined) {
      if (!inventory.versions.has(name))
        findings.add('E046', name, 'a version that the inventory does not have');
    } else if (kind === 'folder' && name !== 'logs' && name !== 'extensions')
      findings.add('E001', name, 'a folder that has no place in the object root');
  }
  const folders = new Set(root.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
  for (const name of inventory.versions.keys())
    if (!folders.has(name)) findings.add('E046', name, 'a version of the inventory that is not there');
}

/** Section 3.9. Registered are the numbered names of the community. */
async function checkExtensions(
  reader: OcflReader,
  root: readonly OcflEntry[],
  findings: Findings,
): Promise<void> {
  if (!root.some(({ name, kind }) => name === 'extensions' && kind === 'folder')) return;
  for (const { name, kind } of (await reader.list('extensions')) ?? []) {
    const path = `extensions/${name}`;
    if (kind !== 'folder') findings.add('E067', path, 'something that is not the folder of an extension');
    else if (!/^(?:\d{4}-[a-z0-9-]+|initial)$/.test(name))
      findings.add('W013', path, 'an extension whose name is not registered');
  }
}

/** Section 3.7: the inventories in the folders of the versions, by version. */
async function versionInventories(
  reader: OcflReader,
  of: { readonly root: readonly OcflEntry[]; readonly inventory: Inventory; readonly sha256: string },
  findings: Findings,
): Promise<ReadonlyMap<string, Inventory>> {
  const found = new Map<string, Inventory>();
  for (const { name, kind } of of.root) {
    if (kind !== 'folder' || !of.inventory.versions.has(name)) continue;
    const isHead = name === of.inventory.head;
    const { inventory, sha256 } = await readInventory(reader, name, findings, isHead ? of : undefined);
    if (sha256 === '') findings.add('W010', name, 'a version without an inventory of its own');
    else if (isHead && sha256 !== of.sha256)
      findings.add('E064', `${name}/inventory.json`, 'not the same as in the object root');
    if (inventory !== undefined) found.set(name, inventory);
  }
  return found;
}
