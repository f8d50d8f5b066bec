import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { Refusal } from '../base/refusal.ts';
import { createAtomically, diskRefusal, errorCode, makeFolder, writeAtomically } from './files.ts';

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

function isRefusal(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

test('a file is replaced whole, with exactly the mode that was asked for', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'a');
  await writeAtomically(file, 'old', 0o600);
  await writeAtomically(file, new Uint8Array([1, 2, 3]), 0o666); // the umask would take some of it
  assert.deepEqual([...readFileSync(file)], [1, 2, 3]);
  assert.equal(modeOf(file), '666');
  assert.deepEqual(readdirSync(folder), ['a']);
});

test('of several who make the same file, one succeeds and the others are refused', async (t) => {
  const file = join(temporaryFolder(t), 'a');
  const results = await Promise.allSettled(
    ['1', '2', '3'].map((text) => createAtomically(file, text, 0o444)),
  );
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const result of results)
    if (result.status === 'rejected') assert.ok(isRefusal('alreadyExists')(result.reason));
  assert.match(readFileSync(file, 'utf8'), /^[123]$/);
  assert.equal(modeOf(file), '444');
});

test('a write that fails leaves the old file and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'a')); // a folder cannot be replaced by a file
  await assert.rejects(writeAtomically(join(folder, 'a'), 'x'));
  await assert.rejects(writeAtomically(join(folder, 'missing', 'b'), 'x'), { code: 'ENOENT' });
  assert.deepEqual(readdirSync(folder), ['a']);
});

test('missing parents are made with the same mode, existing ones keep theirs', async (t) => {
  const folder = temporaryFolder(t);
  await makeFolder(join(folder, 'a/b/c'), 0o700);
  assert.deepEqual(
    ['a', 'a/b', 'a/b/c'].map((name) => modeOf(join(folder, name))),
    ['700', '700', '700'],
  );
  chmodSync(join(folder, 'a/b'), 0o750);
  await makeFolder(join(folder, 'a/b'), 0o777);
  assert.equal(modeOf(join(folder, 'a/b')), '750');
});

test('a file in the place of a folder is refused', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'a'), '');
  await assert.rejects(makeFolder(join(folder, 'a')), isRefusal('alreadyExists'));
  await assert.rejects(makeFolder(join(folder, 'a/b')), { code: 'ENOTDIR' });
});

test('a full disk is a refusal that says so', async (t) => {
  if (!existsSync('/dev/full')) return t.skip('/dev/full not installed');
  const error: unknown = await writeFile('/dev/full', 'x').catch((reason: unknown) => reason);
  assert.equal(errorCode(error), 'ENOSPC');
  assert.ok(isRefusal('noSpace')(diskRefusal(error, '/dev/full')));
  const other = new Error('other');
  assert.equal(diskRefusal(other, 'x'), other);
});

test('a disk that takes nothing, another one in between, and one that fails are said in words', () => {
  const failing = (code: string): unknown =>
    diskRefusal(Object.assign(new Error(code), { code }), '/srv/store');
  assert.match(String(failing('EROFS')), /permission to write \/srv\/store; found a read-only file system/);
  assert.match(String(failing('EXDEV')), /on one file system/);
  assert.match(String(failing('EIO')), /an error of the disk itself/);
});
