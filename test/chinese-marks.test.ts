// Chinese is written with marks of its own width: in the catalogue, in the words of forms and letters, in the labels of the law
// data. `COMITY_WRITE_FIXTURES=1 node --test test/chinese-marks.test.ts` puts them right.
import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chineseMarks } from './support/chinese-marks.ts';
import { putRight } from './support/french-spaces.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const isWriting = process.env['COMITY_WRITE_FIXTURES'] === '1';

/** Whole files are Chinese, or the texts that `zh:` names. */
const FILES: readonly (readonly [pattern: string, isChinese: (before: string) => boolean])[] = [
  ['src/{web/messages/zh/*,requests/forms/words/zh}.json', () => true],
  [
    'src/{requests,law,channels,court,evidence,verify,people,web}/**/*.ts',
    (before) => /\bzh:\s*(?:\([^)]*\)\s*=>\s*)?['"`]$/.test(before),
  ],
];

for (const [pattern, isChinese] of FILES)
  test(`Chinese in ${pattern} has its own marks`, () => {
    const files = globSync(pattern, { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'));
    assert.ok(files.length > 0);
    const wrong = files.flatMap((path) => held(path, (source) => putRight(source, isChinese, chineseMarks)));
    assert.deepEqual(wrong, [], 'COMITY_WRITE_FIXTURES=1 puts them right');
  });

for (const labels of ['data/form-labels/zh.yaml', 'data/law-words/zh.yaml'])
  test(`Chinese in ${labels} has its own marks`, () => {
    const wrong = held(labels, (source) =>
      source.replace(
        /^( +(?:"(?:[^"\\]|\\.)*"|[^"':\n]+):) (.*)$/gm,
        (_, label: string, rest: string) => `${label} ${chineseMarks(rest)}`,
      ),
    );
    assert.deepEqual(wrong, [], 'COMITY_WRITE_FIXTURES=1 puts them right');
  });

/** The lines that are not as they should be. */
function held(path: string, right: (source: string) => string): string[] {
  const source = readFileSync(ROOT + path, 'utf8');
  const should = right(source);
  if (should === source) return [];
  if (isWriting) {
    writeFileSync(ROOT + path, should);
    return [];
  }
  const lines = should.split('\n');
  return source
    .split('\n')
    .flatMap((line, i) => (line === lines[i] ? [] : [`${path}:${i + 1} ${line.trim()}`]));
}

test('the rule itself: after a Chinese character; articles, addresses and Latin names keep theirs', () => {
  assert.equal(
    chineseMarks('请说明(第31条):IP, 端口;是否?《公约》,见'),
    '请说明（第31条）：IP，端口；是否？《公约》，见',
  );
  for (const same of ['第18(16)条', '12:30', 'https://comity.example', 'a, b; c (d)', '第10(8)条'])
    assert.equal(chineseMarks(same), same);
});
