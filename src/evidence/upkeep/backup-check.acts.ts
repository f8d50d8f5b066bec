// Whether a backup is whole: every file of a snapshot against its manifest, every object against its inventory, the log against
// its head.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { phrase, Refusal, type Phrase } from '../../base/refusal.ts';
import { openDiskStore } from '../../platform/disk-store.ts';
import { errorCode } from '../../platform/files.ts';
import { escapeFault } from '../../verify/names.ts';
import { checkLog } from './backup-check-log.acts.ts';
import { checkPackages } from './backup-packages.acts.ts';
import { MANIFEST, SNAPSHOT_NAME, snapshotSchema, type BackupPlaces, type Snapshot } from './backup.ts';
import { parsedJson } from '../../base/canonical-json.ts';

const SMALL_BYTES_MAX = 4 * 1024 * 1024;

interface CheckedBackup {
  readonly snapshots: number;
  readonly objects: number;
  readonly packages: number;
  readonly bytes: number;
  /** The first thousand; `count` has them all. */
  readonly differences: readonly {
    readonly place: string;
    readonly expected: string;
    readonly found: string;
  }[];
  readonly count: number;
}

/** Names of the snapshots, oldest first. Refuses notFound when there is none. */
export async function snapshotNames(places: BackupPlaces): Promise<[string, ...string[]]> {
  const found = await readdir(places.snapshots).catch((error: unknown): string[] => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw error;
  });
  const [first, ...others] = found.filter((name) => SNAPSHOT_NAME.test(name)).sort();
  if (first !== undefined) return [first, ...others];
  throw new Refusal('notFound.backupSnapshot', { path: places.path });
}

/** A snapshot whose every file is as its manifest says. Refuses damaged, naming the first that is not. */
export async function readSnapshot(places: BackupPlaces, name: string): Promise<Snapshot> {
  const folder = join(places.snapshots, name);
  const listed = await manifestOf(folder);
  for (const { path, sha256 } of listed) {
    const found = await digestOf(join(folder, path));
    if (found !== sha256) throw damaged(`${name}/${path}`, phrase('sha256Of', { digest: sha256 }), found);
  }
  const text = await smallFile(join(folder, 'snapshot.json'));
  const parsed = snapshotSchema.safeParse(parsedJson(text));
  if (!parsed.success)
    throw damaged(`${name}/snapshot.json`, phrase('backupOfItself'), phrase('anotherForm'));
  const paths = new Set(listed.map((one) => one.path));
  const needed = [
    'snapshot.json',
    'settings.json',
    ...parsed.data.tables.map((table) => `database/${table.file}`),
  ];
  const unlisted = needed.find((path) => !paths.has(path));
  if (unlisted !== undefined)
    throw damaged(`${name}/${MANIFEST}`, phrase('lineOf', { path: unlisted }), phrase('none'));
  return parsed.data;
}

export async function checkBackup(
  places: BackupPlaces,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<CheckedBackup> {
  const differences: { place: string; expected: string; found: string }[] = [];
  let [count, bytes] = [0, 0];
  const differs = (place: string, expected: string, found: string): void => {
    if (count++ < 1000) differences.push({ place, expected, found });
  };
  const names = await snapshotNames(places);
  for (const name of names) {
    try {
      await readSnapshot(places, name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      differs(`snapshots/${name}`, error.expected, error.found);
    }
  }
  const onBytes = (more: number): void => onProgress((bytes += more));
  const log = await checkLog(places.log, onBytes);
  for (const one of log.first) differs(`log/${one.place}`, one.expected, one.found);
  count += log.count - log.first.length;
  const objects = await checkObjects('store', places.objects, differs, onBytes);
  const aside = {
    ...places.objects,
    store: join(places.quarantine, 'store'),
    staging: join(places.quarantine, 'staging'),
  };
  if (existsSync(aside.store)) await checkObjects('quarantine', aside, differs, onBytes);
  const packages = await checkPackages(
    places.packages,
    (one) => differs(one.place, one.expected, one.found),
    onBytes,
  );
  return { snapshots: names.length, objects, packages, bytes, differences, count };
}

/** Returns how many there are. */
async function checkObjects(
  name: string,
  places: BackupPlaces['objects'],
  differs: (place: string, expected: string, found: string) => void,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const store = await openDiskStore(places);
  let objects = 0;
  for await (const id of store.ids()) {
    const checked = await store.check(id);
    objects += 1;
    onBytes(checked.bytes);
    for (const one of checked.differences) differs(`${name}, ${id}: ${one.path}`, one.expected, one.found);
  }
  await store.close();
  return objects;
}

async function manifestOf(folder: string): Promise<{ readonly path: string; readonly sha256: string }[]> {
  const text = await smallFile(join(folder, MANIFEST));
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, sha256, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (sha256 === undefined || path === undefined || escapeFault(path) !== undefined)
        throw damaged(MANIFEST, phrase('digestAndPath'), line.slice(0, 80));
      return { path, sha256 };
    });
}

async function smallFile(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > SMALL_BYTES_MAX) throw damaged(path, phrase('bytesMost', { most: SMALL_BYTES_MAX }), size);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw damaged(path, phrase('aFile'), phrase('none'));
    throw error;
  }
}

async function digestOf(path: string): Promise<string | Phrase> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    return errorCode(error) === 'ENOENT'
      ? phrase('none')
      : phrase('notReadable', { code: errorCode(error) ?? '–' });
  }
  return hash.digest('hex');
}

function damaged(place: string, expected: Phrase, found: string | number | Phrase): Refusal {
  return new Refusal('damaged.backupFile', { place, expected, found });
}
