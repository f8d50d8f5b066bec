// Compound files: messages of Outlook, Word and PowerPoint before 2007.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compoundFile, outlookMessage, workbook } from '../../../test/support/ole-made.ts';
import { randomOf } from '../../../test/support/random.ts';
import { sharedData } from '../../../test/support/shared.ts';
import { Refusal } from '../../base/refusal.ts';
import { kindOf } from '../listing/kinds.ts';
import { inMemory, Spent, Stopped, type Facts } from './extractor.ts';
import { extractorOf } from './index.ts';
import { unpackLzfu } from './lzfu.ts';

interface Read {
  readonly text: string;
  readonly facts: Facts;
  readonly members: readonly { readonly path: string; readonly bytes: Buffer }[];
}

function read(name: string, bytes: Uint8Array): Read {
  const one = extractorOf(kindOf(bytes.subarray(0, 512)) ?? null, name);
  assert.ok(one, `nothing takes ${name}`);
  const { text = '', facts = {}, members = [] } = one.read(inMemory(bytes), new Spent(), name);
  const all = Array.from(members, ({ path, open }) => {
    const content = open?.() ?? inMemory(new Uint8Array());
    const held = Buffer.alloc(Math.min(content.size, 1_000_000));
    content.readInto(0, held);
    return { path, bytes: held };
  });
  return { text, facts, members: all };
}

test('a message of Outlook has its text, who and when, and its attachments under their names', () => {
  const { text, facts, members } = read('a.msg', outlookMessage());
  assert.equal(text, 'See what is enclosed.');
  assert.deepEqual(facts, { subject: 'О деле', from: 'Inès', sent: '2020-01-02T03:04:05.000Z' });
  assert.deepEqual(members.map(({ path, bytes }) => [path, String(bytes)]), [['list.txt', 'one\ntwo\n'.repeat(40)]]); // prettier-ignore
});

test('of any other compound file each stream is a member', () => {
  const file = compoundFile([
    { path: 'Contents', data: Buffer.from('a stream') },
    { path: 'Below/Other', data: Buffer.alloc(700, 7) },
  ]);
  assert.deepEqual(read('a.bin', file).members.map(({ path, bytes }) => `${path} ${bytes.length}`).toSorted(), ['Below/Other 700', 'Contents 8']); // prettier-ignore
});

test('a compound file that was cut or changed, or whose chains and folders return to themselves, ends with its reason', () => {
  const random = randomOf(3);
  const good = outlookMessage();
  const reasonOf = (bytes: Buffer): string => {
    try {
      read('a.msg', bytes);
      return 'read';
    } catch (error) {
      if (error instanceof Stopped) return error.reason;
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  };
  for (let i = 0; i < 300; i++) {
    const input = Buffer.from(i % 4 === 0 ? good.subarray(0, 512 + Math.floor(random() * 4000)) : good);
    for (let k = 0; k < 5; k++)
      input[8 + Math.floor(random() * (input.length - 8))] = Math.floor(random() * 256);
    assert.ok(['read', 'damaged', 'tooLarge', 'tooMany', 'tooDeep'].includes(reasonOf(input)));
  }
  const looped = Buffer.from(good);
  looped.writeUInt32LE(1, 512 + 4); // the chain of the folders leads to its own first sector
  assert.equal(reasonOf(looped), 'damaged');
  const folder = Buffer.from(good);
  folder.writeUInt32LE(1, 1024 + 128 + 72); // an entry stands beside itself
  assert.equal(reasonOf(folder), 'damaged');
});

test('a workbook before 2007 has the text of its cells, sheet by sheet; one with a password is said to be encrypted', () => {
  const file = compoundFile([{ path: 'Workbook', data: workbook() }]);
  assert.equal(read('a.xls', file).text, '[Лист]\nInès and others\t12.5\t-7\tTRUE\nsaid by a formula');
  const locked = compoundFile([{ path: 'Workbook', data: Buffer.concat([workbook().subarray(0, 12), Buffer.from([0x2f, 0, 0, 0])]) }]); // prettier-ignore
  assert.throws(() => read('a.xls', locked), (error) => error instanceof Stopped && error.reason === 'encrypted'); // prettier-ignore
  const random = randomOf(5);
  for (let i = 0; i < 300; i++) {
    const input = Buffer.from(file.subarray(0, i % 4 === 0 ? 1500 + Math.floor(random() * 1000) : undefined));
    for (let k = 0; k < 6; k++) input[512 + Math.floor(random() * (input.length - 512))] = Math.floor(random() * 256); // prettier-ignore
    try {
      read('a.xls', input);
    } catch (error) {
      if (!(error instanceof Stopped || error instanceof Refusal)) throw error;
    }
  }
});

test('a body that is packed as RTF alone is read; one cut or changed ends', () => {
  // [MS-OXRTFCP] 4.1.1 gives this example with what it must give.
  const packed = Buffer.from('2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0', 'hex'); // prettier-ignore
  assert.equal(String(unpackLzfu(packed)), '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  const message = compoundFile([
    { path: '__properties_version1.0', data: Buffer.alloc(32) },
    { path: '__substg1.0_10090102', data: packed },
  ]);
  assert.equal(read('a.msg', message).text, 'hello world');
  const random = randomOf(9);
  for (let i = 0; i < 300; i++) {
    const input = Buffer.from(packed.subarray(0, 16 + Math.floor(random() * (packed.length - 15))));
    input[16 + Math.floor(random() * (input.length - 16))] = Math.floor(random() * 256);
    assert.ok(unpackLzfu(input).length <= 43);
  }
});

const samples = sharedData('forensics');
test(
  'messages and documents of Office are read as they were written',
  { skip: samples === undefined ? 'forensics is not there' : false },
  () => {
    const of = (name: string): Read => read(name.toLowerCase(), readFileSync(join(samples ?? '', name)));
    const chinese = of('mail/testMSG_chinese.msg');
    assert.equal(chinese.facts['subject'], 'Alfresco MSG format testing ( MSG 格式測試 )');
    const enclosed = of('mail/testMSG_att_doc.msg');
    assert.deepEqual(enclosed.members.map(({ path, bytes }) => [path, bytes.length]), [['test-unicode.doc', 24_064], ['pj1.txt', 89]]); // prettier-ignore
    assert.match(of('documents/testWORD.doc').text, /^Sample Word Document Title\n[^]*\nThis is a table\t\t/);
    assert.equal(of('documents/testWORD.doc').facts['creator'], 'Keith Bennett');
    assert.match(of('documents/testPPT_2imgs.ppt').text, /The quick brown fox jumps over the lazy dog/);
    assert.match(of('documents/testEXCEL_1img.xls').text, /^\[Sheet1\]\n[^]*\n1\t2\t2\nA\tB\tAB\n/);
    assert.match(of('documents/testEXCEL_phonetic.xls').text, /\n2\t日本オラクル\tオラクル日本会社\t/);
    assert.match(of('documents/testEXCEL_big_numbers.xls').text, /\n123456789012345\t/);
    assert.throws(() => of('documents/testPPT_protected_passtika.ppt'), /password/);
  },
);
