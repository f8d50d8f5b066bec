// Copies the evidence of a package out of the store, digesting it again on the way: what does not match what was sealed
// is not handed over.
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { isoLocal } from '../base/time.ts';
import { copyAndHash } from '../platform/copy.ts';
import { fsyncFolder } from '../platform/files.ts';
import type { StoredFile } from '../platform/object-store.ts';
import type { Exhibit } from './exhibit.ts';
import type { Installation } from './installation.acts.ts';
import { bagPath } from './package-files.ts';
import { TOOL } from './tool.ts';

export interface CopiedExhibit {
  readonly exhibit: Exhibit;
  /** Paths within the bag, in order. */
  readonly files: readonly StoredFile[];
}

export async function copyExhibits(
  house: Installation,
  exhibits: readonly Exhibit[],
  bag: string,
  onProgress?: (label: string, done: number, total: number) => void,
): Promise<CopiedExhibit[]> {
  const total = exhibits.reduce((sum, exhibit) => sum + exhibit.bytes, 0);
  const copied: CopiedExhibit[] = [];
  let done = 0;
  for (const exhibit of exhibits) {
    copied.push(
      await copyExhibit(house, exhibit, bag, (bytes) => {
        done += bytes;
        onProgress?.('Copying evidence', done, total);
      }),
    );
  }
  return copied;
}

async function copyExhibit(
  house: Installation,
  exhibit: Exhibit,
  bag: string,
  onBytes: (bytes: number) => void,
): Promise<CopiedExhibit> {
  const { files } = await house.store.inventory(exhibit.id);
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const targets = sorted.map((file) => ({ ...file, path: bagPath(exhibit.number, file.path) }));
  const folders = new Set(targets.map((file) => dirname(file.path)));
  for (const folder of folders) await mkdir(join(bag, folder), { recursive: true });
  let next = 0;
  async function worker(): Promise<void> {
    for (let i = next++; i < sorted.length; i = next++) {
      await copyFile(house, exhibit, { from: sorted[i]!, to: join(bag, targets[i]!.path), onBytes }); // i is in range
    }
  }
  await Promise.all(Array.from({ length: 4 * availableParallelism() }, worker));
  for (const folder of folders) await fsyncFolder(join(bag, folder));
  return { exhibit, files: targets };
}

async function copyFile(
  house: Installation,
  exhibit: Exhibit,
  { from, to, onBytes }: { from: StoredFile; to: string; onBytes: (bytes: number) => void },
): Promise<void> {
  const source = house.store.localPath(exhibit.id, from.path);
  const copy = source === undefined ? undefined : await copyAndHash(source, to);
  if (copy?.digests.sha256 === from.sha256) return onBytes(copy.bytes);
  const found = copy?.digests.sha256 ?? 'no file';
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
          what: `stored bytes: ${from.path}`,
          expected: from.sha256,
          found,
        },
      },
    ],
  });
  throw new Refusal('damaged', {
    expected: `${exhibit.number} ${from.path} as it was sealed (sha256 ${from.sha256})`,
    found,
    next: 'No package was made. Run `comity audit`, and restore the exhibit from a backup.',
  });
}
