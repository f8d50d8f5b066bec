// What a backup has of the published log and of the packages kept aside: checked there, and made whole by the next run.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { objectPath } from '../../platform/ocfl.ts';
import { Fault } from '../../verify/fault.ts';
import { entriesPath, tilePath } from '../../verify/tiles.ts';
import { keepCheckpoint, keptFolder } from '../log/log-kept.acts.ts';
import { quarantine } from '../packages/quarantine.acts.ts';
import { backUp } from './backup.acts.ts';
import { checkBackup } from './backup-check.acts.ts';
import { backupAt } from './backup.ts';

async function backedUp(t: TestContext) {
  const { house, clock } = await testInstallation(t);
  await testExhibit(house, await testCase(house));
  const published = await house.publish();
  const to = join(temporaryFolder(t), 'backup');
  const again = async (): Promise<void> => {
    clock.ms += 1000; // snapshots are named by their time
    await backUp(house, { to });
  };
  const found = async (): Promise<string[]> =>
    (await checkBackup(backupAt(to))).differences.map(({ place }) => place);
  return { house, published, to, again, found };
}

test('a tile of a backup that a kill left cut is named, and the next run makes it whole', async (t) => {
  const { published, to, again, found } = await backedUp(t);
  await again();
  assert.deepEqual(await found(), []);
  for (const path of [tilePath(0, 0, published.size), entriesPath(0, published.size)]) {
    const file = join(to, 'log', path);
    const before = readFileSync(file);
    for (const length of [0, 40, before.length - 1]) {
      writeFileSync(file, before.subarray(0, length));
      assert.deepEqual(await found(), [`log/${path}`]);
    }
    await again();
    assert.deepEqual(readFileSync(file), before);
    assert.deepEqual(await found(), []);
  }
});

test('a tile of other bytes, a lost one and a lost head of a backup are named', async (t) => {
  const { published, to, again, found } = await backedUp(t);
  await again();
  const path = tilePath(0, 0, published.size);
  const file = join(to, 'log', path);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.toReversed());
  assert.deepEqual(await found(), [`log/${path}`]);
  rmSync(file);
  assert.deepEqual(await found(), [`log/${path}`]);
  writeFileSync(file, bytes);
  rmSync(join(to, 'log', entriesPath(0, published.size)));
  assert.deepEqual(await found(), [`log/${entriesPath(0, published.size)}`]);
  rmSync(join(to, 'log/checkpoint'));
  assert.deepEqual(await found(), ['log/checkpoint']);
});

test('a kept head that is cut is named, and the next run makes it whole', async (t) => {
  const { house, published, to, again, found } = await backedUp(t);
  await keepCheckpoint(house, published, []);
  await again();
  const folder = `log/${keptFolder(published.note, published.size)}`;
  const file = join(to, folder, 'checkpoint.note');
  truncateSync(file, published.note.length - 20);
  assert.equal((await found())[0]?.startsWith(folder), true);
  await again();
  assert.deepEqual(readFileSync(file), Buffer.from(published.note));
  assert.deepEqual(await found(), []);
});

test('a package kept aside that is cut in a backup is named, and the next run makes it whole', async (t) => {
  const { house, to, again, found } = await backedUp(t);
  const path = join(temporaryFolder(t), 'package.zip');
  writeFileSync(path, 'no package');
  const id = await quarantine(house, path, new Fault('bagInvalid', 'package.zip', 'a ZIP file', 'none'));
  await again();
  const file = join(to, 'quarantine/store', objectPath(id), 'v1/content/data/package.zip');
  assert.ok(existsSync(file));
  rmSync(file); // read-only
  writeFileSync(file, 'no');
  assert.match((await found()).join(), new RegExp(`^quarantine, ${id}: .*package\\.zip$`));
  await again();
  assert.equal(readFileSync(file, 'utf8'), 'no package');
  assert.deepEqual(await found(), []);
});
