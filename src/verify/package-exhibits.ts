// Evidence against its events: what is under `data/<exhibit number>/` is what was acquired or received, whole.
import { hex, utf8Text } from '../base/bytes.ts';
import { parseCanonicalJson, type Json } from '../base/canonical-json.ts';
import type { CustodyEvent } from './event.ts';
import { Fault } from './fault.ts';
import type { ItemHead } from './item-head.ts';
import { shownName } from './names.ts';
import { eventPath } from './package-layout.ts';
import { digestedPath, FURTHER } from './package-stated.ts';
import {
  readTagFile,
  type FoundEvent,
  type FoundExhibit,
  type FoundRecords,
  type OpenPackage,
} from './package-parts.ts';
import { lineBatches } from './reader.ts';

const EXHIBIT = /^[A-Z]{2}-\d{4}-\d{6,}-[1-9]\d*$/;
/** A million entries with all their times; a line may list many unreadable ranges. */
const TREE_LIMITS = { lineBytes: 4 * 1024 * 1024, bytes: 4 * 1024 * 1024 * 1024 };
const MAX_RECORDS_BYTES = 4 * 1024 * 1024;
const MAX_CONDITIONS_BYTES = 16 * 1024 * 1024;

interface Chains {
  readonly items: ReadonlyMap<string, readonly FoundEvent[]>;
  readonly heads: ReadonlyMap<string, ItemHead>;
}

/** Every folder under `data/` is an exhibit with events, and the other way round. Fault exhibitMismatch. */
export async function checkExhibits(pack: OpenPackage, chains: Chains): Promise<readonly FoundExhibit[]> {
  const folders = payloadFolders(pack);
  const exhibits: FoundExhibit[] = [];
  for (const [item, events] of chains.items) {
    const head = chains.heads.get(item);
    if (!EXHIBIT.test(item) || head === undefined) continue;
    const files = folders.get(item) ?? [];
    folders.delete(item);
    exhibits.push({ ...(await checkExhibit(pack, item, events, files)), events, head });
  }
  for (const number of folders.keys())
    throw new Fault('exhibitMismatch', `data/${number}`, 'an exhibit with events', 'no event of it');
  if (exhibits.length === 0) throw new Fault('exhibitMismatch', 'data', 'at least one exhibit', 'none');
  return exhibits;
}

/** Paths of the evidence, by the exhibit it is of. */
function payloadFolders(pack: OpenPackage): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  const start = 'data/'.length;
  for (const path of pack.layout.files.keys()) {
    if (!path.startsWith('data/')) continue;
    const end = path.indexOf('/', start);
    if (end < 0) throw new Fault('exhibitMismatch', path, 'files in the folder of an exhibit', 'one outside');
    const number = path.slice(start, end);
    const files = folders.get(number);
    if (files === undefined) folders.set(number, [path]);
    else files.push(path);
  }
  return folders;
}

type Judged = Omit<FoundExhibit, 'events' | 'head'>;

async function checkExhibit(
  pack: OpenPackage,
  number: string,
  events: readonly FoundEvent[],
  files: readonly string[],
): Promise<Judged> {
  const place = `data/${number}`;
  const bad = (expected: string, found: string): Fault =>
    new Fault('exhibitMismatch', place, expected, found);
  const acquiring = events.findLast(({ event }) => event.type === 'acquired' || event.type === 'received');
  const digests = acquiring?.event.digests;
  if (acquiring === undefined || digests === undefined)
    throw bad('an event that acquired or received it', 'none');
  const { event } = acquiring;
  const common = {
    number,
    digests,
    conditions: statedConditions(events),
    binding: bindingConditions(events),
    files: count(event, 'files'),
    bytes: count(event, 'bytes'),
  };
  const isDestroyed = events.some((one) => one.event.type === 'destroyed');
  const checks = events.slice(events.indexOf(acquiring)).filter((one) => one.event.type === 'checked');
  for (const one of checks) checkChecked(one, event, isDestroyed ? undefined : listBytes(pack, number));
  if (isDestroyed && files.length > 0) throw bad('no files: it was destroyed by order', `${files.length}`);
  if (isDestroyed) return { ...common, isTree: false, isDestroyed };
  const [only] = files;
  const isTree = only === undefined || files.length > 1 || common.files !== 1;
  if (isTree) await checkTree(pack, event, place, files);
  else checkFile(pack, event, only);
  checkFurther(pack, digestedPath(number, files), events.slice(events.indexOf(acquiring)));
  return { ...common, isTree, isDestroyed };
}

/** Bytes of the list of its files; 0 where there is none. */
function listBytes(pack: OpenPackage, number: string): number {
  return pack.layout.files.get(`data/${number}/tree.jsonl`) ?? 0;
}

/**
 * Who checked it says of it what was acquired: the same digest, and as many files and bytes. What is held is counted, so
 * where there is a list of files it counts too. `list`: its bytes, 0 where there is none; of what was destroyed nobody knows.
 */
function checkChecked(
  { event: later, index }: FoundEvent,
  acquired: CustodyEvent,
  list: number | undefined,
): void {
  const bad = (expected: string, found: unknown): Fault =>
    new Fault('exhibitMismatch', eventPath(index), `${expected}, as acquired`, String(found));
  const sha256 = acquired.digests?.sha256;
  if (later.digests?.sha256 !== sha256) throw bad(`sha256 ${sha256}`, later.digests?.sha256);
  if (later.size !== undefined && acquired.size !== undefined && later.size !== acquired.size)
    throw bad(`size ${acquired.size}`, later.size);
  const [files, bytes] = [count(acquired, 'files'), count(acquired, 'bytes')];
  const withList = [files + 1, bytes + (list ?? acquired.size ?? 0)] as const;
  const expected =
    list === undefined
      ? [[files, bytes] as const, withList]
      : [list > 0 ? withList : ([files, bytes] as const)];
  const found = [count(later, 'files'), count(later, 'bytes')];
  if (!expected.some((one) => one[0] === found[0] && one[1] === found[1]))
    throw bad(`${expected[0]?.[0]} files of ${expected[0]?.[1]} bytes`, `${found[0]} of ${found[1]}`);
}

/** MD5, SHA-1 and SHA-512 that an event states of evidence are held to what was read, as SHA-256 is. */
function checkFurther(pack: OpenPackage, path: string, events: readonly FoundEvent[]): void {
  const computed = pack.further.get(path);
  for (const { event, index } of events) {
    if (event.type !== 'acquired' && event.type !== 'received' && event.type !== 'checked') continue;
    for (const name of FURTHER) {
      const stated = event.digests?.[name];
      if (stated !== undefined && stated !== computed?.[name])
        throw new Fault(
          'exhibitMismatch',
          eventPath(index),
          `${name} ${computed?.[name]}, as computed of ${path}`,
          stated,
        );
    }
  }
}

function checkFile(pack: OpenPackage, event: CustodyEvent, path: string): void {
  const found = pack.payload.get(path);
  if (found !== event.digests?.sha256)
    throw new Fault(
      'exhibitMismatch',
      path,
      `sha256 ${event.digests?.sha256}, as event ${event.id} says`,
      String(found),
    );
  const bytes = pack.layout.files.get(path);
  if (bytes !== count(event, 'bytes') || (event.size !== undefined && bytes !== event.size))
    throw new Fault(
      'exhibitMismatch',
      path,
      `${count(event, 'bytes')} bytes, as event ${event.id} says`,
      `${bytes}`,
    );
}

/** Several files are listed in `tree.jsonl`, whose digest stands for all of them (docs/formats/store.md, section 5). */
async function checkTree(
  pack: OpenPackage,
  event: CustodyEvent,
  place: string,
  files: readonly string[],
): Promise<void> {
  const path = `${place}/tree.jsonl`;
  const bad = (expected: string, found: string): Fault => new Fault('exhibitMismatch', path, expected, found);
  const listed = pack.payload.get(path);
  if (listed === undefined || listed !== event.digests?.sha256)
    throw bad(
      `a list of its files with sha256 ${event.digests?.sha256}, as event ${event.id} says`,
      listed ?? 'none',
    );
  if (event.size !== undefined && pack.layout.files.get(path) !== event.size)
    throw bad(`${event.size} bytes, as event ${event.id} says`, `${pack.layout.files.get(path)}`);
  const seen = new Set([path]);
  let bytes = 0;
  const hasher = pack.crypto.hasher('sha256');
  const pieces = hashed(pack.source.reader.pieces(pack.source.prefix + path), (piece) =>
    hasher.update(piece),
  );
  for await (const lines of lineBatches(pieces, TREE_LIMITS, path)) {
    for (const line of lines) {
      const entry = treeFile(line);
      if (entry === undefined) throw bad('a line of JSON for each entry', shownName(line));
      if (entry === 'other') continue;
      const file = `${place}/${entry.path}`;
      const sha256 = pack.payload.get(file);
      if (sha256 === undefined || seen.has(file))
        throw bad('each file once, and in this package', shownName(entry.path));
      if (sha256 !== entry.sha256 || pack.layout.files.get(file) !== entry.bytes)
        throw new Fault('exhibitMismatch', file, `sha256 ${entry.sha256}, as tree.jsonl says`, sha256);
      seen.add(file);
      bytes += entry.bytes;
    }
  }
  if (hex(hasher.digest()) !== listed)
    throw new Fault('fileChanged', path, `sha256 ${listed}`, 'another when read again');
  const extra = seen.size < files.length ? files.find((file) => !seen.has(file)) : undefined;
  if (extra !== undefined) throw new Fault('exhibitMismatch', extra, 'a line in tree.jsonl', 'none');
  if (seen.size - 1 !== count(event, 'files') || bytes !== count(event, 'bytes'))
    throw bad(
      `${count(event, 'files')} files of ${count(event, 'bytes')} bytes, as event ${event.id} says`,
      `${seen.size - 1} of ${bytes}`,
    );
}

/** Files that could be read have a digest; folders, links and what could not be read have none. */
function treeFile(line: string): { path: string; bytes: number; sha256: string } | 'other' | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('path' in value))
    return undefined;
  if (typeof value.kind !== 'string' || typeof value.path !== 'string') return undefined;
  if (!('sha256' in value)) return 'other';
  const bytes = 'bytes' in value ? value.bytes : undefined;
  if (value.kind !== 'file' || typeof value.sha256 !== 'string' || typeof bytes !== 'number')
    return undefined;
  return { path: value.path, bytes, sha256: value.sha256 };
}

async function* hashed(
  pieces: AsyncIterable<Uint8Array>,
  see: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    see(piece);
    yield piece;
  }
}

/** Every limit that any event of the exhibit states, each once, in the order of the log. None is ever dropped. */
function statedConditions(events: readonly FoundEvent[]): readonly string[] {
  return [...new Set(events.flatMap(({ event }) => words(event.facts?.['conditions'])))];
}

/** Without those that keep an exhibit to leads and that an event `authorityAdded` lifts; no other can be lifted. */
function bindingConditions(events: readonly FoundEvent[]): readonly string[] {
  const lifted = events
    .filter(({ event }) => event.type === 'authorityAdded')
    .flatMap(({ event }) => words(event.facts?.['lifts']))
    .filter((one) => /^for leads only\b/i.test(one));
  return statedConditions(events).filter((one) => !lifted.includes(one));
}

/** `custody/conditions.json` says for people and programs what the events say. Fault exhibitMismatch. */
export async function checkConditions(pack: OpenPackage, exhibits: readonly FoundExhibit[]): Promise<number> {
  const path = 'custody/conditions.json';
  const bad = (expected: string, found: string): Fault => new Fault('exhibitMismatch', path, expected, found);
  const value = parseLine(await readTagFile(pack, path, MAX_CONDITIONS_BYTES));
  const { v, exhibits: stated, ...more } = isObject(value) ? value : {};
  if (v !== 1 || !isObject(stated) || Object.keys(more).length > 0)
    throw bad('one line of canonical JSON: v 1 and exhibits', 'another form');
  const expected = new Map(exhibits.map((exhibit) => [exhibit.number, exhibit.conditions]));
  for (const number of Object.keys(stated))
    if (!expected.has(number)) throw bad('exhibits of this package', shownName(number));
  let total = 0;
  for (const [number, conditions] of expected) {
    const found = stated[number];
    if (
      !Array.isArray(found) ||
      found.length !== conditions.length ||
      conditions.some((one, i) => one !== found[i])
    )
      throw bad(`for ${number} the ${conditions.length} conditions of its events`, 'others');
    total += conditions.length;
  }
  return total;
}

/**
 * `records.json`, where there is one: who keeps the records certifies how they were made, of every exhibit that is here, by its digest. Fault
 * exhibitMismatch.
 */
export async function checkRecords(
  pack: OpenPackage,
  exhibits: readonly FoundExhibit[],
): Promise<FoundRecords | undefined> {
  const path = 'records.json';
  if (!pack.layout.files.has(path)) return undefined;
  const bad = (expected: string, found: string): Fault => new Fault('exhibitMismatch', path, expected, found);
  const value = parseLine(await readTagFile(pack, path, MAX_RECORDS_BYTES));
  const {
    v,
    type,
    exhibits: stated,
    keeper,
    leftOut,
    custodian,
    statement,
    at,
    ...more
  } = isObject(value) ? value : {};
  if (v !== 1 || type !== 'recordsCertificate' || !isObject(stated) || Object.keys(more).length > 0)
    throw bad('one line of canonical JSON: a certificate of records, version 1', 'another form');
  if (
    typeof keeper !== 'string' ||
    typeof custodian !== 'string' ||
    typeof statement !== 'string' ||
    typeof at !== 'string'
  )
    throw bad('who keeps the records, who certifies, what and when', 'not all of it');
  const held = exhibits.filter(({ isDestroyed }) => !isDestroyed);
  const numbers = new Set(held.map(({ number }) => number));
  const other = Object.keys(stated).find((number) => !numbers.has(number));
  if (other !== undefined) throw bad('exhibits of this package', shownName(other));
  for (const { number, digests } of held)
    if (stated[number] !== digests.sha256)
      throw bad(`for ${number} its digest, ${digests.sha256}`, 'another, or none');
  return {
    keeper,
    custodian,
    statement,
    ...(typeof leftOut === 'string' && { leftOut }),
    exhibits: held.length,
  };
}

function parseLine(bytes: Uint8Array): Json | undefined {
  try {
    const text = utf8Text(bytes);
    return text.endsWith('\n') ? parseCanonicalJson(text.slice(0, -1)) : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function count(event: CustodyEvent, name: 'files' | 'bytes'): number {
  return Number(event.facts?.[name]); // event.ts requires both of acquiring events
}
