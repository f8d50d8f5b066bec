// `image files` as one plain file is the whole program for those who use it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { madeAt } from '../platform/built-programs.ts';
import { ROOT } from './build-children.ts';
import { buildTerminal } from './build-terminal.ts';

test('image files from one plain file says what the whole program says', async (t) => {
  const folder = mkdtempSync(join(ROOT, 'dist/terminal-')); // as deep as dist/terminal
  t.after(() => rmSync(folder, { recursive: true }));
  const place = join(folder, 'image-files');
  await buildTerminal(place);
  assert.equal(madeAt(place), `${place}.cjs`);
  const image = join(temporaryFolder(t), 'image.raw');
  writeFileSync(image, gunzipSync(readFileSync(join(ROOT, 'fixtures/volumes/volumes.raw.gz'))));
  const said = (file: string, args: readonly string[]) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/comity') };
    const ran = spawnSync(process.execPath, [file, 'image', 'files', ...args], { encoding: 'utf8', env });
    return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  };
  const whole = join(ROOT, 'src/cli/main.ts');
  const listing = [image, '--format', 'csv', '--deleted'];
  const listed = said(`${place}.cjs`, listing);
  assert.equal(listed.status, 0);
  assert.deepEqual(listed, said(whole, listing));
  const refused = said(`${place}.cjs`, [join(folder, 'none.raw')]);
  assert.equal(refused.status, 1);
  assert.deepEqual(refused, said(whole, [join(folder, 'none.raw')]));
  writeFileSync(`${place}.json`, readFileSync(`${place}.json`, 'utf8').replaceAll(/"(?:state|sha256)":"[^"]+"/g, '"state":""')); // prettier-ignore
  assert.equal(madeAt(place), undefined, 'the source is another one');
  assert.deepEqual(said(`${place}.cjs`, listing), listed);
});
