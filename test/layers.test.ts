// Holds the two arrows of the house: between folders, and between the kinds of files within a folder.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
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
  'portal',
  'court',
  'server',
  'cli',
];
/** A file may import its own kind and the kinds before it; pages of JSON (`api`) rank with routes. `.worker` files run in a thread of their own. */
const KINDS = ['', 'store', 'acts', 'jobs', 'pages', 'routes'];
/** `x.do.ts` is the transaction and the SQL of an act that is declared in `x.ts`, `x.show.ts` its special looks (docs/guides/add-an-act.md). */
const AS: { readonly [kind: string]: string } = { do: 'acts', show: 'pages', api: 'routes' };
const rank = (kind: string): number => KINDS.indexOf(AS[kind] ?? kind);
/** The parts of a folder, the lowest first: a file imports its own part and those before it, types too. */
const PARTS: { readonly [folder: string]: readonly string[] } = {
  evidence: ['log', 'events', 'exhibits', 'intake', 'custody', 'packages', 'installation', 'upkeep', 'desks'],
  forensics: [
    'sources',
    'volumes',
    'filesystems',
    'listing',
    'pictures',
    'words',
    'looking',
    'extractors',
    'known',
    'pipeline',
    'contents',
    'review',
  ],
  requests: [
    'core',
    'forms',
    'machine/messages',
    'machine/way',
    'machine/states',
    'machine/text',
    'machine/signature',
    'machine/clocks',
    'verbs/drafting',
    'verbs/life',
    'verbs/sending',
    'verbs/preservation',
    'verbs/results',
    'verbs/letters',
    'verbs/incoming',
    'desks',
  ],
};
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

/** Rank of a file among the parts of a folder; what stands beside them comes first. */
function partOf(folder: string, file: string): number {
  return PARTS[folder]?.findIndex((part) => file.startsWith(`src/${folder}/${part}/`)) ?? -1;
}

/** What a file imports from a later part of a folder that it lies in. */
function upwards(file: string): string[] {
  const targets = importsOf(file).map((wanted) => normalize(join(dirname(file), wanted)));
  return against(file, targets);
}

function against(file: string, targets: readonly string[]): string[] {
  return Object.keys(PARTS)
    .filter((folder) => file.startsWith(`src/${folder}/`))
    .flatMap((folder) =>
      targets
        .filter((target) => target.startsWith(`src/${folder}/`))
        .filter((target) => partOf(folder, target) > partOf(folder, file)),
    );
}

test('within the largest folders each part imports what comes before it', () => {
  const found = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => upwards(file).map((to) => `${file} > ${to}`));
  assert.deepEqual(found, [], 'an import against the order of the parts');
  for (const [folder, parts] of Object.entries(PARTS)) {
    const held = globSync(`src/${folder}/*/**/*.ts`).map((file) => parts[partOf(folder, file)] ?? file);
    assert.deepEqual(new Set(held), new Set(parts), `the parts of src/${folder}`);
  }
});

/** Below this a file with one importer is a part of it. */
const SMALL_LINES = 60;
const JOINED_LINES_MAX = 300;

/**
 * Where a small file belongs into the one file that imports it: of the same kind and in the same folder, if both together can
 * still be read. An `index.ts` is a list whose every entry is a file; tests do not count.
 */
test('a small file with one importer is a part of it', () => {
  const importers = new Map<string, Set<string>>();
  const source = files.filter((file) => !file.endsWith('.test.ts'));
  for (const file of source)
    for (const wanted of importsOf(file)) {
      const target = normalize(join(dirname(file), wanted));
      importers.set(target, (importers.get(target) ?? new Set()).add(file));
    }
  const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;
  const suffixOf = (file: string): string => basename(file, '.ts').split('.').slice(1).join('.');
  const found = source.flatMap((file) => {
    const [by, ...more] = importers.get(file) ?? [];
    if (by === undefined || more.length > 0 || lines(file) >= SMALL_LINES) return [];
    if (dirname(by) !== dirname(file) || suffixOf(by) !== suffixOf(file)) return [];
    if (basename(by) === 'index.ts' || lines(file) + lines(by) > JOINED_LINES_MAX) return [];
    return [`${file} belongs into ${by}`];
  });
  assert.deepEqual(found, []);
});

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
