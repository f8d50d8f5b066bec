import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ewf2Names, ewfNames, splitRawNames } from './segment-names.ts';

test('E01 segments are counted to E99, then by letters from EAA to ZZZ', () => {
  const names = ewfNames('E', false);
  for (const [number, extension] of [
    [1, 'E01'],
    [99, 'E99'],
    [100, 'EAA'],
    [125, 'EAZ'],
    [126, 'EBA'],
    [775, 'EZZ'],
    [776, 'FAA'],
    [14971, 'ZZZ'],
  ] as const) {
    assert.equal(names.extensionOf(number), extension);
    assert.equal(names.numberOf(extension), number);
    assert.equal(names.numberOf(extension.toLowerCase()), number);
  }
  for (const other of ['E00', 'E1', 'D01', 'DAA', 'E001', 'EA1', 'raw.', '', 'EÀA'])
    assert.equal(names.numberOf(other), undefined);
});

test('Ex01 segments are counted to Ex99, then from ExAA to EzZZ', () => {
  const names = ewf2Names(false);
  for (const [number, extension] of [
    [1, 'Ex01'],
    [99, 'Ex99'],
    [100, 'ExAA'],
    [776, 'EyAA'],
    [2127, 'EzZZ'],
  ] as const) {
    assert.equal(names.extensionOf(number), extension);
    assert.equal(names.numberOf(extension), number);
  }
  assert.equal(ewf2Names(true).extensionOf(100), 'exaa');
});

test('every number up to the end of the letters names one extension and comes back', () => {
  for (const names of [ewfNames('E', false), ewfNames('S', true)]) {
    const seen = new Set<string>();
    const last = 5000;
    for (let number = 1; number <= last; number++) {
      const extension = names.extensionOf(number);
      assert.equal(names.numberOf(extension), number);
      seen.add(extension);
    }
    assert.equal(seen.size, last);
  }
});

test('split raw segments keep the width of their count until it grows', () => {
  const names = splitRawNames(3);
  assert.equal(names.extensionOf(7), '007');
  assert.equal(names.extensionOf(1000), '1000');
  assert.equal(names.numberOf('007'), 7);
  assert.equal(names.numberOf('1000'), 1000);
  assert.equal(names.numberOf('0007'), undefined);
  assert.equal(names.numberOf('07'), undefined);
});
