// Volumes of BitLocker are opened with what protects them, and only with that; cryptsetup finds the same key in what the tests make.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bitlocker, PASSWORD, RECOVERY } from '../../../test/support/bitlocker-made.ts';
import { bytesOf, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { filesOf } from '../../../test/support/volume-files.ts';
import { openMedium, walk } from '../listing/list-image.ts';
import { whereOf } from '../looking/open-given.ts';

const medium = volumesFixture();
const ntfs = volumesOf(medium).find(({ fileSystem }) => fileSystem?.kind === 'NTFS');
assert.ok(ntfs);
const PLAIN = Buffer.from(medium.subarray(ntfs.offset, ntfs.offset + ntfs.length));

const expected = filesOf(openMedium(bytesOf(PLAIN)).volumes[0]);

test('a volume is opened with its password or its recovery password, in whose metadata cryptsetup finds the same key', () => {
  const { disk, key } = bitlocker(PLAIN, { method: 0x8004, by: ['password', 'recovery'] });
  assert.equal(openMedium(bytesOf(disk)).volumes.length, 1);
  for (const given of [`${PASSWORD}\n`, RECOVERY]) {
    const { volumes, problems } = openMedium(bytesOf(disk), Buffer.from(given));
    assert.deepEqual(problems, []);
    assert.equal(volumes[1]?.kind, 'BitLocker (encrypted), opened with the key');
    assert.deepEqual(filesOf(volumes[1]), expected);
  }
  if (!hasProgram('cryptsetup')) return;
  const folder = mkdtempSync(join(tmpdir(), 'comity-bitlocker-'));
  try {
    const [path, password] = [join(folder, 'volume'), join(folder, 'key')];
    writeFileSync(path, disk);
    writeFileSync(password, RECOVERY);
    const asked = ['bitlkDump', '-q', path, '--dump-volume-key', '--key-file', password];
    const { stdout, stderr } = spawnSync('cryptsetup', asked, { encoding: 'utf8' });
    assert.equal(/MK dump:([\s0-9a-f]+)/.exec(stdout)?.[1]?.replace(/\s/g, ''), key, stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const made of [
  { method: 0x8002, sectorBytes: 512 },
  { method: 0x8003, sectorBytes: 512 },
  { method: 0x8004, sectorBytes: 4096 },
  { method: 0x8005, sectorBytes: 512, isToGo: true },
] as const)
  test(`method 0x${made.method.toString(16)} with sectors of ${made.sectorBytes}: by the file of a startup key, and by no other`, () => {
    const { disk, bek, copies } = bitlocker(PLAIN, { ...made, by: ['startup'] });
    const before = openMedium(bytesOf(disk)).volumes.length;
    const { volumes, problems } = openMedium(bytesOf(disk), bek);
    assert.deepEqual(problems, []);
    const opened = volumes.at(-1);
    assert.deepEqual(filesOf(opened), expected);
    // The first sectors lie elsewhere, and where they lie is said.
    const { fileSystem } = opened!; // looked at by filesOf
    const boot = [...walk(opened!, () => undefined)].find(({ path }) => path === '/$Boot')!; // every NTFS has it
    const where = whereOf(fileSystem!.content(boot.entry), opened!);
    assert.deepEqual([where.stored, where.runs[0]?.[0]], ['encrypted', copies[0]! + 65_536]);
    const other = Buffer.from(bek);
    other[50]! ^= 1; // the identifier of another
    other[60]! ^= 1;
    const wrong = openMedium(bytesOf(disk), other);
    assert.equal(wrong.volumes.length, before);
    assert.match(wrong.problems.join(), /protected by: startup key/);
  });

test('suspended protection is opened without a key; what is damaged, cut or of another kind is named, never an error', () => {
  const { disk, copies } = bitlocker(PLAIN, { method: 0x8004, by: ['clear'] });
  const [, opened] = openMedium(bytesOf(disk)).volumes;
  assert.equal(opened?.kind, 'BitLocker (encrypted), opened with the clear key that it holds');
  assert.deepEqual(filesOf(opened), expected);
  const hurt = Buffer.from(disk);
  for (const [n, at] of copies.entries()) {
    hurt.fill(0, at, at + 8); // the next copy is taken
    assert.equal(openMedium(bytesOf(hurt)).volumes.length, n < 2 ? 2 : 1);
  }
  const key = Buffer.from('a key');
  for (const [made, why] of [
    [{ method: 0x8000, by: ['clear'] }, /method 0x8000/],
    [{ method: 0x8004, by: ['clear'], state: 5 }, /only in part encrypted/],
  ] as const)
    assert.match(openMedium(bytesOf(bitlocker(PLAIN, made).disk), key).problems.join(), why);
  const [first = 0] = copies;
  for (let at = first + 8; at < first + 400; at += 7) {
    const flipped = Buffer.from(disk);
    for (const copy of copies) flipped[copy + at - first]! ^= 0xff;
    openMedium(bytesOf(flipped), key);
  }
  for (const length of [0, 100, 512, 8192, first, first + 60, first + 300])
    assert.ok(openMedium(bytesOf(disk.subarray(0, length)), key).volumes.length >= 1);
});
