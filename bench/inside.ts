// Looking inside an image beside The Sleuth Kit and libewf: an ext4 volume that mkfs.ext4 fills, as it is and as an E01.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { adding, COMITY, newHome } from './home.ts';
import { mixedFile, smallFiles } from './material.ts';
import { command, measureInTurn, measureOnce, run, type Command } from './measure.ts';
import { compared, type Row } from './table.ts';

const [SMALL, LARGE_MIB] = [40_000, 384];
/** So many that starts hardly count: the rate alone is seen. */
const MANY = 200_000;
/** Of a listing: at most three times as long as fls takes. */
const LISTING_GATE = 1 / 3;
const [FILES_LIMIT, MB_LIMIT] = [5000, 150];

export function inside(folder: string): Row[] {
  const lacking = ['mkfs.ext4', 'ewfacquire', 'fls', 'tsk_recover'].filter((program) => !isThere(program));
  if (lacking.length > 0)
    return [
      { what: 'looking inside an image', ours: '', peer: '', note: `skipped: no ${lacking.join(', ')}` },
    ];
  const into = targetFor(folder);
  try {
    return [...manyFiles(folder, into), ...veryMany(into), largeFile(folder, into)];
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** In memory, where the machine has such a place: making 40,000 files took a full disk 17 s, whoever made them. */
function targetFor(folder: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : folder, 'comity-bench-'));
}

function manyFiles(folder: string, into: string): Row[] {
  const from = join(folder, 'many');
  mkdirSync(from);
  const { raw, e01 } = imageOf(folder, smallFiles(from, SMALL), { name: 'many-disk', mib: 320 });
  const list = (image: string): Command => command([COMITY, 'image', 'files', image, '--format', 'body']);
  const [ours, oursE01, peer] = measureInTurn(list(raw), list(e01), command(['fls', '-r', '-m', '/', raw]));
  const common = { peer, by: 'wall', gate: LISTING_GATE } as const;
  const own = measureOnce(command([COMITY, 'image', 'extract', e01, '--to', join(into, 'taken')]));
  const examined = examining(folder, e01);
  const recovered = measureOnce(command(['tsk_recover', '-a', e01, join(into, 'recovered')]));
  return [
    compared({ ...common, what: `list ${SMALL} files of ext4, raw`, ours, note: 'fls' }),
    compared({
      ...common,
      what: 'the same from E01',
      ours: oursE01,
      note: 'fls on the raw image: on the E01 it fails',
    }),
    rate(`${SMALL} files extracted from E01 with SHA-256 and kind`, SMALL / own.wall, {
      limit: FILES_LIMIT,
      unit: 'files/s',
    }),
    compared({
      what: 'the same',
      by: 'wall',
      ours: own,
      peer: recovered,
      note: 'tsk_recover, which digests nothing',
    }),
    {
      what: `${SMALL} files examined in an E01: sealed, listed, digested, typed, compared, searched; one worker, wall`,
      ours: `${(SMALL / examined).toFixed(0)} files/s`,
      peer: '',
      note: 'told, not gated',
    },
  ];
}

/** Seconds of an examination as people start it, each result a row of PostgreSQL with what made it. */
function examining(folder: string, e01: string): number {
  const { env } = newHome(folder, 'examined');
  const exhibit = /[A-Z]{2}-\d{4}-\d{6}-\d+/.exec(run(adding(e01), env))?.[0];
  if (exhibit === undefined) throw new Error('no exhibit was made');
  return measureOnce(command([COMITY, 'exhibit', 'examine', exhibit], env)).wall;
}

/** In memory too, so that it is the programs that are measured. */
function veryMany(into: string): Row[] {
  const from = join(into, 'very-many');
  mkdirSync(from);
  const { raw, e01 } = imageOf(into, smallFiles(from, MANY, 16), {
    name: 'very-many-disk',
    mib: 1200,
    inodes: 220_000,
  });
  const list = (image: string): Command => command([COMITY, 'image', 'files', image, '--format', 'body']);
  const [ours, oursE01, peer] = measureInTurn(list(raw), list(e01), command(['fls', '-r', '-m', '/', raw]));
  const common = { peer, by: 'wall', note: 'fls; told, not gated' } as const;
  rmSync(raw);
  rmSync(e01);
  return [
    compared({ ...common, what: `list ${MANY} files of ext4, raw`, ours }),
    compared({ ...common, what: 'the same from E01', ours: oursE01 }),
  ];
}

function largeFile(folder: string, into: string): Row {
  const from = join(folder, 'large');
  mkdirSync(from);
  mixedFile(join(from, 'disk.bin'), LARGE_MIB);
  const { e01 } = imageOf(folder, from, { name: 'large-disk', mib: LARGE_MIB + 64 });
  const { wall } = measureOnce(command([COMITY, 'image', 'extract', e01, '--to', join(into, 'large-taken')]));
  const megabytes = (LARGE_MIB * 1024 * 1024) / 1e6;
  return rate(`a file of ${LARGE_MIB} MiB extracted from E01 with SHA-256 and kind`, megabytes / wall, { limit: MB_LIMIT, unit: 'MB/s' }); // prettier-ignore
}

function rate(what: string, aSecond: number, { limit, unit }: { limit: number; unit: string }): Row {
  const words = (figure: number): string => `${figure.toFixed(0)} ${unit}`;
  return {
    what: `${what}, wall`,
    ours: words(aSecond),
    peer: words(limit),
    ratio: aSecond / limit,
    gate: 1,
    note: 'the limit we set',
  };
}

function imageOf(
  folder: string,
  from: string,
  { name, mib, inodes = 60_000 }: { name: string; mib: number; inodes?: number },
): { raw: string; e01: string } {
  const raw = join(folder, `${name}.raw`);
  run(['mkfs.ext4', '-q', '-F', '-N', `${inodes}`, '-d', from, raw, `${mib}M`]);
  rmSync(from, { recursive: true });
  const target = join(folder, name);
  run(['ewfacquire', '-u', '-q', '-t', target, '-c', 'deflate:fast', '-S', '1.8GiB', '-d', 'sha1', raw]);
  return { raw, e01: `${target}.E01` };
}

function isThere(program: string): boolean {
  return spawnSync(program, ['-V'], { stdio: 'ignore' }).error === undefined;
}
