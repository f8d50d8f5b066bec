import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { newId } from '../../test/support/ids.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { copyTree } from './copy-tree.ts';
import { openDiskStore } from './disk-store.ts';
import type { ObjectStore } from './object-store.ts';

async function newStore(t: TestContext): Promise<ObjectStore> {
  const home = temporaryFolder(t);
  return openDiskStore({ path: home, store: join(home, 'store'), staging: join(home, 'staging') });
}

interface Line {
  readonly kind: string;
  readonly path: string;
  readonly name?: string;
  readonly sha256?: string;
  readonly fault?: string;
}

async function linesOf(store: ObjectStore, id: ReturnType<typeof newId>): Promise<readonly Line[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.read(id, 'tree.jsonl')) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line); // written by the code under test; each use is an assertion
}

test('a folder of 5,000 files becomes one object, whose list names every entry with its digest', async (t) => {
  const root = temporaryFolder(t);
  for (let i = 0; i < 5000; i++) {
    if (i % 100 === 0) fs.mkdirSync(join(root, `folder ${i / 100}`));
    fs.writeFileSync(join(root, `folder ${Math.floor(i / 100)}`, `file ${i}`), `content of ${i}`);
  }
  fs.mkdirSync(join(root, 'empty'));
  fs.symlinkSync('folder 1', join(root, 'link'));
  const store = await newStore(t);
  const id = newId();
  const staging = await store.stage(id);
  const copied = await copyTree(staging, root);
  assert.deepEqual([copied.entries, copied.files, copied.problemsCount], [5053, 5000, 0]);
  const sealed = await staging.seal();
  await store.publish(id);

  assert.equal(sealed.files, 5001);
  const lines = await linesOf(store, id);
  assert.equal(lines.length, 5053);
  for (const line of lines.filter(({ kind }) => kind === 'file')) {
    const [, number] = line.name?.split(' ') ?? [];
    assert.equal(line.sha256, createHash('sha256').update(`content of ${number}`).digest('hex'));
    assert.equal(
      fs.readFileSync(store.localPath(id, `data/${line.path}`) ?? '', 'utf8'),
      `content of ${number}`,
    );
  }
  const inventory = await store.inventory(id);
  assert.equal(inventory.inventorySha256, sealed.inventorySha256);
  assert.equal(inventory.files.find(({ path }) => path === 'tree.jsonl')?.sha256, copied.list.sha256);
  assert.deepEqual(await store.check(id), {
    files: 5001,
    bytes: sealed.bytes,
    inventorySha256: sealed.inventorySha256,
    differences: [],
    differencesCount: 0,
  });
});

test('two copies of one folder have the same list', async (t) => {
  const root = temporaryFolder(t);
  for (let i = 0; i < 500; i++) fs.writeFileSync(join(root, `${i}`), `${i % 7}`);
  fs.readdirSync(root); // the first listing sets the folder's access time, which the list holds
  const store = await newStore(t);
  const lists = [];
  for (let i = 0; i < 2; i++) {
    const staging = await store.stage(newId());
    lists.push((await copyTree(staging, root, { also: ['md5', 'sha1'] })).list.sha256);
    await staging.discard();
  }
  assert.equal(lists[0], lists[1]);
});

test('a file that is gone when its turn comes is told in the list, and ends nothing', async (t) => {
  const root = temporaryFolder(t);
  for (const name of ['a', 'b', 'c']) fs.writeFileSync(join(root, name), name);
  const store = await newStore(t);
  const id = newId();
  const staging = await store.stage(id);
  const writeAll: typeof staging.writeAll = (files, options) => {
    const late = (async function* () {
      for await (const file of files) {
        if (file.path === 'data/b') fs.rmSync(join(root, 'b')); // after the listing, before the reading
        yield file;
      }
    })();
    return staging.writeAll(late, options);
  };
  const copied = await copyTree({ ...staging, writeAll }, root);
  assert.deepEqual(copied.problems, [{ path: 'b', what: 'unreadable', code: 'ENOENT' }]);
  await staging.seal();
  await store.publish(id);
  const lines = await linesOf(store, id);
  assert.deepEqual(
    lines.map(({ path, fault }) => [path, fault]),
    [
      ['', undefined],
      ['a', undefined],
      ['b', 'ENOENT'],
      ['c', undefined],
    ],
  );
  assert.deepEqual((await store.check(id)).differences, []);
});

test('a folder that changes while it is read has its changes in the list', async (t) => {
  const root = temporaryFolder(t);
  for (const name of ['a', 'b']) fs.writeFileSync(join(root, name), name);
  const store = await newStore(t);
  const staging = await store.stage(newId());
  const writeAll: typeof staging.writeAll = (files, options) => {
    const late = (async function* () {
      for await (const file of files) {
        if (file.path === 'data/b') fs.appendFileSync(join(root, 'b'), 'more');
        yield file;
      }
    })();
    return staging.writeAll(late, options);
  };
  const { problems } = await copyTree({ ...staging, writeAll }, root);
  assert.deepEqual(
    problems.map((one) => one.what === 'changed' && [one.path, one.file.bytes, one.file.changes[0]?.what]),
    [['b', 5, 'size']],
  );
});

test('an empty folder is one line', async (t) => {
  const store = await newStore(t);
  const staging = await store.stage(newId());
  const { entries, files, list } = await copyTree(staging, temporaryFolder(t));
  assert.deepEqual([entries, files], [1, 0]);
  assert.ok(list.bytes > 0);
  await staging.discard();
});
