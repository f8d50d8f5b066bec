// The program of a confined child that looks inside an image: containers, volumes and file systems are read here and nowhere else.
import type { Content } from '../filesystems/file-system.ts';
import { serve, type Given } from '../../platform/confined-child.ts';
import { openMedium, reasonOf, type OpenMedium, type OpenVolume } from '../listing/list-image.ts';
import { headerOf, lineOf, recordOf } from '../listing/lines.ts';
import { pieces, select, type Selected } from '../listing/select.ts';
import { FaultLog } from '../sources/faults.ts';
import type { ImageReader } from '../sources/image.ts';
import { openSegments } from '../sources/open-image.ts';
import type { SegmentFiles } from '../sources/segment-files.ts';
import { slice } from '../volumes/bytes.ts';
import type {
  AskedContent,
  AskedFolder,
  AskedLines,
  AskedSelection,
  AskedSet,
  Ended,
  TakenHead,
} from './asked.ts';
import { folderAt, entryAt } from './find.ts';

const LINES_CHARACTERS = 256 * 1024;
const PIECE_BYTES = 256 * 1024;
const PROBLEMS_TOLD = 200;
const RUNS_TOLD = 200;

/** Of the exhibit that this child is for; what was learnt about it is kept from one request to the next. */
interface Opened {
  readonly name: string;
  readonly image: ImageReader;
  readonly medium: OpenMedium;
  readonly faults: FaultLog;
}

let opened: Opened | undefined;
let current: Given | undefined;

serve({
  volumes: (given) => ended(open(given), () => undefined),
  lines: (given) => ended(open(given), (problem, { medium }) => lines(given, medium, problem)),
  take: (given) => ended(open(given), (problem, { medium }) => take(given, medium, problem)),
  folder: (given) => {
    const { volume, path } = given.told as AskedFolder; // written by the server
    const problems: string[] = [];
    const found = volumeOf(open(given).medium, volume);
    const entries = folderAt(found, path, (what) => problems.push(what));
    return { entries, problems: problems.slice(0, PROBLEMS_TOLD) };
  },
  content: (given) => {
    const asked = given.told as AskedContent; // as above
    const from = volumeOf(open(given).medium, asked.volume);
    const { content, record } = entryAt(from, asked.path, asked.address);
    given.part({ record, ...whereOf(content, from), size: content.size });
    const end = Math.min(content.size, asked.to);
    const part = slice(content, asked.from, end - asked.from);
    for (const piece of pieces({ ...content, ...part }, PIECE_BYTES)) given.part(null, piece);
    return null;
  },
});

function open(given: Given): Opened {
  current = given;
  const { set } = given.told as AskedSet; // as above
  const name = JSON.stringify([set, given.files]);
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
  const medium = openMedium({
    size: image.description.mediaSize,
    readInto: (at, target) => image.readInto(at, target),
  });
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

function volumeOf(medium: OpenMedium, number: number): OpenVolume {
  const found = medium.volumes.find((volume) => volume.number === number);
  if (found === undefined) throw new RangeError(`no volume ${number}`);
  return found;
}

/** What every request about the whole medium ends with. */
function ended(of: Opened, act: (problem: (what: string) => void, of: Opened) => void): Ended {
  const problems = [...of.medium.problems];
  let count = problems.length;
  act((what) => {
    count += 1;
    if (problems.length < PROBLEMS_TOLD) problems.push(what);
  }, of);
  for (const { what, file, offset } of of.faults.report().faults) {
    count += 1;
    if (problems.length < PROBLEMS_TOLD) problems.push(`${what}, at offset ${offset} of ${file}`);
  }
  const volumes = of.medium.volumes.map(({ fileSystem, ...volume }) => ({
    ...volume,
    ...(fileSystem === undefined
      ? {}
      : { fileSystem: { kind: fileSystem.kind, label: fileSystem.label ?? '', times: fileSystem.times } }),
  }));
  return { scheme: of.medium.scheme, volumes, problems, problemsCount: count };
}

function lines(given: Given, medium: OpenMedium, problem: (what: string) => void): void {
  const { selection, format } = given.told as AskedLines; // as above
  const isPrefixed = medium.volumes.filter(({ fileSystem }) => fileSystem !== undefined).length > 1;
  let text = headerOf(format);
  for (const listed of select(medium, selection, problem)) {
    const { fileSystem } = listed.from;
    if (fileSystem === undefined) continue;
    text += lineOf(listed, { format, fileSystem, prefix: isPrefixed ? `/volume-${listed.volume}` : '' });
    if (text.length < LINES_CHARACTERS) continue;
    given.part(null, Buffer.from(text));
    text = '';
  }
  if (text !== '') given.part(null, Buffer.from(text));
}

/** A part with a head begins a file, those without one go on with it; the last one says how it ended. */
function take(given: Given, medium: OpenMedium, problem: (what: string) => void): void {
  const { selection } = given.told as AskedSelection; // as above
  for (const selected of select(medium, selection, problem)) {
    if (selected.entry.type !== 'file') continue;
    takeOne(given, selected, problem);
  }
}

function takeOne(given: Given, selected: Selected, problem: (what: string) => void): void {
  const { from, entry, path } = selected;
  const { fileSystem } = from;
  if (fileSystem === undefined) return;
  const record = recordOf(selected, { fileSystem });
  try {
    const content = fileSystem.content(entry);
    const head: TakenHead = { record, ...whereOf(content, from) };
    if (content.size <= PIECE_BYTES) {
      const [only = new Uint8Array()] = pieces(content, PIECE_BYTES);
      given.part({ ...head, isWhole: true }, only);
      return;
    }
    given.part(head);
    for (const piece of pieces(content, PIECE_BYTES)) given.part(null, piece);
    given.part({ end: true });
  } catch (error) {
    const failed = reasonOf(error);
    problem(`${path}: ${failed}`);
    given.part({ record, failed });
  }
}

/** On the medium, so that anybody may find the bytes again. */
function whereOf(
  { runs, stored, isAssumed = false }: Content,
  { offset }: OpenVolume,
): Omit<TakenHead, 'record'> {
  return {
    stored,
    assumed: isAssumed,
    runs: runs.slice(0, RUNS_TOLD).map((run) => [run.at === undefined ? null : offset + run.at, run.length]),
    runsCount: runs.length,
  };
}
