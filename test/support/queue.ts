// The test files of a run, for processes that take one after the other: in a folder, a small file for each, named by its place
// in the order, and renamed when it is taken. What is still there at the end has not been run to its end.
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../src/platform/files.ts';

export interface Queue {
  /** For the processes that take. */
  readonly env: { readonly COMITY_TEST_QUEUE: string };
  /** What has not been run to its end. */
  readonly left: () => readonly string[];
  readonly remove: () => void;
}

export interface Taken {
  /** Path from the project's folder. */
  readonly file: string;
  /** It has been run to its end, however it ended. */
  readonly done: () => void;
}

const TAKEN = '.taken';

/** `files`: paths from the project's folder, the first to be taken first. */
export function makeQueue(files: readonly string[]): Queue {
  const folder = mkdtempSync(join(tmpdir(), 'comity-queue-'));
  files.forEach((file, i) => writeFileSync(join(folder, String(i).padStart(5, '0')), file));
  return {
    env: { COMITY_TEST_QUEUE: folder },
    left: () => placesIn(folder).map((place) => readFileSync(place, 'utf8')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Undefined when none is left. Of several who try at the same time one renames the place, and has it. */
export function take(): Taken | undefined {
  const folder = process.env['COMITY_TEST_QUEUE'];
  if (!folder) throw new Error('COMITY_TEST_QUEUE: expected the folder that test/run.ts makes, found none');
  for (const place of placesIn(folder).filter((one) => !one.endsWith(TAKEN)))
    try {
      renameSync(place, `${place}${TAKEN}`);
      return {
        file: readFileSync(`${place}${TAKEN}`, 'utf8'),
        done: () => rmSync(`${place}${TAKEN}`),
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
