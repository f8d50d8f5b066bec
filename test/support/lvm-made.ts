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
  readonly type?: string;
}

const STRIPE_SECTORS = 16;

/** A GPT-less medium of two physical volumes in an MBR, one volume striped over both and then linear on the second. */
export function lvmStriped(bytes: Buffer): Buffer {
  const extentBytes = EXTENT_SECTORS * SECTOR;
  const striped = 2 * Math.floor(bytes.length / extentBytes / 2 - 1);
  const rest = Math.ceil(bytes.length / extentBytes) - striped;
  const disks = [Buffer.alloc((striped / 2) * extentBytes), Buffer.alloc((striped / 2 + rest) * extentBytes)];
  const stripe = STRIPE_SECTORS * SECTOR;
  for (let at = 0, n = 0; at < striped * extentBytes; at += stripe, n++)
    bytes.copy(disks[n % 2] ?? bytes, Math.floor(n / 2) * stripe, at, at + stripe);
  bytes.copy(disks[1] ?? bytes, (striped / 2) * extentBytes, striped * extentBytes);
  const ids = [ID, ID.replaceAll('a', 'z')];
  const stripes = `type = "striped"\nstripe_count = 2\nstripe_size = ${STRIPE_SECTORS}\nstripes = ["pv0", 0, "pv1", 0]`;
  const linear = `type = "striped"\nstripe_count = 1\nstripes = ["pv1", ${striped / 2}]`;
  const volume = `both {\nsegment1 {\nstart_extent = 0\nextent_count = ${striped}\n${stripes}\n}\nsegment2 {\nstart_extent = ${striped}\nextent_count = ${rest}\n${linear}\n}\n}`;
  const own = ids.map((id, n) => physical(id, textOf(ids, [volume]), 4096, disks[n] ?? bytes));
  const medium = [Buffer.alloc(2048 * SECTOR), ...own];
  const [table] = medium;
  for (const [n, disk] of own.entries()) {
    const entry = 446 + 16 * n;
    table?.writeUInt8(0x8e, entry + 4);
    table?.writeUInt32LE(n === 0 ? 2048 : 2048 + (own[0]?.length ?? 0) / SECTOR, entry + 8);
    table?.writeUInt32LE(disk.length / SECTOR, entry + 12);
  }
  table?.writeUInt16LE(0xaa55, 510);
  return Buffer.concat(medium);
}

function textOf(ids: readonly string[], logical: readonly string[]): Buffer {
  const disks = ids.map(
    (id, n) =>
      `pv${n} {\nid = "${id.slice(0, 6)}-${id.slice(6, 10)}-${id.slice(10)}"\npe_start = ${START_SECTORS}\n}`,
  );
  return Buffer.from(
    `vg0 {\nid = "y"\nextent_size = ${EXTENT_SECTORS} # 64 KiB\nphysical_volumes {\n${disks.join('\n')}\n}\n` +
      `logical_volumes {\n${logical.join('\n')}}\n}\n# Generated\ncreation_time = 1700000000\n`,
  );
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
  const logical = volumes.map(({ name, bytes, isParted, type = 'striped' }) => {
    const half = extentBytes * Math.floor(bytes.length / extentBytes / 2);
    const first = put(isParted ? bytes.subarray(0, half) : bytes);
    if (isParted) put(Buffer.alloc(extentBytes));
    const second = isParted
      ? `segment2 {\nstart_extent = ${half / extentBytes}\n${put(bytes.subarray(half))}\n}\n`
      : '';
    const made = `${name} {\nid = "x"\nstatus = ["READ", "WRITE"]\nsegment1 {\nstart_extent = 0\n${first}\n}\n${second}}\n`;
    return made.replace('type = "striped"', `type = "${type}"`);
  });
  return physical(ID, textOf([ID], logical), wrapsAt, Buffer.concat(data));
}

function physical(id: string, text: Buffer, wrapsAt: number, data: Buffer): Buffer {
  const disk = Buffer.alloc(START_SECTORS * SECTOR);
  const label = disk.subarray(SECTOR, 2 * SECTOR);
  label.write('LABELONE');
  label.writeBigUInt64LE(1n, 8);
  label.writeUInt32LE(32, 20);
  label.write('LVM2 001', 24);
  label.write(id, 32);
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
  return Buffer.concat([disk, data]);
}
