// What an order took after a snapshot: a backup brings it back, and the log that is taken up again takes it once more.
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { atEnd, temporaryFolder } from '../../../test/support/temporary.ts';
import { homeAt } from '../../platform/home.ts';
import { disposeExhibit, eraseEventDetail } from '../custody/custody.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { findExhibit } from '../exhibits/exhibit.store.ts';
import { openInstallation } from '../installation/open.acts.ts';
import { enrolOfficer, openOfficerKey } from '../log/officer.acts.ts';
import { audit } from './audit.acts.ts';
import { backUp } from './backup.acts.ts';
import { backupAt } from './backup.ts';
import { restoreBackup } from './backup-restore.acts.ts';
import { restoreLog } from './log-restore.acts.ts';

const order = { type: 'order', id: 'order 12/26' } as const;

/** `last`: what there is of a backup after the orders. */
async function takenUpAgain(t: TestContext, last: 'backup' | 'killedAfterTheLog') {
  const { house, clock } = await testInstallation(t);
  const folder = temporaryFolder(t);
  const paths = ['first', 'second'].map((name) => join(folder, `${name}.pem`));
  for (const keyPath of paths) await enrolOfficer(house, { person: 'A. Invented', keyPath });
  const file = await testCase(house);
  const [gone, kept] = [await testExhibit(house, file), await testExhibit(house, file)];
  const to = join(folder, 'backup');
  const { snapshot } = await backUp(house, { to });

  await disposeExhibit(house, { number: gone.number, order });
  const [first] = await eventsOf(house, kept.number);
  assert.ok(first?.detail);
  await eraseEventDetail(house, first.event.id, order);
  clock.ms += 60_000;
  await house.publish();
  if (last === 'backup') await backUp(house, { to });
  else cpSync(house.home.log, backupAt(to).log, { recursive: true });

  const home = homeAt(join(folder, 'restored'));
  const clone = await cloneDatabase();
  atEnd(t, () => clone.drop());
  await restoreBackup(home, { from: to, snapshot }, clone.env);
  const options = { env: clone.env, clock: () => clock.ms };
  const back = await openInstallation(home, options);
  try {
    const officers = [];
    for (const path of paths) officers.push(await openOfficerKey(back, path));
    await restoreLog(back, officers, 'the disk failed');
  } finally {
    await back.close();
  }
  const next = await openInstallation(home, options);
  atEnd(t, () => next.close());
  return { house: next, gone, kept };
}

for (const last of ['backup', 'killedAfterTheLog'] as const)
  test(`what was destroyed or erased by order after a snapshot does not come back (${last})`, async (t) => {
    const { house, gone, kept } = await takenUpAgain(t, last);
    assert.equal((await findExhibit(house.db.kysely, gone.number)).status, 'destroyed');
    assert.equal(await house.store.has(gone.id), false);
    assert.notEqual(await house.store.tombstone(gone.id), undefined);
    assert.equal((await findExhibit(house.db.kysely, kept.number)).status, 'held');
    const [first] = await eventsOf(house, kept.number);
    assert.equal(first?.detail, undefined);
    assert.deepEqual((await audit(house)).differences, []);
  });
