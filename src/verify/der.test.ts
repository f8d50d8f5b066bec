import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex } from '../base/bytes.ts';
import { algorithm, bitOctets, boolean, integer, namedBits, oid, smallInteger, time } from './der-values.ts';
import { expectTag, Fields, MAX_DER_BYTES, readDer, sequenceOf, TAG, type Element } from './der.ts';
import { Fault, type FaultCode } from './fault.ts';

function der(hexText: string): Element {
  return readDer(fromHex(hexText.replaceAll(' ', '')) ?? assert.fail(hexText), 'test.der');
}

function refused(act: () => unknown, message: RegExp, code: FaultCode = 'timestampInvalid'): void {
  assert.throws(act, (fault) => {
    assert.ok(fault instanceof Fault, String(fault));
    assert.equal(fault.code, code);
    assert.equal(fault.place, 'test.der');
    assert.match(fault.message, message);
    return true;
  });
}

test('an element knows its tag, its content and where it lies', () => {
  const [first, second] = sequenceOf(der('3006 020105 0101ff'), 'pair');
  assert.equal(first && integer(first, 'number'), 5n);
  assert.equal(second && boolean(second, 'flag'), true);
  assert.equal(second?.at, 5);
});

for (const [why, bytes, message] of [
  ['nothing at all', '', /an element of DER; found the end/],
  ['a tag without a length', '30', /an element of DER; found the end/],
  ['a length beyond the end', '3005 0201', /5 bytes of content; found 2 bytes/],
  ['a length cut short', '3082 01', /a whole length/],
  ['a length in a longer form', '308103 020105', /the shortest form/],
  ['a length with a leading zero', '30820003 020105', /the shortest form/],
  ['a length of five bytes', '308500000000 01', /at most four bytes/],
  ['a length of four gigabytes', '3084ffffffff 00', /4294967295 bytes of content; found 1 bytes/],
  ['a tag of several bytes', '1f8101 00', /a tag below 31/],
  ['bytes after the end', '020105 00', /nothing after the first element; found 1 bytes/],
] as const)
  test(`DER with ${why} is refused`, () => refused(() => der(bytes), message));

test('BER with indefinite length is told apart: it may be right, and is not checked here', () =>
  refused(() => der('3080 020105 0000'), /BER, indefinite length/, 'notCheckedHere'));

test('more bytes than any token has are refused unread', () =>
  refused(() => readDer(new Uint8Array(MAX_DER_BYTES + 1), 'test.der'), /at most/, 'limitExceeded'));

test('a child cannot reach beyond its parent', () =>
  refused(() => sequenceOf(der('3004 0204 0102'), 'list'), /4 bytes of content; found 2 bytes/));

test('fields are taken in order, and none may be missing or left over', () => {
  const fields = new Fields(der('3006 020105 020106'));
  assert.equal(fields.maybe(TAG.boolean), undefined);
  assert.equal(integer(fields.take(TAG.integer, 'first'), 'first'), 5n);
  assert.equal(integer(fields.next('second'), 'second'), 6n);
  assert.equal(fields.done(), true);
  fields.end('the list');
  refused(() => fields.next('third'), /third; found the end/);
  const other = new Fields(der('3006 020105 020106'));
  other.next('first');
  refused(() => other.end('the list'), /the end of the list; found another field \(at byte 5\)/);
});

test('a field of another tag is refused by name', () =>
  refused(() => expectTag(der('020105'), TAG.oid, 'policy'), /policy with tag 0x06; found tag 0x02/));

for (const [bytes, value] of [
  ['020100', 0n],
  ['02017f', 127n],
  ['02020080', 128n],
  ['0201ff', -1n],
  ['020180', -128n],
  ['0209 00ffffffffffffffff', 2n ** 64n - 1n],
] as const)
  test(`the integer ${bytes} is ${value}`, () => assert.equal(integer(der(bytes), 'number'), value));

for (const bytes of ['0200', '0202007f', '0202ff80', `0241${'01'.repeat(65)}`])
  test(`the integer ${bytes.slice(0, 12)} is refused`, () =>
    refused(() => integer(der(bytes), 'number'), /number/));

test('a small integer has its bounds', () => {
  assert.equal(smallInteger(der('020103'), 'version', 3), 3);
  refused(() => smallInteger(der('020104'), 'version', 3), /from 0 to 3; found 4/);
  refused(() => smallInteger(der('0201ff'), 'version', 3), /from 0 to 3; found -1/);
});

test('a boolean is 00 or FF', () => {
  assert.equal(boolean(der('010100'), 'flag'), false);
  refused(() => boolean(der('010101'), 'flag'), /00 or FF/);
  refused(() => boolean(der('0100'), 'flag'), /00 or FF/);
});

for (const [bytes, value] of [
  ['0603 2a8648', '1.2.840'],
  ['0603 550406', '2.5.4.6'],
  ['0602 8837', '2.999'],
  ['0601 27', '0.39'],
  // 2.25 and a UUID of all ones (X.667): longer than a number of JavaScript
  ['0614 6983ffffffffffffffffffffffffffffffffff7f', '2.25.340282366920938463463374607431768211455'],
] as const)
  test(`the object identifier ${value} is read`, () => assert.equal(oid(der(bytes), 'type'), value));

for (const [why, bytes] of [
  ['no bytes', '0600'],
  ['an unfinished arc', '0602 2a86'],
  ['a padded arc', '0603 2a8001'],
  ['too many bytes', `0641${'01'.repeat(65)}`],
] as const)
  test(`an object identifier with ${why} is refused`, () => refused(() => oid(der(bytes), 'type'), /type/));

for (const [bytes, value] of [
  ['170d 3235303530393131353835355a', '2025-05-09T11:58:55Z'],
  ['170d 3439313233313233353935395a', '2049-12-31T23:59:59Z'],
  ['170d 3530303130313030303030305a', '1950-01-01T00:00:00Z'],
  ['180f 32303234303232393132303030305a', '2024-02-29T12:00:00Z'],
  ['1813 32303136313132383133313632362e3236365a', '2016-11-28T13:16:26.266Z'],
] as const)
  test(`the time ${value} is read`, () => assert.equal(time(der(bytes), 'genTime'), value));

for (const [why, bytes] of [
  ['a day that does not exist', '180f 32303233303232393132303030305a'],
  ['a thirteenth month', '170d 3235313330393131353835355a'],
  ['a second of 61', '170d 3235303530393131353836315a'],
  ['no seconds', '170b 323530353039313135385a'],
  ['an offset', '1811 323530353039313135383535 2b30313030'],
  ['no zone', '180e 3230323430323239313230303030'],
  ['more after it', '1810 32303234303232393132303030305a00'],
  ['another tag', '0c0f 32303234303232393132303030305a'],
] as const)
  test(`a time with ${why} is refused`, () => refused(() => time(der(bytes), 'genTime'), /genTime/));

test('keys and signatures are whole bytes, named bits are not', () => {
  assert.deepEqual([...bitOctets(der('0303 00beef'), 'signature')], [0xbe, 0xef]);
  refused(() => bitOctets(der('0302 0780'), 'signature'), /unused bits/);
  refused(() => bitOctets(der('0300'), 'signature'), /unused bits/);
  assert.deepEqual(namedBits(der('0302 06c0'), 'keyUsage'), [true, true]);
  assert.deepEqual(namedBits(der('0301 00'), 'keyUsage'), []);
  refused(() => namedBits(der('0301 01'), 'keyUsage'), /named bits/);
  refused(() => namedBits(der('0302 0880'), 'keyUsage'), /named bits/);
});

test('NULL parameters are none, and a NULL is empty', () => {
  assert.deepEqual(algorithm(der('3005 0601 2a 0500'), 'digest'), { oid: '1.2', parameters: undefined });
  assert.deepEqual(algorithm(der('3003 0601 2a'), 'digest'), { oid: '1.2', parameters: undefined });
  refused(() => algorithm(der('3006 0601 2a 050100'), 'digest'), /NULL/);
});
