import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../test/support/ids.ts';
import { sharedData } from '../../test/support/shared.ts';
import { temporaryFolder } from '../../test/support/temporary.ts';
import { folderReader } from './disk-store-check.ts';
import { inventoryText, objectPath, OBJECT_DECLARATION, declarationText } from './ocfl.ts';
import { parseInventory } from './ocfl-inventory.ts';
import { Findings } from './ocfl-findings.ts';
import { validateObject } from './ocfl-validate.ts';

const CONFORMANCE = 'conformance/ocfl';

function codesOf(report: Awaited<ReturnType<typeof validateObject>>) {
  const codes = (list: readonly { readonly code: string }[]) =>
    [...new Set(list.map(({ code }) => code))].sort();
  return { errors: codes(report.errors), warnings: codes(report.warnings) };
}

async function validate(folder: string) {
  return validateObject(folderReader(folder), { withFixity: true });
}

for (const version of ['1.0', '1.1'])
  for (const kind of ['good-objects', 'warn-objects', 'bad-objects'])
    test(`the ${kind} of OCFL ${version} are judged as their makers say`, async (t) => {
      const folder = sharedData(`${CONFORMANCE}/${version}/${kind}`);
      if (folder === undefined) return t.skip(`${CONFORMANCE} not installed`);
      const names = readdirSync(folder);
      for (const name of names) {
        const report = await validate(join(folder, name));
        const { errors, warnings } = codesOf(report);
        const named = name.match(/\b[EW]\d{3}(?=_)|(?<=_)[EW]\d{3}(?=_)/g) ?? [];
        const said = `${name}: ${[...errors, ...warnings].join(' ')}`;
        if (kind === 'bad-objects')
          for (const code of named)
            assert.ok(
              errors.some((one) => one === code),
              said,
            );
        else assert.deepEqual(errors, [], said);
        if (kind === 'warn-objects')
          for (const code of named) assert.ok(warnings.includes(code as never), said);
        if (kind === 'good-objects') assert.deepEqual(warnings, [], said);
        if (kind !== 'bad-objects') assert.equal(report.version, version);
      }
      t.diagnostic(`${names.length} ${kind} of OCFL ${version}`);
    });

const CREATED = '2026-11-24T10:00:00.000Z';

/** An object as the store writes it, with two files of the same content. */
function ownObject(t: TestContext): string {
  const folder = temporaryFolder(t);
  const contents: { readonly [path: string]: string } = {
    'data/a': 'same',
    'data/b': 'same',
    'tree.jsonl': '{}\n',
  };
  const files = Object.entries(contents).map(([path, text]) => {
    mkdirSync(join(folder, 'v1/content', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'v1/content', path), text);
    const digest = (name: string) => createHash(name).update(text).digest('hex');
    return { path, sha256: digest('sha256'), md5: digest('md5'), sha1: digest('sha1') };
  });
  const user = { name: 'Agency', address: 'https://agency.example' };
  writeInventory(
    folder,
    [...inventoryText({ id: newId(), created: CREATED, message: 'm', user, files })].join(''),
  );
  writeFileSync(join(folder, OBJECT_DECLARATION), declarationText(OBJECT_DECLARATION));
  return folder;
}

function writeInventory(folder: string, text: string): void {
  const sidecar = `${createHash('sha256').update(text).digest('hex')} inventory.json\n`;
  for (const below of ['', 'v1']) {
    writeFileSync(join(folder, below, 'inventory.json'), text);
    writeFileSync(join(folder, below, 'inventory.json.sha256'), sidecar);
  }
}

test('an object of our own is valid; what remains to remark is the choice of SHA-256', async (t) => {
  const report = await validate(ownObject(t));
  assert.deepEqual(codesOf(report), { errors: [], warnings: ['W004'] });
  assert.deepEqual([report.files, report.bytes], [3, 11]);
});

test('a content file that the manifest of its own version leaves out is named, also where a later one has it', async (t) => {
  const folder = temporaryFolder(t);
  const digest = (text: string): string => createHash('sha512').update(text).digest('hex');
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder, 'v1/content'), { recursive: true });
    writeFileSync(join(folder, 'v1/content', name), name);
  }
  const user = { name: 'Agency', address: 'https://agency.example' };
  const version = (names: readonly string[]) => ({
    created: CREATED,
    message: 'm',
    user,
    state: Object.fromEntries(names.map((name) => [digest(name), [name]])),
  });
  const write = (below: string, head: string, names: readonly string[]): void => {
    const text = JSON.stringify({
      id: 'urn:example:two-versions',
      type: 'https://ocfl.io/1.0/spec/#inventory',
      digestAlgorithm: 'sha512',
      head,
      manifest: Object.fromEntries(names.map((name) => [digest(name), [`v1/content/${name}`]])),
      versions: { v1: version(['a']), ...(head === 'v2' ? { v2: version(['a', 'b']) } : {}) },
    });
    mkdirSync(join(folder, below), { recursive: true });
    writeFileSync(join(folder, below, 'inventory.json'), text);
    writeFileSync(join(folder, below, 'inventory.json.sha512'), `${digest(text)} inventory.json\n`);
  };
  writeFileSync(join(folder, '0=ocfl_object_1.0'), 'ocfl_object_1.0\n');
  const second = ['a', 'b'];
  write('', 'v2', second);
  write('v2', 'v2', second);
  write('v1', 'v1', second);
  assert.deepEqual(codesOf(await validate(folder)).errors, [], 'both manifests have both');
  write('v1', 'v1', ['a']);
  assert.deepEqual(codesOf(await validate(folder)).errors, ['E023']);
});

type Damage = readonly [what: string, code: string, damage: (folder: string) => void];

const change = (from: string | RegExp, to: string) => (folder: string) =>
  writeInventory(folder, readFileSync(join(folder, 'inventory.json'), 'utf8').replace(from, to));

const DAMAGES: readonly Damage[] = [
  ['a flipped bit in a file', 'E092', (folder) => writeFileSync(join(folder, 'v1/content/data/a'), 'samd')],
  ['a missing file', 'E092', (folder) => rmSync(join(folder, 'v1/content/data/a'))],
  ['a file more', 'E023', (folder) => writeFileSync(join(folder, 'v1/content/data/c'), 'same')],
  ['an empty folder', 'E024', (folder) => mkdirSync(join(folder, 'v1/content/empty'))],
  [
    'a link in the place of a file',
    'E090',
    (folder) => {
      rmSync(join(folder, 'v1/content/data/a'));
      symlinkSync('b', join(folder, 'v1/content/data/a'));
    },
  ],
  ['a link in the object root', 'E090', (folder) => symlinkSync('v1', join(folder, 'v2'))],
  ['a stray file', 'E001', (folder) => writeFileSync(join(folder, 'notes.txt'), '')],
  ['a stray folder', 'E001', (folder) => mkdirSync(join(folder, 'content'))],
  ['a stray file in a version', 'E015', (folder) => writeFileSync(join(folder, 'v1/notes.txt'), '')],
  [
    'a file in extensions',
    'E067',
    (folder) => {
      mkdirSync(join(folder, 'extensions'));
      writeFileSync(join(folder, 'extensions/notes.txt'), '');
    },
  ],
  ['no declaration', 'E003', (folder) => rmSync(join(folder, OBJECT_DECLARATION))],
  [
    'two declarations',
    'E003',
    (folder) => writeFileSync(join(folder, '0=ocfl_object_1.0'), 'ocfl_object_1.0\n'),
  ],
  [
    'another text in the declaration',
    'E007',
    (folder) => writeFileSync(join(folder, OBJECT_DECLARATION), 'x'),
  ],
  ['no inventory', 'E063', (folder) => rmSync(join(folder, 'inventory.json'))],
  ['no digest file', 'E058', (folder) => rmSync(join(folder, 'inventory.json.sha256'))],
  [
    'a digest file of another form',
    'E061',
    (folder) => writeFileSync(join(folder, 'inventory.json.sha256'), 'x y'),
  ],
  ['an inventory that was changed', 'E060', (folder) => appendFileSync(join(folder, 'inventory.json'), '\n')],
  ['an inventory that is cut', 'E033', (folder) => writeFileSync(join(folder, 'inventory.json'), '{"id":')],
  [
    'an inventory in Latin-1',
    'E033',
    (folder) => writeFileSync(join(folder, 'inventory.json'), Buffer.from('{"\xe9":1}', 'latin1')),
  ],
  [
    'another inventory in the version',
    'E064',
    (folder) => writeFileSync(join(folder, 'v1/inventory.json'), '{}'),
  ],
  ['a path that climbs out', 'E099', change('v1/content/data/a', 'v1/content/../../../../etc/passwd')],
  ['an absolute path', 'E100', change('v1/content/data/a', '/etc/passwd')],
  ['a path outside the content', 'E042', change('v1/content/data/a', 'inventory.json')],
  ['a version that climbs out', 'E104', change('"versions":{"v1"', '"versions":{"../../..":{},"v1"')],
  ['no version', 'E008', change(/"versions":\{.*?\}\}\}/s, '"versions":{}')],
  ['a state that lists what the manifest has not', 'E050', change(/"state":\{/, '"state":{"00":["x"],')],
  [
    'a manifest that lists what no state has',
    'E107',
    change('"manifest":{', '"manifest":{"00":["v1/content/x"],'),
  ],
  ['a file that is a folder too', 'E101', change('"v1/content/data/b"', '"v1/content/data/a/b"')],
  ['one logical path twice', 'E095', change('"data/b"', '"data/a"')],
  ['an unknown key', 'E102', change('"head"', '"tail":1,"head"')],
  ['another specification', 'E038', change('1.1/spec', '2.0/spec')],
  ['md5 for a main algorithm', 'E025', change('"digestAlgorithm":"sha256"', '"digestAlgorithm":"md5"')],
  ['an md5 that is wrong', 'E093', change(/"md5":\{\n"../, '"md5":{\n"zz')],
  ['a content folder that climbs out', 'E018', change('"head"', '"contentDirectory":"..","head"')],
  ['a time that is none', 'E049', change(CREATED, 'yesterday')],
];

for (const [what, code, damage] of DAMAGES)
  test(`an object with ${what} is found out: ${code}`, async (t) => {
    const folder = ownObject(t);
    damage(folder);
    const { errors } = codesOf(await validate(folder));
    assert.ok(
      errors.some((one) => one === code),
      errors.join(' '),
    );
  });

test('an earlier version with sha256 below a later one with sha512 is compared by its files', async (t) => {
  const source = sharedData(`${CONFORMANCE}/1.1/warn-objects/W004_versions_diff_digests`);
  if (source === undefined) return t.skip(`${CONFORMANCE} not installed`);
  const folder = join(temporaryFolder(t), 'object');
  cpSync(source, folder, { recursive: true });
  assert.deepEqual(codesOf(await validate(folder)).errors, []);
  rmSync(join(folder, 'v1/inventory.json'));
  const text = readFileSync(join(source, 'v1/inventory.json'), 'utf8').replaceAll(
    '"a_file.txt"',
    '"another.txt"',
  );
  writeFileSync(join(folder, 'v1/inventory.json'), text);
  rmSync(join(folder, 'v1/inventory.json.sha256'));
  writeFileSync(
    join(folder, 'v1/inventory.json.sha256'),
    `${createHash('sha256').update(text).digest('hex')} inventory.json\n`,
  );
  assert.deepEqual(codesOf(await validate(folder)).errors, ['E066']);
});

test('whatever JSON an inventory is, it is read without a crash, and nothing outside the object is looked at', async (t) => {
  const folder = ownObject(t);
  const good: unknown = JSON.parse(readFileSync(join(folder, 'inventory.json'), 'utf8'));
  const reader = folderReader(folder);
  const looked: string[] = [];
  const watching = {
    ...reader,
    list: (path: string) => (looked.push(path), reader.list(path)),
    read: (path: string) => (looked.push(path), reader.read(path)),
  };
  const part = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('..', '/', '../../etc', 'v1', 'v0', 'v-1', {}, [], null),
  );
  const keys = [
    'id',
    'type',
    'digestAlgorithm',
    'head',
    'contentDirectory',
    'manifest',
    'versions',
    'fixity',
    '../v1',
  ];
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...keys), part), async (parts) => {
      const text = JSON.stringify({ ...(good as object), ...parts }); // it is an object
      writeInventory(folder, text);
      await validateObject(watching, { withFixity: true });
      parseInventory(Buffer.from(text), '', new Findings());
    }),
    { numRuns: 200 },
  );
  assert.ok(looked.length > 100);
  assert.deepEqual(
    looked.filter((path) => path.split('/').includes('..') || path.startsWith('/')),
    [],
  );
});

test('objects lie where extension 0004 says', () => {
  assert.match(objectPath(newId()), /^([0-9a-f]{3})\/([0-9a-f]{3})\/([0-9a-f]{3})\/\1\2\3[0-9a-f]{55}$/);
});
