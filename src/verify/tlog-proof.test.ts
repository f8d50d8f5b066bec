import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64, hex, utf8, utf8Text } from '../base/bytes.ts';
import { Fault } from './fault.ts';
import { formatTlogProof, parseTlogProof } from './tlog-proof.ts';

const HASHES = [
  'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
  'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
];
const CHECKPOINT = `example.com/fancylog
109482
sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

— example.com/fancylog hI2DJw==
`;
const GOOD = `c2sp.org/tlog-proof@v1\nextra cGFnZQ==\nindex 73894\n${HASHES.join('\n')}\n\n${CHECKPOINT}`;

test('a proof in the form of the specification is read and written as it is', () => {
  const proof = parse(GOOD);
  assert.equal(utf8Text(proof.extra ?? new Uint8Array()), 'page');
  assert.equal(proof.index, 73_894);
  assert.deepEqual(proof.proof.map(base64), HASHES);
  assert.equal(utf8Text(proof.checkpoint), CHECKPOINT);
  assert.equal(hex(formatTlogProof(proof)), hex(utf8(GOOD)));
});

test('the only leaf of a log has a proof without hashes', () => {
  assert.deepEqual(parse(`c2sp.org/tlog-proof@v1\nindex 0\n\n${CHECKPOINT}`).proof, []);
});

for (const [name, text] of [
  ['empty', ''],
  ['of another version', GOOD.replace('@v1', '@v2')],
  ['without an index', GOOD.replace('index 73894\n', '')],
  ['with a leading zero', GOOD.replace('73894', '073894')],
  ['with an index of 2^53', GOOD.replace('73894', '9007199254740992')],
  [
    'with the index before the extra data',
    GOOD.replace('extra cGFnZQ==\nindex 73894', 'index 73894\nextra cGFnZQ=='),
  ],
  ['with extra data twice', GOOD.replace('extra cGFnZQ==\n', 'extra cGFnZQ==\nextra cGFnZQ==\n')],
  ['with extra data not in Base 64', GOOD.replace('cGFnZQ==', 'page!')],
  ['with a short hash', GOOD.replace(HASHES[0] ?? '', 'AAAA')],
  ['without an empty line', GOOD.replaceAll('\n\n', '\n')],
  ['with carriage returns', GOOD.replaceAll('\n', '\r\n')],
  ['with 64 hashes', GOOD.replace(HASHES[0] ?? '', Array(63).fill(HASHES[0]).join('\n'))],
] as const)
  test(`a proof ${name} is refused`, () => assert.throws(() => parse(text), Fault));

test('a proof whose head is longer than any honest one is refused', () => {
  assert.throws(() => parse(GOOD.replace('cGFnZQ==', 'AAAA'.repeat(20_000))), Fault);
  assert.throws(() => parse(GOOD + 'x'.repeat(512 * 1024)), Fault);
});

test('a proof cut within its head, or not in ASCII, is refused', () => {
  const head = GOOD.indexOf('\n\n') + 1;
  for (let length = 0; length <= head; length++) assert.throws(() => parse(GOOD.slice(0, length)), Fault);
  const bytes = utf8(GOOD);
  bytes[3] = 0xff;
  assert.throws(() => parseTlogProof(bytes, 'proof'), Fault);
});

test('any proof is read back as written', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const parts = {
    index: fc.maxSafeNat(),
    proof: fc.array(hash, { maxLength: 63 }),
    checkpoint: fc.uint8Array(),
  };
  const proof = fc.oneof(fc.record(parts), fc.record({ ...parts, extra: fc.uint8Array() }));
  fc.assert(
    fc.property(proof, (one) => {
      const back = parseTlogProof(formatTlogProof(one), 'proof');
      assert.equal(hex(formatTlogProof(back)), hex(formatTlogProof(one)));
      assert.deepEqual([back.index, back.proof.length], [one.index, one.proof.length]);
    }),
  );
});

function parse(text: string): ReturnType<typeof parseTlogProof> {
  return parseTlogProof(utf8(text), 'proof');
}
