// The one file of a program is started where it is what the source says, and nowhere else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { placeOf, programToStart } from '../platform/built-programs.ts';
import { commandOf, wallsHere } from '../platform/walls.ts';
import { buildChildren } from './build-children.ts';

const SOURCE = fileURLToPath(new URL('../platform/walls-probe.ts', import.meta.url));

test('a program that was made of this very source is started in its place, and no other', async (t) => {
  const folder = temporaryFolder(t);
  assert.equal(programToStart(SOURCE, folder), SOURCE, 'none is there');
  await buildChildren(folder, ['src/platform/walls-probe.ts']);
  const place = placeOf(SOURCE, folder);
  const built = `${place}.cjs`;
  assert.equal(programToStart(SOURCE, folder), built);
  assert.equal(execFileSync(process.execPath, [built, 'nnp'], { encoding: 'utf8' }), 'holds\n');

  const made = readFileSync(`${place}.json`, 'utf8');
  const [, state = '', digest = ''] =
    /"src\/platform\/walls-probe\.ts":\{"state":"([\d ]+)","sha256":"([0-9a-f]{64})"/.exec(made) ?? [];
  const copied = made.replace(state, '1 2 3 4');
  writeFileSync(`${place}.json`, copied);
  assert.equal(programToStart(SOURCE, folder), built, 'a copy of the same source');
  writeFileSync(`${place}.json`, copied.replace(digest, digest.replaceAll(/[0-9]/g, 'a')));
  assert.equal(programToStart(SOURCE, folder), SOURCE, 'the source is another one');
  writeFileSync(`${place}.json`, made);
  for (const end of ['.cjs', '.code', '.cache']) {
    const whole = readFileSync(`${place}${end}`);
    appendFileSync(`${place}${end}`, '\n');
    assert.equal(programToStart(SOURCE, folder), SOURCE, `${end} is not what was made`);
    writeFileSync(`${place}${end}`, whole);
  }
  assert.equal(programToStart(SOURCE, folder), built);
});

test('what V8 made of a program is taken, behind the flags of a child', async (t) => {
  const folder = temporaryFolder(t);
  await buildChildren(folder, ['src/forensics/looking/child.ts']);
  const place = placeOf(fileURLToPath(new URL('../forensics/looking/child.ts', import.meta.url)), folder);
  const flags = ['--disable-wasm-trap-handler', '--max-old-space-size=100'];
  const [code, cache] = [`${place}.code`, `${place}.cache`].map((path) => JSON.stringify(path));
  const script = `const s = new (require('node:vm').Script)(fs.readFileSync(${code}, 'latin1'), { cachedData: fs.readFileSync(${cache}) });
    console.log(s.cachedDataRejected)`;
  assert.equal(execFileSync(process.execPath, [...flags, '--eval', script], { encoding: 'utf8' }), 'false\n');
});

test('a program in one file stands behind the same walls as its source, and may read less', () => {
  const limits = { memoryBytes: 256 * 1024 * 1024, cpuSeconds: 20 };
  const [source, built] = [SOURCE, `${placeOf(SOURCE)}.cjs`].map((program) =>
    commandOf(wallsHere(), program, limits),
  );
  // What is left are the walls themselves: words without a path, but for the number of folders.
  const walls = (command: readonly string[] = []): string[] =>
    command.filter((word) => !word.includes('/') && word !== '--landlock-rule');
  assert.deepEqual(walls(built), walls(source));
  assert.ok(source?.some((word) => word.endsWith('/src')));
  assert.ok(!built?.some((word) => /\/src(?:\/|$)/.test(word)));
});
