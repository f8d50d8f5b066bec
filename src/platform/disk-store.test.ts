import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { newId } from '../../test/support/ids.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import type { Uuid } from '../base/ids.ts';
import { folderReader } from './disk-store-check.ts';
import { openDiskStore } from './disk-store.ts';
import type { ObjectStore } from './object-store.ts';
import { CHUNKS_EXTENSION, objectPath } from './ocfl.ts';
import { validateObject } from './ocfl-validate.ts';

const MiB = 1024 * 1024;

interface Place {
  readonly path: string;
  readonly store: string;
  readonly staging: string;
}

function place(t: TestContext): Place {
  const path = temporaryFolder(t);
  return { path, store: join(path, 'store'), staging: join(path, 'staging') };
}

function bytesSource(bytes: Uint8Array) {
  return { kind: 'stream', name: 'bytes', stream: [bytes] } as const;
}

async function stored(store: ObjectStore, files: { readonly [path: string]: Uint8Array }): Promise<Uuid> {
  const id = newId();
  const staging = await store.stage(id);
  for (const [path, bytes] of Object.entries(files)) await staging.write(path, bytesSource(bytes));
  await staging.seal();
  await store.publish(id);
  return id;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function read(store: ObjectStore, id: Uuid, path: string, range?: { from: number; to: number }) {
  return Buffer.concat(await all(store.read(id, path, range)));
}

/** Every file of a folder with its bytes, to compare before and after. */
function snapshot(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((one) => join(one.parentPath, one.name))
    .sort()
    .map((path) =>
      fs.statSync(path).isFile() ? `${path} ${fs.readFileSync(path).toString('base64')}` : path,
    );
}

test('an object is staged, sealed and published; then it is listed, read and found whole', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const id = newId();
  const bytes = randomBytes(9 * MiB);
  const staging = await store.stage(id);
  fs.writeFileSync(join(at.path, 'source'), bytes);
  const source = { kind: 'path', path: join(at.path, 'source') } as const;
  const written = await staging.write('data/disk.dd', source, { also: ['md5', 'sha1'] });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.equal(written.sha256, sha256);
  assert.equal(written.md5, createHash('md5').update(bytes).digest('hex'));
  assert.equal(staging.localPath('data/disk.dd'), join(at.staging, id, 'v1/content/data/disk.dd'));
  assert.equal(staging.localPath('data/other'), undefined);
  assert.equal(await store.has(id), false);
  const sealed = await staging.seal();
  assert.deepEqual(await store.staged(), [{ id, isSealed: true, isHeld: true }]);
  await store.publish(id);

  assert.deepEqual(await store.staged(), []);
  assert.deepEqual(fs.readdirSync(at.staging), []);
  assert.equal(await store.has(id), true);
  assert.deepEqual(await all(store.ids()), [id]);
  assert.deepEqual(await all(store.strays()), []);
  const files = [{ path: 'data/disk.dd', bytes: bytes.length, sha256 }];
  assert.deepEqual(await store.inventory(id), {
    id,
    files,
    bytes: bytes.length,
    inventorySha256: sealed.inventorySha256,
  });
  assert.ok((await read(store, id, 'data/disk.dd')).equals(bytes));
  assert.ok(
    (await read(store, id, 'data/disk.dd', { from: MiB - 1, to: 2 * MiB + 1 })).equals(
      bytes.subarray(MiB - 1, 2 * MiB + 1),
    ),
  );
  assert.deepEqual(await store.check(id), {
    files: 1,
    bytes: bytes.length,
    inventorySha256: sealed.inventorySha256,
    differences: [],
    differencesCount: 0,
  });
  const object = join(at.store, objectPath(id));
  assert.equal(fs.statSync(join(object, 'v1/content/data/disk.dd')).mode & 0o777, 0o444);
  assert.equal(fs.statSync(at.store).mode & 0o777, 0o700);
  const report = await validateObject(folderReader(object), { withFixity: true });
  assert.deepEqual(
    [report.errors, report.warnings.map(({ code }) => code).sort()],
    [[], ['W004', 'W008', 'W013']],
  );
});

test('an object without content is an object too', async (t) => {
  const store = await openDiskStore(place(t));
  const id = await stored(store, {});
  assert.deepEqual((await store.check(id)).differences, []);
  assert.deepEqual((await store.inventory(id)).files, []);
});

test('an id that is staged, stored or was destroyed cannot be staged again', async (t) => {
  const store = await openDiskStore(place(t));
  const taken = { name: 'Refusal', code: 'alreadyExists' };
  const id = newId();
  const staging = await store.stage(id);
  await assert.rejects(store.stage(id), taken);
  await staging.seal();
  await store.publish(id);
  await assert.rejects(store.stage(id), taken);
  assert.deepEqual(await store.staged(), []);
  await store.purge(id);
  await assert.rejects(store.stage(id), taken);
});

test('publishing twice, discarding twice and purging twice are as once', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const id = await stored(store, { 'data/a': Buffer.from('a') });
  const before = snapshot(at.store);
  await store.publish(id);
  assert.deepEqual(snapshot(at.store), before);
  await store.discard(id);
  await store.discard(id);
  assert.deepEqual(snapshot(at.store), before, 'discard touches only staging');
  await store.purge(id);
  await store.purge(id);
  const staging = await store.stage(newId());
  await staging.discard();
  await staging.discard();
  assert.deepEqual(fs.readdirSync(at.staging), []);
});

test('what was not sealed is not published, what is sealed takes nothing more', async (t) => {
  const store = await openDiskStore(place(t));
  const id = newId();
  const staging = await store.stage(id);
  await staging.write('data/a', bytesSource(Buffer.from('a')));
  await assert.rejects(store.publish(id), { name: 'Refusal', code: 'notReady' });
  await staging.seal();
  await assert.rejects(staging.write('data/b', bytesSource(Buffer.from('b'))), /sealed/);
  await assert.rejects(staging.seal(), /sealed/);
  await assert.rejects(store.publish(newId()), { name: 'Refusal', code: 'notFound' });
});

test('a path that would leave the object, or that some system cannot hold, is refused', async (t) => {
  const store = await openDiskStore(place(t));
  const staging = await store.stage(newId());
  for (const path of ['../up', '/abs', 'data/../../x', 'data/a\\b', 'data/con', 'data/e\u0301', ''])
    await assert.rejects(staging.write(path, bytesSource(Buffer.from('x'))), { code: 'badInput' }, path);
  const id = await stored(store, { 'data/a': Buffer.from('a') });
  for (const path of ['../../inventory.json', '/etc/passwd', '']) {
    assert.throws(() => store.localPath(id, path), { code: 'badInput' });
    await assert.rejects(all(store.read(id, path)), { code: 'badInput' });
  }
  await assert.rejects(all(store.read(id, 'data/none')), { code: 'notFound' });
  await assert.rejects(all(store.read(id, 'data/a', { from: 0, to: 2 })), { code: 'badInput' });
  assert.equal(store.localPath(id, 'data/none'), undefined);
});

test('one name twice in an object is refused, and the first stays', async (t) => {
  const store = await openDiskStore(place(t));
  const staging = await store.stage(newId());
  await staging.write('data/a', bytesSource(Buffer.from('first')));
  await assert.rejects(staging.write('data/a', bytesSource(Buffer.from('second'))), /EEXIST/);
  assert.equal(fs.readFileSync(staging.localPath('data/a') ?? '', 'utf8'), 'first');
});

test('a source that fails is a refusal that names it, and what the stream throws goes through', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const staging = await store.stage(newId());
  const gone = { kind: 'path', path: join(at.path, 'gone') } as const;
  await assert.rejects(staging.write('data/a', gone), { name: 'Refusal', code: 'notFound', message: /gone/ });
  await assert.rejects(staging.write('data/a', { kind: 'path', path: at.path }), { code: 'badInput' });
  const stream = (async function* () {
    yield Buffer.alloc(5 * MiB);
    throw new Error('the line broke');
  })();
  await assert.rejects(staging.write('data/b', { kind: 'stream', name: 'line', stream }), /the line broke/);
  const stopped = { signal: AbortSignal.abort(new Error('enough')) };
  await assert.rejects(staging.write('data/c', bytesSource(Buffer.alloc(10)), stopped), /enough/);
  await staging.write('data/d', bytesSource(Buffer.from('d')));
  await staging.seal();
  await store.publish(staging.id);
  assert.deepEqual((await store.check(staging.id)).differences, [], 'nothing is left of what failed');
});

test('a flipped byte is found in its chunk; a small file as a whole', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const id = await stored(store, { 'data/large': randomBytes(10 * MiB), 'data/small': Buffer.from('small') });
  for (const [path, offset] of [
    ['data/large', 5 * MiB],
    ['data/small', 1],
  ] as const) {
    const local = store.localPath(id, path) ?? '';
    fs.chmodSync(local, 0o644);
    const bytes = fs.readFileSync(local);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 0x10, offset);
    fs.writeFileSync(local, bytes);
  }
  const { differences, differencesCount } = await store.check(id);
  assert.deepEqual(
    differences.map(({ path, what, damaged }) => ({ path, what, damaged })),
    [
      { path: 'v1/content/data/large', what: 'changed', damaged: [[4 * MiB, 4 * MiB]] },
      { path: 'v1/content/data/small', what: 'changed', damaged: [[0, 5]] },
    ],
  );
  assert.equal(differencesCount, 2);
  assert.match(differences[0]?.expected ?? '', /^sha256 [0-9a-f]{64}$/);
});

test('what is missing, added, cut or changed in an object is named', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const files = { 'data/large': randomBytes(10 * MiB), 'data/b': Buffer.from('b') };
  const damages: readonly (readonly [string, string, (object: string) => void])[] = [
    ['v1/content/data/b', 'missing', (object) => fs.rmSync(join(object, 'v1/content/data/b'))],
    ['v1/content/data/c', 'unlisted', (object) => fs.writeFileSync(join(object, 'v1/content/data/c'), '')],
    ['inventory.json.sha256', 'changed', (object) => fs.appendFileSync(join(object, 'inventory.json'), '\n')],
    ['inventory.json', 'layout', (object) => fs.rmSync(join(object, 'inventory.json'))],
    ['notes.txt', 'layout', (object) => fs.writeFileSync(join(object, 'notes.txt'), '')],
    [
      `${CHUNKS_EXTENSION}/data/large`,
      'changed',
      (object) => fs.truncateSync(join(object, CHUNKS_EXTENSION, 'data/large'), 100),
    ],
  ];
  for (const [path, what, damage] of damages) {
    const id = await stored(store, files);
    damage(join(at.store, objectPath(id)));
    const { differences } = await store.check(id);
    assert.ok(
      differences.some((one) => one.path === path && one.what === what),
      `${path}: ${JSON.stringify(differences)}`,
    );
  }
});

test('an object in the place of another is found out, and a damaged inventory is not read', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const [a, b] = [await stored(store, { 'data/a': Buffer.from('a') }), await stored(store, {})];
  fs.rmSync(join(at.store, objectPath(b)), { recursive: true });
  fs.cpSync(join(at.store, objectPath(a)), join(at.store, objectPath(b)), { recursive: true });
  assert.equal((await store.check(b)).differences[0]?.expected, `urn:uuid:${b}`);
  assert.deepEqual(await all(store.ids()), [a]);
  assert.deepEqual(await all(store.strays()), [objectPath(b)]);
  fs.appendFileSync(join(at.store, objectPath(a), 'inventory.json'), '\n');
  await assert.rejects(store.inventory(a), { name: 'Refusal', code: 'damaged' });
  await assert.rejects(store.inventory(newId()), { name: 'Refusal', code: 'notFound' });
  await assert.rejects(store.check(newId()), { name: 'Refusal', code: 'notFound' });
});

test('strays in the store are named, what OCFL allows at its top is not', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  await stored(store, {});
  fs.writeFileSync(join(at.store, 'README.txt'), '');
  fs.mkdirSync(join(at.store, 'abc/def'), { recursive: true });
  fs.writeFileSync(join(at.store, 'abc/def/file'), '');
  assert.deepEqual(await all(store.strays()), ['abc/def/file']);
});

test('a purge destroys the bytes, leaves a tombstone and no empty folders, damaged or not', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const empty = snapshot(at.store);
  const id = await stored(store, { 'data/a': Buffer.from('abc'), 'data/b/c': Buffer.from('d') });
  const { inventorySha256 } = await store.inventory(id);
  fs.rmSync(join(at.store, objectPath(id), 'v1/inventory.json'));
  await store.purge(id);
  assert.deepEqual(snapshot(at.store), empty);
  assert.deepEqual(await store.tombstone(id), { id, files: 2, bytes: 4, inventorySha256 });
  assert.equal(await store.has(id), false);
  await assert.rejects(store.purge(newId()), { name: 'Refusal', code: 'notFound' });
});

test('a crash in a purge is completed by doing it again, wherever it struck', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const id = await stored(store, { 'data/a': Buffer.from('abc') });
  const object = join(at.store, objectPath(id));
  fs.cpSync(object, join(at.path, 'saved'), { recursive: true });
  await store.purge(id);
  const tombstone = await store.tombstone(id);
  fs.cpSync(join(at.path, 'saved'), object, { recursive: true }); // after the tombstone, before the rest
  await store.purge(id);
  assert.equal(fs.existsSync(object), false);
  assert.deepEqual(await store.tombstone(id), tombstone);
  fs.cpSync(join(at.path, 'saved'), join(at.staging, 'trash-1'), { recursive: true }); // moved, not yet removed
  const { pid } = spawnSync('true');
  fs.writeFileSync(join(at.staging, `.${newId()}.holder.${pid}-0123456789ab.tmp`), ''); // not yet renamed
  fs.writeFileSync(join(at.path, 'tombstones', `.${newId()}.json.${pid}-0123456789ab.tmp`), '');
  await openDiskStore(at);
  assert.deepEqual(fs.readdirSync(at.staging), []);
  assert.deepEqual(fs.readdirSync(join(at.path, 'tombstones')), [`${id}.json`]);
});

test('a publication that was cut by a crash is completed by doing it again', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const id = newId();
  const staging = await store.stage(id);
  await staging.write('data/a', bytesSource(Buffer.from('a')));
  await staging.seal();
  fs.mkdirSync(join(at.store, objectPath(id), '..'), { recursive: true }); // the folders above were made, no more
  await store.publish(id);
  fs.writeFileSync(join(at.staging, `${id}.holder`), '{"pid":1'); // moved, the note of who staged it still there
  assert.deepEqual(await store.staged(), [{ id, isSealed: false, isHeld: false }]);
  await store.publish(id);
  assert.deepEqual(await store.staged(), []);
  assert.deepEqual((await store.check(id)).differences, []);
});

test('what a killed process leaves in staging is held by nobody, and no part of it is sealed', async (t) => {
  const at = place(t);
  const store = await openDiskStore(at);
  const ids = [newId(), newId()];
  const program = `
    import { openDiskStore } from ${JSON.stringify(new URL('./disk-store.ts', import.meta.url).href)};
    const store = await openDiskStore(${JSON.stringify(at)});
    const [a, b] = ${JSON.stringify(ids)};
    const bytes = { kind: 'stream', name: 'bytes', stream: [Buffer.from('a')] };
    const sealed = await store.stage(a);
    await sealed.write('data/a', bytes);
    await sealed.seal();
    const open = await store.stage(b);
    await open.write('data/a', bytes);
    process.stdout.write('staged');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(t, () => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const found = async () => new Map((await store.staged()).map((one) => [one.id, one]));
  for (const id of ids) assert.equal((await found()).get(id)?.isHeld, true);
  child.kill('SIGKILL');
  await once(child, 'close');
  const left = await found();
  const [a = newId(), b = newId()] = ids;
  assert.deepEqual(left.get(a), { id: a, isSealed: true, isHeld: false });
  assert.deepEqual(left.get(b), { id: b, isSealed: false, isHeld: false });
  await store.publish(a);
  await store.discard(b);
  assert.deepEqual((await store.check(a)).differences, []);
  assert.deepEqual(fs.readdirSync(at.staging), []);
});

test('two that publish the same object at once both succeed', async (t) => {
  const at = place(t);
  const [one, other] = [await openDiskStore(at), await openDiskStore(at)];
  const id = newId();
  const staging = await one.stage(id);
  await staging.seal();
  await Promise.all([one.publish(id), other.publish(id)]);
  assert.deepEqual((await one.check(id)).differences, []);
});

test('a store of another OCFL version, or with staging on another disk, is not opened', async (t) => {
  const at = place(t);
  await openDiskStore(at);
  fs.writeFileSync(join(at.store, '0=ocfl_2.0'), 'ocfl_2.0\n');
  await assert.rejects(openDiskStore(at), { name: 'Refusal', code: 'unsupported' });
  const other = place(t);
  fs.mkdirSync(other.store);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', other.store]).status !== 0)
    return t.skip('mount not installed, or not allowed here');
  atEnd(t, () => spawnSync('umount', [other.store]));
  await assert.rejects(openDiskStore(other), { name: 'Refusal', code: 'notReady' });
});
