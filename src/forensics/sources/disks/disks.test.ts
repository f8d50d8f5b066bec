import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  DISKS,
  qcow2,
  vhdFooter,
  vhdx,
  vmdkDescriptor,
  vmdkSparse,
} from '../../../../test/support/disks-made.ts';
import { mediaBytes } from '../../../../test/support/ewf-image.ts';
import { readBack, refusalOf } from '../../../../test/support/image-folder.ts';
import { sharedData } from '../../../../test/support/shared.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { verifyImage } from '../verify.ts';

/** What can be packed, noise, and much that was never written; no whole number of any unit. */
const media = Buffer.concat([
  mediaBytes(200_000),
  Buffer.alloc(2_600_000),
  randomBytes(300_000),
  mediaBytes(40_000, 3),
  Buffer.alloc(1_000_000),
]).subarray(0, 4_000_000 - (4_000_000 % 512) + 512);

function written(
  t: TestContext,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): string {
  const folder = temporaryFolder(t);
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
  return join(folder, files[0]?.name ?? '');
}

for (const [name, make] of Object.entries(DISKS))
  test(`a disk as ${name} is the medium that was put into it, and where it is cut that is said`, async (t) => {
    const path = written(t, make(media));
    const read = readBack(path);
    assert.ok(read.media.equals(media));
    assert.deepEqual([read.faults, read.description.format], [[], name.split('-')[0]]);
    const check = await verifyImage(path);
    assert.deepEqual([check.container, check.agrees], ['absent', undefined]);
    for (const share of [0.0001, 0.2, 0.5]) {
      const cut = name === 'vmdk-flat' ? path.replace('disk.vmdk', 'disk-f001.vmdk') : path;
      truncateSync(cut, Math.floor(readFileSync(cut).length * share));
      const refusal = refusalOf(path);
      const told = refusal === undefined ? readBack(path).faults.length > 0 : true;
      // A fixed VHD without its footer is raw bytes: nothing says otherwise.
      assert.ok(told || name === 'vhd-fixed', `cut to ${share}`);
      writeFileSync(cut, make(media).find((file) => cut.endsWith(file.name))?.bytes ?? '');
    }
  });

test('a disk that hangs on another, or is not read, is refused by name', (t) => {
  const withSize = (change: (header: Buffer) => void, version = 3): Buffer => qcow2(media, version, change);
  for (const [name, bytes, words] of [
    ['a.qcow2', withSize((head) => head.writeBigUInt64BE(80n, 8)), /backing file/],
    ['b.qcow2', withSize((head) => head.writeUInt32BE(2, 32)), /encrypted/],
    ['c.qcow2', withSize((head) => head.writeBigUInt64BE(4n, 72)), /data in another file/],
    ['d.qcow2', withSize((head) => head.writeBigUInt64BE(16n, 72)), /subclusters/],
    ['e.qcow2', withSize((head) => head.writeBigUInt64BE(256n, 72)), /features 0x100/],
    ['f.qcow2', withSize((head) => head.writeUInt32BE(1, 4), 2), /QCOW version 1/],
    ['g.vhd', Buffer.concat([media, vhdFooter(media.length, 4)]), /differencing VHD/],
    ['h.vhdx', vhdx(media, { hasParent: true }), /differencing VHDX/],
    ['i.vhdx', vhdx(media, { hasLog: true }), /log in it/],
    ['j.vmdk', vmdkSparse(media, '12345678'), /has a parent/],
    ['k.vmdk', vmdkDescriptor('RW 8 SESPARSE "x.vmdk"'), /SESPARSE/],
  ] as const) {
    const refusal = refusalOf(written(t, [{ name, bytes }]));
    assert.equal(refusal?.code, 'unsupported', name);
    assert.match(refusal.message, words);
  }
});

test('an extent elsewhere is refused, one that is missing is named', (t) => {
  const elsewhere = refusalOf(
    written(t, [{ name: 'a.vmdk', bytes: vmdkDescriptor('RW 8 FLAT "../b.vmdk" 0') }]),
  );
  assert.equal(elsewhere?.code, 'badInput');
  const missing = refusalOf(written(t, [{ name: 'a.vmdk', bytes: vmdkDescriptor('RW 8 FLAT "b.vmdk" 0') }]));
  assert.equal(missing?.code, 'notFound');
  assert.match(missing.message, /b\.vmdk/);
});

test('numbers that no disk has are refused before anything is read by them', (t) => {
  for (const change of [
    (head: Buffer) => head.writeBigUInt64BE(2n ** 62n, 24),
    (head: Buffer) => head.writeUInt32BE(40, 20),
    (head: Buffer) => head.writeUInt32BE(0, 36),
    (head: Buffer) => head.writeBigUInt64BE(2n ** 60n, 40),
  ]) {
    const refusal = refusalOf(written(t, [{ name: 'a.qcow2', bytes: qcow2(media, 2, change) }]));
    assert.ok(refusal?.code === 'damaged' || refusal?.code === 'tooLarge', refusal?.message);
  }
});

test('disks of other programs are read, and two of one medium hold the same; a wrong checksum is told', (t) => {
  const folder = sharedData('forensics/disk-images');
  const images = sharedData('conformance/images');
  if (folder === undefined || images === undefined) return t.skip('no data beside the project');
  const [one, other] = ['dfvfs-ext2.qcow2', 'dfvfs-ext2.vmdk'].map(
    (name) => readBack(join(folder, name)).media,
  );
  assert.ok(one?.equals(other ?? Buffer.alloc(0)));
  const { media: vhd, description } = readBack(join(images, 'image.vhd'));
  assert.deepEqual([description.format, vhd.length], ['vhd', description.mediaSize]);
  assert.match(description.notices.join(), /checksum of the footer is wrong/);
  assert.match(refusalOf(join(folder, 'dfvfs-fat-differential.vhd'))?.message ?? '', /differencing VHD/);
});

test('qemu-img finds the same in the disks that the tests make', (t) => {
  if (!existsSync('/usr/bin/qemu-img')) return t.skip('qemu-img is missing');
  for (const [name, make] of Object.entries(DISKS)) {
    const path = written(t, make(media));
    const format = name.startsWith('vhd-') ? 'vpc' : (name.split('-')[0] ?? '');
    execFileSync('/usr/bin/qemu-img', ['convert', '-f', format, '-O', 'raw', path, `${path}.raw`]);
    assert.ok(readFileSync(`${path}.raw`).subarray(0, media.length).equals(media), name);
  }
});
