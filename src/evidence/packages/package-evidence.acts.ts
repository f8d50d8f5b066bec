// Copies the evidence of a package out of the store, digesting it again on the way: what does not match what was sealed
// is not handed over.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../base/refusal.ts';
import { isoLocal } from '../../base/time.ts';
import { passingName } from '../../platform/abandoned-files.ts';
import { copyFiles, type CopyTarget, type HashResult } from '../../platform/copy.ts';
import type { StoredFile } from '../../platform/object-store.ts';
import { zipFiles } from '../../platform/zip-files.ts';
import type { ZipWriter } from '../../platform/zip-writer.ts';
import type { Exhibit } from '../exhibits/exhibit.ts';
import type { Installation } from '../log/installation.acts.ts';
import { bagPath } from './package-files.ts';
import { TOOL } from '../log/tool.ts';

export interface PackedExhibit {
  readonly exhibit: Exhibit;
  /** Paths in the store, in order. */
  readonly stored: readonly StoredFile[];
  /** The same files by their paths within the bag. */
  readonly files: readonly StoredFile[];
}

/** What the inventories say is to be copied. */
export async function planEvidence(
  house: Installation,
  exhibits: readonly Exhibit[],
): Promise<PackedExhibit[]> {
  const planned: PackedExhibit[] = [];
  for (const exhibit of exhibits) {
    const { files: stored } = await house.store.inventory(exhibit.id);
    const files = stored.map((file) => ({ ...file, path: bagPath(exhibit.number, file.path) }));
    planned.push({ exhibit, stored, files });
  }
  return planned;
}

/** Where evidence goes: to new files of these paths, or into a zip under these names. */
type PutEvidence = (
  copies: readonly Copy[],
  onProgress: (bytes: number) => void,
) => AsyncIterable<HashResult<Copy>>;

/** One stored file on its way; `to` is its path within the bag. */
interface Copy extends CopyTarget {
  readonly stored: StoredFile;
}

/** Durable only after the folder of the package has been made so (`makeDurable`). */
export function intoFolder(bag: string, signal?: AbortSignal): PutEvidence {
  return async function* (copies, onProgress) {
    const folders = new Set(copies.map((copy) => dirname(copy.to)));
    for (const folder of folders) await mkdir(join(bag, folder), { recursive: true });
    yield* copyFiles(
      copies.map((copy) => ({ ...copy, to: join(bag, copy.to) })),
      { onProgress, ...(signal === undefined ? {} : { signal }) },
    );
  };
}

/** Read from the store and written once: nothing is copied before it is packed. */
export function intoZip(zip: ZipWriter, bagName: string, signal?: AbortSignal): PutEvidence {
  return (copies, onProgress) =>
    zipFiles(
      zip,
      copies.map((copy) => ({ ...copy, to: `${bagName}/${copy.to}` })),
      { onProgress, ...(signal === undefined ? {} : { signal }) },
    );
}

/** Refuses damaged, noSpace. */
export async function putEvidence(
  house: Installation,
  packed: readonly PackedExhibit[],
  put: PutEvidence,
  onProgress?: (label: string, done: number, total: number) => void,
): Promise<void> {
  const total = packed.reduce((sum, { exhibit }) => sum + exhibit.bytes, 0);
  let before = 0;
  for (const one of packed) {
    await putExhibit(house, one, put, (bytes) => onProgress?.('Copying evidence', before + bytes, total));
    before += one.exhibit.bytes;
  }
}

async function putExhibit(
  house: Installation,
  packed: PackedExhibit,
  put: PutEvidence,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const { exhibit } = packed;
  let before = 0;
  for await (const copies of onThisDisk(house, packed)) {
    for await (const result of put(copies, (bytes) => onProgress(before + bytes))) {
      const { stored } = result.target;
      const found = result.ok ? result.digests.sha256 : `no file that can be read (${result.code})`;
      if (found !== stored.sha256) throw await recordDamage(house, exhibit, stored, found ?? 'no digest');
    }
    before += copies.reduce((sum, { stored }) => sum + Math.max(0, stored.bytes), 0);
  }
}

/** Brought from a store elsewhere so many at once, or one that is larger. */
const BROUGHT_FILES = 256;
const BROUGHT_BYTES = 256 * 1024 * 1024;

/** All at once where the store is this disk; else a few at a time, each taken away when the next are asked for. */
async function* onThisDisk(house: Installation, packed: PackedExhibit): AsyncGenerator<readonly Copy[]> {
  const { exhibit } = packed;
  const wanted = packed.stored.map((stored, i) => ({ stored, to: packed.files[i]!.path })); // one a stored file
  const copyOf = async ({ stored, to }: (typeof wanted)[number], brought?: string): Promise<Copy> => {
    const path = brought ?? house.store.localPath(exhibit.id, stored.path);
    if (path === undefined) throw await recordDamage(house, exhibit, stored, 'no file');
    return { path, to, bytesHint: stored.bytes, stored };
  };
  if (house.store.about === undefined) {
    const copies: Copy[] = [];
    for (const one of wanted) copies.push(await copyOf(one));
    yield copies;
    return;
  }
  const folder = join(house.home.staging, passingName('packing'));
  await mkdir(folder, { mode: 0o700 });
  try {
    for (let at = 0; at < wanted.length;) {
      const copies: Copy[] = [];
      for (
        let bytes = 0;
        at < wanted.length && copies.length < BROUGHT_FILES && bytes < BROUGHT_BYTES;
        at++
      ) {
        const one = wanted[at]!; // before the end
        if (one.stored.bytes < 0) throw await recordDamage(house, exhibit, one.stored, 'no file');
        const path = join(folder, String(at));
        await writeFile(path, house.store.read(exhibit.id, one.stored.path));
        copies.push(await copyOf(one, path));
        bytes += one.stored.bytes;
      }
      yield copies;
      for (const { path } of copies) await rm(path, { force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Records that the check failed; returns the refusal. */
async function recordDamage(
  house: Installation,
  exhibit: Exhibit,
  stored: StoredFile,
  found: string,
): Promise<Refusal> {
  await house.log.append({
    events: [
      {
        type: 'checkFailed',
        item: exhibit.number,
        case: exhibit.caseId,
        occurredAt: isoLocal(house.clock()),
        tool: TOOL,
        facts: {
          files: exhibit.files,
          bytes: exhibit.bytes,
          what: `stored bytes: ${stored.path}`,
          expected: stored.sha256,
          found,
        },
      },
    ],
  });
  return new Refusal('damaged.exhibitAsSealed', {
    number: exhibit.number,
    path: stored.path,
    sha256: stored.sha256,
    found,
  });
}
