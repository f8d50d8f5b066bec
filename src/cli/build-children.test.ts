// The one file of a program is started where it is what the source says, and nowhere else.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { placeOf, programToStart } from '../platform/built-programs.ts';
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
