// Everything of an object again: every digest, the OCFL layout, and where a damaged file is damaged.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uuid } from '../base/ids.ts';
import { damagedRanges, readSideFile } from './chunk-file.ts';
import { CHUNK_BYTES } from './chunk-tree.ts';
import { hashFiles, type HashTarget } from './copy.ts';
import { listFolder } from './disk-store-list.ts';
import { objectFolder, type Places } from './disk-store-places.ts';
import { MAX_INVENTORY_BYTES, notStored, readSmall } from './disk-store-read.ts';
import type { ObjectCheck, ObjectDifference, WorkOptions } from './object-store.ts';
import { CHUNKS_EXTENSION, CONTENT } from './ocfl.ts';
import type { OcflFinding } from './ocfl-findings.ts';
import { validateObject, type OcflReader, type OcflWanted } from './ocfl-validate.ts';

/** A reader of an OCFL object in a folder, digesting on all cores. */
export function folderReader(folder: string, options: WorkOptions = {}): OcflReader {
  return {
    list: (below) => listFolder(join(folder, below)),
    read: (path) => readSmall(join(folder, path), MAX_INVENTORY_BYTES),
    digestOf: (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex'),
    digest: async function* (files) {
      const targets = function* (): Generator<HashTarget & { readonly wanted: OcflWanted }> {
        for (const wanted of files) {
          const algorithms = [...new Set(wanted.expected.map(({ algorithm }) => algorithm))];
          yield { path: join(folder, wanted.path), bytesHint: wanted.bytesHint, algorithms, wanted };
        }
      };
      for await (const { target, ...result } of hashFiles(targets(), options))
        yield result.ok
          ? { wanted: target.wanted, digests: result.digests }
          : { wanted: target.wanted, digests: undefined, reason: result.code };
    },
  };
}

export async function checkObject(places: Places, id: Uuid, options: WorkOptions = {}): Promise<ObjectCheck> {
  const folder = objectFolder(places, id);
  if (!existsSync(folder)) throw notStored(id);
  return checkObjectAt(folder, id, options);
}

/** The same for an object that is not, or not yet, in its place. */
export async function checkObjectAt(
  folder: string,
  id: Uuid,
  options: WorkOptions = {},
): Promise<ObjectCheck> {
  return checkOver(id, {
    reader: folderReader(folder, options),
    damagedOf: (path) => damagedOf(folder, path),
    isSideWhole: async (path) => (await readSideFile(join(folder, path))) !== undefined,
  });
}

/** What a check of an object needs of the store that has it. Paths are below the object root. */
interface CheckParts {
  readonly reader: OcflReader;
  /** Where a changed content file is damaged, where its side file can tell. */
  readonly damagedOf: (path: string) => Promise<ObjectDifference['damaged']>;
  readonly isSideWhole: (path: string) => Promise<boolean>;
}

export async function checkOver(id: Uuid, parts: CheckParts): Promise<ObjectCheck> {
  const report = await validateObject(parts.reader, { withFixity: true });
  const differences: ObjectDifference[] = [];
  for (const finding of report.errors) differences.push(await differenceOf(parts, finding));
  const expectedId = `urn:uuid:${id}`;
  if (report.inventory !== undefined && report.inventory.id !== expectedId)
    differences.push({
      path: 'inventory.json',
      what: 'layout',
      expected: expectedId,
      found: report.inventory.id,
    });
  const damagedSides = await sideFileDifferences(parts);
  return {
    files: report.files,
    bytes: report.bytes,
    inventorySha256: report.inventorySha256,
    differences: [...differences, ...damagedSides],
    differencesCount: report.errorsCount + differences.length - report.errors.length + damagedSides.length,
  };
}

async function differenceOf(parts: CheckParts, finding: OcflFinding): Promise<ObjectDifference> {
  const { path, code } = finding;
  const expected = finding.expected ?? `OCFL 1.1 (${code})`;
  const found = finding.found ?? finding.message;
  if (code === 'E023')
    return { path, what: 'unlisted', expected: 'no such file in the inventory', found: 'a file' };
  if (code === 'E092' && found === 'nothing') return { path, what: 'missing', expected, found };
  if (code === 'E092' && found.startsWith('not readable'))
    return { path, what: 'unreadable', expected, found };
  // MD5 and SHA-1 that were computed when it was written, because somebody states them.
  if (code === 'E093') return { path, what: found === 'nothing' ? 'missing' : 'changed', expected, found };
  if (code !== 'E092') return { path, what: code === 'E060' ? 'changed' : 'layout', expected, found };
  const damaged = await parts.damagedOf(path);
  return { path, what: 'changed', expected, found, ...(damaged && { damaged }) };
}

/** A file of one chunk has no side file; there the whole file is all that can be said. */
async function damagedOf(folder: string, path: string): Promise<ObjectDifference['damaged']> {
  const side = join(folder, CHUNKS_EXTENSION, path.slice(CONTENT.length + 1));
  if (existsSync(side)) return damagedRanges(join(folder, path), side);
  const { size } = await lstat(join(folder, path));
  return size <= CHUNK_BYTES ? [[0, size]] : undefined;
}

/** The side files are not in the inventory, so their own last line vouches for them. */
async function sideFileDifferences({
  reader,
  isSideWhole,
}: CheckParts): Promise<readonly ObjectDifference[]> {
  const differences: ObjectDifference[] = [];
  const folders = [CHUNKS_EXTENSION];
  for (let below = folders.pop(); below !== undefined; below = folders.pop())
    for (const { name, kind } of (await reader.list(below)) ?? []) {
      const path = `${below}/${name}`;
      if (kind === 'folder') folders.push(path);
      else if (kind !== 'file' || !(await isSideWhole(path)))
        differences.push({
          path,
          what: 'changed',
          expected: 'chunk hashes that lead to their root',
          found: 'others',
        });
    }
  return differences;
}
