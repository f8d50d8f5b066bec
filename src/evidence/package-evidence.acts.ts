// Copies the evidence of a package out of the store, digesting it again on the way: what does not match what was sealed
// is not handed over.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../base/refusal.ts';
import { isoLocal } from '../base/time.ts';
import { copyFiles, type CopyTarget } from '../platform/copy.ts';
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

/** Durable only after the folder of the package has been made so (`makeDurable`). Refuses damaged, noSpace. */
export async function copyExhibits(
  house: Installation,
  exhibits: readonly Exhibit[],
  bag: string,
  onProgress?: (label: string, done: number, total: number) => void,
): Promise<CopiedExhibit[]> {
  const total = exhibits.reduce((sum, exhibit) => sum + exhibit.bytes, 0);
  const copied: CopiedExhibit[] = [];
  let before = 0;
  for (const exhibit of exhibits) {
    copied.push(
      await copyExhibit(house, exhibit, bag, (bytes) =>
        onProgress?.('Copying evidence', before + bytes, total),
      ),
    );
    before += exhibit.bytes;
  }
  return copied;
}

interface Copy extends CopyTarget {
  readonly stored: StoredFile;
}

async function copyExhibit(
  house: Installation,
  exhibit: Exhibit,
  bag: string,
  onProgress: (bytes: number) => void,
): Promise<CopiedExhibit> {
  const { files } = await house.store.inventory(exhibit.id);
  const targets = files.map((file) => ({ ...file, path: bagPath(exhibit.number, file.path) }));
  const folders = new Set(targets.map((file) => dirname(file.path)));
  for (const folder of folders) await mkdir(join(bag, folder), { recursive: true });
  const copies: Copy[] = [];
  for (const [i, stored] of files.entries()) {
    const path = house.store.localPath(exhibit.id, stored.path);
    if (path === undefined) throw await recordDamage(house, exhibit, stored, 'no file');
    copies.push({ path, to: join(bag, targets[i]!.path), bytesHint: stored.bytes, stored }); // one target a file
  }
  for await (const result of copyFiles(copies, { onProgress })) {
    const { stored } = result.target;
    const found = result.ok ? result.digests.sha256 : `no file that can be read (${result.code})`;
    if (found !== stored.sha256) throw await recordDamage(house, exhibit, stored, found ?? 'no digest');
  }
  return { exhibit, files: targets };
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
  return new Refusal('damaged', {
    expected: `${exhibit.number} ${stored.path} as it was sealed (sha256 ${stored.sha256})`,
    found,
    next: 'No package was made. Run `comity audit`, and restore the exhibit from a backup.',
  });
}
