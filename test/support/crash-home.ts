// What the crash test begins with: an agency that holds something, and evidence and packages to come.
import { execFile } from 'node:child_process';
import { randomBytes, randomFillSync } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newUuid } from '../../src/base/ids.ts';
import { insertCase } from '../../src/cases/case.store.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { homeAt } from '../../src/platform/home.ts';
import type { Schema } from '../../src/platform/schema.ts';
import { comity, comityJson, LYON, SUVA } from './comity.ts';
import { e01Files, mediaBytes } from './ewf-image.ts';
import { writeSegments } from './image-folder.ts';

export interface Ground {
  /** An installation with a case of three exhibits; copied, never used itself. */
  readonly home: string;
  /** The case of the three exhibits. */
  readonly kept: string;
  /** A case to add to and to dispose of. */
  readonly open: string;
  /** Cases to import into, one for each time: a second import of a package into a case changes nothing. */
  readonly empty: readonly string[];
  readonly file: string;
  readonly small: string;
  readonly tree: string;
  readonly image: string;
  /** Of another agency, two exhibits. */
  readonly package: string;
  /** The same with one bit changed. */
  readonly damaged: string;
}

export const PAPERS = ['--source', 'Harbour office (invented)', '--authority', 'warrant 441/26'];

/** Good for so many trials. */
export async function makeGround(folder: string, trials: number): Promise<Ground> {
  const at = (name: string): string => join(folder, name);
  const [home, fiji] = [at('lyon'), at('suva')];
  const sources = makeSources(folder);
  await mustRun(home, ['init', ...LYON]);
  const kept = await openCase(home, 'Harbour invoices');
  const open = await openCase(home, 'Warehouse');
  const { file, tree, image } = sources;
  await mustRun(home, ['exhibit', 'add', file, tree, image, '--case', kept, ...PAPERS]);
  const more = [tree, file, ...Array.from({ length: trials }, () => sources.small)];
  await mustRun(home, ['exhibit', 'add', ...more, '--case', open, ...PAPERS]); // to be disposed of
  await mustRun(fiji, ['init', ...SUVA]);
  const theirs = await openCase(fiji, 'Reef');
  await mustRun(fiji, ['exhibit', 'add', file, tree, '--case', theirs, ...PAPERS]);
  await mustRun(fiji, ['package', 'create', '--case', theirs, '--to', at('package')]);
  cpSync(at('package'), at('damaged'), { recursive: true });
  flipLastBit(at('damaged'));
  const empty = await emptyCasesOf(home, trials);
  return { home, kept, open, empty, ...sources, package: at('package'), damaged: at('damaged') };
}

export async function copyHome(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await promisify(execFile)('cp', ['-a', from, to]); // with its owners: PostgreSQL's folder may be another user's
}

/** Not by the command: it would be run many times. */
async function emptyCasesOf(home: string, count: number): Promise<string[]> {
  const db = await openDatabase<Schema>(homeAt(home), { env: {}, session: { 'comity.as': 'operator' } });
  try {
    const opened = Array.from({ length: count }, (_, i) => ({
      id: newUuid(Date.now, (bytes) => void randomFillSync(bytes)),
      title: `Import ${i}`,
      state: 'FR',
      createdAt: new Date(),
    }));
    return await db.transaction(async (tx) => {
      const references: string[] = [];
      for (const one of opened) references.push((await insertCase(tx, one)).reference);
      return references;
    });
  } finally {
    await db.close();
  }
}

async function openCase(home: string, title: string): Promise<string> {
  return String((await comityJson(home, ['case', 'create', '--title', title]))['reference']);
}

async function mustRun(home: string, args: readonly string[]): Promise<void> {
  const ran = await comity(home, args);
  if (ran.code !== 0) throw new Error(`comity ${args.join(' ')} ended with ${ran.code}: ${ran.err}`);
}

function makeSources(folder: string) {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('disk.raw'), randomBytes(6_000_000));
  writeFileSync(at('note.txt'), 'Left on the desk.\n');
  for (let i = 0; i < 300; i++) {
    const below = join(folder, 'tree', `month ${i % 12}`);
    mkdirSync(below, { recursive: true });
    writeFileSync(join(below, `invoice ${i}.txt`), `Invoice ${i}\n`.repeat(i));
  }
  symlinkSync('month 1', join(folder, 'tree', 'latest'));
  mkdirSync(at('image'));
  const segments = e01Files({ media: mediaBytes(3_000_000 - (3_000_000 % 512)), chunksPerSegment: 60 });
  const image = writeSegments(at('image'), segments);
  return { file: at('disk.raw'), small: at('note.txt'), tree: at('tree'), image };
}

/** Of the first file of evidence in a package. */
function flipLastBit(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const name = names.find((one) => one.endsWith('disk.raw'));
  if (name === undefined) throw new Error('the package has no disk.raw');
  const bytes = readFileSync(join(folder, name));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  rmSync(join(folder, name)); // it is read-only
  writeFileSync(join(folder, name), bytes);
}
