// The image that a confined child was handed, opened once and kept from one request to the next.
import type { Given } from '../../platform/confined-child.ts';
import type { Content, Run } from '../filesystems/file-system.ts';
import { openLogical, openMedium, type OpenMedium, type OpenVolume } from '../listing/list-image.ts';
import { FaultLog } from '../sources/faults.ts';
import type { ByteRange, ImageReader } from '../sources/image.ts';
import { openSegments } from '../sources/open-image.ts';
import type { SegmentFiles } from '../sources/segment-files.ts';
import type { Bytes } from '../volumes/bytes.ts';
import { placesIn } from '../volumes/lvm.ts';
import type { AskedSet, TakenHead } from './asked.ts';

const RUNS_TOLD = 200;
/** Of a striped volume there may be millions in one file. */
const RUNS_COUNTED = 100_000;

export interface OpenedImage {
  readonly name: string;
  readonly image: ImageReader;
  readonly medium: OpenMedium;
  readonly faults: FaultLog;
}

let opened: OpenedImage | undefined;
let current: Given | undefined;

export function openGiven(given: Given): OpenedImage {
  current = given;
  const { set, key } = given.told as AskedSet; // written by the server
  const name = JSON.stringify([set, given.files, key]);
  if (opened?.name === name) return opened;
  opened?.image.close();
  const faults = new FaultLog();
  const numbers = given.files.map((_, index) => set.firstNumber + index);
  const image = openSegments(
    {
      container: set.container,
      firstNumber: set.firstNumber,
      lastNumber: set.firstNumber + given.files.length - 1,
      paths: new Map(numbers.map((number) => [number, `${number - set.firstNumber}`])),
      nameOf: (number) => given.files[number - set.firstNumber]?.name ?? `segment ${number}`,
    },
    handedFiles(given),
    faults.add,
  );
  const bytes: Bytes = {
    size: image.description.mediaSize,
    readInto: (at, target) => image.readInto(at, target),
  };
  const medium =
    image.logical === undefined
      ? openMedium(bytes, key === undefined ? undefined : Buffer.from(key, 'base64'))
      : openLogical('AFF4-L', image.logical);
  opened = { name, image, medium, faults };
  return opened;
}

/** The segments are where the server has them: by their place in the list that it sent. */
function handedFiles({ files }: Given): SegmentFiles {
  const added: number[] = [];
  const fileOf = (index: number): number => added[index] ?? -1;
  const read = (index: number, offset: number, target: Uint8Array): void => {
    current?.read(fileOf(index), offset, target);
  };
  return {
    add: (path) => added.push(Number(path)) - 1,
    get count() {
      return added.length;
    },
    nameOf: (index) => files[fileOf(index)]?.name ?? '',
    sizeOf: (index) => files[fileOf(index)]?.size ?? 0,
    read,
    bytes: (index, offset, length) => {
      const target = Buffer.allocUnsafe(length);
      read(index, offset, target);
      return target;
    },
    close: () => undefined,
  };
}

export function volumeOf(medium: OpenMedium, number: number): OpenVolume {
  const found = medium.volumes.find((volume) => volume.number === number);
  if (found === undefined) throw new RangeError(`no volume ${number}`);
  return found;
}

/** On the medium, so that anybody may find the bytes again. */
export function whereOf(
  { runs, stored, isAssumed = false }: Content,
  volume: OpenVolume,
): Omit<TakenHead, 'record'> {
  const told: [number | null, number][] = [];
  let runsCount = 0;
  for (const run of runs)
    for (const { at, length } of onMedium(run, volume)) {
      runsCount += 1;
      if (told.length < RUNS_TOLD) told.push([at ?? null, length]);
      else if (volume.segments === undefined || runsCount >= RUNS_COUNTED) break;
    }
  if (volume.segments === undefined) runsCount = runs.length;
  const asStored = stored === 'plain' && volume.isOpened === true ? 'encrypted' : stored;
  return { stored: asStored, assumed: isAssumed, runs: told, runsCount };
}

/** The first bytes on the medium of what was read that the image does not have as they were acquired: of all runs, whoever read them first. */
export function badBytesOf(
  { runs }: Pick<Content, 'runs'>,
  volume: OpenVolume,
  faults: FaultLog,
): ByteRange | undefined {
  if (faults.count === 0) return undefined;
  for (const run of runs)
    for (const { at, length } of onMedium(run, volume)) {
      const bad = at === undefined ? undefined : faults.badIn({ offset: at, length });
      if (bad !== undefined) return bad;
    }
  return undefined;
}

/** A run of a volume in pieces lies in several places. */
function* onMedium({ at, length }: Run, { offset, segments }: OpenVolume): Generator<Run> {
  if (at === undefined) yield { at, length };
  else if (segments === undefined) yield { at: offset + at, length };
  else yield* placesIn(segments, at, length);
}
