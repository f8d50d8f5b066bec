// Where a package grows before it takes its name: a hidden folder beside it, so that the last step is a rename. What a
// killed process left there is copies of evidence, and the next start takes them away.
import { existsSync } from 'node:fs';
import { access, constants, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import type { Database, Hold } from '../../platform/database.ts';
import { diskRefusal, errorCode } from '../../platform/files.ts';
import type { Schema } from '../../platform/schema.ts';
import { endBegun, packagesBegun } from './package.store.ts';

export function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.comity-part`);
}

/** What a zip is written to, from the folder of its part. */
export function zipPartOf(part: string): string {
  return `${part}.zip`;
}

export async function removePart(path: string): Promise<void> {
  const part = partOf(path);
  await rm(zipPartOf(part), { force: true });
  await rm(part, { recursive: true, force: true });
}

/** Only one process at a time makes a package at a path. */
export function holdPath(db: Database<Schema>, path: string): Promise<Hold | undefined> {
  return db.hold(`package-create:${path}`);
}

/** Before anything is recorded. Refuses notFound, notAllowed. */
export async function refuseNoPlace(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK | constants.X_OK);
  } catch (cause) {
    if (errorCode(cause) !== 'ENOENT' && errorCode(cause) !== 'ENOTDIR')
      throw diskRefusal(cause, dirname(path));
    throw new Refusal('notFound.packageFolder', { folder: dirname(path), cause });
  }
}

/** A package that stands at its path was whole when it took its name; any other is completed when it is asked for again. */
export async function clearParts(db: Database<Schema>): Promise<void> {
  for (const { path } of await packagesBegun(db.kysely)) {
    const hold = await holdPath(db, path);
    if (hold === undefined) continue; // a living process is at it
    try {
      await removePart(path);
      if (existsSync(path)) await endBegun(db.kysely, path);
    } catch (error) {
      // A place that is no longer ours to write must keep nobody from working; the next start tries again.
      if (!(diskRefusal(error, path) instanceof Refusal)) throw error;
    } finally {
      await hold.release();
    }
  }
}
