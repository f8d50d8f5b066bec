// Every image in the data sets beside the project is listed as The Sleuth Kit lists it; what is left over is in docs/conformance.md, 7.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { discRows, hfsRows, ours, rowsOf, theirs, withoutModes } from '../../../test/support/fls-rows.ts';
import { volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { extractorOf } from '../extractors/index.ts';
import { inMemory, Spent } from '../extractors/extractor.ts';
import { FaultLog } from '../sources/faults.ts';
import { openImage } from '../sources/open-image.ts';
import type { OpenVolume } from './list-image.ts';

const IMAGES = [
  'conformance/images/ext2.qcow2',
  'conformance/images/ext2.vmdk',
  'conformance/images/image.vhd',
  'conformance/images/hfsplus_zlib.dmg',
  'conformance/images/iso9660.raw',
  'conformance/ewf/ext2.E01',
  'conformance/ewf/ext2.split.E01',
  'conformance/dftt/5-fat-daylight.zip',
  'conformance/dftt/6-undel-fat.zip',
  'conformance/dftt/9-fat-label.zip',
  'forensics/disk-images/bulk_extractor-1mb_fat32.dmg',
  'forensics/disk-images/dfvfs-ext2.qcow2',
  'forensics/disk-images/dfvfs-ext2.vmdk',
  'forensics/disk-images/dfvfs-iso9660.raw',
  'forensics/disk-images/plaso-image.qcow2',
  'forensics/disk-images/plaso-image.vmdk',
  'forensics/disk-images/sleuthkit-image.dd',
  'forensics/disk-images/sleuthkit-image.vmdk',
];

/** Compared by other tests, or why there is nothing to compare. */
const ELSEWHERE: { readonly [image: string]: string } = {
  'conformance/ewf/ext2.split.E02': 'the second segment',
  'conformance/images/corrupt1.gz': 'no image, and damaged',
  'forensics/disk-images/dfvfs-apfs.raw': 'apfs.test.ts',
  'forensics/disk-images/dfvfs-fat-differential.vhd': 'its parent is not there',
};

const OURS_ALONE: { readonly [image: string]: readonly string[] } = {
  // Entries that say they are labels and hold bytes: files here, "(Volume Label Entry)" there.
  '9-fat-label.zip': ['/LABEL2|3', '/dir1/file2.dll|517'],
  // One entry, which three deleted folders had, says that it was created in 2040: in free sectors it takes no date after 2037 for one.
  'bulk_extractor-1mb_fat32.dmg': [
    '/.Trashes/505/Downloaded from github.com/ntfs-lastaccess.raw.gz (deleted)|28091',
    '/Downloaded from github.com/ntfs-lastaccess.raw.gz (deleted)|28091',
    '/_NTITL~1/ntfs-lastaccess.raw.gz (deleted)|28091',
  ],
};

function mediumOf(path: string): Buffer {
  if (path.endsWith('.zip')) {
    const bytes = readFileSync(path);
    const zip = extractorOf('ZIP', 'a.zip');
    for (const { path: name, open } of zip?.read(inMemory(bytes), new Spent(), 'a.zip').members ?? [])
      if (name.endsWith('.dd') && open !== undefined) {
        const content = open();
        const all = Buffer.alloc(content.size);
        content.readInto(0, all);
        return all;
      }
    throw new Error(`no medium in ${path}`);
  }
  const image = openImage(path, new FaultLog().add);
  try {
    const all = Buffer.alloc(image.description.mediaSize);
    image.readInto(0, all);
    return all;
  } finally {
    image.close();
  }
}

for (const folder of ['conformance/images', 'conformance/ewf', 'conformance/dftt', 'forensics/disk-images']) {
  const path = sharedData(folder);
  const skip = path === undefined ? `${folder} is not there` : false;
  test(`no image of ${folder} is passed over`, { skip }, () => {
    const there = readdirSync(path ?? '').filter((name) => !/^(?:README\.md|MANIFEST\.tsv)$/.test(name));
    const known = new Set([...IMAGES, ...Object.keys(ELSEWHERE)]);
    assert.deepEqual(
      there.filter((name) => !known.has(`${folder}/${name}`)),
      [],
    );
  });
}

type Rows = Map<string, string>;

function alike(medium: Buffer, { fileSystem, offset }: OpenVolume, mine: string, peer: string): [Rows, Rows] {
  const kind = fileSystem?.kind ?? '';
  if (kind.startsWith('ISO')) {
    // ECMA-119, section 9.1.5: after the six bytes of the time, its quarters of an hour from UTC.
    const zoneAt = (address: number): number => medium.readInt8(offset + address + 24) * 900;
    const byRow = (rows: readonly string[]): Rows => new Map(rows.map((row) => [row, '']));
    return [byRow(discRows(mine, zoneAt)), byRow(discRows(peer))];
  }
  const [one, other] = [withoutModes(rowsOf(mine), kind), withoutModes(rowsOf(peer), kind)];
  return kind.startsWith('HFS') ? [hfsRows(one), hfsRows(other)] : [one, other];
}

for (const name of IMAGES) {
  const path = sharedData(name);
  const skip = !hasProgram('fls')
    ? 'fls (sleuthkit) is missing'
    : path === undefined
      ? `${name} is not there`
      : false;
  test(`${basename(name)} is listed as fls lists it`, { skip }, (t) => {
    const medium = mediumOf(path ?? '');
    let compared = 0;
    for (const volume of volumesOf(medium)) {
      if (volume.fileSystem === undefined) continue;
      const [mine, peer] = alike(medium, volume, ours(volume), theirs(t, medium, volume));
      for (const alone of OURS_ALONE[basename(name)] ?? []) assert.ok(mine.delete(alone), alone);
      assert.deepEqual(Object.fromEntries(mine), Object.fromEntries(peer), volume.fileSystem.kind);
      compared += peer.size;
    }
    assert.ok(compared > 0, 'nothing to compare');
    t.diagnostic(`${compared} entries`);
  });
}
