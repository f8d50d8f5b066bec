import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64, concat, equalBytes, fromBase64, fromHex, hex, uint64, utf8, utf8Text } from './bytes.ts';

test('bytes are written in hex and Base 64 as Node.js writes them, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
      const buffer = Buffer.from(bytes);
      assert.equal(hex(bytes), buffer.toString('hex'));
      assert.equal(base64(bytes), buffer.toString('base64'));
      assert.ok(equalBytes(fromHex(hex(bytes)) ?? new Uint8Array(1), bytes));
      assert.ok(equalBytes(fromBase64(base64(bytes)) ?? new Uint8Array(1), bytes));
    }),
    { numRuns: 50 },
  );
});

test('hex of odd length, in upper case or with other letters is refused', () => {
  for (const text of ['a', 'AB', '0g', ' 00', '0x00', '00\n']) assert.equal(fromHex(text), undefined, text);
});

test('Base 64 has one spelling for each value', () => {
  for (const text of [
    'QQ',
    'QQ=',
    'QR==',
    'QQ==\n',
    ' QQ==',
    'Q-==',
    'Q_==',
    'QQ===',
    'QUJ=',
    '====',
    'QQ==QQ==',
  ])
    assert.equal(fromBase64(text), undefined, text);
  assert.equal(utf8Text(fromBase64('QUI=') ?? utf8('')), 'AB');
});

test('text is UTF-8 without guessing: what is not is refused, a byte order mark stays', () => {
  for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82]])
    assert.throws(() => utf8Text(Uint8Array.from(bytes)), TypeError);
  assert.equal(utf8Text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)), '\ufeffA');
});

test('eight bytes hold a whole number, most significant first', () => {
  assert.equal(hex(uint64(1_679_315_147)), '0000000064185' + '0cb');
  assert.equal(hex(uint64(Number.MAX_SAFE_INTEGER)), '001fffffffffffff');
  assert.throws(() => uint64(1.5), RangeError);
});

test('parts are joined in order, and equal bytes are equal whatever holds them', () => {
  const joined = concat(utf8('a'), new Uint8Array(), utf8('bc'));
  assert.equal(utf8Text(joined), 'abc');
  assert.ok(equalBytes(joined, Buffer.from('abc')));
  assert.ok(!equalBytes(joined, utf8('abd')));
  assert.ok(!equalBytes(joined, utf8('ab')));
});
