// The free blocks of a container of APFS, which its volumes share. Apple File System Reference (2020-06-22), "Space Manager" (`spaceman_phys_t`,
// `spaceman_device_t`, `cib_addr_block_t`, `chunk_info_block_t`, `chunk_info_t`) and "Container" (`checkpoint_map_phys_t`: where a checkpoint
// has an ephemeral object). Little-endian.
import { damaged, exactly } from '../volumes/bytes.ts';
import { count64, isWhole, object, type Container } from './apfs-tree.ts';
import type { Run } from './file-system.ts';

/** `OBJECT_TYPE_SPACEMAN`, of `o_type` without its flags. */
const SPACEMAN = 0x5;
const TYPE = 0xffff;
/** Of one over a container of 100 TB some tens of kilobytes are needed. */
const MAX_SPACEMAN_BYTES = 4 * 1024 * 1024;
const OBJECT_BYTES = 32;
const MAPPING_BYTES = 40;
const CHUNK_BYTES = 32;
/** `CI_COUNT_MASK`: what is above it is reserved. */
const COUNT = 0xf_ffff;

/** In order; throws Refusal `damaged` where a structure is, after what stands before it. */
export function* freeRuns(container: Container, superblock: Buffer): Generator<Run> {
  const { blockBytes } = container;
  let run: { at: number; length: number } | undefined;
  for (const { from, count, bitmap } of chunksOf(container, superblock))
    for (let bit = 0; bit < count; bit++) {
      // A bit that is set is a block in use; without a bitmap none of the chunk is.
      const eight = bitmap?.[bit >> 3] ?? 0;
      if (((eight >> (bit & 7)) & 1) === 1) {
        if (eight === 0xff) bit |= 7;
        continue;
      }
      const at = (from + bit) * blockBytes;
      if (run !== undefined && run.at + run.length === at) run.length += blockBytes;
      else {
        if (run !== undefined) yield run;
        run = { at, length: blockBytes };
      }
    }
  if (run !== undefined) yield run;
}

interface Chunk {
  readonly from: number;
  readonly count: number;
  readonly bitmap: Buffer | undefined;
}

/** `chunk_info_t`: so many blocks from one on, how many are free, and where their bitmap is. Each lies behind the one before, so that they end. */
function* chunksOf(container: Container, superblock: Buffer): Generator<Chunk> {
  const { bytes, blockBytes, blocks } = container;
  let end = 0;
  for (const address of infoBlocksOf(container, superblock)) {
    const block = object(container, address);
    const chunks = block.readUInt32LE(36);
    const most = Math.floor((blockBytes - OBJECT_BYTES - 8) / CHUNK_BYTES);
    if (chunks === 0 || chunks > most) throw damaged(`1 to ${most} chunks in block ${address}`, `${chunks}`);
    for (let at = OBJECT_BYTES + 8; at < OBJECT_BYTES + 8 + chunks * CHUNK_BYTES; at += CHUNK_BYTES) {
      const from = count64(block, at + 8);
      const [count, free] = [block.readUInt32LE(at + 16) & COUNT, block.readUInt32LE(at + 20) & COUNT];
      const place = count64(block, at + 24);
      if (from < end || count === 0 || count > 8 * blockBytes || !(from + count <= blocks))
        throw damaged(`a chunk between block ${end} and ${blocks}`, `${count} blocks from ${from} on`);
      end = from + count;
      if (free === 0) continue;
      if (place === 0 && free !== count)
        throw damaged(`a bitmap of the blocks from ${from} on`, `none, and ${free} of ${count} free`);
      if (place >= blocks) throw damaged(`a bitmap below block ${blocks}`, `${place}`);
      const bitmap = place === 0 ? undefined : exactly(bytes, place * blockBytes, Math.ceil(count / 8));
      yield { from, count, bitmap };
    }
  }
}

/** `sm_dev[SD_MAIN]`: blocks of chunks, or in a large container blocks that name those. */
function* infoBlocksOf(container: Container, superblock: Buffer): Generator<number> {
  const space = spaceManagerOf(container, superblock);
  const [inner, outer] = [space.readUInt32LE(64), space.readUInt32LE(68)]; // sm_cib_count, sm_cab_count
  const at = space.readUInt32LE(80); // sm_addr_offset
  const own = outer === 0 ? inner : outer;
  if (at + 8 * own > space.length) throw damaged(`${own} addresses in the space manager`, `its end after ${space.length} bytes`); // prettier-ignore
  const addresses = Array.from({ length: own }, (_, index) => count64(space, at + 8 * index));
  if (outer === 0) return yield* addresses;
  for (const address of addresses) {
    const block = object(container, address); // cib_addr_block_t
    const count = block.readUInt32LE(36);
    const most = Math.floor((container.blockBytes - OBJECT_BYTES - 8) / 8);
    if (count === 0 || count > most) throw damaged(`1 to ${most} addresses in block ${address}`, `${count}`);
    for (let index = 0; index < count; index++) yield count64(block, OBJECT_BYTES + 8 + 8 * index);
  }
}

/** It is kept anew with each checkpoint, and the maps of the newest say where. */
function spaceManagerOf(container: Container, superblock: Buffer): Buffer {
  const wanted = count64(superblock, 152); // nx_spaceman_oid
  const [ring, first] = [superblock.readUInt32LE(104), count64(superblock, 112)]; // nx_xp_desc_blocks, nx_xp_desc_base
  const [index, length] = [superblock.readUInt32LE(136), superblock.readUInt32LE(140)]; // nx_xp_desc_index, nx_xp_desc_len
  for (let n = 0; n < Math.min(length, ring, container.blocks); n++) {
    const map = object(container, first + ((index + n) % ring));
    if (map.toString('latin1', 32, 36) === 'NXSB') continue; // the superblock itself lies there too
    const count = Math.min(map.readUInt32LE(36), Math.floor((map.length - OBJECT_BYTES - 8) / MAPPING_BYTES));
    for (let at = OBJECT_BYTES + 8; at < OBJECT_BYTES + 8 + count * MAPPING_BYTES; at += MAPPING_BYTES) {
      if ((map.readUInt32LE(at) & TYPE) !== SPACEMAN || count64(map, at + 24) !== wanted) continue;
      return spaceManagerAt(container, count64(map, at + 32), map.readUInt32LE(at + 8));
    }
  }
  throw damaged('the space manager in the newest checkpoint', 'none');
}

function spaceManagerAt({ bytes, blockBytes }: Container, address: number, size: number): Buffer {
  if (size < blockBytes || size > MAX_SPACEMAN_BYTES || size % blockBytes !== 0)
    throw damaged(`a space manager of ${blockBytes} to ${MAX_SPACEMAN_BYTES} bytes`, `${size}`);
  const space = exactly(bytes, address * blockBytes, size);
  if (!isWhole(space) || (space.readUInt32LE(24) & TYPE) !== SPACEMAN)
    throw damaged(`a space manager in block ${address}`, 'none with a right checksum');
  return space;
}
