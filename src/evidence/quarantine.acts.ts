// Packages that failed their check: a copy as found, and the reason. Nobody can take them for evidence.
import { basename, join } from 'node:path';
import { newUuid } from '../base/ids.ts';
import { copyTree } from '../platform/copy-tree.ts';
import { openDiskStore } from '../platform/disk-store.ts';
import { makeFolder, writeAtomically } from '../platform/files.ts';
import { lstat } from 'node:fs/promises';
import type { Fault } from '../verify/fault.ts';
import { nameText } from './found-name.ts';
import type { Installation } from './installation.acts.ts';

/** Returns the name it is kept under. */
export async function quarantine(house: Installation, path: string, fault: Fault): Promise<string> {
  const id = newUuid(house.clock, house.random);
  const receivedAt = new Date(house.clock());
  const { code, place, message } = fault;
  const folder = house.home.quarantine;
  const reason = {
    id,
    name: nameText(basename(path)),
    code,
    place,
    message,
    receivedAt: receivedAt.toISOString(),
  };
  await writeAtomically(join(folder, `${id}.json`), `${JSON.stringify(reason, undefined, 2)}\n`, 0o600);
  await keepCopy(house, path, id);
  await house.db.transaction(async (tx) => {
    await tx
      .insertInto('quarantined_package')
      .values({ id, name: reason.name, sha256: null, code, place, message, received_at: receivedAt })
      .execute();
  });
  return id;
}

/** The same store as for evidence, under another root: copied as found, links not followed, digests beside. */
async function keepCopy(house: Installation, path: string, id: ReturnType<typeof newUuid>): Promise<void> {
  const info = await lstat(path).catch(() => undefined);
  if (info === undefined || !(info.isDirectory() || info.isFile())) return; // nothing that could be kept
  const root = house.home.quarantine;
  await makeFolder(join(root, 'staging'), 0o700);
  const store = await openDiskStore({
    ...house.home,
    store: join(root, 'store'),
    staging: join(root, 'staging'),
  });
  try {
    const staging = await store.stage(id);
    try {
      if (info.isDirectory()) await copyTree(staging, path);
      else await staging.write('data/package.zip', { kind: 'path', path });
      await staging.seal();
    } catch (error) {
      await staging.discard();
      throw error;
    }
    await store.publish(id);
  } finally {
    await store.close();
  }
}
