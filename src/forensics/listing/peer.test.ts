// Every image in the data sets beside the project is listed as The Sleuth Kit lists it; what is left over is in docs/conformance.md, 7.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { ours, rowsOf, theirs, withoutModes } from '../../../test/support/fls-rows.ts';
import { volumesOf } from '../../../test/support/media.ts';
import { hasProgram } from '../../../test/support/programs.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { extractorOf } from '../extractors/index.ts';
import { inMemory, Spent } from '../extractors/extractor.ts';
import { FaultLog } from '../sources/faults.ts';
import { openImage } from '../sources/open-image.ts';

const IMAGES = [
  'conformance/images/ext2.qcow2',
  'conformance/images/ext2.vmdk',
  'conformance/images/image.vhd',
  'conformance/ewf/ext2.E01',
  'conformance/ewf/ext2.split.E01',
  'conformance/dftt/5-fat-daylight.zip',
  'conformance/dftt/6-undel-fat.zip',
  'conformance/dftt/9-fat-label.zip',
  'forensics/disk-images/dfvfs-ext2.qcow2',
  'forensics/disk-images/dfvfs-ext2.vmdk',
  'forensics/disk-images/plaso-image.qcow2',
  'forensics/disk-images/plaso-image.vmdk',
  'forensics/disk-images/sleuthkit-image.dd',
  'forensics/disk-images/sleuthkit-image.vmdk',
];

/** Entries that say they are labels and hold bytes: files here, "(Volume Label Entry)" there. */
const LABELS: { readonly [image: string]: readonly string[] } = {
  '9-fat-label.zip': ['/LABEL2|3', '/dir1/file2.dll|517'],
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
      const { fileSystem } = volume;
      if (fileSystem === undefined) continue;
      const [mine, peer] = [rowsOf(ours(volume)), rowsOf(theirs(t, medium, volume))].map((rows) =>
        withoutModes(rows, fileSystem.kind),
      );
      for (const label of LABELS[basename(name)] ?? []) assert.ok(mine?.delete(label), label);
      assert.deepEqual(Object.fromEntries(mine ?? []), Object.fromEntries(peer ?? []), fileSystem.kind);
      compared += peer?.size ?? 0;
    }
    assert.ok(compared > 0, 'nothing to compare');
    t.diagnostic(`${compared} entries`);
  });
}
