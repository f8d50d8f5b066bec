import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { hasProgram } from '../../test/support/programs.ts';
import { concat, utf8 } from '../base/bytes.ts';
import { readSmall } from '../verify/reader.ts';
import { openZip, type RandomAccess } from '../verify/zip.ts';
import { nodeCrypto } from './node-crypto.ts';
import { zipFiles } from './zip-files.ts';
import { ZipWriter, type ZipSink } from './zip-writer.ts';

const MIB = 1024 * 1024;
const TIME = Date.UTC(2026, 10, 3, 10, 30, 12);

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'comity-zip-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A sink, and what it was given. */
function kept(): { readonly sink: ZipSink; readonly bytes: () => Uint8Array } {
  const pieces: Uint8Array[] = [];
  return { sink: async (bytes) => void pieces.push(new Uint8Array(bytes)), bytes: () => concat(...pieces) };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function access(bytes: Uint8Array): RandomAccess {
  return { bytes: bytes.length, readAt: async (at, length) => bytes.subarray(at, at + length) };
}

test('what is written is read by our own reader and by Info-ZIP, entry by entry', async (t) => {
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['bag/data/empty', new Uint8Array()],
    ['bag/data/ü ٣.txt', utf8('beta')],
    ['bag/data/piece', Buffer.alloc(MIB, 'piece ')],
    ['bag/data/large', Buffer.alloc(2 * MIB + 7, 'large ')],
    ['package.note', utf8('note\n')],
  ];
  const { sink, bytes } = kept();
  const zip = new ZipWriter(sink, TIME);
  for (const [path, content] of files)
    if (content.length < MIB) await zip.add(path, content);
    else await zip.addPieces(path, [content.subarray(0, 1000), content.subarray(1000)]);
  await zip.finish();
  const reader = await openZip(access(bytes()), nodeCrypto);
  assert.deepEqual(
    (await reader.entries()).map(({ path, bytes: length }) => [path, length]),
    files.map(([path, content]) => [path, content.length]),
  );
  for (const [path, content] of files)
    assert.deepEqual(Buffer.from(await readSmall(reader, path, 1e8)), Buffer.from(content), path);
  if (!hasProgram('unzip')) return t.skip('unzip not installed');
  const path = join(folder(t), 'a.zip');
  writeFileSync(path, bytes());
  const tested = spawnSync('unzip', ['-tq', path], { encoding: 'utf8' });
  assert.equal(tested.status, 0, tested.stdout);
});

test('the same entries at the same time give the same bytes', async () => {
  const make = async (): Promise<Uint8Array> => {
    const { sink, bytes } = kept();
    const zip = new ZipWriter(sink, TIME);
    await zip.add('a', utf8('alpha'));
    await zip.finish();
    return bytes();
  };
  assert.deepEqual(await make(), await make());
});

test('more entries than 16 bits count are written and read', async () => {
  const { sink, bytes } = kept();
  const zip = new ZipWriter(sink, TIME);
  for (let i = 0; i < 70_000; i++) await zip.add(`f${i}`, utf8(`${i}`));
  await zip.finish();
  const reader = await openZip(access(bytes()), nodeCrypto);
  assert.equal((await reader.entries()).length, 70_000);
  assert.equal(new TextDecoder().decode(await readSmall(reader, 'f69999', 10)), '69999');
});

test('a file longer than 32 bits count, and one after it, are written and read', async () => {
  const zeros = new Uint8Array(64 * MIB);
  const count = 65;
  // All but the zeros is kept, at its place.
  const parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let length = 0;
  const zip = new ZipWriter(async (bytes) => {
    if (bytes.length < zeros.length) parts.push({ at: length, bytes: new Uint8Array(bytes) });
    length += bytes.length;
  }, TIME);
  await zip.addPieces(
    'large',
    Array.from({ length: count }, () => zeros),
  );
  await zip.add('after', utf8('it'));
  await zip.finish();
  const reader = await openZip(
    {
      bytes: length,
      readAt: async (offset, wanted) => {
        const found = new Uint8Array(wanted);
        for (const { at, bytes } of parts) {
          const from = Math.max(offset, at);
          const to = Math.min(offset + wanted, at + bytes.length);
          if (from < to) found.set(bytes.subarray(from - at, to - at), from - offset);
        }
        return found;
      },
    },
    nodeCrypto,
  );
  assert.deepEqual(await reader.entries(), [
    { path: 'large', kind: 'file', bytes: count * zeros.length },
    { path: 'after', kind: 'file', bytes: 2 },
  ]);
  assert.deepEqual(await readSmall(reader, 'after', 2), utf8('it'));
});

test('files go into a zip with their digests; one that cannot be read is told, a link is not followed', async (t) => {
  const root = folder(t);
  const contents = [utf8('small'), Buffer.alloc(MIB, 'x'), Buffer.alloc(3 * MIB + 5, 'y'), new Uint8Array()];
  for (const [i, content] of contents.entries()) writeFileSync(join(root, `${i}`), content);
  symlinkSync('0', join(root, 'link'));
  const targets = [...contents.keys(), 'link', 'none'].map((name) => ({
    path: join(root, `${name}`),
    to: `${name}`,
  }));
  const { sink, bytes } = kept();
  const zip = new ZipWriter(sink, TIME);
  const found = await all(zipFiles(zip, targets));
  assert.deepEqual(
    found.map((one) => (one.ok ? one.digests.sha256 : one.code)),
    [...contents.map((content) => createHash('sha256').update(content).digest('hex')), 'ELOOP', 'ENOENT'],
  );
  await zip.finish();
  const reader = await openZip(access(bytes()), nodeCrypto);
  for (const [i, content] of contents.entries())
    assert.deepEqual(Buffer.from(await readSmall(reader, `${i}`, 1e8)), Buffer.from(content));
});

test('what the sink refuses ends the zip', async (t) => {
  const root = folder(t);
  writeFileSync(join(root, 'large'), Buffer.alloc(2 * MIB));
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const zip = new ZipWriter(() => Promise.reject(full), TIME);
  await assert.rejects(all(zipFiles(zip, [{ path: join(root, 'large'), to: 'large' }])), full);
});
