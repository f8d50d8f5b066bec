// Rows of fls (sleuthkit) and ours, made alike. What differs, and why, stands in docs/conformance.md, 7.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { LineBuffer } from '../../src/forensics/listing/line-buffer.ts';
import { writeLine } from '../../src/forensics/listing/lines.ts';
import { walk, type Listed, type OpenVolume } from '../../src/forensics/listing/list-image.ts';
import { isMadeUp } from '../../src/forensics/looking/second-listing.ts';
import { temporaryFolder } from './temporary.ts';

/** Rows by path and address, without the digest and, of folders, without the size. */
export function rowsOf(body: string): Map<string, string> {
  const rows = new Map<string, string>();
  for (const line of body.split('\n')) {
    const [, name = '', address = '', mode = '', owner = '', group = '', size = '', ...times] =
      line.split('|');
    if (times.length < 4 || isMadeUp(name, address)) continue;
    // Which of two that share an address is deleted it says only of the one.
    const path = name.replace(/ \(deleted-realloc\)$/, ' (deleted)').replace(/ -> .*$/, '');
    const what =
      mode.startsWith('d') || mode.startsWith('-/d') ? 'folder' : [mode.slice(1), owner, group, size].join();
    rows.set(`${path}|${address}`, `${what} ${times.join()}`);
  }
  return rows;
}

export function ours(volume: OpenVolume): string {
  const body = bodyOf(
    volume,
    walk(volume, () => undefined),
  );
  const isOldExt = ['ext2', 'ext3'].includes(volume.fileSystem?.kind ?? '');
  return isOldExt ? body.replace(/\d+$/gm, '0') : body;
}

export function bodyOf({ fileSystem }: OpenVolume, entries: Iterable<Listed>): string {
  assert.ok(fileSystem);
  let body = '';
  const into = new LineBuffer((bytes) => void (body += bytes.toString()));
  for (const listed of entries) writeLine(into, listed, { format: 'body', fileSystem, prefix: '' });
  into.end();
  return body;
}

export function theirs(t: TestContext, image: Uint8Array, volume: OpenVolume): string {
  const path = join(temporaryFolder(t), 'image.raw');
  writeFileSync(path, image.subarray(volume.offset, volume.offset + volume.length));
  const options = { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' }, maxBuffer: 1e9 } as const;
  return execFileSync('fls', ['-r', '-p', '-m', '/', '-z', 'UTC', path], options);
}

/**
 * By path and size, with one time: of ISO 9660 it counts the entries, where ours is the offset of the record, and has the time of recording as
 * that of creation. `zoneAt` says for such an address how far from UTC the record was written, which it passes over.
 */
export function discRows(body: string, zoneAt: (address: number) => number = () => 0): readonly string[] {
  return Array.from(rowsOf(body), ([key, row]) => {
    const [path, address] = key.split('|');
    const found = /^(folder|.*,\d+,\d+,\d+) (\d+),(\d+),(\d+),(\d+)$/.exec(row);
    assert.ok(found, row);
    const [, what = '', ...times] = found;
    return `${path} ${what.replace(/^.*,/, '')} ${Math.max(...times.map(Number)) + zoneAt(Number(address))}`;
  }).toSorted();
}

/** Of HFS+: without what it does not list, and a NUL in a name as it writes one. */
export function hfsRows(rows: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...rows]
      .filter(([key]) => !/:[^/|]*\|/.test(key))
      .map(([key, row]) => [key.replaceAll('\u2400', '^'), row]),
  );
}

/** Modes differ where a file system has none: what is compared is type, size, times and address. */
export function withoutModes(rows: Map<string, string>, kind: string): Map<string, string> {
  if (kind.startsWith('ext')) return rows;
  return new Map(Array.from(rows, ([key, row]) => [key, row.replace(/^(?!folder)[^,]*,\d+,\d+,/, '')]));
}
