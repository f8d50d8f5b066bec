import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { encrypted, KEY } from '../../test/support/luks-made.ts';
import { volumesFixture } from '../../test/support/media.ts';
import { hasProgram } from '../../test/support/programs.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { compared } from '../forensics/looking/second-listing.ts';
import { runExtract } from './image-extract.ts';
import { runFiles, withoutSteering } from './image-files.ts';
import { EXIT, recordingTerminal } from './terminal.ts';

function imageIn(t: TestContext): string {
  const path = join(temporaryFolder(t), 'medium.dd');
  writeFileSync(path, volumesFixture());
  return path;
}

async function listed(
  ...args: readonly string[]
): Promise<{ code: number; text: string; errors: readonly string[] }> {
  const terminal = recordingTerminal();
  const code = await runFiles(args, terminal);
  return { code, text: terminal.outLines.join('\n'), errors: terminal.errLines };
}

test('image files names the volumes of a medium and what lies on them', async (t) => {
  const { code, text, errors } = await listed(imageIn(t), '--deleted');
  assert.deepEqual(errors, []);
  assert.equal(code, EXIT.done);
  assert.match(text, /^Volume 10: unallocated, 1\.0 MB from byte 0: no file system that is read here\n/);
  assert.match(text, /Volume 6: Linux "ntfs", 3\.1 MB from byte 42991616: NTFS "NTEST"/);
  assert.match(text, /^\/volume-6\/docs\/Протокол\.txt$/m);
  assert.match(text, /^\/volume-7\/many\/f007\.txt \(deleted\)$/m);
});

test(
  'image files are compared with The Sleuth Kit, which lists the same',
  { skip: hasProgram('fls') ? false : 'fls (sleuthkit) is missing' },
  async (t) => {
    const { code, text, errors } = await listed(imageIn(t), '--compare');
    assert.deepEqual(errors, []);
    assert.equal(code, EXIT.done, text);
    const same = text.match(/The Sleuth Kit \d[\w.]* lists the same \d+ entries$/gm) ?? [];
    assert.equal(same.length, 8, text);
    assert.match(text, /Not compared with The Sleuth Kit [\d.]+: ISO 9660 \(Rock Ridge\)/);
    assert.doesNotMatch(text, /differ/);
  },
);

test('what two listings have alone, or not alike, is told', () => {
  const line = (name: string, size: number, address = '5'): string =>
    `0|${name}|${address}|r/rrwxrwxrwx|0|0|${size}|0|7|0|0\n`;
  const ours = `${line('/a', 1)}${line('/b', 2)}${line('/b:rsrc', 9)}${line('/c', 3)}`;
  const theirs = `${line('/a', 1)}${line('/b', 4)}${line('/$CatalogFile', 9)}${line('/d', 3)}`;
  const found = compared(ours, theirs, 'HFS+');
  assert.deepEqual([found.same, found.differencesCount, [...found.explained.values()]], [1, 3, [1, 1]]);
  assert.deepEqual(found.differences, [
    '/b: 2 bytes, modified 7; by it 4 bytes, modified 7',
    '/c: it does not list it',
    '/d: listed by it alone',
  ]);
});

test('image files writes body files, JSON Lines and CSV', async (t) => {
  const image = imageIn(t);
  const only = ['--volume', '5', '--path', '/docs/*.txt'];
  const body = await listed(image, '--format', 'body', ...only);
  assert.match(
    body.text,
    /^0\|\/volume-5\/docs\/letter with a long name\.txt\|\d+\|r\/rrw-r--r--\|0\|0\|3000\|\d+\|1770158400\|/m,
  );
  const json = await listed(image, '--format', 'jsonl', ...only);
  const [first] = json.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { path: string; modified: string }); // as asked for
  assert.equal(first?.path, '/docs/letter with a long name.txt');
  assert.equal(first?.modified, '2026-02-03T22:40:00Z');
  const csv = await listed(image, '--format', 'csv', ...only);
  assert.match(csv.text, /^volume,path,address,type,sizeBytes,deleted,modified,/);
  assert.equal(csv.text.trim().split('\r\n').length, 4);
});

test('times of a file system without a zone carry none', async (t) => {
  const { text } = await listed(imageIn(t), '--format', 'jsonl', '--volume', '1', '--path', '/readme.txt');
  assert.match(text, /"modified":"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d"/);
});

test(
  'the record of what was taken out says what each file is, and where its name says other',
  { skip: hasProgram('mkfs.ext4') ? false : 'mkfs.ext4 is missing' },
  async (t) => {
    const folder = temporaryFolder(t);
    const [from, image, to] = ['from', 'disk.raw', 'out'].map((name) => join(folder, name));
    assert.ok(from && image && to);
    mkdirSync(from);
    writeFileSync(join(from, 'a.pdf'), '%PDF-1.7\n');
    writeFileSync(join(from, 'holiday.jpg'), 'PK\x03\x04 is no photograph');
    writeFileSync(join(from, 'long.gz'), Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(300_000)]));
    writeFileSync(join(from, 'words.txt'), 'words');
    execFileSync('mkfs.ext4', ['-q', '-F', '-d', from, image, '4M']);
    assert.equal(await runExtract([image, '--to', to, '--path', '/*.*'], recordingTerminal()), EXIT.done);
    const records = readFileSync(join(to, 'extracted.jsonl'), 'utf8').trim().split('\n');
    const said = records.map(
      (line) => JSON.parse(line) as { path: string; kind?: string; saysOther?: string },
    ); // written by us
    const byPath = said.toSorted((one, other) => (one.path < other.path ? -1 : 1));
    assert.deepEqual(
      byPath.map(({ path, kind, saysOther }) => [path, kind, saysOther]),
      [
        ['/a.pdf', 'PDF', undefined],
        ['/holiday.jpg', 'ZIP', 'JPG'],
        ['/long.gz', 'gzip', undefined],
        ['/words.txt', undefined, undefined],
      ],
    );
  },
);

test('image extract takes out what is asked for, with a record, and writes over nothing', async (t) => {
  const image = imageIn(t);
  const to = join(temporaryFolder(t), 'out');
  const terminal = recordingTerminal();
  const args = [image, '--to', to, '--volume', '6', '--path', '/packed/**'];
  assert.equal(await runExtract(args, terminal), EXIT.done);
  const records = readFileSync(join(to, 'extracted.jsonl'), 'utf8').trim().split('\n');
  assert.equal(records.length, 2);
  for (const line of records) {
    const record = JSON.parse(line) as { written: string; sha256: string; stored: string; runs: unknown[] }; // written by us
    const bytes = readFileSync(join(to, record.written));
    assert.equal(record.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(record.stored, 'compressed');
    assert.ok(record.runs.length > 0);
  }
  await assert.rejects(runExtract(args, terminal), { code: 'EEXIST' });
  const unused = join(temporaryFolder(t), 'unused');
  const asked = [image, '--to', unused, '--volume', '5', '--unallocated', '--slack', '--path'];
  assert.equal(await runExtract([...asked, '/**letter*'], terminal), EXIT.done);
  const [, slack] = readFileSync(join(unused, 'extracted.jsonl'), 'utf8').trim().split('\n');
  assert.match(
    slack ?? '',
    /^\{"volume":5,"path":"\/docs\/letter with a long name.txt:slack",.*"sizeBytes":72,/,
  );
  const free = await listed(image, '--volume', '5', '--unallocated', '--path', '/$Unallocated/*');
  assert.match(free.text, /^\/volume-5\/\$Unallocated\/\d+-\d+$/m);
  const none = [image, '--to', join(temporaryFolder(t), 'none'), '--path', '/nothing'];
  assert.equal(await runExtract(none, terminal), EXIT.refused);
});

test(
  'image files opens an encrypted volume with the key in a file',
  { skip: !hasProgram('cryptsetup') },
  async (t) => {
    const [image, key] = [imageIn(t), join(temporaryFolder(t), 'key')];
    const plain = await listed(image, '--format', 'names', '--volume', '5');
    assert.equal(plain.code, EXIT.done);
    const made = {
      args: ['--type', 'luks1', '--cipher', 'aes-xts-plain64', '--key-size', '256'],
      cipher: 'aes-128-xts',
    };
    const part = readFileSync(image).subarray(...partOf(plain.text));
    writeFileSync(image, encrypted(part, made));
    writeFileSync(key, KEY);
    const opened = await listed(image, '--key-file', key);
    assert.deepEqual(opened.errors, []);
    assert.match(
      opened.text,
      /^Volume 0: .*: LUKS 1 \(encrypted\)\nVolume 1: LUKS 1 \(encrypted\), opened with the key, /,
    );
    assert.match(opened.text, /^\/docs\//m);
    writeFileSync(key, 'another');
    assert.equal((await listed(image, '--key-file', key)).code, EXIT.refused);
  },
);

/** Where volume 5 lies, as it is said. */
function partOf(text: string): [from: number, to: number] {
  const from = Number(/Volume 5: .* from byte (\d+)/.exec(text)?.[1]);
  const next = Math.min(
    ...[...text.matchAll(/from byte (\d+)/g)].map(([, at]) => Number(at)).filter((at) => at > from),
  );
  return [from, next];
}

test('wrong use of image files is refused as such', async (t) => {
  const image = imageIn(t);
  for (const args of [[], [image, image], [image, '--format', 'xml'], [image, '--volume', 'a']])
    await assert.rejects(listed(...args), { name: 'Refusal', code: 'badUsage' });
  await assert.rejects(runExtract([image], recordingTerminal()), { name: 'Refusal', code: 'badUsage' });
});

test('nothing in a listing steers a terminal, wherever its parts are cut', () => {
  const plain = Buffer.from('0|/\u00e9t\u00e9/\u044b.txt|12\r\n\t~\n');
  assert.equal(withoutSteering()(plain), plain, 'the very bytes');
  for (const steering of ['\u001b[2J', '\u007f', '\u0000', '\u009b2J', '\u0085'])
    for (const before of ['', 'a', 'ab', 'abc', 'abcd\u00e9']) {
      const bytes = Buffer.from(`${before}${steering}\n`);
      const wanted = `${before}\ufffd${steering.slice(1)}\n`;
      for (let cut = 0; cut <= bytes.length; cut++) {
        const cleaned = withoutSteering();
        const text = [bytes.subarray(0, cut), bytes.subarray(cut)].map((part) => cleaned(part).toString());
        assert.equal(text.join(''), wanted, `${JSON.stringify(steering)} cut at ${cut}`);
      }
    }
});
