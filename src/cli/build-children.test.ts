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
  const built = placeOf(SOURCE, folder);
  assert.equal(programToStart(SOURCE, folder), built);
  assert.equal(execFileSync(process.execPath, [built, 'nnp'], { encoding: 'utf8' }), 'holds\n');

  const made = readFileSync(`${built}.json`, 'utf8');
  const digest = /"src\/platform\/walls-probe\.ts":"([0-9a-f]{64})"/.exec(made)?.[1] ?? '';
  writeFileSync(`${built}.json`, made.replace(digest, digest.replaceAll(/[0-9]/g, 'a')));
  assert.equal(programToStart(SOURCE, folder), SOURCE, 'the source is another one');
  writeFileSync(`${built}.json`, made);
  appendFileSync(built, '\n');
  assert.equal(programToStart(SOURCE, folder), SOURCE, 'it is not the program that was made');
});

test('a program in one file stands behind the same walls as its source, and may read less', () => {
  const limits = { memoryBytes: 256 * 1024 * 1024, cpuSeconds: 20 };
  const [source, built] = [SOURCE, placeOf(SOURCE)].map((program) => commandOf(wallsHere(), program, limits));
  // What is left are the walls themselves: words without a path, but for the number of folders.
  const walls = (command: readonly string[] = []): string[] =>
    command.filter((word) => !word.includes('/') && word !== '--landlock-rule');
  assert.deepEqual(walls(built), walls(source));
  assert.ok(source?.some((word) => word.endsWith('/src')));
  assert.ok(!built?.some((word) => /\/src(?:\/|$)/.test(word)));
});
