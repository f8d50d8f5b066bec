import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { hasProgram } from '../../test/support/programs.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { Refusal } from '../base/refusal.ts';
import { copyAndHash, copyFiles, hashFiles, type HashResult } from './copy.ts';
import { makeDurable } from './copy-durable.ts';
import { runPasses } from './copy-pool.ts';
import { openDiskStore } from './disk-store.ts';
import { newId } from '../../test/support/ids.ts';

const MiB = 1024 * 1024;

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function manyFiles(t: TestContext, count: number): readonly string[] {
  const folder = temporaryFolder(t);
  return Array.from({ length: count }, (_, i) => {
    const path = join(folder, `file ${i}`);
    writeFileSync(path, `content of ${i}`);
    return path;
  });
}

test('many files are digested as sha256sum does, in their order', async (t) => {
  const paths = manyFiles(t, 1500);
  const found = await all(hashFiles(paths.map((path) => ({ path }))));
  const lines = execFileSync('sha256sum', ['--', ...paths])
    .toString()
    .trim()
    .split('\n');
  assert.deepEqual(
    found.map((one) => one.ok && `${one.digests.sha256}  ${one.target.path}`),
    lines,
  );
});

test('a file that is not there, and a link, are told in their place and end nothing', async (t) => {
  const [a = '', b = ''] = manyFiles(t, 2);
  symlinkSync(a, `${a}-link`);
  const found = await all(
    hashFiles([{ path: a }, { path: `${a}-gone` }, { path: `${a}-link` }, { path: b }]),
  );
  assert.deepEqual(
    found.map((one) => (one.ok ? one.bytes : one.code)),
    [12, 'ENOENT', 'ELOOP', 12],
  );
});

test('each file gets the digests that are asked for it', async (t) => {
  const [a = '', b = ''] = manyFiles(t, 2);
  const found = await all(
    hashFiles([
      { path: a, algorithms: ['md5', 'sha1', 'sha512', 'blake2b512'] },
      { path: b, algorithms: ['sha256'] },
    ]),
  );
  const expected = (name: string) => createHash(name).update('content of 0').digest('hex');
  assert.deepEqual(found[0]?.ok && found[0].digests, {
    md5: expected('md5'),
    sha1: expected('sha1'),
    sha512: expected('sha512'),
    blake2b512: expected('blake2b512'),
  });
  assert.deepEqual(found[1]?.ok && Object.keys(found[1].digests), ['sha256']);
});

test('progress ends with the whole, once', async (t) => {
  const paths = manyFiles(t, 300);
  const seen: number[] = [];
  const results = await all(
    hashFiles(
      paths.map((path) => ({ path })),
      { onProgress: (bytes) => seen.push(bytes) },
    ),
  );
  const total = results.reduce((sum, one) => sum + (one.ok ? one.bytes : 0), 0);
  assert.equal(seen.at(-1), total);
  assert.deepEqual(
    seen,
    [...new Set(seen)].sort((a, b) => a - b),
  );
});

test('work that is stopped throws the reason, before and in the middle', async (t) => {
  const paths = manyFiles(t, 1000).map((path) => ({ path }));
  await assert.rejects(all(hashFiles(paths, { signal: AbortSignal.abort(new Error('enough')) })), /enough/);
  const stop = new AbortController();
  const results: HashResult[] = [];
  await assert.rejects(async () => {
    for await (const one of hashFiles(paths, { signal: stop.signal })) {
      results.push(one);
      stop.abort(new Error('enough now'));
    }
  }, /enough now/);
  assert.ok(results.length < 1000);
  assert.equal((await all(hashFiles(paths))).length, 1000, 'the threads work on afterwards');
});

test('leaving early closes the source of the files, and what it throws goes through', async (t) => {
  const [path = ''] = manyFiles(t, 1);
  let isClosed = false;
  const endless = function* () {
    try {
      for (;;) yield { path };
    } finally {
      isClosed = true;
    }
  };
  for await (const one of hashFiles(endless())) if (one.ok) break;
  assert.equal(isClosed, true);
  const failing = function* () {
    yield { path };
    throw new Error('the list ended badly');
  };
  await assert.rejects(all(hashFiles(failing())), /ended badly/);
});

test('a fault of the program in a thread is thrown, and the next work gets a new thread', async (t) => {
  const [path = ''] = manyFiles(t, 1);
  const job = { from: path, algorithms: ['no such digest' as 'md5'], asEvidence: false };
  await assert.rejects(all(runPasses([job], (one) => one)), /digest/i);
  assert.equal((await all(hashFiles([{ path }]))).length, 1);
});

test('a stored file is copied and digested at once, and never over another', async (t) => {
  const folder = temporaryFolder(t);
  const bytes = randomBytes(3 * MiB + 1);
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, bytes);
  const copied = await copyAndHash(from, to, { algorithms: ['sha256', 'sha512'] });
  assert.equal(copied.bytes, bytes.length);
  assert.equal(copied.digests.sha512, createHash('sha512').update(bytes).digest('hex'));
  assert.ok(readFileSync(to).equals(bytes));
  await assert.rejects(copyAndHash(from, to), /EEXIST/);
  await assert.rejects(copyAndHash(join(folder, 'gone'), `${to}2`), { name: 'Refusal', code: 'notFound' });
});

test('many stored files are copied at once; one that is gone is told, one that is in the way ends it', async (t) => {
  const paths = manyFiles(t, 200);
  const folder = temporaryFolder(t);
  const targets = [...paths, `${folder}/gone`].map((path, i) => ({ path, to: join(folder, `${i}`) }));
  const results = await all(copyFiles(targets));
  assert.deepEqual(
    results.map((one) => (one.ok ? readFileSync(one.target.to, 'utf8') : one.code)),
    [...paths.map((_, i) => `content of ${i}`), 'ENOENT'],
  );
  await assert.rejects(all(copyFiles(targets.slice(0, 1))), /EEXIST/);
});

test('few files and many are made durable', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'few'));
  writeFileSync(join(folder, 'few', 'one'), 'x');
  await makeDurable(join(folder, 'few'));
  for (let i = 0; i < 100; i++) writeFileSync(join(folder, `file ${i}`), 'x');
  await makeDurable(folder);
  const { PATH } = process.env;
  atEnd(t, () => (process.env['PATH'] = PATH));
  process.env['PATH'] = folder; // no `sync` there: each file by itself
  await makeDurable(folder);
});

/** A file system of 4 MiB. */
function smallDisk(t: TestContext): string | undefined {
  if (process.getuid?.() !== 0 || !hasProgram('mount')) return undefined;
  const folder = temporaryFolder(t);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status !== 0) return undefined;
  atEnd(t, () => execFileSync('umount', [folder]));
  return folder;
}

test('a full disk is a refusal that says so, and nothing is left of the copy', async (t) => {
  const disk = smallDisk(t);
  if (disk === undefined) return t.skip('mount not installed, or not allowed here');
  const from = join(temporaryFolder(t), 'large');
  writeFileSync(from, randomBytes(6 * MiB));
  await assert.rejects(copyAndHash(from, join(disk, 'copy')), { name: 'Refusal', code: 'noSpace' });
  assert.deepEqual(readdirSync(disk), []);
});

test('evidence that does not fit leaves an empty staging area and a store as before', async (t) => {
  const disk = smallDisk(t);
  if (disk === undefined) return t.skip('mount not installed, or not allowed here');
  const [large, stream] = [join(temporaryFolder(t), 'large'), randomBytes(MiB)];
  writeFileSync(large, randomBytes(6 * MiB));
  const store = await openDiskStore({
    path: disk,
    store: join(disk, 'store'),
    staging: join(disk, 'staging'),
  });
  const staging = await store.stage(newId());
  const noSpace = { name: 'Refusal', code: 'noSpace' };
  await assert.rejects(staging.write('data/large', { kind: 'path', path: large }), noSpace);
  const pieces = {
    kind: 'stream',
    name: 'standard input',
    stream: Array<Uint8Array>(6).fill(stream),
  } as const;
  await assert.rejects(staging.write('data/stream', pieces), noSpace);
  const many = Array.from({ length: 3 }, (_, i) => ({
    path: `data/${i}`,
    source: { kind: 'path', path: large } as const,
  }));
  await assert.rejects(all(staging.writeAll(many)), noSpace);
  await staging.discard();
  assert.deepEqual(readdirSync(join(disk, 'staging')), []);
  assert.deepEqual(await all(store.ids()), []);
});

test('a source that may not be read is a refusal that says so', async (t) => {
  const [path = ''] = manyFiles(t, 1);
  chmodSync(path, 0);
  if (process.getuid?.() === 0) return t.skip('a user who may read everything');
  await assert.rejects(copyAndHash(path, `${path}-copy`), (error) => {
    return error instanceof Refusal && error.code === 'notAllowed' && !existsSync(`${path}-copy`);
  });
});
