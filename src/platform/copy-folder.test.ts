import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { copyFolder } from './copy-folder.ts';

const BYTES = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 251));

function places(t: TestContext) {
  const folder = temporaryFolder(t);
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  for (const one of [from, to]) mkdirSync(one);
  writeFileSync(join(from, 'a'), BYTES);
  return { from, to };
}

test('a folder comes over with its bytes and modes, and replaces what lies there', async (t) => {
  const { from, to } = places(t);
  const long = 'n'.repeat(255); // as long as names can be
  mkdirSync(join(from, 'sub'));
  writeFileSync(join(from, 'sub', long), 'deep');
  chmodSync(join(from, 'a'), 0o440);
  writeFileSync(join(to, 'a'), 'another');
  let bytes = 0;
  await copyFolder(from, to, { onBytes: (more) => (bytes += more) });
  assert.deepEqual(readFileSync(join(to, 'a')), BYTES);
  assert.equal(statSync(join(to, 'a')).mode & 0o777, 0o440);
  assert.equal(readFileSync(join(to, 'sub', long), 'utf8'), 'deep');
  assert.equal(bytes, BYTES.length + 4);
  assert.deepEqual(readdirSync(to).sort(), ['a', 'sub']);
});

test('a file that a killed copy left cut is made whole, and its abandoned parts go', async (t) => {
  const { from, to } = places(t);
  for (const [name, length] of [
    ['empty', 0],
    ['cut', 100],
  ] as const) {
    writeFileSync(join(from, name), BYTES);
    writeFileSync(join(to, name), BYTES.subarray(0, length));
  }
  writeFileSync(join(to, '.copy.999999999-0123456789ab.tmp'), 'half');
  await copyFolder(from, to, { keepExisting: true });
  for (const name of ['a', 'empty', 'cut']) assert.deepEqual(readFileSync(join(to, name)), BYTES, name);
  assert.deepEqual(readdirSync(to).sort(), ['a', 'cut', 'empty']);
});

test('what was kept is not replaced by other bytes, shorter, longer or as long', async (t) => {
  const { from, to } = places(t);
  const others = {
    shorter: Buffer.from('a head of another size'),
    longer: Buffer.concat([BYTES, BYTES]),
    same: Buffer.from(BYTES.toReversed()),
  };
  for (const [name, bytes] of Object.entries(others)) {
    writeFileSync(join(from, name), BYTES);
    writeFileSync(join(to, name), bytes);
  }
  await copyFolder(from, to, { keepExisting: true });
  for (const [name, bytes] of Object.entries(others)) assert.deepEqual(readFileSync(join(to, name)), bytes);
});
