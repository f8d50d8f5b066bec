import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { startSwapping } from '../../test/support/swapping.ts';
import { atEnd, temporaryFolder } from '../../test/support/temporary.ts';
import { parseCanonicalJson } from '../base/canonical-json.ts';
import { nameFault } from '../verify/names.ts';
import { Source } from './copy-source.ts';
import { isoNanoseconds } from './source-time.ts';
import { fileLine, treeLine } from './source-tree-line.ts';
import { sourceOf, walkTree, type FoundEntry } from './source-tree.ts';

function lineOf(entry: FoundEntry | undefined): { readonly [name: string]: unknown } {
  assert.ok(entry !== undefined);
  const line = treeLine(entry);
  assert.ok(line.endsWith('\n'));
  const value = parseCanonicalJson(line.slice(0, -1));
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), 'a canonical JSON object');
  return value as { readonly [name: string]: unknown }; // JSON objects have text for keys
}

function find(root: string, path: string): FoundEntry | undefined {
  return [...walkTree(root)].find((entry) => entry.path === path);
}

function withNoHelp(t: TestContext, problem: string): void {
  t.skip(problem);
}

test('a folder comes first, then what it holds, in the order of the bytes of the names', (t) => {
  const root = temporaryFolder(t);
  for (const name of ['b', 'B', 'é', 'a b', 'z/inner', 'z/another']) {
    fs.mkdirSync(join(root, name, '..'), { recursive: true });
    fs.writeFileSync(join(root, name), name);
  }
  const entries = [...walkTree(root)];
  assert.deepEqual(
    entries.map(({ kind, path }) => [kind, path]),
    [
      ['folder', ''],
      ['file', 'B'],
      ['file', 'a b'],
      ['file', 'b'],
      ['folder', 'z'],
      ['file', 'z/another'],
      ['file', 'z/inner'],
      ['file', 'é'],
    ].map(([kind, path]) => [kind, path === 'b' ? 'b~2' : path]),
  );
});

test('names that are not UTF-8 keep their bytes', (t) => {
  const root = temporaryFolder(t);
  const name = Buffer.from('caf\xe9.txt', 'latin1');
  fs.writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), 'x');
  const entry = find(root, 'caf_.txt');
  assert.ok(entry?.name.equals(name));
  assert.equal(lineOf(entry)['nameBytes'], name.toString('base64'));
  assert.equal(lineOf(entry)['name'], undefined);
  assert.equal(fs.readFileSync(entry?.foundPath ?? '', 'utf8'), 'x');
});

test('times before 1970 and after 2038 are kept to the nanosecond', (t) => {
  const root = temporaryFolder(t);
  const times: { readonly [name: string]: string } = {
    early: '1931-05-04 03:02:01.123456789 UTC',
    late: '2105-12-31 23:59:59.987654321 UTC',
  };
  for (const [name, time] of Object.entries(times)) {
    fs.writeFileSync(join(root, name), '');
    execFileSync('touch', ['-d', time, join(root, name)]);
    const [kept] = execFileSync('stat', ['-c', '%y', join(root, name)], {
      env: { TZ: 'UTC', PATH: process.env['PATH'] },
    })
      .toString()
      .split(' +');
    if (kept !== time.replace(' UTC', '')) return withNoHelp(t, `the file system keeps ${kept} for ${time}`);
  }
  assert.deepEqual(lineOf(find(root, 'early'))['modified'], {
    iso: '1931-05-04T03:02:01.123456789Z',
    ns: '-1220129878876543211',
  });
  assert.deepEqual(lineOf(find(root, 'late'))['modified'], {
    iso: '2105-12-31T23:59:59.987654321Z',
    ns: '4291747199987654321',
  });
});

test('a time of any size has its nanoseconds, and ISO 8601 as far as that goes', () => {
  assert.equal(isoNanoseconds(0n), '1970-01-01T00:00:00.000000000Z');
  assert.equal(isoNanoseconds(-1n), '1969-12-31T23:59:59.999999999Z');
  assert.equal(isoNanoseconds(253402300800n * 1_000_000_000n), '+010000-01-01T00:00:00.000000000Z');
  assert.equal(isoNanoseconds(2n ** 63n * 1_000_000_000n), undefined);
});

test('links are recorded and not followed, not even in a circle; other kinds are recorded and not opened', (t) => {
  const root = temporaryFolder(t);
  fs.mkdirSync(join(root, 'folder'));
  fs.symlinkSync('..', join(root, 'folder', 'up'));
  fs.symlinkSync(Buffer.from('/nowhere/\xff', 'latin1'), join(root, 'broken'));
  execFileSync('mkfifo', [join(root, 'fifo')]);
  const entries = [...walkTree(root)];
  assert.deepEqual(
    entries.map(({ kind, path }) => `${kind} ${path}`),
    ['folder ', 'link broken', 'fifo fifo', 'folder folder', 'link folder/up'],
  );
  assert.equal(lineOf(entries[4])['target'], '..');
  assert.equal(lineOf(entries[1])['targetBytes'], Buffer.from('/nowhere/\xff', 'latin1').toString('base64'));
});

test('a second name of a file points to the first', (t) => {
  const root = temporaryFolder(t);
  fs.writeFileSync(join(root, 'a'), 'x');
  fs.linkSync(join(root, 'a'), join(root, 'b'));
  assert.equal(find(root, 'a')?.hardLinkOf, undefined);
  const line = lineOf(find(root, 'b'));
  assert.deepEqual([line['hardLinkOf'], line['links']], ['a', 2]);
});

test('mode, owner and inode are as found', (t) => {
  const root = temporaryFolder(t);
  fs.writeFileSync(join(root, 'a'), 'x');
  fs.chmodSync(join(root, 'a'), 0o4751);
  const line = lineOf(find(root, 'a'));
  const stat = fs.statSync(join(root, 'a'));
  assert.deepEqual(
    [line['mode'], line['uid'], line['gid'], line['inode']],
    ['4751', stat.uid, stat.gid, String(stat.ino)],
  );
});

test('where another file system begins is told', (t) => {
  const root = temporaryFolder(t);
  fs.mkdirSync(join(root, 'disk'));
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', join(root, 'disk')]).status !== 0)
    return t.skip('mount not installed, or not allowed here');
  atEnd(t, () => execFileSync('umount', [join(root, 'disk')]));
  fs.writeFileSync(join(root, 'disk', 'file'), '');
  const mounts = [...walkTree(root)].map(({ path, isMountPoint }) => [path, isMountPoint]);
  assert.deepEqual(mounts, [
    ['', false],
    ['disk', true],
    ['disk/file', false],
  ]);
});

test('more entries or folders within each other than allowed are a refusal, and no more is read than that', (t) => {
  const root = temporaryFolder(t);
  for (let i = 0; i < 50; i++) fs.writeFileSync(join(root, `${i}`), '');
  fs.mkdirSync(join(root, 'a/b/c/d'), { recursive: true });
  const tooLarge = { name: 'Refusal', code: 'tooLarge' };
  assert.throws(() => [...walkTree(root, { entries: 30, depth: 10 })], tooLarge);
  assert.throws(() => [...walkTree(root, { entries: 1000, depth: 3 })], tooLarge);
  assert.equal([...walkTree(root, { entries: 55, depth: 4 })].length, 55);
});

test('a file, a link to a folder and nothing at all are no folder', (t) => {
  const root = temporaryFolder(t);
  fs.writeFileSync(join(root, 'file'), '');
  fs.symlinkSync(root, join(root, 'link'));
  for (const name of ['file', 'link'])
    assert.throws(() => [...walkTree(join(root, name))], { code: 'badInput' });
  assert.throws(() => [...walkTree(join(root, 'gone'))], { code: 'notFound' });
});

test('a deep tree has paths that fit a package, each in the folder it was found in', (t) => {
  const root = temporaryFolder(t);
  const long = 'a long name for a folder '.repeat(4).trim();
  let deepest = root;
  for (let i = 0; i < 30; i++) {
    deepest = `${deepest}/${long} ${i}`;
    fs.mkdirSync(deepest);
    fs.writeFileSync(`${deepest}/file`, `${i}`);
  }
  const entries = [...walkTree(root)];
  assert.equal(entries.length, 61);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  assert.equal(byPath.size, 61);
  for (const { path, folder, foundPath } of entries.slice(1)) {
    assert.equal(nameFault(`data/FR-2026-000012-3/${path}`), undefined);
    const parent = byPath.get(folder);
    assert.equal(parent?.kind, 'folder');
    assert.equal(parent?.foundPath.toString(), join(foundPath.toString(), '..'));
  }
  assert.ok(entries.some(({ path, folder }) => path === 'deeper-1' && folder !== ''));
});

/** `root/way/deep/file`, and another file by the same names outside. */
function twoOfOneName(t: TestContext) {
  const [root, outside] = [temporaryFolder(t), temporaryFolder(t)];
  for (const [place, text] of [
    [join(root, 'way'), 'evidence'],
    [outside, 'of somebody else'],
  ] as const) {
    fs.mkdirSync(join(place, 'deep'), { recursive: true });
    fs.writeFileSync(join(place, 'deep', 'file'), text);
    fs.writeFileSync(join(place, `only ${text}`), text);
  }
  return { root, outside };
}

/** As the thread that copies does. */
function read(entry: FoundEntry): string {
  const source = new Source(entry.foundPath, sourceOf(entry));
  try {
    const buffer = Buffer.alloc(100);
    return buffer.toString(
      'utf8',
      0,
      source.fill(buffer, 0, 100, () => undefined),
    );
  } finally {
    source.close();
  }
}

test('a link put in the place of a folder that was seen is not followed, and what it hides is told', (t) => {
  const { root, outside } = twoOfOneName(t);
  const entries: FoundEntry[] = [];
  for (const entry of walkTree(root)) {
    entries.push(entry);
    if (entry.path !== 'way') continue;
    fs.renameSync(join(root, 'way'), join(root, 'way.held'));
    fs.symlinkSync(outside, join(root, 'way'));
  }
  // What was there is listed, from where it is now; its bytes cannot be read by the path at which it was found.
  assert.deepEqual(
    entries.map(({ path, kind, fault }) => [path, kind, fault]),
    [
      ['', 'folder', undefined],
      ['way', 'folder', undefined],
      ['way/deep', 'folder', 'ELOOP'],
      ['way/only evidence', 'file', undefined],
    ],
  );
  for (const entry of entries.filter(({ kind }) => kind === 'file'))
    assert.throws(() => read(entry), { name: 'Error', code: /^(ELOOP|ENOENT)$/ }, entry.path);
  // Nor is a folder to which that link leads now.
  const real = Buffer.from(join(root, 'way', 'deep')).toString('latin1');
  const [top, ...rest] = walkTree(join(root, 'way', 'deep'), undefined, real);
  assert.deepEqual([top?.fault, rest], ['ELOOP', []]);
});

test('however a link is swapped in while a folder is read, nothing from outside comes in', async (t) => {
  const { root, outside } = twoOfOneName(t);
  const stop = startSwapping(join(root, 'way'), outside);
  const seen = new Set<string>();
  const until = Date.now() + 1_000;
  while (Date.now() < until)
    for (const entry of walkTree(root)) {
      seen.add(entry.name.toString());
      if (entry.kind !== 'file') continue;
      try {
        seen.add(read(entry));
      } catch (error) {
        assert.match(String((error as { code?: unknown }).code), /^(ELOOP|ENOENT|notFile)$/);
      }
    }
  assert.ok((await stop()) > 10);
  assert.ok(seen.has('evidence'), 'and what is there is read');
  assert.deepEqual(
    [...seen].filter((one) => one.includes('somebody else')),
    [],
  );
});

test('what cannot be looked at is told in its place', (t) => {
  const root = temporaryFolder(t);
  let deep = root;
  const name = 'n'.repeat(250);
  for (let i = 0; i < 15; i++) fs.mkdirSync((deep = `${deep}/${name}`)); // 3,900 bytes of the 4,096 a path may have
  execFileSync('sh', [
    '-c',
    'cd "$1" && mkdir "$2" && mkdir "$2/$2" && touch "$2/file $2"',
    'sh',
    deep,
    name,
  ]);
  const entries = [...walkTree(root)];
  const faults = entries.filter(({ fault }) => fault !== undefined);
  assert.deepEqual(
    faults.map(({ kind, fault }) => [kind, fault]),
    [['folder', 'ENAMETOOLONG']],
  );
  assert.equal(lineOf(faults[0])['fault'], 'ENAMETOOLONG');
  const file = entries.find(({ kind }) => kind === 'file');
  assert.ok(file);
  assert.throws(() => read(file), { code: 'ENAMETOOLONG' });
  execFileSync('rm', ['-rf', join(root, name)]);
});

test('a line for a single file has its digests and what was wrong with it', () => {
  const file = {
    path: 'data/disk.dd',
    bytes: 1024,
    sha256: '00',
    md5: '11',
    chunksRoot: '22',
    isSparse: false,
    badBytes: 512,
    badRanges: [[512, 512]],
    retriedBytes: 256,
    retriedRanges: [[0, 256]],
    changes: [{ what: 'size', before: '1024', after: '2048' }],
  } as const;
  assert.equal(
    fileLine('disk.dd', Buffer.from('disk.dd'), { ok: true, file }),
    '{"badBytes":512,"badRanges":[[512,512]],"bytes":1024,"changes":[{"after":"2048","before":"1024","what":"size"}],' +
      '"kind":"file","md5":"11","name":"disk.dd","path":"disk.dd","retriedBytes":256,"retriedRanges":[[0,256]],"sha256":"00"}\n',
  );
});
