// Packages that wait to be taken away, in a backup of the running installation and back again.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { heldByInes, shareOf } from '../../../test/support/held-exhibit.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { bringPackages } from './backup-packages.acts.ts';
import { backUp } from './backup.acts.ts';
import { backupAt } from './backup.ts';
import { checkBackup } from './backup-check.acts.ts';
import { askShare, isShareHere, makeShare, removeShare } from '../packages/share.acts.ts';
import { shareById } from '../packages/share.store.ts';

async function withPackage(t: TestContext) {
  const scene = await heldByInes(t);
  let ticks = 0;
  const clock = (): number => scene.made.house.clock() + 1000 * ticks++; // snapshots are named by their time
  const house = { ...scene.made.house, clock };
  const id = scene.key();
  await askShare(house, { by: scene.judge, share: shareOf(scene.number), id });
  const signal = new AbortController().signal;
  await makeShare(house, { id, caseId: scene.file.id, role: 'judge', signal, onProgress: () => undefined });
  const to = join(temporaryFolder(t), 'backup');
  return { scene, house, id, to, file: join(house.home.packages, `${id}.zip`) };
}

test('a package that waits is in the backup, is checked there, and comes back byte for byte', async (t) => {
  const { house, id, to, file, scene } = await withPackage(t);
  const first = await backUp(house, { to });
  assert.equal(first.packages, 1);
  assert.equal(first.packageBytes, readFileSync(file).length);
  assert.equal((await backUp(house, { to })).packageBytes, 0, 'the second run copies nothing again');
  assert.equal((await checkBackup(backupAt(to))).count, 0);

  const share = await shareById(house.db.kysely, scene.file.id, id);
  assert.ok(share);
  const before = readFileSync(file);
  rmSync(house.home.packages, { recursive: true });
  assert.equal(await isShareHere(house, share), false);
  await bringPackages(backupAt(to).packages, house.home.packages);
  assert.equal(await isShareHere(house, share), true);
  assert.deepEqual(readFileSync(file), before);
  assert.deepEqual(readdirSync(house.home.packages), [`${id}.zip`]);
});

test('a package that was taken off the machine leaves the backup, and what a kill left is made good', async (t) => {
  const { house, id, to, scene } = await withPackage(t);
  await backUp(house, { to });
  const kept = backupAt(to).packages;
  // Killed between the line and the name, and in the middle of the bytes.
  rmSync(join(kept, `${id}.zip`));
  writeFileSync(join(kept, `part-${id}.zip`), 'half');
  assert.equal((await checkBackup(backupAt(to))).count, 1);
  assert.equal((await backUp(house, { to })).packages, 1);
  assert.deepEqual(readdirSync(kept).sort(), [`${id}.zip`, `${id}.zip.sha256`]);
  assert.equal((await checkBackup(backupAt(to))).count, 0);

  await removeShare(house, { by: scene.judge, id });
  assert.equal((await backUp(house, { to })).packages, 0);
  assert.deepEqual(readdirSync(kept), []);
});

test('one flipped bit of a package in a backup is found and named', async (t) => {
  const { house, id, to } = await withPackage(t);
  await backUp(house, { to });
  const path = join(backupAt(to).packages, `${id}.zip`);
  const bytes = readFileSync(path);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const { differences, count } = await checkBackup(backupAt(to));
  assert.equal(count, 1);
  assert.equal(differences[0]?.place, `packages/${id}.zip`);
  rmSync(`${path}.sha256`);
  assert.equal((await checkBackup(backupAt(to))).count, 1);
  assert.equal(existsSync(path), true);
});
