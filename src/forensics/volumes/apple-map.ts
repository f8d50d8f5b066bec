// The partition map of Apple (Inside Macintosh: Devices, 1994, chapter 3, "The Partition Map" and "Partition Map Entry"): as on discs, on
// media of old Macs, and in disk images. Big-endian; the first block says how long a block is.
import { exactly, type Bytes } from './bytes.ts';

const SIGNATURE = 0x504d;
const MAX_ENTRIES = 256;
const ENTRY_BYTES = 136;
const BLOCK_SIZES = [512, 2048, 4096];

interface ApplePart {
  readonly offset: number;
  readonly length: number;
  readonly kind: string;
  readonly name?: string;
}

/** Undefined where there is none. The map's own entry and free room are left out: they are no volumes. */
export function appleParts(bytes: Bytes, problems: string[]): readonly ApplePart[] | undefined {
  if (bytes.size < 2 * 512) return undefined;
  const first = exactly(bytes, 0, 512);
  const said = first.toString('latin1', 0, 2) === 'ER' ? first.readUInt16BE(2) : 512;
  // Discs say 2,048 and have a map in blocks of 512 all the same.
  const blockBytes = [512, ...(BLOCK_SIZES.includes(said) ? [said] : [])].find(
    (size) => bytes.size >= 2 * size && exactly(bytes, size, 2).readUInt16BE(0) === SIGNATURE,
  );
  if (blockBytes === undefined) return undefined;
  const entries = exactly(bytes, blockBytes, ENTRY_BYTES).readUInt32BE(4);
  if (entries > MAX_ENTRIES) problems.push(`an Apple partition map says ${entries} entries`);
  const parts: ApplePart[] = [];
  for (let number = 1; number <= Math.min(entries, MAX_ENTRIES); number++) {
    if (number * blockBytes + ENTRY_BYTES > bytes.size) break;
    const entry = exactly(bytes, number * blockBytes, ENTRY_BYTES);
    if (entry.readUInt16BE(0) !== SIGNATURE) {
      problems.push(`entry ${number} of an Apple partition map is missing`);
      break;
    }
    const [offset, length] = [entry.readUInt32BE(8) * blockBytes, entry.readUInt32BE(12) * blockBytes];
    const [name, kind] = [text(entry.subarray(16, 48)), text(entry.subarray(48, 80))];
    if (length === 0 || kind === 'Apple_partition_map' || kind === 'Apple_Free') continue;
    parts.push({ offset, length, kind, ...(name === '' ? {} : { name }) });
  }
  return parts.length === 0 ? undefined : parts;
}

function text(raw: Buffer): string {
  return raw.toString('latin1').replace(/\0[^]*$/, '');
}
