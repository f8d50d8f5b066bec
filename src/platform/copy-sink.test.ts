import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pageAligned } from './copy-beside.ts';
import { Sink } from './copy-sink.ts';

const PIECE_BYTES = 64 * 1024;

function newPath(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'comity-sink-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'copy');
}

/** Bytes that differ from place to place, in memory that begins `shift` bytes after a page does. */
function pieceAt(shift: number): Uint8Array {
  const piece = new Uint8Array(pageAligned(2 * PIECE_BYTES), shift, PIECE_BYTES);
  for (let i = 0; i < piece.length; i++) piece[i] = (i * 31 + (i >> 8)) & 0xff;
  return piece;
}

for (const [what, shift, tail] of [
  ['whole blocks out of page-aligned memory', 0, 0],
  ['whole blocks and a tail', 0, 4097],
  ['memory that begins in the middle of a page, which goes the usual way', 1, 4097],
] as const) {
  test(`past the cache arrives what was given: ${what}`, (t) => {
    const path = newPath(t);
    const piece = pieceAt(shift);
    const given = [
      piece,
      piece.subarray(0, 8192),
      piece,
      piece.subarray(0, tail),
      piece,
      piece.subarray(0, tail),
    ];
    const sink = new Sink(path, { withHoles: false, isDirect: true });
    for (const one of given) sink.write(one);
    sink.finish();
    assert.deepEqual(readFileSync(path), Buffer.concat(given));
    assert.equal(statSync(path).mode & 0o777, 0o444);
  });
}

test('what fails past the cache leaves nothing', (t) => {
  const path = newPath(t);
  const sink = new Sink(path, { withHoles: false, isDirect: true });
  sink.write(pieceAt(0));
  sink.discard();
  assert.equal(statSync(path, { throwIfNoEntry: false }), undefined);
});
