// The sections that say how large the medium is: `volume`, `disk` and `data` (EWF specification, 4.5 to 4.7).
import { hex } from '../../../base/bytes.ts';
import type { ImageDescription } from '../image.ts';
import { adler32 } from './adler32.ts';

const SMART_BYTES = 94;
const E01_BYTES = 1052;
export const MAX_VOLUME_BYTES = E01_BYTES;

export interface Volume {
  readonly layout: 'smart' | 'e01';
  readonly chunkCount: number;
  readonly sectorsPerChunk: number;
  readonly bytesPerSector: number;
  readonly sectorCount: number;
  readonly mediaType: ImageDescription['mediaType'] | 'logical';
  readonly isPhysical?: boolean;
  readonly setIdentifier?: string;
  /** `unset` is what some Logicube devices write into their `data` section. */
  readonly checksum: 'good' | 'bad' | 'unset';
}

/** Undefined when the size is of neither layout or the number of sectors cannot be addressed. */
export function parseVolume(bytes: Uint8Array): Volume | undefined {
  const layout = bytes.length === SMART_BYTES ? 'smart' : bytes.length === E01_BYTES ? 'e01' : undefined;
  if (layout === undefined) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorCount = layout === 'smart' ? view.getUint32(16, true) : Number(view.getBigUint64(16, true));
  if (!Number.isSafeInteger(sectorCount)) return undefined;
  const stored = view.getUint32(bytes.length - 4, true);
  const isGood = stored === adler32(bytes.subarray(0, bytes.length - 4));
  const common = {
    layout,
    chunkCount: view.getUint32(4, true),
    sectorsPerChunk: view.getUint32(8, true),
    bytesPerSector: view.getUint32(12, true),
    sectorCount,
    checksum: isGood ? 'good' : stored === 0 ? 'unset' : 'bad',
  } as const;
  if (layout === 'smart') return { ...common, mediaType: 'unknown' };
  const identifier = hex(bytes.subarray(64, 80));
  return {
    ...common,
    mediaType: mediaTypeOf(view.getUint8(0)),
    isPhysical: (view.getUint8(36) & 2) !== 0,
    ...(/^0+$/.test(identifier) ? {} : { setIdentifier: identifier }),
  };
}

function mediaTypeOf(code: number): Volume['mediaType'] {
  switch (code) {
    case 0x00:
      return 'removable';
    case 0x01:
      return 'fixed';
    case 0x03:
      return 'optical';
    case 0x0e:
      return 'logical';
    case 0x10:
      return 'memory';
    default:
      return 'unknown';
  }
}
