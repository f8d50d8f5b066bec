import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { NO_DISKS, smallDisk } from '../../test/support/disks.ts';
import { killServer, serversBelow, until, visit } from '../../test/support/postgres.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { Refusal } from '../base/refusal.ts';
import { openDatabase, type Database } from './database.ts';
import { homeAt, makeHome } from './home.ts';
import { linkLibraries, programFolder } from './postgres-program.ts';
import { openServer } from './postgres.ts';

interface Notes {
  note: { id: number; text: string };
}

const CREATE =
  'create table note (id bigint primary key, text text); grant select, insert on note to comity_app';
const isRoot = process.getuid?.() === 0;
const skip = process.platform === 'linux' ? false : 'embedded PostgreSQL for this system is not installed';

/** One installation's home with one more table, nobody attending; made once and lent to one test after another. */
let prepared: Promise<string> | undefined;
const shelf = mkdtempSync(join(realpathSync(tmpdir()), 'comity-shelf-'));
chmodSync(shelf, 0o711);
after(() => rmSync(shelf, { recursive: true, force: true }));

async function prepare(): Promise<string> {
  const home = homeAt(join(shelf, 'home'));
  await makeHome(home);
  const db = await openDatabase<Notes>(home, { env: {} });
  await db.withOwner((owner) => owner.query(CREATE));
  await db.close();
  return home.path;
}

/** Its database is open and empty. The test ends with all connections closed and the home back on the shelf. */
async function openHome(t: TestContext, name = 'home'): Promise<{ path: string; db: Database<Notes> }> {
  const place = await (prepared ??= prepare());
  const path = join(temporaryFolder(t), name);
  mkdirSync(dirname(path), { recursive: true });
  renameSync(place, path);
  atEnd(t, () => renameSync(path, place));
  const db = await openDatabase<Notes>(homeAt(path), { env: {} });
  atEnd(t, () => db.close());
  await db.withOwner((owner) => owner.query('truncate note'));
  return { path, db };
}

async function idsOf(db: Database<Notes>): Promise<number[]> {
  return (await db.kysely.selectFrom('note').select('id').orderBy('id').execute()).map(({ id }) => id);
}

function add(db: Database<Notes>, id: number): Promise<unknown> {
  return db.transaction((tx) => tx.insertInto('note').values({ id, text: 'x' }).execute());
}

function isRefusal(code: string, text: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code && text.test(error.message);
}

test('a home brings its own database, and the last to leave stops it', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  await add(db, 1);
  assert.deepEqual(await idsOf(db), [1]);
  assert.ok(serversBelow(path).length > 0);
  assert.equal(statSync(join(path, 'postgres')).mode & 0o777, 0o700);
  await db.close();
  await db.close();
  assert.deepEqual(serversBelow(path), []);
});

test(
  'the embedded database flushes to disk, listens to nobody outside and logs no values',
  { skip },
  async (t) => {
    const { path, db } = await openHome(t);
    const settings = await db.withOwner((owner) =>
      owner.query(
        "select name, setting from pg_settings where name in ('fsync', 'listen_addresses', 'data_checksums')",
      ),
    );
    assert.deepEqual(settings.rows, [
      { name: 'data_checksums', setting: 'on' },
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
    ]);
    await add(db, 1);
    await assert.rejects(
      db.transaction((tx) => tx.insertInto('note').values({ id: 1, text: 'private words' }).execute()),
      /duplicate key/,
    );
    assert.doesNotMatch(readFileSync(join(path, 'postgres/server.log'), 'utf8'), /private words|duplicate/);
  },
);

test(
  'four who start a new home at once share one database, and clear what a killed one left',
  { skip },
  async (t) => {
    const path = join(temporaryFolder(t), 'home');
    const killed = `data-17.${spawnSync(process.execPath, ['--version']).pid}-00`;
    const another = `data-17.${process.pid}-00`; // of one who still makes it
    for (const name of [killed, another]) mkdirSync(join(path, 'postgres', name), { recursive: true });
    const visitors = [1, 2, 3, 4].map(() => visit(path, 'once'));
    for (const { ended } of visitors) assert.deepEqual(await ended, { how: 0, stderr: '' });
    const left = readdirSync(join(path, 'postgres')).filter((name) => name.startsWith('data'));
    assert.deepEqual(left.sort(), ['data-17', another]);
    assert.deepEqual(serversBelow(path), []);
  },
);

test('a dozen processes come and go, and the last one stops the server', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  await db.close();
  const visitors = Array.from({ length: 12 }, () => visit(path, 'often'));
  for (const { ended } of visitors) assert.deepEqual(await ended, { how: 0, stderr: '' });
  assert.deepEqual(serversBelow(path), []);
});

test('after the server was killed, the next act starts it again', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  await add(db, 1);
  const hold = await db.hold('import');
  assert.equal(hold?.isLost(), false);
  const killed = await killServer(path);
  await add(db, 2);
  assert.deepEqual(await idsOf(db), [1, 2]);
  assert.ok(!serversBelow(path).includes(killed));
  await until(() => hold?.isLost() === true);
  const [again, twice] = await Promise.all([db.hold('import'), db.hold('import')]);
  assert.ok(again, 'a lost hold can be taken again');
  assert.equal(twice, undefined);
  await hold?.release();
  assert.equal(await db.hold('import'), undefined, 'the late release of the lost one gives nothing back');
  await again.release();
  assert.ok(await db.hold('import'));
  await db.close();
  assert.deepEqual(serversBelow(path), []);
});

test('an act during which the server was killed fails, and is not done twice', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  let runs = 0;
  await assert.rejects(
    db.transaction(async (tx) => {
      runs += 1;
      await tx.insertInto('note').values({ id: 1, text: 'x' }).execute();
      await killServer(path);
      await tx.insertInto('note').values({ id: 2, text: 'x' }).execute();
    }),
  );
  assert.equal(runs, 1);
  assert.deepEqual(await idsOf(db), []);
});

test('many acts at once go on after the server was killed', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  const ids = Array.from({ length: 20 }, (_, i) => i);
  await Promise.all(ids.map((id) => add(db, id)));
  await killServer(path);
  await Promise.all(ids.map((id) => add(db, 100 + id)));
  assert.equal((await idsOf(db)).length, 40);
});

test(
  'after our process was killed the server lives, and the next one attaches and stops it',
  { skip },
  async (t) => {
    const { path, db } = await openHome(t);
    await db.close();
    const first = visit(path, 'stay');
    await first.ready;
    const [server] = serversBelow(path);
    first.child.kill('SIGKILL');
    assert.equal((await first.ended).how, 'SIGKILL');
    assert.deepEqual(serversBelow(path), [server]);
    const second = visit(path, 'stay');
    await second.ready;
    assert.deepEqual(serversBelow(path), [server]);
    second.leave();
    assert.deepEqual(await second.ended, { how: 0, stderr: '' });
    assert.deepEqual(serversBelow(path), []);
  },
);

test('who leaves first does not stop the server under the others', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  assert.deepEqual(await visit(path, 'once').ended, { how: 0, stderr: '' });
  await add(db, 1);
  assert.deepEqual(await idsOf(db), [1]);
});

test('a hold of a process that was killed can be taken', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  const other = visit(path, 'hold');
  await other.ready;
  assert.equal(await db.hold('test'), undefined);
  const mine = await db.hold('another');
  assert.equal(await db.hold('another'), undefined, 'nor can the same process take it twice');
  await mine?.release();
  assert.ok(await db.hold('another'));
  other.child.kill('SIGKILL');
  await until(async () => (await db.hold('test')) !== undefined);
});

for (const [what, name] of [
  ['spaces, quotes and commas', `a home, with 'some' "marks"`],
  ['a name far longer than a socket may have', join('x'.repeat(120), 'y'.repeat(120), 'home')],
] as const)
  test(`a home may have ${what}`, { skip }, async (t) => {
    const { path, db } = await openHome(t, name);
    await add(db, 1);
    assert.deepEqual(await visit(path, 'once').ended, { how: 0, stderr: '' });
    await killServer(path);
    await add(db, 2);
    assert.deepEqual(await idsOf(db), [1, 2]);
    await db.close();
    assert.deepEqual(serversBelow(path), []);
  });

test('root and an ordinary user each have their own home', { skip }, async (t) => {
  if (!isRoot) return t.skip('not root: the other tests run as an ordinary user');
  const user = { uid: 65_534, gid: 65_534 }; // nobody, on every Linux
  const canRead = spawnSync(process.execPath, ['--check', join(import.meta.dirname, 'postgres.ts')], {
    ...user,
    cwd: '/',
  });
  if (canRead.status !== 0) return t.skip('not readable for user nobody: the folder of the project');
  const folder = temporaryFolder(t);
  chownSync(folder, user.uid, user.gid);
  const path = join(folder, 'home');
  const first = visit(path, 'stay', user);
  await first.ready;
  assert.equal(statSync(join(path, 'postgres')).uid, user.uid);
  await killServer(path);
  const second = visit(path, 'stay', user);
  await second.ready;
  first.leave();
  second.leave();
  assert.deepEqual(await first.ended, { how: 0, stderr: '' });
  assert.deepEqual(await second.ended, { how: 0, stderr: '' });
  assert.deepEqual(serversBelow(path), []);

  const roots = join(temporaryFolder(t), 'home');
  assert.deepEqual(await visit(roots, 'once').ended, { how: 0, stderr: '' });
  assert.notEqual(statSync(join(roots, 'postgres')).uid, 0);
  const { how, stderr } = await visit(roots, 'once', user).ended;
  assert.equal(how, 1);
  assert.match(stderr, /Refusal: Expected permission/);
});

test('for root, a closed folder above the home is named', { skip }, async (t) => {
  if (!isRoot) return t.skip('not root: an ordinary user runs the server himself');
  const closed = join(temporaryFolder(t), 'closed');
  mkdirSync(closed, { mode: 0o700 });
  await assert.rejects(
    openServer(join(closed, 'home/postgres')),
    isRefusal('notAllowed', /closed.* can pass through/),
  );
  assert.deepEqual(readdirSync(join(closed, 'home/postgres')), []);
});

test('the data of another major version is refused and left alone', { skip }, async (t) => {
  const folder = join(temporaryFolder(t), 'postgres');
  mkdirSync(join(folder, 'data-16'), { recursive: true });
  await assert.rejects(openServer(folder), isRefusal('unsupported', /data-16/));
  assert.deepEqual(readdirSync(folder), ['data-16']);
});

test(
  'a disk that is too small for a database is a refusal, and nothing is left on it',
  { skip },
  async (t) => {
    const small = join(temporaryFolder(t), 'small');
    mkdirSync(small);
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=711', 'tmpfs', small]);
    if (mount.status !== 0) return t.skip('a small file system (mount -t tmpfs) not installed for this user');
    atEnd(t, () => spawnSync('umount', ['-l', small]));
    await assert.rejects(openServer(join(small, 'postgres')), isRefusal('noSpace', /No space left/));
    assert.deepEqual(readdirSync(join(small, 'postgres')), []);
  },
);

test('a database that cannot start says why', { skip }, async (t) => {
  const { path, db } = await openHome(t);
  await db.close();
  const control = join(path, 'postgres/data-17/global/pg_control');
  renameSync(control, `${control}.away`);
  atEnd(t, () => renameSync(`${control}.away`, control));
  await assert.rejects(openServer(join(path, 'postgres'), 3000), isRefusal('notReady', /pg_control/));
  // It was told to end, and a busy machine takes a moment.
  await until(() => serversBelow(path).length === 0, 5);
});

test('missing library links are made, others are left alone', { skip }, async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'native/lib'), { recursive: true });
  const links = ['native/lib/libx.so', 'native/lib/libx.so.1'].map((target) => ({
    source: 'native/lib/libx.so.1.2',
    target,
  }));
  await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
  symlinkSync('elsewhere', join(folder, 'native/lib/libx.so.1'));
  await linkLibraries(join(folder, 'native'));
  assert.equal(await readlink(join(folder, 'native/lib/libx.so')), 'libx.so.1.2');
  assert.equal(await readlink(join(folder, 'native/lib/libx.so.1')), 'elsewhere');
  await linkLibraries(programFolder());
});

test('a database on a full disk does not start and says so at once, and starts when there is room again', async (t) => {
  const disk = smallDisk(t, 160);
  if (disk === undefined) return t.skip(NO_DISKS);
  chmodSync(disk, 0o711); // PostgreSQL runs as another user when we are root
  const home = homeAt(join(disk, 'home'));
  await makeHome(home);
  await (await openServer(home.postgres)).leave();
  const filler = join(disk, 'filler');
  assert.throws(() => writeFileSync(filler, Buffer.alloc(160 * 1024 * 1024)), { code: 'ENOSPC' });
  const begun = Date.now();
  await assert.rejects(openServer(home.postgres), { name: 'Refusal', code: 'noSpace' });
  assert.ok(Date.now() - begun < 20_000, 'it does not wait until its patience ends');
  rmSync(filler);
  await (await openServer(home.postgres)).leave();
});
