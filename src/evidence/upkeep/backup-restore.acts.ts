// Brings a backup back into an empty home. The settings are written last: until then there is no installation, and the
// same command goes on where it was stopped. A log that was published beyond this snapshot is brought back too, so that
// the roll-back rule holds: nothing is signed until two officers have taken it up again (log-restore.acts.ts).
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { hex } from '../../base/bytes.ts';
import { isUuid } from '../../base/ids.ts';
import { Refusal } from '../../base/refusal.ts';
import { copyFolder } from '../../platform/copy-folder.ts';
import { MIGRATIONS, openDatabase } from '../../platform/database.ts';
import { objectCopier } from '../../platform/disk-store-copy.ts';
import { openDiskStore } from '../../platform/disk-store.ts';
import { createAtomically, ifThere, makeFolder, writeAtomically } from '../../platform/files.ts';
import { makeHome, type Home } from '../../platform/home.ts';
import { strange } from '../../platform/migrate.ts';
import { openStore } from '../../platform/s3-store.ts';
import type { Schema } from '../../platform/schema.ts';
import { loadTables } from '../../platform/table-dump.ts';
import { readSnapshot, snapshotNames } from './backup-check.acts.ts';
import { bringPackages } from './backup-packages.acts.ts';
import { backupAt, type BackupPlaces, type Snapshot } from './backup.ts';
import { openInstallation } from '../installation/open.acts.ts';
import { PARTNER_FILES } from '../log/log-partners.ts';
import { openCheckpoint, readPublished } from '../log/log-publish.acts.ts';
import { readHead } from '../log/log.store.ts';
import { witnessStore } from '../log/witness.store.ts';

interface RestoreRequest {
  readonly from: string;
  /** The latest when undefined. */
  readonly snapshot?: string;
  /** A checkpoint of this log that came by another road, such as from a witness: later than the backup's own, perhaps. */
  readonly checkpoint?: Uint8Array;
  readonly onProgress?: (what: 'database' | 'evidence', done: number) => void;
}

interface RestoredBackup {
  readonly snapshot: string;
  readonly events: number;
  readonly objects: number;
  /** What was published, when it is more than this database holds: `log restore` comes next. */
  readonly publishedSize: number | undefined;
  /** Where it witnesses other logs: it cosigns nothing until somebody says that it goes on. Without its keys it would make new ones. */
  readonly witness: { readonly hasKeys: boolean } | undefined;
}

export async function restoreBackup(
  home: Home,
  request: RestoreRequest,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RestoredBackup> {
  if (existsSync(home.settings)) throw notEmpty(home);
  const places = backupAt(request.from);
  const names = await snapshotNames(places);
  const name = request.snapshot ?? names.at(-1) ?? names[0];
  if (!names.includes(name)) throw noSuchSnapshot(name, names);
  const snapshot = await readSnapshot(places, name);
  await refuseStrange(snapshot);
  await makeHome(home);
  await bringKeys(places, name, home);
  await copyFolder(places.log, home.log, { keepExisting: true });
  await copyFolder(places.quarantine, home.quarantine, { keepExisting: true });
  await bringPackages(places.packages, home.packages);
  const witness = await bringWitness(places, home);
  const objects = await bringEvidence(places, { home, env }, (bytes) =>
    request.onProgress?.('evidence', bytes),
  );
  await bringDatabase(home, env, {
    snapshot,
    folder: join(places.snapshots, name, 'database'),
    onProgress: (rows) => request.onProgress?.('database', rows),
  });
  await bringPartners(join(places.snapshots, name), home);
  await createAtomically(home.settings, await readFile(join(places.snapshots, name, 'settings.json')), 0o644);
  const publishedSize = await settlePublished(home, env, request.checkpoint);
  return { snapshot: name, events: snapshot.logSize, objects, publishedSize, witness };
}

/** Before anything is brought: this program has the migrations that made the tables. */
async function refuseStrange({ migrations }: Snapshot): Promise<void> {
  const ours = await readdir(MIGRATIONS);
  const other = migrations.find(({ name }) => !ours.includes(name));
  if (other !== undefined) throw strange(other.name, ours, newerBackup);
}

async function bringKeys(places: BackupPlaces, name: string, home: Home): Promise<void> {
  const kept = join(places.snapshots, name, 'keys');
  if (existsSync(kept)) await copyFolder(kept, home.keys, { keepExisting: true });
  if (!(await hasKeys(home.keys))) throw new Refusal('notReady.backupKeys', { keys: home.keys });
}

async function hasKeys(folder: string): Promise<boolean> {
  const files = (await ifThere(readdir(folder))) ?? [];
  return files.some((file) => file.endsWith('.pem'));
}

/** What it cosigned after the backup it does not know, and could contradict. */
async function bringWitness(places: BackupPlaces, home: Home): Promise<RestoredBackup['witness']> {
  if (!existsSync(places.witness)) return undefined;
  await makeFolder(home.witness, 0o700);
  await witnessStore(home.witness).pause();
  await copyFolder(places.witness, home.witness, { keepExisting: true });
  return { hasKeys: await hasKeys(join(home.witness, 'keys')) };
}

/** Without its policy, the log would be content with no witness at all. */
async function bringPartners(snapshot: string, home: Home): Promise<void> {
  for (const name of Object.values(PARTNER_FILES)) {
    const bytes = await ifThere(readFile(join(snapshot, name)));
    if (bytes !== undefined) await writeAtomically(join(home.path, name), bytes, 0o600);
  }
}

async function bringEvidence(
  places: BackupPlaces,
  { home, env }: { readonly home: Home; readonly env: NodeJS.ProcessEnv },
  onProgress: (bytes: number) => void,
): Promise<number> {
  const backup = await openDiskStore(places.objects);
  const store = await openStore(home, env);
  const copy = objectCopier(backup, store, home);
  let [objects, bytes] = [0, 0];
  for await (const id of backup.ids()) {
    await copy(id, (more) => onProgress((bytes += more)));
    objects += 1;
  }
  for (const name of await readdir(join(places.path, 'tombstones'))) {
    const id = name.replace(/\.json$/, '');
    const tombstone = isUuid(id) ? await backup.tombstone(id) : undefined;
    if (tombstone !== undefined && (await store.tombstone(tombstone.id)) === undefined)
      await store.bury(tombstone);
  }
  for (const one of [store, backup]) await one.close();
  return objects;
}

interface Loading {
  readonly snapshot: Snapshot;
  readonly folder: string;
  readonly onProgress: (rows: number) => void;
}

/** With the tables as they were then; what came later is migrated when the installation is opened. */
async function bringDatabase(home: Home, env: NodeJS.ProcessEnv, loading: Loading): Promise<void> {
  const migrations = await mkdtemp(join(tmpdir(), 'comity-migrations-'));
  try {
    for (const { name } of loading.snapshot.migrations)
      await copyFile(join(MIGRATIONS, name), join(migrations, name));
    const db = await openDatabase<Schema>(home, { env, migrations });
    try {
      await db.withOwner((owner) => load(owner, loading));
    } finally {
      await db.close();
    }
  } finally {
    await rm(migrations, { recursive: true, force: true });
  }
}

async function load(owner: Client, { snapshot, folder, onProgress }: Loading): Promise<void> {
  const ran = await owner.query<{ name: string; sha256: string }>(
    'select name, sha256 from comity_migration',
  );
  const other = snapshot.migrations.find(
    ({ name, sha256 }) => !ran.rows.some((one) => one.name === name && one.sha256 === sha256),
  );
  if (other !== undefined) throw newerBackup(other.name);
  await owner.query('begin');
  await owner.query('lock table custody_head in exclusive mode');
  const head = await owner.query<{ size: number; root: Buffer }>(
    'select size, root from custody_head order by size desc limit 1',
  );
  const [found] = head.rows;
  if (found === undefined) {
    await loadTables(owner, folder, snapshot.tables, onProgress);
    await owner.query('commit');
    return;
  }
  await owner.query('rollback');
  if (found.size === snapshot.logSize && hex(found.root) === snapshot.logRoot) return; // loaded before, then stopped
  throw new Refusal('alreadyExists.restoreDatabase', { size: found.size });
}

/** The latest checkpoint anybody brought; undefined when the database reaches it. */
async function settlePublished(
  home: Home,
  env: NodeJS.ProcessEnv,
  brought: Uint8Array | undefined,
): Promise<number | undefined> {
  const house = await openInstallation(home, { env });
  try {
    const { origin } = house.settings;
    const published = await readPublished(house.folder, house.keys, origin);
    if (brought !== undefined) {
      const checkpoint = await openCheckpoint(brought, house.keys, origin);
      if (checkpoint.size > (published?.size ?? 0)) await house.folder.publish(brought);
    }
    const last = await readPublished(house.folder, house.keys, origin);
    if (last !== undefined) await house.folder.publish(last.note); // a backup has it in one place
    const size = (await readHead(house.db.kysely))?.size ?? 0;
    return last !== undefined && last.size > size ? last.size : undefined;
  } finally {
    await house.close().catch((error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'rolledBack')) throw error;
    });
  }
}

function notEmpty(home: Home): Refusal {
  return new Refusal('alreadyExists.restoreHome', { home: home.path });
}

function noSuchSnapshot(name: string, names: readonly string[]): Refusal {
  return new Refusal('notFound.snapshotName', { names: names.slice(-10).join(', '), name });
}

function newerBackup(name: string): Refusal {
  return new Refusal('unsupported.backupNewer', { name });
}
