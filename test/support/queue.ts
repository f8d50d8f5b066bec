// The test files of a run, for processes that take one after the other: in a folder, a small file for each, named by its place
// in the order, and renamed when it is taken. What is still there at the end has not been run to its end; of what has, the cost is
// in a folder beside it.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { errorCode } from '../../src/platform/files.ts';
import type { Cost, FileCost } from './cost.ts';

export interface Queue {
  /** For the processes that take. */
  readonly env: { readonly COMITY_TEST_QUEUE: string };
  /** What has not been run to its end. */
  readonly left: () => readonly string[];
  readonly costs: () => readonly FileCost[];
  readonly remove: () => void;
}

export interface Taken {
  /** Path from the project's folder. */
  readonly file: string;
  /** It has been run to its end, however it ended. */
  readonly done: (cost: Cost) => void;
}

const [LEFT, COSTS] = ['left', 'costs'];
const TAKEN = '.taken';

/** `files`: paths from the project's folder, the first to be taken first. */
export function makeQueue(files: readonly string[]): Queue {
  const folder = mkdtempSync(join(tmpdir(), 'comity-queue-'));
  for (const part of [LEFT, COSTS]) mkdirSync(join(folder, part));
  files.forEach((file, i) => writeFileSync(join(folder, LEFT, String(i).padStart(5, '0')), file));
  return {
    env: { COMITY_TEST_QUEUE: folder },
    left: () => placesIn(join(folder, LEFT)).map((place) => readFileSync(place, 'utf8')),
    costs: () =>
      placesIn(join(folder, COSTS)).map((place) => JSON.parse(readFileSync(place, 'utf8')) as FileCost), // as `done` wrote it
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Undefined when none is left. Of several who try at the same time one renames the place, and has it. */
export function take(): Taken | undefined {
  const folder = process.env['COMITY_TEST_QUEUE'];
  if (!folder) throw new Error('COMITY_TEST_QUEUE: expected the folder that test/run.ts makes, found none');
  for (const place of placesIn(join(folder, LEFT)).filter((one) => !one.endsWith(TAKEN)))
    try {
      renameSync(place, `${place}${TAKEN}`);
      const file = readFileSync(`${place}${TAKEN}`, 'utf8');
      return {
        file,
        done: (cost) => {
          const one: FileCost = { file, ...cost };
          writeFileSync(join(folder, COSTS, basename(place)), JSON.stringify(one));
          rmSync(`${place}${TAKEN}`);
        },
      };
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error; // another has it
    }
  return undefined;
}

function placesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((place) => join(folder, place));
}
