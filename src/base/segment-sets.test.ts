import assert from 'node:assert/strict';
import { test } from 'node:test';
import { segmentSetOf, segmentSets } from './segment-sets.ts';

test('parts of one image are found among other files, in its order', () => {
  const names = [
    'notes.txt',
    'disk.E03',
    'disk.E01',
    'photo.001',
    'disk.E02',
    'other.E01',
    'disk.txt',
    '.E01',
  ];
  assert.deepEqual(segmentSets(names), [
    { names: ['disk.E01', 'disk.E02', 'disk.E03'], missing: [], isAmbiguous: false },
  ]);
  assert.equal(segmentSetOf('photo.001', names), undefined);
  assert.equal(segmentSetOf('disk.E02', names)?.names.length, 3);
});

test('a part that is missing is named, the first too', () => {
  assert.deepEqual(segmentSets(['a.E01', 'a.E04'])[0]?.missing, ['a.E02', 'a.E03']);
  assert.deepEqual(segmentSets(['a.002', 'a.003'])[0]?.missing, ['a.001']);
  assert.deepEqual(segmentSets(['a.000', 'a.001'])[0]?.missing, []);
  assert.deepEqual(segmentSets(['a.e02', 'a.e03'])[0]?.missing, ['a.e01']);
  assert.equal(segmentSets(['a.001', 'a.900'])[0]?.missing.length, 5);
});

test('the count goes on with letters, and S01 and Ex01 count by themselves', () => {
  const hundred = Array.from({ length: 99 }, (_, i) => `a.E${String(i + 1).padStart(2, '0')}`);
  assert.deepEqual(segmentSets([...hundred, 'a.EAA', 'a.EAB'])[0]?.names.slice(-2), ['a.EAA', 'a.EAB']);
  assert.equal(segmentSets([...hundred, 'a.EAA'])[0]?.missing.length, 0);
  assert.deepEqual(segmentSets(['a.S02', 'a.S01'])[0]?.names, ['a.S01', 'a.S02']);
  assert.deepEqual(segmentSets(['a.Ex02', 'a.Ex01', 'a.E01'])[0]?.names, ['a.Ex01', 'a.Ex02']);
});

test('two that claim one place are no order, and what only looks like a count is none', () => {
  assert.equal(segmentSets(['a.E01', 'a.E02', 'a.e02'])[0]?.isAmbiguous, true);
  assert.deepEqual(segmentSets(['report.ODT', 'report.PDF', 'x.EXE', 'y.EML']), []);
  assert.deepEqual(segmentSets([]), []);
});
