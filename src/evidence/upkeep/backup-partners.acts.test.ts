// Whom the log asks, and for whom it vouches: both come back with a backup.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { cloneDatabase } from '../../../test/support/database.ts';
import { PACKING, testCase, testExhibit, testInstallation } from '../../../test/support/installation.ts';
import { atEnd, temporaryFolder } from '../../../test/support/temporary.ts';
import { testLog } from '../../../test/support/test-log.ts';
import { makeFolder } from '../../platform/files.ts';
import { homeAt, type Home } from '../../platform/home.ts';
import { formatVerifierKey } from '../../verify/note-key.ts';
import { healthOf } from '../installation/health.acts.ts';
import { warningsOf } from '../installation/health.ts';
import { openInstallation } from '../installation/open.acts.ts';
import { addAuthority, writeWitnessPolicy } from '../log/log-partners.acts.ts';
import { PARTNER_FILES } from '../log/log-partners.ts';
import { addCheckpoint, openWitness, type Witness } from '../log/witness.acts.ts';
import { formatAddCheckpoint } from '../log/witness.ts';
import { createPackage } from '../packages/package-create.acts.ts';
import { backUp } from './backup.acts.ts';
import { restoreBackup } from './backup-restore.acts.ts';

const other = testLog('suva.example/custody');

async function witnessOf(home: Home): Promise<Witness> {
  await makeFolder(home.witness, 0o700);
  return openWitness(home.witness, {
    name: 'lyon.example/custody/witness',
    logKeys: other.keys,
    clock: Date.now,
  });
}

const keysOf = ({ signers }: Witness): string[] => signers.map(({ key }) => formatVerifierKey(key));

async function cosigned(witness: Witness, oldSize: number, size: number, log = other): Promise<number> {
  const proof = oldSize === 0 ? [] : await log.proof(oldSize, size);
  const body = formatAddCheckpoint({ oldSize, proof, note: await log.checkpoint(size) });
  return (await addCheckpoint(witness, body)).status;
}

/** An installation that needs a witness, and is one. */
async function withPartners(t: TestContext) {
  const { house, home } = await testInstallation(t);
  const file = await testCase(house);
  await testExhibit(house, file);
  await addAuthority(home, { name: 'closed', url: 'http://127.0.0.1:9/' });
  const elsewhere = await openWitness(temporaryFolder(t), {
    name: 'witness.example',
    logKeys: [],
    clock: Date.now,
  });
  const lines = keysOf(elsewhere).map((key, i) => `witness w${i} ${key} http://127.0.0.1:9/\n`);
  await writeWitnessPolicy(home, Buffer.from(`${lines.join('')}group all all w0 w1\nquorum all\n`), 'policy');
  const witness = await witnessOf(home);
  assert.equal(await cosigned(witness, 0, 5), 200);
  return { house, home, witness, caseName: file.reference, to: join(temporaryFolder(t), 'backup') };
}

async function restored(t: TestContext, from: string) {
  const home = homeAt(join(temporaryFolder(t), 'restored'));
  const clone = await cloneDatabase();
  atEnd(t, () => clone.drop());
  return { home, env: clone.env, restore: () => restoreBackup(home, { from }, clone.env) };
}

test('the quorum that packages need is needed after a restore too', async (t) => {
  const { house, home, caseName, to } = await withPartners(t);
  await backUp(house, { to });
  const back = await restored(t, to);
  await back.restore();
  for (const name of Object.values(PARTNER_FILES))
    assert.deepEqual(readFileSync(join(back.home.path, name)), readFileSync(join(home.path, name)), name);
  const again = await openInstallation(back.home, { env: back.env, clock: house.clock });
  atEnd(t, () => again.close());
  await assert.rejects(
    createPackage(again, { ...PACKING, caseName, to: join(temporaryFolder(t), 'package') }),
    { entry: 'notReady.quorum' },
  );
});

test('a witness comes back with its keys and what it cosigned, and waits until somebody has looked', async (t) => {
  const { house, witness, to } = await withPartners(t);
  await backUp(house, { to });
  assert.equal(await cosigned(witness, 5, 8), 200, 'after the backup');
  const back = await restored(t, to);
  assert.deepEqual((await back.restore()).witness, { hasKeys: true });
  const again = await witnessOf(back.home);
  assert.deepEqual(keysOf(again), keysOf(witness));
  assert.equal((await again.store.latest(other.origin))?.checkpoint.size, 5);

  const fork = other.fork(6); // of what it cosigned at 8, of which it knows nothing
  assert.equal(await cosigned(again, 5, 8, fork), 503);
  const reopened = await openInstallation(back.home, { env: back.env });
  atEnd(t, () => reopened.close());
  const warned = async (): Promise<boolean> =>
    warningsOf(await healthOf(reopened, () => reopened.published()), new Date()).includes('witnessPaused');
  assert.equal(await warned(), true);
  await again.store.resume();
  assert.equal(await warned(), false);
  assert.equal(await cosigned(again, 5, 8), 200);
});

test('a backup without keys has none of the witness either, and says that they are missing', async (t) => {
  const { house, home, to } = await withPartners(t);
  await backUp(house, { to, withoutKeys: true });
  assert.equal(existsSync(join(to, 'witness/keys')), false);
  const back = await restored(t, to);
  await assert.rejects(back.restore(), { entry: 'notReady.backupKeys' });
  await cp(home.keys, back.home.keys, { recursive: true });
  assert.deepEqual((await back.restore()).witness, { hasKeys: false });
});

test('an installation that witnesses nothing has no witness after a restore', async (t) => {
  const { house, home, to } = await withPartners(t);
  await rm(home.witness, { recursive: true });
  await backUp(house, { to });
  const back = await restored(t, to);
  assert.equal((await back.restore()).witness, undefined);
  assert.equal(existsSync(back.home.witness), false);
});
