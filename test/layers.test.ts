// Holds the two arrows of the house: between folders, and between the kinds of files within a folder.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const FOLDERS = [
  'base',
  'verify',
  'platform',
  'web',
  'people',
  'law',
  'channels',
  'cases',
  'evidence',
  'forensics',
  'analysis',
  'requests',
  'exchange',
  'court',
  'server',
  'cli',
];
/** A file may import its own kind and the kinds before it; pages of JSON (`api`) rank with routes. `.worker` files run in a thread of their own. */
const KINDS = ['', 'store', 'acts', 'jobs', 'pages', 'routes'];
const rank = (kind: string): number => KINDS.indexOf(kind === 'api' ? 'routes' : kind);
/** What a folder may use from outside the project; the folders not named may use any dependency of package.json. */
const OUTSIDE: { readonly [folder: string]: RegExp } = { base: /^$/, verify: /^$/ };

const files = globSync('src/**/*.ts');

function kindOf(file: string): string {
  const name = file
    .replace(/^.*\//, '')
    .replace(/\.ts$/, '')
    .replace(/\.test$/, '');
  const suffix = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  return rank(suffix) >= 0 ? suffix : '';
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

test('there are source files to hold', () => assert.ok(files.length > 5));

for (const file of files) {
  const [, folder = ''] = file.split('/');
  const isTest = file.endsWith('.test.ts');
  test(`${file} imports only downwards`, () => {
    assert.ok(FOLDERS.includes(folder), `unknown folder ${folder}`);
    for (const wanted of importsOf(file)) {
      if (!wanted.startsWith('.')) {
        if (!isTest && OUTSIDE[folder]) assert.match(wanted, OUTSIDE[folder], `${file} imports ${wanted}`);
        continue;
      }
      assert.ok(wanted.endsWith('.ts') || wanted.endsWith('.json'), `${file}: ${wanted} must end in .ts`);
      const target = normalize(join(dirname(file), wanted));
      const [root, other = ''] = target.split('/');
      if (target === 'package.json') continue; // the program's own name and version
      if (isTest && root === 'test') continue;
      assert.equal(root, 'src', `${file} imports ${target}, outside src`);
      assert.ok(
        FOLDERS.indexOf(other) <= FOLDERS.indexOf(folder),
        `${file} imports ${target}, which is above it`,
      );
      if (other === folder && !isTest)
        assert.ok(rank(kindOf(target)) <= rank(kindOf(file)), `${file} imports ${target}, a later kind`);
    }
  });
}
