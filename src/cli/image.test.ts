import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { e01Files, md5, mediaBytes } from '../../test/support/ewf-image.ts';
import { writeSegments } from '../../test/support/image-folder.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { findCommand } from './main.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

const media = mediaBytes(20 * 32768);

async function run(...args: readonly string[]): Promise<{ code: number; lines: readonly string[] }> {
  const { command, rest } = findCommand(['image', ...args]) ?? assert.fail('no such command');
  const does = await command.load();
  const terminal = recordingTerminal();
  return { code: await does(rest, terminal), lines: terminal.outLines };
}

function madeImage(t: TestContext, options: { md5?: string; header2?: string } = {}): string {
  const files = e01Files({ media, chunksPerSegment: 12, compress: (chunk) => chunk > 5, ...options });
  return writeSegments(temporaryFolder(t), files);
}

test('image info says what the image is', async (t) => {
  const { code, lines } = await run('info', madeImage(t));
  assert.equal(code, EXIT.done);
  assert.deepEqual(lines, [
    'Format          EWF-E01',
    'Segments        2, from image.E01 to image.E02',
    'Medium          655360 bytes (655.4 kB), 1280 sectors of 512',
    'Kind            fixed, whole device',
    'Chunks          32768 bytes',
    'Case number     CASE-7',
    'Evidence no.    E-1',
    'Description     A disk',
    'Examiner        Examiner',
    'Notes           Note',
    `Stored digest   md5 ${md5(media)}`,
  ]);
});

test('image info and image verify speak JSON', async (t) => {
  const path = madeImage(t);
  const info = await run('info', path, '--json');
  assert.equal(info.lines.length, 1);
  const described = JSON.parse(info.lines[0] ?? '') as { format: string; faults: unknown[] }; // what was asked for
  assert.equal(described.format, 'ewf-e01');
  assert.deepEqual(described.faults, []);
  const verify = await run('verify', path, '--json');
  const check = JSON.parse(verify.lines[0] ?? '') as { container: string; computed: object; agrees: boolean }; // as above
  assert.equal(check.container, 'good');
  assert.equal(check.agrees, true);
  assert.deepEqual(check.computed, { md5: md5(media) });
});

test('image verify tells the three results apart', async (t) => {
  const path = madeImage(t);
  const whole = await run('verify', path);
  assert.equal(whole.code, EXIT.done);
  assert.match(
    whole.lines.join('\n'),
    /Container +all checksums are right\nStored digest +md5 (\w+)\nComputed now +md5 \1 \(equal\)\nResult/,
  );
  const [file = Buffer.alloc(0)] = e01Files({ media, chunksPerSegment: 12, compress: (chunk) => chunk > 5 });
  file[4000] = (file[4000] ?? 0) ^ 1;
  writeFileSync(path, file);
  const damaged = await run('verify', path);
  assert.equal(damaged.code, EXIT.refused);
  assert.match(
    damaged.lines.join('\n'),
    /NOT all checksums are right\n.*checksum of the chunk is wrong, at offset \d+ of image\.E01\n.*bytes 0 to 32767 of the medium are in doubt/,
  );
  assert.match(
    damaged.lines.join('\n'),
    /\(DIFFERS\)\nResult .*damaged and its medium is not what was acquired/,
  );
});

test('image verify ends with 1 when only the stored digest differs', async (t) => {
  const { code, lines } = await run('verify', madeImage(t, { md5: '00112233445566778899aabbccddeeff' }));
  assert.equal(code, EXIT.refused);
  assert.match(
    lines.join('\n'),
    /all checksums are right[^]*DIFFERS[^]*The medium in the image is not what was acquired/,
  );
});

test('a raw image has nothing to compare with, and the digests that were asked for are computed', async (t) => {
  const path = join(temporaryFolder(t), 'disk.dd');
  writeFileSync(path, media);
  const { code, lines } = await run('verify', path, '--hash', 'md5,sha1', '--threads', '1');
  assert.equal(code, EXIT.done);
  const text = lines.join('\n');
  assert.match(text, new RegExp(`Computed now +md5 ${md5(media)}\nComputed now +sha1 [0-9a-f]{40}\n`));
  assert.match(text, /carries no digest to compare with/);
  assert.doesNotMatch(text, /sha256/);
});

test('control characters in the words of an image do not reach the terminal', async (t) => {
  const header2 = '1\nmain\nc\te\n\u001b]0;title\u0007\t\u202eexe\n\n';
  const { lines } = await run('info', madeImage(t, { header2 }));
  assert.ok(lines.includes('Case number     <U+001B>]0;title<U+0007>'));
  assert.ok(lines.includes('Examiner        <U+202E>exe'));
});

test('wrong use is refused as such', async (t) => {
  const path = madeImage(t);
  for (const args of [
    ['info'],
    ['info', path, path],
    ['verify', path, '--threads', '0'],
    ['verify', path, '--hash', 'crc32'],
  ])
    await assert.rejects(run(...args), { name: 'Refusal', code: 'badUsage' });
  for (const args of [[], ['frobnicate']]) assert.equal(findCommand(['image', ...args]), undefined);
  await assert.rejects(run('info', path, '--unknown'), { code: 'ERR_PARSE_ARGS_UNKNOWN_OPTION' });
  await assert.rejects(run('verify', join(path, '..', 'none.E01')), { name: 'Refusal', code: 'notFound' });
});
