// The store in a bucket, against a real gateway: whole, in ranges, damaged, cut by a crash, locked; what another machine makes of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { writeFile } from 'node:fs/promises';
import { newUuid, type Uuid } from '../src/base/ids.ts';
import { openDiskStore } from '../src/platform/disk-store.ts';
import { homeAt, type Home } from '../src/platform/home.ts';
import type { ObjectStore } from '../src/platform/object-store.ts';
import { S3Client } from '../src/platform/s3-client.ts';
import { bodyOf, listEntries } from '../src/platform/s3-objects.ts';
import { s3Settings, type S3Settings } from '../src/platform/s3-settings.ts';
import { rootOf } from '../src/platform/s3-staging.ts';
import { openS3Store } from '../src/platform/s3-store.ts';
import { skip, startObjectGateway, type ObjectGateway } from './support/object-gateway.ts';
import { atEnd, temporaryFolder } from './support/temporary.ts';

let gateway: ObjectGateway | undefined;
before(async () => {
  if (skip === false) gateway = await startObjectGateway();
});
after(() => gateway?.stop());

const BIG_BYTES = 70 * 1024 * 1024; // more than one part
const big = randomBytes(BIG_BYTES);
const fresh = (): Uuid => newUuid(Date.now, (bytes) => void randomFillSync(bytes));

interface Made {
  readonly client: S3Client;
  readonly settings: S3Settings;
  readonly open: (home?: Home) => Promise<ObjectStore>;
  readonly home: () => Home;
  readonly keys: () => Promise<readonly string[]>;
}

async function bucketOf(t: TestContext, bucket: string, more: Partial<S3Settings> = {}): Promise<Made> {
  assert.ok(gateway);
  const said = s3Settings(gateway.env(bucket, randomBytes(4).toString('hex')));
  assert.ok(said);
  const settings = { ...said, ...more };
  const client = new S3Client(settings);
  atEnd(t, () => client.close());
  const headers = settings.lockDays === undefined ? {} : { 'x-amz-bucket-object-lock-enabled': 'true' };
  (await client.ask({ method: 'PUT', headers }))?.resume();
  const home = (): Home => homeAt(temporaryFolder(t));
  return {
    client,
    settings,
    home,
    open: async (at = home()) => {
      const store = await openS3Store(at, settings);
      atEnd(t, () => store.close());
      return store;
    },
    keys: async () => {
      const keys: string[] = [];
      for await (const { key } of listEntries(client, '')) keys.push(key);
      return keys;
    },
  };
}

const bytesOf = (bytes: Uint8Array) => ({ kind: 'stream', name: 'bytes', stream: [bytes] }) as const;

async function put(store: ObjectStore, id = fresh()): Promise<Uuid> {
  const staging = await store.stage(id);
  await staging.write('data/é b+c.txt', bytesOf(Buffer.from('a letter')));
  await staging.write('data/empty', bytesOf(new Uint8Array()));
  await staging.write('data/big.raw', bytesOf(big), { also: ['md5'] });
  await staging.seal();
  return id;
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function each<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test(
  'what is put into a bucket is whole, read in ranges, and readable as an OCFL root',
  { skip },
  async (t) => {
    const made = await bucketOf(t, 'whole');
    const home = made.home();
    const store = await made.open(home);
    const id = await put(store);
    assert.equal(await store.has(id), false);
    assert.deepEqual(await store.staged(), [{ id, isSealed: true, isHeld: true }]);
    assert.deepEqual(await each(store.strays()), []); // under way is no stray
    await store.publish(id);
    await store.publish(id);
    assert.deepEqual(readdirSync(home.staging), []);
    assert.deepEqual(await store.staged(), []);
    assert.deepEqual(await each(store.ids()), [id]);
    const { files } = await store.inventory(id);
    assert.deepEqual(files.map(({ path, bytes }) => [path, bytes]), [['data/big.raw', BIG_BYTES], ['data/empty', 0], ['data/é b+c.txt', 8]]); // prettier-ignore
    assert.deepEqual((await store.check(id)).differences, []);
    assert.equal(String(await all(store.read(id, 'data/é b+c.txt'))), 'a letter');
    assert.equal((await all(store.read(id, 'data/empty'))).length, 0);
    assert.ok((await all(store.read(id, 'data/big.raw', { from: 5, to: 9 }))).equals(big.subarray(5, 9)));
    await assert.rejects(all(store.read(id, 'data/big.raw', { from: 5, to: BIG_BYTES + 1 })), {
      code: 'badInput',
    });
    await assert.rejects(all(store.read(id, 'data/none')), { code: 'notFound' });
    await assert.rejects(store.stage(id), { code: 'alreadyExists' });
    await store.discard(id); // nothing of it is staged: what is published stays
    assert.equal(await store.has(id), true);

    const synced = homeAt(temporaryFolder(t));
    for (const key of await made.keys()) {
      if (!key.startsWith('store/')) continue;
      const to = join(synced.path, key);
      mkdirSync(dirname(to), { recursive: true });
      await writeFile(to, (await made.client.ask({ method: 'GET', key })) ?? '');
    }
    const copy = await openDiskStore(synced);
    assert.deepEqual(await each(copy.ids()), [id]);
    assert.deepEqual(await each(copy.strays()), []);
    assert.deepEqual((await copy.check(id)).differences, []);
  },
);

test('who reads on asks the store for few ranges, and every byte is right', { skip }, async (t) => {
  const made = await bucketOf(t, 'ranges');
  const store = await made.open();
  const id = await put(store);
  await store.publish(id);
  const asked = t.mock.method(S3Client.prototype, 'ask');
  const readAt = store.readAt(id, { path: 'data/big.raw', bytes: BIG_BYTES });
  const target = new Uint8Array(32_768);
  for (let at = 0; at + target.length <= 32 * 1024 * 1024; at += target.length) {
    assert.equal(await readAt(at, target), target.length);
    assert.ok(big.subarray(at, at + target.length).equals(target));
  }
  assert.ok(asked.mock.callCount() <= 8, `${asked.mock.callCount()} requests for 1,024 reads`);
  for (let i = 0; i < 200; i++) {
    const at = createHash('sha256').update(`${i}`).digest().readUInt32LE() % (BIG_BYTES - 5000);
    assert.equal(await readAt(at, target.subarray(0, 5000)), 5000);
    assert.ok(big.subarray(at, at + 5000).equals(target.subarray(0, 5000)));
  }
  assert.equal(await readAt(BIG_BYTES - 10, target), 10);
});

test('changed, missing and added bytes are found and named', { skip }, async (t) => {
  const made = await bucketOf(t, 'damaged');
  const store = await made.open();
  const id = await put(store);
  await store.publish(id);
  const changed = Buffer.from(big);
  changed[5_000_000]! ^= 1; // within the file
  await made.client.put(`${rootOf(id)}/v1/content/data/big.raw`, bodyOf(changed));
  await made.client.delete(`${rootOf(id)}/v1/content/data/empty`);
  await made.client.put(`${rootOf(id)}/v1/content/data/more`, bodyOf('more'));
  await made.client.put('store/abc/else', bodyOf('no object'));
  const { differences } = await store.check(id);
  const found = differences.map(({ path, what, damaged }) => ({ path, what, damaged }));
  const at = (name: string): string => `v1/content/data/${name}`;
  assert.ok(found.some((one) => one.path === at('big.raw') && one.damaged?.join() === '4194304,4194304'));
  assert.ok(found.some((one) => one.path === at('empty') && one.what === 'missing'));
  assert.ok(found.some((one) => one.path === at('more') && one.what === 'unlisted'));
  assert.deepEqual(await each(store.strays()), ['abc/else']);
});

test('a purge leaves the tombstone alone, also where it was cut', { skip }, async (t) => {
  const made = await bucketOf(t, 'purged');
  const store = await made.open();
  const id = await put(store);
  await store.publish(id);
  await made.client.delete(`${rootOf(id)}/inventory.json.sha256`); // its first step
  await assert.rejects(store.purge(id), { code: 'notFound' }); // without a tombstone nobody ordered it
  await made.client.put(`${rootOf(id)}/inventory.json.sha256`, bodyOf('x'));
  await store.purge(id);
  await store.purge(id);
  assert.equal((await store.tombstone(id))?.bytes, BIG_BYTES + 8);
  const left = (await made.keys()).filter(
    (key) => !/^store\/(?:0=|comity-chunk|extensions\/|ocfl_layout)/.test(key),
  );
  assert.deepEqual(left, [`tombstones/${id}.json`]);
  await assert.rejects(store.stage(id), { code: 'alreadyExists' });
});

test(
  'what a killed machine leaves is finished or taken away, by itself or by another',
  { skip },
  async (t) => {
    const made = await bucketOf(t, 'killed');
    const home = made.home();
    const other = await made.open();
    for (const [at, then] of [
      ['sending', 'discard'],
      ['sealed', 'publish'],
      ['sealed', 'discard'],
      ['sealed', 'other'],
    ] as const) {
      // prettier-ignore
      const id = fresh();
      await killed(made.settings, { home, id, at });
      assert.equal(await other.has(id), false);
      const seen = (await other.staged()).find((one) => one.id === id);
      assert.equal(seen?.isHeld, true); // the mark is fresh: another machine leaves it alone
      const own = await made.open(home);
      const left = (await own.staged()).find((one) => one.id === id);
      assert.deepEqual(left, { id, isSealed: true, isHeld: false });
      if (then === 'discard') await own.discard(id);
      else await (then === 'other' ? other : own).publish(id);
      assert.equal(await other.has(id), then !== 'discard');
      if (then !== 'discard') assert.deepEqual((await other.check(id)).differences, []);
    else assert.deepEqual((await made.keys()).filter((key) => key.startsWith(rootOf(id))), []); // prettier-ignore
      if (then === 'other') await own.publish(id); // what lies on its disk goes too
      assert.deepEqual(await own.staged(), []);
      assert.deepEqual(readdirSync(home.staging), []);
    }
    const uploads = await made.client.rows({ method: 'GET', query: { uploads: '' } }, 'Upload');
    assert.deepEqual(uploads.filter(({ element }) => element !== undefined), []); // prettier-ignore
  },
);

/** A process that stages an object and is killed when its bytes are on their way, or all there. */
async function killed(
  settings: S3Settings,
  { home, id, at }: { readonly home: Home; readonly id: Uuid; readonly at: 'sending' | 'sealed' },
): Promise<void> {
  const program = `
    import { openS3Store } from ${JSON.stringify(new URL('../src/platform/s3-store.ts', import.meta.url).href)};
    import { S3Client } from ${JSON.stringify(new URL('../src/platform/s3-client.ts', import.meta.url).href)};
    const settings = ${JSON.stringify(settings)};
    const store = await openS3Store(${JSON.stringify(home)}, { ...settings, endpoint: new URL(settings.endpoint) });
    const staging = await store.stage(${JSON.stringify(id)});
    await staging.write('data/big.raw', { kind: 'stream', name: 'big', stream: [Buffer.alloc(${BIG_BYTES}, 7)] });
    const ask = S3Client.prototype.ask;
    S3Client.prototype.ask = async function (one) {
      const answer = await ask.call(this, one);
      if (${JSON.stringify(at)} === 'sending' && one.query?.partNumber !== undefined) process.stdout.write('now');
      return answer;
    };
    await staging.seal();
    process.stdout.write('now');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended.then(() => assert.fail('it ended by itself'))]);
  child.kill('SIGKILL');
  await ended;
}

test('a locked object is removed by nobody, and one that is under way can be', { skip }, async (t) => {
  const made = await bucketOf(t, `locked-${randomBytes(4).toString('hex')}`, { lockDays: 1 });
  const store = await made.open();
  assert.equal(store.about?.lockDays, 1);
  assert.equal(store.about?.isVersioned, true);
  const dropped = await put(store);
  await store.discard(dropped);
  assert.deepEqual((await made.keys()).filter((key) => key.startsWith(rootOf(dropped))), []); // prettier-ignore
  const id = await put(store);
  await store.publish(id);
  assert.ok(((await store.lockedUntil(id))?.getTime() ?? 0) > Date.now() + 3_600_000);
  await assert.rejects(store.purge(id), { code: 'notAllowed' });
  assert.deepEqual((await store.check(id)).differences, []);
});

test('a bucket that cannot serve is refused at the start, in words', { skip }, async (t) => {
  const made = await bucketOf(t, 'plain');
  const home = made.home();
  const refused = (more: Partial<S3Settings>, code: string): Promise<void> =>
    assert.rejects(openS3Store(home, { ...made.settings, ...more }), { name: 'Refusal', code });
  await refused({ bucket: 'not-made' }, 'notFound');
  await refused({ secret: 'another' }, 'notAllowed');
  await refused({ lockDays: 10 }, 'unsupported');
});

test('settings of a store are refused by name', () => {
  const good = { COMITY_STORE: 's3://evidence/lyon', AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' };
  assert.equal(s3Settings({}), undefined);
  assert.equal(s3Settings(good)?.prefix, 'lyon/');
  assert.equal(s3Settings(good)?.isPathStyle, false);
  const bad: readonly (readonly [Record<string, string>, string])[] = [
    [{ COMITY_STORE: 'evidence' }, 'COMITY_STORE'],
    [{ COMITY_STORE: 's3://evidence/../x' }, 'COMITY_STORE'],
    [{ COMITY_STORE_ENDPOINT: 'http://store.example' }, 'COMITY_STORE_ENDPOINT'],
    [{ COMITY_STORE_REGION: 'a b' }, 'COMITY_STORE_REGION'],
    [{ COMITY_STORE_LOCK_DAYS: '0' }, 'COMITY_STORE_LOCK_DAYS'],
    [{ COMITY_STORE_PATH_STYLE: 'maybe' }, 'COMITY_STORE_PATH_STYLE'],
    [{ COMITY_STORE_CREDENTIALS: '/not/there' }, 'COMITY_STORE_CREDENTIALS'],
    [{ AWS_SECRET_ACCESS_KEY: '' }, 'AWS_SECRET_ACCESS_KEY'],
  ];
  for (const [change, name] of bad)
    assert.throws(() => s3Settings({ ...good, ...change }), { name: 'Refusal', code: 'badUsage', message: new RegExp(name) }); // prettier-ignore
});
