import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawn, shapes } from '../../test/support/drawn.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { runPicture } from './picture.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

test('pictures are fingerprinted, found in a list, and put together where they look alike', async (t) => {
  const folder = temporaryFolder(t);
  const [one, small, other, plain, text] = ['one.png', 'small.jpg', 'other.png', 'plain.png', 'text.png'].map((name) => join(folder, name)) as [string, string, string, string, string]; // prettier-ignore
  await drawn(320, 240, shapes(1)).png().toFile(one);
  await drawn(320, 240, shapes(1)).resize(180).jpeg({ quality: 40 }).toFile(small);
  await drawn(320, 240, shapes(2)).png().toFile(other);
  await drawn(320, 240, new Uint8Array(320 * 240 * 3).fill(90))
    .png()
    .toFile(plain);
  writeFileSync(text, 'no picture');

  const hashed = recordingTerminal();
  assert.equal(await runPicture(['hash', one, other, plain, text], hashed), EXIT.refused);
  const [first = '', second = '', third = ''] = hashed.outLines;
  assert.match(first, /^[0-9a-f]{64} {2} *\d+ {2}.*one\.png$/);
  assert.match(third, /^[0-9a-f]{64} {2} {2}0 {2}.*plain\.png$/);
  assert.match(hashed.errLines.join(), /text\.png: refused: it is no picture/);

  const list = join(folder, 'list.csv');
  writeFileSync(
    list,
    `pdq,category\n${second.slice(0, 64)},B\n${first.slice(0, 64)},A\n${third.slice(0, 64)},plain\n`,
  );
  const matched = recordingTerminal();
  assert.equal(await runPicture(['match', small, plain, '--list', list, '--json'], matched), EXIT.done);
  assert.equal(matched.outLines.length, 1, 'one colour is near to nothing');
  const found = JSON.parse(matched.outLines[0] ?? '') as { entry: number; label: string; distance: number }; // written by us
  assert.deepEqual([found.entry, found.label], [2, 'A']);
  assert.ok(found.distance > 0 && found.distance <= 31);
  const exact = recordingTerminal();
  await runPicture(['match', small, '--list', list, '--distance', '0'], exact);
  assert.deepEqual(exact.outLines, []);

  const similar = recordingTerminal();
  assert.equal(await runPicture(['similar', other, one, plain, small], similar), EXIT.done);
  assert.deepEqual(similar.outLines, [`Group 1: ${one}  ${small}`]);

  writeFileSync(list, 'pdq\nnot a fingerprint\n');
  await assert.rejects(runPicture(['match', one, '--list', list], recordingTerminal()), { code: 'badInput' });
  writeFileSync(list, 'pdq\n');
  await assert.rejects(runPicture(['match', one, '--list', list], recordingTerminal()), { code: 'badInput' });
  for (const args of [[], [one], [one, '--list', list, '--distance', '32']])
    await assert.rejects(runPicture(['match', ...args], recordingTerminal()), { code: 'badUsage' });
});
