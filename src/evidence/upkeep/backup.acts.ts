// Backing up while everything runs: the published log, then the database of one instant, then the evidence it names.
// In that order a crash leaves a backup whose log is ahead of its last snapshot, which restoring notices (log-restore.acts.ts);
// a snapshot appears only when it is whole. Evidence is copied once, and leaves the backup when it is destroyed by order.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hex } from '../../base/bytes.ts';
import { phrase, type Phrase, Refusal } from '../../base/refusal.ts';
import { isoUtc } from '../../base/time.ts';
import { copyFolder } from '../../platform/copy-folder.ts';
import { openDiskStore } from '../../platform/disk-store.ts';
import { objectCopier } from '../../platform/disk-store-copy.ts';
import {
  createAtomically,
  errorCode,
  flush,
  ifThere,
  makeFolder,
  writeAtomically,
} from '../../platform/files.ts';
import { logFolder } from '../../platform/log-folder.ts';
import { dumpTables, type DumpedTable } from '../../platform/table-dump.ts';
import {
  backupAt,
  MANIFEST,
  README,
  repositorySchema,
  SNAPSHOT_NAME,
  type BackupPlaces,
  type Snapshot,
} from './backup.ts';
import { copyPackages, type CopiedPackages } from './backup-packages.acts.ts';
import { allExhibits } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { PARTNER_FILES } from '../log/log-partners.ts';
import { readPublished } from '../log/log-publish.acts.ts';

interface BackupRequest {
  readonly to: string;
  /** Snapshots that stay, this one among them; all when undefined. */
  readonly keep?: number;
  /** Keys are left out: then they must be kept elsewhere, or the log can never go on. */
  readonly withoutKeys?: boolean;
  /** `done` in bytes for evidence, in rows for the database. */
  readonly onProgress?: (what: 'database' | 'evidence', done: number) => void;
}

interface BackedUp extends CopiedPackages {
  readonly snapshot: string;
  readonly events: number;
  readonly rows: number;
  readonly exhibits: number;
  /** Of them, new in the backup. */
  readonly copied: number;
  readonly copiedBytes: number;
  /** Exhibits whose bytes are not where they should be, by number: the rest was backed up. */
  readonly missing: readonly string[];
  readonly removedSnapshots: readonly string[];
}

export async function backUp(house: Installation, request: BackupRequest): Promise<BackedUp> {
  const hold = await house.db.hold('backup');
  if (hold === undefined) throw anotherRuns();
  try {
    const places = await openBackup(house, request.to);
    await copyLog(house, places);
    await copyWitness(house, places, request);
    const made = await takeSnapshot(house, places, request);
    const evidence = await copyEvidence(house, places, request);
    await copyQuarantine(house, places);
    const packages = await copyPackages(house, places.packages);
    const removedSnapshots = await prune(places, request.keep);
    return { ...made, ...evidence, ...packages, removedSnapshots };
  } finally {
    await hold.release();
  }
}

async function openBackup(house: Installation, path: string): Promise<BackupPlaces> {
  const places = backupAt(path);
  const { origin } = house.settings;
  await makeFolder(path, 0o700);
  const found = await readFile(places.repository, 'utf8').catch(nothingThere);
  if (found === undefined) {
    const [stranger] = await readdir(path);
    if (stranger !== undefined) throw notABackup(path, phrase('folderWithOthers', { name: stranger }));
    await createAtomically(places.repository, `${JSON.stringify({ v: 1, origin })}\n`, 0o600);
    await writeAtomically(join(path, 'README.txt'), README, 0o644);
  } else if (repositorySchema.parse(JSON.parse(found)).origin !== origin) {
    throw notABackup(
      path,
      phrase('backupOfLog', { origin: repositorySchema.parse(JSON.parse(found)).origin }),
    );
  }
  for (const folder of [places.log, places.quarantine, places.snapshots]) await makeFolder(folder, 0o700);
  for (const name of await readdir(places.snapshots))
    if (!SNAPSHOT_NAME.test(name)) await rm(join(places.snapshots, name), { recursive: true }); // of a run that was killed
  return places;
}

/** What is written once is never replaced; the checkpoint comes last, when all that it covers is there. */
async function copyLog(house: Installation, places: BackupPlaces): Promise<void> {
  const { size, note } = await house.publish();
  const kept = await readPublished(logFolder(places.log), house.keys, house.settings.origin);
  if (kept !== undefined && kept.size > size) {
    throw new Refusal('rolledBack.olderThanBackup', { kept: kept.size, size });
  }
  const once = ['tile', 'kept', 'lost'];
  for (const name of once)
    await copyFolder(join(house.home.log, name), join(places.log, name), { keepExisting: true }).catch(
      nothingThere,
    );
  await copyFolder(house.home.log, places.log, { without: [...once, 'checkpoint'] });
  await logFolder(places.log).publish(note);
}

/** There is none where nobody's log was ever witnessed: it begins with its keys. */
async function copyWitness(
  { home }: Installation,
  places: BackupPlaces,
  { withoutKeys = false }: BackupRequest,
): Promise<void> {
  const keys = join(home.witness, 'keys');
  if (((await ifThere(readdir(keys))) ?? []).length === 0) return;
  await copyFolder(home.witness, places.witness, { keepExisting: true, without: ['keys'] });
  if (!withoutKeys) await copyFolder(keys, join(places.witness, 'keys'));
}

async function takeSnapshot(
  house: Installation,
  places: BackupPlaces,
  { withoutKeys = false, onProgress }: BackupRequest,
): Promise<Pick<BackedUp, 'snapshot' | 'events' | 'rows'>> {
  const at = isoUtc(house.clock());
  const name = new Date(at).toISOString().replaceAll(/[-:]/g, '');
  const part = join(places.snapshots, `part-${name}`);
  await mkdir(join(part, 'database'), { recursive: true, mode: 0o700 });
  const database = await dump(house, join(part, 'database'), (rows) => onProgress?.('database', rows));
  const snapshot: Snapshot = {
    v: 1,
    at,
    origin: house.settings.origin,
    ...database,
    hasKeys: !withoutKeys,
  };
  await writeAtomically(join(part, 'snapshot.json'), `${JSON.stringify(snapshot, undefined, 2)}\n`, 0o600);
  await writeAtomically(join(part, 'settings.json'), await readFile(house.home.settings), 0o600);
  await copyPartners(house, part);
  if (!withoutKeys) await copyFolder(house.home.keys, join(part, 'keys'));
  await writeManifest(part, snapshot.tables);
  await rename(part, join(places.snapshots, name)).catch((error: unknown) => {
    throw errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST' ? anotherRuns() : error;
  });
  await flush(places.snapshots);
  return { snapshot: name, events: snapshot.logSize, rows: sum(snapshot.tables.map((table) => table.rows)) };
}

async function copyPartners({ home }: Installation, part: string): Promise<void> {
  for (const name of Object.values(PARTNER_FILES)) {
    const bytes = await ifThere(readFile(join(home.path, name)));
    if (bytes !== undefined) await writeAtomically(join(part, name), bytes, 0o600);
  }
}

async function dump(house: Installation, folder: string, onProgress: (rows: number) => void) {
  return house.db.withOwner(async (owner) => {
    await owner.query('begin isolation level repeatable read read only');
    const migrations = await owner.query<{ name: string; sha256: string }>(
      'select name, sha256 from comity_migration order by name',
    );
    const head = await owner.query<{ size: number; root: Buffer }>(
      'select size, root from custody_head order by size desc limit 1',
    );
    const tables = await dumpTables(owner, folder, onProgress);
    await owner.query('commit');
    const [last] = head.rows;
    if (last === undefined) throw new Error('a log without a head'); // openInstallation has refused it
    return { migrations: migrations.rows, logSize: last.size, logRoot: hex(last.root), tables };
  });
}

/** `sha256sum -c` reads it. */
async function writeManifest(part: string, tables: readonly DumpedTable[]): Promise<void> {
  const lines = tables.map((table) => `${table.sha256}  database/${table.file}\n`);
  const others = (await readdir(part, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  for (const one of others) {
    const path = join(one.parentPath, one.name).slice(part.length + 1);
    if (path.startsWith('database/') || path === MANIFEST) continue;
    const digest = createHash('sha256')
      .update(await readFile(join(part, path)))
      .digest('hex');
    lines.push(`${digest}  ${path}\n`);
  }
  await writeAtomically(
    join(part, MANIFEST),
    lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join(''),
    0o600,
  );
  await flush(join(part, 'database'));
}

async function copyEvidence(
  house: Installation,
  places: BackupPlaces,
  { onProgress }: BackupRequest,
): Promise<Pick<BackedUp, 'exhibits' | 'copied' | 'copiedBytes' | 'missing'>> {
  const backup = await openDiskStore(places.objects);
  const copy = objectCopier(house.store, backup, places.objects);
  const counted = { exhibits: 0, copied: 0, copiedBytes: 0 };
  const missing: string[] = [];
  const onBytes = (bytes: number): void => onProgress?.('evidence', (counted.copiedBytes += bytes));
  for await (const { id, number, isHeld } of allExhibits(house.db.kysely)) {
    if (!isHeld) {
      if (await backup.has(id)) await backup.purge(id); // the order reaches the backups too
      continue;
    }
    counted.exhibits += 1;
    if (!(await house.store.has(id))) await house.settleStaged(id).catch(nothingThere); // recorded a moment ago
    const outcome = await copy(id, onBytes);
    if (outcome === 'copied') counted.copied += 1;
    if (outcome === 'absent') missing.push(number);
  }
  await backup.close();
  return { ...counted, missing };
}

async function copyQuarantine(house: Installation, places: BackupPlaces): Promise<void> {
  await copyFolder(house.home.quarantine, places.quarantine, { keepExisting: true });
}

async function prune(places: BackupPlaces, keep: number | undefined): Promise<string[]> {
  if (keep === undefined) return [];
  const names = (await readdir(places.snapshots)).filter((name) => SNAPSHOT_NAME.test(name)).sort();
  const old = names.slice(0, Math.max(0, names.length - keep));
  for (const name of old) await rm(join(places.snapshots, name), { recursive: true });
  return old;
}

function nothingThere(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT' || (error instanceof Refusal && error.code === 'notFound'))
    return undefined;
  throw error;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function anotherRuns(): Refusal {
  return new Refusal('conflict.backupRuns');
}

function notABackup(path: string, found: Phrase): Refusal {
  return new Refusal('alreadyExists.backupPlace', { path, found });
}
