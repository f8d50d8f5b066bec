// Removes what nothing came of: files that did not arrive whole, and bytes that a killed process left. By a schedule; whoever
// was bringing them is told on My work.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid } from '../../base/ids.ts';
import { ifThere } from '../../platform/files.ts';
import { jobById } from '../../platform/job.store.ts';
import type { Installation } from '../log/installation.acts.ts';
import { removeBytes, uploadPath } from './upload.acts.ts';
import type { Upload } from './upload.ts';
import { deleteOldIntakes, setCleared, staleUploads, uploadById } from './upload.store.ts';

const DAY_MS = 86_400_000;
/** As long as jobs and their results are kept. */
const INTAKES_DAYS = 90;
/** A file that no row speaks of may be one that is coming just now. */
const STRAY_MS = DAY_MS;
const AT_ONCE = 1000;

/** How many were cleared. */
export async function clearUploads(house: Installation, keptDays: number): Promise<number> {
  const now = house.clock();
  const before = new Date(now - keptDays * DAY_MS);
  let cleared = 0;
  for (const upload of await staleUploads(house.db.kysely, before, AT_ONCE)) {
    if (await isStillComing(house, upload, before)) continue;
    if (!(await house.db.transaction((tx) => setCleared(tx, upload, new Date(now))))) continue;
    await removeBytes(house.home, upload.id);
    cleared += 1;
  }
  await house.db.transaction((tx) => deleteOldIntakes(tx, new Date(now - INTAKES_DAYS * DAY_MS)));
  await removeStrays(house, now - STRAY_MS);
  return cleared;
}

/** One request may send for days; the row hears of it at its end. */
async function isStillComing(house: Installation, upload: Upload, before: Date): Promise<boolean> {
  if (upload.state !== 'receiving') return false;
  const changed = await changedAt(uploadPath(house.home, upload.id));
  return changed !== undefined && changed >= before.getTime();
}

async function removeStrays(house: Installation, before: number): Promise<void> {
  const { uploads } = house.home;
  const names = (await ifThere(readdir(uploads))) ?? [];
  for (const name of names) {
    const path = join(uploads, name);
    const changed = await changedAt(path);
    if (changed === undefined || changed >= before || (await isWanted(house, name))) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/** A file that is on its way, or waits to be taken in. A folder with its name is made again when it is needed. */
async function isWanted(house: Installation, name: string): Promise<boolean> {
  if (!isUuid(name)) return false;
  const upload = await uploadById(house.db.kysely, name);
  if (upload === undefined || upload.state === 'cleared') return false;
  if (upload.job === undefined) return true;
  return (await jobById(house.db.kysely, upload.job))?.state !== 'done';
}

async function changedAt(path: string): Promise<number | undefined> {
  return (await ifThere(stat(path)))?.mtimeMs;
}
