import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import {
  DISKS,
  qcow2,
  udif,
  vhdFooter,
  vhdx,
  vmdkDescriptor,
  vmdkSparse,
} from '../../../../test/support/disks-made.ts';
import { mediaBytes } from '../../../../test/support/ewf-image.ts';
import { readBack, refusalOf } from '../../../../test/support/image-folder.ts';
import { asFirstWritten, lzfse, storedLzfse } from '../../../../test/support/lzfse-made.ts';
import { hasProgram } from '../../../../test/support/programs.ts';
import { sharedData } from '../../../../test/support/shared.ts';
import { temporaryFolder } from '../../../../test/support/temporary.ts';
import { verifyImage } from '../verify.ts';
import { bunzip2 } from './bzip2.ts';

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
      // Those that say what they are at their end are raw bytes without it: nothing says otherwise.
      assert.ok(told || name === 'vhd-fixed' || name === 'udif', `cut to ${share}`);
      writeFileSync(cut, make(media).find((file) => cut.endsWith(file.name))?.bytes ?? '');
    }
  });

test('a packed part of a disk that unpacks to fewer bytes than it has is told', (t) => {
  const bytes = qcow2(media, 3);
  const packed = deflateRawSync(media.subarray(0, 4096));
  const at = bytes.indexOf(packed);
  assert.ok(at > 0);
  deflateRawSync(media.subarray(0, 100)).copy(bytes.fill(0, at, at + packed.length), at);
  const { faults } = readBack(written(t, [{ name: 'disk.qcow2', bytes }]));
  assert.match(JSON.stringify(faults), /unpacks to 100 bytes/);
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
  const apple = readBack(join(images, 'hfsplus_zlib.dmg'));
  assert.deepEqual([apple.description.format, apple.media.length, apple.faults], ['udif', 3817 * 512, []]);
  assert.equal(apple.media.toString('latin1', 20_480 + 1024, 20_480 + 1026), 'H+');
});

test('qemu-img finds the same in the disks that the tests make', (t) => {
  if (!existsSync('/usr/bin/qemu-img')) return t.skip('qemu-img is missing');
  for (const [name, make] of Object.entries(DISKS)) {
    const path = written(t, make(media));
    const format = name.startsWith('vhd-') ? 'vpc' : name === 'udif' ? 'dmg' : (name.split('-')[0] ?? '');
    execFileSync('/usr/bin/qemu-img', ['convert', '-f', format, '-O', 'raw', path, `${path}.raw`]);
    assert.ok(readFileSync(`${path}.raw`).subarray(0, media.length).equals(media), name);
  }
});

/** What bzip2 1.0.8 made of it (`-9`), and with `-1` of a run of 150,000 signs and three of it: several blocks. */
const PACKED = 'QlpoOTFBWSZTWT0hhqcACNJ//8CAgITAgYCEgoCAhK7p3YSAgICEgIDAhMCAgISAgMCMwAL8AAABgAAAANAAAAABgAAAANAAAAABgAAAANAAAAAAVKkaEngkPU9TwRNqZPTU9MpjKe0Rp6nQkRbsIkRRJJ61g5gsA/wLWwGUFgkRiB0BmBxB6Asg3A0Axg5A3gpBdBlkkE3BCUbQhNgQneEJqCE2g7QeQQnsD7gpB4AyA8AdgKgcgfYHLVJIJmBfBfBhBWCkHwCoHAGsFoF4F0ITXIo/InmEJmCE3hCWSUhCZwhKAhM4QnAIS4EJbCE3hCcAhLgQmoHaDSEJcCE4hCUBCXwhLwQlAQmQGsFYKwfoHiDmDrB3g2AvBCYQhMYQmAISgITmEJUEJ/AYgcAcQbwe4NoNIPEGQGUGgFkHmDGCoGcHuCkH0B1g8gbQXgU0gwA0A/4O4FQM+QHUDoDCDcCoHsDED1ByBkBiBiB+AegKQfAMAOgLwLQOsGgGUF0HYDuBwBWC+DSDiCsGEGYF4GAkRnkVgugrB1A/YLYPkXckU4UJA9IYanA='; // prettier-ignore
const LONG = 'QlpoMTFBWSZTWT5e26IAKd5//8CAgITAgYDEgoCAhL7p3YSAgICEgIDAhMCAgISAgMCM0AO+AAAAA5gAAAAAAAAAA5gAAAAAAAAAA5gAAAAAAAAAA5gAAAAAAAAAAKVUjQmam0jJptGiaNNGJpkY1PIDU9SA17UVAYJU77SC8gWoC/gLWusFwgtQgPkC9QXECzgu4Fqgu0Fxgt8F4gvAFhBbQLJKSO0KRguwKR1hSPuFI6ApHYC5AX7CkeYLdBYQXOC6cgLnBcgLQC8QW6C6PF0SkjKCxgsYL4AtILCC9gWgFmBdQLWBe8FtBSOqDBZBH9CkZQpHgFI1SOC1yiPjqEVLYCkcYUjAFI4wpGYKRtBSNkKR4BSMwUjYCkdALlBcwUjYCkZwpGAKRuBSMQUjAFI4QXUC0gtIL6gukF5AtwFzgusFiCkYwpG+FI2wpGAKR5BSNAUj8gt4FmBZwXgC9AXYC5gXSC4AWQFlBaoL+gt8FoBcQL0BYQWyC3AX7BdgLECw2EFtgsoL/AuUFoBcVwAvcC9QWMF2gtALzBbwLvBeILgBbwLeBfIF3AsIL2BbYL1BYgWsC3AWUFkBbQLjBcoLMC0gveC+oLOC0gsYLhBYgW2QHFBmKI0gsQLSC2QXMC2AX/F3JFOFCQPl7bog'; // prettier-ignore
const plain = Buffer.concat([
  Buffer.from('Evidence that a stranger can check. '.repeat(400)),
  Buffer.alloc(3000, 'a'),
  Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * i * 31) & 0xff)),
  Buffer.alloc(65_536 - 14_400 - 3000 - 4096),
]);

test('bzip2 is unpacked, and what is changed or claims too much is not', () => {
  const packed = Buffer.from(PACKED, 'base64');
  assert.ok(plain.equals(bunzip2(packed, plain.length) ?? Buffer.alloc(0)));
  const long = Buffer.concat([Buffer.alloc(150_000, 'b'), plain, plain, plain]);
  assert.ok(long.equals(bunzip2(Buffer.from(LONG, 'base64'), long.length) ?? Buffer.alloc(0)));
  assert.ok(bunzip2(packed, plain.length - 1) === undefined);
  for (let at = 0; at < packed.length; at += 7) {
    const changed = Buffer.from(packed);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    // Not every bit of it is needed; what comes out is the same or nothing.
    assert.ok(bunzip2(changed, plain.length)?.every((byte, n) => byte === plain[n]) ?? true, `byte ${at}`);
    assert.ok(bunzip2(packed.subarray(0, at), plain.length) === undefined, `cut at ${at}`);
  }
});

test('a disk of macOS has its checksum compared, runs by bzip2 read and those by LZMA refused by name', async (t) => {
  const disk = Buffer.concat([media.subarray(0, 4 * 65_536), plain, media.subarray(5 * 65_536, 10 * 65_536)]);
  const bzip2 = { at: 4 * 65_536, bytes: Buffer.from(PACKED, 'base64') };
  const bytes = udif(disk, { bzip2, crc: true });
  const path = written(t, [{ name: 'a.dmg', bytes }]);
  assert.ok(readBack(path).media.equals(disk));
  assert.equal((await verifyImage(path)).container, 'good');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const { container, faults } = await verifyImage(path);
  assert.deepEqual(
    [container, faults.map(({ what }) => what)],
    ['bad', ['the checksum of its data is another one']],
  );
  const change = (from: string, to: string): Buffer => {
    const list = /<data>\n([^<]+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
    const table = Buffer.from(list, 'base64');
    const at = table.indexOf(Buffer.from(from, 'hex'), 204);
    Buffer.from(to, 'hex').copy(table, at);
    const wrapped = table.toString('base64').replace(/.{76}/g, '$&\n');
    return Buffer.from(bytes.toString('latin1').replace(list.trimEnd(), wrapped), 'latin1');
  };
  for (const [from, to, words] of [
    ['80000005', '80000008', /LZMA/],
    ['80000005', '80000009', /a run of a known type/],
    ['0000000000000080', '00000000000fff80', /overlap|runs up to/],
  ] as const) {
    const refusal = refusalOf(written(t, [{ name: 'a.dmg', bytes: change(from, to) }]));
    assert.match(refusal?.message ?? '', words);
  }
});

test('runs of a disk of macOS packed by LZFSE are read, and one that is damaged is a fault at its place', (t) => {
  const packers = [storedLzfse];
  if (hasProgram('lzfse')) packers.push(lzfse, (bytes) => asFirstWritten(lzfse(bytes)));
  else t.diagnostic('lzfse is not installed: only blocks that are not packed were read');
  for (const by of packers) {
    const bytes = udif(media, { pack: { type: 0x80000007, by }, crc: true });
    const path = written(t, [{ name: 'a.dmg', bytes }]);
    const read = readBack(path);
    assert.ok(read.media.equals(media) && read.faults.length === 0);
    bytes.write('bvxx', bytes.indexOf('bvx'));
    writeFileSync(path, bytes);
    const [fault, ...others] = readBack(path).faults;
    assert.equal(fault?.what, 'a part of the disk cannot be unpacked');
    assert.deepEqual(others.filter(({ what, offset }) => what !== fault.what || offset !== fault.offset), []); // prettier-ignore
  }
});
