import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { brokenDevice, NO_DISKS, smallDisk } from '../../../test/support/disks.ts';
import {
  ADDITION,
  FRANCE,
  testCase,
  testExhibit,
  testInstallation,
} from '../../../test/support/installation.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import type { ImageTools } from './acquire.acts.ts';
import { audit } from '../upkeep/audit.acts.ts';
import { eventsOf } from '../events/recorded-event.acts.ts';
import { addExhibit, type AddRequest } from './exhibit-add.acts.ts';
import type { ImageFinding } from '../exhibits/exhibit.ts';
import { listExhibits } from '../exhibits/exhibit.store.ts';
import type { Installation } from '../log/installation.acts.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function prepared(t: TestContext) {
  const installation = await testInstallation(t);
  const folder = temporaryFolder(t);
  const file = await testCase(installation.house);
  const add = (path: string, more: Partial<AddRequest> = {}) =>
    addExhibit(installation.house, {
      ...ADDITION,
      caseName: file.reference,
      from: { kind: 'path', path },
      ...more,
    });
  return { ...installation, house: installation.house, folder, file, add };
}

async function auditClean(house: Installation): Promise<void> {
  const report = await audit(house);
  assert.deepEqual(report.differences, []);
  assert.equal(report.exhibits.checked, report.exhibits.held);
  assert.deepEqual(readdirSync(house.home.staging), []);
}

test('a file is stored whole under its digest, with its events', async (t) => {
  const { house, folder, add } = await prepared(t);
  const path = join(folder, 'invoice.pdf');
  writeFileSync(path, 'invented invoice');
  const { exhibit, acquired } = await add(path, { also: ['md5', 'sha1'], conditions: ['this case only'] });
  assert.equal(exhibit.number, 'FR-2026-000001-1');
  assert.equal(exhibit.sha256, sha256('invented invoice'));
  assert.equal(acquired?.digests.md5, createHash('md5').update('invented invoice').digest('hex'));
  const events = await eventsOf(house, exhibit.number);
  assert.deepEqual(
    events.map(({ event }) => event.type),
    ['acquired', 'stored'],
  );
  assert.deepEqual(events[0]?.event.facts?.['conditions'], ['this case only']);
  assert.deepEqual(JSON.parse(events[0]?.detail?.text ?? ''), { foundAs: path, source: ADDITION.source });
  assert.ok(!Buffer.from(events[0]!.note).includes('invoice.pdf'), 'names stay outside the log'); // checked above
  const stored = house.store.localPath(exhibit.id, 'data/invoice.pdf');
  assert.equal(readFileSync(stored ?? '', 'utf8'), 'invented invoice');
  await auditClean(house);
});

test('numbers count up within a case and are never used twice', async (t) => {
  const { house, folder, add } = await prepared(t);
  const paths = Array.from({ length: 8 }, (_, i) => join(folder, `file-${i}`));
  for (const path of paths) writeFileSync(path, path);
  const added = await Promise.all(paths.map((path) => add(path)));
  const items = added.map(({ exhibit }) => Number(exhibit.number.split('-').at(-1))).sort((a, b) => a - b);
  assert.deepEqual(items, [1, 2, 3, 4, 5, 6, 7, 8]);
  const other = await testCase(house);
  assert.equal(other.reference, 'FR-2026-000002');
  await auditClean(house);
});

test('adding again under the same key changes nothing', async (t) => {
  const { house, file, folder, add } = await prepared(t);
  const path = join(folder, 'a');
  writeFileSync(path, 'a');
  const first = await add(path, { key: 'k1' });
  writeFileSync(path, 'something else');
  const again = await add(path, { key: 'k1' });
  assert.equal(again.repeated, true);
  assert.equal(again.exhibit.id, first.exhibit.id);
  const [one, two] = await Promise.all([add(path, { key: 'k2' }), add(path, { key: 'k2' })]);
  assert.equal(one.exhibit.id, two.exhibit.id);
  assert.equal((await listExhibits(house.db.kysely, file.id, 10)).length, 2);
  await auditClean(house);
});

test('a folder is kept as a tree, with names that are not UTF-8 and links not followed', async (t) => {
  const { house, folder, add } = await prepared(t);
  const tree = join(folder, 'seized');
  mkdirSync(join(tree, 'sub'), { recursive: true });
  writeFileSync(join(tree, 'tree.jsonl'), 'a file of that very name');
  writeFileSync(join(tree, 'sub', 'b.txt'), 'b');
  writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0x66, 0xe9, 0xff])]), 'latin');
  symlinkSync('/etc/passwd', join(tree, 'link'));
  const { exhibit } = await add(tree);
  assert.equal(exhibit.method, 'tree');
  assert.equal(exhibit.files, 3);
  const list = readFileSync(house.store.localPath(exhibit.id, 'tree.jsonl') ?? '', 'utf8');
  assert.equal(exhibit.sha256, sha256(list));
  const entries = list
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; path: string; target?: string });
  assert.equal(entries.find((entry) => entry.kind === 'link')?.target, '/etc/passwd');
  assert.ok(
    !entries.some((entry) => entry.path === 'tree.jsonl'),
    'the list keeps its name for itself in a package',
  );
  await auditClean(house);
});

test('standard input is taken as it comes', async (t) => {
  const { house, file } = await prepared(t);
  const stream = Readable.from([Buffer.from('one '), Buffer.from('two')]);
  const exhibit = await testExhibit(house, file, {
    from: { kind: 'stream', stream, name: 'standard-input' },
  });
  assert.equal(exhibit.sha256, sha256('one two'));
  assert.equal(exhibit.method, 'stream');
  await auditClean(house);
});

test('an image whose own hash differs is kept all the same, and the log says so', async (t) => {
  const { house, folder, add } = await prepared(t);
  const path = join(folder, 'disk.E01');
  writeFileSync(path, 'stands for an image');
  const finding: ImageFinding = {
    format: 'ewf-e01',
    segments: 1,
    mediaSize: 512,
    container: 'good',
    stored: { md5: '0'.repeat(32) },
    computed: { md5: '1'.repeat(32) },
    agrees: false,
  };
  const images: ImageTools = {
    segments: (found) => Promise.resolve([found]),
    check: () => Promise.resolve(finding),
  };
  const added = await add(path, { images });
  assert.equal(added.failures.length, 1);
  assert.match(added.failures[0]?.words ?? '', /computed md5 1{32}/);
  assert.deepEqual(added.exhibit.image, finding);
  const types = (await eventsOf(house, added.exhibit.number)).map(({ event }) => event.type);
  assert.deepEqual(types, ['acquired', 'stored', 'checkFailed']);
  await auditClean(house);
});

test('a file that changes while it is read is kept as read, and the log says so', async (t) => {
  const { house, folder, add } = await prepared(t);
  const path = join(folder, 'growing.log');
  writeFileSync(path, 'start');
  truncateSync(path, 300 * 1024 * 1024);
  let grown = false;
  const added = await add(path, {
    onProgress: (_label, bytes) => {
      if (!grown && bytes > 0) appendFileSync(path, 'more');
      grown = true;
    },
  });
  assert.ok(grown);
  assert.match(added.failures[0]?.words ?? '', /changed while it was read/);
  const events = await eventsOf(house, added.exhibit.number);
  assert.deepEqual(
    events.map(({ event }) => event.type),
    ['acquired', 'stored', 'checkFailed'],
  );
  assert.ok(Array.isArray(events[0]?.event.facts?.['changes']));
  await auditClean(house);
});

test('what cannot be added is refused and leaves nothing behind', async (t) => {
  const { house, file, folder, add } = await prepared(t);
  symlinkSync('/etc/passwd', join(folder, 'link'));
  await assert.rejects(add(join(folder, 'absent')), /nothing at/);
  await assert.rejects(add(join(folder, 'link')), /symbolic link/);
  await assert.rejects(add('/dev/null'), /something else/);
  await assert.rejects(add(join(folder, 'link'), { caseName: 'FR-2026-999999' }), /no case/);
  assert.equal((await listExhibits(house.db.kysely, file.id, 10)).length, 0);
  await auditClean(house);
});

test('a stream that breaks is not evidence, but the attempt is in the log of the case', async (t) => {
  const { house, file } = await prepared(t);
  const stream = (async function* () {
    yield Buffer.from('half');
    await Promise.resolve();
    throw Object.assign(new Error('broken pipe'), { code: 'EPIPE' });
  })();
  const adding = addExhibit(house, {
    ...ADDITION,
    caseName: file.reference,
    from: { kind: 'stream', stream, name: 'standard-input' },
  });
  await assert.rejects(adding);
  assert.equal((await listExhibits(house.db.kysely, file.id, 10)).length, 0);
  await auditClean(house);
});

test('a device with unreadable sectors is taken to its end, and the event names them', async (t) => {
  const MiB = 1024 * 1024;
  const kept = MiB + 512;
  const device = brokenDevice(t, Buffer.alloc(2 * MiB, 7), kept);
  if (device === undefined) return t.skip(NO_DISKS);
  const { house, add } = await prepared(t);
  const { exhibit, acquired } = await add(device);
  assert.equal(exhibit.method, 'device');
  assert.equal(acquired?.badBytes, 2 * MiB - kept);
  const [event] = await eventsOf(house, exhibit.number);
  assert.deepEqual(event?.event.facts?.['badRanges'], [[kept, 2 * MiB - kept]]);
  assert.equal(exhibit.sha256, sha256(Buffer.concat([Buffer.alloc(kept, 7), Buffer.alloc(2 * MiB - kept)])));
  await auditClean(house);
});

test('what a medium gave only when read again is told by the event, and the evidence counts as whole', async (t) => {
  const { house, file, folder } = await prepared(t);
  const path = join(folder, 'stick.dd');
  writeFileSync(path, Buffer.alloc(8192, 7));
  // A medium that fails once is not to be had at will: here the copy says that it met one.
  const weak = { retriedBytes: 4096, retriedRanges: [[0, 4096]] as const };
  const stage: typeof house.store.stage = async (id) => {
    const staging = await house.store.stage(id);
    return { ...staging, write: async (...of) => ({ ...(await staging.write(...of)), ...weak }) };
  };
  const exhibit = await testExhibit({ ...house, store: { ...house.store, stage } }, file, {
    from: { kind: 'path', path },
  });
  const [event] = await eventsOf(house, exhibit.number);
  assert.deepEqual(event?.event.facts?.['retriedRanges'], [[0, 4096]]);
  assert.equal(event.event.facts['retriedBytes'], 4096);
  assert.equal(event.event.facts['badBytes'], undefined);
  await auditClean(house);
});

test('a full disk is a refusal, nothing is kept, and the log of the case has the attempt', async (t) => {
  const disk = smallDisk(t, 8);
  if (disk === undefined) return t.skip(NO_DISKS);
  const { house } = await testInstallation(t, FRANCE, disk);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'large.bin');
  writeFileSync(path, randomBytes(12 * 1024 * 1024));
  const adding = addExhibit(house, { ...ADDITION, caseName: file.reference, from: { kind: 'path', path } });
  await assert.rejects(adding, { name: 'Refusal', code: 'noSpace' });
  assert.equal((await listExhibits(house.db.kysely, file.id, 10)).length, 0);
  const events = await eventsOf(house, file.reference);
  assert.deepEqual(
    events.map(({ event }) => [event.type, event.facts?.['found']]),
    [['checkFailed', 'noSpace']],
  );
  await auditClean(house);
});
