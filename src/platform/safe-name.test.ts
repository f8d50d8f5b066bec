import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldedName, nameFault } from '../verify/names.ts';
import { folderNames, MAX_NAME_BYTES, safeName, safeNames } from './safe-name.ts';

test('an ordinary name stays as it is', () => {
  for (const name of [
    'photo.jpg',
    'Übersicht 2026.pdf',
    'صورة.png',
    '现场.doc',
    '.bashrc',
    'a b',
    '~$draft.docx',
  ])
    assert.equal(safeName(name), name);
});

test('a name that some system or a manifest cannot hold is changed, and only there', () => {
  const cases: readonly (readonly [string | Uint8Array, string])[] = [
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['100%', '100_'],
    ['line\nbreak\r', 'line_break_'],
    ['con', '_con'],
    ['nul .txt', '_nul .txt'],
    ['CLOCK$', '_CLOCK$'],
    ['a\u0378', 'a_'],
    ['LPT1.txt', '_LPT1.txt'],
    ['console.log', 'console.log'],
    ['ends. ', 'ends__'],
    [' starts', '_starts'],
    ['.', '_'],
    ['..', '__'],
    ['', '_'],
    ['e\u0301', 'é'],
    ['gpj.\u202egpj', 'gpj._gpj'],
    ['\ud800', '_'],
    [Buffer.from('caf\xe9', 'latin1'), 'caf_'],
    [Buffer.from('naïve'), 'naïve'],
  ];
  for (const [found, safe] of cases) assert.equal(safeName(found), safe);
});

test('a long name is cut between characters, keeps its extension and stays apart from its like', () => {
  const [a, b] = ['日'.repeat(200), `${'日'.repeat(199)}月`].map((stem) => safeName(`${stem}.jpeg`));
  assert.notEqual(a, b);
  for (const name of [a, b]) {
    assert.ok(Buffer.byteLength(name ?? '') <= MAX_NAME_BYTES);
    assert.match(name ?? '', /^日+~[0-9a-f]{8}\.jpeg$/);
  }
});

test('two names of a folder that some system takes for one are kept apart', () => {
  assert.deepEqual(
    safeNames(['README', 'readme', 'Readme~2', 'x.tar.gz', 'X.tar.gz', 'ß', 'SS', 'a?', 'a*']),
    ['README', 'readme~2', 'Readme~2~2', 'x.tar.gz', 'X.tar~2.gz', 'ß', 'SS~2', 'a_', 'a_~2'],
  );
});

test('whatever was found, the name may stand in a package and is its own in the folder', () => {
  const anyName = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('.', ' ', 'a', 'A', 'n', 'u', 'l', '~', '2', 'é', '\u0301', '\ud800', '%'),
      maxLength: 8,
    }),
  );
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 40 }), (found) => {
      const names = safeNames(found);
      for (const name of names) {
        assert.equal(nameFault(`data/${name}`), undefined);
        assert.ok(Buffer.byteLength(name) <= MAX_NAME_BYTES);
        assert.equal(name.includes('/'), false);
      }
      assert.equal(new Set(names.map(foldedName)).size, names.length);
      assert.deepEqual(safeNames(found), names, 'the same names again');
    }),
    { numRuns: 500 },
  );
});

test('ten thousand names that all become one are told apart without delay', () => {
  const nameOf = folderNames();
  const names = new Set(Array.from({ length: 10_000 }, (_, i) => nameOf(Uint8Array.of(0x80 + (i % 64)))));
  assert.equal(names.size, 10_000);
});
