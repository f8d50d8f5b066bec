// The container of APFS: its newest checkpoint, its volumes, and their snapshots. Apple File System Reference (2020-06-22), "Container",
// "Object Maps", "Volumes", "Snapshot Metadata"; structures named as there. Little-endian.
import { damaged, exactly, type Bytes } from '../volumes/bytes.ts';
import { Apfs } from './apfs.ts';
import { ApfsTree, count64, isWhole, object, type Container } from './apfs-tree.ts';
import { freeRuns } from './apfs-space.ts';
import type { FileSystem, Run } from './file-system.ts';

const MAX_CHECKPOINT_BLOCKS = 65_536;
const MAX_VOLUMES = 100;
const MAX_SNAPSHOTS = 10_000;
/** `nx_incompatible_features`: a container over two disks. */
const FUSION = 0x100n;
/** `apfs_incompatible_features`. */
const [CASE_INSENSITIVE, NORMALIZATION_INSENSITIVE, SEALED] = [0x1n, 0x8n, 0x20n];
/** `apfs_fs_flags`. */
const UNENCRYPTED = 0x1n;
const DELETED = 0x1;
const SNAP_METADATA = 1;
const TRANSACTION = 0x0fff_ffff_ffff_ffffn;

type FreeRuns = (() => Iterable<Run>) | undefined;

export interface ApfsVolume {
  readonly kind: 'APFS volume' | 'APFS snapshot';
  readonly name: string;
  readonly fileSystem?: FileSystem;
  /** Why it is not read: encrypted, sealed. */
  readonly unread?: string;
  readonly damage?: string;
}

/** Undefined for bytes that are no container. `damageOf` says of an error what is damaged, or throws it. */
export function openApfs(
  bytes: Bytes,
  damageOf: (error: unknown) => string,
): readonly ApfsVolume[] | undefined {
  if (bytes.size < 4096 || exactly(bytes, 32, 4).toString('latin1') !== 'NXSB') return undefined;
  const blockBytes = exactly(bytes, 36, 4).readUInt32LE(0);
  if (blockBytes < 4096 || blockBytes > 65_536 || Math.log2(blockBytes) % 1 !== 0)
    throw damaged('blocks of 4,096 to 65,536 bytes', `${blockBytes}`);
  const container = { bytes, blockBytes, blocks: Math.floor(bytes.size / blockBytes) };
  const newest = newestOf(container);
  if ((newest.readBigUInt64LE(64) & FUSION) !== 0n)
    return [{ kind: 'APFS volume', name: '', unread: 'an APFS container over two disks (Fusion)' }];
  const map = new ObjectMap(container, count64(newest, 160));
  const volumes: ApfsVolume[] = [];
  const most = Math.min(MAX_VOLUMES, newest.readUInt32LE(180));
  for (let index = 0; index < most; index++) {
    const number = count64(newest, 184 + 8 * index); // nx_fs_oid
    if (number === 0) continue;
    // What is free is shared by all: the first volume that is read lists it.
    const isFirst = volumes.every(({ fileSystem }) => fileSystem === undefined);
    const unallocated = isFirst ? (): Iterable<Run> => freeRuns(container, newest) : undefined;
    try {
      const raw = object(container, map.addressOf(number));
      volumes.push(...volumesOf(container, raw, { damageOf, unallocated }));
    } catch (error) {
      volumes.push({ kind: 'APFS volume', name: `number ${number}`, damage: damageOf(error) });
    }
  }
  return volumes;
}

/** "Mounting an Apple File System Partition": of the superblocks in the checkpoint area the whole one with the highest transaction. */
function newestOf(container: Container): Buffer {
  const first = exactly(container.bytes, 0, container.blockBytes);
  const [count, base] = [first.readUInt32LE(104), count64(first, 112)];
  let newest: Buffer | undefined = isWhole(first) ? first : undefined;
  if (count >= 0x8000_0000) throw damaged('a checkpoint area in one piece', 'one in several');
  for (let index = 0; index < Math.min(count, MAX_CHECKPOINT_BLOCKS); index++) {
    const address = base + index;
    if (!(address < container.blocks)) break;
    const block = exactly(container.bytes, address * container.blockBytes, container.blockBytes);
    if (block.toString('latin1', 32, 36) !== 'NXSB' || !isWhole(block)) continue;
    if (newest === undefined || block.readBigUInt64LE(16) > newest.readBigUInt64LE(16)) newest = block;
  }
  if (newest === undefined) throw damaged('a whole superblock of APFS', 'none');
  return newest;
}

/** `omap_phys_t`: where an object is, as of its newest version up to a transaction. */
class ObjectMap {
  readonly #tree: ApfsTree;
  readonly #known = new Map<number, number>();
  readonly #upTo: number;

  constructor(container: Container, address: number, upTo = Number.MAX_SAFE_INTEGER) {
    this.#upTo = upTo;
    const raw = object(container, address);
    this.#tree = new ApfsTree(container, count64(raw, 48), { key: 16, value: 16 });
  }

  addressOf(wanted: number): number {
    const known = this.#known.get(wanted);
    if (known !== undefined) return known;
    // The key is the object, then the transaction: the last of the object is the newest.
    const found = this.#tree.lastUpTo((key) =>
      key.length < 16 ? 1 : count64(key, 0) - wanted || count64(key, 8) - this.#upTo,
    );
    if (found === undefined || count64(found.key, 0) !== wanted || found.value.length < 16)
      throw damaged(`object ${wanted} in the object map`, 'none');
    if ((found.value.readUInt32LE(0) & DELETED) !== 0) throw damaged(`object ${wanted}`, 'a deleted one');
    const address = count64(found.value, 8);
    if (this.#known.size < 100_000) this.#known.set(wanted, address);
    return address;
  }
}

/** `apfs_superblock_t`, and the snapshots of the volume by name. */
function volumesOf(
  container: Container,
  raw: Buffer,
  {
    damageOf,
    unallocated,
  }: { readonly damageOf: (error: unknown) => string; readonly unallocated: FreeRuns },
): readonly ApfsVolume[] {
  if (raw.toString('latin1', 32, 36) !== 'APSB') throw damaged('a superblock of an APFS volume', 'none');
  const name = raw.toString('utf8', 704, 960).replace(/\0[^]*$/, '');
  const volume = { kind: 'APFS volume', name } as const;
  const features = raw.readBigUInt64LE(56);
  if ((raw.readBigUInt64LE(264) & UNENCRYPTED) === 0n) return [{ ...volume, unread: 'APFS (encrypted)' }];
  if ((features & SEALED) !== 0n) return [{ ...volume, unread: 'APFS (sealed system volume)' }];
  try {
    const fileSystem = systemOf(container, raw, {
      label: name,
      map: new ObjectMap(container, count64(raw, 128)),
      unallocated,
    });
    return [{ ...volume, fileSystem }, ...snapshotsOf(container, raw, damageOf)];
  } catch (error) {
    return [{ ...volume, damage: damageOf(error) }];
  }
}

function systemOf(
  container: Container,
  raw: Buffer,
  {
    label,
    map,
    unallocated,
  }: { readonly label: string; readonly map: ObjectMap; readonly unallocated?: FreeRuns },
): Apfs {
  const tree = new ApfsTree(container, count64(raw, 136), { key: 0, value: 0 }, (number) =>
    map.addressOf(number),
  );
  const isHashed = (raw.readBigUInt64LE(56) & (CASE_INSENSITIVE | NORMALIZATION_INSENSITIVE)) !== 0n;
  return new Apfs({ container, tree, label, isHashed, unallocated });
}

/** `j_snap_metadata_key_t`: each is the volume as it was, by its own superblock and the versions of objects up to its transaction. */
function snapshotsOf(
  container: Container,
  raw: Buffer,
  damageOf: (error: unknown) => string,
): readonly ApfsVolume[] {
  const found: ApfsVolume[] = [];
  if (count64(raw, 216) === 0) return found;
  try {
    const tree = new ApfsTree(container, count64(raw, 152), { key: 0, value: 0 });
    for (const { key, value } of tree.from(() => 0)) {
      if (key.length < 8 || Number(key.readBigUInt64LE(0) >> 60n) !== SNAP_METADATA || value.length < 50)
        continue;
      const name = value.toString('utf8', 50, 50 + value.readUInt16LE(48)).replace(/\0[^]*$/, '');
      const seconds = Number(value.readBigUInt64LE(16) / 1_000_000_000n);
      const made = Number.isFinite(new Date(seconds * 1000).getTime())
        ? new Date(seconds * 1000).toISOString()
        : '';
      const label = made === '' ? name : `${name} (${made})`;
      const own = { address: count64(value, 8), upTo: Number(key.readBigUInt64LE(0) & TRANSACTION) };
      found.push(snapshotOf(container, raw, { label, ...own }, damageOf));
      if (found.length >= MAX_SNAPSHOTS) break;
    }
  } catch (error) {
    found.push({ kind: 'APFS snapshot', name: '', damage: damageOf(error) });
  }
  return found;
}

function snapshotOf(
  container: Container,
  live: Buffer,
  { label, address, upTo }: { readonly label: string; readonly address: number; readonly upTo: number },
  damageOf: (error: unknown) => string,
): ApfsVolume {
  const snapshot = { kind: 'APFS snapshot', name: label } as const;
  try {
    const raw = object(container, address);
    if (raw.toString('latin1', 32, 36) !== 'APSB') throw damaged('a superblock of a snapshot', 'none');
    const map = new ObjectMap(container, count64(live, 128), upTo);
    return { ...snapshot, fileSystem: systemOf(container, raw, { label, map }) };
  } catch (error) {
    return { ...snapshot, damage: damageOf(error) };
  }
}
