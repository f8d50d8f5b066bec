// Sets of known material: taken in by one person, confirmed by another, used until their last day, ended, given out where they are ours.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hex } from '../../base/bytes.ts';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import { HashFile, HashFileWriter, LABELS_MAX } from './hash-file.ts';
import {
  DIGESTS,
  ENTRY_BYTES,
  ENTRY_KINDS,
  isUsed,
  type EntryKind,
  type KnownSet,
  type SetUse,
} from './known.ts';
import { confirmSet, endSet, insertSet, listSets, setNamed } from './known.store.ts';
import { readSet, type KnownEntry, type KnownLabel, type Lines } from './read-set.ts';

export interface ImportRequest {
  readonly path: string;
  readonly name: string;
  readonly owner: string;
  readonly basis: string;
  readonly expires: string;
  readonly mayBeTold: string;
  readonly use: SetUse;
  readonly isOwn: boolean;
  /** Of a plain list. */
  readonly lines?: Lines;
  /** What it is all of, where its entries do not say. */
  readonly category?: string | undefined;
  /** Who imports; somebody else confirms. */
  readonly by: Uuid;
  readonly onProgress?: (entries: number) => void;
}

const LOCK = 'known-sets';
const LINE_CHARACTERS = 500;
const SIGN_ENTRIES = 100_000;

/** Refuses badInput: a set that nobody could use lawfully, or a file that has no digest. Nothing half done is left. */
export async function importSet(house: Installation, request: ImportRequest): Promise<KnownSet> {
  const { path, name, owner, basis, expires, mayBeTold, use, isOwn, category, by } = request;
  for (const [field, value] of Object.entries({ name, owner, basis, mayBeTold }))
    if (value.trim() === '' || value.length > LINE_CHARACTERS)
      throw refused(`${field}, of 1 to ${LINE_CHARACTERS} characters`, `${value.length} characters`);
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires)) || expires < today(house))
    throw refused('the last day on which the set may be used, such as 2027-03-31', expires);
  const hold = await house.db.hold(LOCK);
  if (hold === undefined) throw new Refusal('conflict.knownImportRuns');
  const { entries, format } = readSet(path, request.lines);
  const before = await setNamed(house.db.kysely, name);
  const id = newUuid(house.clock, house.random);
  const writers = new Map<EntryKind, HashFileWriter>();
  const labels = new Map<string, number>();
  try {
    let read = 0;
    for await (const { label, ...entry } of entries) {
      const number = labelNumber(labels, category === undefined ? label : { category, ...label });
      for (const kind of ENTRY_KINDS) {
        const bytes = bytesOf(entry, kind);
        if (bytes === undefined) continue;
        let writer = writers.get(kind);
        if (writer === undefined)
          writers.set(kind, (writer = new HashFileWriter(fileOf(house, id, kind), ENTRY_BYTES[kind])));
        writer.add(bytes, number);
      }
      if (++read % SIGN_ENTRIES === 0) request.onProgress?.(read);
    }
    if (writers.size === 0) throw refused('a file with entries', 'none in it');
    const counts = Object.fromEntries([...writers].map(([kind, writer]) => [kind, writer.finish()]));
    const made = {
      id,
      name,
      owner,
      basis,
      expires,
      mayBeTold,
      use,
      isOwn,
      format,
      counts,
      version: (before?.version ?? 0) + 1,
      sha256: await sha256Of(path),
      labels: [...labels.keys()].map((text) => JSON.parse(text) as KnownLabel), // written here
      importedBy: by,
    };
    await house.db.transaction((tx) => insertSet(tx, { ...made, at: new Date(house.clock()) }));
    return { ...made, confirmedBy: undefined, endedAt: undefined };
  } catch (error) {
    for (const writer of writers.values()) writer.close();
    for (const kind of ENTRY_KINDS) rmSync(fileOf(house, id, kind), { force: true });
    throw error;
  } finally {
    await removeAbandoned(house);
    await hold.release();
  }
}

/** Of a string of PhotoDNA its SHA-256: it is compared, and nothing else. */
export function bytesOf(entry: Omit<KnownEntry, 'label'>, kind: EntryKind): Buffer | undefined {
  const text = entry[kind];
  if (text === undefined) return undefined;
  return kind === 'photodna' ? createHash('sha256').update(text).digest() : Buffer.from(text, 'hex');
}

function labelNumber(labels: Map<string, number>, label: KnownLabel): number {
  const text = JSON.stringify(label);
  const known = labels.get(text);
  if (known !== undefined) return known;
  if (labels.size >= LABELS_MAX) throw refused(`at most ${LABELS_MAX} categories`, 'more');
  labels.set(text, labels.size);
  return labels.size - 1;
}

/** The second person has looked at owner, ground, day and counts. Refuses notAllowed for who imported it. */
export async function confirmKnown(
  house: Installation,
  { name, by }: { name: string; by: Uuid },
): Promise<KnownSet> {
  const set = await setNamed(house.db.kysely, name);
  if (set === undefined || set.endedAt !== undefined) throw noSet(name);
  if (set.confirmedBy !== undefined) return set;
  if (set.importedBy === by) throw new Refusal('notAllowed.knownNeedsSecond');
  await house.db.transaction((tx) => confirmSet(tx, set, by, new Date(house.clock())));
  return { ...set, confirmedBy: by };
}

/** It is used no more, and its digests are removed; hits that were found stay, with its name. */
export async function endKnown(house: Installation, name: string): Promise<void> {
  const set = await setNamed(house.db.kysely, name);
  if (set === undefined) throw noSet(name);
  await house.db.transaction((tx) => endSet(tx, name, new Date(house.clock())));
  const hold = await house.db.hold(LOCK);
  if (hold === undefined) return; // an import runs, and removes them at its end
  await removeAbandoned(house);
  await hold.release();
}

/** Those that may be used today. */
export async function setsInUse(house: Installation): Promise<readonly KnownSet[]> {
  return (await listSets(house.db.kysely)).filter((set) => isUsed(set, today(house)));
}

/** One of our own, as a list that other programs read, with what holds for it. Refuses notAllowed: another's, or not to be used. */
export async function* exportSet(
  house: Installation,
  name: string,
  lines?: 'digests' | 'pdq',
): AsyncGenerator<string> {
  const set = (await setsInUse(house)).find((one) => one.name === name);
  if (set === undefined) throw noSet(name);
  if (!set.isOwn) throw new Refusal('notAllowed.knownOfOther', { owner: set.owner });
  yield `# ${onOneLine(set.name)}, version ${set.version}\n# owner: ${onOneLine(set.owner)}\n# basis: ${onOneLine(set.basis)}\n# until: ${set.expires}\n# may be told: ${onOneLine(set.mayBeTold)}\n`;
  const own = (kinds: readonly EntryKind[]) => kinds.filter((kind) => set.counts[kind] !== undefined);
  // In one list they could not be told apart.
  const asked = lines ?? (own(DIGESTS).length === 0 ? 'pdq' : 'digests');
  for (const kind of own(asked === 'pdq' ? ['pdq'] : DIGESTS)) {
    const file = new HashFile(fileOf(house, set.id, kind));
    try {
      for (const { digest, label } of file.all()) {
        const category = set.labels[label]?.category;
        yield `${hex(digest)}${category === undefined ? '' : `  ${onOneLine(category)}`}\n`;
      }
    } finally {
      file.close();
    }
  }
}

/** A label comes from a file of others: a line within it would be read as another digest. */
const onOneLine = (text: string): string => text.replaceAll(/\s/g, ' ');

export function fileOf({ home }: Installation, id: string, kind: EntryKind): string {
  return join(home.path, 'known', `${id}.${kind}`);
}

export function today({ clock }: Pick<Installation, 'clock'>): string {
  return new Date(clock()).toISOString().slice(0, 10);
}

/** What no set that may still be used has: of one that was ended, or of an import that was cut off. Under the lock. */
async function removeAbandoned(house: Installation): Promise<void> {
  const folder = join(house.home.path, 'known');
  if (!existsSync(folder)) return;
  const ids = new Set(
    (await listSets(house.db.kysely)).flatMap(({ id, endedAt }) => (endedAt === undefined ? [id] : [])),
  );
  for (const name of readdirSync(folder))
    if (!ids.has(name.slice(0, 36))) rmSync(join(folder, name), { recursive: true, force: true });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

const refused = (expected: string, found: string): Refusal =>
  new Refusal('badInput', {
    expected,
    found,
    next: "See './comity known import --help' and docs/guides/import-a-hash-set.md.",
  });

const noSet = (name: string): Refusal => new Refusal('notFound.knownSet', { name });
