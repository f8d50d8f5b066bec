// The descriptor of a VMDK disk: text that names its extents (Virtual Disk Format 5.0, "The Descriptor File").
import { inEnglish, Refusal } from '../../../base/refusal.ts';

export interface DescribedExtent {
  readonly kind: 'sparse' | 'flat' | 'zero';
  readonly sectors: number;
  /** Beside the descriptor; empty for zeros. */
  readonly name: string;
  readonly startSector: number;
}

interface Descriptor {
  readonly extents: readonly DescribedExtent[];
  readonly hasParent: boolean;
}

export const VMDK_DESCRIPTOR = '# Disk Descripto';
const MAX_EXTENTS = 2000;
const EXTENT =
  /^(?:RW|RDONLY|NOACCESS) (\d{1,12}) (SPARSE|FLAT|VMFS|ZERO|VMFSSPARSE|SESPARSE)(?: "([^"]{1,255})"(?: (\d{1,12}))?)?$/;

/** Throws Refusal `damaged`, `unsupported`, or `badInput` for a name that leads elsewhere. */
export function parseDescriptor(bytes: Uint8Array, file: string): Descriptor {
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  if (!text.startsWith(VMDK_DESCRIPTOR)) throw damaged(file, 'a text without its first line');
  const lines = text.split('\n', 20_000).map((line) => line.trim());
  const extents = lines
    .filter((line) => /^(?:RW|RDONLY|NOACCESS) /.test(line))
    .map((line) => extentOf(line, file));
  if (extents.length === 0 || extents.length > MAX_EXTENTS) throw damaged(file, `${extents.length} extents`);
  const parent = lines
    .map((line) => /^parentCID\s*=\s*(\w+)$/.exec(line)?.[1])
    .find((id) => id !== undefined);
  return { extents, hasParent: parent !== undefined && parent.toLowerCase() !== 'ffffffff' };
}

function extentOf(line: string, file: string): DescribedExtent {
  const [, sectors = '', type = '', name = '', start = '0'] = EXTENT.exec(line) ?? [];
  const common = { sectors: Number(sectors), name, startSector: Number(start) };
  if (type === '' || (type !== 'ZERO' && name === ''))
    throw damaged(file, 'a line of an extent that is none');
  if (/[/\\]|^\.\.?$/.test(name)) throw new Refusal('badInput.extentBeside', { file });
  if (type === 'ZERO') return { ...common, kind: 'zero', name: '' };
  if (type === 'FLAT' || type === 'VMFS') return { ...common, kind: 'flat' };
  if (type === 'SPARSE') return { ...common, kind: 'sparse' };
  throw new Refusal('unsupported.extentType', { type, file });
}

function damaged(file: string, found: string): Refusal {
  return new Refusal('damaged.vmdkDescriptor', { max: MAX_EXTENTS, file, found: inEnglish(found) });
}
