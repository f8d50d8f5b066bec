import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hex, utf8, utf8Text } from '../../base/bytes.ts';
import { Fault } from '../../verify/fault.ts';
import { formatAddCheckpoint, MAX_REQUEST_BYTES, parseAddCheckpoint } from './witness.ts';

const HASH = 'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=';
const GOOD = `old 20852014\n${HASH}\n${HASH}\n\nexample.com/behind-the-sofa\n20852163\n${HASH}\n\n— a AAAAAAA=\n`;

test('a request in the form of the specification is read and written as it is', () => {
  const request = parse(GOOD);
  assert.equal(request.oldSize, 20_852_014);
  assert.equal(request.proof.length, 2);
  assert.ok(utf8Text(request.note).startsWith('example.com/behind-the-sofa\n'));
  assert.equal(hex(formatAddCheckpoint(request)), hex(utf8(GOOD)));
});

test('63 hashes are taken, and no more', () => {
  const text = (count: number): string => `old 1\n${`${HASH}\n`.repeat(count)}\nnote`;
  assert.equal(parse(text(63)).proof.length, 63);
  assert.throws(() => parse(text(64)), Fault);
});

for (const [name, text] of [
  ['empty', ''],
  ['without an old size', GOOD.replace('old 20852014\n', '')],
  ['with a leading zero', GOOD.replace('old 2', 'old 02')],
  ['with two spaces', GOOD.replace('old ', 'old  ')],
  ['with an old size of 2^53', GOOD.replace('20852014', '9007199254740992')],
  ['with a negative old size', GOOD.replace('old ', 'old -')],
  ['with a short hash', GOOD.replace(HASH, 'AAAA')],
  ['with carriage returns', GOOD.replaceAll('\n', '\r\n')],
  ['without an empty line', GOOD.replaceAll('\n\n', '\n')],
  ['of more than the limit', GOOD + 'x'.repeat(MAX_REQUEST_BYTES)],
] as const)
  test(`a request ${name} is refused`, () => assert.throws(() => parse(text), Fault));

test('any bytes are a request or a Fault', () => {
  const piece = fc.constantFrom('old ', '0', '1', '\n', '\n\n', HASH, '—', ' ');
  const text = fc.array(piece).map((some) => utf8(some.join('')));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), text), (bytes) => {
      try {
        assert.equal(hex(formatAddCheckpoint(parseAddCheckpoint(bytes))), hex(bytes));
      } catch (error) {
        assert.ok(error instanceof Fault);
      }
    }),
    { numRuns: 1000 },
  );
});

function parse(text: string): ReturnType<typeof parseAddCheckpoint> {
  return parseAddCheckpoint(utf8(text));
}
