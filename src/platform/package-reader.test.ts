import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { hasProgram } from '../../test/support/programs.ts';
import { buildZip } from '../../test/support/zip-builder.ts';
import { PIECE_BYTES, readSmall } from '../verify/reader.ts';
import { hashFiles } from './copy.ts';
import { nodeCrypto as crypto } from './node-crypto.ts';
import { folderReader, openPackage } from './package-reader.ts';

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'comity-reader-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const big = Buffer.alloc(2 * PIECE_BYTES + 7, 'evidence ');

test('a folder and a zip of it list the same files and give the same digests', async (t) => {
  const root = folder(t);
  mkdirSync(join(root, 'bag/data'), { recursive: true });
  const files = new Map<string, Uint8Array>([
    ['bag/data/big.bin', big],
    ['bag/data/empty', new Uint8Array()],
    ['package.note', Buffer.from('note\n')],
  ]);
  for (const [path, bytes] of files) writeFileSync(join(root, path), bytes);
  const zip = join(folder(t), 'package.zip');
  writeFileSync(zip, buildZip([...files].map(([name, data]) => ({ name, data }))));
  for (const path of [root, zip]) {
    const reader = await openPackage(path, crypto);
    const entries = (await reader.entries()).filter((entry) => entry.kind === 'file');
    assert.deepEqual(
      new Map(entries.map((entry) => [entry.path, entry.bytes])),
      new Map([...files].map(([name, { length }]) => [name, length])),
    );
    let seen = 0;
    const found = await reader.digest('bag/data/big.bin', ['sha256', 'md5'], (bytes) => (seen += bytes));
    assert.equal(found.bytes, big.length);
    assert.equal(seen, big.length);
    assert.equal(found.hex.md5, md5(big));
    assert.deepEqual(Buffer.from(await readSmall(reader, 'bag/data/big.bin', 1e8)), big);
    await assert.rejects(readSmall(reader, 'bag/data/big.bin', big.length - 1), { code: 'limitExceeded' });
    assert.equal((await readSmall(reader, 'bag/data/empty', 0)).length, 0);
    reader.close();
  }
});

function md5(bytes: Uint8Array): string {
  const hasher = crypto.hasher('md5');
  hasher.update(bytes);
  return Buffer.from(hasher.digest()).toString('hex');
}

test('from inside the bag the note beside it is found, and nothing else there', async (t) => {
  const root = folder(t);
  mkdirSync(join(root, 'bag'));
  for (const path of ['bag/bagit.txt', 'package.note', 'letter.txt']) writeFileSync(join(root, path), path);
  const paths = async (path: string): Promise<string[]> =>
    (await (await openPackage(path, crypto)).entries()).map((entry) => entry.path).sort();
  assert.deepEqual(await paths(join(root, 'bag')), ['bag', 'bag/bagit.txt', 'package.note']);
  assert.deepEqual(await paths(root), ['bag', 'bag/bagit.txt', 'letter.txt', 'package.note']);
});

test('a link is told as one and never followed, even one that comes after the listing', async (t) => {
  const root = folder(t);
  writeFileSync(join(root, 'a'), 'a');
  symlinkSync('/etc/passwd', join(root, 'b'));
  const reader = folderReader(root);
  assert.deepEqual((await reader.entries()).map(({ path, kind }) => `${path} ${kind}`).sort(), [
    'a file',
    'b link',
  ]);
  await assert.rejects(readSmall(reader, 'b', 1e6), { code: 'unreadable' });
  await assert.rejects(reader.digest('b', ['sha256']), { code: 'unreadable' });
});

test('a pipe is told as another thing, and reading it does not wait', async (t) => {
  if (!hasProgram('mkfifo')) return t.skip('mkfifo is not installed');
  const root = folder(t);
  spawnSync('mkfifo', [join(root, 'pipe')]);
  const reader = folderReader(root);
  assert.equal((await reader.entries())[0]?.kind, 'other');
  await assert.rejects(reader.digest('pipe', ['sha256']), { code: 'unsafeEntry' });
});

test('a name that is not UTF-8 is refused and shown as its bytes', async (t) => {
  const root = folder(t);
  writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0x61, 0xff)]), 'x');
  await assert.rejects(folderReader(root).entries(), (error: unknown) => {
    assert.ok(error instanceof Error && 'code' in error && error.code === 'unsafeName');
    assert.match(error.message, /61ff/);
    return true;
  });
});

test('folders without end are refused', async (t) => {
  const root = folder(t);
  mkdirSync(join(root, ...Array.from({ length: 102 }, () => 'd')), { recursive: true });
  await assert.rejects(folderReader(root).entries(), { code: 'limitExceeded' });
});

test('what is not there, or is neither folder nor zip, is called unreadable', async (t) => {
  const root = folder(t);
  await assert.rejects(openPackage(join(root, 'nothing'), crypto), { code: 'unreadable' });
  await assert.rejects(openPackage('/dev/null', crypto), { code: 'unreadable' });
  writeFileSync(join(root, 'x.zip'), 'PK');
  await assert.rejects(openPackage(join(root, 'x.zip'), crypto), { code: 'unsafeArchive' });
  await assert.rejects(folderReader(join(root, 'nothing')).entries(), { code: 'unreadable' });
  await assert.rejects(folderReader(root).digest('nothing', ['sha256']), { code: 'unreadable' });
});

test('the files of a large package are read on threads, in their order, and what cannot be read is named', async (t) => {
  const root = folder(t);
  for (const name of ['a', 'b', 'c', 'd']) {
    writeFileSync(join(root, name), name);
    truncateSync(join(root, name), 100 * 1024 * 1024);
  }
  symlinkSync('a', join(root, 'link'));
  mkdirSync(join(root, 'folder'));
  const reader = await openPackage(root, crypto, () => Promise.resolve(hashFiles));
  const files = (await reader.entries()).filter((entry) => entry.kind === 'file');
  let told = 0;
  const found = await all(reader.digestAll!(files, ['sha256'], (bytes) => (told += bytes))); // a folder has it
  for (const [i, { path }] of files.entries())
    assert.deepEqual(found[i], await reader.digest(path, ['sha256']), path);
  assert.equal(told, 400 * 1024 * 1024);
  const many = (path: string) => all(reader.digestAll!([...files, { path, bytes: 1 }], ['sha256']));
  await assert.rejects(many('nothing'), { code: 'unreadable', place: 'nothing' });
  await assert.rejects(many('folder'), { code: 'unsafeEntry', place: 'folder' });
  await assert.rejects(many('link'), { code: 'unreadable', place: 'link' });
  reader.close();
});

async function all<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const list: T[] = [];
  for await (const batch of batches) list.push(...batch);
  return list;
}

test('many small files among large ones are digested together as they are one by one, in folder and zip', async (t) => {
  const root = folder(t);
  const files = new Map<string, Uint8Array>([['big.bin', big]]);
  for (let i = 0; i < 600; i++) files.set(`f${i}`, Buffer.alloc(37 * i, `${i} `));
  files.set('last.bin', big.subarray(0, PIECE_BYTES));
  for (const [path, bytes] of files) writeFileSync(join(root, path), bytes);
  const zip = join(folder(t), 'package.zip');
  writeFileSync(zip, buildZip([...files].map(([name, data]) => ({ name, data }))));
  for (const path of [root, zip]) {
    const reader = await openPackage(path, crypto);
    const entries = (await reader.entries()).filter((entry) => entry.kind === 'file');
    for (const names of [['sha256'], ['md5', 'sha256']] as const) {
      let told = 0;
      const found = await all(reader.digestAll!(entries, names, (bytes) => (told += bytes))); // both have it
      assert.equal(
        told,
        [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0),
      );
      for (const [i, entry] of entries.entries())
        assert.deepEqual(found[i], await reader.digest(entry.path, names), entry.path);
    }
    reader.close();
  }
});

test('a small file that grew, shrank or became something else since it was listed is seen to have', async (t) => {
  const root = folder(t);
  for (const name of ['grown', 'cut', 'link', 'folder']) writeFileSync(join(root, name), 'as listed');
  const reader = folderReader(root);
  const listed = await reader.entries();
  for (const name of ['link', 'folder']) rmSync(join(root, name));
  writeFileSync(join(root, 'grown'), 'as listed and more');
  writeFileSync(join(root, 'cut'), 'as');
  symlinkSync('cut', join(root, 'link'));
  mkdirSync(join(root, 'folder'));
  const only = (name: string) =>
    reader.digestAll(
      listed.filter((entry) => entry.path === name),
      ['sha256'],
    );
  for (const name of ['grown', 'cut'])
    assert.deepEqual(await all(only(name)), [await reader.digest(name, ['sha256'])], name);
  await assert.rejects(all(only('link')), { code: 'unreadable', place: 'link' });
  await assert.rejects(all(only('folder')), { code: 'unreadable', place: 'folder' });
});
