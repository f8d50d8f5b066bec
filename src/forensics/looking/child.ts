// The program of a confined child that looks inside an image: containers, volumes and file systems are read here and nowhere else.
import { serve, type Given } from '../../platform/confined-child.ts';
import { reasonOf, type Listed, type OpenMedium } from '../listing/list-image.ts';
import { LineBuffer } from '../listing/line-buffer.ts';
import { headerOf, recordOf, writeLine } from '../listing/lines.ts';
import { pieces, select } from '../listing/select.ts';
import { slice } from '../volumes/bytes.ts';
import { contentOf } from '../listing/unused.ts';
import { lvmBytes } from '../volumes/lvm.ts';
import type {
  AskedContent,
  AskedLines,
  AskedListed,
  AskedSelection,
  AskedVolume,
  Ended,
  TakenHead,
} from './asked.ts';
import { folderAt, entryAt } from './find.ts';
import { openGiven, volumeOf, whereOf, type OpenedImage } from './open-given.ts';

const PIECE_BYTES = 256 * 1024;
const PROBLEMS_TOLD = 200;

serve({
  volumes: (given) => ended(openGiven(given), () => undefined),
  lines: (given) => ended(openGiven(given), (problem, { medium }) => lines(given, medium, problem)),
  take: (given) => ended(openGiven(given), (problem, { medium }) => take(given, medium, problem)),
  folder: (given) => {
    const { volume, path, isUnused } = given.told as AskedListed; // written by the server
    const problems: string[] = [];
    const found = volumeOf(openGiven(given).medium, volume);
    const entries = folderAt(found, { path, isUnused }, (what) => problems.push(what));
    return { entries, problems: problems.slice(0, PROBLEMS_TOLD) };
  },
  raw: (given) => {
    const { volume } = given.told as AskedVolume; // as above
    const { image, medium } = openGiven(given);
    const { offset, length, segments } = volumeOf(medium, volume);
    const bytes = { size: image.description.mediaSize, readInto: image.readInto.bind(image) };
    const own = segments === undefined ? slice(bytes, offset, length) : lvmBytes(bytes, segments);
    for (const piece of pieces({ ...own, runs: [], stored: 'plain' }, PIECE_BYTES)) given.part(null, piece);
    return null;
  },
  content: (given) => {
    const asked = given.told as AskedContent; // as above
    const from = volumeOf(openGiven(given).medium, asked.volume);
    const { content, record } = entryAt(from, asked.path, asked.address);
    given.part({ record, ...whereOf(content, from), size: content.size });
    const end = Math.min(content.size, asked.to);
    const part = slice(content, asked.from, end - asked.from);
    for (const piece of pieces({ ...content, ...part }, PIECE_BYTES)) given.part(null, piece);
    return null;
  },
});

/** What every request about the whole medium ends with. */
function ended(of: OpenedImage, act: (problem: (what: string) => void, of: OpenedImage) => void): Ended {
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
  const volumes = of.medium.volumes.map(({ fileSystem, segments, ...volume }) => ({
    ...volume,
    bytes: undefined, // is no part of an answer
    ...(segments === undefined ? {} : { pieces: segments.length }),
    ...(fileSystem === undefined
      ? {}
      : { fileSystem: { kind: fileSystem.kind, label: fileSystem.label ?? '', times: fileSystem.times } }),
  }));
  return { scheme: of.medium.scheme, volumes, problems, problemsCount: count };
}

function lines(given: Given, medium: OpenMedium, problem: (what: string) => void): void {
  const { selection, format } = given.told as AskedLines; // as above
  const isPrefixed = medium.volumes.filter(({ fileSystem }) => fileSystem !== undefined).length > 1;
  const into = new LineBuffer((bytes) => given.part(null, bytes));
  into.text(headerOf(format));
  for (const listed of select(medium, selection, problem)) {
    const { fileSystem } = listed.from;
    if (fileSystem === undefined) continue;
    writeLine(into, listed, { format, fileSystem, prefix: isPrefixed ? `/volume-${listed.volume}` : '' });
  }
  into.end();
}

/** A part with a head begins a file, those without one go on with it; the last one says how it ended. */
function take(given: Given, medium: OpenMedium, problem: (what: string) => void): void {
  const { selection } = given.told as AskedSelection; // as above
  for (const selected of select(medium, selection, problem)) {
    if (selected.entry.type !== 'file') continue;
    takeOne(given, selected, problem);
  }
}

function takeOne(given: Given, selected: Listed, problem: (what: string) => void): void {
  const { from, entry, path } = selected;
  const { fileSystem } = from;
  if (fileSystem === undefined) return;
  const record = recordOf(selected, { fileSystem });
  try {
    const content = contentOf(from, entry);
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
