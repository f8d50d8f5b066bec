// Files that Windows and macOS leave of what was done: hives, shortcuts, prefetch, property lists. The values of the samples are those that
// regfexport, lnkinfo and sccainfo (libyal) give.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  binaryPlist,
  hive,
  LAUGHS,
  packedPrefetch,
  prefetchFile,
  shortcut,
  TIME_WORDS,
  XML_PLIST,
} from '../../../test/support/artefacts-made.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { Refusal } from '../../base/refusal.ts';
import { kindOf } from '../listing/kinds.ts';
import { inMemory, Spent, Stopped, type Extracted } from './extractor.ts';
import { extractorOf } from './index.ts';

function read(name: string, bytes: Uint8Array): Extracted {
  const one = extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, name);
  assert.ok(one, `nothing takes ${name}`);
  return one.read(inMemory(bytes), new Spent(), name);
}

function stopOf(name: string, bytes: Uint8Array): string {
  try {
    read(name, bytes);
    return 'read';
  } catch (error) {
    if (error instanceof Stopped) return error.reason;
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('a hive has its keys with their times, its values, and the keys of free cells', () => {
  const { text, facts } = read('ntuser.dat', hive());
  assert.equal(
    text,
    `\\Root\t${TIME_WORDS}\n\tNote\tSZ\twhat it says\n\\Root\\Below\t${TIME_WORDS}\nIn free cells: keys that were deleted, or moved\nDeleted key\t${TIME_WORDS}`,
  );
  assert.deepEqual([facts?.['keys'], facts?.['values'], facts?.['keys-in-free-cells'], facts?.['damaged']], [2, 1, 1, undefined]); // prettier-ignore
});

test('a shortcut says what was opened, where it lay and with what', () => {
  const { facts } = read('letter.lnk', shortcut());
  assert.deepEqual(
    [
      facts?.['path'],
      facts?.['drive'],
      facts?.['volume-serial'],
      facts?.['arguments'],
      facts?.['target-written'],
    ],
    ['C:\\made\\letter.docx', 'removable', 'c0ffee00', '/quiet', TIME_WORDS],
  );
});

test('a prefetch file says which program ran, how often and when, packed or not', () => {
  for (const bytes of [prefetchFile(), packedPrefetch()]) {
    const { text, facts } = read('a.exe-d8414f97.pf', bytes);
    assert.deepEqual([facts?.['program'], facts?.['runs'], facts?.['last-run']], ['A.EXE', 7, TIME_WORDS]);
    assert.equal(text, `run\t${TIME_WORDS}\nloaded\t\\VOLUME\\A.EXE\nloaded\t\\VOLUME\\B.DLL`);
  }
});

test('property lists are text, binary or XML; one that holds itself is stopped, entities of entities stay as they stand', () => {
  assert.equal(
    read('a.plist', binaryPlist()).text,
    `{2}\n  Name: made\n  Inner: [3]\n    1\n    true\n    ${TIME_WORDS}`,
  );
  assert.equal(
    read('a.plist', Buffer.from(XML_PLIST)).text,
    '{}\n  Name: made & kept\n  List: []\n    4\n    true',
  );
  assert.equal(stopOf('a.plist', binaryPlist(true)), 'damaged');
  assert.equal(read('a.plist', Buffer.from(LAUGHS)).text, '{}\n  k: &j;');
});

test('what was cut or changed ends with an answer or its reason', () => {
  const random = randomOf(11);
  const made = {
    'a.dat': hive(),
    'a.lnk': shortcut(),
    'a.pf': packedPrefetch(),
    'b.pf': prefetchFile(),
    'a.plist': binaryPlist(),
  };
  for (const [name, bytes] of Object.entries(made))
    for (let i = 0; i < 150; i++) {
      const input = Buffer.from(
        bytes.subarray(0, i % 3 === 0 ? 20 + Math.floor(random() * bytes.length) : undefined),
      );
      for (let k = 0; k < 5; k++)
        input[20 + Math.floor(random() * (input.length - 20))] = Math.floor(random() * 256);
      assert.ok(
        ['read', 'damaged', 'tooLarge', 'tooMany', 'tooDeep', 'unsupported'].includes(stopOf(name, input)),
        name,
      );
    }
});

const samples = sharedData('forensics/os-artefacts/plaso');
test(
  'files of real machines give what libyal finds in them',
  { skip: samples === undefined ? 'forensics/os-artefacts is not there' : false },
  () => {
    const of = (name: string): Extracted => read(name.toLowerCase(), readFileSync(join(samples ?? '', name)));
    for (const [name, keys, values] of [
      ['NTUSER-WIN7.DAT', 2288, 5470],
      ['regf/NTUSER.DAT', 1597, 2310],
      ['NTUSER-CCLEANER.DAT', 1203, 2373],
    ] as const) {
      const { facts } = of(name);
      assert.deepEqual(
        [facts?.['keys'], facts?.['values'], facts?.['damaged']],
        [keys, values, undefined],
        name,
      );
    }
    const nero = of('NeroInfoTool.lnk').facts;
    assert.deepEqual(
      [nero?.['path'], nero?.['volume-label'], nero?.['machine']],
      ['C:\\Program Files (x86)\\Nero\\Nero 9\\Nero InfoTool\\InfoTool.exe', 'OS', 'win-3qmdjgkf3g9'],
    );
    const notepad = of('winprefetch/NOTEPAD.EXE-D8414F97.pf').facts; // packed, of Windows 10
    assert.deepEqual(
      [notepad?.['program'], notepad?.['runs'], notepad?.['last-run'], notepad?.['files']],
      ['NOTEPAD.EXE', 2, '2019-06-05T19:55:04.877Z', 56],
    );
    assert.equal(of('winprefetch/PING.EXE-B29F6629.pf').facts?.['runs'], 14);
  },
);
