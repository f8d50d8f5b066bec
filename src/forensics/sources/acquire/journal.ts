// How far an acquisition is, beside the image that it makes: a line for the plan, one for each place from which it can be taken
// up again, one for what could not be read. A line that is cut is no line, where a run ended with it; anywhere else somebody changed it.
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { inEnglish, Refusal } from '../../../base/refusal.ts';
import { errorCode } from '../../../platform/files.ts';
import type { Range } from '../../../platform/copy-bad-ranges.ts';
import type { AcquirePlan } from './plan.ts';

const MAX_BYTES = 256 * 1024 * 1024;

const count = z.int().min(0);
const text = z.string().max(4000);

const planShape = z.strictObject({
  source: text,
  target: text,
  mediaSize: count,
  bytesPerSector: count,
  chunkBytes: z.int().min(1),
  isDevice: z.boolean(),
  model: text,
  serialNumber: text,
  setIdentifier: z.string().regex(/^[0-9a-f]{32}$/),
  startedAt: text,
  settings: z.strictObject({
    format: z.enum(['e01', 'raw']),
    compression: z.enum(['none', 'empty-block', 'fast', 'best']),
    splitBytes: count.optional(),
    retries: count,
    words: z.strictObject({
      caseNumber: text,
      evidenceNumber: text,
      description: text,
      examiner: text,
      notes: text,
    }),
  }),
});

/** A table of chunks that is written whole: where in which segment its section `sectors` begins and how many chunks it has. */
const groupShape = z.strictObject({ segment: count, at: count, end: count, chunks: count });
export type Group = z.infer<typeof groupShape>;

/** From here it goes on: everything before is on the disk. */
const placeShape = z.strictObject({
  media: count,
  segment: count,
  /** In that segment. */
  offset: count,
  group: groupShape.optional(),
});
export type Place = z.infer<typeof placeShape>;

const range = z.tuple([count, count]).readonly();
const lineShape = z.union([
  z.strictObject({ version: z.literal(1), plan: planShape }),
  z.strictObject({ place: placeShape }),
  z.strictObject({ bad: z.array(range).readonly() }),
  z.strictObject({ retried: z.array(range).readonly() }),
  z.strictObject({ by: count }),
]);
type JournalLine = z.infer<typeof lineShape>;

export interface Progress {
  readonly plan: AcquirePlan;
  readonly place: Place | undefined;
  readonly groups: readonly Group[];
  /** What lies before the place. */
  readonly bad: readonly Range[];
  readonly retried: readonly Range[];
  /** The process that wrote last. */
  readonly by: number | undefined;
}

export function journalOf(target: string): string {
  return `${target}.acquiring`;
}

/** Several threads add lines to it: each line is one write at the end. */
export class Journal {
  readonly #file: number;

  constructor(path: string, isNew: boolean) {
    const { O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants;
    this.#file = openSync(path, O_WRONLY | O_APPEND | (isNew ? O_CREAT | O_EXCL : 0), 0o600);
  }

  add(line: JournalLine): void {
    // A run begins on a line of its own, whatever the one before was in the middle of.
    const bytes = Buffer.from(`${'by' in line ? '\n' : ''}${JSON.stringify(line)}\n`);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
  }

  flush(): void {
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** Undefined when nothing was begun. Throws Refusal `damaged` for a file that is no journal. */
export function readJournal(path: string): Progress | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (bytes.length > MAX_BYTES) throw noJournal(path, `${bytes.length} bytes`);
  const lines = bytes.toString('utf8').split('\n').slice(0, -1).map(lineOf);
  const [first] = lines;
  if (first === undefined) return undefined; // it ended before the plan was on the disk, and so before anything was read
  if (!('plan' in first)) throw noJournal(path, 'a first line that is no plan');
  return progressOf(path, plainPlan(first.plan), lines);
}

function progressOf(path: string, plan: AcquirePlan, lines: readonly (JournalLine | undefined)[]): Progress {
  let isCut = false;
  let place: Place | undefined;
  let by: number | undefined;
  const groups: Group[] = [];
  const ranges = { bad: [] as Range[], retried: [] as Range[] };
  for (const line of lines) {
    if (isCut && line !== undefined && !('by' in line))
      throw noJournal(path, 'a line that is none among others');
    isCut = line === undefined;
    if (line === undefined) continue;
    if ('by' in line) {
      // What was read after the last place is read again.
      for (const list of [ranges.bad, ranges.retried]) cut(list, place?.media ?? 0);
      by = line.by;
    } else if ('bad' in line) ranges.bad.push(...line.bad);
    else if ('retried' in line) ranges.retried.push(...line.retried);
    else if ('place' in line) {
      place = line.place;
      if (place.group !== undefined) groups.push(place.group);
    }
  }
  for (const list of [ranges.bad, ranges.retried]) cut(list, place?.media ?? 0);
  return { plan, place, groups, ...ranges, by };
}

function cut(list: Range[], end: number): void {
  const kept = list
    .filter(([offset]) => offset < end)
    .map(([offset, bytes]): Range => [offset, Math.min(bytes, end - offset)]);
  list.splice(0, list.length, ...kept);
}

/** Undefined for one that is cut or not of this form. */
function lineOf(line: string): JournalLine | undefined {
  try {
    return lineShape.parse(JSON.parse(line));
  } catch {
    return undefined; // what is not a line was not on the disk when the machine stopped
  }
}

function plainPlan({ settings, ...plan }: z.infer<typeof planShape>): AcquirePlan {
  const { splitBytes, ...rest } = settings;
  return { ...plan, settings: { ...rest, ...(splitBytes === undefined ? {} : { splitBytes }) } };
}

function noJournal(path: string, found: string): Refusal {
  return new Refusal('damaged.acquisitionJournal', { path, found: inEnglish(found) });
}
