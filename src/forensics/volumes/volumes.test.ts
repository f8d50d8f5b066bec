import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { readVolumes, type VolumeTable } from './volumes.ts';

const SECTOR = 512;
const medium = (sectors: number): Buffer => Buffer.alloc(sectors * SECTOR);

function read(made: Buffer): VolumeTable {
  return readVolumes({
    size: made.length,
    readInto: (offset, target) => made.copy(target, 0, offset, offset + target.length),
  });
}

/** Of a table at `sector`: type, first sector as that table counts, sectors. */
function writeTable(
  made: Buffer,
  sector: number,
  entries: readonly (readonly [number, number, number])[],
): void {
  entries.forEach(([type, start, sectors], index) => {
    const at = sector * SECTOR + 446 + index * 16;
    made.writeUInt8(type, at + 4);
    made.writeUInt32LE(start, at + 8);
    made.writeUInt32LE(sectors, at + 12);
  });
  made.writeUInt16LE(0xaa55, sector * SECTOR + 510);
}

const inSectors = ({ volumes }: VolumeTable): unknown[] =>
  volumes.map(({ kind, offset, length }) => [kind, offset / SECTOR, length / SECTOR]);

test('volumes of an extended partition are found along its chain', () => {
  const made = medium(200);
  writeTable(made, 0, [
    [0x83, 10, 20],
    [0x0f, 50, 150],
  ]);
  // Each table counts its volume from itself and the next table from the first of the chain (UEFI 2.10, 5.2; fdisk).
  writeTable(made, 50, [
    [0x07, 10, 20],
    [0x05, 60, 90],
  ]);
  writeTable(made, 110, [[0x82, 5, 30]]);
  const table = read(made);
  assert.deepEqual(inSectors(table), [
    ['unallocated', 0, 10],
    ['Linux (0x83)', 10, 20],
    ['unallocated', 30, 30],
    ['NTFS or exFAT (0x07)', 60, 20],
    ['unallocated', 80, 35],
    ['Linux swap (0x82)', 115, 30],
    ['unallocated', 145, 55],
  ]);
  assert.deepEqual([table.scheme, table.problems], ['mbr', []]);
});

test('a chain that returns, leaves the medium or ends in nothing gives what it had and says so', () => {
  for (const [next, said] of [
    [0, /returns to sector 50/],
    [5000, /sector 5050 is past the end/],
    [70, /no partition table at sector 120/],
  ] as const) {
    const made = medium(200);
    writeTable(made, 0, [[0x05, 50, 150]]);
    writeTable(made, 50, [
      [0x83, 10, 20],
      [0x05, next, 50],
    ]);
    const { volumes, problems } = read(made);
    assert.ok(volumes.some(({ kind, offset }) => kind === 'Linux (0x83)' && offset === 60 * SECTOR));
    assert.match(problems.join(), said);
  }
  const long = medium(2000);
  writeTable(long, 0, [[0x05, 10, 1900]]);
  for (let link = 0; link < 400; link++)
    writeTable(long, 10 + 4 * link, [
      [0x83, 1, 1],
      [0x05, 4 * (link + 1), 4],
    ]);
  const { volumes, problems } = read(long);
  assert.equal(volumes.filter(({ kind }) => kind === 'Linux (0x83)').length, 128, 'and no more');
  assert.equal(problems.length, 1);
});

/** A header of UEFI 2.10, 5.3.2, with its table at `tableSector`. */
function writeGpt(made: Buffer, sector: number, tableSector: number, table: Buffer): void {
  table.copy(made, tableSector * SECTOR);
  const header = Buffer.alloc(92);
  header.write('EFI PART', 'latin1');
  header.writeUInt32LE(92, 12);
  header.writeBigUInt64LE(BigInt(tableSector), 72);
  header.writeUInt32LE(table.length / 128, 80);
  header.writeUInt32LE(128, 84);
  header.writeUInt32LE(crc32(table), 88);
  header.writeUInt32LE(crc32(header), 16);
  header.copy(made, sector * SECTOR);
}

function gptMedium(): Buffer {
  const made = medium(200);
  writeTable(made, 0, [[0xee, 1, 199]]);
  const table = Buffer.alloc(4 * 128);
  Buffer.from('af3dc60f838472478e793d69d8477de4', 'hex').copy(table); // Linux, mixed-endian
  table.writeBigUInt64LE(40n, 32);
  table.writeBigUInt64LE(99n, 40);
  table.write('evidence', 56, 'utf16le');
  writeGpt(made, 1, 2, table);
  writeGpt(made, 199, 195, table);
  return made;
}

test('the second GPT header is read where the first is damaged, and that is said', () => {
  const intact = read(gptMedium());
  assert.deepEqual([intact.scheme, intact.problems], ['gpt', []]);
  const [, volume] = intact.volumes;
  assert.deepEqual(
    [volume?.kind, volume?.name, volume?.offset, volume?.length],
    ['Linux', 'evidence', 40 * SECTOR, 60 * SECTOR],
  );
  for (const at of [0, 12, 16, 72, 88]) {
    const damaged = gptMedium();
    damaged.writeUInt8(damaged.readUInt8(SECTOR + at) ^ 1, SECTOR + at);
    const second = read(damaged);
    assert.deepEqual([second.scheme, second.volumes], ['gpt', intact.volumes], `byte ${at} of the header`);
    assert.match(second.problems.join(), /the second was read/);
  }
  const entry = gptMedium();
  entry.writeUInt8(41, 2 * SECTOR + 32);
  assert.match(read(entry).problems.join(), /checksum of the GPT entries is wrong/);
});

/** Of `count` entries, as Inside Macintosh: Devices has them: signature, entries of the map, start, blocks, name, type. */
function writeApple(
  made: Buffer,
  count: number,
  parts: readonly (readonly [string, number, number])[],
): void {
  made.write('ER', 'latin1');
  made.writeUInt16BE(SECTOR, 2);
  parts.forEach(([kind, start, blocks], index) => {
    const at = (index + 1) * SECTOR;
    made.write('PM', at, 'latin1');
    made.writeUInt32BE(count, at + 4);
    made.writeUInt32BE(start, at + 8);
    made.writeUInt32BE(blocks, at + 12);
    made.write('disk image', at + 16, 'latin1');
    made.write(kind, at + 48, 'latin1');
  });
}

test("Apple's map is read to its end; an entry that is missing is said", () => {
  const made = medium(100);
  writeApple(made, 3, [
    ['Apple_partition_map', 1, 9],
    ['Apple_HFS', 10, 60],
    ['Apple_Free', 70, 30],
  ]);
  const table = read(made);
  assert.deepEqual(inSectors(table), [
    ['unallocated', 0, 10],
    ['Apple_HFS', 10, 60],
    ['unallocated', 70, 30],
  ]);
  assert.deepEqual([table.scheme, table.volumes[1]?.name, table.problems], ['apple', 'disk image', []]);
  writeApple(made, 1000, [
    ['Apple_partition_map', 1, 9],
    ['Apple_HFS', 10, 60],
  ]);
  made.fill(0, 3 * SECTOR, 4 * SECTOR);
  assert.match(read(made).problems.join('; '), /says 1000 entries; entry 3 .* is missing/);
});
