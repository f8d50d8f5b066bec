// Packages that were made on the web and wait to be taken away, in a backup. Each lies beside a line that `sha256sum -c`
// reads; one that was taken off the machine leaves the backup at the next run.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { diskRefusal, errorCode, flush, ifThere, makeFolder, writeAtomically } from '../../platform/files.ts';
import type { Installation } from '../log/installation.acts.ts';
import { keptShares } from '../packages/share.store.ts';
import { fileNameOf } from '../custody/copies.store.ts';

const SIDE = '.sha256';
const PART = 'part-';

export interface CopiedPackages {
  /** In the backup when it ended. */
  readonly packages: number;
  /** Bytes of those that were new. */
  readonly packageBytes: number;
}

/** Done again, it copies what is new and removes what is no longer kept. */
export async function copyPackages(house: Installation, to: string): Promise<CopiedPackages> {
  await makeFolder(to, 0o700);
  const there = new Set(await readdir(to));
  const keep = new Set<string>();
  let packageBytes = 0;
  for await (const share of keptShares(house.db.kysely)) {
    const name = fileNameOf(share);
    const isThere = there.has(name) && there.has(`${name}${SIDE}`);
    if (!isThere) {
      const bytes = await copyOne(join(house.home.packages, name), to, name);
      if (bytes === undefined) continue; // taken off the machine while this ran
      packageBytes += bytes;
    }
    keep.add(name);
  }
  for (const name of there)
    if (!keep.has(name.replace(/\.sha256$/, ''))) await rm(join(to, name), { recursive: true, force: true });
  await flush(to);
  return { packages: keep.size, packageBytes };
}

/** Its own name comes last, when the line beside it and every byte are on disk. */
async function copyOne(from: string, to: string, name: string): Promise<number | undefined> {
  const part = join(to, `${PART}${name}`);
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      hash.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
  });
  try {
    await pipeline(createReadStream(from), counted, createWriteStream(part, { mode: 0o600, flush: true }));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw diskRefusal(error, part);
  }
  await writeAtomically(join(to, `${name}${SIDE}`), `${hash.digest('hex')}  ${name}\n`, 0o600);
  await rename(part, join(to, name));
  return bytes;
}

interface PackageDifference {
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

/** Reads every package of a backup again. A backup of an earlier version has none. */
export async function checkPackages(
  folder: string,
  differs: (found: PackageDifference) => void,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const names = await namesIn(folder);
  const whole = names.filter((name) => !name.endsWith(SIDE) && !name.startsWith(PART));
  for (const name of whole) {
    const place = `packages/${name}`;
    const expected = names.includes(`${name}${SIDE}`) ? await stated(join(folder, name)) : undefined;
    if (expected === undefined) {
      differs({ place, expected: `a line of its SHA-256 in ${name}${SIDE}`, found: 'none' });
      continue;
    }
    const hash = createHash('sha256');
    for await (const piece of createReadStream(join(folder, name))) {
      hash.update(piece as Buffer); // a stream without an encoding
      onBytes((piece as Buffer).length); // as above
    }
    const found = hash.digest('hex');
    if (found !== expected) differs({ place, expected: `SHA-256 ${expected}`, found });
  }
  for (const name of names)
    if (name.endsWith(SIDE) && !whole.includes(name.slice(0, -SIDE.length)))
      differs({ place: `packages/${name.slice(0, -SIDE.length)}`, expected: 'a package', found: 'none' });
  return whole.length;
}

/** Into the folder of an installation that is restored: the packages alone, not the lines beside them. */
export async function bringPackages(from: string, to: string): Promise<void> {
  const whole = (await namesIn(from)).filter((name) => !name.endsWith(SIDE) && !name.startsWith(PART));
  if (whole.length === 0) return;
  await makeFolder(to, 0o700);
  for (const name of whole) {
    const part = join(to, `${PART}${name}`);
    await pipeline(createReadStream(join(from, name)), createWriteStream(part, { mode: 0o600, flush: true }));
    await rename(part, join(to, name));
  }
  await flush(to);
}

async function stated(path: string): Promise<string | undefined> {
  return /^([0-9a-f]{64}) {2}/.exec(await readFile(`${path}${SIDE}`, 'utf8'))?.[1];
}

async function namesIn(folder: string): Promise<string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}
