// Disks of virtual machines around a medium, written from the specifications that the readers cite: a part of each is never
// written, a part packed where the format packs.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { crc32c } from '../../src/forensics/sources/disks/vhdx.ts';

const SECTOR = 512;
const KIB = 1024;
const MIB = 1024 * KIB;

export interface MadeFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The first is the one that is opened. */
export const DISKS: { readonly [name: string]: (media: Buffer) => readonly MadeFile[] } = {
  'qcow2-v2': (media) => [{ name: 'disk.qcow2', bytes: qcow2(media, 2) }],
  'qcow2-v3': (media) => [{ name: 'disk.qcow2', bytes: qcow2(media, 3) }],
  'vhd-fixed': (media) => [{ name: 'disk.vhd', bytes: Buffer.concat([media, vhdFooter(media.length, 2)]) }],
  'vhd-dynamic': (media) => [{ name: 'disk.vhd', bytes: vhdDynamic(media) }],
  vhdx: (media) => [{ name: 'disk.vhdx', bytes: vhdx(media) }],
  'vmdk-sparse': (media) => [{ name: 'disk.vmdk', bytes: vmdkSparse(media) }],
  'vmdk-stream': (media) => [{ name: 'disk.vmdk', bytes: vmdkStream(media) }],
  'vmdk-flat': (media) => vmdkFlat(media),
  udif: (media) => [{ name: 'disk.dmg', bytes: udif(media) }],
};

function unitsOf(media: Buffer, bytes: number): Buffer[] {
  return Array.from({ length: Math.ceil(media.length / bytes) }, (_, i) => {
    const unit = Buffer.alloc(bytes);
    media.copy(unit, 0, i * bytes, (i + 1) * bytes);
    return unit;
  });
}

function isEmpty(unit: Buffer): boolean {
  return unit.every((byte) => byte === 0);
}

/**
 * Runs of 64 KiB in two tables: deflated, or packed as `pack` does, plain, of zeros, left out; `bzip2` packs one of them, the checksum is of the
 * data as it lies there.
 */
export function udif(
  media: Buffer,
  {
    bzip2,
    crc = false,
    pack = { type: 0x80000005, by: deflateSync },
  }: {
    bzip2?: { at: number; bytes: Buffer };
    crc?: boolean;
    pack?: { readonly type: number; readonly by: (plain: Buffer) => Buffer };
  } = {},
): Buffer {
  const unit = 64 * KIB;
  const data: Buffer[] = [Buffer.alloc(100)];
  let at = 100;
  const tables = [0, 1].map((table) => {
    const runs: Buffer[] = [];
    for (const [i, bytes] of unitsOf(media, unit).entries()) {
      if (i % 2 !== table || (isEmpty(bytes) && i % 4 < 2)) continue;
      const isOther = bzip2 !== undefined && bzip2.at === i * unit;
      const type = isOther ? 0x80000006 : isEmpty(bytes) ? 2 : i % 3 === 0 ? 1 : pack.type;
      const own = bytes.subarray(0, Math.min(unit, media.length - i * unit));
      const kept = isOther ? bzip2.bytes : type === 2 ? Buffer.alloc(0) : type === 1 ? own : pack.by(own);
      runs.push(udifRun(type, [i * (unit / SECTOR) - table, own.length / SECTOR, at - 50, kept.length]));
      data.push(kept);
      at += kept.length;
    }
    const head = Buffer.alloc(204);
    head.write('mish');
    head.writeUInt32BE(1, 4);
    head.writeBigUInt64BE(BigInt(table), 8); // the second counts its sectors from 1
    head.writeBigUInt64BE(50n, 24);
    head.writeUInt32BE(runs.length + 1, 200);
    return Buffer.concat([head, ...runs, udifRun(0xffffffff, [0, 0, 0, 0])]);
  });
  const list = `<plist><dict><key>resource-fork</key><dict><key>blkx</key><array>${tables
    .map(
      (table) =>
        `<dict><key>Data</key>\n<data>\n${table.toString('base64').replace(/.{76}/g, '$&\n')}\n</data></dict>`,
    )
    .join(
      '',
    )}</array><key>plst</key><array><dict><key>Data</key><data>AAAA</data></dict></array></dict></dict></plist>`;
  const trailer = Buffer.alloc(SECTOR);
  trailer.write('koly');
  trailer.writeUInt32BE(4, 4);
  trailer.writeUInt32BE(SECTOR, 8);
  const fork = Buffer.concat(data);
  const fields = { 32: fork.length, 216: fork.length, 224: list.length, 492: media.length / SECTOR };
  for (const [field, value] of Object.entries(fields)) trailer.writeBigUInt64BE(BigInt(value), Number(field));
  if (crc) [2, 32, crc32(fork)].forEach((value, n) => trailer.writeUInt32BE(value, 80 + 4 * n));
  return Buffer.concat([fork, Buffer.from(list), trailer]);
}

function udifRun(type: number, fields: readonly number[]): Buffer {
  const run = Buffer.alloc(40);
  run.writeUInt32BE(type);
  for (const [n, value] of fields.entries()) run.writeBigUInt64BE(BigInt(value), 8 + 8 * n);
  return run;
}

/** Clusters of 4 KiB: every third is packed. */
export function qcow2(media: Buffer, version: number, change?: (header: Buffer) => void): Buffer {
  const cluster = 4096;
  const units = unitsOf(media, cluster);
  const perTable = cluster / 8;
  const tables = Math.ceil(units.length / perTable);
  const header = Buffer.alloc(cluster);
  header.write('QFI\xfb', 'latin1');
  header.writeUInt32BE(version, 4);
  header.writeUInt32BE(12, 20);
  header.writeBigUInt64BE(BigInt(media.length), 24);
  header.writeUInt32BE(tables, 36);
  header.writeBigUInt64BE(BigInt(cluster), 40);
  if (version === 3) header.writeUInt32BE(104, 100);
  change?.(header);
  const l1 = Buffer.alloc(cluster);
  const l2 = Buffer.alloc(tables * cluster);
  const data: Buffer[] = [];
  let at = 2 * cluster + l2.length;
  for (let i = 0; i < tables; i++) l1.writeBigUInt64BE(BigInt((2 + i) * cluster) | (1n << 63n), 8 * i);
  const put = (bytes: Buffer, align: number): number => {
    const start = Math.ceil(at / align) * align;
    data.push(Buffer.alloc(start - at), bytes);
    at = start + bytes.length;
    return start;
  };
  for (const [i, unit] of units.entries()) {
    if (isEmpty(unit)) {
      if (version === 3 && i % 2 === 0) l2.writeBigUInt64BE(1n, 8 * i);
      continue;
    }
    const packed = deflateRawSync(unit);
    if (i % 3 === 0 && packed.length < cluster) {
      const start = put(packed, 1);
      const sectors = Math.ceil(((start % SECTOR) + packed.length) / SECTOR) - 1;
      l2.writeBigUInt64BE((1n << 62n) | (BigInt(sectors) << 58n) | BigInt(start), 8 * i);
    } else l2.writeBigUInt64BE(BigInt(put(unit, cluster)) | (1n << 63n), 8 * i);
  }
  put(Buffer.alloc(0), cluster);
  return Buffer.concat([header, l1, l2, ...data]);
}

function vhdChecksum(bytes: Buffer): number {
  return ~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0;
}

export function vhdFooter(size: number, type: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.write('conectix');
  bytes.writeUInt32BE(2, 8);
  bytes.writeUInt32BE(0x10000, 12);
  bytes.writeBigUInt64BE(type === 2 ? 0xffff_ffff_ffff_ffffn : 512n, 16);
  bytes.writeBigUInt64BE(BigInt(size), 40);
  bytes.writeBigUInt64BE(BigInt(size), 48);
  bytes.writeUInt32BE(type, 60);
  bytes.writeUInt32BE(vhdChecksum(bytes), 64);
  return bytes;
}

function vhdDynamic(media: Buffer): Buffer {
  const block = 16 * KIB;
  const units = unitsOf(media, block);
  const footer = vhdFooter(media.length, 3);
  const header = Buffer.alloc(1024);
  header.write('cxsparse');
  header.writeBigUInt64BE(1536n, 16);
  header.writeUInt32BE(units.length, 28);
  header.writeUInt32BE(block, 32);
  header.writeUInt32BE(vhdChecksum(header), 36);
  const table = Buffer.alloc(Math.ceil((4 * units.length) / SECTOR) * SECTOR, 0xff);
  const data: Buffer[] = [];
  let at = 1536 + table.length;
  for (const [i, unit] of units.entries()) {
    if (isEmpty(unit)) continue;
    table.writeUInt32BE(at / SECTOR, 4 * i);
    data.push(Buffer.alloc(SECTOR, 0xff), unit);
    at += SECTOR + block;
  }
  return Buffer.concat([footer, header, table, ...data, footer]);
}

function guid(text: string): Buffer {
  const [a = '', b = '', c = '', d = '', e = ''] = text.split('-');
  const turned = (part: string): Buffer => Buffer.from(part, 'hex').reverse();
  return Buffer.concat([turned(a), turned(b), turned(c), Buffer.from(d + e, 'hex')]);
}

function crcSealed(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(crc32c(bytes), 4);
  return bytes;
}

export function vhdx(
  media: Buffer,
  change?: { readonly hasParent?: boolean; readonly hasLog?: boolean },
): Buffer {
  const units = unitsOf(media, MIB);
  const file = Buffer.alloc((3 + units.length) * MIB);
  file.write('vhdxfile');
  for (const [i, at] of [64 * KIB, 128 * KIB].entries()) {
    const header = file.subarray(at, at + 4096);
    header.write('head');
    header.writeBigUInt64LE(BigInt(i + 1), 8);
    if (change?.hasLog) header.fill(7, 48, 64);
    crcSealed(header);
  }
  for (const at of [192 * KIB, 256 * KIB]) {
    const table = file.subarray(at, at + 64 * KIB);
    table.write('regi');
    table.writeUInt32LE(2, 8);
    for (const [i, [id, place]] of (
      [
        ['2dc27766-f623-4200-9d64-115e9bfd4a08', 2 * MIB],
        ['8b7ca206-4790-4b9a-b8fe-575f050f886e', MIB],
      ] as const
    ).entries()) {
      guid(id).copy(table, 16 + 32 * i);
      table.writeBigUInt64LE(BigInt(place), 32 + 32 * i);
      table.writeUInt32LE(MIB, 40 + 32 * i);
      table.writeUInt32LE(1, 44 + 32 * i);
    }
    crcSealed(table);
  }
  const metadata = file.subarray(MIB, 2 * MIB);
  metadata.write('metadata');
  const parameters = Buffer.alloc(8);
  parameters.writeUInt32LE(MIB);
  parameters.writeUInt32LE(change?.hasParent ? 2 : 0, 4);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(media.length));
  const sector = Buffer.alloc(4);
  sector.writeUInt32LE(SECTOR);
  const items = [
    ['caa16737-fa36-4d43-b3b6-33f0aa44e76b', parameters],
    ['2fa54224-cd1b-4876-b211-5dbed83bf4b8', size],
    ['8141bf1d-a96f-4709-ba47-f233a8faab5f', sector],
  ] as const;
  metadata.writeUInt16LE(items.length, 10);
  for (const [i, [id, bytes]] of items.entries()) {
    guid(id).copy(metadata, 32 + 32 * i);
    metadata.writeUInt32LE(64 * KIB + 16 * i, 48 + 32 * i);
    metadata.writeUInt32LE(bytes.length, 52 + 32 * i);
    bytes.copy(metadata, 64 * KIB + 16 * i);
  }
  for (const [i, unit] of units.entries()) {
    unit.copy(file, (3 + i) * MIB);
    file.writeBigUInt64LE(isEmpty(unit) ? 2n : (BigInt(3 + i) << 20n) | 6n, 2 * MIB + 8 * i);
  }
  return file;
}

function vmdkHeader(media: Buffer, more: { flags: number; directory: bigint; packed: boolean }): Buffer {
  const header = Buffer.alloc(SECTOR);
  header.write('KDMV');
  header.writeUInt32LE(more.packed ? 3 : 1, 4);
  header.writeUInt32LE(more.flags, 8);
  header.writeBigUInt64LE(BigInt(media.length / SECTOR), 12);
  header.writeBigUInt64LE(8n, 20);
  header.writeBigUInt64LE(1n, 28);
  header.writeBigUInt64LE(1n, 36);
  header.writeUInt32LE(512, 44);
  header.writeBigUInt64LE(more.directory, 56);
  header.write('\n \r\n', 73, 'latin1');
  header.writeUInt16LE(more.packed ? 1 : 0, 77);
  return header;
}

export function vmdkDescriptor(extents: string, parent = 'ffffffff'): Buffer {
  const text = `# Disk DescriptorFile\nversion=1\nCID=fffffffe\nparentCID=${parent}\ncreateType="made"\n\n${extents}\n`;
  const bytes = Buffer.alloc(SECTOR);
  bytes.write(text);
  return bytes;
}

const GRAIN = 4096;

export function vmdkSparse(media: Buffer, parent?: string): Buffer {
  const units = unitsOf(media, GRAIN);
  const tables = Math.ceil(units.length / 512);
  const header = vmdkHeader(media, { flags: 3 | 4, directory: 2n, packed: false });
  const directory = Buffer.alloc(SECTOR);
  const table = Buffer.alloc(tables * 2048);
  const data: Buffer[] = [];
  let sector = 3 + table.length / SECTOR;
  for (let i = 0; i < tables; i++) directory.writeUInt32LE(3 + 4 * i, 4 * i);
  for (const [i, unit] of units.entries()) {
    if (isEmpty(unit)) {
      if (i % 2 === 0) table.writeUInt32LE(1, 4 * i);
      continue;
    }
    table.writeUInt32LE(sector, 4 * i);
    data.push(unit);
    sector += GRAIN / SECTOR;
  }
  const descriptor = vmdkDescriptor(`RW ${media.length / SECTOR} SPARSE "disk.vmdk"`, parent);
  return Buffer.concat([header, descriptor, directory, table, ...data]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & (SECTOR - 1))]);
}

function vmdkStream(media: Buffer): Buffer {
  const units = unitsOf(media, GRAIN);
  const flags = 3 | (1 << 16) | (1 << 17);
  const parts = [
    vmdkHeader(media, { flags, directory: 0xffff_ffff_ffff_ffffn, packed: true }),
    vmdkDescriptor(`RW ${media.length / SECTOR} SPARSE "disk.vmdk"`),
  ];
  const at = (): number => parts.reduce((sum, { length }) => sum + length, 0) / SECTOR;
  const table = Buffer.alloc(Math.ceil(units.length / 512) * 2048);
  let sector = at();
  for (const [i, unit] of units.entries()) {
    if (isEmpty(unit)) continue;
    const packed = deflateSync(unit);
    const head = Buffer.alloc(12);
    head.writeBigUInt64LE(BigInt((i * GRAIN) / SECTOR));
    head.writeUInt32LE(packed.length, 8);
    const grain = padded(Buffer.concat([head, packed]));
    table.writeUInt32LE(sector, 4 * i);
    parts.push(grain);
    sector += grain.length / SECTOR;
  }
  const directory = Buffer.alloc(SECTOR);
  for (let i = 0; i < table.length / 2048; i++) directory.writeUInt32LE(sector + 4 * i, 4 * i);
  parts.push(table, directory, Buffer.alloc(SECTOR));
  const directoryAt = BigInt(sector + table.length / SECTOR);
  parts.push(vmdkHeader(media, { flags, directory: directoryAt, packed: true }), Buffer.alloc(SECTOR));
  return Buffer.concat(parts);
}

function vmdkFlat(media: Buffer): readonly MadeFile[] {
  const sectors = media.length / SECTOR;
  const [first, zeros] = [Math.floor(sectors / 2), emptyTail(media)];
  const second = sectors - first - zeros;
  const lines = [`RW ${first} FLAT "disk-f001.vmdk" 0`, `RW ${second} FLAT "disk-f002.vmdk" 1`];
  if (zeros > 0) lines.push(`RW ${zeros} ZERO`);
  return [
    { name: 'disk.vmdk', bytes: vmdkDescriptor(lines.join('\n')) },
    { name: 'disk-f001.vmdk', bytes: media.subarray(0, first * SECTOR) },
    {
      name: 'disk-f002.vmdk',
      bytes: Buffer.concat([
        Buffer.alloc(SECTOR, 0xee),
        media.subarray(first * SECTOR, (first + second) * SECTOR),
      ]),
    },
  ];
}

/** Sectors of zeros at the end, so far as the second half goes. */
function emptyTail(media: Buffer): number {
  let count = 0;
  for (let at = media.length - SECTOR; at > media.length / 2 + SECTOR; at -= SECTOR) {
    if (!isEmpty(media.subarray(at, at + SECTOR))) break;
    count += 1;
  }
  return count;
}
