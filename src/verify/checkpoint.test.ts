import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64, hex, utf8 } from '../base/bytes.ts';
import { formatCheckpoint, parseCheckpoint, parseDecimal, parseHash } from './checkpoint.ts';
import { Fault } from './fault.ts';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';

test('the example of the specification is read', () => {
  const checkpoint = parse(`example.com/behind-the-sofa\n20852163\n${ROOT}\n`);
  assert.equal(checkpoint.origin, 'example.com/behind-the-sofa');
  assert.equal(checkpoint.size, 20_852_163);
  assert.equal(base64(checkpoint.root), ROOT);
  assert.equal(checkpoint.extensions, undefined);
});

test('extension lines are kept', () => {
  const text = `a\n1\n${ROOT}\nextra one\nextra two\n`;
  const checkpoint = parse(text);
  assert.deepEqual(checkpoint.extensions, ['extra one', 'extra two']);
  assert.equal(hex(formatCheckpoint(checkpoint)), hex(utf8(text)));
});

for (const [name, text] of [
  ['empty', ''],
  ['without a root', 'a\n1\n'],
  ['without a final newline', `a\n1\n${ROOT}`],
  ['with an empty origin', `\n1\n${ROOT}\n`],
  ['with an empty extension line', `a\n1\n${ROOT}\n\n`],
  ['with a leading zero', `a\n01\n${ROOT}\n`],
  ['with a signed size', `a\n+1\n${ROOT}\n`],
  ['with a size in hex', `a\n0x1\n${ROOT}\n`],
  ['with a negative size', `a\n-1\n${ROOT}\n`],
  ['with a space after the size', `a\n1 \n${ROOT}\n`],
  ['with a size of 2^53', `a\n9007199254740992\n${ROOT}\n`],
  ['with a size of 2^64', `a\n18446744073709551616\n${ROOT}\n`],
  ['with a short root', `a\n1\n${base64(new Uint8Array(31))}\n`],
  ['with a long root', `a\n1\n${base64(new Uint8Array(33))}\n`],
  ['with a root that spells stray bits', `a\n1\n${ROOT.replace('I=', 'J=')}\n`],
  ['with carriage returns', `a\r\n1\r\n${ROOT}\r\n`],
  ['with a tab', `a\tb\n1\n${ROOT}\n`],
  ['with an origin of 256 bytes', `${'x'.repeat(256)}\n1\n${ROOT}\n`],
  ['of more than 16 KiB', `a\n1\n${ROOT}\n${'x\n'.repeat(9000)}`],
] as const)
  test(`a checkpoint ${name} is refused`, () => assert.throws(() => parse(text), Fault));

test('a checkpoint that is not UTF-8 is refused', () => {
  assert.throws(() => parseCheckpoint(Uint8Array.of(0xff, 0x0a), 'c'), Fault);
});

test('any checkpoint is read back as written', () => {
  const line = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !/[\u0000-\u001f]/.test(text));
  fc.assert(
    fc.property(
      fc.record(
        {
          origin: line,
          size: fc.maxSafeNat(),
          root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
          extensions: fc.array(line, { minLength: 1, maxLength: 3 }),
        },
        { noNullPrototype: true },
      ),
      (checkpoint) => assert.deepEqual(parseCheckpoint(formatCheckpoint(checkpoint), 'c'), checkpoint),
    ),
  );
});

test('what cannot be read back is not written', () => {
  const good = { origin: 'a', size: 1, root: new Uint8Array(32) };
  for (const bad of [
    { origin: '' },
    { origin: 'a\nb' },
    { size: -1 },
    { size: 1.5 },
    { root: new Uint8Array(31) },
  ])
    assert.throws(() => formatCheckpoint({ ...good, ...bad }), Fault);
});

test('decimals and hashes have one spelling', () => {
  assert.equal(parseDecimal('0'), 0);
  assert.equal(parseDecimal('9007199254740991'), Number.MAX_SAFE_INTEGER);
  for (const text of ['', '00', '1e3', '١', '1_0', ' 1', '9007199254740992'])
    assert.equal(parseDecimal(text), undefined, text);
  assert.equal(parseHash(`${ROOT} `), undefined);
  assert.equal(parseHash(ROOT)?.length, 32);
});

function parse(text: string): ReturnType<typeof parseCheckpoint> {
  return parseCheckpoint(utf8(text), 'checkpoint');
}
