import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { drawn } from '../../test/support/drawn.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { runHash, runMatch, runSimilar } from './picture.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

/** Shapes that differ from number to number. */
function scene(number: number): Uint8Array {
  const bytes = new Uint8Array(320 * 240 * 3);
  for (let y = 0, at = 0; y < 240; y++)
    for (let x = 0; x < 320; x++, at += 3) {
      const [u, v] = [x / 320, y / 240];
      const isBright =
        Math.sin(u * u * (9 + 6 * number) + 5 * v) + Math.cos(number + v * v * (8 + 9 * number) - 4 * u) > 0;
      const value = isBright ? 235 : 20;
      bytes.fill(value, at, at + 3);
    }
  return bytes;
}

test('pictures are fingerprinted, found in a list, and put together where they look alike', async (t) => {
  const folder = temporaryFolder(t);
  const [one, small, other, plain, text] = ['one.png', 'small.jpg', 'other.png', 'plain.png', 'text.png'].map((name) => join(folder, name)) as [string, string, string, string, string]; // prettier-ignore
  await drawn(320, 240, scene(1)).png().toFile(one);
  await drawn(320, 240, scene(1)).resize(180).jpeg({ quality: 40 }).toFile(small);
  await drawn(320, 240, scene(2)).png().toFile(other);
  await drawn(320, 240, new Uint8Array(320 * 240 * 3).fill(90))
    .png()
    .toFile(plain);
  writeFileSync(text, 'no picture');

  const hashed = recordingTerminal();
  assert.equal(await runHash([one, other, plain, text], hashed), EXIT.refused);
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
  assert.equal(await runMatch([small, plain, '--list', list, '--json'], matched), EXIT.done);
  assert.equal(matched.outLines.length, 1, 'one colour is near to nothing');
  const found = JSON.parse(matched.outLines[0] ?? '') as { entry: number; label: string; distance: number }; // written by us
  assert.deepEqual([found.entry, found.label], [2, 'A']);
  assert.ok(found.distance > 0 && found.distance <= 31);
  const exact = recordingTerminal();
  await runMatch([small, '--list', list, '--distance', '0'], exact);
  assert.deepEqual(exact.outLines, []);

  const similar = recordingTerminal();
  assert.equal(await runSimilar([other, one, plain, small], similar), EXIT.done);
  assert.deepEqual(similar.outLines, [`Group 1: ${one}  ${small}`]);

  writeFileSync(list, 'pdq\nnot a fingerprint\n');
  await assert.rejects(runMatch([one, '--list', list], recordingTerminal()), { code: 'badInput' });
  writeFileSync(list, 'pdq\n');
  await assert.rejects(runMatch([one, '--list', list], recordingTerminal()), { code: 'badInput' });
  for (const args of [[], [one], [one, '--list', list, '--distance', '32']])
    await assert.rejects(runMatch(args, recordingTerminal()), { code: 'badUsage' });
});
