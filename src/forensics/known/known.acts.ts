// Sets of known material: taken in by one person, confirmed by another, used until their last day, ended, given out where they are ours.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { newUuid, type Uuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import type { Installation } from '../../evidence/log/installation.acts.ts';
import type { Tx } from '../../evidence/log/log.store.ts';
import { HashFileWriter, LABELS_MAX } from './hash-file.ts';
import {
  ENTRY_BYTES,
  ENTRY_KINDS,
  SET_CHARACTERS,
  stateOf,
  type EntryKind,
  type KnownSet,
  type SetUse,
} from './known.ts';
import { record } from '../../people/people.acts.ts';
import { confirmSet, endSet, insertSet, listSets, setById, setNamed } from './known.store.ts';
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
  /** Under which it is taken in once. */
  readonly id?: Uuid;
}

const LOCK = 'known-sets';
const SIGN_ENTRIES = 100_000;

/** Refuses badInput: a set that nobody could use lawfully, or a file that has no digest. Nothing half done is left. */
export async function importSet(house: Installation, request: ImportRequest): Promise<KnownSet> {
  const { path, name, owner, basis, expires, mayBeTold, use, isOwn, category, by } = request;
  for (const [field, value] of Object.entries({ name, owner, basis, mayBeTold }))
    if (value.trim() === '' || value.length > SET_CHARACTERS)
      throw new Refusal('badInput.setField', { field, max: SET_CHARACTERS, count: value.length });
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires)) || expires < today(house))
    throw new Refusal('badInput.setLastDay', { found: expires });
  const id = request.id ?? newUuid(house.clock, house.random);
  const repeated = await setById(house.db.kysely, id);
  if (repeated !== undefined) return repeated;
  const hold = await house.db.hold(LOCK);
  if (hold === undefined) throw new Refusal('conflict.knownImportRuns');
  const { entries, format } = readSet(path, request.lines);
  const before = await setNamed(house.db.kysely, name);
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
    if (writers.size === 0) throw new Refusal('badInput.setWithoutEntries');
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
      importedAt: new Date(house.clock()),
    };
    await house.db.transaction(async (tx) => {
      await insertSet(tx, made);
      await noted(house, tx, { act: 'imported', set: made, by });
    });
    return { ...made, ...NOT_YET };
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

const NOT_YET = {
  confirmedBy: undefined,
  confirmedAt: undefined,
  confirmedHow: undefined,
  endedAt: undefined,
  endedWhy: undefined,
} as const;

/** Under the name of who did it, where auditors read; with the digest of the file that the set came in. */
export function noted(
  house: Installation,
  tx: Tx,
  {
    act,
    set: { name, version, sha256 },
    by,
  }: { readonly act: string; readonly set: Pick<KnownSet, 'name' | 'version' | 'sha256'>; readonly by: Uuid },
): Promise<void> {
  const facts = { setting: 'knownSets', act, set: name, version: `${version}`, file: sha256 };
  return record(house, tx, { what: 'settingChanged', by, facts });
}

function labelNumber(labels: Map<string, number>, label: KnownLabel): number {
  const text = JSON.stringify(label);
  const known = labels.get(text);
  if (known !== undefined) return known;
  if (labels.size >= LABELS_MAX) throw new Refusal('badInput.setCategories', { max: LABELS_MAX });
  labels.set(text, labels.size);
  return labels.size - 1;
}

interface SetDecision {
  readonly name: string;
  readonly by: Uuid;
  /** How it was compared with what its owner says, or why it is ended. */
  readonly words: string;
}

/** The second person has looked at owner, ground, day and counts. Refuses notAllowed for who imported it. */
export async function confirmKnown(house: Installation, { name, by, words }: SetDecision): Promise<KnownSet> {
  const set = await setNamed(house.db.kysely, name);
  if (set === undefined || set.endedAt !== undefined) throw noSet(name);
  if (set.confirmedBy !== undefined) return set;
  if (set.importedBy === by) throw new Refusal('notAllowed.knownNeedsSecond');
  const at = new Date(house.clock());
  await house.db.transaction(async (tx) => {
    await confirmSet(tx, set, { by, at, words });
    await noted(house, tx, { act: 'confirmed', set, by });
  });
  return { ...set, confirmedBy: by, confirmedAt: at, confirmedHow: words };
}

/** It is used no more, and its entries are removed; hits that were found stay, with its name. */
export async function endKnown(house: Installation, { name, by, words }: SetDecision): Promise<void> {
  const set = await setNamed(house.db.kysely, name);
  if (set === undefined) throw noSet(name);
  const at = new Date(house.clock());
  await house.db.transaction(async (tx) => {
    await endSet(tx, name, { at, words });
    await noted(house, tx, { act: 'ended', set, by });
  });
  const hold = await house.db.hold(LOCK);
  if (hold === undefined) return; // an import runs, and removes them at its end
  await removeAbandoned(house);
  await hold.release();
}

/** Those that may be used today. */
export async function setsInUse(house: Installation): Promise<readonly KnownSet[]> {
  return (await listSets(house.db.kysely)).filter((set) => stateOf(set, today(house)) === 'used');
}

export function fileOf({ home }: Installation, id: string, kind: EntryKind): string {
  return join(home.path, 'known', `${id}.${kind}`);
}

export function today({ clock }: Pick<Installation, 'clock'>): string {
  return new Date(clock()).toISOString().slice(0, 10);
}

/** As it came with a form: it lies in a file of its own while it is read. */
export async function importGiven(
  house: Installation,
  { bytes, ...request }: Omit<ImportRequest, 'path'> & { readonly bytes: Uint8Array },
): Promise<KnownSet> {
  const folder = mkdtempSync(join(tmpdir(), 'comity-set-'));
  try {
    const path = join(folder, 'set');
    writeFileSync(path, bytes, { mode: 0o600 });
    return await importSet(house, { ...request, path });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

export const noSet = (name: string): Refusal => new Refusal('notFound.knownSet', { name });
