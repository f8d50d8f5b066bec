// A physical volume of LVM2 with logical volumes in it, written from the layout that the reader cites.
import { crc32 } from 'node:zlib';

const SECTOR = 512;
const EXTENT_SECTORS = 128;
const START_SECTORS = 2048;
const AREA = { offset: 4096, size: 64 * 1024 };
const ID = 'aaaaaabbbbccccddddeeeeffffgggggg';

function checksum(bytes: Uint8Array): number {
  return ~crc32(bytes, ~0xf597a6cf >>> 0) >>> 0;
}

export interface MadeVolume {
  readonly name: string;
  readonly bytes: Buffer;
  /** With a hole of one extent in the middle. */
  readonly isParted?: boolean;
}

/** `wrapsAt`: where in the ring the text begins, so that it goes on at its start. */
export function lvmDisk(volumes: readonly MadeVolume[], wrapsAt = 4096): Buffer {
  const extentBytes = EXTENT_SECTORS * SECTOR;
  const data: Buffer[] = [];
  let extent = 0;
  const put = (bytes: Buffer): string => {
    const count = Math.ceil(bytes.length / extentBytes);
    data.push(bytes, Buffer.alloc(count * extentBytes - bytes.length));
    extent += count;
    return `extent_count = ${count}\ntype = "striped"\nstripe_count = 1\nstripes = [\n"pv0", ${extent - count}\n]`;
  };
  const logical = volumes.map(({ name, bytes, isParted }) => {
    const half = extentBytes * Math.floor(bytes.length / extentBytes / 2);
    const first = put(isParted ? bytes.subarray(0, half) : bytes);
    if (isParted) put(Buffer.alloc(extentBytes));
    const second = isParted
      ? `segment2 {\nstart_extent = ${half / extentBytes}\n${put(bytes.subarray(half))}\n}\n`
      : '';
    return `${name} {\nid = "x"\nstatus = ["READ", "WRITE"]\nsegment1 {\nstart_extent = 0\n${first}\n}\n${second}}\n`;
  });
  const id = [ID.slice(0, 6), ID.slice(6, 10), ID.slice(10)].join('-');
  const text = Buffer.from(
    `vg0 {\nid = "y"\nextent_size = ${EXTENT_SECTORS} # 64 KiB\nphysical_volumes {\npv0 {\nid = "${id}"\npe_start = ${START_SECTORS}\n}\n}\n` +
      `logical_volumes {\n${logical.join('\n')}}\n}\n# Generated\ncreation_time = 1700000000\n`,
  );
  const disk = Buffer.alloc(START_SECTORS * SECTOR);
  const label = disk.subarray(SECTOR, 2 * SECTOR);
  label.write('LABELONE');
  label.writeBigUInt64LE(1n, 8);
  label.writeUInt32LE(32, 20);
  label.write('LVM2 001', 24);
  label.write(ID, 32);
  label.writeBigUInt64LE(BigInt(START_SECTORS * SECTOR), 72);
  label.writeBigUInt64LE(BigInt(AREA.offset), 104);
  label.writeBigUInt64LE(BigInt(AREA.size), 112);
  label.writeUInt32LE(checksum(label.subarray(20)), 16);
  const area = disk.subarray(AREA.offset, AREA.offset + AREA.size);
  area.write(' LVM2 x[5A%r0N*>', 4, 'latin1');
  area.writeBigUInt64LE(BigInt(wrapsAt), 40);
  area.writeBigUInt64LE(BigInt(text.length), 48);
  area.writeUInt32LE(checksum(text), 56);
  const first = Math.min(text.length, AREA.size - wrapsAt);
  text.copy(area, wrapsAt, 0, first);
  text.copy(area, 512, first);
  return Buffer.concat([disk, ...data]);
}
