// `inventory.json` of an OCFL object, read as hostile input: its form and what it says of itself (OCFL 1.1, section 3.5).
// Whether the files are as it says is for `ocfl-validate.ts`.
import { isRfc3339 } from '../base/time.ts';
import type { Findings, OcflCode } from './ocfl-findings.ts';

type MainAlgorithm = 'sha256' | 'sha512';
export type OcflVersion = '1.0' | '1.1';

export interface Inventory {
  readonly id: string;
  readonly ocfl: OcflVersion | undefined;
  /** Undefined when it is not one the specification allows. */
  readonly algorithm: MainAlgorithm | undefined;
  readonly head: string | undefined;
  readonly contentDirectory: string;
  readonly declaresContentDirectory: boolean;
  /** Digests as spelt, with their content paths. */
  readonly manifest: PathsByDigest;
  readonly versions: ReadonlyMap<string, InventoryVersion>;
  /** Algorithm, digest, content paths. */
  readonly fixity: ReadonlyMap<string, PathsByDigest>;
}

export interface InventoryVersion {
  /** `created`, `message` and `user`, as JSON, to compare. */
  readonly about: string;
  readonly state: PathsByDigest;
}

const KEYS = ['id', 'type', 'digestAlgorithm', 'head', 'contentDirectory', 'manifest', 'versions', 'fixity'];
const VERSION_KEYS = ['created', 'state', 'message', 'user'];
/** Section 3.4 and the community extensions 0001 and 0009. What we cannot compute is passed over (E028). */
const FIXITY_ALGORITHMS =
  /^(?:md5|sha1|sha256|sha512|sha512\/256|blake2b-(?:160|256|384|512)|size|crc32|crc32c)$/;

/** `where` is the folder of the inventory, '' for the object root. Undefined when it is not JSON of an object at all. */
export function parseInventory(bytes: Uint8Array, where: string, findings: Findings): Inventory | undefined {
  const path = where === '' ? 'inventory.json' : `${where}/inventory.json`;
  const say: Say = (code, message) => findings.add(code, path, message);
  const json = parseJson(bytes);
  if (!isFields(json)) return say('E033', 'the inventory is not a JSON object in UTF-8');
  for (const key of Object.keys(json)) if (!KEYS.includes(key)) say('E102', `unknown key ${quote(key)}`);
  const ocfl = specificationOf(json['type'], say);
  const versions = versionsOf(json['versions'], say);
  const inventory: Inventory = {
    id: idOf(json['id'], say),
    ocfl,
    algorithm: algorithmOf(json['digestAlgorithm'], say),
    head: headOf(json['head'], [...versions.keys()], say),
    contentDirectory: contentDirectoryOf(json['contentDirectory'], say),
    declaresContentDirectory: json['contentDirectory'] !== undefined,
    manifest: manifestOf(json['manifest'], say),
    versions,
    fixity: fixityOf(json['fixity'], say),
  };
  checkAgainstManifest(inventory, say);
  return inventory;
}

/** 3 for `v3` and `v003`; undefined for anything else. */
export function versionNumber(name: string): number | undefined {
  return /^v\d{1,9}$/.test(name) && Number(name.slice(1)) > 0 ? Number(name.slice(1)) : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function idOf(id: unknown, say: Say): string {
  if (id === undefined) say('E036', 'no id');
  else if (typeof id !== 'string' || id === '') say('E037', 'the id is not a text');
  else if (!/^[A-Za-z][A-Za-z0-9+.-]*:./.test(id)) say('W005', 'the id is not a URI');
  return typeof id === 'string' ? id : '';
}

function specificationOf(type: unknown, say: Say): OcflVersion | undefined {
  if (type === undefined) return say('E036', 'no type');
  const match =
    typeof type === 'string' ? /^https:\/\/ocfl\.io\/(1\.[01])\/spec\/#inventory$/.exec(type) : null;
  if (match === null) return say('E038', 'the type is not the inventory section of OCFL 1.0 or 1.1');
  return match[1] === '1.0' ? '1.0' : '1.1';
}

function algorithmOf(algorithm: unknown, say: Say): MainAlgorithm | undefined {
  if (algorithm === undefined) return say('E036', 'no digestAlgorithm');
  if (algorithm !== 'sha256' && algorithm !== 'sha512')
    return say('E025', 'the digest algorithm is neither sha512 nor sha256');
  if (algorithm === 'sha256') say('W004', 'the digest algorithm is sha256, not sha512');
  return algorithm;
}

function headOf(head: unknown, versions: readonly string[], say: Say): string | undefined {
  if (head === undefined) return say('E036', 'no head');
  if (typeof head !== 'string') return say('E040', 'the head is not a text');
  const last = versions.reduce((most, name) => Math.max(most, versionNumber(name) ?? 0), 0);
  if (versions.length > 0 && versionNumber(head) !== last)
    say('E040', `the head ${quote(head)} is not the last version`);
  const padded = versions.find((name) => name.startsWith('v0'));
  if (padded !== undefined && (head.length !== padded.length || !head.startsWith('v0')))
    for (const code of ['E011', 'E013'] as const)
      say(code, `the head ${quote(head)} is not padded as ${padded} is`);
  return head;
}

function contentDirectoryOf(name: unknown, say: Say): string {
  if (name === undefined) return 'content';
  if (typeof name !== 'string' || name === '') say('E108', 'contentDirectory is not a name');
  else if (name.includes('/')) say('E017', 'contentDirectory has a slash');
  else if (name === '.' || name === '..') say('E018', 'contentDirectory is one or two dots');
  else return name;
  return 'content';
}

function versionsOf(versions: unknown, say: Say): Map<string, InventoryVersion> {
  const found = new Map<string, InventoryVersion>();
  if (versions === undefined) say('E043', 'no versions');
  else if (!isFields(versions)) say('E044', 'versions is not an object');
  else for (const [name, one] of Object.entries(versions)) found.set(name, versionOf(name, one, say));
  if (found.size === 0 && isFields(versions)) say('E008', 'no version at all');
  checkVersionNames([...found.keys()], say);
  return found;
}

function checkVersionNames(names: readonly string[], say: Say): void {
  if (names.length === 0) return;
  for (const name of names)
    if (versionNumber(name) === undefined)
      say(name.startsWith('v') ? 'E105' : 'E104', `${quote(name)} is not v and a number from 1`);
  const numbers = names.map((name) => versionNumber(name) ?? 0).sort((a, b) => a - b);
  if (numbers[0] !== 1) say('E009', 'the versions do not start at 1');
  if (numbers.some((number, i) => i > 0 && number !== (numbers[i - 1] ?? 0) + 1))
    say('E010', 'the versions have gaps');
  const padded = names.filter((name) => name.startsWith('v0'));
  if (padded.length === 0) return;
  say('W001', 'version numbers are padded with zeros');
  if (padded.length < names.length || padded.some((name) => name.length !== padded[0]?.length))
    say('E012', 'version numbers are padded in different ways');
}

function versionOf(name: string, version: unknown, say: Say): InventoryVersion {
  const none = { about: '', state: new Map<string, readonly string[]>() };
  if (!isFields(version)) return (say('E047', `version ${quote(name)} is not an object`), none);
  const { created, message, user, state } = version;
  for (const key of Object.keys(version))
    if (!VERSION_KEYS.includes(key)) say('E102', `unknown key ${quote(key)} in version ${quote(name)}`);
  if (created === undefined) say('E048', `version ${quote(name)} has no created`);
  else if (typeof created !== 'string' || !isRfc3339(created))
    say('E049', `created of version ${quote(name)} is not a time of RFC 3339 with an offset`);
  if (message === undefined || user === undefined)
    say('W007', `version ${quote(name)} lacks message or user`);
  if (message !== undefined && typeof message !== 'string') say('E094', 'a message is not a text');
  if (user !== undefined) checkUser(user, say);
  const about = JSON.stringify([created, message, user]);
  if (state === undefined) return (say('E048', `version ${quote(name)} has no state`), { ...none, about });
  if (!isFields(state))
    return (say('E050', `state of version ${quote(name)} is not an object`), { ...none, about });
  const paths = pathsByDigest(state, () => say('E051', 'logical paths are not an array of texts'));
  checkPaths(paths, say, { dots: 'E052', slash: 'E053', twin: 'E095' });
  return { about, state: paths };
}

function checkUser(user: unknown, say: Say): void {
  if (!isFields(user) || typeof user['name'] !== 'string' || user['name'] === '')
    return say('E054', 'a user has no name');
  const { address } = user;
  if (address === undefined) say('W008', 'a user has no address');
  else if (typeof address !== 'string' || !/^[A-Za-z][A-Za-z0-9+.-]*:./.test(address))
    say('W009', 'the address of a user is not a URI');
}

function manifestOf(manifest: unknown, say: Say): PathsByDigest {
  if (manifest === undefined) return (say('E041', 'no manifest'), new Map());
  if (!isFields(manifest)) return (say('E106', 'the manifest is not an object'), new Map());
  const paths = pathsByDigest(manifest, () => say('E092', 'content paths are not an array of texts'));
  checkPaths(paths, say, { dots: 'E099', slash: 'E100', twin: 'E101' });
  checkCase(paths, () => say('E096', 'a digest occurs twice in the manifest'));
  return paths;
}

function fixityOf(fixity: unknown, say: Say): Inventory['fixity'] {
  const found = new Map<string, PathsByDigest>();
  if (fixity === undefined) return found;
  if (!isFields(fixity)) return (say('E111', 'fixity is not an object'), found);
  for (const [algorithm, block] of Object.entries(fixity)) {
    if (!FIXITY_ALGORITHMS.test(algorithm)) say('E056', `unknown fixity algorithm ${quote(algorithm)}`);
    if (!isFields(block)) {
      say('E057', `fixity of ${quote(algorithm)} is not an object`);
      continue;
    }
    const paths = pathsByDigest(block, () =>
      say('E057', 'content paths in fixity are not an array of texts'),
    );
    checkPaths(paths, say, { dots: 'E099', slash: 'E100', twin: 'E101' });
    checkCase(paths, () => say('E097', `a ${algorithm} digest occurs twice in fixity`));
    found.set(algorithm, paths);
  }
  return found;
}

/** What manifest, versions and fixity must say of each other. */
function checkAgainstManifest(inventory: Inventory, say: Say): void {
  const { manifest, versions, contentDirectory } = inventory;
  const used = new Set<string>();
  for (const [name, { state }] of versions)
    for (const digest of state.keys()) {
      if (!manifest.has(digest))
        say('E050', `a digest in the state of version ${quote(name)} is not in the manifest`);
      used.add(digest);
    }
  for (const [digest, paths] of manifest) {
    if (inventory.ocfl === '1.1' && !used.has(digest)) say('E107', `digest ${quote(digest)} is in no state`);
    for (const path of paths) {
      const [version = '', folder, ...rest] = path.split('/');
      if (!versions.has(version) || folder !== contentDirectory || rest.length === 0)
        say('E042', `content path ${quote(path)} does not lie in the content folder of a version`);
    }
  }
}

// The blocks of an inventory that name files: manifest, state and fixity are all digests with the paths that have them.

type Fields = { readonly [key: string]: unknown };
type PathsByDigest = ReadonlyMap<string, readonly string[]>;
/** Returns undefined, so that a parser can end with what it has to say. */
type Say = (code: OcflCode, message: string) => undefined;

function pathsByDigest(block: Fields, onBad: () => void): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [digest, paths] of Object.entries(block)) {
    const isGood = Array.isArray(paths) && paths.every((path) => typeof path === 'string');
    if (!isGood) onBad();
    else found.set(digest, paths);
  }
  return found;
}

function checkPaths(
  block: ReadonlyMap<string, readonly string[]>,
  say: Say,
  codes: { readonly dots: OcflCode; readonly slash: OcflCode; readonly twin: OcflCode },
): void {
  const all = new Set<string>();
  for (const paths of block.values())
    for (const path of paths) {
      if (path.startsWith('/') || path.endsWith('/'))
        say(codes.slash, `${quote(path)} starts or ends with a slash`);
      const inner = path.replace(/^\/|\/$/g, '').split('/');
      if (inner.some((part) => part === '' || part === '.' || part === '..'))
        say(codes.dots, `${quote(path)} has an empty part or dots for a part`);
      if (all.has(path)) say(codes.twin, `${quote(path)} occurs twice`);
      all.add(path);
    }
  for (const path of all)
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
      if (all.has(path.slice(0, slash))) say(codes.twin, `a folder of ${quote(path)} is a file too`);
}

function checkCase(block: ReadonlyMap<string, unknown>, onTwin: () => void): void {
  if (new Set([...block.keys()].map((digest) => digest.toLowerCase())).size < block.size) onTwin();
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
