// Media for the readers of file systems: of the fixtures, of the data beside the project, and of bytes in memory.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { openMedium, walk, type Listed, type OpenVolume } from '../../src/forensics/listing/list-image.ts';
import { sha256Of } from '../../src/forensics/listing/select.ts';
import type { Bytes } from '../../src/forensics/volumes/bytes.ts';

export function bytesOf(buffer: Uint8Array): Bytes {
  return {
    size: buffer.length,
    readInto: (offset, target) => {
      const part = buffer.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
  };
}

/** A medium with nine file systems (fixtures/volumes/README.md). */
export function volumesFixture(): Buffer {
  return gunzipSync(readFileSync(new URL('../../fixtures/volumes/volumes.raw.gz', import.meta.url)));
}

export interface TruthRow {
  readonly volume: number;
  readonly path: string;
  readonly sha256: string;
  readonly state: string;
}

/** A table with a line of names; what begins with # is a remark. */
export function truthRows(path: string): readonly TruthRow[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    return {
      volume: Number(cell('volume')),
      path: cell('path'),
      sha256: cell('sha256'),
      state: cell('state'),
    };
  });
}

export interface Found extends Listed {
  /** Of a file that can be read. */
  readonly sha256: string | undefined;
}

/** Every entry of a volume with its digest; `problems` is what could not be read. */
export function foundOn(volume: OpenVolume): {
  readonly found: readonly Found[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const { fileSystem } = volume;
  if (fileSystem === undefined) return { found: [], problems: [volume.damage ?? 'no file system'] };
  const digest = (listed: Listed): string | undefined => {
    if (listed.entry.type !== 'file') return undefined;
    try {
      return sha256Of(fileSystem.content(listed.entry));
    } catch (error) {
      problems.push(`${listed.path}: ${String(error)}`);
      return undefined;
    }
  };
  const listed = [...walk(volume, (what) => problems.push(what))];
  return { found: listed.map((one) => ({ ...one, sha256: digest(one) })), problems };
}

export function volumesOf(buffer: Uint8Array): readonly OpenVolume[] {
  return openMedium(bytesOf(buffer)).volumes;
}

/** The fixture, to be changed: where a file lies on it, in every volume that keeps it in one piece. */
export function changeableVolumes(): {
  readonly bytes: Buffer;
  readonly holes: (path: string) => { readonly at: number; readonly length: number }[];
} {
  const bytes = volumesFixture();
  const holes = (path: string): { at: number; length: number }[] =>
    volumesOf(bytes).flatMap((volume) =>
      [...walk(volume, () => undefined)]
        .filter((one) => one.path === path)
        .flatMap(({ entry }) => {
          const { runs = [], stored } = volume.fileSystem?.content(entry) ?? {};
          const [run] = runs;
          if (run?.at === undefined || stored !== 'plain') return [];
          return [{ at: volume.offset + run.at, length: run.length }];
        }),
    );
  return { bytes, holes };
}
