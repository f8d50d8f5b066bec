import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lvmDisk, lvmStriped } from '../../../test/support/lvm-made.ts';
import { bytesOf, volumesFixture, volumesOf } from '../../../test/support/media.ts';
import { randomOf } from '../../../test/support/random.ts';
import { openMedium, walk } from '../listing/list-image.ts';
import { Refusal } from '../../base/refusal.ts';
import { whereOf } from '../looking/open-given.ts';

const medium = volumesFixture();
const [small] = volumesOf(medium)
  .filter(({ fileSystem }) => fileSystem !== undefined)
  .toSorted((one, other) => one.length - other.length);
assert.ok(small);
const volume = Buffer.from(medium.subarray(small.offset, small.offset + small.length));

function listed(opened: ReturnType<typeof openMedium>['volumes'][number] | undefined): string[] {
  assert.ok(opened);
  return [...walk(opened, () => undefined)].map(({ path }) => path);
}

test('a logical volume in one piece or in several is listed like the volume that it is; a thin one is named', () => {
  for (const wrapsAt of [4096, 64 * 1024 - 100]) {
    const disk = lvmDisk(
      [
        { name: 'root', bytes: volume },
        { name: 'parted', bytes: volume, isParted: true },
        { name: 'thin', bytes: volume.subarray(0, 1000), type: 'thin' },
      ],
      wrapsAt,
    );
    const { volumes, problems } = openMedium(bytesOf(disk));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      volumes.map(({ number, kind, name, unread }) => [number, kind, name, unread]),
      [
        [0, 'whole medium', undefined, 'LVM2 physical volume'],
        [1, 'LVM2 logical volume', 'vg0/root', undefined],
        [2, 'LVM2 logical volume', 'vg0/parted', undefined],
        [3, 'LVM2 logical volume', 'vg0/thin', 'LVM2 volume of type thin'],
      ],
    );
    const { offset = 0 } = volumes[1] ?? {};
    assert.ok(disk.subarray(offset, offset + volume.length).equals(volume));
    for (const one of [volumes[1], volumes[2]])
      assert.deepEqual(listed(one), listed(openMedium(bytesOf(volume)).volumes[0]));
  }
});

test('a volume that is striped over two disks of a medium is whole, and where a file of it lies is said on the medium', () => {
  const disk = lvmStriped(volume);
  const { volumes, problems } = openMedium(bytesOf(disk));
  assert.deepEqual(problems, []);
  const found = volumes.filter(({ kind }) => kind === 'LVM2 logical volume');
  assert.deepEqual(found.map(({ name, unread }) => [name, unread]), [['vg0/both', undefined]]); // prettier-ignore
  const [both] = found;
  assert.deepEqual(listed(both), listed(openMedium(bytesOf(volume)).volumes[0]));
  assert.ok(both?.fileSystem && both.segments);
  let split = 0;
  for (const { entry } of walk(both, () => undefined)) {
    if (entry.type !== 'file' || entry.isDeleted) continue;
    const content = both.fileSystem.content(entry);
    if (content.stored !== 'plain' || content.runs.some(({ at }) => at === undefined)) continue;
    const { runs, runsCount } = whereOf(content, both);
    if (runsCount > content.runs.length) split += 1;
    const whole = Buffer.alloc(content.size);
    content.readInto(0, whole);
    if (runsCount > runs.length) continue;
    const parts = runs.map(([at, length]) => disk.subarray(at ?? 0, (at ?? 0) + length));
    assert.ok(Buffer.concat(parts).equals(whole), entry.name);
  }
  assert.ok(split > 0);
  const alone = openMedium(bytesOf(disk.subarray(0, disk.length - 400 * 512))).volumes;
  assert.match(alone.find(({ name }) => name === 'vg0/both')?.unread ?? '', /ends after its disk/);
});

test('metadata that is cut, changed or makes no sense is a problem, never an end', () => {
  const disk = lvmDisk([{ name: 'root', bytes: volume.subarray(0, 200_000) }]);
  const random = randomOf(18);
  for (let i = 0; i < 400; i++) {
    const input = Buffer.from(
      disk.subarray(0, i % 7 === 0 ? Math.floor(random() * disk.length) : disk.length),
    );
    for (let k = 0; k < 3; k++) {
      const at =
        [
          512 + Math.floor(random() * 120),
          4096 + Math.floor(random() * 60),
          8192 + Math.floor(random() * 600),
        ][k] ?? 0;
      if (at < input.length) input[at] = Math.floor(random() * 256);
    }
    try {
      for (const { offset, length } of openMedium(bytesOf(input)).volumes)
        assert.ok(offset >= 0 && length >= 0);
    } catch (error) {
      assert.ok(error instanceof Refusal, String(error));
    }
  }
  const wrong = Buffer.from(disk);
  wrong[8192 + 40] = (wrong[8192 + 40] ?? 0) ^ 1;
  assert.match(openMedium(bytesOf(wrong)).problems.join(), /checksum of LVM2 metadata/);
});
