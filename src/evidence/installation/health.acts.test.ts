// Whether an act would be recorded: a database that is older than what was published, and a disk without room.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { testInstallation } from '../../../test/support/installation.ts';
import { NO_DISKS, smallDisk } from '../../../test/support/disks.ts';
import { atEnd } from '../../../test/support/temporary.ts';
import { openDatabase } from '../../platform/database.ts';
import type { Schema } from '../../platform/schema.ts';
import { readiness } from './health.acts.ts';

test('an installation whose database is older than its published log is not ready', async (t) => {
  const { house, home } = await testInstallation(t);
  assert.deepEqual(await readiness(house), { events: 1 });
  const older = await cloneDatabase();
  const session = { 'comity.as': 'operator' };
  const db = await openDatabase<Schema>(home, { env: older.env, session });
  atEnd(t, async () => {
    await db.close();
    await older.drop();
  });
  assert.deepEqual(await readiness({ ...house, db }), { events: 0, hindrance: 'rolledBack' });
});

test('an installation whose disk is full is not ready', async (t) => {
  const disk = smallDisk(t, 8);
  if (disk === undefined) return t.skip(NO_DISKS);
  const { house, home } = await testInstallation(t);
  for (const folder of ['log', 'store', 'staging'] as const)
    assert.deepEqual(await readiness({ ...house, home: { ...home, [folder]: disk } }), {
      events: 1,
      hindrance: 'noSpace',
    });
});

test('an installation whose disk takes nothing, or whose published head is gone, is not ready', async (t) => {
  const { house, home } = await testInstallation(t);
  const heads = [join(home.log, 'checkpoint'), home.head];
  const head = readFileSync(home.head);
  await house.log.append({
    events: [{ type: 'viewed', item: 'FR-2026-000001-1', occurredAt: '2026-11-03T10:30:00+01:00' }],
  });
  for (const path of heads) rmSync(path);
  assert.deepEqual(await readiness(house), { events: 2, hindrance: 'noHead' });
  for (const path of heads) writeFileSync(path, head);
  const disk = smallDisk(t, 64);
  if (disk === undefined) return t.skip(NO_DISKS);
  assert.equal(spawnSync('mount', ['-o', 'remount,ro', disk]).status, 0);
  const found = await readiness({ ...house, home: { ...home, store: disk } });
  assert.deepEqual(found, { events: 2, hindrance: 'readOnly' });
});
