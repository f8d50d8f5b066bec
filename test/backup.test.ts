// Backups of a running installation, and what they bring back: as processes, with the embedded database.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { comity, comityJson, LYON, SUVA } from './support/comity.ts';
import { temporaryFolder } from './support/temporary.ts';

interface Kept {
  readonly folder: string;
  readonly home: string;
  readonly reference: string;
  readonly backup: string;
}

const prepared = mkdtempSync(join(realpathSync(tmpdir()), 'comity-backup-'));
chmodSync(prepared, 0o711); // PostgreSQL does not run as root
after(() => rmSync(prepared, { recursive: true, force: true }));
let whole: Promise<string> | undefined;

/** One installation is set up, and each test has a copy of it: what it does besides is what is tested. */
async function installation(t: TestContext): Promise<Kept> {
  const folder = temporaryFolder(t);
  const home = join(folder, 'home');
  whole ??= setUp(join(prepared, 'home'));
  const reference = await whole;
  assert.equal(spawnSync('cp', ['-a', join(prepared, 'home'), home]).status, 0);
  return { folder, home, reference, backup: join(folder, 'backup') };
}

async function setUp(home: string): Promise<string> {
  assert.equal((await comity(home, ['init', ...LYON])).code, 0);
  const { reference } = await comityJson(home, ['case', 'create', '--title', 'Harbour \u2028 invoices']);
  assert.ok(typeof reference === 'string');
  return reference;
}

async function add({ folder, home, reference }: Kept, name: string, text: string): Promise<string> {
  writeFileSync(join(folder, name), text);
  const args = ['exhibit', 'add', join(folder, name), '--case', reference];
  const added = await comityJson(home, [...args, '--source', 'desk', '--authority', 'warrant 441/26']);
  assert.ok(typeof added['number'] === 'string', JSON.stringify(added));
  return added['number'];
}

test('a backup comes back whole, and goes on where it was', async (t) => {
  const kept = await installation(t);
  const first = await add(kept, 'letter.txt', 'a letter');
  await add(kept, 'photo.bin', 'a photo');
  const made = await comityJson(kept.home, ['backup', '--to', kept.backup]);
  assert.equal(made['exhibits'], 2);
  assert.equal(made['copied'], 2);
  assert.deepEqual(made['missing'], []);
  assert.equal((await comity(kept.home, ['backup', 'check', kept.backup])).code, 0);

  const restored = join(kept.folder, 'restored');
  const back = await comity(restored, ['restore', kept.backup]);
  assert.equal(back.code, 0, back.err);
  assert.match(back.out, /everything is as it was signed/);
  assert.equal(existsSync(join(restored, 'keys', 'service.pem')), true);
  assert.equal(statSync(join(restored, 'keys', 'service.pem')).mode & 0o777, 0o600);
  const [before, after] = await Promise.all(
    [kept.home, restored].map((home) => comity(home, ['custody', 'list', '--exhibit', first, '--json'])),
  );
  assert.equal(after?.out, before?.out);
  assert.match((await comity(restored, ['case', 'show', kept.reference])).out, /Harbour/);
  const third = await add({ ...kept, home: restored }, 'more.txt', 'one more');
  assert.match(third, /-3$/);
  assert.equal((await comity(restored, ['audit'])).code, 0);
});

test('the second backup copies what is new, keeps as many snapshots as asked, and follows an order to destroy', async (t) => {
  const kept = await installation(t);
  const gone = await add(kept, 'letter.txt', 'a letter');
  await comityJson(kept.home, ['backup', '--to', kept.backup]);
  await add(kept, 'photo.bin', 'a photo');
  assert.equal((await comity(kept.home, ['exhibit', 'dispose', gone, '--order', 'order 12/26'])).code, 0);
  const made = await comityJson(kept.home, ['backup', '--to', kept.backup, '--keep', '1']);
  assert.equal(made['copied'], 1);
  assert.equal(made['exhibits'], 1);
  assert.equal((made['removedSnapshots'] as string[]).length, 1);
  assert.equal(readdirSync(join(kept.backup, 'snapshots')).length, 1);
  assert.equal(
    filesBelow(join(kept.backup, 'store')).some((name) => name.endsWith('letter.txt')),
    false,
  );
});

test('an older snapshot brings the later log with it: two officers must take it up again', async (t) => {
  const kept = await installation(t);
  const officers = ['ines', 'omar'];
  for (const name of officers)
    assert.equal(
      (
        await comity(kept.home, [
          'officer',
          'enrol',
          `${name} Example`,
          '--key-file',
          join(kept.folder, `${name}.pem`),
        ])
      ).code,
      0,
    );
  await add(kept, 'letter.txt', 'a letter');
  const old = await comityJson(kept.home, ['backup', '--to', kept.backup]);
  const later = await add(kept, 'photo.bin', 'a photo');
  await comityJson(kept.home, ['backup', '--to', kept.backup]);

  const restored = join(kept.folder, 'restored');
  const back = await comity(restored, ['restore', kept.backup, '--snapshot', String(old['snapshot'])]);
  assert.equal(back.code, 0, back.err);
  assert.match(back.err, /two officers/);
  const early = ['exhibit', 'add', join(kept.folder, 'letter.txt'), '--case', kept.reference];
  const refused = await comity(restored, [...early, '--source', 'desk', '--authority', 'warrant 441/26']);
  assert.equal(refused.code, 1, refused.out);
  assert.match(refused.err, /log restore/);
  const signed = officers.flatMap((name) => ['--officer', join(kept.folder, `${name}.pem`)]);
  const taken = await comity(restored, ['log', 'restore', ...signed, '--reason', 'the disk failed']);
  assert.equal(taken.code, 0, taken.err);
  // Its title was private text, which the log does not hold.
  assert.match((await comity(restored, ['exhibit', 'show', later])).out, /restored from the log/);
  assert.equal((await comity(restored, ['audit'])).code, 0);
});

test('a damaged backup is found before anything is restored', async (t) => {
  const kept = await installation(t);
  await add(kept, 'letter.txt', 'a letter');
  const { snapshot } = await comityJson(kept.home, ['backup', '--to', kept.backup]);
  const file = join(kept.backup, 'snapshots', String(snapshot), 'database', 'public.exhibit.jsonl.gz');
  const bytes = readFileSync(file);
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
  rmSync(file);
  writeFileSync(file, bytes);
  const checked = await comity(kept.home, ['backup', 'check', kept.backup]);
  assert.equal(checked.code, 1);
  assert.match(checked.err, /public\.exhibit/);
  const restored = join(kept.folder, 'restored');
  const back = await comity(restored, ['restore', kept.backup]);
  assert.equal(back.code, 1);
  assert.match(back.err, /public\.exhibit/);
  assert.equal(existsSync(join(restored, 'settings.json')), false);
});

test('nothing is restored over something, and no backup goes into a strange folder', async (t) => {
  const kept = await installation(t);
  await comityJson(kept.home, ['backup', '--to', kept.backup]);
  assert.equal((await comity(kept.home, ['restore', kept.backup])).code, 1);
  const strange = await comity(kept.home, ['backup', '--to', kept.folder]);
  assert.equal(strange.code, 1);
  assert.match(strange.err, /other things/);
  const other = join(kept.folder, 'other');
  const init = ['init', ...SUVA];
  assert.equal((await comity(other, init)).code, 0);
  assert.match((await comity(other, ['backup', '--to', kept.backup])).err, /another log/);
  // Stopped half-way: the settings are missing, and the same command completes it.
  const restored = join(kept.folder, 'restored');
  assert.equal((await comity(restored, ['restore', kept.backup])).code, 0);
  rmSync(join(restored, 'settings.json'));
  assert.equal((await comity(restored, ['restore', kept.backup])).code, 0);
});

test('a backup of migrations that were replaced since is refused before anything is brought', async (t) => {
  const kept = await installation(t);
  const { snapshot } = await comityJson(kept.home, ['backup', '--to', kept.backup]);
  const folder = join(kept.backup, 'snapshots', String(snapshot));
  const before = readFileSync(join(folder, 'snapshot.json'), 'utf8');
  const said = before.replace('"0006-packages-and-certificates.sql"', '"0006-packages.sql"');
  assert.notEqual(said, before);
  const manifest = readFileSync(join(folder, 'manifest-sha256.txt'), 'utf8');
  rewrite(join(folder, 'snapshot.json'), said);
  rewrite(join(folder, 'manifest-sha256.txt'), manifest.replace(sha256(before), sha256(said)));
  const restored = join(kept.folder, 'restored');
  const back = await comity(restored, ['restore', kept.backup]);
  assert.equal(back.code, 1);
  assert.match(back.err, /earlier development version \(0006-packages\.sql\)/);
  assert.match(back.err, /make the installation anew/);
  assert.equal(existsSync(join(restored, 'keys')), false);
});

test('a backup without keys needs them from elsewhere', async (t) => {
  const kept = await installation(t);
  await comityJson(kept.home, ['backup', '--to', kept.backup, '--without-keys']);
  const restored = join(kept.folder, 'restored');
  const back = await comity(restored, ['restore', kept.backup]);
  assert.equal(back.code, 1);
  assert.match(back.err, /key/);
  cpSync(join(kept.home, 'keys'), join(restored, 'keys'), { recursive: true });
  assert.equal((await comity(restored, ['restore', kept.backup])).code, 0);
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Files of a backup are read-only. */
function rewrite(file: string, text: string): void {
  rmSync(file);
  writeFileSync(file, text);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true }).map(String);
}
