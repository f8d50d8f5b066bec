// What lies on a volume: every path, with the SHA-256 of each file that is not deleted.
import assert from 'node:assert/strict';
import { walk, type OpenVolume } from '../../src/forensics/listing/list-image.ts';
import { sha256Of } from '../../src/forensics/listing/select.ts';

export function filesOf(volume: OpenVolume | undefined): string[] {
  assert.ok(volume?.fileSystem);
  const { fileSystem } = volume;
  return [...walk(volume, () => undefined)].map(({ path, entry }) =>
    entry.type === 'file' && !entry.isDeleted ? `${path} ${sha256Of(fileSystem.content(entry))}` : path,
  );
}
