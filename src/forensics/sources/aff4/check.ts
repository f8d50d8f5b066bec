// What an AFF4 image says of its own tables, volume by volume (AFF4 Standard 1.0a, 6.2): digests of the map, of the digests of chunks, and one
// over both. The chunks themselves are compared as each of them is read.
import { createHash } from 'node:crypto';
import { Refusal } from '../../../base/refusal.ts';
import type { OnFault } from '../image.ts';
import { firstDifference, readMap, type AffMap } from './map.ts';
import { BLOCK_DIGESTS, blockDigests } from './streams.ts';
import { isWhole, type AffVolume } from './volumes.ts';

const MAX_SEGMENT_BYTES = 256 * 1024 * 1024;
const MAX_DIGESTS_BYTES = 64 * 1024 * 1024;
const MAX_SIZE = 64 * 1024 ** 4;
const AFF4 = 'http://aff4.org/Schema#';

const WHOLE: { readonly [type: string]: string } = {
  [`${AFF4}SHA256`]: 'sha256',
  [`${AFF4}SHA512`]: 'sha512',
};

interface Said {
  readonly text: string;
  readonly type: string;
}

/** One of a volume: what its block map hash is over. */
interface Checked {
  readonly data: string;
  readonly parts: readonly Buffer[];
}

export interface CheckGiven {
  readonly volumes: readonly AffVolume[];
  readonly image: string;
  /** The one that is read through, and where it is; undefined for an image that is a stream. */
  readonly map: AffMap | undefined;
  readonly holder: AffVolume;
  readonly onFault: OnFault;
}

export function checkVolumes({ volumes, image, map, holder, onFault }: CheckGiven): void {
  const checked: Checked[] = [];
  let isComplete = true;
  for (const volume of volumes) {
    const data = volume.told.iri(image, 'dataStream') ?? image;
    if (!isWhole(volume, data)) {
      isComplete = false; // 7.1: one map may do for all
      continue;
    }
    const own = checkOne(volume, data, onFault);
    if (own === undefined) isComplete = false;
    else checked.push(own);
    if (map !== undefined && volume !== holder) compareMaps(volume, data, { map, onFault });
  }
  if (!isComplete || checked.length === 0) return;
  for (const volume of volumes)
    for (const { text, type } of volume.told.texts(image, 'hash')) {
      if (!type.startsWith(`${AFF4}blockMapHash`)) continue;
      const said = { text, type: type.replace('#blockMapHash', '#') };
      compare(volume, { what: 'blockMapHash', said, parts: partsOf(checked, said) }, onFault);
    }
}

/** Over that of each volume, in the order of the names of their maps, as the reference images of the standard have it. */
function partsOf(checked: readonly Checked[], { type }: Said): readonly Buffer[] {
  const algorithm = WHOLE[type];
  const [only] = checked;
  if (checked.length === 1 || algorithm === undefined) return only?.parts ?? [];
  const inOrder = checked.toSorted((one, other) => (one.data < other.data ? -1 : 1));
  return inOrder.map(({ parts }) => digestOf(algorithm, parts));
}

/** Undefined where it says too little for one digest over all. */
function checkOne(volume: AffVolume, data: string, onFault: OnFault): Checked | undefined {
  const { told, zip } = volume;
  const own = (property: string, parts: () => readonly Buffer[]): (Buffer | undefined)[] =>
    told.texts(data, property).map((said) => compare(volume, { what: property, said, parts: parts() }, onFault)); // prettier-ignore
  const segment = (name: string): readonly Buffer[] => {
    const member = zip.find(`${data}/${name}`, told.volume);
    return member === undefined ? [] : [zip.whole(member, MAX_SEGMENT_BYTES)];
  };
  const [point] = own('mapPointHash', () => segment('map'));
  const [idx] = own('mapIdxHash', () => segment('idx'));
  const [path] = own('mapPathHash', () => segment('mapPath'));
  own('mapHash', () => [...segment('map'), ...segment('idx'), ...segment('mapPath')]);
  // Of a stripe, those that it holds itself.
  const all = told.is(data, 'Map') ? told.iris(data, 'dependentStream') : [data];
  const streams = all.filter((stream) => isWhole(volume, stream));
  const digests: Buffer[] = [];
  for (const stream of streams)
    for (const [name] of BLOCK_DIGESTS.toReversed())
      for (const said of told.texts(`${stream}/blockhash.${name}`, 'hash')) {
        const parts = digestsOfChunks(volume, stream, name);
        const digest = compare(volume, { what: `blockhash.${name}`, said, parts }, onFault);
        if (digest !== undefined) digests.push(digest);
      }
  if (streams.length !== 1 || point === undefined || idx === undefined) return undefined;
  const parts = [...digests, point, idx, ...(path === undefined ? [] : [path])];
  own('blockMapHash', () => parts);
  return { data, parts };
}

/** Each stripe has a map of its own: they must lead to the same bytes. */
function compareMaps(
  volume: AffVolume,
  data: string,
  { map, onFault }: { readonly map: AffMap; readonly onFault: OnFault },
): void {
  const fault = (what: string): void => onFault({ file: volume.zip.name, offset: 0, what });
  try {
    const at = firstDifference(map, readMap(volume, data, volume.told.number(data, 'size', MAX_SIZE)));
    if (at !== undefined) fault(`its map leads to other bytes from ${at} of the image on`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fault(`its map cannot be read: expected ${error.expected}; found ${error.found}`);
  }
}

/** The digest of what is there now; undefined for an algorithm that is not known. */
function compare(
  { zip }: AffVolume,
  { what, said, parts }: { readonly what: string; readonly said: Said; readonly parts: readonly Buffer[] },
  onFault: OnFault,
): Buffer | undefined {
  const algorithm = WHOLE[said.type];
  if (algorithm === undefined) return undefined;
  const digest = digestOf(algorithm, parts);
  if (digest.toString('hex') !== said.text.toLowerCase())
    onFault({ file: zip.name, offset: 0, what: `${what}: its ${algorithm} is another one` });
  return digest;
}

function digestOf(algorithm: string, parts: readonly Buffer[]): Buffer {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function digestsOfChunks({ zip, told }: AffVolume, stream: string, name: string): Buffer[] {
  const found: Buffer[] = [];
  for (let bevy = 0; ; bevy++) {
    const uri = `${stream}/${String(bevy).padStart(8, '0')}`;
    const member = blockDigests(zip, uri, { name, volume: told.volume });
    if (member === undefined) return found;
    found.push(zip.whole(member, MAX_DIGESTS_BYTES));
  }
}
