import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeFault, firstTwin, foldedName, nameFault, shownName } from './names.ts';

test('ordinary names in any alphabet may stand in a package', () => {
  for (const path of [
    'data/a.txt',
    'data/FR-2026-000012-3/Übersicht 2026 (1).E01',
    'доказательство.bin',
    '证据/一.jpg',
  ])
    assert.equal(nameFault(path.normalize('NFC')), undefined, path);
});

test('a path that leaves its folder is refused on every system', () => {
  const paths = [
    '',
    '/etc/passwd',
    '../x',
    'a/../../x',
    'a/..',
    '~root/x',
    '~/x',
    'a//b',
    './a',
    'a/.',
    'a\0b',
  ];
  for (const path of paths) {
    assert.notEqual(escapeFault(path), undefined, path);
    assert.notEqual(nameFault(path), undefined, path);
  }
});

test('a name that another system would change or refuse is refused', () => {
  const names = [
    'C:x',
    'a\\b',
    'a*',
    'what?',
    'a|b',
    'a"b',
    'a<b',
    '100%',
    'line\nfeed',
    'tab\t',
    'end.',
    'end ',
    ' start',
  ];
  const devices = ['CON', 'nul', 'Com1.txt', 'lpt¹.log', 'a/AUX', 'conin$'];
  for (const name of [...names, ...devices]) assert.notEqual(nameFault(name), undefined, name);
  for (const name of ['console', 'common.txt', 'null', 'a.con'])
    assert.equal(nameFault(name), undefined, name);
});

test('a name that does not look as it is spelled is refused', () => {
  assert.notEqual(nameFault('invoice\u202egnp.exe'), undefined);
  assert.notEqual(nameFault('e\u0301.txt'), undefined, 'decomposed');
  assert.notEqual(nameFault('\ud800'), undefined, 'lone surrogate');
});

test('a plain path, which is judged at a glance, is judged as any other', () => {
  const part = fc.constantFrom(
    'a',
    'Z9',
    '_',
    '-',
    '.',
    '..',
    ' ',
    '/',
    '~',
    'con',
    'NUL',
    'lpt1',
    ':',
    '\n',
    'com0',
  );
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
      const path = parts.join('');
      // Beside a folder that is not ASCII the glance is not enough; `~` and `/` mean something only at the start.
      if (/^[~/]/.test(path)) assert.notEqual(nameFault(path), undefined);
      else assert.equal(nameFault(path), nameFault(`é/${path}`));
    }),
    { numRuns: 20_000 },
  );
});

test('names and paths have limits', () => {
  assert.equal(nameFault('a'.repeat(255)), undefined);
  assert.notEqual(nameFault('a'.repeat(256)), undefined);
  assert.notEqual(nameFault('é'.repeat(128)), undefined);
  assert.notEqual(nameFault(Array.from({ length: 65 }, () => 'a').join('/')), undefined);
  assert.notEqual(nameFault(Array.from({ length: 60 }, () => 'abcdefghijklmnopqrst').join('/')), undefined);
});

test('names that one file system keeps apart and another does not are twins', () => {
  assert.equal(foldedName('STRASSE'), foldedName('straße'));
  assert.equal(foldedName('STRA\u1e9eE'), foldedName('straße'));
  assert.equal(foldedName('\u00c9'), foldedName('e\u0301'));
  assert.equal(foldedName('ΟΔΟΣ'), foldedName('οδος'));
  assert.deepEqual(firstTwin(['data/a', 'data/b', 'data/A']), ['data/A', 'data/a']);
  assert.deepEqual(firstTwin(['data/x/1', 'Data/x/2']), ['Data/x', 'data/x']);
  assert.deepEqual(firstTwin(['data/x', 'data/x/y']), ['data/x', 'data/x']);
  assert.equal(firstTwin(['data/a', 'data/b/a', 'data/b/c']), undefined);
});

test('a name is shown without what would move the cursor', () => {
  assert.equal(shownName('a\u001b[2Jb\u202e'), 'a\\u001b[2Jb\\u202e');
  assert.equal(shownName('\ud800'), '\ufffd');
});
