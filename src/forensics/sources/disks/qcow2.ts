// QCOW2, versions 2 and 3 (QEMU, docs/interop/qcow2.rst, "Header", "Cluster mapping"). Big-endian.
import type { SegmentFiles } from '../segment-files.ts';
import { Tables, unsupported, type DiskMap, type DiskOf, type Unit } from './disk-map.ts';

const HEADER_2_BYTES = 72;
const HEADER_3_BYTES = 104;
/** "Header": dirty and corrupt say how it was closed; the others change how it is read. */
const KNOWN_FEATURES = 0b1011n;
const EXTERNAL_DATA = 1n << 2n;
const EXTENDED_L2 = 1n << 4n;
const OFFSET = 0x00ff_ffff_ffff_fe00n;
const COMPRESSED = 1n << 62n;
const ZERO = 1n;
const SECTOR = 512;

export function openQcow2(files: SegmentFiles): DiskOf {
  const tables = new Tables(files, 0);
  const head = tables.bytes(0, HEADER_2_BYTES);
  const version = head.readUInt32BE(4);
  if (version !== 2 && version !== 3) throw unsupported(files, `QCOW version ${version}`);
  if (head.readBigUInt64BE(8) !== 0n) throw unsupported(files, 'a QCOW2 disk with a backing file');
  if (head.readUInt32BE(32) !== 0) throw unsupported(files, 'an encrypted QCOW2 disk');
  const notices: string[] = [];
  if (version === 3) checkFeatures(files, tables, notices);
  const clusterBits = head.readUInt32BE(20);
  if (clusterBits < 9 || clusterBits > 21)
    throw tables.damage(20, 'clusters of 512 bytes to 2 MiB', `2^${clusterBits}`);
  const unitBytes = 2 ** clusterBits;
  const size = Number(head.readBigUInt64BE(24));
  const [l1Entries, l1At] = [head.readUInt32BE(36), Number(head.readBigUInt64BE(40))];
  const l2Entries = unitBytes / 8;
  if (l1Entries < Math.ceil(size / (unitBytes * l2Entries)))
    throw tables.damage(36, `a table for ${size} bytes`, `${l1Entries} entries`);
  const snapshots = head.readUInt32BE(60);
  if (snapshots > 0) notices.push(`${snapshots} snapshot(s) in it are not read`);
  const map: DiskMap = {
    size,
    unitBytes,
    unit: (index) => {
      const l1 = tables.uint64(l1At + 8 * Math.floor(index / l2Entries), false);
      const l2At = Number(l1 & OFFSET);
      if (l2At === 0) return undefined;
      return unitOf(tables.uint64(l2At + 8 * (index % l2Entries), false), clusterBits, version);
    },
  };
  return { format: 'qcow2', extents: [map], notices };
}

function checkFeatures(files: SegmentFiles, tables: Tables, notices: string[]): void {
  const head = tables.bytes(0, HEADER_3_BYTES);
  const features = head.readBigUInt64BE(72);
  if ((features & EXTERNAL_DATA) !== 0n)
    throw unsupported(files, 'a QCOW2 disk with its data in another file');
  if ((features & EXTENDED_L2) !== 0n) throw unsupported(files, 'a QCOW2 disk with subclusters');
  if ((features & ~KNOWN_FEATURES & ~EXTERNAL_DATA & ~EXTENDED_L2) !== 0n)
    throw unsupported(files, `a QCOW2 disk with features 0x${features.toString(16)}`);
  const kind = head.readUInt32BE(100) > HEADER_3_BYTES ? tables.bytes(HEADER_3_BYTES, 1)[0] : 0;
  if ((features & 8n) !== 0n && kind !== 0)
    throw unsupported(files, 'a QCOW2 disk that is compressed with Zstandard');
  if ((features & 1n) !== 0n) notices.push('the disk was not closed: its counts of use may be wrong');
  if ((features & 2n) !== 0n) notices.push('the disk says of itself that it is corrupt');
}

/** "Standard Cluster Descriptor", "Compressed Clusters Descriptor". */
function unitOf(entry: bigint, clusterBits: number, version: number): Unit {
  if ((entry & COMPRESSED) !== 0n) {
    const offsetBits = BigInt(62 - (clusterBits - 8));
    const at = Number(entry & ((1n << offsetBits) - 1n));
    const sectors = Number((entry & (COMPRESSED - 1n)) >> offsetBits) + 1;
    return { file: 0, at, packedBytes: sectors * SECTOR - (at % SECTOR), by: 'raw' };
  }
  if (version === 3 && (entry & ZERO) !== 0n) return undefined;
  const at = Number(entry & OFFSET);
  return at === 0 ? undefined : { file: 0, at };
}
