// What `docs/architecture.md` names is there: whoever follows it through the files ends nowhere.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const TEXT = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
const source = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

function sectionOf(title: string): string {
  const found = TEXT.split(/^## /m).find((one) => one.startsWith(`${title}\n`));
  assert.ok(found, title);
  return found;
}

for (const [title, most] of [
  ['The way of one exhibit', 8],
  ['The way of one answer', 8],
] as const)
  test(`${title}: at most ${most} files, each there, with the function that is named`, () => {
    const steps = [...sectionOf(title).matchAll(/^\d+\. `(src\/[^`]+)` \(`(\w+)`\)/gm)];
    const numbered = sectionOf(title).match(/^\d+\. /gm) ?? [];
    assert.equal(steps.length, numbered.length, 'each step names a file and its function');
    assert.ok(steps.length >= 5 && steps.length <= most);
    for (const [, path = '', name = ''] of steps)
      assert.match(source(path), new RegExp(`^export (?:async )?function ${name}\\b`, 'm'), path);
  });

test('each folder that a table of parts names is there, in the order that imports may take', () => {
  const layers = source('test/layers.test.ts');
  for (const folder of ['evidence', 'forensics', 'requests']) {
    const [, table = ''] =
      new RegExp(`^\\| \`${folder}/\` \\| \\|\n\\| --- \\| --- \\|\n((?:\\|.*\n)+)`, 'm').exec(TEXT) ?? [];
    const parts = [...table.matchAll(/^\| (`[^|]+)/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`([\w/-]+)\/`/g)].map(([, name = '']) => name),
    );
    assert.ok(parts.length > 5, folder);
    for (const part of parts)
      assert.ok(existsSync(new URL(`../src/${folder}/${part}`, import.meta.url)), part);
    const held = new RegExp(`^  ${folder}: \\[([^\\]]+)\\]`, 'm').exec(layers)?.[1] ?? '';
    const order = [...held.matchAll(/'([\w/-]+)'/g)].map(([, name = '']) => name);
    assert.deepEqual(
      parts,
      order.filter((name) => parts.includes(name)),
      folder,
    );
    assert.deepEqual(
      order.filter((name) => !parts.includes(name)),
      [],
      `${folder}: parts that the page leaves out`,
    );
  }
});
